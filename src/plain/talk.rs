//! Lines in, lines out. What comes in is whole text of a bounded length; what goes out never steers a screen.

mod listen;

use std::io::{self, BufRead, Write};

use super::command::{HIDE, PlainCommand};
use super::question::{OpenQuestion, RowKind};
use super::typing::{self, TypedInput};
use super::{YesNo, numbers};
use crate::deid::stack_residue::wipe_stack;
use crate::present::StepView;
use crate::prose::{self, Markdown};

/// The longest line that is read, in bytes.
const LONGEST: u64 = 64 << 10;

/// Why the session stops before a form is saved.
#[derive(Debug)]
pub enum StopReason {
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

/// What lines are written on.
#[derive(Debug, Clone, Copy)]
pub struct LinePage {
    /// How wide it is now, in columns.
    pub columns: fn() -> usize,
    /// How what stands there is hidden.
    pub hiding: Hiding,
    /// How somebody types what is read; `None` where it comes from a pipe or a file.
    pub typed: Option<TypedInput>,
}

/// How what stands on a page of lines is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hiding {
    /// The screen is wiped, and what can be scrolled back to.
    Wipe,
    /// Empty lines push it away: there is no screen.
    Push,
}

impl LinePage {
    /// How wide lines are written, in columns.
    pub fn width(self) -> usize {
        (self.columns)().clamp(NARROWEST, WIDEST)
    }

    /// Whether there is a terminal at both ends, that can mark what is pasted.
    fn marks_pastes(self) -> bool {
        self.hiding == Hiding::Wipe && self.typed.is_some()
    }
}

impl Default for LinePage {
    fn default() -> Self {
        Self { columns: || prose::WIDTH, hiding: Hiding::Push, typed: None }
    }
}

fn is_hiding(line: &str) -> bool {
    HIDE.contains(&line.to_lowercase().as_str())
}

/// Whether a line leaves what is asked as it is.
fn is_leaving(line: &str) -> bool {
    matches!(line.to_lowercase().as_str(), "" | "q" | "avsluta" | "sluta" | "å" | "ångra" | "tillbaka")
}

/// The help where a question says itself what can be written.
const HELP: &str =
    "Skriv det som frågan säger, på en rad, och tryck Enter. göm gömmer allt genast; Enter visar det igen.";

/// The help where a number is waited for.
pub(super) const HELP_NUMBER: &str = "Skriv siffran framför det du väljer och tryck Enter. Bara Enter väljer inget. göm gömmer allt \
                                      genast; Enter visar det igen.";

/// The help where it is yes or no.
pub(super) const HELP_YES_NO: &str = "Skriv ja eller nej, eller bara j eller n, och tryck Enter. göm gömmer allt genast; Enter visar det igen.";

/// The narrowest that lines are wrapped to, in columns.
const NARROWEST: usize = 20;

/// The widest that lines are wrapped to, however wide the window: longer ones are hard to follow.
const WIDEST: usize = 100;

/// Wipes the screen and what can be scrolled back to, and begins at its top.
const WIPED: &str = "\u{1b}[H\u{1b}[2J\u{1b}[3J";

/// How many empty lines push what stands there away, where there is no screen.
const PUSHED: usize = 60;

/// The two ends of a conversation.
pub struct Conversation<'t> {
    input: &'t mut dyn BufRead,
    output: &'t mut dyn Write,
    page: LinePage,
    /// What was written since the last line was taken.
    question: OpenQuestion,
}

impl<'t> Conversation<'t> {
    /// A conversation over lines of the usual width.
    pub fn new(input: &'t mut dyn BufRead, output: &'t mut dyn Write) -> Self {
        Self { input, output, page: LinePage::default(), question: OpenQuestion::default() }
    }

    /// The same on this page.
    #[must_use]
    pub fn on_page(self, page: LinePage) -> Self {
        Self { page, ..self }
    }

    /// How wide lines are written, in columns.
    pub fn width(&self) -> usize {
        self.page.width()
    }

