//! The keys of the page of saved forms.

use super::{BACKSPACE, Binding, Command, DELETE, ENTER, ESC, LEFT, RIGHT, row};
use crate::tui::message::Key;

pub(super) const READ: Binding = row(&[ENTER, RIGHT], "Enter", "läs", Command::Confirm);
pub(super) const WRITE: Binding = row(&[Key::char('f')], "f", "annat format", Command::Write);
pub(super) const SENT: Binding = row(&[Key::char('m')], "m", "märk skickad", Command::Sent);
pub(super) const REMOVE: Binding = row(&[DELETE, Key::char('t')], "t", "ta bort", Command::Delete);
pub(super) const CLOSE_FORMATS: Binding =
    row(&[ESC, LEFT, BACKSPACE, Key::char('q')], "Esc", "utan att skriva", Command::Close);
