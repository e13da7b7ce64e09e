//! Single values: texts, ids, days, numbers and words from a set.

use chrono::NaiveDate;

use super::Lowering;
use super::fields::{Fields, Slot};
use crate::calendar;
use crate::characters::{self, HiddenCharacter};
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::model::TextRemark;
use crate::flow::shape::ValueKind;
use crate::flow::tree::YamlValue;
use crate::flow::word::{clip_word, explain_hidden, is_id, repair_id};
use crate::source::{SourceFile, Span, Spanned};

/// The guard words; a step may not be called any of them.
pub(crate) const GUARD_WORDS: [&str; 3] = ["any", "all", "not"];

impl<'t> Lowering<'t> {
    /// The text on one line under `key`; empty where it is missing, which has been told.
    pub(crate) fn line_of(&mut self, fields: &Fields<'t>, key: &str) -> String {
        fields.get_slot(key).map(|slot| self.read_line(slot)).unwrap_or_default()
    }

    /// The text under `key`, where there is one.
    pub(crate) fn text_of(&mut self, fields: &Fields<'t>, key: &str) -> Option<String> {
        fields.get_slot(key).map(|slot| self.read_text(slot))
    }

    /// A text on one line.
    pub(crate) fn read_line(&mut self, slot: Slot<'t>) -> String {
        let text = self.read_written(slot, &ValueKind::Line);
        if text.contains('\n') {
            let message = format!("`{}` visas på en rad, men texten har flera.", slot.key);
            let fault = Diagnostic::error(fault::SEVERAL_LINES, slot.node.span, message);
            self.push_fault(fault.with_help("Skriv texten på en rad, eller använd `>-` i stället för `|`."));
        }
        text
    }

    /// A text that may have several lines.
    pub(crate) fn read_text(&mut self, slot: Slot<'t>) -> String {
        self.read_written(slot, &ValueKind::Text)
    }

    /// An id where it is given to something: `id: …`.
    pub(crate) fn read_id(&mut self, slot: Slot<'t>) -> String {
        let Some(word) = self.read_word(slot, &ValueKind::Id) else { return String::new() };
        self.check_id(word, slot.node.span);
        word.to_owned()
    }

    /// Whether a key that names something is a well-formed id; told where it is not.
    pub(crate) fn check_id(&mut self, word: &str, at: Span) {
        if is_id(word) {
            return;
        }
        let message = format!(
            "`{}` är inte ett id: ett id är små bokstäver och siffror med bindestreck emellan.",
            clip_word(word)
        );
        let repaired = repair_id(word);
        let help = is_id(&repaired).then(|| format!("Skriv till exempel `{repaired}`."));
        let help = explain_hidden(word).or(help);
        self.push_fault(Diagnostic::error(fault::BAD_ID, at, message).with_optional_help(help));
    }

    /// A day.
    pub(crate) fn read_date(&mut self, slot: Slot<'t>) -> Option<NaiveDate> {
        let word = self.read_word(slot, &ValueKind::Date)?;
        let date = calendar::parse_any_year(word);
        if date.is_none() {
            let message = format!("`{}` är inte ett datum i almanackan.", clip_word(word));
            let fault = Diagnostic::error(fault::BAD_DATE, slot.node.span, message);
            self.push_fault(fault.with_help("Skriv datum som ÅÅÅÅ-MM-DD, till exempel 2025-07-01."));
        }
        date
    }

    /// A whole number in a range.
    pub(crate) fn read_count(&mut self, slot: Slot<'t>, least: usize, most: usize) -> usize {
        let Some(word) = self.read_word(slot, &ValueKind::Count(least)) else { return least };
        let digits = word.len() <= 9 && word.bytes().all(|byte| byte.is_ascii_digit());
        match word.parse() {
            Ok(number) if digits && (least..=most).contains(&number) => number,
            Ok(_) | Err(_) => {
                let message = match most {
                    MOST => format!("`{}` ska vara ett heltal, minst {least}.", slot.key),
                    _ => format!("`{}` ska vara ett heltal mellan {least} och {most}.", slot.key),
                };
                let fault = Diagnostic::error(fault::BAD_NUMBER, slot.node.span, message);
                self.push_fault(fault.with_help("Skriv talet med siffror, utan mellanslag."));
                least
            }
        }
    }

    /// `true` or `false`.
    pub(crate) fn read_bool(&mut self, slot: Slot<'t>) -> bool {
        self.one_of(slot, &["true", "false"]) == Some("true")
    }

