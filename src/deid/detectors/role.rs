//! A role at a named workplace: "rektorn på X", "imamen i Y-moskén", "kassörskan på Ica".

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::deid::detector::{Candidate, pattern};
use crate::deid::finding::Class;
use crate::deid::page::{Gap, Page, Shape};

const ROLE: &str = "(?:[a-zåäö]*(?:rektorn|kuratorn|läraren|lärarn|mentorn|tränaren|imamen|prästen|pastorn|diakonen|ordföranden|kassören|kassörskan|vaktmästaren|chefen|föreståndaren|ägaren|sköterskan|syster|ledaren|pedagogen|läkaren|tandläkaren|psykologen|handläggaren|sekreteraren|samordnaren|värden|väktaren|vakten|vaktaren|ordningsvakten|kocken|bagaren|frisören|barberaren|bibliotekarien|lokalvårdaren|städaren|städerskan|chauffören|föraren|bussföraren|kaptenen|coachen|assistenten|resurspersonen|resursen|biträdet|butiksbiträdet|receptionisten|apotekaren|killen|tjejen|mannen|kvinnan|tanten|gubben|snubben|expediten|slöjdläraren|idrottsläraren|svenskläraren|mattläraren|so-läraren|polisen|gängledaren|kassöran|elevhälsan|krögaren|servitrisen|servitören|bartendern|fastighetsskötaren|hovmästaren|mäklaren|brandmannen|diskaren|telefonisten|lärarinnan|fröken|magistern|fritidsledaren|fritidspedagogen|målvakten|lagkaptenen|predikanten|muezzinen|rabbinen|kantorn|volontären|praktikanten|vikarien|jouren))";

static AT_WORK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"((?:(?:biträdande|bitr\.|vik\.|tillförordnade|t\.?f\.?|förre|förra|nya|nye|gamla) )?{ROLE})(?: som (?:jobbar|arbetar|står|sitter))? (på|i|vid|för|hos|från|bakom|till|inom|av) ((?:[a-zåäö&'-]+)(?: [a-zåäö0-9&'-]+)?)"
    ))
});

/// Workplaces there are one or a few of in a district, also in lower case.
const WORKPLACES: &[&str] = &[
    "ica",
    "coop",
    "lidl",
    "willys",
    "hemköp",
    "pressbyrån",
    "7-eleven",
    "mcdonalds",
    "max",
    "burger",
    "sibylla",
    "apoteket",
    "systembolaget",
    "mosken",
    "kyrkan",
    "synagogan",
    "pizzerian",
    "kiosken",
    "tobaksaffären",
    "gymmet",
    "frisören",
    "salongen",
    "barbershopen",
    "tandvården",
    "vårdcentralen",
    "biblioteket",
    "ungdomsgården",
    "fritidsgården",
    "parkleken",
    "tobaken",
    "lokalen",
    "simhallen",
    "ishallen",
    "idrottshallen",
    "bibblan",
    "videobutiken",
    "macken",
    "okq8",
    "preem",
    "circle",
    "st1",
    "däckfirman",
    "bilverkstaden",
    "verkstaden",
    "tvätteriet",
    "kebaben",
    "falafelkiosken",
    "livs",
    "matbutiken",
    "bageriet",
    "ungdomsmottagningen",
    "barnavårdscentralen",
    "bvc",
    "församlingen",
    "föreningen",
    "boxningsklubben",
    "fotbollsklubben",
    "klubben",
    "källarmosken",
    "hvb-hemmet",
    "boendet",
    "stödboendet",
    "familjehemmet",
    "servicehuset",
    "äldreboendet",
    "hvb",
    "spelbutiken",
    "grillen",
];

/// What follows a place's name where the two name a workplace: "Farsta kyrka".
const SITES: &[&str] = &[
    "kyrka",
    "moské",
    "församling",
    "simhall",
    "bibliotek",
    "fritidsgård",
    "ungdomsgård",
    "gym",
    "skola",
    "if",
    "ik",
    "bk",
    "sk",
    "ff",
    "fk",
    "ip",
    "boxningsklubb",
    "idrottsplats",
    "vårdcentral",
    "apotek",
    "pizzeria",
    "krog",
    "grill",
    "livs",
    "kiosk",
    "gymnasium",
    "förskola",
    "bollklubb",
    "ishall",
    "folkets",
    "bageri",
    "tobak",
    "taxi",
    "servicehus",
    "synagoga",
    "kebab",
    "bvc",
];

