//! Walks that were interrupted: which there are, beginning one, taking one up, and removing those long forgotten.

use std::cmp::Reverse;
use std::path::PathBuf;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::file::{DraftContent, DraftFile, DraftHeader, ENDING};
use super::log::Record;
use crate::session::event::LogEntry;
use crate::store::error::StoreError;
use crate::store::{disk, folder, read};

/// How many days a forgotten draft is kept where nobody has said anything else.
pub const KEPT_DAYS: u64 = 14;

/// How many days the user is told beforehand.
const TOLD_DAYS: u64 = 3;

/// Where drafts lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafts {
    place: DraftsLocation,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum DraftsLocation {
    Local,
    At(PathBuf),
    Nowhere,
}

/// The name of a draft: a random word, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftId(String);

/// A draft that can be taken up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDraft {
    /// Its name.
    pub id: DraftId,
    /// What it is of.
    pub head: DraftHeader,
    /// How many decisions stand in it.
    pub decided: usize,
    /// When it was last written, by the clock on the wall.
    pub written: Option<NaiveDateTime>,
}

/// What was done about drafts long forgotten.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TidyReport {
    /// Those that were removed: the days they were begun.
    pub removed: Vec<NaiveDate>,
    /// Those that will be: the days they were begun, and the first day they may be gone.
    pub leaving: Vec<(NaiveDate, NaiveDate)>,
}

impl Drafts {
    /// Drafts in the platform's folder for local data, wherever forms are saved.
    pub fn in_local_folder() -> Self {
        Self { place: DraftsLocation::Local }
    }

    /// Drafts in a chosen folder.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { place: DraftsLocation::At(folder.into()) }
    }

    /// No drafts: nothing is kept.
    pub fn in_no_folder() -> Self {
        Self { place: DraftsLocation::Nowhere }
    }

    /// Begins a draft; `None` where none are kept.
    ///
    /// # Errors
    /// Why it cannot be kept; nothing is then left behind.
    pub fn begin_draft(&self, head: &DraftHeader) -> Result<Option<DraftFile>, StoreError> {
        let Some(into) = self.folder()? else { return Ok(None) };
        folder::create_private_folder(&into)?;
        DraftFile::begin_in(&into, head).map(Some)
    }

    /// The drafts that can be taken up, the latest first. Those that another window has open, and what is no draft, are
    /// not among them.
    pub fn find_drafts(&self) -> Vec<FoundDraft> {
        let mut found: Vec<FoundDraft> =
            self.draft_paths().into_iter().filter_map(|path| Some(read_draft(&path)?.0)).collect();
        found.sort_by_key(|found| Reverse((found.head.day, found.decided, found.written)));
        found
    }

    /// Whether another window has a draft open.
    pub fn is_open_elsewhere(&self) -> bool {
        self.draft_paths().iter().any(|path| matches!(DraftFile::peek(path), Err(StoreError::InUse(_))))
    }

    /// The drafts that nobody has open and that cannot be read: damaged from the first line, or of a newer version.
    pub fn unreadable_drafts(&self) -> Vec<DraftId> {
        let unreadable = self.draft_paths().into_iter().filter(|path| is_unreadable(path));
        unreadable.filter_map(|path| Some(DraftId(path.file_stem()?.to_str()?.to_owned()))).collect()
    }

    /// What stands in a draft, without taking it up.
    ///
    /// # Errors
    /// That it is gone, open elsewhere, or cannot be read.
    pub fn peek(&self, id: &DraftId) -> Result<DraftContent, StoreError> {
        DraftFile::peek(&self.draft_path(id)?)
    }

    /// Opens a draft to go on with.
    ///
    /// # Errors
    /// That it is gone, open elsewhere, or cannot be read.
    pub fn resume(&self, id: &DraftId) -> Result<(DraftFile, DraftContent), StoreError> {
        DraftFile::resume(&self.draft_path(id)?)
    }

    /// Removes a draft that nobody has open.
    ///
    /// # Errors
    /// As [`resume`](Self::resume).
    pub fn remove_draft(&self, id: &DraftId) -> Result<(), StoreError> {
        match self.resume(id) {
            Ok((file, _)) => file.discard(),
            Err(StoreError::NotADraft(path)) => {
                disk::remove_file(&path).map_err(|error| StoreError::from_io(&error, &path))
            }
            Err(fault) => Err(fault),
        }
    }

    /// Removes the drafts that were begun more than `days` days before `today` and of which the user was told days ago;
    /// and notes that the user is told of those whose turn comes. A clock that is wrong for a day removes nothing.
    pub fn remove_forgotten(&self, today: NaiveDate, days: u64) -> TidyReport {
        let mut tidied = TidyReport::default();
        for path in self.draft_paths() {
            let Some((draft, kept)) = read_draft(&path) else {
                remove_empty(&path);
                remove_unreadable(&path, today, days, &mut tidied);
                continue;
            };
            if kept.last > today {
                // It was made while the clock was ahead: its days are counted from now, or it would outlive them. A clock that
                // is behind for a day or two takes no more than those from it.
                let _next_time = self.resume(&draft.id).and_then(|(mut file, _)| file.note_resumed(today));
                continue;
            }
            let old = kept.last.checked_add_days(Days::new(days)).is_some_and(|last| last < today);
            if old {
                self.warn_or_remove(&draft, kept.told, today, &mut tidied);
            }
        }
        tidied
    }

    fn warn_or_remove(
        &self,
        draft: &FoundDraft,
        told: Option<NaiveDate>,
        today: NaiveDate,
        tidied: &mut TidyReport,
    ) {
        let first = told.unwrap_or(today).checked_add_days(Days::new(TOLD_DAYS)).unwrap_or(NaiveDate::MAX);
        let day = draft.head.day;
        // What cannot be done now is tried again at the next start, and told of then.
        let _next_time = match told {
            Some(_) if first <= today => self.remove_draft(&draft.id).map(|()| tidied.removed.push(day)),
            Some(_) => {
                tidied.leaving.push((day, first));
                Ok(())
            }
            None => self.note_warned(&draft.id, today).map(|()| tidied.leaving.push((day, first))),
        };
    }

    fn note_warned(&self, id: &DraftId, today: NaiveDate) -> Result<(), StoreError> {
        self.resume(id)?.0.note_warned(today)
    }

    fn folder(&self) -> Result<Option<PathBuf>, StoreError> {
        match &self.place {
            DraftsLocation::Local => folder::drafts_folder().map(Some),
            DraftsLocation::At(folder) => Ok(Some(folder.clone())),
            DraftsLocation::Nowhere => Ok(None),
        }
    }

    fn draft_path(&self, id: &DraftId) -> Result<PathBuf, StoreError> {
        let folder = self.folder()?.ok_or_else(|| StoreError::Missing(PathBuf::from(&id.0)))?;
        Ok(folder.join(format!("{}.{ENDING}", id.0)))
    }

    /// Every file that may be a draft; none where the folder cannot be read.
    fn draft_paths(&self) -> Vec<PathBuf> {
        let folder = self.folder().ok().flatten();
        folder.and_then(|folder| read::list_files(&folder, &[ENDING]).ok()).unwrap_or_default()
    }
}

