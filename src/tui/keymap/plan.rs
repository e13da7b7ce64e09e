//! The keys of an action plan.

use super::{
    BACK_TO_START, Binding, CHOOSE, DIGITS_ROW, ENTER, FIRST, GO_DOWN, GO_UP, HELP, KeyCommand, LAST,
    PAGE_DOWN, PAGE_UP, QUIT, RIGHT, TAB, binding,
};
use crate::tui::message::KeyPress;

const OPEN_ROW: Binding = binding(&[ENTER, RIGHT], "Enter", "öppna", KeyCommand::Confirm);
const FOLLOW_UP: Binding = binding(&[KeyPress::char('f')], "f", "skriv uppföljningen", KeyCommand::Write);
const OTHER_POINT: Binding = binding(&[TAB], "Tab", "annat tillfälle", KeyCommand::Coarseness);
const BACK_TO_LIST: Binding =
    binding(&[super::ESC, super::LEFT, super::BACKSPACE], "Esc", "till planen", KeyCommand::Back);

/// Of its activities.
pub(super) const ACTIVITIES: &[Binding] =
    &[OPEN_ROW, FOLLOW_UP, BACK_TO_START, HELP, QUIT, GO_UP, GO_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST];

/// Of how far one of them has come.
pub(super) const STATES: &[Binding] =
    &[DIGITS_ROW, CHOOSE, OTHER_POINT, BACK_TO_LIST, HELP, QUIT, GO_UP, GO_DOWN, PAGE_UP, PAGE_DOWN];
