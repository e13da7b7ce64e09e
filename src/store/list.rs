//! The saved forms of a folder, newest first. A damaged one stands among the others with its fault.

use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::error::StoreError;
use super::form_files::{self, FormState};
use super::{display_path, name, read};
use crate::export::json::ReadFault;
use crate::export::{self, Format};
use crate::form::deidentified::DeidentifiedForm;
use crate::source::SourceFile;

/// One saved form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedForm {
    /// Its file.
    pub path: PathBuf,
    /// What stands in it, or why it cannot be read.
    pub form: Result<DeidentifiedForm, Unreadable>,
    /// Whether it has been sent.
    pub state: FormState,
    /// When the file was written, where the computer stands. No form holds a time of day.
    pub written: Option<NaiveDateTime>,
}

impl SavedForm {
    /// The day the form was filled in, or the first of the week its name tells.
    pub fn day(&self) -> Option<NaiveDate> {
        let filled = self.form.as_ref().ok().map(|form| form.content().filled);
        filled.or_else(|| name::file_stem(&self.path).and_then(name::parse_week))
    }

    /// The time of day it was saved; `None` where the file was written on another day than the form was filled in, as
    /// when it was copied.
    pub fn time(&self) -> Option<NaiveTime> {
        let filled = self.form.as_ref().ok()?.content().filled;
        self.written.filter(|written| written.date() == filled).map(|written| written.time())
    }

