//! Street addresses with what belongs to them: number, flat, floor, box, postcode.
//!
//! What a street is called stands in `street_name`; streets without a number in `bare`.

mod bare;
mod street_name;

use std::ops::Range;
use std::sync::LazyLock;

pub(super) use self::street_name::{StreetNumber, is_spelled_street, street_needles};
use self::street_name::{
    is_counted, is_generic, is_home_next, is_way, is_weak, needs_capital, number_alternatives, post_town,
    street_start,
};
use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::page::{TokenShape, TokenizedText};
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};
use crate::deid::word::is_swedish;

const NUMBER: &str =
    r"(?:[1-9][0-9]{0,2}(?:[a-ln-z]| ?[a-h])?(?:-[0-9]{1,3}(?: ?[a-h])?)?|[a-h][: ]?[0-9]{1,3})";
/// Floor, flat, postcode and town after a street number.
const TAIL: &str = r"(?:,? (?:(?:lgh|lägenhet|lght)\.? ?(?:nr )?[0-9]{1,4}|[0-9]{1,2} ?tr(?:appor)?|nb|bv|ög|vån(?:ing|ingen)?\.? ?[0-9]{1,2}|upp(?:g\.?|gång|gången) [a-h0-9]|port(?:en)? [a-h0-9]{1,3}|(?:s|se)?-?[0-9]{3} ?[0-9]{2} [a-zåäö]+))*";

/// A street with a number.
static NUMBERED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"((?:s:ta? |st\. ?|[nsvöo]\.? )?(?:[a-zåäö]{{2,}}(?::s)?[ -]){{0,2}}[a-zåäö]*(?:{}))(?: nr\.?)? ({NUMBER}){TAIL}",
        number_alternatives()
    ))
});

/// "adress Nedre Källtorp 214": whatever is called an address, with a number.
static LABELLED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:adress(?:en)?|adr\.?|bor på|bor|bodde på|lägenhet(?:en)? på|hemma på|boende(?: på| i)?|vistas på|sover på|sovit på|flytta(?:t|de|r)? till|hyr på|(?:lya|etta|tvåa|trea|rum|kvart)(?:n)? på|skriven på|folkbokförd på|hämta(?:s|de|t)? på|träff på)(?: är|:)? ((?:[a-zåäö]+ ){{1,3}}{NUMBER}){TAIL}"
    ))
});

/// "drottningholmsv 12": a street cut short without a full stop.
static CUT_SHORT: LazyLock<Pattern> =
    LazyLock::new(|| word_pattern(&format!(r"([a-zåäö]{{4,}}[vg]) {NUMBER}{TAIL}")));

static APARTMENT: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(concat!(
        r"(?:(?:lgh|lght|lägh|lägenh|läg)\.?(?: ?nr| nummer)? ?:? ?(?:[0-9]{1,4}[a-z]?|[a-h][0-9]{1,3})|[0-9]{4} \((?:lgh|lägenhet)[^)\n]{0,12}\)|(?:lägenhet|lägenheten|lägenhetsnummer|lägenhetsnumret|lägenhetsnr|lghnr|lgh-?nr)(?: nr| nummer| är|:)* [0-9]{1,4}",
        r"|(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nedersta|översta) våningen (?:till )?(?:höger|vänster)|[0-9]{1,2}:[ae] vån(?:ingen)?|[0-9]{1,2} ?tr(?:appor upp)?(?: ö\.? ?g\.?)?(?: (?:upp|ner|ned))?(?: (?:till )?(?:höger|vänster|tv|th|mitten))?|(?:vån(?:ing)?\.?|våningen|våningsplan) ?[0-9]{1,2}(?: (?:till )?(?:höger|vänster|tv|th))?",
        r"|(?:portkod(?:en)?|kod(?:en)? till porten|dörrkod(?:en)?)(?: är| var|:)? ?[0-9]{3,6}|(?:port|uppg\.?|uppgång|trappuppgång|porten|uppgången|trappa)(?: nr)? (?:[0-9]{1,3} ?[a-h]?|[a-h]))"
    ))
});

static BOX: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"(?:(?:post ?|p\.?o\.? ?)?(?:box|fack)(?:en|et|adress(?:en)?)?|pb),?:?(?: nr| är)? (?:[0-9]{1,3} [0-9]{2,3}|[0-9]{1,5})(?:,? (?:s|se)?-?[0-9]{3} ?[0-9]{2} [a-zåäö]+)?",
    )
});

static POSTCODE: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"((?:post(?:nummer|nr|numret|kod|koden|adress|adressen)[^0-9\n.;]{0,16}?)?)((?:se?-)?)([0-9]{3})[ -]?([0-9]{2})((?: [a-zåäö]+)?)",
    )
});

