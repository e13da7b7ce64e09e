//! Walks that were interrupted: which there are, beginning one, taking one up, and removing those long forgotten.

use std::cmp::Reverse;
use std::path::PathBuf;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::error::StoreError;
use super::journal::{ENDING, Head, Journal, Kept};
use super::{disk, folder, read};
use crate::session::journal::{Entry, Record};

/// How many days a forgotten draft is kept where nobody has said anything else.
pub const KEPT_DAYS: u64 = 14;

/// How many days the user is told beforehand.
const TOLD_DAYS: u64 = 3;

/// Where drafts lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafts {
    place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Local,
    At(PathBuf),
    Nowhere,
}

/// The name of a draft: a random word, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftId(String);

/// A draft that can be taken up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub id: DraftId,
    /// What it is of.
    pub head: Head,
    /// How many decisions stand in it.
    pub decided: usize,
    /// When it was last written, by the clock on the wall.
    pub written: Option<NaiveDateTime>,
}

/// What was done about drafts long forgotten.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tidied {
    /// Those that were removed: the days they were begun.
    pub removed: Vec<NaiveDate>,
    /// Those that will be: the days they were begun, and the first day they may be gone.
    pub leaving: Vec<(NaiveDate, NaiveDate)>,
}

impl Drafts {
    /// Drafts in the platform's folder for local data, wherever forms are saved.
    pub fn local() -> Self {
        Self { place: Place::Local }
    }

