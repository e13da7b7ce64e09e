//! The count of trainings held: a line of JSON for each, in a file of its own. The type that writes it can write nothing
//! else, and a line holds no text about a person: a unit, a day, how many took part, the scenarios, and the questions that at
//! least five missed while at least five did not, without how many.
//!
//! `trainings.jsonl` in the platform's folder for local data, UTF-8, one object a line:
//! `{"format":1,"date":"2026-11-21","unit":"Fältgruppen","participants":14,"scenarios":["faltet-en-kvall"]}`, and
//! where questions were missed `"missed":["ekeby-hot/vem-fore-112"]`: routine and question, or routine and `steg:` with the
//! step that was to come.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::{append_only, folder};
use crate::calendar::{self, PastDays};
use crate::deid::Scanner;
use crate::deid::screened::{Clearings, Screened, screen_text};
use crate::summary::missed::MissedQuestion;

/// The version of the shape of a line.
const FORMAT: u32 = 1;

/// How a day is written.
const DAY: &str = "%Y-%m-%d";

/// The most who can have taken part in one.
const MOST: u32 = 9_999;

/// The longest name of a unit, in characters.
const LONGEST_UNIT: usize = 80;

/// The most that is read of the file.
const LIMIT: u64 = 4 << 20;

/// A training that was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainingRecord {
    /// The day.
    pub date: NaiveDate,
    /// The unit; has passed the gate.
    pub unit: Screened,
    /// How many took part.
    pub participants: u32,
    /// The ids of the scenarios shown, in order; none where only the quiz or the map was.
    pub scenarios: Vec<String>,
    /// The questions that were missed, protected.
    pub missed: Vec<MissedQuestion>,
}

/// The file of trainings. It takes a [`TrainingRecord`] and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrainingLog {
    chosen: Option<PathBuf>,
}

/// A line of the file.
#[derive(Debug, Serialize, Deserialize)]
struct TrainingLine {
    format: u32,
    date: String,
    unit: String,
    participants: u32,
    scenarios: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    missed: Vec<String>,
}

impl TrainingLog {
    /// The file in the platform's folder for local data.
    pub fn in_local_folder() -> Self {
        Self { chosen: None }
    }

    /// Another file.
    pub fn at_path(path: impl Into<PathBuf>) -> Self {
        Self { chosen: Some(path.into()) }
    }

    /// Where the file is, or would be.
    ///
    /// # Errors
    /// [`StoreError::NoHome`] where none was chosen and the user has no home folder.
    pub fn log_path(&self) -> Result<PathBuf, StoreError> {
        self.chosen.clone().map_or_else(folder::trainings_path, Ok)
    }

    /// Adds a line. Readable by the user alone (0600), and on the disk before this returns.
    ///
    /// # Errors
    /// What happened and what to do about it.
    pub fn append_record(&self, training: &TrainingRecord) -> Result<PathBuf, StoreError> {
        let path = self.log_path()?;
        append_only::append_line(&path, &format_training(training))?;
        Ok(path)
    }

    /// Every training, in the order noted; none where there is no file. Lines of a later format, and those with a day or a
    /// number that cannot be, are left out.
    ///
    /// # Errors
    /// Why the file cannot be read.
    pub fn read_all(&self) -> Result<Vec<TrainingRecord>, StoreError> {
        append_only::read_lines(&self.log_path()?, LIMIT, parse_training)
    }
}

/// The unit that a text names.
///
/// # Errors
/// What to write instead.
pub fn parse_unit(text: &str, scanner: &Scanner) -> Result<Screened, &'static str> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST_UNIT {
        return Err("Skriv enhetens namn, högst 80 tecken.");
    }
    screen_text(scanner, text, &Clearings::default())
        .map_err(|_| "Det ser ut att peka ut någon. Skriv enheten, aldrig en person.")
}

/// The day that a text is, which has been.
///
/// # Errors
/// What to write instead.
pub fn parse_date(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let day = calendar::parse_day(text.trim());
    day.filter(|day| PastDays::until_tomorrow(today).includes_day(*day))
        .ok_or("Skriv dagen som 2026-11-21, och inte en dag som inte har varit.")
}

