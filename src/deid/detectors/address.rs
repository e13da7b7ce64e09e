//! Street addresses with what belongs to them: number, flat, floor, box, postcode.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::deid::detector::{Candidate, pattern};
use crate::deid::finding::Class;
use crate::deid::page::{Page, Shape};

const ENDING: &str = concat!(
    "(?:vägen|gatan|gränden|gränd|stigen|torget|torg|plan|planen|backen|allén|allen|allé|alle|esplanaden|leden|liden|slingan|kroken|ringen|stråket|gången|svängen|vändan|viadukten",
    "|bron|kajen|stranden|strand|hamnen|parken|tomten|höjden|berget|kullen|dalen|ängen|hagen|gärdet|udden|viken|näset|holmen|terrassen|trappan|trappor|tvärgränd|promenaden",
    "|passagen|porten|rondellen|platsen|plats|väg|gata|stig|backe|gård|led|rundan|brinken|brink|hällen|åsen|sluttningen|snedden|bågen|cirkeln|fållan|kilen|höjd|varvet|bygata|vreten|skogen|lunden|hill|ringväg|v\\.|g\\.)"
);
const NUMBER: &str = r"[0-9]{1,3}(?: ?[a-h])?(?:-[0-9]{1,3}(?: ?[a-h])?)?";
/// Floor, flat, postcode and town after a street number.
const TAIL: &str = r"(?:,? (?:(?:lgh|lägenhet|lght)\.? ?(?:nr )?[0-9]{1,4}|[0-9]{1,2} ?tr(?:appor)?|nb|bv|ög|vån(?:ing|ingen)?\.? ?[0-9]{1,2}|upp(?:g\.|gång|gången) [a-h0-9]|port(?:en)? [a-h0-9]{1,3}|(?:s|se)?-?[0-9]{3} ?[0-9]{2} [a-zåäö]+))*";

/// A street with a number.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"((?:s:ta? |st\. ?)?(?:[a-zåäö]{{2,}}(?::s)?[ -]){{0,2}}[a-zåäö]*{ENDING})(?: nr)? ({NUMBER}){TAIL}"
    ))
});

/// A street without a number: only endings that are nothing but streets.
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:[a-zåäö]+s )?([a-zåäö]*(?:vägen|gatan|gränd|gränden|stigen|backen|allén|slingan|kroken|stråket|svängen|esplanaden|tvärgata|bygata|tvärgränd|liden|brinken|terrassen|väg|gata|stig|backe|ringen))",
    )
});

/// "adress Nedre Källtorp 214": whatever is called an address, with a number.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?:adress(?:en)?|adr\.?|bor på|bor)(?: är|:)? ((?:[a-zåäö]+ ){{1,3}}{NUMBER}){TAIL}"))
});

/// "drottningholmsv 12": a street cut short without a full stop.
static CUT_SHORT: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"([a-zåäö]{{4,}}s[vg]) {NUMBER}{TAIL}")));

static APARTMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:(?:lgh|lght)\.?(?: ?nr| nummer)? ?:? ?[0-9]{1,4}[a-z]?|(?:lägenhet|lägenheten|lägenhetsnummer|lägenhetsnumret|lägenhetsnr|lghnr|lgh-?nr)(?: nr| nummer| är|:)* [0-9]{1,4}",
        r"|[0-9]{1,2} ?tr(?:appor upp)?(?: (?:upp|ner|ned))?(?: (?:till )?(?:höger|vänster|tv|th|mitten))?|(?:vån(?:ing)?\.?|våningen|våningsplan) ?[0-9]{1,2}(?: (?:till )?(?:höger|vänster|tv|th))?",
        r"|(?:portkod(?:en)?|kod(?:en)? till porten|dörrkod(?:en)?)(?: är| var|:)? ?[0-9]{3,6}|(?:port|uppg\.?|uppgång|trappuppgång|porten|uppgången|trappa)(?: nr)? (?:[0-9]{1,3} ?[a-h]?|[a-h]))"
    ))
});

static BOX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:post)?box(?:en)?(?: nr)? [0-9]{1,5}(?:,? (?:s|se)?-?[0-9]{3} ?[0-9]{2} [a-zåäö]+)?")
});

static POSTCODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:postnummer|postnr|postnumret|postadress)(?: är|:)? ?|se?-)?([0-9]{3}) ?([0-9]{2})((?: [a-zåäö]+)?)",
    )
});

/// One of these stands in every street with a number.
const STREETS: &[&str] = &[
    "väg", "gat", "gränd", "stig", "torg", "plan", "back", "allé", "alle", "esplanad", "led", "liden",
    "slinga", "krok", "ring", "stråk", "gång", "sväng", "vändan", "viadukt", "bro", "kaj", "strand", "hamn",
    "park", "tomt", "höjd", "berg", "kull", "dal", "äng", "hag", "gärde", "udd", "vik", "näs", "holm",
    "terrass", "trapp", "promenad", "passage", "port", "rondell", "plats", "gård", "runda", "brink", "häll",
    "ås", "slutt", "snedd", "båg", "cirkel", "fålla", "kil", "varv", "vret", "skog", "lund", "hill", "v.",
    "g.",
];

/// One of these stands in every match.
const WAYS: &[&str] = &[
    "väg", "gata", "gränd", "stig", "backe", "allé", "alle", "slinga", "krok", "stråk", "sväng", "esplanad",
    "liden", "brink", "terrass", "ringen",
];

/// Common nouns that end as streets do.
const GENERIC: &str = "väg gata stig backe plan torg led strand park plats bro motorväg cykelväg gångväg genväg \
     huvudväg sidoväg sidogata huvudgata affärsgata bakgata tvärgata gågata återvändsgränd landsväg \
     riksväg järnväg utväg omväg hemväg skolväg skogsväg grusväg bilväg luftväg skogsstig gångstig \
     promenadväg tillväg matkasse in till ut upp ned ner mellan lång räl bom av start fram gångs \
     villa bygg lands vand golf trapp infart infarts utfarts stor små bak tvär kors ring parallell \
     smit buss spår slutning gångbana cykel gång motor sido huvud skol skogs grus hem gen om järn \
     riks affärs gå återvänds bil luft promenad lokal förändrings livs tjänste besluts rese elljus \
     vandrings motions gårds kvarters rid pulka skid tillfarts genomfarts avfarts medel olycks mitt \
     del vilse o all kring ompröv tidn för f spr sp l fa kärl kon skymn hals näs ör fing fot vigsel \
     förlovnings nyckel under över vändnings parkerings ax smygväg rök";

/// Endings that are also everyday nouns: these need a number and a name.
const WEAK: &[&str] = &[
    "torget", "torg", "plan", "planen", "parken", "platsen", "plats", "gård", "led", "leden", "bron",
    "hamnen", "tomten", "berget", "dalen", "viken", "porten", "gången", "stranden", "skogen",
];

/// Places where many people meet, and districts: no one's home.
const PUBLIC: &[&str] = &[
    "sergels torg",
    "medborgarplatsen",
    "stureplan",
    "hötorget",
    "odenplan",
    "fridhemsplan",
    "telefonplan",
    "mariatorget",
    "slussen",
    "drottninggatan",
    "götgatan",
    "kungsgatan",
    "tunnelgatan",
    "norra bantorget",
    "mynttorget",
    "segels torg",
    "kungsträdgården",
    "humlegården",
];

pub(in crate::deid) fn detect(page: &Page<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = page
        .matches_if(page.has_digit() && page.has(STREETS), &NUMBERED)
        .filter_map(|groups| numbered(page, &groups))
        .collect();
    let labels = &["adr", "bor "];
    found.extend(
        page.matches_if(page.has_digit() && page.has(labels), &LABELLED)
            .filter_map(|groups| labelled(page, &groups)),
    );
    found.extend(
        page.matches_if(page.has_digit() && page.has(&["sv ", "sg "]), &CUT_SHORT)
            .filter_map(|groups| cut_short(page, &groups)),
    );
    found.extend(page.matches_if(page.has(WAYS), &BARE).filter_map(|groups| bare(page, &groups)));
    let unit = page.has_digit() || page.has(&["port", "upp", "trappa"]);
    let boxed = page.has_digit() && page.has(&["box"]);
    for (needed, pattern, class, reason) in [
        (unit, &APARTMENT, Class::Apartment, "Pekar ut en lägenhet, port eller våning."),
        (boxed, &BOX, Class::PoBox, "Ser ut som en boxadress."),
    ] {
        found.extend(
            page.matches_if(needed, pattern)
                .filter_map(|groups| page.candidate(groups.first()?.as_ref()?, class, reason)),
        );
    }
    found.extend(page.matches_if(page.digits >= 5, &POSTCODE).filter_map(|groups| postcode(page, &groups)));
    found
}

