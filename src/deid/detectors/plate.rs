//! Registration plates: old and new form, personal, foreign where labelled (Transportstyrelsen).

use std::ops::Range;
use std::sync::LazyLock;

use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::list::split_list;
use crate::deid::page::{Token, TokenizedText};
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};

static PLATE: LazyLock<Pattern> = LazyLock::new(|| word_pattern(r"[a-z]{3}([ -]?)[0-9]{2}[ ]?[0-9a-hj-z]"));
/// "ABC tre noll åtta", "Adam Helge Kalle fyra noll nio".
static SPOKEN: LazyLock<Pattern> = LazyLock::new(|| {
    const LETTER: &str = "(?:adam|bertil|caesar|cesar|david|erik|filip|gustav|helge|ivar|johan|kalle|ludvig|martin|niklas|olof|petter|quintus|rudolf|sigurd|tore|urban|viktor|wilhelm|xerxes|yngve|zäta|åke|ärlig|östen)";
    const DIGIT: &str = "(?:noll|nolla|ett|etta|två|tvåa|tre|trea|fyra|fem|sex|sju|åtta|nio|[0-9])";
    word_pattern(&format!(
        "(?:([a-z]{{3}})|{LETTER}(?:,? {LETTER}){{2}})(?:,? ?{DIGIT}){{2,3}}(?: (?:[a-z]|{LETTER}))?"
    ))
});

static MC: LazyLock<Pattern> = LazyLock::new(|| word_pattern(r"[a-z] [a-z] [a-z] [0-9] [0-9] [0-9a-z]"));

static LABELLED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(concat!(
        r"(?:reg\.? ?nr|reg\.? ?nummer|regnumret|registreringsn(?:umme)?r(?:et)?|registreringsskylt(?:en)?|skylt(?:en|ar)?|reg-?skylt(?:en)?|bilskylt(?:en)?|nummerplåt(?:en)?|nummerskylt(?:en)?|plåten|plåt|reg|regg|reggad|personlig skylt|personliga skylten|egen skylt|(?:polsk|tysk|norsk|dansk|finsk|utlands|litauisk|rumänsk|lettisk)(?:t? ?regg|t? ?reggad|t? ?registrerad|a plåtar|a skyltar| bil))",
        r"(?: (?:är|med|på|som|löd|lyder|står|stod|det|texten|där|det|ngt|typ|bilen|en|polsk|tysk|norsk|finsk|utländsk|dansk|litauisk|har))*[ .:]{1,3}[\x22']?([a-zåäö0-9]{1,7}(?:[ -][a-z0-9]{1,5}){0,2})"
    ))
});

/// "polskregad audi WX 4471G": one to three letters, then figures, or figures and letters.
static FOREIGN: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(concat!(
        r"(?:polsk|tysk|norsk|dansk|finsk|litauisk|lettisk|estnisk|rumänsk|bulgarisk|utlands|utländsk|engelsk|holländsk|fransk|spansk|serbisk|ukrainsk)[a-zåäö-]*",
        r"[^0-9\n.]{0,40}?[ ,:(]{1,2}([a-z]{1,3}(?:[ -][a-z]{1,2})? ?-?[0-9][0-9a-z]{1,6}(?: [0-9]{2,3})?(?: [a-z]{2,3})?)"
    ))
});

/// Words that a vehicle is near.
const VEHICLES: [&str; 43] = split_list(
    "bil|reg|skylt|moped|epa|volvo|saab|audi|bmw|merc|toyota|golf|vw|skoda|kia|ford|passat|plåt|körde|kör |fordon|mc|skoter|\
     taxi|parkera|opel|tesla|peugeot|renault|nissan|seat|kombi|suv|motorcykel|husvagn|lastbil|van |van,|transit|buss|cykel|\
     atv|a-traktor",
);

/// Three letters that stand before figures without being a plate.
const ACRONYMS: [&str; 105] = split_list(
    "osl|sol|lvu|lvm|lss|hsl|brb|sou|sfs|bbr|rum|tel|mob|fax|box|kap|sid|par|iso|och|ring|gps|sms|dnr|ort|ext|tfn|lgh|var|vid|\
     ska|kom|sek|ca |vpk|osa|tbl|adl|pol|med|för|kl |jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|max|min|rfs|dir|nja|rod|\
     cve|vbe|sig|apt|cet|usd|eur|typ|mot|hos|per|ett|två|tre|alla|nej|ja |bvc|bup|sip|ssp|apt|etc|oss|dom|det|den|som|har|\
     inom|upp|ner|ute|via|lag|nya|två|sen|ca.|väg|hus|kör|cad|ref|bas",
);

