//! What is noted of local action plans: a line of JSON for each note, added to; only a text that points somebody out is taken away,
//! when something else is noted in its place.
//!
//! `plans.jsonl` in the platform's folder for local data, UTF-8, one object a line:
//! `{"format":1,"plan":"plan-x","year":2026,"day":"2026-08-31","activity":"4","point":"t2","state":"pagar","text":"…"}`, or
//! `{"format":1,"plan":"plan-x","year":2026,"day":"2026-08-31","persons":242,"employees":1000}`. `text` may be left out.

use std::cell::Cell;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::{append_only, folder, read, save};
use crate::calendar;
use crate::deid::screened::Screened;
use crate::plan::progress::{ActivityProgress, ActivityState, CourseCount, PlanEntry, PlanNote};

/// The version of the shape of a line.
const FORMAT: u32 = 1;

/// The most that is read of the file.
const LIMIT: u64 = 16 << 20;

/// What is noted, as it was read.
#[derive(Debug, Clone, Default)]
pub struct PlanNotes {
    /// Every note, in the order noted.
    pub entries: Vec<PlanEntry>,
    /// How many lines cannot be read: damaged, of a later format, or with a day or a state that cannot be.
    pub unreadable: usize,
}

/// The file of notes. It takes a [`PlanEntry`] and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanLog {
    chosen: Option<PathBuf>,
}

/// A line of the file.
#[derive(Debug, Serialize, Deserialize)]
struct PlanLine {
    format: u32,
    plan: String,
    year: u16,
    day: String,
    #[serde(flatten)]
    note: PlanNoteLine,
}

/// What a line notes.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum PlanNoteLine {
    Progress {
        activity: String,
        point: String,
        state: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    Course {
        persons: u32,
        employees: u32,
    },
}

impl PlanLog {
    /// The file in the platform's folder for local data.
    pub fn in_local_folder() -> Self {
        Self { chosen: None }
    }

    /// Another file.
    pub fn at_path(path: impl Into<PathBuf>) -> Self {
        Self { chosen: Some(path.into()) }
    }

    fn log_path(&self) -> Result<PathBuf, StoreError> {
        self.chosen.clone().map_or_else(folder::plans_path, Ok)
    }

    /// Adds a note. Readable by the user alone (0600), and on the disk before this returns.
    ///
    /// # Errors
    /// What happened and what to do about it.
    pub fn append_entry(&self, entry: &PlanEntry) -> Result<PathBuf, StoreError> {
        let path = self.log_path()?;
        append_only::append_line(&path, &format_entry(entry))?;
        Ok(path)
    }

    /// Takes away every earlier text of the same activity at the same point that differs from the note's and points somebody out. What
    /// else was noted stays, and so does every line that cannot be read.
    ///
    /// # Errors
    /// What happened and what to do about it; the file is then as it was.
    pub fn withdraw_texts(
        &self,
        noted: &PlanEntry,
        points_out: impl Fn(&str) -> bool,
    ) -> Result<(), StoreError> {
        let path = self.log_path()?;
        let bytes = read::read_bytes(&path, LIMIT)?;
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let withdraw = |line: &[u8]| {
            let mut entry = parse_entry(std::str::from_utf8(line).ok()?)?;
            let text = entry.take_text_replaced_by(noted)?;
            points_out(text.text()).then(|| format_entry(&entry).into_bytes())
        };
        let withdrawn: Vec<Option<Vec<u8>>> = lines.clone().map(withdraw).collect();
        if withdrawn.iter().all(Option::is_none) {
            return Ok(());
        }
        let whole: Vec<u8> =
            lines.zip(withdrawn).flat_map(|(line, other)| other.unwrap_or_else(|| line.to_vec())).collect();
        save::write_bytes(&path, &whole, save::OverwritePolicy::Replace)
    }

    /// Every note that can be read; none where there is no file.
    ///
    /// # Errors
    /// Why the file cannot be read.
    pub fn read_all(&self) -> Result<PlanNotes, StoreError> {
        let unreadable = Cell::new(0);
        let parse = |line: &str| {
            let entry = parse_entry(line);
            unreadable.set(unreadable.get() + usize::from(entry.is_none() && !line.trim().is_empty()));
            entry
        };
        let entries = append_only::read_lines(&self.log_path()?, LIMIT, parse)?;
        Ok(PlanNotes { entries, unreadable: unreadable.get() })
    }
}

