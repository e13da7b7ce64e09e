//! The page after a training, the only one of them that anything can be saved from, and all it can save is a count: unit,
//! day, how many took part, and the scenarios shown.

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;

use super::editor::Editor;
use super::model::Cover;
use crate::calendar::{self, PastDays};
use crate::deid::Scanner;
use crate::deid::screened::{Clearings, screen_text};
use crate::store::trainings::{MOST, TrainingRecord};

/// The longest name of a unit, in characters.
const LONGEST: usize = 80;

/// The whole state of the page.
#[derive(Debug)]
pub struct TrainingRecordPage {
    /// Width and height of the terminal.
    pub size: (u16, u16),
    /// What is typed, by row.
    pub typed: [Editor; 3],
    /// The row under the cursor.
    pub row: TrainingRecordRow,
    /// The ids of the scenarios shown.
    pub scenarios: Vec<String>,
    /// What is wrong with what was typed, or went wrong when it was noted.
    pub problem: Option<String>,
    /// Whether everything is hidden from whoever looks over the shoulder.
    pub cover: Cover,
    /// Where it was noted, once it was.
    pub noted: Option<String>,
    today: NaiveDate,
    scanner: Arc<Scanner>,
}

/// What is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrainingRecordRow {
    /// The unit.
    Unit,
    /// The day.
    Date,
    /// How many took part.
    Participants,
}

/// What is wrong with what was typed, and in which row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    /// The row.
    pub row: TrainingRecordRow,
    /// What is wrong, and what to do.
    pub why: String,
}

impl TrainingRecordRow {
    /// Every row, from the top.
    pub const ALL: [Self; 3] = [Self::Unit, Self::Date, Self::Participants];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Unit => "Enhet",
            Self::Date => "Datum",
            Self::Participants => "Antal deltagare",
        }
    }

    /// The row after this one; the last is its own.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL.get(self as usize + 1).copied().unwrap_or(self)
    }

    /// The row before this one; the first is its own.
    #[must_use]
    pub fn previous(self) -> Self {
        (self as usize).checked_sub(1).and_then(|row| Self::ALL.get(row)).copied().unwrap_or(self)
    }
}

impl TrainingRecordPage {
    /// The page as it opens: the day and the unit as far as they are known, and the number to be filled in.
    pub fn new(
        size: (u16, u16),
        today: NaiveDate,
        unit: &str,
        scenarios: Vec<String>,
        scanner: Arc<Scanner>,
    ) -> Self {
        let typed = [unit, &today.format("%Y-%m-%d").to_string(), ""].map(Editor::new);
        let row = if unit.is_empty() { TrainingRecordRow::Unit } else { TrainingRecordRow::Participants };
        Self { size, typed, row, scenarios, problem: None, cover: Cover::Off, noted: None, today, scanner }
    }

    /// What is typed in the row under the cursor.
    pub fn current_input(&mut self) -> &mut Editor {
        &mut self.typed[self.row as usize]
    }

    /// The training as it is noted.
    ///
    /// # Errors
    /// The first row that cannot be noted as it is.
    pub fn parse_training(&self) -> Result<TrainingRecord, InputError> {
        let text = |row: TrainingRecordRow| self.typed[row as usize].text().trim().to_owned();
        let wrong = |row, why: &str| InputError { row, why: why.to_owned() };
        let unit = text(TrainingRecordRow::Unit);
        if unit.is_empty() || unit.chars().count() > LONGEST {
            return Err(wrong(TrainingRecordRow::Unit, "Skriv enhetens namn, högst 80 tecken."));
        }
        let unit = screen_text(&self.scanner, &unit, &Clearings::default()).map_err(|_| {
            wrong(TrainingRecordRow::Unit, "Det ser ut att peka ut någon. Skriv enheten, aldrig en person.")
        })?;
        let date = calendar::parse_day(&text(TrainingRecordRow::Date))
            .filter(|day| PastDays::until_tomorrow(self.today).includes_day(*day))
            .ok_or_else(|| {
                wrong(
                    TrainingRecordRow::Date,
                    "Skriv dagen som 2026-11-21, och inte en dag som inte har varit.",
                )
            })?;
        let number = text(TrainingRecordRow::Participants).parse().ok();
        let participants = number.filter(|number| (1..=MOST).contains(number)).ok_or_else(|| {
            wrong(TrainingRecordRow::Participants, "Skriv hur många som var med, med siffror.")
        })?;
        Ok(TrainingRecord { date, unit, participants, scenarios: self.scenarios.clone() })
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}
