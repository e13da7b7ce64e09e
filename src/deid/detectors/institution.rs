//! Homes, clinics and shelters that their name or place makes one of a kind: "vårdcentralen i Tensta", "HVB-hemmet Tallen"; and
//! places where the young meet that a name tells apart: "Hagsätra fritidsgård".

use std::ops::Range;
use std::sync::LazyLock;

use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::list::split_list;
use crate::deid::page::{TokenGap, TokenShape, TokenizedText};
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};

/// A kind of institution, perhaps a preposition, and a word.
static NAMED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(concat!(
        r"((?:hvb-?hem(?:met)?|hvb|vårdcentral(?:en)?|husläkarmottagning(?:en)?|ungdomsmottagning(?:en)?|barnavårdscentral(?:en)?",
        r"|bvc|familjehem(?:met)?|behandlingshem(?:met)?|utredningshem(?:met)?|jourhem(?:met)?|ungdomshem(?:met)?|sis-?hem(?:met)?",
        r"|stödboende(?:t)?|gruppboende(?:t)?|akutboende(?:t)?|träningsboende(?:t)?|asylboende(?:t)?|kvinnojour(?:en)?|skydda(?:t|de) boende(?:t)?",
        r"|lss-?boende(?:t)?|bup-?mottagning(?:en)?|beroendemottagning(?:en)?))( i| på| vid| utanför)? ([a-zåäö]+)"
    ))
});

/// A name, and a kind of place where people meet.
static NAMED_VENUE: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"([a-zåäö]+) (fritidsgård|ungdomsgård|ungdomens hus|folkets hus|medborgarhus|parklek|bygdegård|sporthall|simhall|ishall|idrottsplats|bibliotek|moské)(?:en|ar|s)?",
    )
});

/// A name that is one word with its kind: "Skärholmsgården"; and the one of houses that every city has of its kind.
static VENUE_WORD: LazyLock<Pattern> = LazyLock::new(|| word_pattern(r"(?:[a-zåäö]{4,}gården|fryshuset)s?"));

/// What stands before -gården without naming one.
const COURTS: [&str; 47] = split_list(
    "fritids|ungdoms|skol|kyrko|kyrkogårds|bond|herr|herrgårds|bak|inner|fram|ytter|träd|präst|bygde|ålderdoms|fest|\
     rid|häst|djur|stall|gräns|parkerings|slotts|borg|förskole|barn|familje|medborgar|församlings|kvarters|grann|rast|fängelse|hund|vin|lant|besöks|aktivitets|parkleks|industri|läger|kurs|hem|för|sjuk|rätts",
);

pub(in crate::deid) fn find_institutions(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let homes = page.matches_if(page.has(WordPart::Institution), &NAMED);
    let mut found: Vec<Candidate> = homes.filter_map(|groups| institution(page, &groups)).collect();
    let has_venue = page.has(WordPart::Venue);
    found.extend(page.matches_if(has_venue, &NAMED_VENUE).filter_map(|groups| named_venue(page, &groups)));
    found.extend(page.matches_if(has_venue, &VENUE_WORD).filter_map(|groups| venue_word(page, &groups)));
    found
}

/// What is said of a place where people meet.
const VENUE_REASON: &str = "En bestämd mötesplats kan peka ut dem som är där.";

/// The kind stays in the coarser text.
fn named_venue(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let (whole, name, kind) = (groups.first()?.as_ref()?, groups.get(1)?.as_ref()?, groups.get(2)?.as_ref()?);
    if !is_named(page, name.start) {
        return None;
    }
    let mut candidate = page.make_candidate(whole, Class::Address, VENUE_REASON)?;
    candidate.coarser = page.normalized.text.get(kind.clone()).map(str::to_owned);
    Some(candidate)
}

fn venue_word(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let whole = groups.first()?.as_ref()?;
    let stem = page.lower().get(whole.clone())?.trim_end_matches('s').strip_suffix("gården");
    let is_kind = stem.is_some_and(|stem| COURTS.contains(&stem));
    let is_one = !is_kind && is_named(page, whole.start) && page.is_whole(whole);
    is_one.then(|| page.make_candidate(whole, Class::Address, VENUE_REASON))?
}

