//! Streets without a number: "utanför Årstavägen", "Skarpnäcks allé", "hörnet Ringvägen/Rosenlundsgatan".

use std::ops::Range;
use std::sync::LazyLock;

use super::super::age;
use super::street_name::{
    HOMES, bare_alternatives, is_generic, is_public, is_way, needs_little, needs_owner, street_start,
};
use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::list::split_list;
use crate::deid::page::{TokenGap, TokenShape, TokenizedText};
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};

static BARE: LazyLock<Pattern> =
    LazyLock::new(|| word_pattern(&format!("([a-zåäö]*(?:{}))s?", bare_alternatives())));

/// Words in front of a street in lower case, besides those in front of somebody's home.
const BEFORE: [&str; 22] = split_list(
    "hos | på |korsningen |hörnet |vid |längs |utanför |utefter |utmed |nerför |uppför |intill |hörn |mot |till |från |fr |\
     bakom |nära |mellan |över |/",
);

pub(super) fn find_bare_streets(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let found = page
        .matches_if(page.has(WordPart::BareStreetEnd), &BARE)
        .filter_map(|groups| bare_street(page, &groups))
        .collect();
    if page.has(WordPart::Crossing) { join_crossings(page, found) } else { found }
}

/// "hörnet Nygatan/Skolgatan": two streets that meet are one place.
fn join_crossings(page: &TokenizedText<'_>, found: Vec<Candidate>) -> Vec<Candidate> {
    found.into_iter().fold(Vec::new(), |mut joined: Vec<Candidate>, next| {
        let between = |last: &Candidate| page.original.get(last.range.end..next.range.start);
        match joined.last_mut().filter(|last| matches!(between(last), Some("/" | " och " | " o " | " & "))) {
            Some(last) => last.range.end = next.range.end,
            None => joined.push(next),
        }
        joined
    })
}

fn bare_street(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let whole = groups.first()?.as_ref()?;
    let last = page.lower().get(groups.get(1)?.clone()?)?;
    let index = page.word_from(whole.start)?;
    let from = named_from(page, index)?;
    let street = from..whole.end;
    let name = page.lower().get(street.clone())?;
    let fits =
        if name.contains(' ') { has_owner(page, &street)? } else { is_single_name(page, index, last)? };
    let everyday = last.ends_with("ringen") && is_everyday(page, whole, last);
    if !fits || everyday || is_public(name.trim_end_matches('s')) || page.lexicon.look_up(last).is_quiet() {
        return None;
    }
    let whole = street.start..with_spelled_number(page, street.end);
    page.make_candidate(&whole, Class::Address, "Ser ut som namnet på en gata.")
}

/// "Ekstigen elva": the house is said in words.
fn with_spelled_number(page: &TokenizedText<'_>, end: usize) -> usize {
    let next = page.word_from(end).and_then(|index| Some((index, page.words.get(index)?)));
    let lettered = |index: usize, end: usize| {
        let letter =
            page.words.get(index + 1).filter(|next| next.gap == TokenGap::Blank && next.range.len() == 1);
        letter
            .filter(|_| !matches!(page.word_key(index + 1), "i" | "o"))
            .map_or(end, |letter| letter.range.end)
    };
    match next {
        Some((index, word))
            if word.gap == TokenGap::Blank
                && age::parse_years(page.word_key(index)).is_some_and(|n| n > 2) =>
        {
            lettered(index, word.range.end)
        }
        Some(_) | None => end,
    }
}

/// Where the name begins: "Stora Sällskapets väg" before its last word.
fn named_from(page: &TokenizedText<'_>, index: usize) -> Option<usize> {
    let word = page.words.get(index)?;
    let beside = |index: &usize| {
        page.words.get(index + 1).is_some_and(|next| next.gap == TokenGap::Blank && !next.opens)
    };
    let first = (index.saturating_sub(3)..index).rev().take_while(beside).last();
    let start =
        first.and_then(|index| page.words.get(index)).map_or(word.range.start, |word| word.range.start);
    street_start(page, &(start..word.range.end))
}

/// A name of several words has a capital, or begins with somebody's name.
fn has_owner(page: &TokenizedText<'_>, street: &Range<usize>) -> Option<bool> {
    let first = page.word_from(street.start)?;
    let mut words = page.words.iter().skip(first).take_while(|word| word.range.start < street.end);
    let by_name = page.words.get(first)?.known_stem.is_name();
    Some(by_name || words.any(|word| matches!(word.shape, TokenShape::Capital | TokenShape::Upper)))
}

/// A name of one word: a capital inside a sentence says most, the beginning of one little.
fn is_single_name(page: &TokenizedText<'_>, index: usize, last: &str) -> Option<bool> {
    let word = page.words.get(index)?;
    let long = last.len() > 8;
    let unlike = is_generic(last) || word.known.is_word() || is_everyday(page, &word.range, last);
    let before = page.text_before(word.range.start, 16);
    let mut words = HOMES.iter().chain(&BEFORE);
    let numbered = with_spelled_number(page, word.range.end) > word.range.end;
    let spelled = numbered && page.has_shape(index + 1, TokenShape::Lower);
    let lived = words.any(|words| before.ends_with(words) || words.trim_start() == before)
        || page.text_after(word.range.end, 1) == "/"
        || numbered;
    // "bor på storgatan": where somebody lives, a street may be called as many are.
    let home =
        (spelled || HOMES.iter().any(|words| before.ends_with(words))) && is_way(last) && last.len() > 7;
    let softly = before.trim_end().ends_with([':', '"', '(']);
    let capital = matches!(word.shape, TokenShape::Capital | TokenShape::Camel) && !word.opens && !softly;
    Some(if needs_owner(last) {
        false
    } else if capital {
        !is_everyday(page, &word.range, last) && last.len() > 6
    } else if matches!(word.shape, TokenShape::Upper | TokenShape::Capital) {
        !unlike && long && !page.shouted
    } else {
        needs_little(last) && (home || !unlike && long && lived)
    })
}

/// "hallen" is no allé, "värderingen" no ring.
fn is_everyday(page: &TokenizedText<'_>, range: &Range<usize>, last: &str) -> bool {
    let written =
        page.normalized.original_range(range).and_then(|range| page.original.get(range)).unwrap_or_default();
    let avenue = last.ends_with("allen") && !written.to_lowercase().contains('é');
    let ring = last.ends_with("ringen")
        && (last.ends_with("eringen") || last.ends_with("åringen") || page.lexicon.look_up(last).is_word());
    avenue || ring || (is_generic(last) && !needs_little(last))
}