/// How many took part, as a text says: no fewer than have raised a hand.
///
/// # Errors
/// What to write instead.
pub fn parse_participants(text: &str, hands: u32) -> Result<u32, &'static str> {
    let number = text.trim().parse().ok().filter(|number| (1..=MOST).contains(number));
    let number = number.ok_or("Skriv hur många som var med, med siffror.")?;
    if number < hands {
        return Err("Fler räckte upp handen på en fråga. Skriv minst så många som var med.");
    }
    Ok(number)
}

fn format_training(training: &TrainingRecord) -> String {
    let TrainingRecord { date, unit, participants, scenarios, missed } = training;
    let line = TrainingLine {
        format: FORMAT,
        date: date.format(DAY).to_string(),
        unit: unit.text().to_owned(),
        participants: *participants,
        scenarios: scenarios.clone(),
        missed: missed.iter().map(MissedQuestion::to_saved).collect(),
    };
    // A line of numbers and words always becomes JSON.
    serde_json::to_string(&line).map(|text| format!("{text}\n")).unwrap_or_default()
}

fn parse_training(line: &str) -> Option<TrainingRecord> {
    let TrainingLine { format, date, unit, participants, scenarios, missed } =
        serde_json::from_str(line).ok()?;
    let date = calendar::parse_day(&date)?;
    (format == FORMAT && (1..=MOST).contains(&participants)).then(|| TrainingRecord {
        date,
        unit: Screened::from_saved(unit),
        participants,
        scenarios,
        missed: missed.iter().filter_map(|saved| MissedQuestion::from_saved(saved)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn training_on(day: u32) -> TrainingRecord {
        TrainingRecord {
            date: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(),
            unit: Screened::from_saved("Fältgruppen \"öst\"".to_owned()),
            participants: 14,
            scenarios: vec!["faltet-en-kvall".to_owned()],
            missed: Vec::new(),
        }
    }

    #[test]
    fn questions_that_were_missed_are_read_back_and_nothing_else_in_their_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trainings.jsonl");
        let missed = vec![MissedQuestion::from_hands("stockholm-vbe", "vem-fore-112", 6, 8).unwrap()];
        let training = TrainingRecord { missed, ..training_on(20) };
        let trainings = TrainingLog::at_path(&path);
        trainings.append_record(&training).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.ends_with("\"missed\":[\"stockholm-vbe/vem-fore-112\"]}\n"), "{text}");
        std::fs::write(&path, text.replace("stockholm-vbe/vem-fore-112", "Anna missade allt")).unwrap();
        assert_eq!(trainings.read_all(), Ok(vec![training_on(20)]));
        trainings.append_record(&training).unwrap();
        assert_eq!(trainings.read_all().unwrap()[1], training);
    }

    #[test]
    fn what_is_noted_is_read_back_line_by_line() {
        let folder = tempfile::tempdir().unwrap();
        let trainings = TrainingLog::at_path(folder.path().join("ny").join("trainings.jsonl"));
        assert_eq!(trainings.read_all(), Ok(Vec::new()));
        let path = trainings.append_record(&training_on(20)).unwrap();
        trainings.append_record(&training_on(21)).unwrap();
        assert_eq!(trainings.read_all(), Ok(vec![training_on(20), training_on(21)]));
        let text = std::fs::read_to_string(path).unwrap();
        insta::assert_snapshot!(text.lines().next().unwrap(), @r#"{"format":1,"date":"2026-11-20","unit":"Fältgruppen \"öst\"","participants":14,"scenarios":["faltet-en-kvall"]}"#);
    }

    #[test]
    fn what_is_not_a_line_of_ours_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trainings.jsonl");
        std::fs::write(&path, "skräp\n{\"format\":2}\n").unwrap();
        let trainings = TrainingLog::at_path(&path);
        trainings.append_record(&training_on(20)).unwrap();
        assert_eq!(trainings.read_all(), Ok(vec![training_on(20)]));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path =
            TrainingLog::at_path(folder.path().join("t.jsonl")).append_record(&training_on(20)).unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}
