//! The keys that work everywhere, whatever is on the screen: those that hide it, and those that show it again.

use ratatui::crossterm::event::KeyCode;

use crate::tui::message::KeyPress;
use crate::tui::model::Cover;

/// The keys that hide everything at once, on every page and while typing. No text is typed with them.
const HIDE: [KeyPress; 2] = [KeyPress::ctrl('g'), KeyPress::plain(KeyCode::F(9))];

/// The keys that show it again.
const SHOW: [KeyPress; 3] = [KeyPress::char(' '), HIDE[0], HIDE[1]];

/// What the cover is after a key; `None` where the key is for the page. A covered page gets none.
pub fn cover_after(cover: Cover, key: KeyPress) -> Option<Cover> {
    match cover {
        Cover::On if SHOW.contains(&key) => Some(Cover::Off),
        Cover::On => Some(Cover::On),
        Cover::Off => HIDE.contains(&key).then_some(Cover::On),
    }
}
