//! Where a paper goes: to a file of its own, never over another, or to stdout.

use std::path::{Path, PathBuf};

use super::args::SheetArguments;
use super::console::Console;
use super::ending::FileEndings;
use super::exit::Exit;
use super::failure::Failure;
use super::list_paths;
use crate::export::paper::{self, PaperFormat};
use crate::paper::Paper;
use crate::store::Store;
use crate::store::error::StoreError;

/// Writes a paper as the arguments say, or to a file with this name where they name none.
pub(super) fn write_sheet(
    paper: &Paper,
    stem: &str,
    sheet: &SheetArguments,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let format = choose_format(sheet)?;
    match sheet.output.as_deref() {
        Some(path) if path.as_os_str() == "-" => {
            let bytes = paper::render_paper(paper, format)
                .map_err(|fault| Failure::Export(StoreError::NotMade(fault)))?;
            console.write_result(bytes)?;
        }
        chosen => {
            let beside = || PathBuf::from(format!("{stem}.{}", format.id()));
            let path = chosen.map_or_else(beside, Path::to_owned);
            let path = Store::save_paper(paper, format, &path).map_err(Failure::Export)?;
            console.write_result(list_paths(&[path]))?;
        }
    }
    Ok(Exit::Done)
}

/// The format asked for, or the one the file's name ends in, or the first there is.
pub(super) fn choose_format(sheet: &SheetArguments) -> Result<PaperFormat, Failure> {
    let known = PaperFormat::ALL.iter().map(|format| (*format, format.id())).collect();
    let usual = PaperFormat::ALL.first().copied().unwrap_or(PaperFormat::Html);
    FileEndings { known, usual }.choose_format(sheet.format, sheet.output.as_deref())
}