/// Roles of anybody at all: these need a named workplace.
const ANYBODY: &[&str] = &[
    "killen",
    "tjejen",
    "mannen",
    "kvinnan",
    "tanten",
    "gubben",
    "snubben",
    "polisen",
    "resursen",
    "chefen",
    "läraren",
    "föraren",
    "samordnaren",
    "handläggaren",
    "assistenten",
    "ledaren",
    "fritidsledaren",
    "sekreteraren",
    "syster",
];

pub(in crate::deid) fn detect(page: &Page<'_>) -> Vec<Candidate> {
    page.matches(&AT_WORK).filter_map(|groups| at_work(page, &groups)).collect()
}

fn at_work(page: &Page<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let whole = groups.first()?.as_ref()?;
    let role = page.lower().get(groups.get(1)?.clone()?)?;
    let place = groups.get(3)?.as_ref()?;
    let index = page.word_from(place.start)?;
    let first = page.words.get(index)?;
    let named = first.shape != Shape::Lower && !page.shouted;
    let district = first.known.is_quiet() && !first.known.is_name();
    let generic = WORKPLACES.iter().any(|work| page.key(index) == *work) && !ANYBODY.contains(&role);
    let unique = ["mosken", "skolan", "kyrkan", "gymnasiet", "gården", "hallen", "klubben"]
        .iter()
        .any(|end| page.key(index).ends_with(end) && page.key(index).len() > end.len() + 2)
        && named;
    let place_only = district && ANYBODY.contains(&role);
    let tail = page.key(index + 1);
    let society = ["förening", "förbund", "klubb", "skola", "församling", "kyrka", "gård", "gymnasium"]
        .iter()
        .any(|end| tail.ends_with(end));
    let site = first.shape != Shape::Lower && (society || SITES.contains(&tail));
    let line = page.key(index) == "linje" && tail.bytes().all(|b| b.is_ascii_digit());
    let end = if site || line {
        index + 1
    } else if generic || unique || (named && !place_only) {
        named_end(page, index)
    } else {
        return None;
    };
    let end = page.words.get(located_end(page, end))?.range.end;
    page.candidate(&(whole.start..end), Class::Role, "En roll på en bestämd arbetsplats pekar ut en person.")
}

/// The last word of a name of several words: "Nordic Wellness Vällingby".
fn named_end(page: &Page<'_>, first: usize) -> usize {
    (first + 1..page.words.len()).take_while(|index| is_capital_beside(page, *index)).last().unwrap_or(first)
}

/// With the place it lies in: "Lidl i Farsta".
fn located_end(page: &Page<'_>, last: usize) -> usize {
    let located = matches!(page.key(last + 1), "i" | "på" | "vid")
        && page.words.get(last + 1).is_some_and(|word| word.gap == Gap::Blank)
        && is_capital_beside(page, last + 2);
    if located { named_end(page, last + 2) } else { last }
}

fn is_capital_beside(page: &Page<'_>, index: usize) -> bool {
    page.words.get(index).is_some_and(|word| {
        word.gap == Gap::Blank && !word.opens && matches!(word.shape, Shape::Capital | Shape::Upper)
    })
}

#[cfg(test)]
mod tests {
    use crate::deid::detector::testing::{classes, stretches};

    #[test]
    fn a_role_at_a_named_workplace() {
        for text in ["imamen i Fittjamoskén", "kassörskan på ICA Nära", "rektorn på Vårbyskolan"] {
            assert!(classes(text).iter().any(|class| matches!(*class, "role" | "school")), "{text}");
        }
        for text in ["vaktmästaren på Lidl i Farsta", "receptionisten på Nordic Wellness Vällingby"] {
            assert_eq!(stretches(&format!("{text} ringde")), [text]);
        }
        for text in ["fritidsledaren på gården", "polisen i Farsta", "läraren i skolan"] {
            assert_eq!(classes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
