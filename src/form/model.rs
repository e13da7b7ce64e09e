//! The form as it stands when a walk has come to its end. Self-contained: a later routine never changes it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::deid::screened::Screened;
pub use crate::flow::model::{Counting, Mark, Telling};
use crate::session::period::Period;

/// A filled form. It cannot be written anywhere; only a
/// [`DeidentifiedForm`](super::deidentified::DeidentifiedForm) can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Which of all forms it is; `None` before it is saved, and in forms of format 1.
    pub identity: Option<Identity>,
    /// Its title.
    pub title: String,
    /// The routine that was walked.
    pub routine: RoutineReference,
    /// The version of this program.
    pub tool: String,
    /// The day it was filled in; never a time of day.
    pub filled: NaiveDate,
    /// What it is about, as an id: the answer to its first choice.
    pub kind: String,
    /// Ids of the guarantees that were proved of the routine.
    pub proved: Vec<String>,
    /// Ids of the questions that were answered, without the answers.
    pub steps: Vec<String>,
    /// How many findings in its free text were cleared away, by class.
    pub cleared: BTreeMap<String, usize>,
    /// Whether it is about any person.
    pub persons: Persons,
    /// Its sections with the rows that belong to this walk.
    pub sections: Vec<FormSection>,
}

/// Which form it is, and which of its versions: a correction has the same id and the next version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its id.
    pub id: FormId,
    /// Its version, counted from 1.
    pub version: u32,
}

/// A form's id: random letters, drawn when it is first saved. It says nothing of the form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormId(String);

impl FormId {
    /// How many letters it has.
    pub const LENGTH: usize = 16;

    /// The id that a text is; `None` where it is none.
    pub fn parse_id(text: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        (text.len() == Self::LENGTH && text.bytes().all(fits)).then(|| Self(text.to_owned()))
    }

    /// The id that a form without one is known by: the first digits of a digest in hexadecimal.
    pub fn of_digest(digest: &str) -> Self {
        Self(digest.chars().filter(char::is_ascii_alphanumeric).take(Self::LENGTH).collect())
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the form is called by: the first letters, which its files end in.
    pub fn short_word(&self) -> &str {
        self.0.get(..6).unwrap_or(&self.0)
    }
}

/// Whether a form is about any person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persons {
    /// It is about a thing found, and the form says so.
    Nobody,
    /// It is, or may be.
    Perhaps,
}

/// The routine a form comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutineReference {
    /// Its id.
    pub id: String,
    /// Who answers for it; empty in forms of format 1, which do not say.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Its own version.
    pub version: String,
    /// SHA-256 of its text, in hexadecimal.
    pub fingerprint: String,
    /// When the laws it rests on were read, in words that follow `Lagtexten`; empty in older forms, which do not say.
    pub laws_read: String,
}

/// A section of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSection {
    /// Its heading.
    pub title: String,
    /// Its rows.
    pub rows: Vec<FormRow>,
}

/// One field with what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// The field's id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Whether the form is not saved without it.
    pub required: Required,
    /// Whether it is counted in the local picture.
    pub counting: Counting,
    /// What it tells in lists of forms.
    pub tells: Option<Telling>,
    /// Whether somebody has said that what stands in it is so.
    pub certainty: Certainty,
    /// What stands in it.
    pub entry: FormEntry,
}

/// Whether what stands in a row is known, or guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// Somebody set it or confirmed it, or an answer on the way gives it.
    Known,
    /// It stands there only because of what day it is.
    Guessed,
}

impl Certainty {
    /// What an entry says, in words, with what is guessed told as a guess; empty where nothing stands in it.
    pub fn describe_entry(self, entry: &FormEntry) -> String {
        self.describe_words(entry.words())
    }

    /// Words that stand in an entry, with what is guessed told as a guess; empty where nothing stands.
    pub fn describe_words(self, words: String) -> String {
        match self {
            Self::Guessed if !words.is_empty() => format!("{words} ({GUESSED})"),
            Self::Guessed | Self::Known => words,
        }
    }
}

/// What a reader is told of a row that is guessed.
const GUESSED: &str = "gissning, inte bekräftad";

impl FormRow {
    /// What stands in the row, in words, with what is guessed told as a guess; empty where nothing does.
    pub fn words(&self) -> String {
        self.certainty.describe_entry(&self.entry)
    }
}

/// Whether a row must be filled before the form is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Required {
    /// It must.
    Yes,
    /// It may be left empty.
    No,
}

/// What stands in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormEntry {
    /// One option of these, or none yet.
    One(Vec<Tick>),
    /// Any of these options.
    Any(Vec<Tick>),
    /// A day; none where nobody has said one and the computer's cannot be right.
    Day(Option<NaiveDate>),
    /// When something happened.
    Period(Option<Period>),
    /// When something is expected to happen.
    Planned(Option<Period>),
    /// Free text that has passed the gate.
    Text(Option<Screened>),
    /// Acts with their marks.
    Acts(Vec<ActRow>),
}

/// An option and whether it is ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The option's id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Whether it is chosen.
    pub state: TickState,
}

/// Chosen or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TickState {
    /// Chosen.
    On,
    /// Not chosen.
    Off,
}

