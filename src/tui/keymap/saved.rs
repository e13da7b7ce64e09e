//! The keys of the page after saving that hand the file over to the computer's own programs.

use super::{Binding, KeyCommand, binding};
use crate::tui::message::KeyPress;

pub(super) const OPEN: Binding = binding(&[KeyPress::char('o')], "o", "öppna filen", KeyCommand::OpenFile);
pub(super) const PRINT: Binding = binding(&[KeyPress::char('p')], "p", "skriv ut", KeyCommand::Print);
pub(super) const FOLDER: Binding = binding(&[KeyPress::char('m')], "m", "mappen", KeyCommand::OpenFolder);
pub(super) const COPY: Binding =
    binding(&[KeyPress::char('c')], "c", "kopiera sökvägen", KeyCommand::CopyPath);
