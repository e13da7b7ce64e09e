//! The keys of the page of saved forms.

use super::{BACKSPACE, Binding, DELETE, ENTER, ESC, KeyCommand, LEFT, RIGHT, binding};
use crate::tui::message::KeyPress;

pub(super) const READ: Binding = binding(&[ENTER, RIGHT], "Enter", "läs", KeyCommand::Confirm);
pub(super) const WRITE: Binding = binding(&[KeyPress::char('f')], "f", "annat format", KeyCommand::Write);
pub(super) const SENT: Binding = binding(&[KeyPress::char('m')], "m", "märk skickad", KeyCommand::Sent);
pub(super) const REMOVE: Binding =
    binding(&[DELETE, KeyPress::char('t')], "t", "ta bort", KeyCommand::Delete);
pub(super) const CLOSE_FORMATS: Binding =
    binding(&[ESC, LEFT, BACKSPACE, KeyPress::char('q')], "Esc", "utan att skriva", KeyCommand::Close);
