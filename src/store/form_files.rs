//! What is done with a saved form afterwards: marked as sent, and deleted for good. Its mark is an empty file of the same
//! name, `.sent`, beside it, so that the form itself is never changed.

use std::io;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::{disk, name};
use crate::export::Format;

/// The ending of the mark.
pub(super) const SENT: &str = "sent";

/// Whether a form has been sent, as far as whoever keeps it has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormState {
    /// It stays here so far.
    NotSent,
    /// It has been sent.
    Sent,
}

impl FormState {
    /// The words shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::NotSent => "inte skickad",
            Self::Sent => "skickad",
        }
    }
}

/// The state of the form at a path.
pub(super) fn read_state(form: &Path) -> FormState {
    if form.with_extension(SENT).is_file() { FormState::Sent } else { FormState::NotSent }
}

/// Says that a form is in this state.
pub(super) fn mark_form(form: &Path, state: FormState) -> Result<(), StoreError> {
    check_is_ours(form)?;
    let mark = form.with_extension(SENT);
    let done = match state {
        FormState::Sent => match disk::create_file(&mark) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            done => done.map(drop),
        },
        FormState::NotSent => match disk::remove_file(&mark) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        },
    };
    done.map_err(|error| StoreError::from_io(&error, &mark))
}

/// The files of a form: it in every format it was saved in, and its mark. The one that is read back comes last.
pub(super) fn form_files(form: &Path) -> Result<Vec<PathBuf>, StoreError> {
    check_is_ours(form)?;
    let endings = Format::ALL.iter().rev().map(|format| format.id());
    let files = std::iter::once(SENT).chain(endings).map(|ending| form.with_extension(ending));
    Ok(files.filter(|path| path.is_file()).collect())
}

/// Deletes a form for good, in every format it was saved in. What stops half-way still stands in the list.
pub(super) fn delete_form(form: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let files = form_files(form)?;
    for path in &files {
        disk::remove_file(path).map_err(|error| StoreError::from_io(&error, path))?;
    }
    Ok(files)
}

/// Only what bears the name of a saved form is marked or deleted.
fn check_is_ours(form: &Path) -> Result<(), StoreError> {
    if name::is_ours(form) && form.is_file() { Ok(()) } else { Err(StoreError::NoForm(form.to_owned())) }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a test lays out its folder and looks into it")]

    use super::*;
    use crate::export::sample;
    use crate::store::Store;

    #[test]
    fn a_form_is_marked_and_unmarked_and_deleted_whole() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(folder.path());
        let form = store.save_form(&sample::sample_form(), &[Format::Json, Format::Txt]).unwrap().remove(0);
        let before = std::fs::read(&form).unwrap();
        for state in
            [FormState::Sent, FormState::Sent, FormState::NotSent, FormState::NotSent, FormState::Sent]
        {
            mark_form(&form, state).unwrap();
            assert_eq!(store.forms().unwrap()[0].state, state);
        }
        assert_eq!(std::fs::read(&form).unwrap(), before);
        let other = folder.path().join("annat.json");
        std::fs::write(&other, "mitt").unwrap();
        assert_eq!(delete_form(&form).unwrap().len(), 3);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(delete_form(&other), Err(StoreError::NoForm(other.clone())));
        assert_eq!(delete_form(&form), Err(StoreError::NoForm(form)));
    }

    #[test]
    fn a_form_is_found_by_its_path_its_name_and_its_last_word() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(folder.path());
        let form = store.save_form(&sample::sample_form(), &[Format::Json, Format::Txt]).unwrap().remove(0);
        let stem = form.file_stem().unwrap().to_str().unwrap();
        let text = form.with_extension("txt");
        for name in [form.to_str().unwrap(), text.to_str().unwrap(), stem, stem.rsplit('-').next().unwrap()] {
            assert_eq!(store.find_form(name), Ok(form.clone()), "{name}");
        }
        assert_eq!(store.find_form("oro-zzzzzz"), Err(StoreError::NoForm("oro-zzzzzz".into())));
    }
}
