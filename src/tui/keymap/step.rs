//! The keys of the steps of a routine: what each kind of step is answered with, and what can be done at all of them.

use super::keys::{
    ACTS, ALWAYS, BACK, CHOOSE, DIGITS_ANSWER, DIGITS_MARK, DIGITS_TOGGLE, ENTER_ON, ESC, FIRST, FORWARD,
    GO_DOWN, GO_ON, GO_UP, LAST, MAP, NEXT_PAGE, ON_FROM_LIST, PAGE_UP, REDO, TICK_ROW, TOGGLE, TRAIL, UNDO,
    WHY, digits,
};
use super::{Binding, KeyCommand, binding};

const DIGITS_CHANGE: Binding = digits("1–9", "ändra");
/// From a step that is looked at again.
const TO_WHERE_IT_STANDS: Binding = binding(&[ESC], "Esc", "dit du var", KeyCommand::Close);

/// What can be looked at from a step, and what was done taken back.
const LOOKING: &[Binding] = &[WHY, TRAIL, ACTS, MAP, UNDO, REDO];

/// Through what is read of a step.
const PAGING: &[Binding] = &[NEXT_PAGE, PAGE_UP];

/// Among the answers, and through what is read of the step.
const AMONG: &[Binding] = &[GO_UP, GO_DOWN, NEXT_PAGE, PAGE_UP];

/// Among the rows of a checklist.
const AMONG_TICKS: &[Binding] = &[TOGGLE, GO_UP, GO_DOWN, FIRST, LAST, NEXT_PAGE, PAGE_UP];

pub(super) const ASKING: &[&[Binding]] = &[&[DIGITS_ANSWER, CHOOSE, BACK], LOOKING, ALWAYS, AMONG];
pub(super) const ASKED_BEFORE: &[&[Binding]] =
    &[&[FORWARD, DIGITS_CHANGE, CHOOSE, BACK, TO_WHERE_IT_STANDS], LOOKING, ALWAYS, AMONG];
pub(super) const CHOOSING: &[&[Binding]] =
    &[&[DIGITS_TOGGLE, ENTER_ON, ON_FROM_LIST, BACK], LOOKING, ALWAYS, AMONG_TICKS];
pub(super) const CHOOSING_ROW: &[&[Binding]] =
    &[&[TICK_ROW, DIGITS_TOGGLE, ON_FROM_LIST, BACK], LOOKING, ALWAYS, AMONG_TICKS];
pub(super) const ACTING: &[&[Binding]] = &[&[DIGITS_MARK, CHOOSE, BACK], LOOKING, ALWAYS, AMONG];
pub(super) const ACTED_BEFORE: &[&[Binding]] =
    &[&[FORWARD, DIGITS_MARK, CHOOSE, BACK, TO_WHERE_IT_STANDS], LOOKING, ALWAYS, AMONG];
pub(super) const TELLING: &[&[Binding]] = &[&[GO_ON, BACK], LOOKING, ALWAYS, PAGING];
