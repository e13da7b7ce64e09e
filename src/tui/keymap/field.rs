//! The keys of the form and of a field being filled in.

use super::{
    BACKSPACE, Binding, CANCEL, CHOOSE, DIGITS_ANSWER, DIGITS_TOGGLE, DOWN, ENTER, ESC, FIRST, GO_DOWN,
    GO_UP, HELP, KeyCode, KeyCommand, KeyPress, LAST, LEFT, PAGE_UP, QUIT_TYPING, RIGHT, SCROLL_DOWN,
    SCROLL_UP, TAB, TOGGLE, UP, binding,
};

pub(super) const DIGITS_HERE: Binding =
    Binding { keys: &[], shown: "0–9", says: "välj här", command: None };
/// Shown only: a letter goes to the option that begins with it.
pub(super) const LETTERS: Binding = binding(&[], "a–ö", "gå till bokstaven", KeyCommand::Down);
pub(super) const NEXT_GROUP: Binding = binding(&[TAB], "Tab", "nästa grupp", KeyCommand::NextGroup);
pub(super) const TICK: Binding = binding(&[ENTER], "Enter", "kryssa raden, gå vidare", KeyCommand::Confirm);
pub(super) const ON_FROM_LIST: Binding = binding(&[RIGHT], "→", "gå vidare", KeyCommand::Forward);
pub(super) const NEXT_PAGE: Binding =
    binding(&[KeyPress::plain(KeyCode::PageDown)], "PgDn", "sida ned", KeyCommand::PageDown);

pub(super) const LATER: Binding = binding(&[UP], "↑", "senare", KeyCommand::More);
pub(super) const EARLIER: Binding = binding(&[DOWN], "↓", "tidigare", KeyCommand::Less);
pub(super) const COARSENESS: Binding = binding(&[TAB], "Tab", "vecka, månad, dag", KeyCommand::Coarseness);
pub(super) const DAY_PART: Binding = binding(&[RIGHT], "→", "del av dygnet", KeyCommand::DayPart);

pub(super) const DIGITS_COARSER: Binding =
    Binding { keys: &[], shown: "1–9", says: "gör grövre", command: None };
pub(super) const COARSEN_IT: Binding = binding(&[ENTER], "Enter", "gör grövre", KeyCommand::Confirm);
pub(super) const COARSE_ENOUGH: Binding =
    binding(&[ESC, LEFT, BACKSPACE], "Esc", "det räcker", KeyCommand::Close);

pub(super) const COARSER: &[Binding] = &[DIGITS_COARSER, COARSEN_IT, GO_UP, GO_DOWN, COARSE_ENOUGH];
pub(super) const FIELD_ONE: &[Binding] = &[
    DIGITS_ANSWER,
    CHOOSE,
    CANCEL,
    LETTERS,
    HELP,
    NEXT_GROUP,
    SCROLL_UP,
    SCROLL_DOWN,
    PAGE_UP,
    NEXT_PAGE,
    FIRST,
    LAST,
    QUIT_TYPING,
];
pub(super) const FIELD_ANY: &[Binding] = &[
    DIGITS_TOGGLE,
    TICK,
    ON_FROM_LIST,
    CANCEL,
    LETTERS,
    HELP,
    TOGGLE,
    NEXT_GROUP,
    SCROLL_UP,
    SCROLL_DOWN,
    PAGE_UP,
    NEXT_PAGE,
    FIRST,
    LAST,
    QUIT_TYPING,
];
