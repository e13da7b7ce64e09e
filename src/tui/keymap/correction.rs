//! The keys of a saved form that is corrected.

use super::field::LETTERS;
use super::keys::{
    ALONG_TICKS, ALWAYS_IN_LIST, BACK_FROM, BACKSPACE, CHOOSE, DIGITS_ROW, ENTER, ESC, LEFT, RIGHT,
};
use super::{Binding, KeyCommand, binding};
use crate::tui::key::KeyPress;

/// Opens a saved form to be corrected.
pub(super) const CORRECT: Binding = binding(&[KeyPress::char('e')], "e", "rätta", KeyCommand::Correct);

const CORRECT_ROW: Binding = binding(&[ENTER, RIGHT], "Enter", "ändra raden", KeyCommand::Confirm);
const END: Binding = binding(&[ESC, LEFT, BACKSPACE], "Esc", "avsluta rättelsen", KeyCommand::Back);

/// Of its rows.
pub(super) const ROWS: &[&[Binding]] = &[&[CORRECT_ROW, END], ALWAYS_IN_LIST, ALONG_TICKS];

/// Of a choice.
pub(super) const CHOICE: &[&[Binding]] =
    &[&[DIGITS_ROW, CHOOSE, BACK_FROM, LETTERS], ALWAYS_IN_LIST, ALONG_TICKS];
