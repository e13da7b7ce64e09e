//! De-identification: text in, findings out. A leaf that knows no other module.
//!
//! The scanner is an aid: it finds what looks identifying, and the worker decides. See [`Scanner`].

mod advice;
mod detector;
mod detectors;
mod finding;
mod lexicon;
mod mask;
mod normalize;
mod page;
pub mod screened;

use std::ops::Range;

pub use self::finding::{Advice, Category, Class, Decision, Detail, Finding};
use self::lexicon::Lexicon;
pub use self::mask::apply;
use self::page::Page;

/// Finds identifying text.
///
/// Making one costs nothing; the shared tables are built at the first scan of the process (a few
/// milliseconds). Text is scanned as it stands: for files of any size, scan line by line.
#[derive(Debug)]
pub struct Scanner {
    lexicon: Lexicon,
}

impl Scanner {
    /// A scanner with the built-in lists.
    pub fn builtin() -> Self {
        Self { lexicon: Lexicon::builtin() }
    }

    /// A scanner that also knows `names`: one name per line, such as the city's copy of the register's
    /// list of names. Lists of 10^6 lines are fine: they are indexed at the first scan.
    pub fn with_names(names: &str) -> Self {
        Self { lexicon: Lexicon::with_names(names) }
    }

    /// What identifies somebody in `text`: sorted, not overlapping, on character boundaries.
    ///
    /// Masking every finding gives a text in which nothing more is found: what masking itself brings to
    /// light is found in the same call.
    pub fn scan(&self, text: &str) -> Vec<Finding> {
        let mut found = detector::run(&Page::new(text, &[], &self.lexicon));
        while !found.is_empty() {
            let masked: Vec<Range<usize>> = found.iter().map(|candidate| candidate.range.clone()).collect();
            let more = detector::run(&Page::new(text, &masked, &self.lexicon));
            if more.is_empty() {
                break;
            }
            found.extend(more);
            found = detector::joined(found);
        }
        detector::findings(found)
    }

    /// Notes about `text` as a whole. They never stop anything.
    pub fn advise(&self, text: &str) -> Vec<Advice> {
        advice::advise(&Page::new(text, &[], &self.lexicon))
    }
}

impl Default for Scanner {
    fn default() -> Self {
        Self::builtin()
    }
}
