//! What streets are called: the endings of their names with what each needs, and the words that end alike.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::deid::list::split_list;
use crate::deid::page::{TokenShape, TokenizedText};

/// What a word with the ending needs, besides the ending, to name a street.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StreetCue {
    /// A capital, or somebody's home in front of it; a number will do too.
    Little,
    /// A capital inside a sentence, or a number.
    Capital,
    /// An owner in front of it ("Skarpnäcks allé"), or a number.
    Owner,
    /// A number.
    Number,
    /// A number and a capital.
    NumberAndCapital,
}

const ENDINGS: &[(StreetCue, &str)] = &[
    (
        StreetCue::Little,
        "vägen gatan gränd gränden stigen slingan stråket esplanaden tvärgränd tvärgata bygata",
    ),
    (
        StreetCue::Capital,
        "backen kroken svängen ringen liden brinken terrassen bågen promenaden leden allen vändan rundan",
    ),
    (StreetCue::Owner, "väg gata stig backe alle ringväg slinga stråk terrass esplanad"),
    (StreetCue::Number, "plan torg vagen gtatan gattan gatn gaten gtan vägn vegen väggen v. g."),
    (
        StreetCue::NumberAndCapital,
        "torget planen gången viadukten bron kajen stranden strand hamnen parken park tomten höjden berget \
         kullen dalen ängen hagen gärdet udden viken näset holmen trappan trappor passagen porten rondellen \
         platsen plats gård led brink hällen åsen sluttningen snedden cirkeln fållan kilen höjd varvet vreten \
         skogen lunden hill lyckan ängarna tegen löten vången vång gläntan hörnan fäladen fältet källan slätt slätten torp vallen \
         mossen kärret bruket åkern kaj udde äng hage kulle sluttning vret brynet dungen kröken krönet hultet tået \
         täppan logen ladan kvarnen bryggan tomta hult dike diket gattet sundet skansen vilan loftet tunet ryd",
    ),
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
     förlovnings nyckel under över vändnings parkerings ax smygväg rök asfalts flykt räddnings brand servis ambulans transport lek bo infarts \
     vilt natur kultur strand kärleks kontakt karriär yrkes utbildnings mot mitten halv brott slalom pulka kull \
     backhopp ute tak inner ytter servicegatan busstråk promenad gång buller närings luftvägs urin gall and \
     handlings anmälnings matsmältnings myll lek prov spjäll vattu fiske metkroken dörr affärs omväg \
     upptrampad hal mörk uppfarts utfarts ner hem barn elljus spök häst släd skidspår raka fel rätta spel fotbolls handbolls innebandy basket tennis rast bollplan \
     konstgräs kris vårdplan genomförande åtgärds elev års mål semester utrymnings budget flyg vånings botten entre \
     verksamhets utvecklings arbets ämnes läro studie tids schema";

/// Endings that are also everyday nouns: these need a number and a name.
const WEAK: &[&str] = &[
    "torget", "torg", "plan", "planen", "parken", "platsen", "plats", "gård", "led", "leden", "bron",
    "hamnen", "tomten", "berget", "dalen", "viken", "porten", "gången", "stranden", "skogen",
];

/// Places where many people meet, and districts: no one's home.
const PUBLIC: [&str; 23] = split_list(
    "sergels torg|medborgarplatsen|stureplan|hötorget|odenplan|fridhemsplan|telefonplan|mariatorget|slussen|drottninggatan|\
     götgatan|kungsgatan|tunnelgatan|norra bantorget|mynttorget|segels torg|kungsträdgården|humlegården|lugna gatan|\
     vintergatan|möllevångstorget|stora torget|lilla torg",
);

/// The endings that a street with a number may have, for a pattern.
pub(super) fn number_alternatives() -> String {
    ending_alternatives(|_| true)
}

/// The endings that a street without a number may have, for a pattern.
pub(super) fn bare_alternatives() -> String {
    ending_alternatives(|needs| matches!(needs, StreetCue::Little | StreetCue::Capital | StreetCue::Owner))
}

/// Whether a street has a number after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::deid::detectors) enum StreetNumber {
    /// A number stands there.
    Given,
    /// None does.
    Absent,
}

