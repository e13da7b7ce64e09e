//! What is left to do after saved forms, over lines.

use std::io::{self, BufRead, Write};

use chrono::NaiveDate;

use super::talk::{Conversation, LinePage, StopReason};
use super::{YesNo, numbers, words};
use crate::store::Store;
use crate::store::todo::ToDoFile;
use crate::todo::{self, ToDoClosing, ToDoItem};

/// What a session needs.
#[derive(Debug, Clone, Copy)]
pub struct ToDoSetup<'s> {
    /// What is left to do.
    pub file: &'s ToDoFile,
    /// Where the forms lie that name it.
    pub store: &'s Store,
    /// The day.
    pub today: NaiveDate,
    /// How many days reminders are kept at most.
    pub most_days: Option<u64>,
}

/// Tells what is left to do and takes what is said of it, until there is nothing more, the user leaves or the input ends.
///
/// # Errors
/// Where the lines can no longer be read or written.
pub fn run_to_do(
    setup: ToDoSetup<'_>,
    page: LinePage,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<()> {
    let talk = Conversation::new(input, output).on_page(page);
    let mut session = ToDoSession { talk, setup };
    match session.run_to_end() {
        Ok(()) | Err(StopReason::Left | StopReason::InputEnded) => Ok(()),
        Err(StopReason::Broken(error)) => Err(error),
    }
}

const HELP_LIST: &str = "Siffran öppnar det som är gjort eller inte aktuellt; inget ändras förrän du svarar en gång till. Enter går \
                         tillbaka. göm gömmer allt genast.";

const HELP_WAY: &str = "Siffran säger hur det är: gjort, eller varför det inte är aktuellt. Enter ändrar inget. göm gömmer allt genast.";

struct ToDoSession<'t> {
    talk: Conversation<'t>,
    setup: ToDoSetup<'t>,
}

impl ToDoSession<'_> {
    fn run_to_end(&mut self) -> Result<(), StopReason> {
        loop {
            let ToDoSetup { file, today, most_days, .. } = self.setup;
            let open = match todo::list_open(file, today, most_days) {
                Ok(open) => open,
                Err(fault) => return Ok(self.talk.write_paragraph(&format!("{fault} {}", fault.help()))?),
            };
            self.show_items(&open)?;
            if open.is_empty() {
                return Ok(());
            }
            match self.ask_number(open.len(), HELP_LIST)?.map(|nth| open.get(nth)) {
                Some(Some(item)) => self.close_item(item)?,
                Some(None) => {}
                None => return Ok(()),
            }
        }
    }

    fn show_items(&mut self, open: &[ToDoItem]) -> Result<(), StopReason> {
        self.talk.write_blank_line()?;
        self.talk.write_paragraph(&format!("{}.", words::capitalize(&todo::count_things(open.len()))))?;
        for (n, item) in open.iter().enumerate() {
            self.talk.write_numbered(n + 1, &format!("{}. {}", item.title, todo::describe_item(item)))?;
        }
        if !open.is_empty() {
            self.talk.write_question(
                "Skriv siffran för det som är gjort eller inte aktuellt. Enter går tillbaka.",
            )?;
        }
        Ok(())
    }

    fn close_item(&mut self, item: &ToDoItem) -> Result<(), StopReason> {
        self.talk.write_question(&format!("{}:", item.title))?;
        let reasons = item.reasons.iter().map(|reason| format!("Inte aktuellt: {reason}"));
        for (n, way) in std::iter::once("Gjort".to_owned()).chain(reasons).enumerate() {
            self.talk.write_numbered(n + 1, &way)?;
        }
        self.talk.write_question("Skriv siffran. Enter ändrar inget.")?;
        let how = match self.ask_number(item.reasons.len() + 1, HELP_WAY)? {
            Some(0) => ToDoClosing::Done,
            Some(nth) => ToDoClosing::NotRelevant(nth - 1),
            None => return Ok(()),
        };
        if item.form.is_none() && !self.confirm_removal(&how)? {
            return Ok(self.talk.write_paragraph("Påminnelsen står kvar.")?);
        }
        self.note_closing(item, &how)
    }

    /// Asks once more before a reminder is gone: no form holds it.
    fn confirm_removal(&mut self, how: &ToDoClosing) -> Result<bool, StopReason> {
        let asks = match how {
            ToDoClosing::Done => "Är det gjort?",
            ToDoClosing::NotRelevant(_) => "Är det inte aktuellt?",
        };
        let asks = format!("{asks} Påminnelsen tas bort och går inte att få tillbaka. Skriv ja eller nej.");
        Ok(self.talk.ask_yes_no(&asks)? == YesNo::Yes)
    }

    fn note_closing(&mut self, item: &ToDoItem, how: &ToDoClosing) -> Result<(), StopReason> {
        let ToDoSetup { file, store, today, .. } = self.setup;
        let back = if item.form.is_some() { " Rätta blanketten om det blev fel." } else { "" };
        Ok(self.talk.write_paragraph(&match todo::close_with_form((file, store), &item.id, how, today) {
            Ok(said) => format!("{said}{back}"),
            Err(fault) => format!("{fault} {}", fault.help()),
        })?)
    }

    /// The number written, as a place from 0; `None` where it is left.
    fn ask_number(&mut self, most: usize, help: &str) -> Result<Option<usize>, StopReason> {
        loop {
            let line = self.talk.ask_helped_line(help)?;
            if matches!(line.to_lowercase().as_str(), "" | "q" | "avsluta" | "å" | "ångra") {
                return Ok(None);
            }
            match numbers::parse_number(&line, most) {
                Ok(nth) => return Ok(Some(nth)),
                Err(why) => self.talk.refuse_line(&why)?,
            }
        }
    }
}
