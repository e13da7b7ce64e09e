//! Named schools, preschools and fritidshem. The kinds of school stay quiet.

use std::ops::Range;
use std::sync::LazyLock;

use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::list::split_list;
use crate::deid::page::{TokenShape, TokenizedText};
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};

/// Vårbyskolan, globala gymnasiet.
static COMPOUND: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"([a-zåäö-]{2,}?)(?:fri|grund|sär|resurs|för)?(?:skola|skolan|gymnasium|gymnasiet|gymnasieskola|gymnasieskolan|gymn\.?|lyceum|lyceet|montessori|realskola|skole)s?",
    )
});

/// Kärrtorps gymnasium, Bredby skola.
static GENITIVE: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"((?:[a-zåäö]+ )?[a-zåäö]+) (?:{ADJECTIVE} ){{0,2}}(?:[a-zåäö]*skola|gymnasium|gymn\.?|gy|fsk|fritidshem|lycee|enskilda|enskilda gymnasium|läroverk|fritidsklubb|utbildningscentrum|lärcentrum|högstadium|mellanstadium|lågstadium|montessori|[a-zåäö]+gymnasium|förskolor|dagis|fritids|vuxenutbildning|komvux|latin|real|sk\.)s?"
    ))
});

/// What may stand between the name and the kind: "Södermalms internationella gymnasium".
const ADJECTIVE: &str = "(?:nya|fria|internationella|tekniska|praktiska|kreativa|estetiska|kristna|engelska|muslimska|islamiska|anpassade|kommunala|högre|norra|södra|östra|västra|gamla|lilla|stora|nordiska|finska|centrala|allmänna|humanistiska|naturvetenskapliga|samhällsvetenskapliga|enskilda|privata|katolska|judiska|svenska|waldorf|montessori)";
static ADJECTIVES: LazyLock<Pattern> = LazyLock::new(|| word_pattern(&format!("^{ADJECTIVE}$")));

/// Karolinska läroverket, rudbeckianska gymn.
static ADJECTIVAL: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"([a-zåäö]{4,}(?:ska|na|iska)) (?:läroverket|gymnasiet|gymn\.?|skolan|realskolan|flickskolan)",
    )
});

/// Förskolan Blåklinten.
static APPOSITION: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"(?:förskolan|skolan|grundskolan|friskolan|gymnasiet|gymnasieskolan|fritidshemmet|fritids|fritidsgården|komvux|folkhögskolan|dagiset|förskola|öppna förskolan|koranskolan|resursskolan|montessoriförskolan|montessoriskolan|waldorfskolan) ([a-zåäö]{3,}(?: [a-zåäö]{3,})?)",
    )
});

/// "går på Gubbis", "elev på Schartaus": what somebody attends, whatever it is called.
static ATTENDED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"(?:går|gick|pluggar|pluggade|läser|läste|börjat|börjar|började|elev|elever|eleven|slutat|slutade|skolkar|inskriven|gått|praktik|prao) (?:(?:nu|typ|ut|nian|åttan|sjuan|sexan|femman|ettan|tvåan|trean|i nian|i åttan|i sjuan|i ettan|i tvåan|i trean) )?(?:på|vid) ([a-zåäö]{4,})",
    )
});