    /// Drafts in a chosen folder.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { place: Place::At(folder.into()) }
    }

    /// No drafts: nothing is kept.
    pub fn nowhere() -> Self {
        Self { place: Place::Nowhere }
    }

    /// Begins a draft; `None` where none are kept.
    ///
    /// # Errors
    /// Why it cannot be kept; nothing is then left behind.
    pub fn begin(&self, head: &Head) -> Result<Option<Journal>, StoreError> {
        let Some(into) = self.folder()? else { return Ok(None) };
        folder::make_private(&into)?;
        Journal::begin(&into, head).map(Some)
    }

    /// The drafts that can be taken up, the latest first. Those that another window has open, and what is no draft, are
    /// not among them.
    pub fn found(&self) -> Vec<Found> {
        let mut found: Vec<Found> =
            self.paths().into_iter().filter_map(|path| Some(found(&path)?.0)).collect();
        found.sort_by_key(|found| Reverse((found.head.day, found.decided, found.written)));
        found
    }

    /// Whether another window has a draft open.
    pub fn is_open_elsewhere(&self) -> bool {
        self.paths().iter().any(|path| matches!(Journal::look(path), Err(StoreError::InUse(_))))
    }

    /// The drafts that nobody has open and that cannot be read: damaged from the first line, or of a newer version.
    pub fn unreadable(&self) -> Vec<DraftId> {
        let unreadable = self.paths().into_iter().filter(|path| is_unreadable(path));
        unreadable.filter_map(|path| Some(DraftId(path.file_stem()?.to_str()?.to_owned()))).collect()
    }

    /// What stands in a draft, without taking it up.
    ///
    /// # Errors
    /// That it is gone, open elsewhere, or cannot be read.
    pub fn look(&self, id: &DraftId) -> Result<Kept, StoreError> {
        Journal::look(&self.path(id)?)
    }

    /// Opens a draft to go on with.
    ///
    /// # Errors
    /// That it is gone, open elsewhere, or cannot be read.
    pub fn take_up(&self, id: &DraftId) -> Result<(Journal, Kept), StoreError> {
        Journal::take_up(&self.path(id)?)
    }

    /// Removes a draft that nobody has open.
    ///
    /// # Errors
    /// As [`take_up`](Self::take_up).
    pub fn remove(&self, id: &DraftId) -> Result<(), StoreError> {
        match self.take_up(id) {
            Ok((journal, _)) => journal.discard(),
            Err(StoreError::NotADraft(path)) => {
                disk::remove(&path).map_err(|error| StoreError::of(&error, &path))
            }
            Err(fault) => Err(fault),
        }
    }

    /// Removes the drafts that were begun more than `days` days before `today` and of which the user was told days ago;
    /// and notes that the user is told of those whose turn comes. A clock that is wrong for a day removes nothing.
    pub fn tidy(&self, today: NaiveDate, days: u64) -> Tidied {
        let mut tidied = Tidied::default();
        for path in self.paths() {
            let Some((draft, kept)) = found(&path) else {
                remove_empty(&path);
                weed_unreadable(&path, today, days, &mut tidied);
                continue;
            };
            if today.checked_add_days(Days::new(days)).is_some_and(|last| kept.last > last) {
                // It was made while the clock was ahead: its days are counted from now, or it would outlive them. A clock that
                // is behind for a day or two changes nothing.
                let _next_time =
                    self.take_up(&draft.id).and_then(|(mut journal, _)| journal.note_taken_up(today));
                continue;
            }
            let old = kept.last.checked_add_days(Days::new(days)).is_some_and(|last| last < today);
            if old {
                self.see_off(&draft, kept.told, today, &mut tidied);
            }
        }
        tidied
    }

    fn see_off(&self, draft: &Found, told: Option<NaiveDate>, today: NaiveDate, tidied: &mut Tidied) {
        let first = told.unwrap_or(today).checked_add_days(Days::new(TOLD_DAYS)).unwrap_or(NaiveDate::MAX);
        let day = draft.head.day;
        let done = match told {
            Some(_) if first <= today => self.remove(&draft.id).map(|()| tidied.removed.push(day)),
            Some(_) => {
                tidied.leaving.push((day, first));
                Ok(())
            }
            None => self.note_told(&draft.id, today).map(|()| tidied.leaving.push((day, first))),
        };
        // What cannot be done now is tried again at the next start, and told of then.
        drop(done);
    }

    fn note_told(&self, id: &DraftId, today: NaiveDate) -> Result<(), StoreError> {
        self.take_up(id)?.0.note_told(today)
    }

    fn folder(&self) -> Result<Option<PathBuf>, StoreError> {
        match &self.place {
            Place::Local => folder::drafts().map(Some),
            Place::At(folder) => Ok(Some(folder.clone())),
            Place::Nowhere => Ok(None),
        }
    }

    fn path(&self, id: &DraftId) -> Result<PathBuf, StoreError> {
        let folder = self.folder()?.ok_or_else(|| StoreError::Missing(PathBuf::from(&id.0)))?;
        Ok(folder.join(format!("{}.{ENDING}", id.0)))
    }

    /// Every file that may be a draft; none where the folder cannot be read.
    fn paths(&self) -> Vec<PathBuf> {
        let folder = self.folder().ok().flatten();
        folder.and_then(|folder| read::files(&folder, &[ENDING]).ok()).unwrap_or_default()
    }
}

/// The draft in a file, with all that stands in it.
fn found(path: &std::path::Path) -> Option<(Found, Kept)> {
    let kept = Journal::look(path).ok()?;
    let id = DraftId(path.file_stem()?.to_str()?.to_owned());
    let (decided, written) = (decided(&kept.records), read::written(path));
    Some((Found { id, decided, written, head: kept.head.clone() }, kept))
}

/// Removes a draft that cannot be read when its file is older than drafts may be. There is nothing in it to take up, so
/// nobody is told beforehand; it stands in the list until then.
fn weed_unreadable(path: &std::path::Path, today: NaiveDate, days: u64, tidied: &mut Tidied) {
    let Some(written) = read::written(path).filter(|_| is_unreadable(path)) else { return };
    let day = written.date();
    let last = day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    let ahead = today.checked_add_days(Days::new(days)).is_some_and(|latest| day > latest);
    if (last < today || ahead) && disk::remove(path).is_ok() {
        tidied.removed.push(day);
    }
}

fn is_unreadable(path: &std::path::Path) -> bool {
    matches!(Journal::look(path), Err(StoreError::NotADraft(_)))
}

/// What a power cut left of a draft before anything was decided in it.
fn remove_empty(path: &std::path::Path) {
    let empty = path.metadata().is_ok_and(|about| about.len() == 0);
    if empty {
        let _stays = disk::remove(path);
    }
}

