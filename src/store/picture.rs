//! The forms of a folder counted: what is gathered of each is added up, routine by routine, and what is left out is
//! remembered by its name.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use chrono::NaiveDate;

use super::Store;
use super::error::StoreError;
use super::gather::gather;
use super::trainings::Trainings;
use super::{name, read as files, shown};
use crate::calendar::Past;
use crate::summary::period::{By, Month};
use crate::summary::read::{Basis, Counted, LeftOut, Origin, read_file};
use crate::summary::tally::{Held, Seen, Standing, Tally};
use crate::summary::{Counts, Report};

/// What was counted.
#[derive(Debug, Default)]
pub struct Count {
    basis: Basis,
    routines: BTreeMap<Routine, Gathered>,
    superseded: Vec<(PathBuf, LeftOut)>,
    held: Held,
    /// What was left out whatever is asked for.
    left_out: LeftOuts,
}

/// What tells routines apart: the id, and who answers for it. Versions of one are counted together.
type Routine = (String, Option<String>);

/// What was gathered of one routine.
#[derive(Debug, Default)]
struct Gathered {
    /// The latest version of it.
    origin: Option<Origin>,
    tally: Tally,
    files: Vec<PathBuf>,
}

/// The files that were left out, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeftOuts(Vec<(LeftOut, PathBuf)>);

/// Counts the forms in these files and folders, by this time of theirs, as they stand on the day `today`.
///
/// # Errors
/// Where a folder cannot be read, or is not there.
pub fn count(named: &[PathBuf], basis: Basis, today: NaiveDate) -> Result<Count, StoreError> {
    let past = Past::of(today);
    let seen = Mutex::new(Seen::default());
    let standing = |form: &Counted, path: &Path| {
        let word = path.file_stem().and_then(OsStr::to_str).and_then(name::own_word);
        let standing = seen.lock().map(|mut seen| seen.take(form, word, path));
        standing.unwrap_or(Standing::Left(LeftOut::Damaged))
    };
    let take = |count: &mut Count, path: &Path, file: Result<&[u8], StoreError>| {
        let form = file.map_err(|fault| unreadable(&fault)).and_then(|bytes| read_file(bytes, past));
        match form.map(|form| (standing(&form, path), form)) {
            Ok((Standing::New, form)) => count.add(form, basis, path),
            Ok((Standing::Instead(earlier, why), form)) => {
                count.add(form, basis, path);
                count.superseded.push((earlier, why));
            }
            Ok((Standing::Left(why), _)) | Err(why) => count.left_out.note(why, path),
        }
    };
    let counts = gather(named, take)?;
    let whole = counts.into_iter().fold(Count { basis, ..Count::default() }, Count::joined);
    Ok(whole.settled(past))
}

/// Counts the forms of a folder that need not be there, as an inbox that has received nothing.
///
/// # Errors
/// Where the folder cannot be read.
pub fn count_if_there(folder: PathBuf, basis: Basis, today: NaiveDate) -> Result<Count, StoreError> {
    match count(&[folder], basis, today) {
        Err(StoreError::Missing(_)) => Ok(Count { basis, ..Count::default() }),
        counted => counted,
    }
}

/// Counts the forms of one's own folder, which holds none where it is not there.
///
/// # Errors
/// Where the folder cannot be read.
pub fn count_own(store: &Store, basis: Basis, today: NaiveDate) -> Result<Count, StoreError> {
    match count(&[store.folder()?], basis, today) {
        Err(StoreError::Missing(_)) if store.is_usual() => Ok(Count { basis, ..Count::default() }),
        counted => counted,
    }
}

/// Why a file whose bytes are not to be had is left out.
fn unreadable(fault: &StoreError) -> LeftOut {
    if matches!(fault, StoreError::NoForm(_)) { LeftOut::Foreign } else { LeftOut::Damaged }
}

impl Count {
    /// Counts the trainings that were noted until the day `today`, beside the forms.
    ///
    /// # Errors
    /// Why the file of trainings cannot be read.
    pub fn with_trainings(self, noted: &Trainings, today: NaiveDate) -> Result<Self, StoreError> {
        let past = Past::of(today);
        let all = noted.all()?.into_iter().filter(|held| past.holds(held.date));
        Ok(all.fold(self, |count, held| count.with_training(held.date, held.participants)))
    }

    /// Counts a training that was held, beside the forms; the picture reaches to its month.
    #[must_use]
    pub fn with_training(mut self, day: NaiveDate, participants: u32) -> Self {
        self.held.add(Month::of(day), participants);
        self
    }