pub(in crate::deid) fn find_plates(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let written = page.matches_if(page.marks.digits >= 2, &PLATE);
    let written = written.filter(|groups| is_plate(page, groups).unwrap_or_default());
    let spoken = page.matches_if(page.has_number_word() && may_be_spoken(page), &SPOKEN);
    let spoken = spoken.filter(|groups| is_spoken(page, groups).unwrap_or_default());
    let set_apart = page.matches_if(page.marks.digits >= 2 && page.marks.set_apart > 3, &MC);
    let nation = page.has_digit()
        && page.has(WordPart::Nation)
        && page.has_any(&["sk ", "skreg", "skr", "ska ", "skt ", "utlands", "sk-"]);
    let foreign =
        page.matches_if(nation, &FOREIGN).filter_map(|groups| foreign_plate(page, groups.get(1)?.clone()?));
    let label = page.has(WordPart::PlateLabel) && page.has_any(&["reg", "skylt", "plåt", "bil"]);
    let labelled =
        page.matches_if(label, &LABELLED).filter_map(|groups| trim_to_plate(page, groups.get(1)?.as_ref()?));
    let whole = written.chain(spoken).chain(set_apart).filter_map(|groups| groups.first()?.clone());
    whole
        .chain(foreign)
        .chain(labelled)
        .filter_map(|range| {
            page.make_candidate(&range, Class::Plate, "Ser ut som ett fordons registreringsnummer.")
        })
        .collect()
}

/// Three capitals, or letters that are spelled out.
fn may_be_spoken(page: &TokenizedText<'_>) -> bool {
    let written = |word: &Token| page.normalized.text.get(word.range.clone()).unwrap_or_default().as_bytes();
    let capitals =
        |word: &Token| written(word).iter().take_while(|byte| byte.is_ascii_uppercase()).count() > 2;
    page.has(WordPart::SpelledLetter) || page.words.iter().any(capitals)
}

/// The spelling alphabet, or capitals and number words where a vehicle is spoken of.
fn is_spoken(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<bool> {
    let Some(letters) = groups.get(1)?.as_ref() else { return Some(true) };
    let capitals = page.normalized.text.get(letters.clone())?.bytes().all(|b| b.is_ascii_uppercase());
    Some(capitals && is_after_vehicle(page, letters.start))
}

/// Capitals and figures after a country, where a vehicle is spoken of.
fn foreign_plate(page: &TokenizedText<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let written = page.normalized.text.get(range.clone())?;
    let figures = written.bytes().filter(u8::is_ascii_digit).count();
    let fits = figures >= 2 && written.starts_with(char::is_uppercase) && is_after_vehicle(page, range.start);
    fits.then_some(range)
}

fn is_after_vehicle(page: &TokenizedText<'_>, start: usize) -> bool {
    let near = page.text_before(start, 60);
    VEHICLES.iter().any(|word| near.contains(word))
}

fn is_plate(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<bool> {
    let whole = groups.first()?.as_ref()?;
    let letters = page.lower().get(whole.start..whole.start + 3)?;
    let written = page.normalized.text.get(whole.start..whole.start + 3)?;
    let joined = groups.get(1)?.as_ref()?.is_empty();
    let index = page.word_from(whole.start)?;
    let word = page.words.get(index)?.known.is_word() || matches!(letters, "lgh" | "kap" | "rum");
    let upper = written.bytes().all(|b| b.is_ascii_uppercase()) && !(word && page.shouted);
    let vehicle = is_after_vehicle(page, whole.start)
        || VEHICLES.iter().any(|word| page.text_after(whole.end, 24).contains(word));
    let newer = page.lower().get(whole.clone())?.ends_with(|c: char| c.is_ascii_alphabetic());
    Some(if newer && upper {
        true
    } else if ACRONYMS.contains(&letters) {
        vehicle && upper && joined
    } else {
        // "mha 556": no word, and nothing else is written so.
        upper || joined || !word
    })
}

/// The labelled words that can be a plate: with a figure, or in capitals.
fn trim_to_plate(page: &TokenizedText<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let text = page.normalized.text.get(range.clone())?;
    let fits = |part: &str| part.bytes().any(|b| b.is_ascii_digit()) || part.chars().all(char::is_uppercase);
    let mut parts = text.split([' ', '-']);
    let first = parts.next()?;
    let after: usize = if first.len() <= 4 {
        parts.take_while(|part| fits(part)).map(|part| part.len() + 1).sum()
    } else {
        0
    };
    let length = first.len() + after;
    (first.len() > 1 && (after > 0 || fits(first)) || after > 0 && fits(first))
        .then(|| range.start..range.start + length)
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::{found_classes, found_texts};

    #[test]
    fn plates_old_new_and_personal() {
        for text in ["ABC 123", "ABC12D", "abc123", "ABC-123", "abc 12d"] {
            assert_eq!(found_texts(&format!("en svart volvo {text} stod där")), [text], "{text}");
        }
        assert_eq!(found_texts("skylten BOSSEN på bilen"), ["BOSSEN"]);
        assert_eq!(found_texts("polskregad audi WX 4471G utanför"), ["WX 4471G"]);
        assert_eq!(found_texts("JUN 93E stod kvar"), ["JUN 93E"]);
        assert_eq!(found_texts("Volvon har BLT tre noll åtta bak"), ["BLT tre noll åtta"]);
        let spelled = "Adam Helge Kalle fyra noll nio";
        assert_eq!(found_texts(&format!("numret lät som {spelled} sa hen")), [spelled]);
        assert_eq!(found_texts("böter på mha 556 igen"), ["mha 556"]);
    }

    #[test]
    fn acronyms_before_figures_are_quiet() {
        for text in ["OSL 102", "ring 112", "LSS 387", "och 114 14"] {
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
