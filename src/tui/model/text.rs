//! Free text being typed in a field: the text, what the scanner sees in it, and what the keys do.

use std::ops::Range;

use zeroize::Zeroizing;

use crate::deid::screened::Pending;
use crate::deid::{Advice, Finding, ScanCache};
use crate::tui::editor::Editor;

/// Free text being typed, and what the scanner sees in it.
#[derive(Debug)]
pub struct TextEdit {
    /// The text.
    pub editor: Editor,
    /// The text as it was found when the field was opened, which has passed the gate.
    pub found: String,
    /// Findings that are still to be decided, in order.
    pub findings: Vec<Finding>,
    /// Those of them that stood undecided when another was decided.
    pub pending: Pending,
    /// What was found in its sentences and lines, so that only those that change are read at a key. Wiped with the text.
    pub cache: ScanCache,
    /// How many findings were kept since the text was last changed.
    pub kept: usize,
    /// Notes about the text as a whole.
    pub advice: Vec<Advice>,
    /// Where words stand that the dictionary does not have, in bytes; none without a dictionary.
    pub unknown: Vec<Range<usize>>,
    /// What is searched for in the text, while it is.
    pub wanted: Option<Editor>,
    /// What the keys do.
    pub mode: TextMode,
}

impl TextEdit {
    /// Whether the text is another than the one that was found.
    pub fn is_changed(&self) -> bool {
        *Zeroizing::new(self.editor.text()) != self.found
    }
}

/// What keys do to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextMode {
    /// They type it.
    Typing,
    /// They decide its findings; the number is the one under the cursor.
    Deciding(usize),
}
