//! The inbox of whoever receives forms: each is checked, kept once and as it came, with what is noted of it beside it. Nothing
//! noted changes a form.
//!
//! The forms lie in a folder of their own, whole files as they were received. What is noted of them stands in `inbox.jsonl`
//! beside that folder, one event a line, only ever added to; see [`register`].
#![expect(clippy::disallowed_methods, reason = "this is the edge that looks at files")]

mod receive;
pub mod register;

use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};

pub use self::receive::{Arrival, Fate};
use self::register::{Event, Note, Register};
use super::error::StoreError;
use super::{disk, folder, list, read, save};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::{Form, FormId};

/// The inbox: the folder of received forms, and the register beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inbox {
    chosen: Option<PathBuf>,
}

/// A received form with what is noted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The form, or why it cannot be read any more.
    pub form: Result<DeidentifiedForm, list::Unreadable>,
    /// Its file.
    pub path: PathBuf,
    /// What is noted of it.
    pub note: Note,
}

impl Received {
    /// What stands in it; `None` where it cannot be read any more.
    pub fn content(&self) -> Option<&Form> {
        self.form.as_ref().ok().map(DeidentifiedForm::content)
    }

    /// Whether it was received more than so many days before `today`: then its weeding is due.
    pub fn is_older(&self, than: Days, today: NaiveDate) -> bool {
        self.note.received < today.checked_sub_days(than).unwrap_or(NaiveDate::MIN)
    }
}

impl Inbox {
    /// The inbox in the platform's folder for local data.
    pub fn local() -> Self {
        Self { chosen: None }
    }

    /// An inbox in another folder: the forms in `inbox` in it.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { chosen: Some(folder.into()) }
    }

    /// The folder of received forms. What is put there by hand is received the next time the inbox is opened.
    ///
    /// # Errors
    /// [`StoreError::NoHome`] where the user has no home folder.
    pub fn folder(&self) -> Result<PathBuf, StoreError> {
        self.chosen.as_deref().map_or_else(folder::inbox, |chosen| Ok(chosen.join("inbox")))
    }

    /// Receives the forms in these files and folders, and those that were put in the inbox by hand. Says of every file what
    /// became of it.
    ///
    /// # Errors
    /// Where the inbox cannot be read or written; what was received until then is kept.
    pub fn receive(&self, named: &[PathBuf], today: NaiveDate) -> Result<Vec<Arrival>, StoreError> {
        receive::receive(self, named, today)
    }

    /// Every received form, the latest first.
    ///
    /// # Errors
    /// Where the register cannot be read.
    pub fn forms(&self) -> Result<Vec<Received>, StoreError> {
        let (folder, register) = (self.folder()?, self.register()?);
        let mut forms: Vec<Received> = register
            .notes()
            .map(|note| {
                let path = folder.join(&note.file);
                Received { form: list::one(path.clone()).form, path, note: note.clone() }
            })
            .collect();
        forms.sort_by_key(|form| {
            let filled = form.content().map(|form| form.filled);
            std::cmp::Reverse((form.note.received, filled, form.note.id.clone()))
        });
        Ok(forms)
    }

    /// The received form that is called this: its id, the beginning of it, its diarienummer, or its file.
    ///
    /// # Errors
    /// Where no form, or more than one, is called that.
    pub fn find(&self, name: &str) -> Result<Received, StoreError> {
        let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or(name);
        let word = stem.rsplit('-').next().unwrap_or(stem).to_lowercase();
        let called = |form: &Received| {
            let id = form.note.id.as_str();
            id == name
                || (word.len() >= 4 && id.starts_with(&word))
                || form.note.diary.as_deref() == Some(name)
        };
        let mut found = self.forms()?.into_iter().filter(called);
        match (found.next(), found.next()) {
            (Some(form), None) => Ok(form),
            (Some(_), Some(_)) => Err(StoreError::ManyForms(name.into())),
            (None, _) => Err(StoreError::NotReceived(name.into())),
        }
    }

    /// Notes something of a received form.
    ///
    /// # Errors
    /// Where the register cannot be written.
    pub fn note(&self, event: &Event) -> Result<(), StoreError> {
        register::add(&self.register_path()?, event)
    }

    /// Removes a received form for good, with everything noted of it.
    ///
    /// # Errors
    /// Where something of it cannot be removed.
    pub fn remove(&self, form: &Received) -> Result<(), StoreError> {
        if form.path.is_file() {
            disk::remove(&form.path).map_err(|error| StoreError::of(&error, &form.path))?;
        }
        let path = self.register_path()?;
        let text = register::without(&register::text(&path)?, &form.note.id);
        save::bytes(&path, text.as_bytes(), save::Over::Replace)
    }

    fn register(&self) -> Result<Register, StoreError> {
        Ok(Register::of(&register::text(&self.register_path()?)?))
    }

    fn register_path(&self) -> Result<PathBuf, StoreError> {
        Ok(self.folder()?.with_extension("jsonl"))
    }

    fn made(&self) -> Result<PathBuf, StoreError> {
        let folder = self.folder()?;
        match self.chosen {
            Some(_) => folder::make(&folder)?,
            None => folder::make_private(&folder)?,
        }
        Ok(folder)
    }
}

/// The file a form is kept in: its id and version say nothing of it.
fn file_name(id: &FormId, version: u32, from: &Path) -> String {
    let ending = from.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let ending = if list::ENDINGS.contains(&ending.as_str()) { ending } else { "json".to_owned() };
    format!("{}-{version}.{ending}", id.as_str())
}

/// Reads a file that may hold a form.
fn opened(path: &Path) -> Result<(Vec<u8>, DeidentifiedForm), list::Unreadable> {
    let bytes = read::bytes(path, read::FORM_LIMIT).map_err(list::Unreadable::File)?;
    let form = list::opened(path, &bytes)?;
    Ok((bytes, form))
}
