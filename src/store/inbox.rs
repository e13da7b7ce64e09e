//! The inbox of whoever receives forms: each is checked, kept once and as it came, with what is noted of it beside it. Nothing
//! noted changes a form.
//!
//! The forms lie in a folder of their own, whole files as they were received. What is noted of them stands in `inbox.jsonl`
//! beside that folder, one event a line, only ever added to; see [`register`].
#![expect(clippy::disallowed_methods, reason = "this is the edge that looks at files")]

pub mod diary;
mod receive;
pub mod register;

use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};

pub use self::receive::{Arrival, ArrivalOutcome};
use self::register::{InboxEvent, Register, RegisterEntry};
use super::error::StoreError;
use super::save::EarlierVersion;
use super::{disk, folder, list, read, save};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::{Form, FormId};

/// The inbox: the folder of received forms, and the register beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inbox {
    chosen: Option<PathBuf>,
    earlier: EarlierVersion,
}

/// A received form with what is noted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedForm {
    /// The form, or why it cannot be read any more.
    pub form: Result<DeidentifiedForm, list::Unreadable>,
    /// Its file.
    pub path: PathBuf,
    /// What is noted of it.
    pub note: RegisterEntry,
}

impl ReceivedForm {
    /// What stands in it; `None` where it cannot be read any more.
    pub fn content(&self) -> Option<&Form> {
        self.form.as_ref().ok().map(DeidentifiedForm::content)
    }

    /// Whether a name means it: its id, the beginning of it, its diarienummer, or its file.
    pub fn is_called(&self, name: &str) -> bool {
        let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or(name);
        let word = stem.rsplit('-').next().unwrap_or(stem).to_lowercase();
        let id = self.note.id.as_str();
        id == name || (word.len() >= 4 && id.starts_with(&word)) || self.note.diary.as_deref() == Some(name)
    }

    /// Whether it was received more than so many days before `today`: then its weeding is due.
    pub fn is_older(&self, than: Days, today: NaiveDate) -> bool {
        self.note.received < today.checked_sub_days(than).unwrap_or(NaiveDate::MIN)
    }
}

impl Inbox {
    /// The inbox in the platform's folder for local data.
    pub fn in_local_folder() -> Self {
        Self::default()
    }

