//! Patterns as they are compiled: whole words, or anywhere. None is compiled before it is tried.
//!
//! A pattern is tried only on a short piece in which what it needs has been seen (`parts`, `marks`). So it is compiled without
//! searching for literals of its own, which takes longer to build than all else together.

use std::ops::Range;

use regex_automata::meta;
use regex_automata::util::captures::Captures;
use regex_automata::{Anchored, Input};

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Pattern(meta::Regex);

/// The ranges of the groups of a match, the whole match first.
pub(super) type MatchGroups = Vec<Option<Range<usize>>>;

impl Pattern {
    /// The first match that begins at `from` or after.
    pub(super) fn find_from(&self, text: &str, from: usize) -> Option<Range<usize>> {
        Some(self.0.search(&Input::new(text).range(from..))?.range())
    }

    /// Whether the pattern matches anywhere.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// The groups of the first match.
    pub(super) fn capture_groups(&self, text: &str) -> Option<Captures> {
        let mut groups = self.0.create_captures();
        self.0.captures(text, &mut groups);
        groups.is_match().then_some(groups)
    }

    /// The groups of the match `whole`. To find them costs more than to find the match.
    pub(super) fn find_groups(&self, text: &str, whole: Range<usize>) -> Option<MatchGroups> {
        if self.0.captures_len() == 1 {
            return Some(vec![Some(whole)]);
        }
        let mut groups = self.0.create_captures();
        self.0.search_captures(&Input::new(text).range(whole.start..).anchored(Anchored::Yes), &mut groups);
        groups.is_match().then(|| groups.iter().map(|group| group.map(|span| span.range())).collect())
    }
}

/// Compiles a pattern whose matches begin and end where words do.
///
/// Word boundaries are those of ASCII, which keep the search fast; the page sees to å ä ö.
pub(super) fn word_pattern(source: &str) -> Pattern {
    inner_pattern(&format!(r"(?-u:\b{{start-half}})(?:{source})(?-u:\b{{end-half}})"))
}

/// Compiles a pattern that may match inside words.
#[expect(clippy::expect_used, reason = "the patterns are constants, and a test compiles every one of them")]
pub(super) fn inner_pattern(source: &str) -> Pattern {
    let without_literals = meta::Config::new().auto_prefilter(false);
    Pattern(meta::Builder::new().configure(without_literals).build(source).expect("a valid pattern"))
}
