//! `stegvis export`: a saved form in another format.

use std::path::{Path, PathBuf};

use super::args::Export;
use super::console::Console;
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
    let format = format(arguments);
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

/// The form at a path.
fn open(path: &Path) -> Result<DeidentifiedForm, Failure> {
    list::one(path.to_owned()).form.map_err(|fault| match fault {
        Unreadable::File(fault) => Failure::Input(fault),
        Unreadable::Content(fault) => Failure::Form(shown(path), fault),
    })
}

/// The format asked for, or the one the file's name ends in, or the document that is sent.
fn format(arguments: &Export) -> Format {
    let ending = || arguments.output.as_deref()?.extension()?.to_str().and_then(Format::find);
    arguments.format.or_else(ending).unwrap_or(Format::DOCUMENT)
}

/// A file of the same name in the folder one stands in.
fn beside(saved: &Path, format: Format) -> PathBuf {
    let stem = saved.file_stem().unwrap_or_default();
    Path::new(stem).with_extension(format.id())
}
