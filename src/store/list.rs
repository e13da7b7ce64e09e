//! The saved forms of a folder, newest first. A damaged one stands among the others with its fault.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::NaiveDate;

use super::error::StoreError;
use super::{name, read};
use crate::export::json::{self, ReadFault};
use crate::form::deidentified::DeidentifiedForm;

/// One saved form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedForm {
    /// Its file.
    pub path: PathBuf,
    /// What stands in it, or why it cannot be read.
    pub form: Result<DeidentifiedForm, Unreadable>,
}

/// Why a saved form cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The file cannot be read.
    #[error("{0}")]
    File(StoreError),
    /// The file is no whole, unchanged form.
    #[error("{0}")]
    Content(ReadFault),
}

pub(super) fn forms(folder: &Path) -> Result<Vec<SavedForm>, StoreError> {
    let files = read::files(folder, &["json"])?;
    let mut forms: Vec<SavedForm> = files.into_iter().filter(|path| is_ours(path)).map(one).collect();
    forms.sort_by_cached_key(|form| std::cmp::Reverse(age(form)));
    Ok(forms)
}

/// One saved form, whatever state it is in.
pub fn one(path: PathBuf) -> SavedForm {
    let text = read::text(&path, read::FORM_LIMIT).map_err(Unreadable::File);
    let form = text.and_then(|file| json::read(file.text()).map_err(Unreadable::Content));
    SavedForm { path, form }
}

fn is_ours(path: &Path) -> bool {
    stem(path).and_then(name::week).is_some()
}

/// The day the form was filled in, or the week its name tells; within a day, when the file was written.
fn age(saved: &SavedForm) -> (Option<NaiveDate>, Option<SystemTime>, PathBuf) {
    let filled = saved.form.as_ref().ok().map(|form| form.content().filled);
    let named = || stem(&saved.path).and_then(name::week);
    let written = saved.path.metadata().and_then(|data| data.modified()).ok();
    (filled.or_else(named), written, saved.path.clone())
}

fn stem(path: &Path) -> Option<&str> {
    path.file_stem().and_then(|stem| stem.to_str())
}
