//! What can be noted after a training over lines: the same count as on the screen, and nothing else.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use chrono::NaiveDate;

use super::YesNo;
use super::talk::{Conversation, LinePage, StopReason};
use crate::deid::Scanner;
use crate::store::display_path;
use crate::store::trainings::{TrainingLog, TrainingRecord, parse_date, parse_participants, parse_unit};
use crate::training::ScenarioCard;
use crate::training::meeting::HeldMeeting;

/// What the noting needs.
#[derive(Debug)]
pub struct AttendanceSetup {
    /// Where it is noted.
    pub log: TrainingLog,
    /// The day.
    pub today: NaiveDate,
    /// The unit, as far as it is known.
    pub unit: String,
    /// What finds identifying text.
    pub scanner: Scanner,
    /// What was held.
    pub held: HeldMeeting,
    /// What the lines are written on.
    pub page: LinePage,
}

/// Asks whether the training is to be noted, and notes it. Returns where, if it was.
///
/// # Errors
/// Where the lines can no longer be read or written.
pub fn run_attendance(
    setup: AttendanceSetup,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<Option<PathBuf>> {
    let talk = Conversation::new(input, output).on_page(setup.page);
    let mut session = AttendanceSession { talk, setup };
    match session.ask_and_note() {
        Ok(noted) => Ok(noted),
        Err(StopReason::Left | StopReason::InputEnded) => Ok(None),
        Err(StopReason::Broken(error)) => Err(error),
    }
}

struct AttendanceSession<'t> {
    talk: Conversation<'t>,
    setup: AttendanceSetup,
}

impl AttendanceSession<'_> {
    fn ask_and_note(&mut self) -> Result<Option<PathBuf>, StopReason> {
        self.talk.write_paragraph(&ScenarioCard::describe_all(&self.setup.held.scenarios))?;
        let missed = self.setup.held.meeting.missed.len();
        if missed > 0 {
            let says = format!("Frågor som sparas som missade av minst fem, utan antal: {missed}.");
            self.talk.write_paragraph(&says)?;
        }
        let asks = "Vill du notera övningen till årets uppföljning: enhet, dag, hur många som var med och vilka \
                    händelser ni gick igenom, och vilka frågor som minst fem missade? Aldrig vem. Inget annat sparas, och det stannar på den här datorn. Skriv ja eller nej.";
        if self.talk.ask_yes_no(asks)? == YesNo::No {
            return Ok(None);
        }
        let record = self.ask_record()?;
        match self.setup.log.append_record(&record) {
            Ok(path) => {
                self.talk.write_paragraph(&format!("Övningen är noterad: {}", display_path(&path)))?;
                Ok(Some(path))
            }
            Err(fault) => {
                self.talk.write_paragraph(&format!("Inget är noterat. {fault} {}", fault.help()))?;
                Ok(None)
            }
        }
    }

    fn ask_record(&mut self) -> Result<TrainingRecord, StopReason> {
        let (unit, today) = (self.setup.unit.clone(), self.setup.today);
        let present = self.setup.held.meeting.present.map(|present| present.to_string()).unwrap_or_default();
        Ok(TrainingRecord {
            unit: self.ask_value("Enhet", &unit, |text, setup| parse_unit(text, &setup.scanner))?,
            date: self.ask_value("Datum", &today.format("%Y-%m-%d").to_string(), |text, setup| {
                parse_date(text, setup.today)
            })?,
            participants: self.ask_value("Antal deltagare", &present, |text, setup| {
                parse_participants(text, setup.held.meeting.most_hands)
            })?,
            scenarios: self.setup.held.scenarios.iter().map(|card| card.id.clone()).collect(),
            missed: self.setup.held.meeting.missed.clone(),
        })
    }

    /// Asks until what is written can stand; Enter takes what is known.
    fn ask_value<T>(
        &mut self,
        label: &str,
        known: &str,
        parse: impl Fn(&str, &AttendanceSetup) -> Result<T, &'static str>,
    ) -> Result<T, StopReason> {
        self.talk.write_question(&match known {
            "" => format!("{label}:"),
            known => format!("{label}. Enter tar {known}:"),
        })?;
        loop {
            let line = self.talk.ask_line()?;
            match parse(if line.is_empty() { known } else { &line }, &self.setup) {
                Ok(value) => return Ok(value),
                Err(why) => self.talk.refuse_line(why)?,
            }
        }
    }
}