/// How words end that name a street.
pub(in crate::deid::detectors) fn street_needles(number: StreetNumber) -> Vec<String> {
    let endings = match number {
        StreetNumber::Given => number_alternatives(),
        StreetNumber::Absent => bare_alternatives(),
    };
    let plain = |ending: &str| ending.trim_end_matches("\\.").to_owned();
    endings.split('|').map(plain).flat_map(|ending| [format!("{ending}$"), format!("{ending}s$")]).collect()
}

fn ending_alternatives(fits: fn(StreetCue) -> bool) -> String {
    let endings = ENDINGS.iter().filter(|(needs, _)| fits(*needs));
    let endings =
        endings.flat_map(|(_, endings)| endings.split_whitespace()).map(|end| end.replace('.', r"\."));
    endings.collect::<Vec<_>>().join("|")
}

/// What the longest ending of the word needs.
fn ending_cue(word: &str) -> Option<(StreetCue, &'static str)> {
    let alike = ENDINGS_BY_LAST.get(word.as_bytes().last()?)?;
    alike.iter().filter(|(_, end)| word.ends_with(end)).max_by_key(|(_, end)| end.len()).copied()
}

/// The endings by their last byte.
static ENDINGS_BY_LAST: LazyLock<HashMap<u8, Vec<(StreetCue, &'static str)>>> = LazyLock::new(|| {
    let mut by_last: HashMap<u8, Vec<(StreetCue, &str)>> = HashMap::new();
    for (needs, end) in
        ENDINGS.iter().flat_map(|(needs, ends)| ends.split_whitespace().map(|end| (*needs, end)))
    {
        by_last.entry(end.bytes().next_back().unwrap_or_default()).or_default().push((needs, end));
    }
    by_last
});

/// A word for a way with something before it.
pub(super) fn is_way(last: &str) -> bool {
    ending_cue(last).is_some_and(|(needs, end)| {
        matches!(needs, StreetCue::Little | StreetCue::Capital | StreetCue::Owner)
            && last.len() > end.len() + 1
    })
}

/// The ending is that of a way with nothing else to be.
pub(super) fn needs_little(last: &str) -> bool {
    ending_cue(last).is_some_and(|(needs, _)| needs == StreetCue::Little)
}

/// The word is a way only where somebody or something owns it.
pub(super) fn needs_owner(last: &str) -> bool {
    ending_cue(last).is_some_and(|(needs, _)| needs == StreetCue::Owner)
}

/// The ending is that of everyday nouns too.
pub(super) fn needs_capital(last: &str) -> bool {
    ending_cue(last).is_none_or(|(needs, _)| needs == StreetCue::NumberAndCapital)
}

/// The ending alone is an everyday noun.
pub(super) fn is_weak(name: &str) -> bool {
    !name.contains(' ') && name.split('-').next_back().is_some_and(|last| WEAK.contains(&last))
}

/// A place where many people meet.
pub(super) fn is_public(name: &str) -> bool {
    PUBLIC.contains(&name)
}

/// True where letters written apart spell the name of a street.
pub(in crate::deid::detectors) fn is_spelled_street(word: &str) -> bool {
    needs_little(word) && is_way(word) && !is_generic(word)
}

/// A number of things, metres or minutes, not of a house.
pub(super) fn is_counted(unit: &str) -> bool {
    ["st ", "meter", " meter", " m ", " min", " pers", " ungdom", " kill", " tjej", " år", " km", " gånger"]
        .iter()
        .any(|word| unit.starts_with(word))
}

/// After these comes somebody's home.
pub(super) const HOMES: [&str; 10] =
    split_list("bor på |bor |hemma på |adress |adressen |adress: |adr |boende på |bodde på |flyttat till ");

/// Whether somebody's home comes next.
pub(super) fn is_home_next(page: &TokenizedText<'_>, start: usize) -> bool {
    HOMES.iter().any(|words| page.text_before(start, 20).ends_with(words))
}

