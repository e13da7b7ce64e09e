//! The saved forms over lines: one is chosen by its number, read, corrected, marked as sent, written in another format or deleted.

use std::io::{self, BufRead, Write};

use chrono::NaiveDate;

use super::talk::{Conversation, LinePage, StopReason};
use super::{YesNo, correct, numbers};
use crate::corrections::OpenCorrection;
use crate::deid::Scanner;
use crate::export::{Format, Purpose, txt};
use crate::present::ACUTE;
use crate::saved_forms::{SavedFormAction, SavedRow, apply_action};
use crate::store::Store;
use crate::store::form_files::FormState;
use crate::store::list::SavedForm;

/// How many forms are shown.
const SHOWN: usize = 200;

const BACK: &str = "Skriv en siffra. Enter går tillbaka.";

/// What a session needs.
#[derive(Debug)]
pub struct FormsSetup {
    /// Where the forms are.
    pub store: Store,
    /// The day.
    pub today: NaiveDate,
    /// What finds identifying text.
    pub scanner: Scanner,
    /// What the lines are written on.
    pub page: LinePage,
}

/// Shows the saved forms and does what is said with them, until the user leaves or the input ends.
///
/// # Errors
/// Where the lines can no longer be read or written.
pub fn run_forms_session(
    setup: FormsSetup,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<()> {
    let talk = Conversation::new(input, output).on_page(setup.page);
    match (FormsSession { talk, setup }).run_to_end() {
        Ok(()) | Err(StopReason::Left | StopReason::InputEnded) => Ok(()),
        Err(StopReason::Broken(error)) => Err(error),
    }
}

struct FormsSession<'t> {
    talk: Conversation<'t>,
    setup: FormsSetup,
}

impl FormsSession<'_> {
    fn run_to_end(&mut self) -> Result<(), StopReason> {
        loop {
            let found = self.setup.store.folder_to_read().and_then(|_| self.setup.store.newest_forms(SHOWN));
            let (forms, all) = match found {
                Ok(found) => found,
                Err(fault) => {
                    return Ok(self.talk.write_paragraph(&format!("{fault} {}", fault.help()))?);
                }
            };
            self.show_forms(&forms, all)?;
            if forms.is_empty() {
                return Ok(());
            }
            let line = self.talk.ask_line()?;
            if matches!(line.to_lowercase().as_str(), "" | "q" | "sluta") {
                return Ok(());
            }
            match numbers::parse_number(&line, forms.len()) {
                Ok(at) => forms.get(at).map_or(Ok(()), |form| self.open_form(form))?,
                Err(why) => self.talk.write_aside(&why)?,
            }
        }
    }

    fn show_forms(&mut self, forms: &[SavedForm], all: usize) -> Result<(), StopReason> {
        self.talk.write_blank_line()?;
        if forms.is_empty() {
            let says =
                "Det finns inga sparade blanketter än. De kommer hit när du sparar i slutet av en genomgång.";
            return Ok(self.talk.write_paragraph(says)?);
        }
        self.talk.write_paragraph("Sparade blanketter:")?;
        for (n, form) in forms.iter().enumerate() {
            let row = SavedRow::from_form(form);
            self.talk.write_numbered(n + 1, &format!("{}. {}", row.head, row.about))?;
        }
        if all > forms.len() {
            let says = format!("Här är de {} senaste av {all}. `stegvis forms` visar alla.", forms.len());
            self.talk.write_paragraph(&says)?;
        }
        self.talk.write_question(ACUTE)?;
        Ok(self.talk.write_question("Skriv siffran för en blankett, eller sluta.")?)
    }

    fn open_form(&mut self, saved: &SavedForm) -> Result<(), StopReason> {
        self.talk.write_blank_line()?;
        let row = SavedRow::from_form(saved);
        self.talk.write_paragraph(&row.head)?;
        let Ok(form) = &saved.form else {
            self.talk.write_paragraph(&row.about)?;
            return self.confirm_deletion(saved);
        };
        let turned = match saved.state {
            FormState::NotSent => (FormState::Sent, "Märk den som skickad"),
            FormState::Sent => (FormState::NotSent, "Ta bort märket att den är skickad"),
        };
        let choices = [
            "Läs den",
            "Rätta den, eller märk något som gjort",
            turned.1,
            "Skriv den i ett annat format",
            "Ta bort den",
        ];
        match self.talk.ask_number(&choices, BACK)? {
            Some(0) => {
                let bytes = txt::write(form, Purpose::Case);
                let rows: Vec<String> =
                    String::from_utf8_lossy(&bytes).lines().map(crate::prose::sanitize).collect();
                Ok(self.talk.write_lines(&rows)?)
            }
            Some(1) => self.correct_form(saved),
            Some(2) => self.change_form(saved, SavedFormAction::Mark(turned.0)),
            Some(3) => self.write_form(saved),
            Some(_) => self.confirm_deletion(saved),
            None => Ok(()),
        }
    }

    fn correct_form(&mut self, saved: &SavedForm) -> Result<(), StopReason> {
        match OpenCorrection::open_file(&saved.path, self.setup.today) {
            Ok(open) => {
                correct::correct_form(&mut self.talk, open, &self.setup.scanner)?;
                Ok(())
            }
            Err(fault) => Ok(self.talk.write_paragraph(&fault.to_string())?),
        }
    }

    fn write_form(&mut self, saved: &SavedForm) -> Result<(), StopReason> {
        let labels: Vec<String> =
            Format::ALL.iter().map(|format| format!("{}: {}", format.id(), format.label())).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let at = self.talk.ask_number(&labels, BACK)?;
        let format = at.and_then(|at| Format::ALL.get(at).copied());
        format.map_or(Ok(()), |format| self.change_form(saved, SavedFormAction::Write(format)))
    }

    fn confirm_deletion(&mut self, saved: &SavedForm) -> Result<(), StopReason> {
        let asks =
            "Vill du ta bort blanketten för gott, i alla format? Det går inte att ångra. Skriv ja eller nej.";
        match self.talk.ask_yes_no(asks)? {
            YesNo::Yes => self.change_form(saved, SavedFormAction::Delete),
            YesNo::No => Ok(()),
        }
    }

    fn change_form(&mut self, saved: &SavedForm, action: SavedFormAction) -> Result<(), StopReason> {
        let says = match apply_action(&saved.path, action) {
            Ok(says) => says,
            Err(fault) => format!("{fault} {}", fault.help()),
        };
        Ok(self.talk.write_paragraph(&says)?)
    }
}
