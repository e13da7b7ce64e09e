//! All file access but that of drafts: where forms lie, how they are saved whole or not at all, and how input is read.
//!
//! What is saved is always a [`DeidentifiedForm`], a
//! [`Paper`] that holds nothing about persons, a report of protected counts or the local profile,
//! rendered here; there is no way to hand this module other bytes to write. What touches the disk (`disk`) is open to `draft` besides, and to nobody else.
#![expect(clippy::disallowed_methods, reason = "this is the edge that reads and writes files")]

pub mod dictionary;
pub(crate) mod disk;
pub mod error;
pub mod folder;
pub mod gather;
pub mod heads;
pub mod health;
pub mod inbox;
mod append_only;
pub mod list;
pub mod look;
pub mod name;
pub mod names;
pub mod picture;
pub mod plans;
pub mod pieces;
pub mod profile;
pub mod read;
pub mod save;
pub mod random_seed;
pub mod form_files;
mod sweep;
pub mod todo;
pub mod trainings;
mod atomic_file;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

#[cfg(test)]
pub(crate) use self::disk::faults;
use self::error::StoreError;
use self::form_files::FormState;
use self::heads::FormList;
use self::list::SavedForm;
use crate::export::{Format, Purpose, paper};
use crate::form::deidentified::DeidentifiedForm;
use crate::page::RoutinePage;
use crate::paper::Paper;
use crate::profile::Profile;
use crate::summary::{self, Report};

/// The folder forms are saved in: the platform's own, or one that was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Store {
    chosen: Option<PathBuf>,
}

impl Store {
    /// Forms in the platform's folder for local data, which is neither roaming nor synchronised.
    pub fn in_local_folder() -> Self {
        Self { chosen: None }
    }

    /// Forms in the folder that the profile names, or the platform's where it names none. `~/` is the user's home.
    pub fn from_profile(profile: &Profile) -> Self {
        Self { chosen: profile.folder().map(folder::expand_home) }
    }

