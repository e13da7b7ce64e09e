//! The keys of a text being typed, and of what is found in it. No letter is a command while text is typed, and Ctrl+C copies:
//! leaving is asked for elsewhere.

use ratatui::crossterm::event::KeyCode;

use super::keys::{ALONG_FEW, ALWAYS, DOWN, ENTER, ESC, ESCAPE, HELP_TYPING, READY, TAB};
use super::{Binding, KeyCommand, binding};
use crate::tui::key::KeyPress;

const READY_TYPING: Binding =
    binding(&[KeyPress::ctrl('s'), KeyPress::plain(KeyCode::F(2))], "Ctrl+S", "klar", KeyCommand::Save);
const DECIDE: Binding = binding(&[KeyPress::plain(KeyCode::F(4))], "F4", "avgör fynd", KeyCommand::Decide);
const MASK_ALL: Binding =
    binding(&[KeyPress::plain(KeyCode::F(3))], "F3", "maskera alla", KeyCommand::MaskAll);

const MARK: Binding =
    binding(&[KeyPress::plain(KeyCode::F(5))], "F5", "markera text (även Skift+pil)", KeyCommand::MarkText);
const COPY: Binding = binding(&[KeyPress::ctrl('c')], "Ctrl+C", "kopiera", KeyCommand::CopyText);
const CUT: Binding = binding(&[KeyPress::ctrl('x')], "Ctrl+X", "klipp ut", KeyCommand::CutText);
const PASTE: Binding = binding(&[KeyPress::ctrl('v')], "Ctrl+V", "klistra in", KeyCommand::PasteText);
const SEARCH: Binding = binding(&[KeyPress::ctrl('f')], "Ctrl+F", "sök i texten", KeyCommand::Search);
const UNDO: Binding = binding(&[KeyPress::ctrl('z')], "Ctrl+Z", "ångra", KeyCommand::Undo);
const REDO: Binding = binding(&[KeyPress::ctrl('y')], "Ctrl+Y", "gör om", KeyCommand::Redo);

/// The choices of a finding have the same digits everywhere, whether or not there is anything coarser to say.
const MASK: Binding = binding(&[KeyPress::char('1')], "1", "maskera", KeyCommand::Mask);
const COARSEN: Binding = binding(&[KeyPress::char('2')], "2", "grövre", KeyCommand::Coarsen);
const KEEP: Binding = binding(&[KeyPress::char('3')], "3", "behåll", KeyCommand::Keep);
const TAKE_TEXT: Binding = binding(&[ENTER, KeyPress::ctrl('s')], "Enter", "klar", KeyCommand::Save);
const BACK_TO_TEXT: Binding =
    binding(&[ESC, KeyPress::plain(KeyCode::F(4))], "Esc", "till texten", KeyCommand::Decide);

pub(super) const NEXT_MATCH: Binding = binding(&[DOWN, TAB], "↓", "nästa träff", KeyCommand::Next);
pub(super) const END_SEARCH: Binding = binding(&[ESC], "Esc", "sluta söka", KeyCommand::Back);

pub(super) const WRITING: &[&[Binding]] =
    &[&[READY_TYPING, DECIDE, MASK_ALL, ESCAPE], &[MARK, COPY, CUT, PASTE, SEARCH, UNDO, REDO, HELP_TYPING]];
pub(super) const SEEKING: &[&[Binding]] = &[&[READY, NEXT_MATCH, END_SEARCH, HELP_TYPING]];
pub(super) const FINDINGS: &[&[Binding]] =
    &[&[MASK, COARSEN, KEEP, MASK_ALL, TAKE_TEXT, BACK_TO_TEXT, UNDO, REDO], ALWAYS, ALONG_FEW];