/// The draft in a file, with all that stands in it.
fn read_draft(path: &std::path::Path) -> Option<(FoundDraft, DraftContent)> {
    let kept = DraftFile::peek(path).ok()?;
    let id = DraftId(path.file_stem()?.to_str()?.to_owned());
    let (decided, written) = (count_decisions(&kept.records), read::last_modified(path));
    Some((FoundDraft { id, decided, written, head: kept.head.clone() }, kept))
}

/// Removes a draft that cannot be read when its file is older than drafts may be. There is nothing in it to take up, so
/// nobody is told beforehand; it stands in the list until then.
fn remove_unreadable(path: &std::path::Path, today: NaiveDate, days: u64, tidied: &mut TidyReport) {
    let Some(written) = read::last_modified(path).filter(|_| is_unreadable(path)) else { return };
    let day = written.date();
    if day > today {
        // As for one that can be read: its days are counted from now.
        let _next_time = disk::set_last_modified(path, today);
        return;
    }
    let last = day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    if last < today && disk::remove_file(path).is_ok() {
        tidied.removed.push(day);
    }
}

fn is_unreadable(path: &std::path::Path) -> bool {
    matches!(DraftFile::peek(path), Err(StoreError::NotADraft(_)))
}

/// What a power cut left of a draft before anything was decided in it.
fn remove_empty(path: &std::path::Path) {
    if disk::is_empty(path) {
        let _stays = disk::remove_file(path);
    }
}