    /// What of it may be shown, of the routine with this id, or of the one with the most forms.
    pub fn report(&self, by: Option<By>, routine: Option<&str>) -> Report {
        self.counts(routine).report(by)
    }

    /// The counts of one routine, unprotected: of the one with this id, or of the one with the most forms.
    pub fn counts(&self, routine: Option<&str>) -> Counts {
        let gathered = self.chosen(routine).and_then(|key| self.routines.get(key));
        Counts {
            tally: gathered.map(|gathered| gathered.tally.clone()).unwrap_or_default(),
            routine: gathered.and_then(|gathered| gathered.origin.clone()),
            basis: self.basis,
            left_out: self.left_out(routine).counts(),
            held: self.held.clone(),
        }
    }

    /// Every file that is left out where this routine is counted.
    pub fn left_out(&self, routine: Option<&str>) -> LeftOuts {
        let mut left_out = self.left_out.clone();
        let chosen = self.chosen(routine);
        for (_, other) in self.routines.iter().filter(|(key, _)| Some(*key) != chosen) {
            other.files.iter().for_each(|path| left_out.note(LeftOut::OtherRoutine, path));
        }
        left_out
    }

    fn chosen(&self, routine: Option<&str>) -> Option<&Routine> {
        let named = self.routines.iter().filter(|((id, _), _)| routine.is_none_or(|wanted| wanted == id));
        named.min_by_key(|(_, gathered)| std::cmp::Reverse(gathered.tally.forms())).map(|(key, _)| key)
    }

    fn add(&mut self, form: Counted, basis: Basis, path: &Path) {
        let gathered = self.routines.entry(key(&form.routine)).or_default();
        gathered.meet(Some(form.routine.clone()));
        gathered.tally.add(form, basis);
        gathered.files.push(path.to_owned());
    }

    fn joined(mut self, other: Self) -> Self {
        for (key, theirs) in other.routines {
            self.routines.entry(key).or_default().join(theirs);
        }
        self.superseded.extend(other.superseded);
        self.left_out.0.extend(other.left_out.0);
        self
    }

    /// Takes back what was counted before a later version of it was found, and lets forms that do not say who answers for their
    /// routine stand with those that do, where there is no doubt.
    fn settled(mut self, past: Past) -> Self {
        for (path, why) in std::mem::take(&mut self.superseded) {
            let form =
                files::bytes(&path, files::FORM_LIMIT).ok().and_then(|bytes| read_file(&bytes, past).ok());
            if let Some(form) = form
                && let Some(gathered) = self.routines.get_mut(&key(&form.routine))
            {
                gathered.tally.take_away(&form, self.basis);
                gathered.files.retain(|file| *file != path);
            }
            self.left_out.note(why, &path);
        }
        let silent: Vec<Routine> = self.routines.keys().filter(|(_, by)| by.is_none()).cloned().collect();
        for (id, by) in silent {
            let mut same = self.routines.keys().filter(|(other, by)| *other == id && by.is_some());
            if let (Some(known), None) = (same.next().cloned(), same.next())
                && let Some(theirs) = self.routines.remove(&(id, by))
            {
                self.routines.entry(known).or_default().join(theirs);
            }
        }
        self
    }
}

fn key(origin: &Origin) -> Routine {
    (origin.id.clone(), origin.publisher.clone())
}

impl Gathered {
    /// Of two versions the later one names the routine, and of one version a form that says who answers for it.
    fn meet(&mut self, other: Option<Origin>) {
        let age = |origin: &Option<Origin>| {
            origin
                .as_ref()
                .map(|origin| (origin.version.clone(), origin.publisher.clone(), origin.title.clone()))
        };
        if age(&other) > age(&self.origin) {
            self.origin = other;
        }
    }

    fn join(&mut self, other: Self) {
        let Self { origin, tally, files } = other;
        self.meet(origin);
        self.tally = std::mem::take(&mut self.tally).joined(tally);
        self.files.extend(files);
    }
}

impl LeftOuts {
    /// Which files were left out and why, as lines; nothing where none was.
    pub fn words(&self) -> String {
        let mut files = self.0.clone();
        files.sort();
        let line =
            |(why, path): &(LeftOut, PathBuf)| format!("utelämnad: {} ({})\n", shown(path), why.label());
        files.iter().map(line).collect()
    }

    fn counts(&self) -> Vec<(LeftOut, usize)> {
        let of = |why: LeftOut| self.0.iter().filter(|(other, _)| *other == why).count();
        LeftOut::ALL.into_iter().map(|why| (why, of(why))).collect()
    }

    fn note(&mut self, why: LeftOut, path: &Path) {
        self.0.push((why, path.to_owned()));
    }
}
