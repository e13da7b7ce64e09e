//! The keys of a saved form that is corrected.

use super::{
    BACKSPACE, Binding, CHOOSE, DIGITS_ROW, ENTER, ESC, FIRST, GO_DOWN, GO_UP, HELP, KeyCommand, LAST, LEFT,
    PAGE_DOWN, PAGE_UP, QUIT, RIGHT, binding,
};
use crate::tui::message::KeyPress;

/// Opens a saved form to be corrected.
pub(super) const CORRECT: Binding = binding(&[KeyPress::char('e')], "e", "rätta", KeyCommand::Correct);

const CORRECT_ROW: Binding = binding(&[ENTER, RIGHT], "Enter", "ändra raden", KeyCommand::Confirm);
const END: Binding = binding(&[ESC, LEFT, BACKSPACE], "Esc", "avsluta rättelsen", KeyCommand::Back);
const BACK_TO_ROWS: Binding = binding(&[ESC, LEFT, BACKSPACE], "Esc", "tillbaka", KeyCommand::Back);

/// Of its rows.
pub(super) const ROWS: &[Binding] =
    &[CORRECT_ROW, END, HELP, QUIT, GO_UP, GO_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST];

/// Of a choice.
pub(super) const CHOICE: &[Binding] =
    &[DIGITS_ROW, CHOOSE, BACK_TO_ROWS, HELP, QUIT, GO_UP, GO_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST];