/// Whether the word that begins here is written as a name within a sentence, and is no common word.
fn is_named(page: &TokenizedText<'_>, start: usize) -> bool {
    let word = page.word_from(start).and_then(|index| page.words.get(index));
    word.is_some_and(|word| {
        let written = word.shape == TokenShape::Capital && !page.shouted;
        written && !word.known.is_word() && (!word.opens || word.known.is_quiet())
    })
}

/// The kind stays in the coarser text: it says no more than stood there.
fn institution(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let (whole, kind, name) = (groups.first()?.as_ref()?, groups.get(1)?.as_ref()?, groups.get(3)?.as_ref()?);
    let index = page.word_from(name.start)?;
    let word = page.words.get(index)?;
    let located = groups.get(2)?.is_some();
    let capital = word.shape == TokenShape::Capital && !page.shouted && !word.opens;
    let place = word.known.is_quiet() && word.shape != TokenShape::Digits;
    if !(capital || located && place) {
        return None;
    }
    let end = named_end(page, index);
    let reason = "En bestämd mottagning eller ett bestämt boende kan peka ut den som är där.";
    let mut candidate = page.make_candidate(&(whole.start..end), Class::Address, reason)?;
    candidate.coarser = page.normalized.text.get(kind.clone()).map(str::to_owned);
    Some(candidate)
}

/// With the rest of the name, and the place it lies in: "Solgläntan i Tumba".
fn named_end(page: &TokenizedText<'_>, first: usize) -> usize {
    let capital = |index: usize| {
        page.words.get(index).is_some_and(|word| word.shape == TokenShape::Capital && !word.opens)
    };
    let mut last = first;
    loop {
        let after = last + 1;
        let located = matches!(page.word_key(after), "i" | "på" | "vid") && capital(after + 1);
        last = match (capital(after) && page.has_gap(after, TokenGap::Blank), located) {
            (true, _) => after,
            (false, true) => after + 1,
            (false, false) => return page.words.get(last).map_or(0, |word| word.range.end),
        };
    }
}

#[cfg(test)]
mod tests {
    use crate::deid::Scanner;
    use crate::deid::testing::found_texts;

    #[test]
    fn a_home_or_clinic_with_a_name_or_a_place_is_one_of_a_kind() {
        for text in [
            "vårdcentralen i Tensta",
            "vårdcentralen i tensta",
            "HVB-hemmet Solgläntan",
            "HVB Solgläntan i Tumba",
            "hvb-hemmet i Tumba",
        ] {
            assert_eq!(found_texts(&format!("hen är på {text} nu")), [text]);
        }
        let found = Scanner::builtin().scan("hen är på vårdcentralen i Tensta");
        assert_eq!(found.first().and_then(|finding| finding.coarser.as_deref()), Some("vårdcentralen"));
    }

    #[test]
    fn a_meeting_place_with_a_name_is_one_of_a_kind() {
        for text in ["Skärholmsgården", "Hagsätra fritidsgård", "Rinkeby Folkets Hus", "Fryshuset"] {
            assert_eq!(found_texts(&format!("de sågs på {text} sent")), [text]);
        }
        let found = Scanner::builtin().scan("de sågs på Hagsätra fritidsgård sent");
        assert_eq!(found.first().and_then(|finding| finding.coarser.as_deref()), Some("fritidsgård"));
    }

    #[test]
    fn kinds_of_homes_are_quiet() {
        for text in [
            "placering på HVB-hem",
            "en vårdcentral i närheten",
            "ett familjehem söks",
            "boende i området",
            "På fritidsgården i går",
            "Skolgården var tom",
            "vid Kyrkogården och på Kulturhuset",
            "en fritidsgård i söder",
            "Stadens fritidsgårdar",
            "Vårt bibliotek",
        ] {
            assert_eq!(found_texts(text), Vec::<&str>::new(), "{text}");
        }
    }
}
