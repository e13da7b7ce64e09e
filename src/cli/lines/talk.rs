//! What passes between the start page line by line and whoever reads it.

use std::io::{self, BufRead, Write};

use crate::plain::{Conversation, LinePage, StopReason};

/// The two ends of the page.
pub(super) struct LineTalk<'t> {
    input: &'t mut dyn BufRead,
    output: &'t mut dyn Write,
    page: LinePage,
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
    /// Nothing: the user goes back.
    Back,
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
        Self { input, output, page }
    }

    /// Both ends, for pages that have a conversation of their own.
    pub(super) fn ends(&mut self) -> (&mut dyn BufRead, &mut dyn Write) {
        (&mut *self.input, &mut *self.output)
    }

    fn converse(&mut self) -> Conversation<'_> {
        Conversation::new(&mut *self.input, &mut *self.output).on_page(self.page)
    }

    /// A paragraph.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        self.converse().write_paragraph(text)
    }

    /// Lines that are wrapped already.
    pub(super) fn say_lines(&mut self, rows: &[String]) -> io::Result<()> {
        rows.iter().try_for_each(|row| writeln!(self.output, "{row}"))
    }

    /// How wide lines are written, in columns.
    pub(super) fn width(&self) -> usize {
        self.page.width()
    }

    /// A line that was asked for; empty where only Enter was pressed.
    pub(super) fn ask(&mut self, asks: &str) -> Result<String, PageEnd> {
        let mut talk = self.converse();
        talk.write_paragraph(asks)?;
        Ok(talk.ask_line()?)
    }

    /// The place of the row that was chosen by its number; `None` where the user goes back. A line that is no row repeats the rows.
    pub(super) fn choose(&mut self, rows: &[&str], asks: &str) -> Result<Option<usize>, PageEnd> {
        match self.choose_or_say(rows, asks, &[])? {
            LineChoice::Row(nth) => Ok(Some(nth)),
            LineChoice::Word(_) | LineChoice::Back => Ok(None),
        }
    }

    /// What was chosen of the rows by its number, or one of these words.
    pub(super) fn choose_or_say(
        &mut self,
        rows: &[&str],
        asks: &str,
        words: &[&str],
    ) -> Result<LineChoice, PageEnd> {
        let mut talk = self.converse();
        loop {
            for (n, row) in rows.iter().enumerate() {
                talk.write_numbered(n + 1, row)?;
            }
            talk.write_paragraph(asks)?;
            let line = talk.ask_line()?;
            let small = line.to_lowercase();
            if let Some(word) = words.iter().position(|word| word.starts_with(&small) && !small.is_empty()) {
                return Ok(LineChoice::Word(word));
            }
            if matches!(small.as_str(), "" | "q" | "avsluta" | "tillbaka") {
                return Ok(LineChoice::Back);
            }
            let nth = line.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            match nth.filter(|nth| *nth < rows.len()) {
                Some(nth) => return Ok(LineChoice::Row(nth)),
                None => {
                    talk.write_paragraph(&format!("Skriv en siffra från 1 till {}, eller q.", rows.len()))?;
                }
            }
        }
    }
}