pub(in crate::deid) fn find_addresses(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = page
        .matches_if(page.has_digit() && page.has_before_number(WordPart::StreetEnd), &NUMBERED)
        .filter_map(|groups| numbered_address(page, &groups))
        .collect();
    found.extend(
        page.matches_if(page.has_digit() && page.has(WordPart::Home), &LABELLED)
            .filter_map(|groups| labeled_address(page, &groups)),
    );
    found.extend(
        page.matches_if(page.has_digit() && page.has_before_number(WordPart::StreetEnd), &CUT_SHORT)
            .filter_map(|groups| cut_short(page, &groups)),
    );
    found.extend(bare::find_bare_streets(page));
    let unit = page.has(WordPart::Apartment);
    let boxed = page.has_digit() && page.has(WordPart::PostBox);
    for (needed, pattern, class, reason) in [
        (unit, &APARTMENT, Class::Apartment, "Pekar ut en lägenhet, port eller våning."),
        (boxed, &BOX, Class::PoBox, "Ser ut som en boxadress."),
    ] {
        found.extend(
            page.matches_if(needed, pattern)
                .filter_map(|groups| page.make_candidate(groups.first()?.as_ref()?, class, reason)),
        );
    }
    found.extend(
        page.matches_if(page.marks.digits >= 5, &POSTCODE)
            .filter_map(|groups| postcode_address(page, &groups)),
    );
    found
}

fn numbered_address(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let whole = groups.first()?.as_ref()?;
    let street = groups.get(1)?.as_ref()?;
    let street = street_start(page, street)?..street.end;
    let name = page.lower().get(street.clone())?;
    let capital = page.normalized.text.get(street.clone())?.starts_with(char::is_uppercase);
    let last = name.split([' ', '-']).next_back()?;
    // A number makes a street of nearly any way with a capital: "Storgatan 12", "Parkvägen 3".
    let ended = !page.text_after(whole.end, 2).trim_start().starts_with(char::is_alphanumeric);
    let lettered = page.lower().get(whole.clone())?.ends_with(|c: char| c.is_ascii_lowercase());
    let numbered = is_way(last) && (capital || ended || lettered || is_home_next(page, street.start));
    let shortened = capital && last.len() > 2 && last.ends_with('.');
    let generic = is_generic(last) && !name.contains([' ', '-']) && !numbered && !shortened;
    let after = page.text_after(whole.end, 12);
    let counted = is_counted(after) && !(capital && is_way(last) && after.starts_with(" m "));
    let abbreviated = matches!(last, "v." | "g.");
    let quarter = needs_capital(last) && !ended && page.lexicon.look_up(last).is_quiet();
    let owned = (ended || lettered || is_of_district(page, last)) && is_owned(page, last);
    let place = !capital && needs_capital(last) && !owned || quarter;
    if generic || is_weak(name) || counted || place || abbreviated {
        return None;
    }
    let mut candidate =
        page.make_candidate(&(street.start..whole.end), Class::Address, "Ser ut som en gatuadress.")?;
    candidate.coarser = post_town(page, &(street.start..whole.end));
    Some(candidate)
}

/// Called after a district or an owner: "tenstagången", "måsholmstorget".
fn is_owned(page: &TokenizedText<'_>, last: &str) -> bool {
    ["gången", "torget"].iter().filter_map(|ending| last.strip_suffix(ending)).any(|stem| {
        page.lexicon.look_up(stem).is_quiet()
            || stem.len() > 4 && stem.ends_with('s') && !page.lexicon.look_up(stem).is_word()
    })
}

/// "tenstagången": nothing else is called so.
fn is_of_district(page: &TokenizedText<'_>, last: &str) -> bool {
    let stem = last.strip_suffix("gången").unwrap_or_default();
    page.lexicon.look_up(stem).is_quiet()
        || stem.strip_suffix('s').is_some_and(|stem| page.lexicon.look_up(stem).is_quiet())
}

fn labeled_address(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let (whole, name) = (groups.first()?.as_ref()?, groups.get(1)?.as_ref()?);
    let first = page.words.get(page.word_from(name.start)?)?;
    let named = first.shape == TokenShape::Capital && (!first.known.is_quiet() || first.known.is_name());
    let counted = is_counted(page.text_after(whole.end, 12));
    (named && !counted).then(|| street_candidate(page, &(name.start..whole.end)))?
}

fn cut_short(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let (whole, name) = (groups.first()?.as_ref()?, groups.get(1)?.as_ref()?);
    let word = page.words.get(page.word_from(name.start)?)?;
    let unknown = !word.known.is_word() && !word.known.is_name() && !word.known.is_quiet();
    let stem = page.lower().get(name.clone())?.trim_end_matches(['v', 'g']);
    let vowel = stem.ends_with(['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö']);
    // "ringv 8": hardly a word ends in a consonant and a v.
    let owner = stem.ends_with('s') || !vowel && page.lower().get(name.clone())?.ends_with('v');
    let unknown = unknown
        && (owner
            || (word.shape == TokenShape::Capital
                && !word.opens
                && !is_swedish(page.lower().get(name.clone())?)));
    (unknown && !is_counted(page.text_after(whole.end, 12))).then(|| street_candidate(page, whole))?
}

fn street_candidate(page: &TokenizedText<'_>, range: &Range<usize>) -> Option<Candidate> {
    page.make_candidate(range, Class::Address, "Ser ut som en gatuadress.")
}

