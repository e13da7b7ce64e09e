//! The lines of a draft: each a JSON object after its seal. What they say, and nothing of where they lie.
//!
//! A seal is the first sixteen hexadecimal digits of SHA-256 over the draft's word, the line's number and its JSON. It
//! shows that a line is whole and stands where it was written; it is no signature.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::deid::Class;
use crate::deid::screened::Screened;
use crate::flow::id::{AnswerId, FieldId, ReasonId, StepId};
use crate::flow::model::Mark;
use crate::session::event::{Event, Value};
use crate::session::journal::{Entry, Print, Record};

/// The version of the lines.
pub(super) const VERSION: u32 = 1;

/// One line. No other text than [`Screened`] can come here, no time of day, no user and no computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Line {
    /// The first line.
    Draft {
        version: u32,
        routine: String,
        fingerprint: String,
        day: NaiveDate,
    },
    Took {
        event: Written,
        print: Option<String>,
    },
    Undid,
    Redid,
    Waits {
        event: Written,
        print: Option<String>,
    },
    /// The day the user was told that the draft will be removed.
    Told {
        day: NaiveDate,
    },
    /// The day the walk was taken up again.
    TakenUp {
        day: NaiveDate,
    },
}

/// An event as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Written {
    Answered {
        step: String,
        answer: String,
    },
    Chose {
        step: String,
        options: Vec<String>,
    },
    Marked {
        step: String,
        mark: String,
        /// For what reason, where the mark needs one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    Read {
        step: String,
    },
    Filled {
        field: String,
        value: Worth,
    },
    Cleared {
        field: String,
    },
}

/// A field's value as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Worth {
    Option(String),
    Options(Vec<String>),
    Day(NaiveDate),
    Period(String),
    /// Text that has passed the gate, with how many findings of each class were cleared in it.
    Text {
        text: String,
        cleared: BTreeMap<String, usize>,
    },
}

/// The line with its seal, ready to be appended.
pub(super) fn sealed(line: &Line, word: &str, number: u64) -> String {
    let json = serde_json::to_string(line).unwrap_or_default();
    format!("{} {json}\n", seal(word, number, &json))
}

/// The line, where its seal is whole and it stands in its place.
pub(super) fn opened(bytes: &[u8], word: &str, number: u64) -> Option<Line> {
    let (seal_read, json) = std::str::from_utf8(bytes).ok()?.split_once(' ')?;
    if seal_read != seal(word, number, json) {
        return None;
    }
    serde_json::from_str(json).ok()
}

/// A record as a line.
pub(super) fn line(record: &Record) -> Line {
    let print = record.print.as_ref().map(|print| print.0.clone());
    match &record.entry {
        Entry::Took(event) => Line::Took { event: written(event), print },
        Entry::Waits(event) => Line::Waits { event: written(event), print },
        Entry::Undid => Line::Undid,
        Entry::Redid => Line::Redid,
    }
}

/// A line as a record; `None` for lines about the draft itself, and where a word is not one of ours.
pub(super) fn record(line: Line) -> Option<Record> {
    let print = |print: Option<String>| print.map(Print);
    Some(match line {
        Line::Took { event, print: then } => Record { entry: Entry::Took(read(event)?), print: print(then) },
        Line::Waits { event, print: then } => {
            Record { entry: Entry::Waits(read(event)?), print: print(then) }
        }
        Line::Undid => Record { entry: Entry::Undid, print: None },
        Line::Redid => Record { entry: Entry::Redid, print: None },
        Line::Draft { .. } | Line::Told { .. } | Line::TakenUp { .. } => return None,
    })
}

fn seal(word: &str, number: u64, json: &str) -> String {
    let hash = Sha256::new().chain_update(word).chain_update(number.to_le_bytes()).chain_update(json);
    let short = hash.finalize().iter().take(8).fold(0_u64, |short, byte| short << 8 | u64::from(*byte));
    format!("{short:016x}")
}

fn written(event: &Event) -> Written {
    match event {
        Event::Answered { step, answer } => {
            Written::Answered { step: step.to_string(), answer: answer.to_string() }
        }
        Event::Chose { step, options } => Written::Chose {
            step: step.to_string(),
            options: options.iter().map(ToString::to_string).collect(),
        },
        Event::Marked { step, mark } => {
            Written::Marked { step: step.to_string(), mark: mark.id().to_owned(), reason: None }
        }
        Event::Declined { step, reason } => Written::Marked {
            step: step.to_string(),
            mark: Mark::NotRelevant.id().to_owned(),
            reason: Some(reason.to_string()),
        },
        Event::Read { step } => Written::Read { step: step.to_string() },
        Event::Filled { field, value } => Written::Filled { field: field.to_string(), value: worth(value) },
        Event::Cleared { field } => Written::Cleared { field: field.to_string() },
    }
}