    /// Whether the form was filled in more than so many days before `today`: then its weeding is due.
    pub fn is_older(&self, than: Days, today: NaiveDate) -> bool {
        let from = today.checked_sub_days(than).unwrap_or(NaiveDate::MIN);
        self.day().is_some_and(|day| day < from)
    }
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

pub(super) fn list_forms(folder: &Path) -> Result<Vec<SavedForm>, StoreError> {
    let mut forms: Vec<SavedForm> = form_paths(folder)?.into_iter().map(open_saved).collect();
    forms.sort_by_key(|form| std::cmp::Reverse(sort_key(form)));
    Ok(forms)
}

/// The files that hold a folder's forms: the JSON of each where it has one, else its PDF.
fn form_paths(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut files = read::list_files(folder, &ENDINGS)?;
    files.retain(|path| name::is_ours(path) && !is_companion(path));
    Ok(files)
}

/// The endings of the files that a form can be read back from.
pub(super) const ENDINGS: [&str; 2] = ["json", "pdf"];

/// Whether a file holds a form, or something of it, that another file beside it holds the same of.
pub(super) fn is_companion(path: &Path) -> bool {
    let beside = |ending: &str| {
        path.extension().is_none_or(|own| own != ending) && path.with_extension(ending).is_file()
    };
    name::is_ours(path)
        && match path.extension().and_then(|ending| ending.to_str()) {
            Some("json") | None => false,
            Some("pdf") => beside("json"),
            Some(form_files::SENT) => beside("json") || beside("pdf"),
            Some(ending) => Format::from_id(ending).is_some() && (beside("json") || beside("pdf")),
        }
}

/// The newest of the saved forms, at most so many, and how many there are. They are found by the weeks in their names and
/// by when their files were written, without opening any other.
pub(super) fn newest_forms(folder: &Path, most: usize) -> Result<(Vec<SavedForm>, usize), StoreError> {
    let mut files = read::list_paths(folder, &ENDINGS)?;
    files.retain(|path| name::is_ours(path));
    files.sort();
    // The JSON of a form comes before the PDF of the same.
    files.dedup_by(|later, earlier| name::file_stem(later) == name::file_stem(earlier));
    let all = files.len();
    let week = |path: &Path| name::file_stem(path).and_then(name::parse_week);
    files.sort_by_cached_key(|path| std::cmp::Reverse(week(path)));
    // Within the last week there is room for, the files tell which are newest.
    let last = most.checked_sub(1).and_then(|last| files.get(last)).and_then(|path| week(path));
    files.truncate(files.partition_point(|path| week(path) >= last));
    files.sort_by_cached_key(|path| std::cmp::Reverse((week(path), read::last_modified(path))));
    files.truncate(most);
    let mut forms: Vec<SavedForm> = files.into_iter().map(open_saved).collect();
    forms.sort_by_key(|form| std::cmp::Reverse(sort_key(form)));
    Ok((forms, all))
}

/// One saved form, whatever state it is in.
pub fn open_saved(path: PathBuf) -> SavedForm {
    let form = open_form(&path);
    let state = form_files::read_state(&path);
    let written = read::last_modified(&path);
    SavedForm { path, form, state, written }
}

/// The form in a file.
pub(super) fn open_form(path: &Path) -> Result<DeidentifiedForm, Unreadable> {
    let bytes = read::read_bytes(path, read::FORM_LIMIT).map_err(Unreadable::File)?;
    parse_form(path, &bytes)
}

/// The form in a file's bytes.
pub(super) fn parse_form(path: &Path, bytes: &[u8]) -> Result<DeidentifiedForm, Unreadable> {
    if std::str::from_utf8(bytes).is_err() && !export::carried::is_pdf(bytes) {
        let found = SourceFile::from_bytes(display_path(path), bytes).err();
        return Err(found.map_or(Unreadable::Content(ReadFault::Foreign), |found| {
            Unreadable::File(StoreError::NotText(Box::new(found)))
        }));
    }
    export::read_form(bytes).map_err(Unreadable::Content)
}

/// The file of the form that `name` names: a path, the name of a saved form, or the last word of it.
pub(super) fn find_form(folder: &Path, name: &str) -> Result<PathBuf, StoreError> {
    let path = Path::new(name);
    if path.is_file() || path.components().count() > 1 {
        return Ok(form_path(path));
    }
    let wanted = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or(name);
    let last = |stem: &str| stem.rsplit('-').next() == Some(wanted);
    let named = |path: &PathBuf| name::file_stem(path).is_some_and(|stem| stem == wanted || last(stem));
    let mut found = form_paths(folder)?.into_iter().filter(named);
    match (found.next(), found.next()) {
        (Some(form), None) => Ok(form),
        (Some(_), Some(_)) => Err(StoreError::ManyForms(name.into())),
        (None, _) => Err(StoreError::NoForm(name.into())),
    }
}

/// What a form was written as besides leads to the form itself; a file that can be read is itself.
fn form_path(path: &Path) -> PathBuf {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if ENDINGS.contains(&ending) || Format::from_id(ending).is_none() {
        return path.to_owned();
    }
    let beside = ENDINGS.iter().map(|ending| path.with_extension(ending)).find(|form| form.is_file());
    beside.unwrap_or_else(|| path.to_owned())
}

/// The day the form was filled in, or the week its name tells; within a day, when the file was written.
fn sort_key(saved: &SavedForm) -> (Option<NaiveDate>, Option<NaiveDateTime>, PathBuf) {
    (saved.day(), saved.written, saved.path.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;
    use crate::store::Store;

    #[test]
    fn the_newest_are_found_by_their_names() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(folder.path());
        let form = store.save_form(&sample::sample_form(), &[Format::Json]).unwrap().remove(0);
        for name in ["2025-v01-oro-aaaaaa", "2026-v46-oro-bbbbbb", "2026-v48-oro-cccccc"] {
            std::fs::copy(&form, form.with_file_name(format!("{name}.json"))).unwrap();
        }
        let stems = |most| {
            let (forms, all) = store.newest_forms(most).unwrap();
            assert_eq!(all, 4);
            let stems =
                forms.iter().map(|form| name::file_stem(&form.path).unwrap().get(..8).unwrap().to_owned());
            let mut stems: Vec<String> = stems.collect();
            stems.sort();
            stems
        };
        assert_eq!(stems(2), ["2026-v47", "2026-v48"]);
        assert_eq!((stems(0).len(), stems(9).len()), (0, 4));
    }
}