/// Words that open the name of a street.
const STREET_OPENERS: [&str; 12] =
    ["stora", "lilla", "norra", "södra", "östra", "västra", "gamla", "nya", "sankt", "övre", "nedre", "st"];

/// Leaves out words in front of the street that are no part of its name.
pub(super) fn street_start(page: &TokenizedText<'_>, street: &Range<usize>) -> Option<usize> {
    let first = page.word_from(street.start)?;
    let last = (first..page.words.len())
        .take_while(|index| page.words.get(*index).is_some_and(|word| word.range.end <= street.end))
        .last()?;
    let joins = |index: &usize| {
        page.words.get(*index).is_some_and(|word| {
            word.shape == TokenShape::Capital
                && (!word.known.is_word()
                    || !word.opens
                    || page.has_shape(*index + 1, TokenShape::Lower) && page.word_key(*index).ends_with('a'))
                || STREET_OPENERS.contains(&page.word_key(*index))
                || word.known_stem.is_name() && word.shape == TokenShape::Lower && !word.known.is_word()
        })
    };
    let quarter = |index: &usize| {
        page.has_shape(*index, TokenShape::Letter)
            && matches!(page.word_key(*index), "n" | "s" | "v" | "ö" | "o")
    };
    let saint = |index: &usize| {
        let name = page.lower().get(street.clone()).unwrap_or_default();
        page.word_key(*index) == "st"
            || (matches!(page.word_key(*index), "s" | "t" | "ta") && name.starts_with("s:t"))
            || (matches!(
                page.word_key(*index),
                "s" | "ii" | "iii" | "iv" | "vi" | "xi" | "xii" | "xiv" | "xv"
            ) && name.contains(":s "))
    };
    let owned = |index: &usize| {
        index + 1 == last
            && page.word_key(*index).ends_with('s')
            && matches!(
                page.word_key(last),
                "väg" | "gata" | "gränd" | "backe" | "stig" | "allé" | "plan" | "torg" | "gård"
            )
    };
    let titled = |index: &usize| {
        matches!(
            page.word_key(*index),
            "kung" | "drottning" | "prins" | "biskop" | "general" | "kapten" | "major" | "doktor" | "mäster"
        )
    };
    let start = (first..last)
        .rev()
        .take_while(|index| joins(index) || saint(index) || quarter(index) || owned(index) || titled(index))
        .last()
        .unwrap_or(last);
    page.words.get(start).map(|word| word.range.start)
}

static GENERIC_NOUNS: LazyLock<HashSet<&str>> = LazyLock::new(|| GENERIC.split_whitespace().collect());

pub(super) fn is_generic(last: &str) -> bool {
    let stem = ending_cue(last)
        .filter(|(needs, _)| *needs != StreetCue::NumberAndCapital)
        .and_then(|(_, end)| last.strip_suffix(end));
    let listed = |word: &str| GENERIC_NOUNS.contains(word);
    listed(last) || stem.is_some_and(|stem| stem.is_empty() || listed(stem) || listed(&format!("{stem}väg")))
}

/// The post town that the address itself names after its postcode; what a street is called says nothing of where it lies.
pub(super) fn post_town(page: &TokenizedText<'_>, address: &Range<usize>) -> Option<String> {
    let index = page.words.partition_point(|word| word.range.end < address.end);
    let (postcode, town) = (page.words.get(index.checked_sub(1)?)?, page.words.get(index)?);
    let figures = |index: Option<usize>| {
        let word =
            index.and_then(|index| page.words.get(index)).filter(|word| word.shape == TokenShape::Digits);
        word.map_or(0, |word| word.range.len())
    };
    // The number of a house may have two figures, and a letter after it.
    let coded = matches!((figures(index.checked_sub(2)), postcode.range.len()), (3, 2) | (_, 5));
    let coded = coded && postcode.shape == TokenShape::Digits && town.range.len() > 1;
    let named = coded && town.range.end == address.end && town.known.is_quiet();
    let town = page.normalized.text.get(town.range.clone())?;
    named.then(|| format!("en adress i {town}"))
}