fn worth(value: &Value) -> Worth {
    match value {
        Value::Option(id) => Worth::Option(id.to_string()),
        Value::Options(ids) => Worth::Options(ids.iter().map(ToString::to_string).collect()),
        Value::Day(day) => Worth::Day(*day),
        Value::Period(period) => Worth::Period(period.to_string()),
        Value::Text(text) => Worth::Text {
            text: text.text().to_owned(),
            cleared: text.cleared().iter().map(|(class, count)| (class.id().to_owned(), *count)).collect(),
        },
    }
}

fn read(event: Written) -> Option<Event> {
    let ids = |ids: Vec<String>| ids.iter().map(|id| AnswerId::new(id)).collect();
    Some(match event {
        Written::Answered { step, answer } => {
            Event::Answered { step: StepId::new(&step), answer: AnswerId::new(&answer) }
        }
        Written::Chose { step, options } => Event::Chose { step: StepId::new(&step), options: ids(options) },
        Written::Marked { step, mark, reason } => {
            let (step, mark) = (StepId::new(&step), Mark::ALL.into_iter().find(|known| known.id() == mark)?);
            match (mark, reason) {
                (mark, None) => Event::Marked { step, mark },
                (Mark::NotRelevant, Some(reason)) => Event::Declined { step, reason: ReasonId::new(&reason) },
                (Mark::Done | Mark::Todo, Some(_)) => return None,
            }
        }
        Written::Read { step } => Event::Read { step: StepId::new(&step) },
        Written::Filled { field, value } => {
            Event::Filled { field: FieldId::new(&field), value: value_of(value)? }
        }
        Written::Cleared { field } => Event::Cleared { field: FieldId::new(&field) },
    })
}

fn value_of(worth: Worth) -> Option<Value> {
    Some(match worth {
        Worth::Option(id) => Value::Option(AnswerId::new(&id)),
        Worth::Options(ids) => Value::Options(ids.iter().map(|id| AnswerId::new(id)).collect()),
        Worth::Day(day) => Value::Day(day),
        Worth::Period(period) => Value::Period(period.parse().ok()?),
        Worth::Text { text, cleared } => {
            let class = |id: &str| Class::ALL.iter().copied().find(|class| class.id() == id);
            let cleared = cleared.into_iter().map(|(id, count)| Some((class(&id)?, count)));
            Value::Text(Screened::taken_up(text, cleared.collect::<Option<_>>()?))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn took(event: Event) -> Record {
        Record { entry: Entry::Took(event), print: Some(Print("ab12".to_owned())) }
    }

    #[test]
    fn every_kind_of_record_reads_as_it_was_written() {
        let filled = |value| took(Event::Filled { field: FieldId::new("falt"), value });
        let text = Screened::taken_up("rad ett\nrad \"två\"".to_owned(), [(Class::Email, 2)].into());
        let step = || StepId::new("steg");
        let records = [
            took(Event::Answered { step: step(), answer: AnswerId::new("ja") }),
            took(Event::Chose { step: step(), options: vec![AnswerId::new("a"), AnswerId::new("ö")] }),
            took(Event::Marked { step: step(), mark: Mark::Todo }),
            took(Event::Declined { step: step(), reason: ReasonId::new("redan-anmält") }),
            took(Event::Read { step: step() }),
            filled(Value::Option(AnswerId::new("x"))),
            filled(Value::Options(Vec::new())),
            filled(Value::Day(NaiveDate::from_ymd_opt(2026, 11, 21).unwrap())),
            filled(Value::Period("2026-v47 kväll".parse().unwrap())),
            filled(Value::Text(text)),
            took(Event::Cleared { field: FieldId::new("falt") }),
            Record { entry: Entry::Undid, print: None },
            Record { entry: Entry::Redid, print: None },
            Record { entry: Entry::Waits(Event::Read { step: step() }), print: None },
        ];
        for (number, known) in (0..).zip(records) {
            let written = sealed(&line(&known), "ord", number);
            assert_eq!(written.matches('\n').count(), 1, "{written}");
            let read = opened(written.trim_end().as_bytes(), "ord", number).and_then(record);
            assert_eq!(read, Some(known), "{written}");
        }
    }

    #[test]
    fn a_line_that_is_changed_moved_or_of_another_draft_is_not_read() {
        let written = sealed(&Line::Undid, "ord", 3);
        let bytes = written.trim_end().as_bytes();
        assert_eq!(opened(bytes, "ord", 3), Some(Line::Undid));
        assert_eq!((opened(bytes, "ord", 2), opened(bytes, "annat", 3)), (None, None));
        for at in 0..bytes.len() {
            let mut changed = bytes.to_vec();
            changed[at] ^= 1;
            assert_eq!(opened(&changed, "ord", 3), None, "{at}");
        }
    }
}
