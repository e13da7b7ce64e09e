//! A saved file handed over to the computer's own programs: to be seen, found in its folder or printed; and its path to the
//! clipboard. Where the computer has no such program, that is said.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::execute;

use crate::store::{Store, display_path};
use crate::tui::effect::HandOver;

/// Hands the file over; what came of it, in words.
pub(super) fn hand_over(how: HandOver, file: &Path) -> String {
    match how {
        HandOver::Open => open_file(file, "Filen öppnas i datorns eget program."),
        HandOver::Folder => open_file(file.parent().unwrap_or(file), "Mappen öppnas."),
        HandOver::Copy => copy_path(file),
        HandOver::Print => print_file(&file_to_print(file)),
    }
}

fn open_file(path: &Path, done: &str) -> String {
    match open::that_detached(path) {
        Ok(()) => done.to_owned(),
        Err(_) => format!("Härifrån går den inte att öppna. Den ligger här: {}", display_path(path)),
    }
}

fn copy_path(file: &Path) -> String {
    let asked = execute!(io::stdout(), CopyToClipboard::to_clipboard_from(display_path(file)));
    match asked {
        Ok(()) => {
            "Sökvägen är lämnad till urklipp, om terminalen tillåter det. Den står också på sidan.".to_owned()
        }
        Err(_) => "Terminalen tar inte emot något till urklipp. Sökvägen står på sidan.".to_owned(),
    }
}

/// The PDF of the same form, where there is one: no printer makes a page of its data.
fn file_to_print(file: &Path) -> PathBuf {
    let files = Store::form_files(file).unwrap_or_default();
    let is_pdf = |file: &PathBuf| file.extension().is_some_and(|ending| ending == "pdf");
    files.into_iter().find(is_pdf).unwrap_or_else(|| file.to_owned())
}

/// Prints by `lp`, which Linux and macOS have where there is a printer.
#[expect(clippy::disallowed_methods, reason = "printing is the computer's own program to do")]
fn print_file(file: &Path) -> String {
    let mut lp = Command::new("lp");
    lp.arg("--").arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match lp.status() {
        Ok(status) if status.success() => "Filen är lämnad till skrivaren.".to_owned(),
        Ok(_) | Err(_) => {
            "Ingen skrivare svarar härifrån. Öppna filen i ett annat program och skriv ut den där.".to_owned()
        }
    }
}
