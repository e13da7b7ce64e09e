//! Text that has passed the gate: the only free text a log, a form or a file can hold.

use std::fmt;

use zeroize::Zeroize;

/// Free text in which every finding has been decided. The field is private and the only maker is the gate, so
/// raw text cannot be put where this is asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct Screened {
    text: String,
}

impl Screened {
    /// The text, as it may be kept and shown.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Screened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Screened({} bytes)", self.text.len())
    }
}

impl Drop for Screened {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}
