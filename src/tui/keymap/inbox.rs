//! The keys of the inbox.

use super::{
    BACK_TO_START, Binding, CHOOSE, DIGITS_ROW, ENTER, FIRST, GO_DOWN, GO_UP, HELP, KeyCommand, LAST,
    PAGE_DOWN, PAGE_UP, QUIT, RIGHT, TAB, binding,
};

const OPEN_FORM: Binding = binding(&[ENTER, RIGHT], "Enter", "öppna", KeyCommand::Confirm);
const OTHER_STATE: Binding = binding(&[TAB], "Tab", "visa ett läge", KeyCommand::Coarseness);
const BACK_TO_FORMS: Binding =
    binding(&[super::ESC, super::LEFT, super::BACKSPACE], "Esc", "tillbaka", KeyCommand::Back);

/// Of the received forms.
pub(super) const FORMS: &[Binding] =
    &[OPEN_FORM, OTHER_STATE, BACK_TO_START, HELP, QUIT, GO_UP, GO_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST];

/// Of one of them.
pub(super) const FORM: &[Binding] =
    &[DIGITS_ROW, CHOOSE, BACK_TO_FORMS, HELP, QUIT, GO_UP, GO_DOWN, PAGE_UP, PAGE_DOWN];