static CHAIN: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(concat!(
        r"(?:internationella engelska skolan|internationella engelska gymnasiet|engelska skolan|ies|kunskapsskolan|kunskapsgymnasiet|nti(?:[ -]?gymnasiet)?|jensen(?: gymnasium| grundskola| education)?|vittra(?:skolan)?|raoul wallenberg(?:skolan)?|thoren(?: business school| innovation school)?|procivitas(?: gymnasium)?",
        r"|praktiska gymnasiet|lbs(?: kreativa gymnasiet)?|cybergymnasiet|cyber gymnasiet|fryshuset(?:s)? gymnasium|tekniska gymnasiet|realgymnasiet|drottning blankas?(?: gymnasieskola)?|stockholms? science & innovation school|hermods|norra real|södra latin|östra real|kungsholmens gymnasium|fryshusets? grundskola|al-azhar(?:skolan)?|al-azharskolan|framtidsskolan|globala gymnasiet|internationella skolan|estetiska gymnasiet|rudolf steinerskolan|franska skolan|tyska skolan|judiska skolan|hillelskolan|engelska gymnasiet|anna whitlocks gymnasium|viktor rydbergs?(?: gymnasium)?|mikael elias(?: gymnasium)?|rytmus|sjölins(?: gymnasium)?|grillska(?: gymnasiet)?|didaktus|amerikanska gymnasiet|designgymnasiet|nordic international school|snitz|prolympia|magelungen|plusgymnasiet|yrkesgymnasiet|klara teoretiska gymnasium|hvitfeldtska|schillerska|katedralskolan|polhemskolan|spyken|vipan|borgarskolan|hulebäcksgymnasiet|(?:nya )?malmö latin|nils fredriksson(?:s)?(?: utbildning)?|europaskolan|futuraskolan)",
        r"(?: (?:i |på )?[a-zåäö]+)?"
    ))
});

/// What stands before -skolan without naming one.
const KINDS: [&str; 131] = split_list(
    "grund|hög|mellan|låg|för|fri|sär|folkhög|yrkeshög|musik|kultur|sim|språk|kör|trafik|söndags|vuxen|dans|rid|data|sommar|\
     kväll|kvälls|distans|special|resurs|modersmåls|koran|läx|idrotts|hem|gymnasie|anpassade|anpassad|bas|folk|real|internat|\
     båt|segel|skid|yrkes|lärar|polishög|polis|militärhög|krigs|brandmans|arab|lördags|helg|fritids|skogs|ur och
        skur|\
     gymnasiesär|grundsär|privat|kommunal|små|teater|konst|bild|scouts|tonårs|förbereda|ny|sameskolan|same|muslimska|kristna|\
     montessori|waldorf|flick|pojk|tjänstemanna|sommarsim|dag|fotbolls|högstadie|mellanstadie|lågstadie|närmaste|del|in|av|\
     hela|samhälls|kök|värme|brand|flyg|skytte|scen|cirkus|drama|klätter|surf|häst|jakt|hund|vanliga|riktiga|nya|gamla|\
     introduktions|lovskole|lov|sommarlovs|nätverks|bibel|konfirmations|kyrk|kvarters|när|grann|arbets|livs|lär|cykel|\
     förberedelse|mottagnings|jour|ungdoms|närings|ekonomi|design|natur|teknik|bygg|handels|friidrotts",
);

pub(in crate::deid) fn find_schools(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = page
        .matches_if(page.has(WordPart::SchoolKind), &COMPOUND)
        .filter_map(|groups| compound_school(page, &groups))
        .collect();
    found.extend(
        page.matches_if(page.has(WordPart::SchoolKind), &GENITIVE)
            .filter_map(|groups| genitive_school(page, &groups)),
    );
    found.extend(page.matches_if(page.has(WordPart::SchoolKind), &ADJECTIVAL).filter_map(|groups| {
        let word = page.words.get(page.word_from(groups.get(1)?.as_ref()?.start)?)?;
        let named = !word.known.is_word() && !ADJECTIVES.is_match(page.lower().get(word.range.clone())?);
        named.then(|| school_candidate(page, groups.first()?.as_ref()?))?
    }));
    found.extend(
        page.matches_if(page.has(WordPart::SchoolKind), &APPOSITION)
            .filter_map(|groups| school_in_apposition(page, &groups)),
    );
    let attends = page.has(WordPart::Attending) && page.has_any(&[" på ", " vid "]);
    found.extend(
        page.matches_if(attends, &ATTENDED)
            .filter_map(|groups| attended_school(page, groups.get(1)?.as_ref()?)),
    );
    found.extend(
        page.matches_if(page.has(WordPart::SchoolChain), &CHAIN)
            .filter_map(|groups| school_chain(page, groups.first()?.as_ref()?)),
    );
    found
}

