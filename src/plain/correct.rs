//! A saved form corrected over lines: its fields and acts by their numbers, what is written through the gate, and the correction
//! saved.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use super::talk::{Conversation, LinePage, StopReason};
use super::{YesNo, gate, numbers};
use crate::corrections::{CorrectionFault, CorrectionRow, CorrectionSubject, OpenCorrection, list_rows};
use crate::deid::Scanner;
use crate::deid::screened::{Clearings, screen_text};
use crate::flow::model::{FieldKind, Mark};
use crate::form::correct::Correction;
use crate::form::model::{FormEntry, Tick, TickState};
use crate::present::ACUTE;
use crate::prose::with_colon;
use crate::session::period::NotAPeriod;
use crate::session::spoken_time::UNREAD;
use crate::store::display_path;
use crate::store::error::StoreError;
use crate::store::save::EarlierVersion;

/// The longest text of a field whose routine is not there to say.
const LONGEST_TEXT: usize = 600;

const UNCHANGED: &str = "Enter låter det stå.";

/// What a session needs.
#[derive(Debug)]
pub struct CorrectionSetup {
    /// The form.
    pub open: OpenCorrection,
    /// What finds identifying text.
    pub scanner: Scanner,
    /// What the lines are written on.
    pub page: LinePage,
}

