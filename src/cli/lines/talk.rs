//! What passes between the start page line by line and whoever reads it.

use std::io::{self, BufRead, Write};

use crate::plain::{Conversation, LinePage, StopReason};

/// The two ends of the page.
pub(super) struct LineTalk<'t> {
    talk: Conversation<'t>,
}

/// Why a page ends before its user says so.
#[derive(Debug)]
pub(super) enum PageEnd {
    /// There is no more input.
    Left,
    /// A line cannot be read or written.
    Broken(io::Error),
}

/// What was said where rows can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineChoice {
    /// The row at this place.
    Row(usize),
    /// The word at this place.
    Word(usize),
    /// Nothing: only Enter was pressed.
    Nothing,
    /// The user leaves.
    Leave,
}

impl From<io::Error> for PageEnd {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

impl From<StopReason> for PageEnd {
    fn from(reason: StopReason) -> Self {
        match reason {
            StopReason::Left | StopReason::InputEnded => Self::Left,
            StopReason::Broken(error) => Self::Broken(error),
        }
    }
}

impl<'t> LineTalk<'t> {
    pub(super) fn new(input: &'t mut dyn BufRead, output: &'t mut dyn Write, page: LinePage) -> Self {
        Self { talk: Conversation::new(input, output).on_page(page) }
    }

    /// Both ends, for pages that have a conversation of their own.
    pub(super) fn ends(&mut self) -> (&mut dyn BufRead, &mut dyn Write) {
        self.talk.ends()
    }

    /// A paragraph.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        self.talk.write_paragraph(text)
    }

    /// Lines that are wrapped already.
    pub(super) fn say_lines(&mut self, rows: &[String]) -> io::Result<()> {
        self.talk.write_lines(rows)
    }

    /// How wide lines are written, in columns.
    pub(super) fn width(&self) -> usize {
        self.talk.width()
    }

    /// Words that were asked for; `None` where they are left.
    pub(super) fn ask_words(&mut self, asks: &str, help: &str) -> Result<Option<String>, PageEnd> {
        self.talk.write_question(asks)?;
        self.ask_words_again(help)
    }

    /// The same, where it is asked already.
    pub(super) fn ask_words_again(&mut self, help: &str) -> Result<Option<String>, PageEnd> {
        Ok(self.talk.ask_words(help)?)
    }

    /// Says why a line was not taken, and asks again.
    pub(super) fn refuse(&mut self, why: &str) -> io::Result<()> {
        self.talk.refuse_line(why)
    }

    /// The place of the row that was chosen by its number; `None` where the user goes back. A line that is no row repeats the rows.
    pub(super) fn choose(&mut self, rows: &[&str], asks: &str) -> Result<Option<usize>, PageEnd> {
        match self.choose_or_say(rows, asks, &[], HELP_ROWS)? {
            LineChoice::Row(nth) => Ok(Some(nth)),
            LineChoice::Word(_) | LineChoice::Nothing | LineChoice::Leave => Ok(None),
        }
    }

    /// What was chosen of the rows by its number, or one of these words.
    pub(super) fn choose_or_say(
        &mut self,
        rows: &[&str],
        asks: &str,
        words: &[&str],
        help: &str,
    ) -> Result<LineChoice, PageEnd> {
        for (n, row) in rows.iter().enumerate() {
            self.talk.write_numbered(n + 1, row)?;
        }
        self.talk.write_question(asks)?;
        loop {
            let line = self.talk.ask_helped_line(help)?;
            let small = line.to_lowercase();
            if let Some(word) = words.iter().position(|word| word.starts_with(&small) && !small.is_empty()) {
                return Ok(LineChoice::Word(word));
            }
            match small.as_str() {
                "" => return Ok(LineChoice::Nothing),
                "q" | "avsluta" | "tillbaka" => return Ok(LineChoice::Leave),
                _ => {}
            }
            let nth = line.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            match nth.filter(|nth| *nth < rows.len()) {
                Some(nth) => return Ok(LineChoice::Row(nth)),
                None => {
                    let says = format!("Skriv en siffra från 1 till {}, q eller ? för hjälp.", rows.len());
                    self.talk.refuse_line(&says)?;
                }
            }
        }
    }
}

/// The help where a row is chosen.
const HELP_ROWS: &str = "Skriv siffran framför en rad och tryck Enter. Enter eller q går tillbaka utan att ändra något. göm gömmer allt \
                         genast; Enter visar det igen.";
