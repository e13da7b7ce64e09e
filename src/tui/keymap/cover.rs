//! The keys that work everywhere, whatever is on the screen: those that hide it, and those that show it again.

use ratatui::crossterm::event::KeyCode;

use crate::tui::message::Key;

/// The keys that hide everything at once, on every page and while typing. No text is typed with them.
pub const HIDE: [Key; 2] = [Key::ctrl('g'), Key::plain(KeyCode::F(9))];

/// The keys that show it again.
pub const SHOW: [Key; 3] = [Key::char(' '), HIDE[0], HIDE[1]];