fn format_entry(entry: &PlanEntry) -> String {
    let PlanEntry { plan, year, day, note } = entry;
    let note = match note {
        PlanNote::Progress(ActivityProgress { activity, point, state, text }) => PlanNoteLine::Progress {
            activity: activity.clone(),
            point: point.clone(),
            state: state.id().to_owned(),
            text: text.as_ref().map(|text| text.text().to_owned()),
        },
        PlanNote::Course(CourseCount { persons, employees }) => {
            PlanNoteLine::Course { persons: *persons, employees: *employees }
        }
    };
    let line = PlanLine { format: FORMAT, plan: plan.clone(), year: *year, day: day.to_string(), note };
    // A line of numbers and words always becomes JSON.
    serde_json::to_string(&line).map(|text| format!("{text}\n")).unwrap_or_default()
}

fn parse_entry(line: &str) -> Option<PlanEntry> {
    let PlanLine { format, plan, year, day, note } = serde_json::from_str(line).ok()?;
    if format != FORMAT {
        return None;
    }
    let note = match note {
        PlanNoteLine::Progress { activity, point, state, text } => PlanNote::Progress(ActivityProgress {
            activity,
            point,
            state: ActivityState::find_state(&state)?,
            // It passed the gate when it was noted.
            text: text.map(Screened::from_saved),
        }),
        PlanNoteLine::Course { persons, employees } => PlanNote::Course(CourseCount { persons, employees }),
    };
    Some(PlanEntry { plan, year, day: calendar::parse_day(&day)?, note })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_is_read_back_and_what_cannot_be_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let log = PlanLog::at_path(folder.path().join("plans.jsonl"));
        let entry = |note| PlanEntry {
            plan: "plan-x".to_owned(),
            year: 2026,
            day: calendar::parse_day("2026-08-31").unwrap(),
            note,
        };
        let entries = [
            entry(PlanNote::Progress(ActivityProgress {
                activity: "4".to_owned(),
                point: "t2".to_owned(),
                state: ActivityState::Ongoing,
                text: Some(Screened::from_saved("Två möten hållna.".to_owned())),
            })),
            entry(PlanNote::Course(CourseCount { persons: 242, employees: 1000 })),
        ];
        let paths: Vec<PathBuf> = entries.iter().map(|entry| log.append_entry(entry).unwrap()).collect();
        append_only::append_line(&paths[0], "{\"format\":2}\nskräp\n").unwrap();
        let notes = log.read_all().unwrap();
        assert_eq!((notes.entries, notes.unreadable), (entries.to_vec(), 2));
    }

    #[test]
    fn a_text_that_points_somebody_out_is_gone_when_another_takes_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let log = PlanLog::at_path(folder.path().join("plans.jsonl"));
        let entry = |point: &str, text: Option<&str>| PlanEntry {
            plan: "plan-x".to_owned(),
            year: 2026,
            day: calendar::parse_day("2026-08-31").unwrap(),
            note: PlanNote::Progress(ActivityProgress {
                activity: "4".to_owned(),
                point: point.to_owned(),
                state: ActivityState::Done,
                text: text.map(|text| Screened::from_saved(text.to_owned())),
            }),
        };
        let (named, masked) = (Some("Möte med Anna."), Some("Möte med [namn]."));
        for noted in [entry("t1", named), entry("t2", named), entry("t2", Some("Möte.")), entry("t2", masked)]
        {
            log.append_entry(&noted).unwrap();
        }
        append_only::append_line(&log.log_path().unwrap(), "skräp\n").unwrap();
        log.withdraw_texts(&entry("t2", masked), |text| text.contains("Anna")).unwrap();
        let notes = log.read_all().unwrap();
        let left = [entry("t1", named), entry("t2", None), entry("t2", Some("Möte.")), entry("t2", masked)];
        assert_eq!((notes.entries, notes.unreadable), (left.to_vec(), 1));
    }
}