fn numbered(page: &Page<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let whole = groups.first()?.as_ref()?;
    let street = groups.get(1)?.as_ref()?;
    let street = street_start(page, street)?..street.end;
    let name = page.lower().get(street.clone())?;
    let capital = page.normalized.text.get(street.clone())?.starts_with(char::is_uppercase);
    let weak = WEAK.contains(&name)
        || name.split([' ', '-']).next_back().is_some_and(|last| WEAK.contains(&last) && !name.contains(' '));
    let last = name.split([' ', '-']).next_back()?;
    // A number makes a street of nearly any way with a capital: "Storgatan 12", "Parkvägen 3".
    let ended = !page.after(whole.end, 2).trim_start().starts_with(char::is_alphanumeric);
    let numbered = is_way(last) && (capital || ended || lives(page, street.start));
    let generic = is_generic(last) && !name.contains([' ', '-']) && !numbered;
    let after = page.after(whole.end, 12);
    let counted = is_counted(after) && !(capital && is_way(last) && after.starts_with(" m "));
    let abbreviated = matches!(last, "v." | "g.");
    let place = !capital && !is_strong(name);
    if generic || weak || counted || place || abbreviated {
        return None;
    }
    let mut candidate =
        page.candidate(&(street.start..whole.end), Class::Address, "Ser ut som en gatuadress.")?;
    candidate.coarser = district(page, name);
    Some(candidate)
}

fn labelled(page: &Page<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let (whole, name) = (groups.first()?.as_ref()?, groups.get(1)?.as_ref()?);
    let first = page.words.get(page.word_from(name.start)?)?;
    let named = first.shape == Shape::Capital && (!first.known.is_quiet() || first.known.is_name());
    let counted = is_counted(page.after(whole.end, 12));
    (named && !counted).then(|| street(page, &(name.start..whole.end)))?
}

fn cut_short(page: &Page<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let (whole, name) = (groups.first()?.as_ref()?, groups.get(1)?.as_ref()?);
    let word = page.words.get(page.word_from(name.start)?)?;
    let unknown = !word.known.is_word() && !word.known.is_name() && !word.known.is_quiet();
    (unknown && !is_counted(page.after(whole.end, 12))).then(|| street(page, whole))?
}

fn street(page: &Page<'_>, range: &Range<usize>) -> Option<Candidate> {
    page.candidate(range, Class::Address, "Ser ut som en gatuadress.")
}

/// A number of things, metres or minutes, not of a house.
fn is_counted(unit: &str) -> bool {
    ["st ", "meter", " meter", " m ", " min", " pers", " ungdom", " kill", " tjej", " år", " km", " gånger"]
        .iter()
        .any(|word| unit.starts_with(word))
}

/// A word for a way with something before it.
fn is_way(last: &str) -> bool {
    [
        "vägen", "gatan", "gränden", "gränd", "stigen", "backen", "allen", "slingan", "kroken", "ringen",
        "stråket", "svängen", "gata", "väg", "gången",
    ]
    .iter()
    .any(|end| last.strip_suffix(end).is_some_and(|stem| stem.chars().count() > 1))
}

/// "bor på", "hemma på", "adress": somebody's home comes next.
fn lives(page: &Page<'_>, start: usize) -> bool {
    [
        "bor på ",
        "bor ",
        "hemma på ",
        "adress ",
        "adressen ",
        "adress: ",
        "adr ",
        "boende på ",
        "bodde på ",
        "flyttat till ",
    ]
    .iter()
    .any(|words| page.before(start, 20).ends_with(words))
}

