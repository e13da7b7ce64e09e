//! What one detector found, and how what several found becomes one where it overlaps.

use std::borrow::Cow;
use std::ops::Range;

use crate::deid::finding::Class;

/// What one detector found, in bytes of the original text.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) range: Range<usize>,
    pub(super) class: Class,
    pub(super) reason: Cow<'static, str>,
    pub(super) coarser: Option<String>,
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
    let is_school = matches!(other.class, Class::School | Class::SchoolClass);
    let whole_role = last.class == Class::Role && is_school && last.range == range;
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

#[cfg(test)]
mod tests {
    use crate::deid::testing::found_classes;

    #[test]
    fn somebody_in_a_class_of_a_school_is_a_role_and_no_school() {
        assert_eq!(found_classes("Killen i 9B på Eriksdalsskolan har skrivit hot."), ["role"]);
    }
}
