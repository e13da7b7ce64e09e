//! The keys of the map.

use super::{
    BACKSPACE, Binding, Command, DOWN, ENTER, ESC, FIRST, GO_DOWN, GO_UP, HELP, HELP_TYPING, Key, LAST, LEFT,
    PAGE_DOWN, PAGE_UP, QUIT_TYPING, RIGHT, TAB, row,
};

const FOLLOW: Binding = row(&[ENTER, RIGHT], "Enter", "fäll ut eller följ", Command::Confirm);
const FOLD: Binding = row(&[LEFT], "←", "fäll ihop", Command::Fold);
const FOLD_ALL: Binding = row(&[Key::char('f')], "f", "fäll ut alla", Command::FoldAll);
const HERE: Binding = row(&[Key::char('h')], "h", "du är här", Command::Here);
const SEARCH: Binding = row(&[Key::char('/'), Key::ctrl('f')], "/", "sök", Command::Search);
const NEXT: Binding = row(&[Key::char('n')], "n", "nästa träff", Command::Next);
const NEXT_TYPING: Binding = row(&[DOWN, TAB], "↓", "nästa träff", Command::Next);
const ESCAPE_SEARCH: Binding = row(&[ESC], "Esc", "sluta söka", Command::Back);
const FOUND: Binding = row(&[ENTER], "Enter", "klar", Command::Confirm);
const CLOSE_MAP: Binding =
    row(&[ESC, BACKSPACE, Key::char('m'), Key::char('q')], "Esc", "stäng", Command::Close);

/// Moving about on it.
pub(super) const MOVING: &[Binding] = &[
    FOLLOW, FOLD, FOLD_ALL, SEARCH, NEXT, HERE, CLOSE_MAP, HELP, GO_UP, GO_DOWN, PAGE_DOWN, PAGE_UP, FIRST,
    LAST,
];

/// Typing what is searched for.
pub(super) const SEARCHING: &[Binding] = &[FOUND, NEXT_TYPING, ESCAPE_SEARCH, HELP_TYPING, QUIT_TYPING];
