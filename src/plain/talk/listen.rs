//! What is heard: a line, or a text of several that come at once, and nothing that was typed before its question had been read.

use std::io::{self, BufRead, Read};
use std::time::Duration;

use unicode_normalization::UnicodeNormalization;

use super::super::command::PlainCommand;
use super::super::typing;
use super::{Conversation, HELP, LONGEST, StopReason, is_hiding, is_leaving};
use crate::present;

/// What is said of a line that is not taken.
const UNREADABLE: &str = "Raden gick inte att läsa: den är för lång eller inte text i UTF-8.";

/// Whether lines were there before their question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum EarlyLines {
    None,
    Dropped,
}

impl Conversation<'_> {
    /// Waits for a line, whatever it says.
    pub(in crate::plain) fn ask_bare_line(&mut self) -> Result<String, StopReason> {
        loop {
            match <[String; 1]>::try_from(typing::remove_marks(&self.ask_lines()?)) {
                Ok([line]) => {
                    self.question.note_heard();
                    return Ok(line);
                }
                Err(_) => self.refuse_line(present::LINES_AT_ONCE)?,
            }
        }
    }

    /// Waits for a text. Lines that come at once, as where somebody pastes, are one text, with blanks between. The last of them may lie
    /// without its line break where nothing can be read before Enter: it is waited for.
    ///
    /// # Errors
    /// As [`Conversation::ask_line`].
    pub(in crate::plain) fn ask_text(&mut self) -> Result<String, StopReason> {
        let mut lines = self.ask_lines()?;
        let mut goes_on = typing::may_go_on(&lines);
        while goes_on {
            self.write_aside(present::MORE_TEXT)?;
            self.write_prompt()?;
            let more = match self.read_line()? {
                Some(line) if is_hiding(&line) => {
                    self.hide_until_enter()?;
                    continue;
                }
                Some(line) if !line.is_empty() => self.read_burst(line)?,
                Some(_) => break,
                None => {
                    self.refuse_line(UNREADABLE)?;
                    continue;
                }
            };
            goes_on = typing::may_go_on(&more);
            lines.extend(more);
        }
        self.question.note_heard();
        Ok(typing::remove_marks(&lines).join(" "))
    }

    /// Waits for a text, pasted or not; `None` where it is left. The words that are told of are commands here too.
    pub(in crate::plain) fn ask_text_or_leave(&mut self) -> Result<Option<String>, StopReason> {
        loop {
            let text = self.ask_text()?;
            if !PlainCommand::is_help(&text) {
                return Ok(Some(text).filter(|text| !is_leaving(text)));
            }
            self.refuse_line(HELP)?;
        }
    }

    /// The lines that come at once, as they came: one, but where several are pasted.
    fn ask_lines(&mut self) -> Result<Vec<String>, StopReason> {
        loop {
            self.drop_early_lines(Duration::ZERO)?;
            if let Some(typed) = self.page.typed {
                (typed.drop_unread)();
            }
            self.write_prompt()?;
            let rest = self.page.typed.map_or(Duration::ZERO, |typed| typed.rest);
            if self.drop_early_lines(rest)? == EarlyLines::Dropped {
                continue;
            }
            match self.read_line()? {
                Some(text) if is_hiding(&text) => self.hide_until_enter()?,
                Some(text) => return self.read_burst(text),
                None => self.refuse_line(UNREADABLE)?,
            }
        }
    }

    /// Lets go of lines that were there before their question had been read. The word that hides everything is heard among them.
    fn drop_early_lines(&mut self, patience: Duration) -> Result<EarlyLines, StopReason> {
        let mut early = EarlyLines::None;
        let mut patience = patience;
        while self.comes_within(patience) {
            let line = self.read_line()?;
            early = EarlyLines::Dropped;
            patience = Duration::ZERO;
            if line.is_some_and(|line| is_hiding(&line)) {
                self.hide_until_enter()?;
            }
        }
        if early == EarlyLines::Dropped {
            self.write_aside(present::EARLY_LINE)?;
        }
        Ok(early)
    }

    /// The line with those that come at the same time, and the rest of a paste that it begins.
    fn read_burst(&mut self, first: String) -> Result<Vec<String>, StopReason> {
        let mut lines = vec![first];
        while typing::is_inside_paste(&lines) || self.comes_within(typing::BURST) {
            lines.extend(self.read_line()?);
        }
        Ok(lines)
    }

    fn comes_within(&self, patience: Duration) -> bool {
        self.page.typed.is_some_and(|typed| (typed.comes_within)(patience))
    }

    /// The next line; `None` where it is too long or no text.
    pub(super) fn read_line(&mut self) -> Result<Option<String>, StopReason> {
        let mut bytes = Vec::new();
        let read = Read::take(&mut *self.input, LONGEST).read_until(b'\n', &mut bytes)?;
        if self.page.marks_pastes() {
            write!(self.output, "{}", typing::LEAVE_PASTES)?;
        }
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
}