/// How many decisions stand at the end of a journal.
fn decided(records: &[Record]) -> usize {
    records.iter().fold(0, |count: usize, record| match record.entry {
        Entry::Took(_) | Entry::Redid => count + 1,
        Entry::Undid => count.saturating_sub(1),
        Entry::Waits(_) => count,
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a test lays out its folder and looks into it")]

    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn begin(drafts: &Drafts, on: NaiveDate) -> Journal {
        let head = Head { routine: "prov".to_owned(), fingerprint: "ab".repeat(32), day: on };
        drafts.begin(&head).unwrap().unwrap()
    }

    #[test]
    fn the_latest_comes_first_and_what_is_open_elsewhere_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::at(folder.path());
        drop(begin(&drafts, day(3)));
        drop(begin(&drafts, day(5)));
        let open = begin(&drafts, day(7));
        std::fs::write(folder.path().join("x.draft"), "annat").unwrap();
        let days: Vec<NaiveDate> = drafts.found().iter().map(|found| found.head.day).collect();
        assert_eq!(days, [day(5), day(3)]);
        drop(open);
        drafts.remove(&drafts.found()[0].id).unwrap();
        assert_eq!(drafts.found().len(), 2);
    }

    #[test]
    fn a_forgotten_draft_is_told_of_before_it_goes() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::at(folder.path());
        drop(begin(&drafts, day(1)));
        drop(begin(&drafts, day(14)));
        assert_eq!(drafts.tidy(day(15), 14), Tidied::default());
        let leaving = Tidied { leaving: vec![(day(1), day(19))], ..Tidied::default() };
        // However far the clock jumps, the first start only tells.
        assert_eq!(drafts.tidy(day(16), 14), leaving);
        assert_eq!(drafts.tidy(day(18), 14), leaving);
        assert_eq!(drafts.tidy(day(2), 14), Tidied::default());
        // Taken up in time, it is not forgotten.
        let id = drafts.found().pop().unwrap().id;
        drafts.take_up(&id).unwrap().0.note_taken_up(day(18)).unwrap();
        assert_eq!(drafts.tidy(day(19), 14), Tidied::default());
        begin(&drafts, day(1));
        assert_eq!(drafts.tidy(day(16), 14), leaving);
        assert_eq!(drafts.tidy(day(19), 14), Tidied { removed: vec![day(1)], ..Tidied::default() });
        assert_eq!(drafts.found().len(), 2);
    }

    #[test]
    fn a_draft_from_a_day_that_has_not_been_is_counted_from_the_day_it_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::at(folder.path());
        drop(begin(&drafts, NaiveDate::from_ymd_opt(2062, 1, 1).unwrap()));
        assert_eq!(drafts.tidy(day(1), 14), Tidied::default());
        assert_eq!(drafts.tidy(day(15), 14), Tidied::default());
        assert_eq!(drafts.tidy(day(16), 14).leaving.len(), 1);
        assert_eq!(drafts.tidy(day(19), 14).removed.len(), 1);
        assert!(drafts.found().is_empty());
    }

    #[test]
    fn a_draft_that_cannot_be_read_is_listed_removed_and_weeded_out() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::at(folder.path());
        for word in ["aaaaaa", "bbbbbb"] {
            std::fs::write(folder.path().join(format!("{word}.draft")), "skräp\n").unwrap();
        }
        assert_eq!(drafts.unreadable().len(), 2);
        drafts.remove(&drafts.unreadable()[0]).unwrap();
        let today = read::written(&folder.path().join("bbbbbb.draft")).unwrap().date();
        assert_eq!(drafts.tidy(today, 14), Tidied::default());
        let later = today.checked_add_days(Days::new(15)).unwrap();
        assert_eq!(drafts.tidy(later, 14).removed, [today]);
        assert!(drafts.unreadable().is_empty());
    }

    #[test]
    fn nowhere_keeps_nothing() {
        let head = Head { routine: "prov".to_owned(), fingerprint: String::new(), day: day(1) };
        assert!(Drafts::nowhere().begin(&head).unwrap().is_none());
        assert!(Drafts::nowhere().found().is_empty());
    }
}