    /// Both ends, for what has a conversation of its own.
    pub fn ends(&mut self) -> (&mut dyn BufRead, &mut dyn Write) {
        (&mut *self.input, &mut *self.output)
    }

    /// A paragraph that asks, or says what can be written: it is repeated where a line is not taken.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write_question(&mut self, text: &str) -> io::Result<()> {
        self.write_kind(RowKind::Asked, &prose::wrap_lines_to(text, "", "", self.width()))
    }

    /// Says why a line was not taken, and asks again.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn refuse_line(&mut self, why: &str) -> io::Result<()> {
        self.write_aside(why)?;
        self.repeat_question()
    }

    /// What is asked, once more.
    pub(super) fn repeat_question(&mut self) -> io::Result<()> {
        self.question.reopen();
        let rows = self.question.asked_rows();
        rows.iter().try_for_each(|row| writeln!(self.output, "{row}"))
    }

    /// A paragraph that is no part of what is asked.
    pub(super) fn write_aside(&mut self, text: &str) -> io::Result<()> {
        let rows = prose::wrap_lines_to(text, "", "", self.width());
        rows.iter().try_for_each(|row| writeln!(self.output, "{row}"))
    }

    /// What is asked, for where something else is asked in between.
    pub(super) fn question(&self) -> OpenQuestion {
        self.question.clone()
    }

    /// Asks what was asked before something else was.
    pub(super) fn restore_question(&mut self, question: OpenQuestion) -> io::Result<()> {
        self.question = question;
        self.repeat_question()
    }

    /// A paragraph.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write_paragraph(&mut self, text: &str) -> io::Result<()> {
        self.write_rows(&prose::wrap_lines_to(text, "", "", self.width()))
    }

    /// A numbered line: what can be chosen.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write_numbered(&mut self, number: usize, text: &str) -> io::Result<()> {
        let first = format!("{number}. ");
        let rest = " ".repeat(first.len());
        self.write_kind(RowKind::Asked, &prose::wrap_lines_to(text, &first, &rest, self.width()))
    }

    /// A line in a list.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write_item(&mut self, text: &str) -> io::Result<()> {
        self.write_rows(&prose::wrap_lines_to(text, "- ", "  ", self.width()))
    }

    /// A line in a list of what can be chosen.
    pub(super) fn write_choice(&mut self, text: &str) -> io::Result<()> {
        self.write_kind(RowKind::Asked, &prose::wrap_lines_to(text, "- ", "  ", self.width()))
    }

    /// Small Markdown.
    pub(super) fn write_markdown(&mut self, text: &str) -> io::Result<()> {
        self.write_rows(&prose::wrap_markdown_to(text, self.width()))
    }

    /// Whom to turn to.
    pub(super) fn write_contacts(&mut self, view: &StepView<'_>) -> io::Result<()> {
        let contacts = view.contacts.iter().map(|contact| format!("{}: {}", contact.label, contact.reach));
        view.duty.iter().cloned().chain(contacts).try_for_each(|says| self.write_paragraph(&says))
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
        let explained = view.find_terms();
        for term in &explained.terms {
            self.write_paragraph(&format!(
                "Ord: {} – {}",
                term.term,
                prose::with_full_stop(&Markdown::new(&term.says).to_plain())
            ))?;
        }
        let of_terms = explained.sources.iter().filter(|known| !view.sources.contains(known));
        for source in view.sources.iter().chain(of_terms) {
            self.write_paragraph(&format!("Källa: {source}"))?;
        }
        Ok(())
    }

    /// Lines that are wrapped already.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn write_lines(&mut self, rows: &[String]) -> io::Result<()> {
        self.write_rows(rows)
    }

    /// An empty line.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write_blank_line(&mut self) -> io::Result<()> {
        self.write_rows(&[String::new()])
    }

    /// Waits for a line, without its line break and the blanks around it. Whoever asks for help is told that the question stands above.
    ///
    /// # Errors
    /// [`StopReason::InputEnded`] where there is none, and [`StopReason::Broken`] where it cannot be read.
    pub fn ask_line(&mut self) -> Result<String, StopReason> {
        self.ask_helped_line(HELP)
    }

    /// Waits for a line. Whoever asks for help is told this, and asked again.
    ///
    /// # Errors
    /// As [`Conversation::ask_line`].
    pub fn ask_helped_line(&mut self, help: &str) -> Result<String, StopReason> {
        loop {
            let line = self.ask_bare_line()?;
            if !PlainCommand::is_help(&line) {
                return Ok(line);
            }
            self.refuse_line(help)?;
        }
    }

    /// Waits for words to be kept or looked for, on one line; `None` where they are left: the words that are told of are commands here
    /// too, and signs alone are no words. A single `-` is.
    ///
    /// # Errors
    /// As [`Conversation::ask_line`].
    pub fn ask_words(&mut self, help: &str) -> Result<Option<String>, StopReason> {
        loop {
            let line = self.ask_helped_line(help)?;
            if is_leaving(&line) {
                return Ok(None);
            }
            if line == "-" || line.chars().any(char::is_alphanumeric) {
                return Ok(Some(line));
            }
            self.refuse_line(
                "Bara tecken går inte att spara. Skriv ord eller siffror, eller q för att låta bli.",
            )?;
        }
    }

    /// One of these, by its number; `None` where nothing is chosen. `advice` says how.
    pub(super) fn ask_number(&mut self, choices: &[&str], advice: &str) -> Result<Option<usize>, StopReason> {
        self.write_choices(choices, advice)?;
        loop {
            let line = self.ask_helped_line(HELP_NUMBER)?;
            if is_leaving(&line) {
                return Ok(None);
            }
            match numbers::parse_number(&line, choices.len()) {
                Ok(at) => return Ok(Some(at)),
                Err(why) => self.refuse_line(&why)?,
            }
        }
    }

    fn write_choices(&mut self, choices: &[&str], advice: &str) -> io::Result<()> {
        for (n, choice) in choices.iter().enumerate() {
            self.write_numbered(n + 1, choice)?;
        }
        self.write_question(advice)
    }

    /// Ja or nej.
    pub(super) fn ask_yes_no(&mut self, question: &str) -> Result<YesNo, StopReason> {
        self.write_question(question)?;
        loop {
            match self.ask_helped_line(HELP_YES_NO)?.to_lowercase().as_str() {
                "ja" | "j" => return Ok(YesNo::Yes),
                "nej" | "n" => return Ok(YesNo::No),
                _ => self.refuse_line("Skriv ja eller nej.")?,
            }
        }
    }

    fn write_prompt(&mut self) -> io::Result<()> {
        let marks = if self.page.marks_pastes() { typing::MARK_PASTES } else { "" };
        write!(self.output, "{marks}> ")?;
        self.output.flush()?;
        // What was done with the line before is over.
        wipe_stack();
        Ok(())
    }

    /// Hides everything until Enter is pressed, and then writes again what was to be answered.
    fn hide_until_enter(&mut self) -> Result<(), StopReason> {
        self.hide()?;
        writeln!(self.output, "Paus. Tryck Enter för att fortsätta.")?;
        self.write_prompt()?;
        while self.read_line()?.is_none_or(|line| !line.is_empty()) {
            self.hide()?;
            self.write_prompt()?;
        }
        let rows = self.question.all_rows();
        Ok(rows.iter().try_for_each(|row| writeln!(self.output, "{row}"))?)
    }

    fn hide(&mut self) -> io::Result<()> {
        match self.page.hiding {
            Hiding::Wipe => write!(self.output, "{WIPED}"),
            Hiding::Push => write!(self.output, "{}", "\n".repeat(PUSHED)),
        }
    }

    fn write_rows(&mut self, rows: &[String]) -> io::Result<()> {
        self.write_kind(RowKind::Told, rows)
    }

    fn write_kind(&mut self, kind: RowKind, rows: &[String]) -> io::Result<()> {
        self.question.push_rows(kind, rows);
        rows.iter().try_for_each(|row| writeln!(self.output, "{row}"))
    }
}
