//! Where things stand on the screen as it was drawn last: all that a key or a click needs to know of that.

use ratatui::layout::{Position, Rect};

use super::keymap::{DigitAction, KeyCommand};

/// The screen as it was drawn last. Of one on which no page was drawn, nothing stands anywhere.
#[derive(Debug, Clone)]
pub struct ScreenLayout {
    /// Where the page stands.
    pub body: Rect,
    /// The items of the page that can be clicked, by their place in its list.
    pub items: Vec<(usize, Rect)>,
    /// The keys that are shown, and the signs that there is more, and what each asks for.
    pub keys: Vec<(KeyCommand, Rect)>,
    /// What a digit does in the list on the page.
    pub digits: DigitAction,
    /// The item whose text begins with each digit, from 0.
    pub answers: [Option<usize>; 10],
    /// The furthest the page can be scrolled, in lines.
    pub furthest: usize,
    /// How wide a text being typed is, in columns.
    pub text_width: u16,
}

impl Default for ScreenLayout {
    fn default() -> Self {
        Self {
            body: Rect::default(),
            items: Vec::new(),
            keys: Vec::new(),
            digits: DigitAction::Choose(0),
            answers: [None; 10],
            furthest: 0,
            text_width: u16::MAX,
        }
    }
}

impl ScreenLayout {
    /// The item at a place on the screen: an answer, an option, a row.
    pub fn item_at(&self, column: u16, row: u16) -> Option<usize> {
        find_at(&self.items, column, row)
    }

    /// What the key that is shown at a place on the screen asks for.
    pub fn command_at(&self, column: u16, row: u16) -> Option<KeyCommand> {
        find_at(&self.keys, column, row)
    }
}

fn find_at<T: Copy>(places: &[(T, Rect)], column: u16, row: u16) -> Option<T> {
    let at = Position::new(column, row);
    places.iter().find(|(_, area)| area.contains(at)).map(|(thing, _)| *thing)
}