fn bare(page: &Page<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let whole = groups.first()?.as_ref()?;
    let owner = page.words.get(page.word_from(whole.start)?)?;
    let whole = if owner.shape == Shape::Lower { groups.get(1)?.as_ref()? } else { whole };
    let last = page.lower().get(groups.get(1)?.clone()?)?;
    let name = page.lower().get(whole.clone())?;
    let word = page.words.get(page.word_from(whole.start)?)?;
    let multi = name.contains(' ');
    let generic = is_generic(last) && !multi;
    let indefinite = ["väg", "gata", "stig", "backe"].iter().any(|end| last.ends_with(end));
    let capital = matches!(word.shape, Shape::Capital | Shape::Camel) && !word.opens;
    let upper = word.shape == Shape::Upper || (word.opens && word.shape == Shape::Capital);
    let long = last.len() > 8;
    let home = [
        "bor på ",
        "bor ",
        "hemma på ",
        "adress ",
        "adressen ",
        "boende på ",
        "lägenhet på ",
        "hos ",
        " på ",
        "korsningen ",
        "hörnet ",
        "vid ",
        "längs ",
    ];
    let lived = home.iter().any(|words| page.before(whole.start, 16).ends_with(words));
    let ring = last.ends_with("ringen") && !capital;
    let fits = if multi {
        word.shape == Shape::Capital
    } else {
        !indefinite && (capital || ((upper || lived) && long))
    };
    let known = page.lexicon.look_up(last);
    if generic || !fits || ring || PUBLIC.contains(&name) || known.is_quiet() || (!multi && known.is_word()) {
        return None;
    }
    let mut candidate = page.candidate(whole, Class::Address, "Ser ut som namnet på en gata.")?;
    candidate.coarser = district(page, name);
    Some(candidate)
}

fn postcode(page: &Page<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let whole = groups.first()?.as_ref()?;
    let (left, right) = (groups.get(1)?.as_ref()?, groups.get(2)?.as_ref()?);
    let place = groups.get(3)?.as_ref()?;
    let digits = format!("{}{}", page.lower().get(left.clone())?, page.lower().get(right.clone())?);
    let labelled = whole.start < left.start;
    let named = page.word_from(place.start).and_then(|index| page.words.get(index)).is_some_and(|word| {
        word.range.end == place.end
            && (word.shape != Shape::Lower || word.known.is_quiet())
            && word.shape != Shape::Digits
    });
    let public = digits == "11414" || digits.starts_with('0');
    if public || !(labelled || named || is_parted(page, left, right)) {
        return None;
    }
    let end = if named { place.end } else { right.end };
    page.candidate(&(left.start..end), Class::Postcode, "Ser ut som ett postnummer.")
}

/// "113 46" alone: an amount is written "11 346".
fn is_parted(page: &Page<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    let numeric = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '/' | '.' | ',' | ':');
    let before = page.before(left.start, 2).trim_end_matches(' ').ends_with(numeric);
    let after = page
        .after(right.end, 2)
        .trim_start_matches(' ')
        .starts_with(|c: char| c.is_ascii_digit() || c == '-');
    left.end < right.start && !before && !after
}

/// Leaves out words in front of the street that are no part of its name.
fn street_start(page: &Page<'_>, street: &Range<usize>) -> Option<usize> {
    let first = page.word_from(street.start)?;
    let last = (first..page.words.len())
        .take_while(|index| page.words.get(*index).is_some_and(|word| word.range.end <= street.end))
        .last()?;
    let joins = |index: &usize| {
        page.words.get(*index).is_some_and(|word| {
            word.shape == Shape::Capital
                && (!word.known.is_word()
                    || !word.opens
                    || page.words.get(*index + 1).is_some_and(|next| next.shape == Shape::Lower)
                        && page.key(*index).ends_with('a'))
                || matches!(
                    page.key(*index),
                    "stora"
                        | "lilla"
                        | "norra"
                        | "södra"
                        | "östra"
                        | "västra"
                        | "gamla"
                        | "nya"
                        | "sankt"
                        | "övre"
                        | "nedre"
                        | "st"
                )
                || word.known_stem.is_name() && word.shape == Shape::Lower && !word.known.is_word()
        })
    };
    let saint = |index: &usize| {
        let name = page.lower().get(street.clone()).unwrap_or_default();
        page.key(*index) == "st"
            || (matches!(page.key(*index), "s" | "t" | "ta") && name.starts_with("s:t"))
            || (matches!(page.key(*index), "s" | "ii" | "iii" | "iv" | "vi" | "xi" | "xii" | "xiv" | "xv")
                && name.contains(":s "))
    };
    let owned = |index: &usize| {
        index + 1 == last
            && page.key(*index).ends_with('s')
            && matches!(
                page.key(last),
                "väg" | "gata" | "gränd" | "backe" | "stig" | "allé" | "plan" | "torg" | "gård"
            )
    };
    let titled =
        |index: &usize| matches!(page.key(*index), "kung" | "drottning" | "prins" | "biskop" | "general");
    let start = (first..last)
        .rev()
        .take_while(|index| joins(index) || saint(index) || owned(index) || titled(index))
        .last()
        .unwrap_or(last);
    page.words.get(start).map(|word| word.range.start)
}

