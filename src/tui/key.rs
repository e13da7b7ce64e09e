//! A key and what is held with it, as far as this program tells keys apart.

use ratatui::crossterm::event::KeyCode;

/// A key, as far as this program tells keys apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyPress {
    /// The key.
    pub code: KeyCode,
    /// What was held with it.
    pub held: HeldKey,
}

/// What was held while a key was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldKey {
    /// Ctrl.
    Control,
    /// Shift, with a key that moves: a letter is another letter with it.
    Shift,
    /// Nothing.
    Neither,
}

impl KeyPress {
    /// A key on its own.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, held: HeldKey::Neither }
    }

    /// A letter or sign on its own.
    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// A letter with Ctrl.
    pub const fn ctrl(c: char) -> Self {
        Self { code: KeyCode::Char(c), held: HeldKey::Control }
    }
}
