//! The keys of the steps of a routine.

use super::field::{NEXT_PAGE, ON_FROM_LIST, TICK};
use super::{
    ACTS, BACK, Binding, CHOOSE, DIGITS_ANSWER, DIGITS_CHANGE, DIGITS_MARK, DIGITS_TOGGLE, FIRST, FORWARD,
    GO_DOWN, GO_ON, GO_UP, HELP, LAST, MAP, PAGE_UP, QUIT, REDO, TOGGLE, TRAIL, UNDO, WHY,
};

pub(super) const ASKING: &[Binding] = &[
    DIGITS_ANSWER,
    CHOOSE,
    BACK,
    WHY,
    TRAIL,
    ACTS,
    MAP,
    UNDO,
    HELP,
    QUIT,
    GO_UP,
    GO_DOWN,
    REDO,
    NEXT_PAGE,
    PAGE_UP,
];

pub(super) const ASKED_BEFORE: &[Binding] = &[
    FORWARD,
    DIGITS_CHANGE,
    CHOOSE,
    BACK,
    WHY,
    TRAIL,
    ACTS,
    MAP,
    UNDO,
    HELP,
    QUIT,
    GO_UP,
    GO_DOWN,
    REDO,
    NEXT_PAGE,
    PAGE_UP,
];

pub(super) const CHOOSING: &[Binding] = &[
    DIGITS_TOGGLE,
    TICK,
    ON_FROM_LIST,
    BACK,
    WHY,
    TRAIL,
    ACTS,
    MAP,
    UNDO,
    HELP,
    QUIT,
    TOGGLE,
    GO_UP,
    GO_DOWN,
    FIRST,
    LAST,
    REDO,
    NEXT_PAGE,
    PAGE_UP,
];

pub(super) const ACTING: &[Binding] = &[
    DIGITS_MARK,
    CHOOSE,
    BACK,
    WHY,
    TRAIL,
    ACTS,
    MAP,
    UNDO,
    HELP,
    QUIT,
    GO_UP,
    GO_DOWN,
    REDO,
    NEXT_PAGE,
    PAGE_UP,
];

pub(super) const ACTED_BEFORE: &[Binding] = &[
    FORWARD,
    DIGITS_MARK,
    CHOOSE,
    BACK,
    WHY,
    TRAIL,
    ACTS,
    MAP,
    UNDO,
    HELP,
    QUIT,
    GO_UP,
    GO_DOWN,
    REDO,
    NEXT_PAGE,
    PAGE_UP,
];

pub(super) const TELLING: &[Binding] =
    &[GO_ON, BACK, WHY, TRAIL, ACTS, MAP, UNDO, HELP, QUIT, REDO, NEXT_PAGE, PAGE_UP];
