//! The table of detectors, and how what they find becomes findings that do not overlap.

use std::borrow::Cow;
use std::ops::Range;

use regex::Regex;

use crate::deid::detectors;
use crate::deid::dial::Dial;
use crate::deid::finding::{Class, Finding};
use crate::deid::page::TokenizedText;
use crate::deid::persons;
use crate::deid::tagger;
use crate::deid::word::WordReader;

/// One detector: a page in, candidates out. Detectors do not know each other.
pub(super) type Detector = fn(&TokenizedText<'_>) -> Vec<Candidate>;

/// How far a thing of the detector may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Over a line's end, where nothing but the thing itself says so.
    Lines,
    /// To the end of its line.
    Line,
}

/// Every detector. To detect another identifier, add a file in `detectors/` and a row here.
const DETECTORS: &[(Reach, Detector)] = &[
    (Reach::Lines, detectors::identity_number::find_identity_numbers),
    (Reach::Lines, detectors::phone::find_phone_numbers),
    (Reach::Lines, detectors::email::find_emails),
    (Reach::Lines, detectors::url::find_urls),
    (Reach::Lines, detectors::network_address::find_network_addresses),
    (Reach::Lines, detectors::handle::find_handles),
    (Reach::Lines, detectors::bank_account::find_bank_accounts),
    (Reach::Lines, detectors::document_number::find_document_numbers),
    (Reach::Lines, detectors::coordinates::find_coordinates),
    (Reach::Lines, detectors::plate::find_plates),
    (Reach::Lines, detectors::address::find_addresses),
    (Reach::Lines, detectors::institution::find_institutions),
    (Reach::Lines, detectors::property::find_properties),
    (Reach::Lines, detectors::school::find_schools),
    (Reach::Lines, detectors::school_class::find_school_classes),
    (Reach::Lines, detectors::date::find_dates),
    (Reach::Lines, detectors::age::find_ages),
    (Reach::Lines, detectors::relation::find_relations),
    (Reach::Line, detectors::role::find_roles),
    (Reach::Line, detectors::person::find_persons),
    (Reach::Lines, detectors::spaced::find_spaced_text),
    (Reach::Line, detectors::script::find_foreign_script),
];

/// What one detector found, in bytes of the original text.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) range: Range<usize>,
    pub(super) class: Class,
    pub(super) reason: Cow<'static, str>,
    pub(super) coarser: Option<String>,
}

/// What every detector and the tagger find on a page, beside what is masked in it.
pub(super) fn run_detectors(page: &TokenizedText<'_>, dial: Dial) -> Vec<Candidate> {
    let mut candidates = detect_all(page);
    candidates.extend(tagger::find_names(page, dial.name_margin()));
    candidates.retain(|candidate| !meets_mask(page, &candidate.range));
    candidates
}

/// What the detectors find on a page, the one in the other's way or not.
pub(super) fn detect_all(page: &TokenizedText<'_>) -> Vec<Candidate> {
    DETECTORS.iter().flat_map(|(_, detect)| detect(page)).collect()
}

/// What is found on a page of that which may reach over a line's end.
pub(super) fn detect_things(page: &TokenizedText<'_>) -> Vec<Candidate> {
    DETECTORS
        .iter()
        .filter(|(reach, _)| *reach == Reach::Lines)
        .flat_map(|(_, detect)| detect(page))
        .collect()
}

/// Joins overlapping candidates.
pub(super) fn join_overlapping(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|candidate| (candidate.range.start, candidate.class));
    let mut joined: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        match joined.last_mut() {
            Some(last) if candidate.range.start < last.range.end => merge_candidate(last, candidate),
            Some(_) | None => joined.push(candidate),
        }
    }
    joined
}

fn merge_candidate(last: &mut Candidate, other: Candidate) {
    let range = last.range.start..last.range.end.max(other.range.end);
    // "rektorn på X-skolan" is a role, and the school only where it is.
    let whole_role = last.class == Class::Role && other.class == Class::School && last.range == range;
    if whole_role {
        return;
    }
    if other.class < last.class
        || (other.class == last.class && other.coarser.is_some() && other.range == range)
    {
        *last = Candidate { range: last.range.clone(), ..other };
    }
    if last.range != range && last.class != Class::Address {
        last.coarser = None;
    }
    last.range = range;
}

/// The findings that candidates in a text become.
pub(super) fn findings_from_candidates(
    text: &str,
    reader: &WordReader<'_>,
    candidates: Vec<Candidate>,
) -> Vec<Finding> {
    let masks = persons::assign_masks(text, reader, &candidates);
    let finding = |(candidate, mask): (Candidate, String)| Finding {
        range: candidate.range,
        class: candidate.class,
        reason: candidate.reason.into_owned(),
        mask,
        coarser: candidate.coarser,
    };
    candidates.into_iter().zip(masks).map(finding).collect()
}

/// Compiles a pattern whose matches begin and end where words do.
///
/// Word boundaries are those of ASCII, which keep the search fast; [`TokenizedText::find_matches`] sees to å ä ö.
pub(super) fn word_pattern(source: &str) -> Regex {
    inner_pattern(&format!(r"(?-u:\b{{start-half}})(?:{source})(?-u:\b{{end-half}})"))
}

/// Compiles a pattern that may match inside words.
#[expect(clippy::expect_used, reason = "the patterns are constants, and a test compiles every one of them")]
pub(super) fn inner_pattern(source: &str) -> Regex {
    Regex::new(source).expect("a valid pattern")
}

/// Whether a range of the original meets something masked.
pub(super) fn meets_mask(page: &TokenizedText<'_>, range: &Range<usize>) -> bool {
    let at = page.masked.partition_point(|mask| mask.end <= range.start);
    page.masked.get(at).is_some_and(|mask| mask.start < range.end)
}

#[cfg(test)]
pub(super) mod testing {
    use crate::deid::Scanner;

    /// The class ids found in `text`, in order.
    pub(in crate::deid) fn found_classes(text: &str) -> Vec<&'static str> {
        Scanner::builtin().scan(text).iter().map(|finding| finding.class.id()).collect()
    }

    /// The stretches of `text` that are found, in order.
    pub(in crate::deid) fn found_texts(text: &str) -> Vec<&str> {
        Scanner::builtin().scan(text).into_iter().filter_map(|finding| text.get(finding.range)).collect()
    }
}
