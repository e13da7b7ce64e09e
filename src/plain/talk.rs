//! Lines in, lines out. What comes in is whole text of a bounded length; what goes out never steers a screen.

use std::io::{self, BufRead, Read, Write};

use unicode_normalization::UnicodeNormalization;

use crate::deid::residue::wipe_stack;
use crate::present::StepView;
use crate::prose::{self, Markdown};

/// The longest line that is read, in bytes.
const LONGEST: u64 = 64 << 10;

/// Why the session stops before a form is saved.
#[derive(Debug)]
pub(super) enum StopReason {
    /// The user left.
    Left,
    /// There is no more input.
    InputEnded,
    /// A line cannot be read or written.
    Broken(io::Error),
}

impl From<io::Error> for StopReason {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

/// The two ends of a conversation.
pub(super) struct Conversation<'t> {
    input: &'t mut dyn BufRead,
    output: &'t mut dyn Write,
}

impl<'t> Conversation<'t> {
    pub(super) fn new(input: &'t mut dyn BufRead, output: &'t mut dyn Write) -> Self {
        Self { input, output }
    }

    /// A paragraph.
    pub(super) fn write_paragraph(&mut self, text: &str) -> io::Result<()> {
        self.write_rows(&prose::wrap_lines(text, "", ""))
    }

    /// A numbered line.
    pub(super) fn write_numbered(&mut self, number: usize, text: &str) -> io::Result<()> {
        let first = format!("{number}. ");
        let rest = " ".repeat(first.len());
        self.write_rows(&prose::wrap_lines(text, &first, &rest))
    }

    /// A line in a list.
    pub(super) fn write_item(&mut self, text: &str) -> io::Result<()> {
        self.write_rows(&prose::wrap_lines(text, "- ", "  "))
    }

    /// Small Markdown.
    pub(super) fn write_markdown(&mut self, text: &str) -> io::Result<()> {
        self.write_rows(&prose::wrap_markdown(text))
    }

    /// Whom to turn to.
    pub(super) fn write_contacts(&mut self, view: &StepView<'_>) -> io::Result<()> {
        view.contacts
            .iter()
            .try_for_each(|contact| self.write_paragraph(&format!("{}: {}", contact.label, contact.reach)))
    }

    /// What a step rests on: laws, the routine's own words, what its words mean, its documents.
    pub(super) fn write_grounds(&mut self, view: &StepView<'_>) -> io::Result<()> {
        for law in &view.laws {
            self.write_paragraph(&format!(
                "Lagrum: {}: {}",
                law.cite,
                prose::with_full_stop(&law.says.to_plain())
            ))?;
        }
        view.laws_read.iter().try_for_each(|read| self.write_paragraph(read))?;
        if let Some(quote) = &view.quote {
            self.write_paragraph(&format!("Rutinens ord: ”{}”", quote.words.to_plain()))?;
            quote.note.iter().try_for_each(|note| self.write_paragraph(note))?;
        }
        for term in &view.terms {
            self.write_paragraph(&format!(
                "Ord: {} – {}",
                term.term,
                prose::with_full_stop(&Markdown::new(&term.says).to_plain())
            ))?;
        }
        for source in view.sources.iter().chain(&view.term_sources) {
            self.write_paragraph(&format!("Källa: {source}"))?;
        }
        Ok(())
    }

    /// Lines that are wrapped already.
    pub(super) fn write_lines(&mut self, rows: &[String]) -> io::Result<()> {
        self.write_rows(rows)
    }

    /// An empty line.
    pub(super) fn write_blank_line(&mut self) -> io::Result<()> {
        writeln!(self.output)
    }

    /// Waits for a line, without its line break and the blanks around it.
    pub(super) fn ask_line(&mut self) -> Result<String, StopReason> {
        loop {
            write!(self.output, "> ")?;
            self.output.flush()?;
            // What was done with the line before is over.
            wipe_stack();
            match self.read_line()? {
                Some(text) => return Ok(text),
                None => self
                    .write_paragraph("Raden gick inte att läsa: den är för lång eller inte text i UTF-8.")?,
            }
        }
    }

    /// The next line; `None` where it is too long or no text.
    fn read_line(&mut self) -> Result<Option<String>, StopReason> {
        let mut bytes = Vec::new();
        let read = Read::take(&mut *self.input, LONGEST).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Err(StopReason::InputEnded);
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

    fn write_rows(&mut self, rows: &[String]) -> io::Result<()> {
        rows.iter().try_for_each(|row| writeln!(self.output, "{row}"))
    }
}
