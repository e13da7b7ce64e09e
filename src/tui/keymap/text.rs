//! The keys of a text being typed, and of what is found in it.

use super::{
    Binding, ENTER, ESC, ESCAPE, GO_DOWN, GO_UP, HELP, HELP_TYPING, KeyCode, KeyCommand, KeyPress, QUIT,
    QUIT_TYPING, binding,
};

pub(super) const READY_TYPING: Binding =
    binding(&[KeyPress::ctrl('s'), KeyPress::plain(KeyCode::F(2))], "Ctrl+S", "klar", KeyCommand::Save);
pub(super) const DECIDE: Binding =
    binding(&[KeyPress::plain(KeyCode::F(4))], "F4", "avgör fynd", KeyCommand::Decide);
pub(super) const MASK_ALL_TYPING: Binding =
    binding(&[KeyPress::plain(KeyCode::F(3))], "F3", "maskera alla", KeyCommand::MaskAll);
pub(super) const MASK: Binding = binding(&[KeyPress::char('m')], "m", "maskera", KeyCommand::Mask);
pub(super) const MASK_ALL: Binding =
    binding(&[KeyPress::char('a'), KeyPress::plain(KeyCode::F(3))], "a", "maskera alla", KeyCommand::MaskAll);
pub(super) const COARSEN: Binding = binding(&[KeyPress::char('g')], "g", "grövre", KeyCommand::Coarsen);
pub(super) const KEEP: Binding = binding(&[KeyPress::char('b')], "b", "behåll", KeyCommand::Keep);
pub(super) const TAKE_TEXT: Binding =
    binding(&[ENTER, KeyPress::ctrl('s')], "Enter", "klar", KeyCommand::Save);
pub(super) const BACK_TO_TEXT: Binding =
    binding(&[ESC, KeyPress::plain(KeyCode::F(4))], "Esc", "till texten", KeyCommand::Decide);
pub(super) const UNDO_TYPING: Binding = binding(&[KeyPress::ctrl('z')], "Ctrl+Z", "ångra", KeyCommand::Undo);
pub(super) const REDO_TYPING: Binding = binding(&[KeyPress::ctrl('y')], "Ctrl+Y", "gör om", KeyCommand::Redo);

pub(super) const WRITING: &[Binding] =
    &[READY_TYPING, DECIDE, MASK_ALL_TYPING, ESCAPE, UNDO_TYPING, REDO_TYPING, HELP_TYPING, QUIT_TYPING];

pub(super) const FINDINGS: &[Binding] =
    &[MASK, COARSEN, KEEP, MASK_ALL, TAKE_TEXT, BACK_TO_TEXT, GO_UP, GO_DOWN, UNDO_TYPING, HELP, QUIT];
