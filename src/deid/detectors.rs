//! The table of detectors, one file per kind of identifier: a page in, candidates out.

mod address;
mod age;
mod bank_account;
mod coordinates;
mod date;
mod document_number;
mod email;
mod handle;
mod institution;
mod identity_number;
mod network_address;
mod person;
mod phone;
mod plate;
mod property;
mod relation;
mod role;
mod row;
mod school;
mod school_class;
mod script;
mod spaced;
mod url;

use std::sync::LazyLock;

use self::Detector::{Code, Rows};
use self::row::IdentifierRow;
use crate::deid::candidate::Candidate;
use crate::deid::page::TokenizedText;
use crate::deid::parts::PartFinder;

/// One detector. Detectors do not know each other.
enum Detector {
    /// What can be said as rows of a table.
    Rows(&'static [IdentifierRow]),
    /// What takes more than a pattern and a check.
    Code(fn(&TokenizedText<'_>) -> Vec<Candidate>),
}

impl Detector {
    fn detect(&self, page: &TokenizedText<'_>) -> Vec<Candidate> {
        match self {
            Rows(rows) => row::find_identifiers(page, rows),
            Code(detect) => detect(page),
        }
    }
}

/// How far a thing of the detector may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Over a line's end, where nothing but the thing itself says so.
    Lines,
    /// To the end of its line.
    Line,
}

/// Every detector. To detect another identifier, add a file beside this one and a row here.
const DETECTORS: &[(Reach, Detector)] = &[
    (Reach::Lines, Code(identity_number::find_identity_numbers)),
    (Reach::Lines, Code(phone::find_phone_numbers)),
    (Reach::Lines, Rows(&email::ROWS)),
    (Reach::Lines, Rows(&url::ROWS)),
    (Reach::Lines, Rows(&network_address::ROWS)),
    (Reach::Lines, Code(handle::find_handles)),
    (Reach::Lines, Rows(&bank_account::ROWS)),
    (Reach::Lines, Rows(&document_number::ROWS)),
    (Reach::Lines, Rows(&coordinates::ROWS)),
    (Reach::Lines, Code(plate::find_plates)),
    (Reach::Lines, Code(address::find_addresses)),
    (Reach::Lines, Code(institution::find_institutions)),
    (Reach::Lines, Rows(&property::ROWS)),
    (Reach::Lines, Code(school::find_schools)),
    (Reach::Lines, Code(school_class::find_school_classes)),
    (Reach::Lines, Code(date::find_dates)),
    (Reach::Lines, Code(age::find_ages)),
    (Reach::Lines, Code(relation::find_relations)),
    (Reach::Line, Code(role::find_roles)),
    (Reach::Line, Code(person::find_persons)),
    (Reach::Lines, Code(spaced::find_spaced_text)),
    (Reach::Line, Code(script::find_foreign_script)),
];

/// What the detectors find on a page, the one in the other's way or not, beside what is masked in it.
pub(super) fn detect_all(page: &TokenizedText<'_>) -> Vec<Candidate> {
    outside_masks(page, DETECTORS.iter().flat_map(|(_, detector)| detector.detect(page)))
}

/// What is found on a page of that which may reach over a line's end, beside what is masked in it.
pub(super) fn detect_over_lines(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let over = DETECTORS.iter().filter(|(reach, _)| *reach == Reach::Lines);
    outside_masks(page, over.flat_map(|(_, detector)| detector.detect(page)))
}

fn outside_masks(page: &TokenizedText<'_>, found: impl Iterator<Item = Candidate>) -> Vec<Candidate> {
    found.filter(|candidate| !page.meets_mask(&candidate.range)).collect()
}

/// What finds the parts of words that patterns need.
pub(super) fn part_finder() -> &'static PartFinder {
    static FINDER: LazyLock<PartFinder> = LazyLock::new(|| PartFinder::new(listed_needles));
    &FINDER
}

/// What words begin or end with that a list of some detector holds, by the list's name.
fn listed_needles(list: &str) -> Vec<String> {
    match list {
        "WHO" => first_words(age::WHO),
        "PEOPLE" => first_words(age::PEOPLE),
        "STREETS" => address::street_needles(address::StreetNumber::Given),
        "BARESTREETS" => address::street_needles(address::StreetNumber::Absent),
        "ROLES" => role::role_needles(),
        "DEFINITE" => relation::definite_needles(),
        "PLATFORMS" => handle::platform_needles(handle::Shortened::No),
        "SHORTPLATFORMS" => handle::platform_needles(handle::Shortened::Perhaps),
        _ => Vec::new(),
    }
}

/// The first words of the alternatives of a pattern.
fn first_words(alternatives: &str) -> Vec<String> {
    let first = |way: &str| {
        let way = way.trim_start_matches("(?:");
        let end = way.find(|c: char| !c.is_alphabetic()).unwrap_or(way.len());
        let (word, rest) = way.split_at(end);
        let whole = rest.is_empty() || rest.starts_with([' ', ')']);
        (!word.is_empty()).then(|| format!("^{word}{}", if whole { "$" } else { "" }))
    };
    alternatives.split('|').filter_map(first).collect()
}