fn postcode_address(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let whole = groups.first()?.as_ref()?;
    let country = groups.get(2)?.as_ref()?;
    let (left, right) = (groups.get(3)?.as_ref()?, groups.get(4)?.as_ref()?);
    let place = groups.get(5)?.as_ref()?;
    let digits = format!("{}{}", page.lower().get(left.clone())?, page.lower().get(right.clone())?);
    let labelled = whole.start < left.start;
    let named = page.word_from(place.start).and_then(|index| page.words.get(index)).is_some_and(|word| {
        word.range.end == place.end
            && (word.shape != TokenShape::Lower || word.known.is_quiet())
            && word.shape != TokenShape::Digits
    });
    let hyphened = page.text_before(right.start, 1) == "-";
    let public = digits == "11414" || digits.starts_with('0') || hyphened && !labelled && !named;
    let labelled = labelled
        || page.text_before(left.start, 30).contains("postn")
        || page.text_after(right.end, 30).contains("postn");
    if public || !(labelled || named || is_parted(page, left, right)) {
        return None;
    }
    let end = if named { place.end } else { right.end };
    page.make_candidate(&(country.start..end), Class::Postcode, "Ser ut som ett postnummer.")
}

/// "113 46" alone: an amount is written "11 346".
fn is_parted(page: &TokenizedText<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    let numeric = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '/' | '.' | ':');
    let before = page.text_before(left.start, 3).trim_end_matches([' ', ',']).ends_with(numeric);
    let after = page
        .text_after(right.end, 2)
        .trim_start_matches(' ')
        .starts_with(|c: char| c.is_ascii_digit() || c == '-');
    left.end < right.start && !before && !after
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::deid::testing::{found_classes, found_texts};
    use crate::deid::{Class, FindingDecision, Scanner, apply_decisions};

    proptest! {
        /// Whatever a street is called after, the coarser text names no place but the post town that stood there.
        #[test]
        fn no_street_tells_the_district_it_is_called_after(
            district in prop::sample::select(vec![
                "Huddinge", "Farsta", "Rinkeby", "Tensta", "Skärholmen", "Spånga", "Bromma", "Hässelby", "Kista", "Älvsjö", "Täby", "Nacka",
            ]),
            ending in prop::sample::select(vec!["vägen", "gatan", "stråket", "gränd", "stigen", "gången", "slingan", "torget"]),
            number in 1..99_u8,
            stair in prop::option::of(prop::sample::select(vec!["A", "B", "C", "D", "I", "X", "Y"])),
            town in prop::option::of(prop::sample::select(vec!["Spånga", "Farsta", "Bromma"])),
            before in prop::sample::select(vec!["Bor på ", "hen bor på ", "Adress: ", "Setts utanför "]),
        ) {
            let tail = town.map_or(String::new(), |town| format!(", 163 73 {town}"));
            let stair = stair.map_or(String::new(), |stair| format!(" {stair}"));
            let text = format!("{before}{district}{ending} {number}{stair}{tail} nu.");
            let found = Scanner::builtin().scan(&text);
            let decided: Vec<_> = found.iter().map(|finding| (finding.clone(), FindingDecision::Coarsen)).collect();
            let coarse = apply_decisions(&text, &decided);
            prop_assert!(found.iter().any(|finding| finding.class == Class::Address), "{}", text);
            prop_assert!(town.is_some() || !coarse.contains("en adress i"), "{} became {}", text, coarse);
            prop_assert!(town == Some(district) || !coarse.contains(district), "{} became {}", text, coarse);
        }
    }

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
            assert_eq!(found_texts(&format!("hen bor på {text}.")), [text], "{text}");
        }
        for text in ["i hörnet Nyvägen/Skolvägen", "bor Ekstigen elva", "står på Skogsbrynet 41"] {
            assert_eq!(found_classes(text), ["address"], "{text}");
        }
        assert_eq!(found_classes("box 123"), ["po-box"]);
        assert_eq!(found_texts("till Box 60 23 som vanligt"), ["Box 60 23"]);
        assert_eq!(found_texts("postkod S-164 31 stod det"), ["S-164 31"]);
        assert_eq!(found_texts("skickat till 123-52 Farsta"), ["123-52 Farsta"]);
        assert_eq!(found_classes("lgh 1201"), ["apartment"]);
        assert_eq!(found_classes("163 73 Spånga"), ["postcode"]);
        assert_eq!(found_classes("113 46 stod på kuvertet"), ["postcode"]);
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
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn a_district_is_told_only_where_the_address_names_it() {
        for (text, coarse) in [
            ("bor på Rinkebystråket 12", None),
            ("bor på Huddingevägen 3", None),
            ("bor på Stavbygränd 3, 163 73 Spånga", Some("en adress i Spånga")),
        ] {
            let found = Scanner::builtin().scan(text);
            assert_eq!(found.first().and_then(|finding| finding.coarser.as_deref()), coarse, "{text}");
        }
    }
}