/// An act as the form tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActRow {
    /// The act step's id.
    pub id: String,
    /// What it is called in the form.
    pub text: String,
    /// How far it has come.
    pub state: ActState,
}

/// How far an act has come, as the form tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActState {
    /// Done.
    Done,
    /// To be done.
    Todo,
    /// Not relevant.
    NotRelevant,
    /// What older forms say of a discreet act that was done or not relevant. It is shown as the other.
    Handled,
    /// A discreet act, whatever was marked (OSL 40 kap. 7 g §).
    BeingHandled,
}

impl ActState {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Done, Self::Todo, Self::NotRelevant, Self::Handled, Self::BeingHandled];

    /// The id in saved forms.
    pub fn id(self) -> &'static str {
        match self {
            Self::Done => "gjort",
            Self::Todo => "ska-goras",
            Self::NotRelevant => "inte-aktuellt",
            Self::Handled => "hanterat",
            Self::BeingHandled => "hanteras",
        }
    }

    /// The mark that it comes of; `None` where the form does not say.
    pub fn mark(self) -> Option<Mark> {
        match self {
            Self::Done => Some(Mark::Done),
            Self::Todo => Some(Mark::Todo),
            Self::NotRelevant => Some(Mark::NotRelevant),
            Self::Handled | Self::BeingHandled => None,
        }
    }

    /// The words shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Done => "gjort",
            Self::Todo => "ska göras",
            Self::NotRelevant => "inte aktuellt",
            Self::Handled | Self::BeingHandled => "steget hanteras enligt rutinen",
        }
    }
}

impl Form {
    /// What it is about, in words: the answer to its first choice.
    pub fn describe_kind(&self) -> String {
        let first = self.rows().find(|row| matches!(row.entry, FormEntry::One(_)) && !row.entry.is_empty());
        first.map_or_else(|| self.kind.clone(), |row| row.entry.words())
    }

    /// When it happened, where the form says: apart from the day it was filled in.
    pub fn period_of_event(&self) -> Option<Period> {
        self.rows().find_map(|row| match row.entry {
            FormEntry::Period(period) => period,
            FormEntry::One(_)
            | FormEntry::Any(_)
            | FormEntry::Day(_)
            | FormEntry::Planned(_)
            | FormEntry::Text(_)
            | FormEntry::Acts(_) => None,
        })
    }

    /// Every row, in order.
    pub fn rows(&self) -> impl Iterator<Item = &FormRow> {
        self.sections.iter().flat_map(|section| &section.rows)
    }

    /// What tells it from others in a list, of what can point nobody out: first what it is about, then where.
    pub fn telling_rows(&self) -> impl Iterator<Item = &FormRow> {
        let told = |told: Telling| self.rows().filter(move |row| row.tells == Some(told));
        Telling::ALL.into_iter().flat_map(told)
    }
}

/// What a reader is told where an act is in the form discreetly.
const DISCREET: &str = "”Steget hanteras enligt rutinen” står där vad som än är gjort. Mer står med flit inte i \
                            blanketten: det kunde peka ut någon.";

impl FormEntry {
    /// The acts that stand in the field; none in any other.
    pub fn acts(&self) -> &[ActRow] {
        match self {
            Self::Acts(acts) => acts,
            Self::One(_)
            | Self::Any(_)
            | Self::Day(_)
            | Self::Period(_)
            | Self::Planned(_)
            | Self::Text(_) => &[],
        }
    }

    /// What a reader is to know of what stands in the field: that an act is told without saying what was done.
    pub fn note(&self) -> Option<&'static str> {
        let discreet = |act: &ActRow| matches!(act.state, ActState::Handled | ActState::BeingHandled);
        matches!(self, Self::Acts(acts) if acts.iter().any(discreet)).then_some(DISCREET)
    }

    /// Whether nothing stands in the field.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::One(ticks) | Self::Any(ticks) => ticks.iter().all(|tick| tick.state == TickState::Off),
            Self::Day(day) => day.is_none(),
            Self::Period(period) | Self::Planned(period) => period.is_none(),
            Self::Text(text) => text.as_ref().is_none_or(|text| text.text().is_empty()),
            Self::Acts(acts) => acts.is_empty(),
        }
    }

    /// What stands in the field, in words; empty where nothing does.
    pub fn words(&self) -> String {
        match self {
            Self::One(ticks) | Self::Any(ticks) => {
                let on = ticks.iter().filter(|tick| tick.state == TickState::On);
                on.map(|tick| tick.text.as_str()).collect::<Vec<_>>().join(", ")
            }
            Self::Day(day) => day.map(|day| day.format("%Y-%m-%d").to_string()).unwrap_or_default(),
            Self::Period(period) | Self::Planned(period) => {
                period.map(|period| period.words()).unwrap_or_default()
            }
            Self::Text(text) => text.as_ref().map(|text| text.text().to_owned()).unwrap_or_default(),
            Self::Acts(acts) => acts
                .iter()
                .map(|act| format!("{}: {}", act.text, act.state.label()))
                .collect::<Vec<_>>()
                .join("\n"),
        }
    }
}