    /// Forms in a chosen folder.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { chosen: Some(folder.into()) }
    }

    /// Whether it is the platform's own folder, which nobody has chosen.
    pub fn is_usual(&self) -> bool {
        self.chosen.is_none()
    }

    /// The folder. It need not exist before something is saved.
    ///
    /// # Errors
    /// [`StoreError::NoHome`] where none was chosen and the user has no home folder.
    pub fn folder(&self) -> Result<PathBuf, StoreError> {
        self.chosen.as_deref().map_or_else(folder::forms_folder, |chosen| Ok(chosen.to_owned()))
    }

    /// Saves the form in these formats under one new name, and gives it the id that the name ends in the beginning of: all of
    /// them, or none. Never writes over a file.
    ///
    /// # Errors
    /// What happened and what to do about it; nothing is then left behind, and the form can be saved elsewhere.
    pub fn save_form(&self, form: &DeidentifiedForm, formats: &[Format]) -> Result<Vec<PathBuf>, StoreError> {
        let into = self.create_folder()?;
        save::save_form(&into, form, formats)
    }

    /// Saves a correction of the form in this file, as the next version of the same form and in the formats that one has. One
    /// without an id gets one. The earlier version goes, unless it is to be kept.
    ///
    /// # Errors
    /// What happened; the earlier version is then as before.
    pub fn save_correction(
        earlier: &Path,
        corrected: &DeidentifiedForm,
        then: save::EarlierVersion,
    ) -> Result<Vec<PathBuf>, StoreError> {
        save::save_correction(earlier, corrected, then)
    }

    /// The folder, made where there is none.
    fn create_folder(&self) -> Result<PathBuf, StoreError> {
        let into = self.folder()?;
        match self.chosen {
            Some(_) => folder::create_folder(&into)?,
            None => folder::create_private_folder(&into)?,
        }
        Ok(into)
    }

    /// Takes away what a kill or a power cut left half-saved: how many forms it was of. Nothing is lost by it, since a walk
    /// is kept until its form is whole.
    pub fn sweep_folder(&self) -> usize {
        self.folder().map_or(0, |folder| sweep::sweep_folder(&folder))
    }

    /// The saved forms, newest first; those that cannot be read stand among the others with the reason.
    ///
    /// # Errors
    /// Where the folder itself cannot be read. A folder that does not exist holds no forms.
    pub fn forms(&self) -> Result<Vec<SavedForm>, StoreError> {
        list::list_forms(&self.folder()?)
    }

    /// The list of the saved forms, newest first, however many: what it tells of each and nothing else.
    ///
    /// # Errors
    /// As [`forms`](Self::forms).
    pub fn list_forms(&self) -> Result<FormList, StoreError> {
        heads::list_heads(&self.folder()?)
    }

    /// The newest of the saved forms, at most so many, and how many there are in all: none is opened but those.
    ///
    /// # Errors
    /// As [`forms`](Self::forms).
    pub fn newest_forms(&self, most: usize) -> Result<(Vec<SavedForm>, usize), StoreError> {
        list::newest_forms(&self.folder()?, most)
    }

    /// The folder, where it may be read: the platform's own may be missing, but one that was chosen must be there. A share
    /// that is not mounted is no empty folder.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    pub fn folder_to_read(&self) -> Result<PathBuf, StoreError> {
        let folder = self.folder()?;
        if self.is_usual() || folder.exists() { Ok(folder) } else { Err(StoreError::Missing(folder)) }
    }

    /// The file of the form that `name` names: a path, the name of a saved form, or the last word of it.
    ///
    /// # Errors
    /// Where no form, or more than one, is called that.
    pub fn find_form(&self, name: &str) -> Result<PathBuf, StoreError> {
        list::find_form(&self.folder()?, name)
    }

    /// Writes a form to a file of its own, readable by the user alone. Never over another file.
    ///
    /// # Errors
    /// What happened; nothing is then left behind.
    pub fn export_form(
        form: &DeidentifiedForm,
        format: Format,
        purpose: Purpose,
        path: &Path,
    ) -> Result<PathBuf, StoreError> {
        save::export_form(form, format, purpose, path)
    }

    /// Writes a form's document without its data, to be handed out. Never over another file.
    ///
    /// # Errors
    /// What happened; nothing is then left behind.
    #[cfg(feature = "pdf")]
    pub fn export_without_data(
        form: &DeidentifiedForm,
        purpose: Purpose,
        path: &Path,
    ) -> Result<PathBuf, StoreError> {
        save::export_without_data(form, purpose, path)
    }

    /// Writes a report of protected counts to a file, readable by the user alone. Never over another file.
    ///
    /// # Errors
    /// What happened; nothing is then left behind.
    pub fn save_report(
        report: &Report,
        format: summary::ReportFormat,
        path: &Path,
    ) -> Result<(), StoreError> {
        let bytes = summary::render_report(report, format).map_err(StoreError::NotMade)?;
        save::write_bytes(path, &bytes, save::OverwritePolicy::Never)
    }

    /// Writes a report of protected counts for readers: as a table, a web page and pages to print, under one new name
    /// beside the forms. All of them, or none.
    ///
    /// # Errors
    /// What happened; nothing is then left behind.
    pub fn save_report_beside(&self, report: &Report, today: NaiveDate) -> Result<Vec<PathBuf>, StoreError> {
        let into = self.create_folder()?;
        save::save_report(&into, report, &format!("{}{today}", save::REPORT))
    }

    /// Writes a paper, which holds no personal text, to a file of its own. Never over another file.
    ///
    /// # Errors
    /// What happened; nothing is then left behind.
    pub fn save_paper(paper: &Paper, format: paper::PaperFormat, path: &Path) -> Result<PathBuf, StoreError> {
        save::save_paper(paper, format, path)
    }

    /// Writes the page of a routine, which holds no personal text, to a file of its own. Never over another file.
    ///
    /// # Errors
    /// What happened; nothing is then left behind.
    pub fn save_page(page: &RoutinePage, path: &Path) -> Result<PathBuf, StoreError> {
        save::save_page(page, path)
    }

    /// Writes a paper in these formats beside the saved forms, under a name that is free: with a number after it where it is taken.
    ///
    /// # Errors
    /// What happened; a format that was written before it is left.
    pub fn save_paper_beside(
        &self,
        paper: &Paper,
        formats: &[paper::PaperFormat],
        stem: &str,
    ) -> Result<Vec<PathBuf>, StoreError> {
        let into = self.create_folder()?;
        let named = |nth: usize, format: &paper::PaperFormat| {
            let number = if nth == 1 { String::new() } else { format!("-{nth}") };
            into.join(format!("{stem}{number}.{}", format.id()))
        };
        let is_free = |nth: &usize| !formats.iter().any(|format| look::is_name_taken(&named(*nth, format)));
        let nth = (1..usize::MAX).find(is_free).unwrap_or(1);
        formats.iter().map(|format| save::save_paper(paper, *format, &named(nth, format))).collect()
    }

    /// Says whether the form in this file has been sent.
    ///
    /// # Errors
    /// Where the file is no saved form, or its mark cannot be made.
    pub fn mark_form(form: &Path, state: FormState) -> Result<(), StoreError> {
        form_files::mark_form(form, state)
    }

    /// The files a form is kept in, with its mark: what [`delete`](Self::delete_form) would take away.
    ///
    /// # Errors
    /// Where the file is no saved form.
    pub fn form_files(form: &Path) -> Result<Vec<PathBuf>, StoreError> {
        form_files::form_files(form)
    }

    /// Deletes the form in this file for good, in every format it was saved in. Says what was deleted.
    ///
    /// # Errors
    /// Where the file is no saved form, or something of it cannot be removed.
    pub fn delete_form(form: &Path) -> Result<Vec<PathBuf>, StoreError> {
        form_files::delete_form(form)
    }
}

/// The path as it is shown to a person, with nothing in it that steers a screen.
pub fn display_path(path: &Path) -> String {
    crate::prose::sanitize(&path.to_string_lossy())
}