/// Corrects a form over lines; the files, where it was saved.
///
/// # Errors
/// Where the lines can no longer be read or written.
pub fn run_correction(
    setup: CorrectionSetup,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<Option<Vec<PathBuf>>> {
    let CorrectionSetup { open, scanner, page } = setup;
    let mut talk = Conversation::new(input, output).on_page(page);
    match correct_form(&mut talk, open, &scanner) {
        Ok(saved) => Ok(saved),
        Err(StopReason::Left | StopReason::InputEnded) => {
            talk.write_blank_line()?;
            talk.write_paragraph("Inget är rättat.")?;
            Ok(None)
        }
        Err(StopReason::Broken(error)) => Err(error),
    }
}

/// Corrects a form in a conversation that is under way; the files, where it was saved.
pub(super) fn correct_form(
    talk: &mut Conversation<'_>,
    open: OpenCorrection,
    scanner: &Scanner,
) -> Result<Option<Vec<PathBuf>>, StopReason> {
    CorrectionSession { talk, open, scanner, clearings: Clearings::default() }.run_to_end()
}

struct CorrectionSession<'s, 't> {
    talk: &'s mut Conversation<'t>,
    open: OpenCorrection,
    scanner: &'s Scanner,
    clearings: Clearings,
}

impl CorrectionSession<'_, '_> {
    fn run_to_end(&mut self) -> Result<Option<Vec<PathBuf>>, StopReason> {
        loop {
            let rows = list_rows(self.open.form.content());
            self.show_rows(&rows)?;
            let line = self.talk.ask_line()?;
            match line.to_lowercase().as_str() {
                "s" | "spara" => {
                    if let Some(saved) = self.save()? {
                        return Ok(Some(saved));
                    }
                }
                "q" | "sluta" => {
                    if self.may_leave()? {
                        return Ok(None);
                    }
                }
                _ => match numbers::parse_number(&line, rows.len()) {
                    Ok(at) => rows.get(at).map_or(Ok(()), |row| self.correct_row(row))?,
                    Err(_) => {
                        let says = format!("Skriv en siffra från 1 till {}, spara eller sluta.", rows.len());
                        self.talk.refuse_line(&says)?;
                    }
                },
            }
        }
    }

    fn show_rows(&mut self, rows: &[CorrectionRow]) -> Result<(), StopReason> {
        self.talk.write_blank_line()?;
        self.talk.write_paragraph("Rätta blanketten. En ny version ersätter den som är sparad.")?;
        for (n, row) in rows.iter().enumerate() {
            self.talk.write_numbered(n + 1, &format!("{} {}", with_colon(&row.label), row.says))?;
        }
        self.talk.write_question(ACUTE)?;
        Ok(self
            .talk
            .write_question("Skriv siffran för det du vill rätta, spara för att spara, eller sluta.")?)
    }

    fn correct_row(&mut self, row: &CorrectionRow) -> Result<(), StopReason> {
        self.talk.write_blank_line()?;
        self.talk.write_paragraph(&format!("{} {}", with_colon(&row.label), row.says))?;
        let correction = match &row.of {
            CorrectionSubject::Act(act) => self.ask_mark(act)?,
            CorrectionSubject::Field(field) => {
                match self.open.form.find_row(field).map(|row| row.entry.clone()) {
                    Some(FormEntry::One(ticks)) => self.ask_option(field, &ticks)?,
                    Some(FormEntry::Any(ticks)) => self.ask_options(field, &ticks)?,
                    Some(FormEntry::Period(_) | FormEntry::Planned(_)) => self.ask_period(field)?,
                    Some(FormEntry::Text(_)) => self.ask_text(field)?,
                    Some(FormEntry::Day(_) | FormEntry::Acts(_)) | None => None,
                }
            }
        };
        match correction.map(|correction| self.open.form.apply(correction)) {
            Some(Err(refusal)) => Ok(self.talk.write_paragraph(&refusal.to_string())?),
            Some(Ok(())) => Ok(self.talk.write_paragraph("Ändrat. Inget är sparat än.")?),
            None => Ok(()),
        }
    }

    fn ask_mark(&mut self, act: &str) -> Result<Option<Correction>, StopReason> {
        let at =
            self.talk.ask_number(&Mark::ALL.map(Mark::label), &format!("Skriv en siffra. {UNCHANGED}"))?;
        let mark = at.and_then(|at| Mark::ALL.get(at).copied());
        Ok(mark.map(|mark| Correction::Mark { act: act.to_owned(), mark }))
    }

    fn ask_option(&mut self, field: &str, ticks: &[Tick]) -> Result<Option<Correction>, StopReason> {
        let labels: Vec<&str> = ticks.iter().map(|tick| tick.text.as_str()).collect();
        let at = self.talk.ask_number(&labels, &format!("Skriv en siffra. {UNCHANGED}"))?;
        let chosen = at.and_then(|at| ticks.get(at)).map(|tick| vec![tick.id.clone()]);
        Ok(chosen.map(|options| Correction::Choose { field: field.to_owned(), options }))
    }

    fn ask_options(&mut self, field: &str, ticks: &[Tick]) -> Result<Option<Correction>, StopReason> {
        for (n, tick) in ticks.iter().enumerate() {
            let chosen = if tick.state == TickState::On { " (valt)" } else { "" };
            self.talk.write_numbered(n + 1, &format!("{}{chosen}", tick.text))?;
        }
        let asks = format!("Skriv alla siffror som ska gälla, som 1 3, eller 0 för inget. {UNCHANGED}");
        self.talk.write_question(&asks)?;
        loop {
            let line = self.talk.ask_line()?;
            if line.is_empty() {
                return Ok(None);
            }
            match numbers::parse_numbers(&line, ticks.len()) {
                Ok(places) => {
                    let options =
                        places.into_iter().filter_map(|at| ticks.get(at)).map(|tick| tick.id.clone());
                    return Ok(Some(Correction::Choose {
                        field: field.to_owned(),
                        options: options.collect(),
                    }));
                }
                Err(why) => self.talk.refuse_line(&why)?,
            }
        }
    }

    fn ask_period(&mut self, field: &str) -> Result<Option<Correction>, StopReason> {
        let asks = format!("Skriv {}. {UNCHANGED}", self.open.time_precision(field).examples());
        self.talk.write_question(&asks)?;
        loop {
            let line = self.talk.ask_line()?;
            if line.is_empty() {
                return Ok(None);
            }
            match self.open.parse_time(field, &line) {
                Ok(correction) => return Ok(Some(correction)),
                Err(NotAPeriod) => self.talk.refuse_line(UNREAD)?,
            }
        }
    }

    fn ask_text(&mut self, field: &str) -> Result<Option<Correction>, StopReason> {
        self.clearings.enter_place(field);
        let flow = self.open.form.flow();
        let kind = flow.and_then(|flow| Some(&flow.form.field(flow.form.find_field(field)?).kind));
        let longest = match kind {
            Some(FieldKind::Text { max }) => *max,
            Some(_) | None => LONGEST_TEXT,
        };
        let asks = format!(
            "Skriv hela texten på en rad, utan något som pekar ut någon, eller - för ingen. {UNCHANGED}"
        );
        let text = gate::ask_text(self.talk, self.scanner, &mut self.clearings, longest, &asks)?;
        let text = match text {
            Some(text) if text.text() == "-" => screen_text(self.scanner, "", &self.clearings).ok(),
            text => text,
        };
        Ok(text.map(|text| Correction::Text { field: field.to_owned(), text }))
    }

    /// Saves what was changed, after it has been shown; the files, where it was.
    fn save(&mut self) -> Result<Option<Vec<PathBuf>>, StopReason> {
        let changes = self.open.form.list_changes();
        if changes.is_empty() {
            self.talk.write_paragraph("Inget är ändrat, så det finns inget att spara.")?;
            return Ok(None);
        }
        self.talk.write_blank_line()?;
        self.talk.write_paragraph("Det här ändras:")?;
        changes.iter().try_for_each(|change| self.talk.write_item(&change.to_string()))?;
        for remark in self.open.form.list_remarks(&self.clearings) {
            self.talk.write_paragraph(&format!("Tänk på: {remark}"))?;
        }
        self.talk.write_question(
            "Den förra versionen tas bort: den kan innehålla det som inte borde stå där. Skriv ja för att spara, behåll för \
             att spara och ha den förra kvar, eller nej för att rätta mer.",
        )?;
        loop {
            match self.talk.ask_line()?.to_lowercase().as_str() {
                "ja" | "j" => return self.write_version(EarlierVersion::Removed),
                "behåll" | "b" => return self.write_version(EarlierVersion::Kept),
                "nej" | "n" => return Ok(None),
                _ => self.talk.refuse_line("Skriv ja, behåll eller nej.")?,
            }
        }
    }

    fn write_version(&mut self, earlier: EarlierVersion) -> Result<Option<Vec<PathBuf>>, StopReason> {
        match self.open.save(earlier) {
            Ok(paths) => {
                self.talk.write_paragraph("Rättelsen är sparad:")?;
                paths.iter().try_for_each(|path| self.talk.write_item(&display_path(path)))?;
                self.talk.write_paragraph(self.open.describe_sending())?;
                Ok(Some(paths))
            }
            Err(fault) => {
                let help = match &fault {
                    CorrectionFault::Save(fault) => StoreError::help(fault),
                    CorrectionFault::Unreadable(_) | CorrectionFault::Refused(_) => "",
                };
                self.talk.write_paragraph(&format!("Inget är sparat. {fault} {help}"))?;
                Ok(None)
            }
        }
    }

    /// Whether nothing is lost by leaving, or the user lets it go.
    fn may_leave(&mut self) -> Result<bool, StopReason> {
        if self.open.form.list_changes().is_empty() {
            return Ok(true);
        }
        let asks = "Rättelsen är inte sparad. Vill du släppa den? Skriv ja eller nej.";
        Ok(self.talk.ask_yes_no(asks)? == YesNo::Yes)
    }
}
