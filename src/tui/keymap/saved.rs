//! The keys of the page after saving that hand the file over to the computer's own programs.

use super::{Binding, Command, row};
use crate::tui::message::Key;

pub(super) const OPEN: Binding = row(&[Key::char('o')], "o", "öppna filen", Command::OpenFile);
pub(super) const PRINT: Binding = row(&[Key::char('p')], "p", "skriv ut", Command::Print);
pub(super) const FOLDER: Binding = row(&[Key::char('m')], "m", "mappen", Command::OpenFolder);
pub(super) const COPY: Binding = row(&[Key::char('c')], "c", "kopiera sökvägen", Command::CopyPath);
