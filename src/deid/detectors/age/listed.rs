//! Ages in company: lists of them ("8, 11 o 14 år"), in brackets after a name, and those of infants in months.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::person::is_acronym;
use super::span::{is_band, is_span};
use super::{NUMBER, age_candidate, group_range, is_alone};
use crate::deid::candidate::Candidate;
use crate::deid::normalize::MASKED;
use crate::deid::page::{Token, TokenShape, TokenizedText};
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};

const AND: &str = "(?:, ?| ?/ ?| (?:och|o|å|&|samt|resp\\.?|respektive|eller|el|el\\.|kanske|eller kanske) )";

/// 8, 11 o 14 år; 14- och 15-åringar.
static OF_YEARS: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"((?:ett|{NUMBER})(?: ?år)?-?(?:{AND}(?:{NUMBER})(?: ?år)?-?){{1,5}}) ?-?(?:år|åring(?:en|ar|arna)?|åriga|bast)(?: gamla)?"
    ))
});

/// Två killar 14 och 15, båda är 15.
static OF_PEOPLE: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:{PEOPLE})(?: (?:är|e|va|var|på|nu|bara|fyllda))*(?:,? | ?\(|: ?)(({NUMBER}(?:{AND}{NUMBER}){{0,5}})(?: ?år(?: gamla)?)?)|(?:de|dom) (?:är|e)(?: nu| bara| båda)* (({NUMBER}(?:{AND}{NUMBER}){{1,5}})(?: ?år(?: gamla)?)?)"
    ))
});

pub(in crate::deid::detectors) const PEOPLE: &str = concat!(
    "killar(?:na)?|tjejer(?:na)?|pojkar(?:na)?|flickor(?:na)?|ungdomar(?:na)?|syskon(?:en)?|barn(?:en)?|bröder(?:na)?|systrar(?:na)?|söner(?:na)?",
    "|döttrar(?:na)?|elever(?:na)?|kusiner(?:na)?|kompisar(?:na)?|grabbar(?:na)?|snubbar(?:na)?|brudar(?:na)?|polare|vänner|tvillingar(?:na)?|båda|bägge|samtliga|alla (?:två|tre|fyra|fem|är|e|va|var)|(?:de|dom) andra|(?:de|dom) flesta|barnbarn|brorsbarn|föräldrar(?:na)?|makarna|båda två|bägge två|i åldrarna"
);

/// Shamso är 19, Kim fyller 15, A är 15.
static NAMED_IS: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"([a-zåäö]+|\u{{FFFC}})\.? (?:är|e|ä|va|var|blev|blir|fyller|fyllde|har fyllt|ska fylla)(?: (?:nog|nu|bara|typ|väl|ju|precis|snart|redan|visst|ca|cirka|kanske|just|runt|strax|ca\.|också|oxå|själv))* ({NUMBER})"
    ))
});

/// Barn 6 mån, 8 månader gammal, en 6-månaders.
static MONTHS: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&concat!(
        r"(?:barn|barnet|bebis|bebisen|bäbis|bäbisen|spädbarn|spädbarnet|baby|babyn|son|sonen|dotter|dottern|lillebror|lillasyster|syskon|tvillingpar|tvillingar|trillingar|nyfödd|nyfödda|pojke|flicka|kille|tjej|han|hon|hen|yngsta|yngste|minsta|minstingen|lillan|lillen)(?: (?:är|e|på|bara|typ|ca|om))*(?: |, | ?\()(NUMBER ?(?:mån|månader|veckor|v|dagar)(?: gammalt| gammal)?)",
        r"|(NUMBER ?-?(?:mån|månader|veckor|dagar)(?: gammal| gammalt| gamla))",
        r"|([0-9]{1,2} ?-?(?:mån|månader|månaders|veckors|dagars)) (?:bebis|bäbis|baby|barn|spädbarn|flicka|pojke)[a-zåäö]*"
    ).replace("NUMBER", NUMBER))
});