fn is_strong(name: &str) -> bool {
    let ends = [
        "vägen",
        "gatan",
        "gränd",
        "gränden",
        "stigen",
        "backen",
        "allén",
        "slingan",
        "kroken",
        "ringen",
        "stråket",
        "svängen",
        "liden",
        "brinken",
        "väg",
        "gata",
        "tvärgata",
        "v.",
        "g.",
        "terrassen",
        "bågen",
        "plan",
        "torg",
        "stig",
        "backe",
    ];
    ends.iter().any(|end| name.ends_with(end))
}

fn is_generic(last: &str) -> bool {
    let stem = [
        "vägen", "väg", "gatan", "gata", "gränden", "gränd", "stigen", "stig", "backen", "backe", "planen",
        "plan", "ringen", "slingan", "gången", "svängen", "kroken",
    ]
    .iter()
    .find_map(|end| last.strip_suffix(end));
    let listed = |word: &str| GENERIC.split_whitespace().any(|entry| entry == word);
    listed(last) || stem.is_some_and(|stem| stem.is_empty() || listed(stem) || listed(&format!("{stem}väg")))
}

/// The district a street is named after: "Rinkebystråket" lies in Rinkeby.
fn district(page: &Page<'_>, street: &str) -> Option<String> {
    let stem_end = (4..=street.len()).rev().filter(|end| street.is_char_boundary(*end));
    let stem = stem_end
        .filter_map(|end| street.get(..end))
        .find(|stem| page.lexicon.look_up(stem).is_quiet() && stem.len() < street.len())?;
    let mut letters = stem.chars();
    Some(letters.next()?.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use crate::deid::Scanner;
    use crate::deid::detector::testing::{classes, stretches};

    #[test]
    fn streets_with_what_belongs_to_them() {
        for text in [
            "Rinkebystråket 12",
            "Stora Nygatan 3 B",
            "Per Albins väg 5",
            "rinkebystråket 12",
            "Sankt Eriksgatan 12, 2 tr",
            "Ormängsgatan 14 lgh 1203",
            "Glömmingegränd 8",
            "Nedre Källtorp 214",
            "drottningholmsv 412",
        ] {
            assert_eq!(stretches(&format!("hen bor på {text}.")), [text], "{text}");
        }
        assert_eq!(classes("box 123"), ["po-box"]);
        assert_eq!(classes("lgh 1201"), ["apartment"]);
        assert_eq!(classes("163 73 Spånga"), ["postcode"]);
        assert_eq!(classes("113 46 stod på kuvertet"), ["postcode"]);
    }

    #[test]
    fn common_ways_and_public_places_are_quiet() {
        for text in [
            "på gångvägen 20 meter bort",
            "vid Sergels torg",
            "på torget",
            "plan 3",
            "längs cykelvägen",
            "ring 114 14",
        ] {
            assert_eq!(classes(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn a_street_named_after_its_district_has_a_coarser_text() {
        let found = Scanner::builtin().scan("bor på Rinkebystråket 12");
        assert_eq!(found.first().and_then(|finding| finding.coarser.as_deref()), Some("Rinkeby"));
    }
}