    /// An inbox in another folder: the forms in `inbox` in it.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { chosen: Some(folder.into()), ..Self::default() }
    }

    /// The same, where this becomes of a version that a correction replaces.
    #[must_use]
    pub fn with_earlier(self, earlier: EarlierVersion) -> Self {
        Self { earlier, ..self }
    }

    /// The folder of received forms. What is put there by hand is received the next time the inbox is opened.
    ///
    /// # Errors
    /// [`StoreError::NoHome`] where the user has no home folder.
    pub fn folder(&self) -> Result<PathBuf, StoreError> {
        self.chosen.as_deref().map_or_else(folder::inbox_folder, |chosen| Ok(chosen.join("inbox")))
    }

    /// Receives the forms in these files and folders, and those that were put in the inbox by hand. Says of every file what
    /// became of it.
    ///
    /// # Errors
    /// Where the inbox cannot be read or written; what was received until then is kept.
    pub fn receive_forms(&self, named: &[PathBuf], today: NaiveDate) -> Result<Vec<Arrival>, StoreError> {
        receive::receive_files(self, named, today)
    }

    /// Every received form, the latest first.
    ///
    /// # Errors
    /// Where the register cannot be read.
    pub fn forms(&self) -> Result<Vec<ReceivedForm>, StoreError> {
        let (folder, register) = (self.folder()?, self.read_register()?);
        let mut forms: Vec<ReceivedForm> = register
            .notes()
            .map(|note| {
                let path = folder.join(&note.file);
                ReceivedForm { form: list::open_saved(path.clone()).form, path, note: note.clone() }
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
    pub fn find_form(&self, name: &str) -> Result<ReceivedForm, StoreError> {
        let mut found = self.forms()?.into_iter().filter(|form| form.is_called(name));
        match (found.next(), found.next()) {
            (Some(form), None) => Ok(form),
            (Some(_), Some(_)) => Err(StoreError::ManyForms(name.into())),
            (None, _) => Err(StoreError::NotReceived(name.into())),
        }
    }

    /// Notes something of a received form. A note or a diarienummer that it replaces is then gone.
    ///
    /// # Errors
    /// Where the register cannot be written.
    pub fn append_event(&self, event: &InboxEvent) -> Result<(), StoreError> {
        let path = self.register_path()?;
        register::append_event(&path, event)?;
        match register::remove_replaced(&register::read_register_text(&path)?, event) {
            Some(text) => save::write_bytes(&path, text.as_bytes(), save::OverwritePolicy::Replace),
            None => Ok(()),
        }
    }

    /// Removes a received form for good, with everything noted of it.
    ///
    /// # Errors
    /// Where something of it cannot be removed.
    pub fn remove_form(&self, form: &ReceivedForm) -> Result<(), StoreError> {
        remove_if_there(&form.path)?;
        let kept = read::list_paths(&self.earlier_folder()?, &list::ENDINGS)?;
        let of_form = |path: &&PathBuf| {
            path.file_name()
                .and_then(|name| name.to_str())
                .is_some_and(|name| name.starts_with(form.note.id.as_str()))
        };
        kept.iter().filter(of_form).try_for_each(|path| remove_if_there(path))?;
        let path = self.register_path()?;
        let text = register::remove_form(&register::read_register_text(&path)?, &form.note.id);
        save::write_bytes(&path, text.as_bytes(), save::OverwritePolicy::Replace)
    }

    fn read_register(&self) -> Result<Register, StoreError> {
        Ok(Register::parse_register(&register::read_register_text(&self.register_path()?)?))
    }

    fn register_path(&self) -> Result<PathBuf, StoreError> {
        Ok(self.folder()?.with_extension("jsonl"))
    }

    /// Where the versions are kept that corrections have replaced, where that is asked for.
    fn earlier_folder(&self) -> Result<PathBuf, StoreError> {
        Ok(self.folder()?.with_file_name("inbox-tidigare"))
    }

    /// Removes the file of a version that a correction has replaced; keeps it elsewhere where that is asked for.
    fn retire_version(&self, before: &Path) -> Result<(), StoreError> {
        if let (EarlierVersion::Kept, Some(name), true) = (self.earlier, before.file_name(), before.is_file())
        {
            let folder = self.earlier_folder()?;
            folder::create_folder(&folder)?;
            let bytes = read::read_bytes(before, read::FORM_LIMIT)?;
            save::write_bytes(&folder.join(name), &bytes, save::OverwritePolicy::Replace)?;
        }
        // The correction may be of a name: what it corrects is not kept unasked.
        remove_if_there(before)
    }

    fn create_folder(&self) -> Result<PathBuf, StoreError> {
        let folder = self.folder()?;
        match self.chosen {
            Some(_) => folder::create_folder(&folder)?,
            None => folder::create_private_folder(&folder)?,
        }
        Ok(folder)
    }
}

fn remove_if_there(path: &Path) -> Result<(), StoreError> {
    if path.is_file() {
        disk::remove_file(path).map_err(|error| StoreError::from_io(&error, path))?;
    }
    Ok(())
}

/// The file a form is kept in: its id and version say nothing of it.
fn file_name(id: &FormId, version: u32, from: &Path) -> String {
    let ending = from.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let ending = if list::ENDINGS.contains(&ending.as_str()) { ending } else { "json".to_owned() };
    format!("{}-{version}.{ending}", id.as_str())
}

/// Reads a file that may hold a form.
fn open_file(path: &Path) -> Result<(Vec<u8>, DeidentifiedForm), list::Unreadable> {
    let bytes = read::read_bytes(path, read::FORM_LIMIT).map_err(list::Unreadable::File)?;
    let form = list::parse_form(path, &bytes)?;
    Ok((bytes, form))
}