/// How many decisions stand at the end of a log.
fn count_decisions(records: &[Record]) -> usize {
    records.iter().fold(0, |count: usize, record| match record.entry {
        LogEntry::Took(_) | LogEntry::Redid => count + 1,
        LogEntry::Undid => count.saturating_sub(1),
        LogEntry::Waits(_) | LogEntry::Ticked { .. } => count,
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a test lays out its folder and looks into it")]

    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn begin_on(drafts: &Drafts, on: NaiveDate) -> DraftFile {
        let head = DraftHeader { routine: "prov".to_owned(), fingerprint: "ab".repeat(32), day: on };
        drafts.begin_draft(&head).unwrap().unwrap()
    }

    #[test]
    fn the_latest_comes_first_and_what_is_open_elsewhere_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::in_folder(folder.path());
        drop(begin_on(&drafts, day(3)));
        drop(begin_on(&drafts, day(5)));
        let open = begin_on(&drafts, day(7));
        std::fs::write(folder.path().join("x.draft"), "annat").unwrap();
        let days: Vec<NaiveDate> = drafts.find_drafts().iter().map(|found| found.head.day).collect();
        assert_eq!(days, [day(5), day(3)]);
        drop(open);
        drafts.remove_draft(&drafts.find_drafts()[0].id).unwrap();
        assert_eq!(drafts.find_drafts().len(), 2);
    }

    #[test]
    fn a_forgotten_draft_is_told_of_before_it_goes() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::in_folder(folder.path());
        drop(begin_on(&drafts, day(1)));
        drop(begin_on(&drafts, day(14)));
        assert_eq!(drafts.remove_forgotten(day(15), 14), TidyReport::default());
        let leaving = TidyReport { leaving: vec![(day(1), day(19))], ..TidyReport::default() };
        // However far the clock jumps, the first start only tells.
        assert_eq!(drafts.remove_forgotten(day(16), 14), leaving);
        assert_eq!(drafts.remove_forgotten(day(18), 14), leaving);
        // Taken up in time, it is not forgotten.
        let id = drafts.find_drafts().pop().unwrap().id;
        drafts.resume(&id).unwrap().0.note_resumed(day(18)).unwrap();
        assert_eq!(drafts.remove_forgotten(day(19), 14), TidyReport::default());
        begin_on(&drafts, day(1));
        assert_eq!(drafts.remove_forgotten(day(16), 14), leaving);
        assert_eq!(
            drafts.remove_forgotten(day(19), 14),
            TidyReport { removed: vec![day(1)], ..TidyReport::default() }
        );
        assert_eq!(drafts.find_drafts().len(), 2);
    }

    #[test]
    fn a_draft_from_a_day_that_has_not_been_is_counted_from_the_day_it_is_seen() {
        for ahead in [day(2), day(10), NaiveDate::from_ymd_opt(2062, 1, 1).unwrap()] {
            let folder = tempfile::tempdir().unwrap();
            let drafts = Drafts::in_folder(folder.path());
            drop(begin_on(&drafts, ahead));
            assert_eq!(drafts.remove_forgotten(day(1), 14), TidyReport::default());
            assert_eq!(drafts.remove_forgotten(day(15), 14), TidyReport::default());
            assert_eq!(drafts.remove_forgotten(day(16), 14).leaving.len(), 1, "{ahead}");
            assert_eq!(drafts.remove_forgotten(day(19), 14).removed.len(), 1);
            assert!(drafts.find_drafts().is_empty());
        }
    }

    #[test]
    fn one_that_cannot_be_read_does_not_outlive_its_weeks_either() {
        for ahead in [day(2), day(10), NaiveDate::from_ymd_opt(2062, 1, 1).unwrap()] {
            let folder = tempfile::tempdir().unwrap();
            let (drafts, path) = (Drafts::in_folder(folder.path()), folder.path().join("aaaaaa.draft"));
            std::fs::write(&path, "skräp\n").unwrap();
            disk::set_last_modified(&path, ahead).unwrap();
            assert_eq!(drafts.remove_forgotten(day(1), 14), TidyReport::default());
            assert_eq!(drafts.remove_forgotten(day(15), 14), TidyReport::default());
            assert_eq!(drafts.remove_forgotten(day(16), 14).removed, [day(1)], "{ahead}");
        }
    }

    #[test]
    fn a_draft_that_cannot_be_read_is_listed_removed_and_weeded_out() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::in_folder(folder.path());
        for word in ["aaaaaa", "bbbbbb"] {
            std::fs::write(folder.path().join(format!("{word}.draft")), "skräp\n").unwrap();
        }
        assert_eq!(drafts.unreadable_drafts().len(), 2);
        drafts.remove_draft(&drafts.unreadable_drafts()[0]).unwrap();
        let today = read::last_modified(&folder.path().join("bbbbbb.draft")).unwrap().date();
        assert_eq!(drafts.remove_forgotten(today, 14), TidyReport::default());
        let later = today.checked_add_days(Days::new(15)).unwrap();
        assert_eq!(drafts.remove_forgotten(later, 14).removed, [today]);
        assert!(drafts.unreadable_drafts().is_empty());
    }

    #[test]
    fn nowhere_keeps_nothing() {
        let head = DraftHeader { routine: "prov".to_owned(), fingerprint: String::new(), day: day(1) };
        assert!(Drafts::in_no_folder().begin_draft(&head).unwrap().is_none());
        assert!(Drafts::in_no_folder().find_drafts().is_empty());
    }
}