/// True where the word before -skolan only says what kind of school it is.
pub(super) fn is_kind(stem: &str) -> bool {
    KINDS.contains(&stem.trim_end_matches('-'))
}

/// True where letters written apart spell the name of a school.
pub(super) fn is_spelled_school(word: &str) -> bool {
    let stem = ["skolan", "gymnasiet", "skola", "gymnasium"].iter().find_map(|end| word.strip_suffix(end));
    stem.is_some_and(|stem| stem.chars().count() > 2 && !is_kind(stem))
}

fn school_candidate(page: &TokenizedText<'_>, range: &Range<usize>) -> Option<Candidate> {
    page.make_candidate(range, Class::School, "Ser ut som namnet på en skola eller förskola.")
}

fn compound_school(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let whole = groups.first()?.as_ref()?;
    let name = page.lower().get(groups.get(1)?.clone()?)?.trim_end_matches('-');
    let full = page.lower().get(whole.clone())?;
    let kinds =
        is_kind(name) || KINDS.iter().any(|kind| full.trim_end_matches('s') == format!("{kind}skolan"));
    let ends_indefinite = ["skola", "gymnasium", "skole", "gymnasieskola"]
        .iter()
        .any(|end| full.trim_end_matches('s').ends_with(end));
    let capital = page.words.get(page.word_from(whole.start)?)?.shape == TokenShape::Capital;
    let named = !kinds && name.len() > 2 && (!ends_indefinite || capital);
    named.then(|| school_candidate(page, &(with_quarter(page, whole.start)..whole.end)))?
}

/// "Norra Ängbygymnasiet" begins with the quarter, "Per Brahegymnasiet" with the given name.
fn with_quarter(page: &TokenizedText<'_>, start: usize) -> usize {
    let before = page.word_from(start).and_then(|index| index.checked_sub(1));
    let beside = page.text_before(start, 1) == " ";
    let quarter = before.filter(|index| {
        let quarter = matches!(
            page.word_key(*index),
            "norra" | "södra" | "östra" | "västra" | "nya" | "gamla" | "stora" | "lilla"
        );
        let given = page.words.get(*index).is_some_and(|word| {
            word.shape == TokenShape::Capital && word.known.is_given() && !word.known.is_quiet()
        });
        beside && (quarter || given)
    });
    let word = quarter.and_then(|index| page.words.get(index));
    word.map_or(start, |word| word.range.start)
}

fn genitive_school(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let whole = groups.first()?.as_ref()?;
    let name = groups.get(1)?.as_ref()?;
    let first = page.word_from(name.start)?;
    let words = (first..page.words.len())
        .take_while(|index| page.words.get(*index).is_some_and(|word| word.range.end <= name.end));
    let fits = |index: &usize| {
        page.words.get(*index).is_some_and(|word| {
            (word.shape == TokenShape::Capital && !(word.opens && word.known.is_word()))
                || (word.shape == TokenShape::Upper
                    && page.word_key(*index).ends_with('s')
                    && !word.known.is_word())
                || word.known.is_quiet()
                || matches!(page.word_key(*index), "gårds" | "strands" | "villastads")
                || word.known_stem.is_quiet()
                || (word.known_stem.is_name() && page.word_key(*index).ends_with('s'))
        })
    };
    let mut indices: Vec<usize> = words.collect();
    while indices.len() > 1 && indices.last().is_some_and(|last| ADJECTIVES.is_match(page.word_key(*last))) {
        indices.pop();
    }
    let start = indices.iter().rev().take_while(|index| fits(index)).last()?;
    let last = page.words.get(*indices.last()?)?;
    let generic =
        ["stockholms", "stadens", "kommunens", "sveriges"].contains(&page.word_key(*indices.last()?));
    (!generic && last.range.end <= name.end)
        .then(|| school_candidate(page, &(with_saint(page, *start)?..whole.end)))?
}