pub(super) fn find_listed_ages(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let listed = page.has(WordPart::Year) && (page.marks.holds_any(b",/&") || page.has(WordPart::Join));
    let numbered = page.has_number();
    let mut found: Vec<Candidate> = page
        .matches_if(listed && numbered, &OF_YEARS)
        .filter(|groups| is_list(page, groups).unwrap_or_default())
        .filter_map(|groups| age_candidate(page, &groups, 0))
        .collect();
    found.extend(
        page.matches_if(numbered && page.has(WordPart::People), &OF_PEOPLE)
            .map(|groups| groups.into_iter().flatten().skip(1).map(Some).collect::<Vec<_>>())
            .filter(|groups| is_alone(page, last_number(page, groups).as_ref()))
            .filter_map(|groups| age_candidate(page, &groups, 0)),
    );
    found.extend(
        page.matches_if(numbered && page.has(WordPart::Is), &NAMED_IS)
            .filter(|groups| is_named(page, groups) && is_alone(page, group_range(groups, 2)))
            .filter_map(|groups| age_candidate(page, &groups, 2)),
    );
    found.extend(page.matches_if(numbered && page.has(WordPart::InfantAge), &MONTHS).filter_map(|groups| {
        age_candidate(page, &groups, groups.iter().skip(1).position(Option::is_some)? + 1)
    }));
    found.extend((0..page.words.len()).filter_map(|index| beside_name(page, index)));
    found
}

/// The last number of the list that group 1 is.
fn last_number(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Range<usize>> {
    let list = group_range(groups, 1)?;
    let inside = page.words.iter().rev().find(|word| word.range.end <= list.end)?;
    Some(inside.range.clone())
}

/// The numbers are ages, and no band, limit or span.
fn is_list(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<bool> {
    let whole = groups.first()?.as_ref()?;
    let (before, after) = (page.text_before(whole.start, 40), page.text_after(whole.end, 20));
    let compound = after.starts_with(['s', '-']) || after.starts_with("ålder");
    let bounded = ["mellan ", "för ", "till ", "bland ", "från "].iter().any(|word| before.ends_with(word));
    Some(!(compound || bounded || is_band(before) || is_span(before, after)))
}

/// The first group is somebody.
fn is_named(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> bool {
    let Some(name) = group_range(groups, 1) else { return false };
    let masked = page.lower().get(name.clone()).is_some_and(|name| name.starts_with(MASKED));
    masked
        || page
            .word_from(name.start)
            .and_then(|at| page.words.get(at))
            .is_some_and(|word| is_name(page, word))
}

/// A name, an initial, a word with a capital that nobody knows.
fn is_name(page: &TokenizedText<'_>, word: &Token) -> bool {
    let unknown = !word.known.is_word() && !word.known.is_quiet();
    let key = page.lower().get(word.range.clone()).unwrap_or_default();
    match word.shape {
        TokenShape::Capital | TokenShape::Camel => {
            word.known.is_given()
                || (unknown && (!word.opens || !word.facts.is_swedish(key)))
                || word.known.is_listed()
        }
        TokenShape::Upper if word.range.len() < 4 && !page.shouted => !is_acronym(key),
        TokenShape::Upper | TokenShape::Lower => word.known.is_given() && unknown,
        TokenShape::Letter => key != "i",
        TokenShape::Digits => false,
    }
}

/// "Kim (14)", "Kim, 14," and "Noor 16 och": word `index` is a number beside a name.
fn beside_name(page: &TokenizedText<'_>, index: usize) -> Option<Candidate> {
    let number = page.words.get(index).filter(|word| word.shape == TokenShape::Digits)?;
    let years: u8 = page.word_key(index).parse().ok()?;
    let name = page.word_before(index);
    let after = page.text_after(number.range.end, 6);
    let closed = after.trim_start_matches(" år").starts_with([')', ',', '.'])
        && !after.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let between = page.lower().get(name.map_or(0, |name| name.range.end)..number.range.start)?;
    // A name that is masked is still one: what stands beside it is not left behind.
    let masked = between.contains(MASKED);
    let fits = match between.rsplit(MASKED).next()? {
        " (" | "(" | ", " => {
            (5..=99).contains(&years) && closed && (masked || name.is_some_and(|name| is_name(page, name)))
        }
        " " => {
            (10..=25).contains(&years)
                && (masked || name.is_some_and(is_plain_name))
                && is_alone(page, Some(&number.range))
        }
        _ => false,
    };
    let groups = [Some(number.range.clone()), Some(number.range.clone())];
    fits.then(|| age_candidate(page, &groups, 0))?
}

/// A given name with a capital, and nothing else.
fn is_plain_name(word: &Token) -> bool {
    word.shape == TokenShape::Capital
        && word.known.is_given()
        && !word.known.is_word()
        && !word.known.is_quiet()
}
