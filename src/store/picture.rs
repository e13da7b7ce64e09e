//! The forms of a folder counted: what is gathered of each is added up, and what is left out is remembered by its name.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use chrono::NaiveDate;

use super::error::StoreError;
use super::gather::gather;
use super::trainings::Trainings;
use super::{name, shown};
use crate::summary::Report;
use crate::summary::period::{By, Month};
use crate::summary::protect::protect;
use crate::summary::read::{Counted, LeftOut, read};
use crate::summary::tally::{Held, Seals, Tally};

/// How many of the files that are left out are remembered by name.
const NAMED: usize = 20;

/// What was counted.
#[derive(Debug, Default)]
pub struct Count {
    tally: Tally,
    held: Held,
    /// What was left out.
    pub left_out: LeftOuts,
}

/// The files that were left out: how many for each reason, and some of them by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeftOuts {
    counts: [usize; LeftOut::ALL.len()],
    files: Vec<(LeftOut, PathBuf)>,
}

/// Counts the forms in these files and folders. A folder that is not there holds none.
///
/// # Errors
/// Where a folder cannot be read.
pub fn count(named: &[PathBuf]) -> Result<Count, StoreError> {
    let seals = Mutex::new(Seals::default());
    let is_new = |form: &Counted, path: &Path| {
        let word = path.file_stem().and_then(OsStr::to_str).and_then(name::own_word);
        seals.lock().is_ok_and(|mut seals| seals.is_new(form.seal, word))
    };
    let take = |count: &mut Count, path: &Path, file: Result<&str, StoreError>| {
        let form = file.map_err(|_| LeftOut::Damaged).and_then(read);
        match form {
            Ok(form) if is_new(&form, path) => count.tally.add(form),
            Ok(_) => count.left_out.note(LeftOut::Duplicate, path),
            Err(why) => count.left_out.note(why, path),
        }
    };
    match gather(named, take) {
        Ok(counts) => Ok(counts.into_iter().fold(Count::default(), Count::joined)),
        Err(StoreError::Missing(_)) => Ok(Count::default()),
        Err(fault) => Err(fault),
    }
}

impl Count {
    /// Counts the trainings that were noted, beside the forms.
    ///
    /// # Errors
    /// Why the file of trainings cannot be read.
    pub fn with_trainings(self, noted: &Trainings) -> Result<Self, StoreError> {
        let all = noted.all()?;
        Ok(all.into_iter().fold(self, |count, held| count.with_training(held.date, held.participants)))
    }

    /// Counts a training that was held, beside the forms; the picture reaches to its month.
    #[must_use]
    pub fn with_training(mut self, day: NaiveDate, participants: u32) -> Self {
        self.tally.reach(Month::of(day));
        self.held.add(Month::of(day), participants);
        self
    }

    /// What of it may be shown.
    pub fn report(&self, by: By) -> Report {
        let left_out = LeftOut::ALL.into_iter().zip(self.left_out.counts).collect();
        Report { picture: protect(&self.tally), by, left_out, held: self.held.clone() }
    }

    fn joined(self, other: Self) -> Self {
        let Self { tally, held, mut left_out } = self;
        left_out.join(other.left_out);
        Self { tally: tally.joined(other.tally), held, left_out }
    }
}

impl LeftOuts {
    /// Which files were left out and why, as lines; nothing where none was.
    pub fn words(&self) -> String {
        let mut files = self.files.clone();
        files.sort();
        let all: usize = self.counts.iter().sum();
        let more = all.saturating_sub(files.len());
        let mut lines: Vec<String> = files
            .iter()
            .map(|(why, path)| format!("utelämnad: {} ({})\n", shown(path), why.label()))
            .collect();
        if more > 0 {
            lines.push(format!("utelämnade: {more} till\n"));
        }
        lines.concat()
    }

    fn note(&mut self, why: LeftOut, path: &Path) {
        if let Some(count) = self.counts.get_mut(why as usize) {
            *count += 1;
        }
        if self.files.len() < NAMED {
            self.files.push((why, path.to_owned()));
        }
    }

    fn join(&mut self, other: Self) {
        self.counts.iter_mut().zip(other.counts).for_each(|(mine, theirs)| *mine += theirs);
        let room = NAMED.saturating_sub(self.files.len());
        self.files.extend(other.files.into_iter().take(room));
    }
}
