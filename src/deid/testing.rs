//! What tests of the detectors ask: what is found in a text, as classes or as words.

use crate::deid::Scanner;

/// The class ids found in `text`, in order.
pub(super) fn found_classes(text: &str) -> Vec<&'static str> {
    Scanner::builtin().scan(text).iter().map(|finding| finding.class.id()).collect()
}

/// The stretches of `text` that are found, in order.
pub(super) fn found_texts(text: &str) -> Vec<&str> {
    Scanner::builtin().scan(text).into_iter().filter_map(|finding| text.get(finding.range)).collect()
}
