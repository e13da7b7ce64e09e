//! Where a document goes: to a file of its own, never over another, or to stdout.

use std::path::{Path, PathBuf};

use super::args::SheetArguments;
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::format_choice::FormatChoice;
use super::list_paths;
use crate::export::RenderFault;
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
    let target = DocumentTarget {
        output: sheet.output.as_deref(),
        beside: PathBuf::from(format!("{stem}.{}", format.id())),
    };
    let render = || paper::render_paper(paper, format);
    target.write_document(render, |path| Store::save_paper(paper, format, path), console)
}

/// Where a document is to go.
pub(super) struct DocumentTarget<'a> {
    /// What was asked for: `-` is stdout.
    pub(super) output: Option<&'a Path>,
    /// The file where nothing was asked for.
    pub(super) beside: PathBuf,
}

impl DocumentTarget<'_> {
    /// Writes a document there, and says which file it is in.
    pub(super) fn write_document(
        &self,
        render: impl FnOnce() -> Result<Vec<u8>, RenderFault>,
        save: impl FnOnce(&Path) -> Result<PathBuf, StoreError>,
        console: &mut Console,
    ) -> Result<Exit, Failure> {
        if self.output.is_some_and(|path| path.as_os_str() == "-") {
            let bytes = render().map_err(|fault| Failure::Export(StoreError::NotMade(fault)))?;
            console.write_result(bytes)?;
        } else {
            let path = save(self.output.unwrap_or(&self.beside)).map_err(Failure::Export)?;
            console.write_result(list_paths(&[path]))?;
        }
        Ok(Exit::Done)
    }
}

/// The format asked for, or the one the file's name ends in, or the first there is.
pub(super) fn choose_format(sheet: &SheetArguments) -> Result<PaperFormat, Failure> {
    let known = PaperFormat::ALL.iter().map(|format| (*format, format.id())).collect();
    let usual = PaperFormat::ALL.first().copied().unwrap_or(PaperFormat::Html);
    FormatChoice { known, usual }.choose_format(sheet.format, sheet.output.as_deref())
}
