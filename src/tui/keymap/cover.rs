//! The keys that work everywhere, whatever is on the screen: those that hide it, and those that show it again.

use super::HIDE;
use crate::tui::key::KeyPress;
use crate::tui::model::Cover;

/// The key that shows it again, beside those that hid it.
const SHOW: KeyPress = KeyPress::char(' ');

/// What the cover is after a key; `None` where the key is for the page. A covered page gets none.
pub fn cover_after(cover: Cover, key: KeyPress) -> Option<Cover> {
    let hides = HIDE.keys.contains(&key);
    match cover {
        Cover::On if key == SHOW || hides => Some(Cover::Off),
        Cover::On => Some(Cover::On),
        Cover::Off => hides.then_some(Cover::On),
    }
}
