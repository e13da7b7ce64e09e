//! The keys of the map.

use super::keys::{ALONG, ALWAYS_TYPING, BACKSPACE, ENTER, ESC, HELP, LEFT, READY, RIGHT, TAB};
use super::text::{END_SEARCH, NEXT_MATCH};
use super::{Binding, KeyCommand, binding};
use crate::tui::key::KeyPress;

const FOLLOW: Binding = binding(&[ENTER, RIGHT], "Enter", "fäll ut eller följ", KeyCommand::Confirm);
const FOLD: Binding = binding(&[LEFT], "←", "fäll ihop", KeyCommand::Fold);
const FOLD_ALL: Binding = binding(&[KeyPress::char('*')], "*", "fäll ut alla", KeyCommand::FoldAll);
const HERE: Binding = binding(&[KeyPress::char('.')], ".", "du är här", KeyCommand::Here);
const SEARCH: Binding = binding(&[KeyPress::char('/'), KeyPress::ctrl('f')], "/", "sök", KeyCommand::Search);
const NEXT: Binding = binding(&[TAB], "Tab", "nästa träff", KeyCommand::Next);
const CLOSE_MAP: Binding =
    binding(&[ESC, BACKSPACE, KeyPress::char('k'), KeyPress::char('q')], "Esc", "stäng", KeyCommand::Close);

/// Moving about on it.
pub(super) const MOVING: &[&[Binding]] =
    &[&[FOLLOW, SEARCH, FOLD_ALL, CLOSE_MAP, FOLD, NEXT, HERE, HELP], ALONG];

/// Typing what is searched for.
pub(super) const SEARCHING: &[&[Binding]] = &[&[READY, NEXT_MATCH, END_SEARCH], ALWAYS_TYPING];