/// "S:t Eriks gymnasium" begins with the S.
fn with_saint(page: &TokenizedText<'_>, first: usize) -> Option<usize> {
    let saint = first.checked_sub(1).filter(|left| {
        matches!(
            page.word_key(*left),
            "t" | "ta" | "sankt" | "st" | "prins" | "prinsessan" | "kung" | "drottning" | "biskop"
        )
    });
    let start = saint.map_or(first, |left| {
        left.checked_sub(1)
            .filter(|s| page.word_key(*s) == "s" && matches!(page.word_key(left), "t" | "ta"))
            .unwrap_or(left)
    });
    page.words.get(start).map(|word| word.range.start)
}

fn school_in_apposition(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let whole = groups.first()?.as_ref()?;
    let name = groups.get(1)?.as_ref()?;
    let index = page.word_from(name.start)?;
    let first = page.words.get(index)?;
    if first.shape != TokenShape::Capital || (first.known.is_quiet() && !first.known.is_name()) {
        return None;
    }
    let second = page
        .words
        .get(index + 1)
        .filter(|word| word.range.end == name.end && word.shape == TokenShape::Capital);
    let end = second.map_or(first.range.end, |word| word.range.end);
    school_candidate(page, &(whole.start..end))
}

/// A nickname of a school: a capital that nobody knows, or an unknown word that ends as nicknames do.
fn attended_school(page: &TokenizedText<'_>, name: &Range<usize>) -> Option<Candidate> {
    let word = page.words.get(page.word_from(name.start)?)?;
    let unknown = !word.known.is_word() && !word.known.is_quiet();
    let nick = match word.shape {
        TokenShape::Capital | TokenShape::Camel => true,
        TokenShape::Lower => page.lower().get(name.clone())?.ends_with("is") && !word.known.is_name(),
        TokenShape::Upper | TokenShape::Letter | TokenShape::Digits => false,
    };
    (unknown && nick).then(|| school_candidate(page, name))?
}

/// A chain's name, with a capitalised place after it.
fn school_chain(page: &TokenizedText<'_>, range: &Range<usize>) -> Option<Candidate> {
    let first = page.words.get(page.word_from(range.start)?)?;
    let short = matches!(page.lower().get(range.clone())?.get(..3)?, "nti" | "lbs" | "ies" | "jen")
        && first.shape == TokenShape::Lower;
    let last = page.words.iter().rev().find(|word| word.range.end <= range.end)?;
    let tail = last.range.end == range.end && last.shape == TokenShape::Lower && !last.known.is_quiet();
    let end = if tail
        && last.range.start > first.range.start
        && !last.range.is_empty()
        && !is_school_word(page, &last.range)
    {
        page.words.iter().rev().find(|word| word.range.end < last.range.start)?.range.end
    } else {
        range.end
    };
    (!short && end > range.start).then(|| school_candidate(page, &(range.start..end)))?
}

fn is_school_word(page: &TokenizedText<'_>, range: &Range<usize>) -> bool {
    let word = page.lower().get(range.clone()).unwrap_or_default();
    ["skolan", "gymnasiet", "gymnasium", "skola", "real", "latin", "school"]
        .iter()
        .any(|end| word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::{found_classes, found_texts};

    #[test]
    fn schools_by_name() {
        for text in [
            "Vårbyskolan",
            "vårbyskolan",
            "Kärrtorps gymnasium",
            "Förskolan Blåklinten",
            "Globala gymnasiet",
            "Norra Real",
            "Norra Ängbygymnasiet",
            "Bredby skola",
            "Södermalms internationella gymnasium",
            "Enskede byskola",
            "Kärrtorps gymn",
            "Gubbis",
        ] {
            let line = format!("går på {text} nu");
            assert!(
                found_texts(&line).iter().any(|found| found.ends_with(text)),
                "{text}: {:?}",
                found_texts(&line)
            );
        }
    }

    #[test]
    fn kinds_of_school_are_quiet() {
        for text in
            ["på grundskolan", "gymnasiet", "skolan i området", "förskolan", "musikskolan", "högskolan"]
        {
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
