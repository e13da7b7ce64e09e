//! Stretches of days: "15 jan-20 feb", "3-5/6", "12, 13 och 14 maj", and days in ordinals.

use std::ops::Range;
use std::sync::LazyLock;

use super::{MONTH, ORDINAL, date_candidate, is_followed_by_unit, is_fraction, runs_on};
use crate::deid::candidate::Candidate;
use crate::deid::page::TokenizedText;
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};

const DAY: &str = "(?:3[01]|[12][0-9]|0?[1-9])";
const MONTH_NUMBER: &str = "(?:1[0-2]|0?[1-9])";

/// 3/8-9/8, 3-5/6, 12.3-14.3.
static STRETCH: LazyLock<Pattern> = LazyLock::new(|| {
    let to = "(?: ?- ?| (?:och|o|till|t o m|tom|t\\.o\\.m\\.|samt) |, )";
    let day = format!("{DAY} ?/ ?{MONTH_NUMBER}");
    let dotted = format!(r"{DAY}\.0?[1-9]\.?");
    word_pattern(&format!("(?:den )?(?:{day}{to}{day}|{DAY}{to}{day}|{dotted}{to}{dotted})"))
});

/// 15 jan-20 feb, 12, 13 och 14 maj.
static WORDED_STRETCH: LazyLock<Pattern> = LazyLock::new(|| {
    let day = format!("(?:den )?{DAY}(?::?[ae])?");
    let to = "(?: ?- ?| (?:och|o|till|t o m|tom|t\\.o\\.m\\.|samt|eller) |, )";
    word_pattern(&format!(
        r"{day} ?(?:{MONTH}\.?)?(?:{to}{day} ?(?:{MONTH}\.?)?){{1,3}}(?:(?: |, ?)(?:19|20)[0-9]{{2}})?"
    ))
});

/// den femte i elfte.
static ORDINALS_ALONE: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:den )?{ORDINAL} i (?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|elfte|tolfte)|den {DAY}(?::?[ae])? i {MONTH_NUMBER}"
    ))
});

pub(super) fn find_date_ranges(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    found.extend(
        page.matches_if(page.marks.digits >= 3 && page.marks.paired && page.marks.holds_any(b"/."), &STRETCH)
            .filter(|groups| is_stretch(page, groups).unwrap_or_default())
            .filter_map(|groups| date_candidate(page, &groups, 0)),
    );
    found.extend(
        page.matches_if(page.has_digit() && page.has(WordPart::Month), &WORDED_STRETCH)
            .filter(|groups| names_month(page, groups))
            .filter_map(|groups| date_candidate(page, &groups, 0)),
    );
    found.extend(
        page.matches_if(
            (page.has(WordPart::Ordinal) || page.has_digit() && page.has(WordPart::DayWord))
                && page.has_any(&[" i "]),
            &ORDINALS_ALONE,
        )
        .filter_map(|groups| date_candidate(page, &groups, 0)),
    );
    found
}

/// Days of two months, or two days of one; scores and clocks stay quiet.
fn is_stretch(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<bool> {
    let whole = groups.first()?.as_ref()?;
    let before = page.text_before(whole.start, 12);
    let after = page.text_after(whole.end, 2);
    let within = before.ends_with(['/', '.', '-', ':']) || runs_on(after) || after.starts_with(['%', '/']);
    let clock = ["kl ", "kl. ", "klockan ", "§ ", "kap ", "kap. ", "steg ", "punkt "]
        .iter()
        .any(|word| before.ends_with(word));
    let text = page.lower().get(whole.clone())?;
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != '/').filter_map(|part| part.split_once('/'));
    let fractions = parts.clone().count() > 1 && parts.clone().all(|(day, month)| is_fraction(day, month));
    Some(!within && !clock && !fractions)
}

/// A month stands somewhere in the stretch.
fn names_month(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> bool {
    groups.iter().skip(1).any(Option::is_some) && !is_followed_by_unit(page, groups)
}
