//! The keys of the map.

use super::{
    BACKSPACE, Binding, DOWN, ENTER, ESC, FIRST, GO_DOWN, GO_UP, HELP, HELP_TYPING, KeyCommand, KeyPress,
    LAST, LEFT, PAGE_DOWN, PAGE_UP, QUIT_TYPING, RIGHT, TAB, binding,
};

const FOLLOW: Binding = binding(&[ENTER, RIGHT], "Enter", "fäll ut eller följ", KeyCommand::Confirm);
const FOLD: Binding = binding(&[LEFT], "←", "fäll ihop", KeyCommand::Fold);
const FOLD_ALL: Binding = binding(&[KeyPress::char('f')], "f", "fäll ut alla", KeyCommand::FoldAll);
const HERE: Binding = binding(&[KeyPress::char('h')], "h", "du är här", KeyCommand::Here);
const SEARCH: Binding = binding(&[KeyPress::char('/'), KeyPress::ctrl('f')], "/", "sök", KeyCommand::Search);
const NEXT: Binding = binding(&[KeyPress::char('n')], "n", "nästa träff", KeyCommand::Next);
const NEXT_TYPING: Binding = binding(&[DOWN, TAB], "↓", "nästa träff", KeyCommand::Next);
const ESCAPE_SEARCH: Binding = binding(&[ESC], "Esc", "sluta söka", KeyCommand::Back);
const FOUND: Binding = binding(&[ENTER], "Enter", "klar", KeyCommand::Confirm);
const CLOSE_MAP: Binding =
    binding(&[ESC, BACKSPACE, KeyPress::char('m'), KeyPress::char('q')], "Esc", "stäng", KeyCommand::Close);

/// Moving about on it.
pub(super) const MOVING: &[Binding] = &[
    FOLLOW, FOLD, FOLD_ALL, SEARCH, NEXT, HERE, CLOSE_MAP, HELP, GO_UP, GO_DOWN, PAGE_DOWN, PAGE_UP, FIRST,
    LAST,
];

/// Typing what is searched for.
pub(super) const SEARCHING: &[Binding] = &[FOUND, NEXT_TYPING, ESCAPE_SEARCH, HELP_TYPING, QUIT_TYPING];
