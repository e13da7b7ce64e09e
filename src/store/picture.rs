//! The forms of a folder counted: what is gathered of each is added up, routine by routine, and what is left out is
//! remembered by its name.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use chrono::NaiveDate;

use super::Store;
use super::error::StoreError;
use super::gather::gather_files;
use super::trainings::TrainingLog;
use super::{display_path, name, read as files};
use crate::calendar::PastDays;
use crate::deid::Scanner;
use crate::prose;
use crate::summary::period::{Granularity, Month};
use crate::summary::read::{CountedForm, CountingBasis, LeftOut, RoutineOrigin, read_file};
use crate::summary::tally::{FormStanding, SeenForms, Tally, TrainingCounts};
use crate::summary::{Counts, Report};

/// The reasons whose files a report may name: they are no forms that could have been counted.
const NAMEABLE: [LeftOut; 4] = [LeftOut::Foreign, LeftOut::Damaged, LeftOut::NoData, LeftOut::Locked];

/// How many names a report tells.
const MOST_NAMES: usize = 100;

/// What was counted.
#[derive(Debug, Default)]
pub struct FormCount {
    basis: CountingBasis,
    routines: BTreeMap<RoutineKey, RoutineTally>,
    superseded: Vec<(PathBuf, LeftOut)>,
    held: TrainingCounts,
    /// What was left out whatever is asked for.
    left_out: LeftOutFiles,
}

/// What tells routines apart: the id, and who answers for it. Versions of one are counted together.
type RoutineKey = (String, Option<String>);

/// What was gathered of one routine.
#[derive(Debug, Default)]
struct RoutineTally {
    /// The latest version of it.
    origin: Option<RoutineOrigin>,
    tally: Tally,
    files: Vec<PathBuf>,
}

/// The files that were left out, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeftOutFiles(Vec<(LeftOut, PathBuf)>);

/// Counts the forms in these files and folders, by this time of theirs, as they stand on the day `today`.
///
/// # Errors
/// Where a folder cannot be read, or is not there.
pub fn count_forms(
    named: &[PathBuf],
    basis: CountingBasis,
    today: NaiveDate,
) -> Result<FormCount, StoreError> {
    let past = PastDays::until_tomorrow(today);
    let seen = Mutex::new(SeenForms::default());
    let standing = |form: &CountedForm, path: &Path| {
        let word = path.file_stem().and_then(OsStr::to_str).and_then(name::find_own_word);
        let standing = seen.lock().map(|mut seen| seen.add_form(form, word, path));
        standing.unwrap_or(FormStanding::Left(LeftOut::Damaged))
    };
    let take = |count: &mut FormCount, path: &Path, file: Result<&[u8], StoreError>| {
        let form = file.map_err(|fault| classify_unreadable(&fault)).and_then(|bytes| read_file(bytes, past));
        match form.map(|form| (standing(&form, path), form)) {
            Ok((FormStanding::New, form)) => count.add_form(form, basis, path),
            Ok((FormStanding::Instead(earlier, why), form)) => {
                count.add_form(form, basis, path);
                count.superseded.push((earlier, why));
            }
            Ok((FormStanding::Left(why), _)) | Err(why) => count.left_out.add_file(why, path),
        }
    };
    let counts = gather_files(named, take)?;
    let whole = counts.into_iter().fold(FormCount { basis, ..FormCount::default() }, FormCount::merge);
    Ok(whole.settle_superseded(past))
}

/// Counts the forms of a folder that need not be there, as an inbox that has received nothing.
///
/// # Errors
/// Where the folder cannot be read.
pub fn count_if_there(
    folder: PathBuf,
    basis: CountingBasis,
    today: NaiveDate,
) -> Result<FormCount, StoreError> {
    match count_forms(&[folder], basis, today) {
        Err(StoreError::Missing(_)) => Ok(FormCount { basis, ..FormCount::default() }),
        counted => counted,
    }
}

/// Counts the forms of one's own folder, which holds none where it is not there.
///
/// # Errors
/// Where the folder cannot be read.
pub fn count_own_forms(
    store: &Store,
    basis: CountingBasis,
    today: NaiveDate,
) -> Result<FormCount, StoreError> {
    match count_forms(&[store.folder()?], basis, today) {
        Err(StoreError::Missing(_)) if store.is_usual() => Ok(FormCount { basis, ..FormCount::default() }),
        counted => counted,
    }
}

/// Why a file whose bytes are not to be had is left out.
fn classify_unreadable(fault: &StoreError) -> LeftOut {
    if matches!(fault, StoreError::NoForm(_)) { LeftOut::Foreign } else { LeftOut::Damaged }
}

impl FormCount {
    /// Counts the trainings that were noted until the day `today`, beside the forms.
    ///
    /// # Errors
    /// Why the file of trainings cannot be read.
    pub fn with_trainings(self, noted: &TrainingLog, today: NaiveDate) -> Result<Self, StoreError> {
        let past = PastDays::until_tomorrow(today);
        let all = noted.read_all()?.into_iter().filter(|held| past.includes_day(held.date));
        Ok(all.fold(self, |count, held| count.with_training(held.date, held.participants)))
    }

    /// Counts a training that was held, beside the forms; the picture reaches to its month.
    #[must_use]
    pub fn with_training(mut self, day: NaiveDate, participants: u32) -> Self {
        self.held.add_training(Month::of_day(day), participants);
        self
    }

    /// What of it may be shown, of the routine with this id, or of the one with the most forms.
    pub fn report(&self, by: Option<Granularity>, routine: Option<&str>) -> Report {
        self.counts(routine).into_report(by)
    }

