//! The keys of the page of saved forms.

use super::correction::CORRECT;
use super::keys::{
    ALONG, ALONG_FEW, ALWAYS, BACK_TO_START, BACKSPACE, CHOOSE, DIGITS_ROW, ENTER, ESC, LEFT, REMOVE, RIGHT,
    TO_FILE,
};
use super::page::PRINT;
use super::{Binding, KeyCommand, binding};
use crate::tui::key::KeyPress;

const READ: Binding = binding(&[ENTER, RIGHT], "Enter", "läs", KeyCommand::Confirm);
const SENT: Binding = binding(&[KeyPress::char('m')], "m", "växla skickad", KeyCommand::Sent);
const CLOSE_FORMATS: Binding =
    binding(&[ESC, LEFT, BACKSPACE, KeyPress::char('q')], "Esc", "utan att skriva", KeyCommand::Close);

pub(super) const FORMS: &[&[Binding]] =
    &[&[READ, CORRECT, SENT, REMOVE, TO_FILE, PRINT, BACK_TO_START, DIGITS_ROW], ALWAYS, ALONG];
pub(super) const FORMATS: &[&[Binding]] = &[&[DIGITS_ROW, CHOOSE, CLOSE_FORMATS], ALONG_FEW];
