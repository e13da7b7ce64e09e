//! Saved forms as every face shows them, and what is done with one: marked as sent, written in another format, deleted.

use std::path::{Path, PathBuf};

use crate::export::{Format, Purpose};
use crate::form::model::{Form, FormRow};
use crate::prose::sanitize;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::form_files::FormState;
use crate::store::list::{self, SavedForm};
use crate::store::todo::ToDoFile;
use crate::todo;

/// The one file to send of those a form was saved in: the PDF, or where there is none, the first.
pub fn file_to_send(files: &[PathBuf]) -> Option<&PathBuf> {
    let pdf = files.iter().find(|file| file.extension().is_some_and(|ending| ending == "pdf"));
    pdf.or(files.first())
}

/// Which file to send, by its name; `None` where nothing was saved.
pub fn describe_file_to_send(files: &[PathBuf]) -> Option<String> {
    let name = file_to_send(files)?.file_name()?;
    Some(format!("Filen att skicka: {}", sanitize(&name.to_string_lossy())))
}

/// What is said of a saved form among the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedRow {
    /// When it was filled in, what it is about, and whether it has been sent; or that it cannot be read.
    pub head: String,
    /// What tells it from others; or why it cannot be read.
    pub about: String,
    /// Its name and its routine.
    pub origin: Option<String>,
}

impl SavedRow {
    /// What is said of a form.
    pub fn from_form(saved: &SavedForm) -> Self {
        match &saved.form {
            Ok(form) => {
                let form = form.content();
                let (time, kind) = (describe_time(saved, form), form.describe_kind());
                Self {
                    head: sanitize(&format!("{time}  {kind}  {}", saved.state.label())),
                    about: sanitize(&describe_form(form)),
                    origin: Some(sanitize(&format!("{} · {}", form_name(saved), form.routine.title))),
                }
            }
            Err(fault) => Self {
                head: sanitize(&format!("{} kan inte läsas", form_name(saved))),
                about: sanitize(&fault.to_string()),
                origin: None,
            },
        }
    }
}

/// What is done with a saved form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SavedFormAction {
    /// Say whether it has been sent.
    Mark(FormState),
    /// Write it in this format too, beside the file it is in.
    Write(Format),
    /// Delete it for good.
    Delete,
}

/// Does something with the saved form in a file; what came of it, in words.
///
/// # Errors
/// What happened.
pub fn apply_action(form: &Path, action: SavedFormAction) -> Result<String, StoreError> {
    match action {
        SavedFormAction::Mark(state) => {
            Store::mark_form(form, state).map(|()| format!("Blanketten är märkt: {}.", state.label()))
        }
        SavedFormAction::Write(format) => write_beside(form, format),
        SavedFormAction::Delete => delete_form(form).map(|gone| match gone {
            1 => "En fil är borttagen.".to_owned(),
            files => format!("{files} filer är borttagna."),
        }),
    }
}

/// Writes the form in another format beside it; the name of the file, in words.
fn write_beside(form: &Path, format: Format) -> Result<String, StoreError> {
    let saved = list::open_saved(form.to_owned()).form.map_err(|_| StoreError::NoForm(form.to_owned()))?;
    let path = form.with_extension(format.id());
    let name = sanitize(&path.file_name().unwrap_or_default().to_string_lossy());
    match Store::export_form(&saved, format, Purpose::Case, &path) {
        Ok(_) => Ok(format!("Filen ligger bredvid blanketten: {name}")),
        Err(StoreError::NameTaken(_)) => Ok(format!("Den finns redan bredvid blanketten: {name}")),
        Err(fault) => Err(fault),
    }
}

/// Deletes a saved form with what is noted as left to do of it: how many files are gone.
fn delete_form(form: &Path) -> Result<usize, StoreError> {
    let gone = Store::delete_form(form)?;
    todo::forget_form(&ToDoFile::in_local_folder(), form)?;
    Ok(gone.len())
}

/// The day the form was filled in, and the time of day it was saved where that is known.
fn describe_time(saved: &SavedForm, form: &Form) -> String {
    let time = saved.time().map(|time| time.format(" kl. %H.%M").to_string()).unwrap_or_default();
    format!("{}{time}", form.filled.format("%Y-%m-%d"))
}

/// What tells the form from others, of what can point nobody out.
fn describe_form(form: &Form) -> String {
    let said: Vec<String> =
        form.telling_rows().map(FormRow::words).filter(|words| !words.is_empty()).collect();
    said.join(" · ")
}

/// What a saved form is called: its file without what it ends in.
pub fn form_name(saved: &SavedForm) -> String {
    saved.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
