//! Where a paper goes: to a file of its own, never over another, or to stdout.

use std::path::{Path, PathBuf};

use super::args::Sheet;
use super::console::Console;
use super::ending::Endings;
use super::exit::Exit;
use super::failure::Failure;
use super::lines;
use crate::export::paper::{self, Format};
use crate::paper::Paper;
use crate::store::Store;
use crate::store::error::StoreError;

/// Writes a paper as the arguments say, or to a file with this name where they name none.
pub(super) fn write(
    paper: &Paper,
    stem: &str,
    sheet: &Sheet,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let format = format(sheet)?;
    match sheet.output.as_deref() {
        Some(path) if path.as_os_str() == "-" => {
            let bytes =
                paper::render(paper, format).map_err(|fault| Failure::Export(StoreError::NotMade(fault)))?;
            console.result(bytes)?;
        }
        chosen => {
            let beside = || PathBuf::from(format!("{stem}.{}", format.id()));
            let path = chosen.map_or_else(beside, Path::to_owned);
            let path = Store::publish(paper, format, &path).map_err(Failure::Export)?;
            console.result(lines(&[path]))?;
        }
    }
    Ok(Exit::Done)
}

/// The format asked for, or the one the file's name ends in, or the first there is.
fn format(sheet: &Sheet) -> Result<Format, Failure> {
    let known = Format::ALL.iter().map(|format| (*format, format.id())).collect();
    let usual = Format::ALL.first().copied().unwrap_or(Format::Html);
    Endings { known, usual }.choose(sheet.format, sheet.output.as_deref())
}
