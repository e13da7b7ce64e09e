//! `stegvis export`: a saved form in another format.

use std::path::{Path, PathBuf};

use super::args::ExportArguments;
use super::console::Console;
use super::document_target::DocumentTarget;
use super::exit::Exit;
use super::failure::Failure;
use super::format_choice::FormatChoice;
use super::settings::Settings;
use crate::export::{self, Format, Purpose};
use crate::form::deidentified::DeidentifiedForm;
use crate::store::list::{self, Unreadable};
use crate::store::{Store, display_path};

pub(super) fn run_export(arguments: &ExportArguments, console: &mut Console) -> Result<Exit, Failure> {
    let saved = Settings::read_settings().store().find_form(&arguments.form).map_err(Failure::Input)?;
    let form = open_form(&saved)?;
    let format = choose_format(arguments)?;
    if arguments.no_data {
        return export_without_data(arguments, &saved, &form, console);
    }
    let purpose = if arguments.exercise { Purpose::Exercise } else { Purpose::Case };
    let target = DocumentTarget { output: arguments.output.as_deref(), beside: path_beside(&saved, format) };
    let render = || export::render_form(&form, format, purpose);
    target.write_document(render, |path| Store::export_form(&form, format, purpose, path), console)
}

/// The document without its data.
#[cfg(feature = "pdf")]
fn export_without_data(
    arguments: &ExportArguments,
    saved: &Path,
    form: &DeidentifiedForm,
    console: &mut Console,
) -> Result<Exit, Failure> {
    if choose_format(arguments)? != Format::Pdf {
        return Err(refuse_other_format());
    }
    let purpose = if arguments.exercise { Purpose::Exercise } else { Purpose::Case };
    let stem = saved.file_stem().unwrap_or_default().to_string_lossy();
    let target = DocumentTarget {
        output: arguments.output.as_deref(),
        beside: PathBuf::from(format!("{stem}-utan-data.pdf")),
    };
    let render = || export::without_data(form, purpose);
    target.write_document(render, |path| Store::export_without_data(form, purpose, path), console)
}

/// There is no PDF to take data out of.
#[cfg(not(feature = "pdf"))]
fn export_without_data(
    _: &ExportArguments,
    _: &Path,
    _: &DeidentifiedForm,
    _: &mut Console,
) -> Result<Exit, Failure> {
    Err(refuse_other_format())
}

/// Only a PDF carries data that can be left out.
fn refuse_other_format() -> Failure {
    let what = "--no-data gäller bara PDF: andra format bär inga uppgifter inuti.".to_owned();
    Failure::Refusal(what, "Ta bort --no-data.", Exit::Usage)
}

/// The form at a path.
fn open_form(path: &Path) -> Result<DeidentifiedForm, Failure> {
    list::open_saved(path.to_owned()).form.map_err(|fault| match fault {
        Unreadable::File(fault) => Failure::Input(fault),
        Unreadable::Content(fault) => Failure::Form(display_path(path), fault),
    })
}

/// The format asked for, or the one the file's name ends in, or the document that is sent.
fn choose_format(arguments: &ExportArguments) -> Result<Format, Failure> {
    let known = Format::ALL.iter().map(|format| (*format, format.id())).collect();
    FormatChoice { known, usual: Format::DOCUMENT }
        .choose_format(arguments.format, arguments.output.as_deref())
}

/// A file of the same name in the folder one stands in.
fn path_beside(saved: &Path, format: Format) -> PathBuf {
    let stem = saved.file_stem().unwrap_or_default();
    Path::new(stem).with_extension(format.id())
}
