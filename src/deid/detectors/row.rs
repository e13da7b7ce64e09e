//! A structured identifier as a row of a table: what a page must hold, the pattern, what must hold of a match, and what it is.

use std::ops::Range;
use std::sync::OnceLock;

use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::page::TokenizedText;
use crate::deid::pattern::{MatchGroups, Pattern, word_pattern};

/// One way of writing an identifier.
pub(super) struct IdentifierRow {
    needed: fn(&TokenizedText<'_>) -> bool,
    source: &'static str,
    check: fn(&TokenizedText<'_>, &MatchGroups) -> Option<Range<usize>>,
    class: Class,
    reason: &'static str,
    pattern: OnceLock<Pattern>,
}

/// Reads from the top: "what is `class` for this `reason` stands where the page is `needed`, is written as `source`, and is what
/// `check` leaves of a match".
pub(super) const fn identifier(
    class: Class,
    reason: &'static str,
    needed: fn(&TokenizedText<'_>) -> bool,
    source: &'static str,
    check: fn(&TokenizedText<'_>, &MatchGroups) -> Option<Range<usize>>,
) -> IdentifierRow {
    IdentifierRow { needed, source, check, class, reason, pattern: OnceLock::new() }
}

impl IdentifierRow {
    fn find_on<'p>(&'static self, page: &'p TokenizedText<'_>) -> impl Iterator<Item = Candidate> + 'p {
        let matches = (self.needed)(page)
            .then(|| page.find_matches(self.pattern.get_or_init(|| word_pattern(self.source))));
        matches
            .into_iter()
            .flatten()
            .filter_map(|groups| page.make_candidate(&(self.check)(page, &groups)?, self.class, self.reason))
    }
}

/// What the rows find on a page, in their order.
pub(super) fn find_identifiers(page: &TokenizedText<'_>, rows: &'static [IdentifierRow]) -> Vec<Candidate> {
    rows.iter().flat_map(|row| row.find_on(page)).collect()
}

/// All of the match.
pub(super) fn whole(_: &TokenizedText<'_>, groups: &MatchGroups) -> Option<Range<usize>> {
    groups.first()?.clone()
}

/// The first of its groups that matched: what stands after a label.
pub(super) fn labelled(_: &TokenizedText<'_>, groups: &MatchGroups) -> Option<Range<usize>> {
    groups.iter().skip(1).flatten().next().cloned()
}

/// The text of a group, in lower case.
pub(super) fn group<'p>(page: &'p TokenizedText<'_>, groups: &MatchGroups, at: usize) -> Option<&'p str> {
    page.lower().get(groups.get(at)?.clone()?)
}

/// How many digits a group has.
pub(super) fn digits_of(page: &TokenizedText<'_>, groups: &MatchGroups, at: usize) -> usize {
    group(page, groups, at).unwrap_or_default().bytes().filter(u8::is_ascii_digit).count()
}