    /// One of the words.
    pub(crate) fn one_of(&mut self, slot: Slot<'t>, words: &'static [&'static str]) -> Option<&'static str> {
        let written = self.read_word(slot, &ValueKind::Word(words))?;
        let known = words.iter().find(|word| **word == written);
        if known.is_none() {
            let message = format!("`{}` kan inte vara `{}`.", slot.key, clip_word(written));
            let help = self.suggest_word(written, words);
            self.push_fault(
                Diagnostic::error(fault::WRONG_VALUE, slot.node.span, message).with_optional_help(help),
            );
        }
        known.copied()
    }

    /// A single word as written; told and `None` where something else stands there.
    pub(crate) fn read_word(&mut self, slot: Slot<'t>, kind: &ValueKind) -> Option<&'t str> {
        if let YamlValue::Text(text) = &slot.node.value {
            return Some(text.trim());
        }
        self.report_wrong_type(slot, describe_wanted(kind));
        None
    }

    fn read_written(&mut self, slot: Slot<'t>, kind: &ValueKind) -> String {
        let Some(text) = self.read_word(slot, kind) else { return String::new() };
        if text.is_empty() {
            let message = format!("`{}` är tom.", slot.key);
            let fault = Diagnostic::error(fault::EMPTY_TEXT, slot.node.span, message);
            self.push_fault(fault.with_help("Skriv en text, eller ta bort nyckeln om den inte behövs."));
        }
        let at = slot.node.span;
        if let Some(steering) = text.chars().find(|c| characters::is_control(*c) && *c != '\n') {
            self.report_hidden_character(steering, at);
        } else if let Some(HiddenCharacter { character, .. }) = characters::first_hidden(text) {
            let span = self.place_of(character, at);
            self.remarks.push(TextRemark::Hidden(Spanned { value: character, span }));
        }
        let file = self.texts.get(usize::from(at.file.0)).copied();
        self.abbreviations.record_abbreviations(text, at, file);
        self.remarks.extend(file.and_then(|file| comment_after(file, at)).map(TextRemark::Cut));
        text.to_owned()
    }

    /// A character that does not show.
    pub(super) fn report_hidden_character(&mut self, hidden: char, at: Span) {
        let message =
            format!("Här står ett tecken som inte syns: {}.", characters::describe_character(hidden));
        self.push_fault(
            Diagnostic::error(fault::CONTROL_CHARACTER, at, message).with_help("Ta bort tecknet."),
        );
    }

    /// Where a character first stands in what is written at `at`; all of that where it is written in another way.
    fn place_of(&self, character: char, at: Span) -> Span {
        let written = self.texts.get(usize::from(at.file.0)).map(|file| file.slice(at)).unwrap_or_default();
        written.find(character).map_or(at, |from| {
            let start = at.start + from;
            Span::new(at.file, start, start + character.len_utf8())
        })
    }
}

/// The comment that follows an unquoted text on its line, and so may be a part of it that was cut away.
pub(crate) fn comment_after(file: &SourceFile, at: Span) -> Option<Span> {
    let rest = file.text().get(at.end..)?;
    let comment = rest.trim_start_matches([' ', '\t']);
    if !comment.starts_with('#') {
        return None;
    }
    let marks = |text: &str| text.starts_with(['"', '\'', '|', '>']);
    let is_plain = !marks(file.slice(at)) && !marks(file.text().get(at.start.saturating_sub(1)..)?);
    // A text of several lines that is set off by `|` ends where the next line's own text begins.
    let before = file.text().get(..at.end)?.rsplit('\n').next()?;
    let blanks = rest.len() - comment.len();
    let cuts = !before.trim().is_empty() && (blanks > 0 || before.ends_with([' ', '\t']));
    let start = at.end + blanks;
    let end = start + comment.lines().next()?.trim_end().len();
    (is_plain && cuts).then(|| Span::new(at.file, start, end))
}

/// No upper bound for [`Lowering::read_count`].
pub(crate) const MOST: usize = usize::MAX;

/// What a kind is called where something else stands.
pub(super) fn describe_wanted(kind: &ValueKind) -> &'static str {
    match kind {
        ValueKind::Format | ValueKind::Count(_) => "ett tal",
        ValueKind::Line => "en text på en rad",
        ValueKind::Text => "en text",
        ValueKind::Id => "ett id",
        ValueKind::Date => "ett datum",
        ValueKind::Truth => "true eller false",
        ValueKind::Word(_) => "ett ord",
        ValueKind::List(..) => "en lista",
        ValueKind::OneOrList(_) => "ett id eller en lista av id",
        ValueKind::IdMap(..)
        | ValueKind::Map(_)
        | ValueKind::OneKey(_)
        | ValueKind::OneOf(..)
        | ValueKind::Either(..)
        | ValueKind::Guard => "en karta med nycklar",
        ValueKind::FieldValue => "ett värde eller en lista av id",
        ValueKind::Target => "ett steg eller en lista av mål",
    }
}
