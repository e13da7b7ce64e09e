//! The keys of the form and of a field being filled in.

use ratatui::crossterm::event::KeyCode;

use super::keys::{
    ACTS_TYPING, ALONG_TICKS, ALWAYS_IN_LIST, ALWAYS_TYPING, BACK, BACK_TAB, BACKSPACE, CANCEL, CHOOSE,
    DELETE, DIGITS_ANSWER, DIGITS_TOGGLE, DOWN, ENTER, ENTER_ON, ESC, ESCAPE, GO_DOWN, GO_UP, LEFT,
    MAP_TYPING, ON_FROM_LIST, READY, REDO_TYPING, RIGHT, TAB, TICK_ROW, TOGGLE, TRAIL_TYPING, UNDO_TYPING,
    UP, digits,
};
use super::{Binding, KeyCommand, binding};
use crate::tui::key::KeyPress;

const EDIT_FIELD: Binding = binding(&[ENTER, RIGHT], "Enter", "ändra fältet", KeyCommand::Confirm);
const DIGITS_HERE: Binding = digits("1–9", "välj här");
const NEXT_GROUP: Binding = binding(&[TAB], "Tab", "nästa grupp", KeyCommand::NextGroup);
const PREVIOUS_GROUP: Binding =
    binding(&[BACK_TAB], "Skift+Tab", "föregående grupp", KeyCommand::PreviousGroup);
const REVIEW: Binding = binding(
    &[KeyPress::ctrl('s'), KeyPress::plain(KeyCode::F(2))],
    "Ctrl+S",
    "granska och spara",
    KeyCommand::Review,
);
/// Shown only: what is typed on a row of text begins its text, and no letter there asks for anything else.
const TYPE_AT_ONCE: Binding = binding(&[], "a–ö", "skriv direkt", KeyCommand::Confirm);
const WRITE: Binding = binding(&[ENTER, RIGHT], "Enter", "skriv", KeyCommand::Confirm);
const CLEAR: Binding = binding(&[DELETE], "Del", "återställ", KeyCommand::Clear);

/// What can be looked at from the form, and what was done taken back: no letter asks for it, since letters are typed there.
const LOOKING: &[Binding] = &[TRAIL_TYPING, ACTS_TYPING, MAP_TYPING, UNDO_TYPING, REDO_TYPING];

/// Shown only: letters go to the option that they begin, or begin a word of.
pub(super) const LETTERS: Binding = binding(&[], "a–ö", "sök på namnet", KeyCommand::Down);

const LATER: Binding = binding(&[UP], "↑", "senare", KeyCommand::More);
const EARLIER: Binding = binding(&[DOWN], "↓", "tidigare", KeyCommand::Less);
const COARSENESS: Binding = binding(&[TAB], "Tab", "vecka, månad, dag", KeyCommand::Coarseness);
const DAY_PART: Binding = binding(&[RIGHT], "→", "del av dygnet", KeyCommand::DayPart);

const DIGITS_COARSER: Binding = digits("1–9", "gör grövre");
const COARSEN_IT: Binding = binding(&[ENTER], "Enter", "gör raden grövre", KeyCommand::Confirm);
const ENOUGH: Binding = binding(&[ENTER], "Enter", "det räcker", KeyCommand::Confirm);
const COARSE_ENOUGH: Binding = binding(&[ESC, LEFT, BACKSPACE], "Esc", "det räcker", KeyCommand::Close);

pub(super) const FORM: &[&[Binding]] = &[
    &[DIGITS_HERE, EDIT_FIELD, NEXT_GROUP, REVIEW, BACK, CLEAR, PREVIOUS_GROUP, LETTERS],
    LOOKING,
    ALWAYS_IN_LIST,
    ALONG_TICKS,
];
pub(super) const FORM_TEXT: &[&[Binding]] = &[
    &[WRITE, TYPE_AT_ONCE, NEXT_GROUP, REVIEW, BACK, CLEAR, PREVIOUS_GROUP],
    LOOKING,
    ALWAYS_TYPING,
    ALONG_TICKS,
];
pub(super) const COARSER: &[&[Binding]] = &[&[DIGITS_COARSER, ENOUGH, GO_DOWN, COARSE_ENOUGH, GO_UP]];
pub(super) const COARSER_ROW: &[&[Binding]] = &[&[COARSEN_IT, DIGITS_COARSER, COARSE_ENOUGH, GO_UP, GO_DOWN]];

/// Letters go to an option, so only Ctrl+C leaves.
const IN_LIST: &[Binding] = &[CANCEL, LETTERS, NEXT_GROUP];

pub(super) const ONE: &[&[Binding]] = &[&[DIGITS_ANSWER, CHOOSE], IN_LIST, ALWAYS_IN_LIST, ALONG_TICKS];
pub(super) const ANY: &[&[Binding]] =
    &[&[DIGITS_TOGGLE, ENTER_ON, ON_FROM_LIST], IN_LIST, ALWAYS_IN_LIST, &[TOGGLE], ALONG_TICKS];
pub(super) const ANY_ROW: &[&[Binding]] =
    &[&[TICK_ROW, DIGITS_TOGGLE, ON_FROM_LIST], IN_LIST, ALWAYS_IN_LIST, &[TOGGLE], ALONG_TICKS];
pub(super) const TIME: &[&[Binding]] =
    &[&[READY, COARSENESS, DAY_PART, ESCAPE, LATER, EARLIER], ALWAYS_TYPING];
