//! The page after a training, the only one of them that anything can be saved from, and all it can save is a count: unit,
//! day, how many took part, the scenarios shown, and which questions at least five missed.

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::crossterm::event::KeyCode;

use super::editor::Editor;
use super::key::KeyPress;
use super::model::Cover;
use crate::deid::Scanner;
use crate::store::trainings::{TrainingRecord, parse_date, parse_participants, parse_unit};
use crate::training::meeting::HeldMeeting;

/// The whole state of the page.
#[derive(Debug)]
pub struct TrainingRecordPage {
    /// Width and height of the terminal.
    pub size: (u16, u16),
    /// What is typed, by row.
    pub typed: [Editor; 3],
    /// The row under the cursor.
    pub row: TrainingRecordRow,
    /// What was held.
    pub held: HeldMeeting,
    /// What is wrong with what was typed, or went wrong when it was noted.
    pub problem: Option<String>,
    /// Whether everything is hidden from whoever looks over the shoulder.
    pub cover: Cover,
    /// Where it was noted, once it was.
    pub noted: Option<String>,
    /// Whether the number is still the one that the program filled in.
    is_suggested: bool,
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
        held: HeldMeeting,
        scanner: Arc<Scanner>,
    ) -> Self {
        let present = held.meeting.present.map(|present| present.to_string()).unwrap_or_default();
        let typed = [unit, &today.format("%Y-%m-%d").to_string(), &present].map(Editor::new);
        let row = if unit.is_empty() { TrainingRecordRow::Unit } else { TrainingRecordRow::Participants };
        let is_suggested = !present.is_empty();
        let (problem, noted, cover) = (None, None, Cover::Off);
        Self { size, typed, row, held, problem, cover, noted, is_suggested, today, scanner }
    }

    /// Before a key is typed: a digit that comes first takes the place of the number that the program filled in.
    pub fn begin_number(&mut self, key: KeyPress) {
        if self.row == TrainingRecordRow::Participants
            && std::mem::take(&mut self.is_suggested)
            && matches!(key.code, KeyCode::Char(_))
        {
            *self.current_input() = Editor::default();
        }
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
        let wrong = |row| move |why: &str| InputError { row, why: why.to_owned() };
        let HeldMeeting { scenarios, meeting } = &self.held;
        let unit = parse_unit(&text(TrainingRecordRow::Unit), &self.scanner);
        let date = parse_date(&text(TrainingRecordRow::Date), self.today);
        let participants = parse_participants(&text(TrainingRecordRow::Participants), meeting.most_hands);
        Ok(TrainingRecord {
            unit: unit.map_err(wrong(TrainingRecordRow::Unit))?,
            date: date.map_err(wrong(TrainingRecordRow::Date))?,
            participants: participants.map_err(wrong(TrainingRecordRow::Participants))?,
            scenarios: scenarios.iter().map(|card| card.id.clone()).collect(),
            missed: meeting.missed.clone(),
        })
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}
