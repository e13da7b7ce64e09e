//! What is left to do after saved forms, over lines.

use std::io::{self, BufRead, Write};

use chrono::NaiveDate;

use super::talk::{Conversation, LinePage, StopReason};
use super::{numbers, words};
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
            let line = self.talk.ask_line()?;
            if matches!(line.as_str(), "" | "q" | "avsluta") {
                return Ok(());
            }
            match numbers::parse_number(&line, open.len()).map(|nth| open.get(nth)) {
                Ok(Some(item)) => self.close_item(item)?,
                Ok(None) => {}
                Err(why) => self.talk.write_paragraph(&why)?,
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
            self.talk.write_paragraph(
                "Skriv siffran för det som är gjort eller inte aktuellt. Enter går tillbaka.",
            )?;
        }
        Ok(())
    }

    fn close_item(&mut self, item: &ToDoItem) -> Result<(), StopReason> {
        self.talk.write_paragraph(&format!("{}:", item.title))?;
        self.talk.write_numbered(1, "Gjort")?;
        for (n, reason) in item.reasons.iter().enumerate() {
            self.talk.write_numbered(n + 2, &format!("Inte aktuellt: {reason}"))?;
        }
        self.talk.write_paragraph("Skriv siffran. Enter ändrar inget.")?;
        loop {
            let line = self.talk.ask_line()?;
            if line.is_empty() {
                return Ok(());
            }
            let how = match numbers::parse_number(&line, item.reasons.len() + 1) {
                Ok(0) => ToDoClosing::Done,
                Ok(nth) => ToDoClosing::NotRelevant(nth - 1),
                Err(why) => {
                    self.talk.write_paragraph(&why)?;
                    continue;
                }
            };
            let ToDoSetup { file, store, today, .. } = self.setup;
            let said = todo::close_with_form((file, store), &item.id, &how, today);
            let said = said.unwrap_or_else(|fault| format!("{fault} {}", fault.help()));
            return Ok(self.talk.write_paragraph(&said)?);
        }
    }
}
