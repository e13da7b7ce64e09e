//! Lines in, lines out. What comes in is whole text of a bounded length; what goes out never steers a screen.

use std::io::{self, BufRead, Read, Write};

use unicode_normalization::UnicodeNormalization;

use crate::present::StepView;
use crate::prose::{self, Markdown};

/// The longest line that is read, in bytes.
const LONGEST: u64 = 64 << 10;

/// Why the session stops before a form is saved.
#[derive(Debug)]
pub(super) enum Stop {
    /// The user left.
    Left,
    /// There is no more input.
    InputEnded,
    /// A line cannot be read or written.
    Broken(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

/// The two ends of a conversation.
pub(super) struct Talk<'t> {
    input: &'t mut dyn BufRead,
    output: &'t mut dyn Write,
}

impl<'t> Talk<'t> {
    pub(super) fn new(input: &'t mut dyn BufRead, output: &'t mut dyn Write) -> Self {
        Self { input, output }
    }

    /// A paragraph.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        self.rows(&prose::lines(text, "", ""))
    }

    /// A numbered line.
    pub(super) fn number(&mut self, number: usize, text: &str) -> io::Result<()> {
        let first = format!("{number}. ");
        let rest = " ".repeat(first.len());
        self.rows(&prose::lines(text, &first, &rest))
    }

    /// A line in a list.
    pub(super) fn item(&mut self, text: &str) -> io::Result<()> {
        self.rows(&prose::lines(text, "- ", "  "))
    }

    /// Small Markdown.
    pub(super) fn markdown(&mut self, text: &str) -> io::Result<()> {
        self.rows(&prose::markdown(text))
    }

    /// Whom to turn to.
    pub(super) fn contacts(&mut self, view: &StepView<'_>) -> io::Result<()> {
        view.contacts
            .iter()
            .try_for_each(|contact| self.say(&format!("{}: {}", contact.label, contact.reach)))
    }

    /// What a step rests on: laws, the routine's own words, what its words mean, its documents.
    pub(super) fn grounds(&mut self, view: &StepView<'_>) -> io::Result<()> {
        for law in &view.laws {
            self.say(&format!("Lagrum: {}: {}", law.cite, prose::ended(&law.says.plain())))?;
        }
        view.laws_read.iter().try_for_each(|read| self.say(read))?;
        if let Some(quote) = &view.quote {
            self.say(&format!("Rutinens ord: ”{}”", quote.words.plain()))?;
            quote.note.iter().try_for_each(|note| self.say(note))?;
        }
        for term in &view.terms {
            self.say(&format!("Ord: {} – {}", term.term, prose::ended(&Markdown::new(&term.says).plain())))?;
        }
        for source in view.sources.iter().chain(&view.term_sources) {
            self.say(&format!("Källa: {source}"))?;
        }
        Ok(())
    }

    /// Lines that are wrapped already.
    pub(super) fn lines(&mut self, rows: &[String]) -> io::Result<()> {
        self.rows(rows)
    }

    /// An empty line.
    pub(super) fn gap(&mut self) -> io::Result<()> {
        writeln!(self.output)
    }

    /// Waits for a line, without its line break and the blanks around it.
    pub(super) fn ask(&mut self) -> Result<String, Stop> {
        loop {
            write!(self.output, "> ")?;
            self.output.flush()?;
            match self.line()? {
                Some(text) => return Ok(text),
                None => self.say("Raden gick inte att läsa: den är för lång eller inte text i UTF-8.")?,
            }
        }
    }

    /// The next line; `None` where it is too long or no text.
    fn line(&mut self) -> Result<Option<String>, Stop> {
        let mut bytes = Vec::new();
        let read = Read::take(&mut *self.input, LONGEST).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Err(Stop::InputEnded);
        }
        if !bytes.ends_with(b"\n") && u64::try_from(read).is_ok_and(|read| read == LONGEST) {
            self.skip_line()?;
            return Ok(None);
        }
        let text = String::from_utf8(bytes).ok();
        Ok(text.map(|text| text.trim().nfc().collect()))
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let mut bytes = Vec::new();
            let read = Read::take(&mut *self.input, LONGEST).read_until(b'\n', &mut bytes)?;
            if read == 0 || bytes.ends_with(b"\n") {
                return Ok(());
            }
        }
    }

    fn rows(&mut self, rows: &[String]) -> io::Result<()> {
        rows.iter().try_for_each(|row| writeln!(self.output, "{row}"))
    }
}