    /// The counts of one routine, unprotected: of the one with this id, or of the one with the most forms.
    pub fn counts(&self, routine: Option<&str>) -> Counts {
        let gathered = self.choose_routine(routine).and_then(|key| self.routines.get(key));
        Counts {
            tally: gathered.map(|gathered| gathered.tally.clone()).unwrap_or_default(),
            routine: gathered.and_then(|gathered| gathered.origin.clone()),
            basis: self.basis,
            left_out: self.left_out(routine).count_by_reason(),
            held: self.held.clone(),
        }
    }

    /// Every file that is left out where this routine is counted.
    pub fn left_out(&self, routine: Option<&str>) -> LeftOutFiles {
        let mut left_out = self.left_out.clone();
        let chosen = self.choose_routine(routine);
        for (_, other) in self.routines.iter().filter(|(key, _)| Some(*key) != chosen) {
            other.files.iter().for_each(|path| left_out.add_file(LeftOut::OtherRoutine, path));
        }
        left_out
    }

    fn choose_routine(&self, routine: Option<&str>) -> Option<&RoutineKey> {
        let named = self.routines.iter().filter(|((id, _), _)| routine.is_none_or(|wanted| wanted == id));
        named.min_by_key(|(_, gathered)| std::cmp::Reverse(gathered.tally.form_count())).map(|(key, _)| key)
    }

    fn add_form(&mut self, form: CountedForm, basis: CountingBasis, path: &Path) {
        let gathered = self.routines.entry(routine_key(&form.routine)).or_default();
        gathered.update_origin(Some(form.routine.clone()));
        gathered.tally.add_form(form, basis);
        gathered.files.push(path.to_owned());
    }

    fn merge(mut self, other: Self) -> Self {
        for (key, theirs) in other.routines {
            self.routines.entry(key).or_default().merge_tally(theirs);
        }
        self.superseded.extend(other.superseded);
        self.left_out.0.extend(other.left_out.0);
        self
    }

    /// Takes back what was counted before a later version of it was found, and lets forms that do not say who answers for their
    /// routine stand with those that do, where there is no doubt.
    fn settle_superseded(mut self, past: PastDays) -> Self {
        for (path, why) in std::mem::take(&mut self.superseded) {
            let form = files::read_bytes(&path, files::FORM_LIMIT)
                .ok()
                .and_then(|bytes| read_file(&bytes, past).ok());
            if let Some(form) = form
                && let Some(gathered) = self.routines.get_mut(&routine_key(&form.routine))
            {
                gathered.tally.take_away(&form, self.basis);
                gathered.files.retain(|file| *file != path);
            }
            self.left_out.add_file(why, &path);
        }
        let silent: Vec<RoutineKey> = self.routines.keys().filter(|(_, by)| by.is_none()).cloned().collect();
        for (id, by) in silent {
            let mut same = self.routines.keys().filter(|(other, by)| *other == id && by.is_some());
            if let (Some(known), None) = (same.next().cloned(), same.next())
                && let Some(theirs) = self.routines.remove(&(id, by))
            {
                self.routines.entry(known).or_default().merge_tally(theirs);
            }
        }
        self
    }
}

fn routine_key(origin: &RoutineOrigin) -> RoutineKey {
    (origin.id.clone(), origin.publisher.clone())
}

impl RoutineTally {
    /// Of two versions the later one names the routine, and of one version a form that says who answers for it.
    fn update_origin(&mut self, other: Option<RoutineOrigin>) {
        let age = |origin: &Option<RoutineOrigin>| {
            origin
                .as_ref()
                .map(|origin| (origin.version.clone(), origin.publisher.clone(), origin.title.clone()))
        };
        if age(&other) > age(&self.origin) {
            self.origin = other;
        }
    }

    fn merge_tally(&mut self, other: Self) {
        let Self { origin, tally, files } = other;
        self.update_origin(origin);
        self.tally = std::mem::take(&mut self.tally).merged_with(tally);
        self.files.extend(files);
    }
}

impl LeftOutFiles {
    /// Which files were left out and why, as lines; nothing where none was.
    pub fn words(&self) -> String {
        let mut files = self.0.clone();
        files.sort();
        let line = |(why, path): &(LeftOut, PathBuf)| {
            format!("utelämnad: {} ({})\n", display_path(path), why.label())
        };
        files.iter().map(line).collect()
    }

    /// The names that a report may tell: of files that are none of the program's own, whose names say what a form is about, and where
    /// nothing in the name points anybody out. At most so many.
    pub fn names_to_tell(&self, scanner: &Scanner) -> Vec<(LeftOut, String)> {
        let name = |path: &PathBuf| {
            let name = path.file_name()?.to_str()?;
            let is_own =
                path.file_stem().and_then(OsStr::to_str).is_some_and(|stem| name::parse_week(stem).is_some());
            (!is_own && scanner.scan(name).is_empty()).then(|| prose::sanitize(name))
        };
        let mut files: Vec<&(LeftOut, PathBuf)> =
            self.0.iter().filter(|(why, _)| NAMEABLE.contains(why)).collect();
        files.sort();
        files.into_iter().filter_map(|(why, path)| Some((*why, name(path)?))).take(MOST_NAMES).collect()
    }

    fn count_by_reason(&self) -> Vec<(LeftOut, usize)> {
        let of = |why: LeftOut| self.0.iter().filter(|(other, _)| *other == why).count();
        LeftOut::ALL.into_iter().map(|why| (why, of(why))).collect()
    }

    fn add_file(&mut self, why: LeftOut, path: &Path) {
        self.0.push((why, path.to_owned()));
    }
}
