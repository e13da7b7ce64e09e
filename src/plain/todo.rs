//! What is left to do after saved forms, over lines.

use std::io::{self, BufRead, Write};

use chrono::NaiveDate;

use super::talk::{Conversation, LinePage, StopReason};
use super::{numbers, words};
use crate::store::todo::ToDoFile;
use crate::todo::{self, ToDoClosing, ToDoItem};

/// Tells what is left to do and takes what is said of it, until there is nothing more, the user leaves or the input ends.
///
/// # Errors
/// Where the lines can no longer be read or written.
pub fn run_to_do(
    (file, today, most_days): (&ToDoFile, NaiveDate, Option<u64>),
    page: LinePage,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<()> {
    let talk = Conversation::new(input, output).on_page(page);
    let mut session = ToDoSession { talk, file, today, most_days };
    match session.run_to_end() {
        Ok(()) | Err(StopReason::Left | StopReason::InputEnded) => Ok(()),
        Err(StopReason::Broken(error)) => Err(error),
    }
}

struct ToDoSession<'t> {
    talk: Conversation<'t>,
    file: &'t ToDoFile,
    today: NaiveDate,
    most_days: Option<u64>,
}

impl ToDoSession<'_> {
    fn run_to_end(&mut self) -> Result<(), StopReason> {
        loop {
            let open = match todo::list_open(self.file, self.today, self.most_days) {
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
            if let Err(fault) = todo::close_item(self.file, &item.id, &how, self.today) {
                self.talk.write_paragraph(&format!("{fault} {}", fault.help()))?;
            }
            return Ok(());
        }
    }
}
