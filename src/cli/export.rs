//! `stegvis export`: a saved form in another format.

use std::path::{Path, PathBuf};

use super::args::Export;
use super::console::Console;
use super::ending::Endings;
use super::exit::Exit;
use super::failure::Failure;
use super::lines;
use super::settings::Settings;
use crate::export::{self, Format, Purpose};
use crate::form::deidentified::DeidentifiedForm;
use crate::store::error::StoreError;
use crate::store::list::{self, Unreadable};
use crate::store::{Store, shown};

pub(super) fn run(arguments: &Export, console: &mut Console) -> Result<Exit, Failure> {
    let saved = Settings::read().store().find(&arguments.form).map_err(Failure::Input)?;
    let form = open(&saved)?;
    let format = format(arguments)?;
    if arguments.no_data {
        return without_data(arguments, &saved, &form, console);
    }
    let purpose = if arguments.exercise { Purpose::Exercise } else { Purpose::Case };
    match arguments.output.as_deref() {
        Some(path) if path.as_os_str() == "-" => {
            let bytes = export::render(&form, format, purpose)
                .map_err(|fault| Failure::Export(StoreError::NotMade(fault)))?;
            console.result(bytes)?;
        }
        chosen => {
            let path = chosen.map_or_else(|| beside(&saved, format), Path::to_owned);
            let path = Store::export(&form, format, purpose, &path).map_err(Failure::Export)?;
            console.result(lines(&[path]))?;
        }
    }
    Ok(Exit::Done)
}

/// The document without its data.
#[cfg(feature = "pdf")]
fn without_data(
    arguments: &Export,
    saved: &Path,
    form: &DeidentifiedForm,
    console: &mut Console,
) -> Result<Exit, Failure> {
    if format(arguments)? != Format::Pdf {
        return Err(only_pdf());
    }
    let purpose = if arguments.exercise { Purpose::Exercise } else { Purpose::Case };
    match arguments.output.as_deref() {
        Some(path) if path.as_os_str() == "-" => {
            let bytes = export::without_data(form, purpose)
                .map_err(|fault| Failure::Export(StoreError::NotMade(fault)))?;
            console.result(bytes)?;
        }
        chosen => {
            let stem = saved.file_stem().unwrap_or_default().to_string_lossy();
            let beside = || PathBuf::from(format!("{stem}-utan-data.pdf"));
            let path = chosen.map_or_else(beside, Path::to_owned);
            let path = Store::without_data(form, purpose, &path).map_err(Failure::Export)?;
            console.result(lines(&[path]))?;
        }
    }
    Ok(Exit::Done)
}

/// There is no PDF to take data out of.
#[cfg(not(feature = "pdf"))]
fn without_data(_: &Export, _: &Path, _: &DeidentifiedForm, _: &mut Console) -> Result<Exit, Failure> {
    Err(only_pdf())
}

/// Only a PDF carries data that can be left out.
fn only_pdf() -> Failure {
    let what = "--no-data gäller bara PDF: andra format bär inga uppgifter inuti.".to_owned();
    Failure::Refusal(what, "Ta bort --no-data.", Exit::Usage)
}

/// The form at a path.
fn open(path: &Path) -> Result<DeidentifiedForm, Failure> {
    list::one(path.to_owned()).form.map_err(|fault| match fault {
        Unreadable::File(fault) => Failure::Input(fault),
        Unreadable::Content(fault) => Failure::Form(shown(path), fault),
    })
}

/// The format asked for, or the one the file's name ends in, or the document that is sent.
fn format(arguments: &Export) -> Result<Format, Failure> {
    let known = Format::ALL.iter().map(|format| (*format, format.id())).collect();
    Endings { known, usual: Format::DOCUMENT }.choose(arguments.format, arguments.output.as_deref())
}

/// A file of the same name in the folder one stands in.
fn beside(saved: &Path, format: Format) -> PathBuf {
    let stem = saved.file_stem().unwrap_or_default();
    Path::new(stem).with_extension(format.id())
}
