//! The lines of a draft: each a JSON object after its seal. What they say, and nothing of where they lie.
//!
//! A seal is the first sixteen hexadecimal digits of SHA-256 over the draft's word, the line's number and its JSON. It
//! shows that a line is whole and stands where it was written; it is no signature.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::log::{ContentHash, Record};
use crate::deid::Class;
use crate::deid::screened::Screened;
use crate::flow::id::{AnswerId, FieldId, ReasonId, StepId};
use crate::flow::model::Mark;
use crate::session::event::{Event, FieldValue, LogEntry};

/// The version of the lines.
pub(super) const VERSION: u32 = 1;

/// One line. No other text than [`Screened`] can come here, no time of day, no user and no computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum DraftLine {
    /// The first line.
    Draft {
        version: u32,
        routine: String,
        fingerprint: String,
        day: NaiveDate,
    },
    Took {
        event: EventDto,
        print: Option<String>,
    },
    Undid,
    Redid,
    Waits {
        event: EventDto,
        print: Option<String>,
    },
    /// What stands ticked in a checklist that is not answered.
    Ticked {
        step: String,
        options: Vec<String>,
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
pub(super) enum EventDto {
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
        value: ValueDto,
    },
    Cleared {
        field: String,
    },
}

/// A field's value as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum ValueDto {
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
pub(super) fn seal_line(line: &DraftLine, word: &str, number: u64) -> String {
    let json = serde_json::to_string(line).unwrap_or_default();
    format!("{} {json}\n", compute_seal(word, number, &json))
}

/// The line, where its seal is whole and it stands in its place.
pub(super) fn open_line(bytes: &[u8], word: &str, number: u64) -> Option<DraftLine> {
    let (seal_read, json) = std::str::from_utf8(bytes).ok()?.split_once(' ')?;
    if seal_read != compute_seal(word, number, json) {
        return None;
    }
    serde_json::from_str(json).ok()
}

/// A record as a line.
pub(super) fn record_to_line(record: &Record) -> DraftLine {
    let print = record.print.as_ref().map(|print| print.0.clone());
    match &record.entry {
        LogEntry::Took(event) => DraftLine::Took { event: event_to_dto(event), print },
        LogEntry::Waits(event) => DraftLine::Waits { event: event_to_dto(event), print },
        LogEntry::Undid => DraftLine::Undid,
        LogEntry::Redid => DraftLine::Redid,
        LogEntry::Ticked { step, options } => {
            DraftLine::Ticked { step: step.to_string(), options: ids_to_dto(options) }
        }
    }
}

/// A line as a record; `None` for lines about the draft itself, and where a word is not one of ours.
pub(super) fn line_to_record(line: DraftLine) -> Option<Record> {
    let print = |print: Option<String>| print.map(ContentHash);
    Some(match line {
        DraftLine::Took { event, print: then } => {
            Record { entry: LogEntry::Took(event_from_dto(event)?), print: print(then) }
        }
        DraftLine::Waits { event, print: then } => {
            Record { entry: LogEntry::Waits(event_from_dto(event)?), print: print(then) }
        }
        DraftLine::Undid => Record { entry: LogEntry::Undid, print: None },
        DraftLine::Redid => Record { entry: LogEntry::Redid, print: None },
        DraftLine::Ticked { step, options } => {
            let entry = LogEntry::Ticked { step: StepId::new(&step), options: ids_from_dto(&options) };
            Record { entry, print: None }
        }
        DraftLine::Draft { .. } | DraftLine::Told { .. } | DraftLine::TakenUp { .. } => return None,
    })
}

fn compute_seal(word: &str, number: u64, json: &str) -> String {
    let hash = Sha256::new().chain_update(word).chain_update(number.to_le_bytes()).chain_update(json);
    let short = hash.finalize().iter().take(8).fold(0_u64, |short, byte| short << 8 | u64::from(*byte));
    format!("{short:016x}")
}

fn event_to_dto(event: &Event) -> EventDto {
    match event {
        Event::Answered { step, answer } => {
            EventDto::Answered { step: step.to_string(), answer: answer.to_string() }
        }
        Event::Chose { step, options } => {
            EventDto::Chose { step: step.to_string(), options: ids_to_dto(options) }
        }
        Event::Marked { step, mark } => {
            EventDto::Marked { step: step.to_string(), mark: mark.id().to_owned(), reason: None }
        }
        Event::Declined { step, reason } => EventDto::Marked {
            step: step.to_string(),
            mark: Mark::NotRelevant.id().to_owned(),
            reason: Some(reason.to_string()),
        },
        Event::Read { step } => EventDto::Read { step: step.to_string() },
        Event::Filled { field, value } => {
            EventDto::Filled { field: field.to_string(), value: value_to_dto(value) }
        }
        Event::Cleared { field } => EventDto::Cleared { field: field.to_string() },
    }
}

fn ids_to_dto(ids: &[AnswerId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn ids_from_dto(ids: &[String]) -> Vec<AnswerId> {
    ids.iter().map(|id| AnswerId::new(id)).collect()
}

fn value_to_dto(value: &FieldValue) -> ValueDto {
    match value {
        FieldValue::Option(id) => ValueDto::Option(id.to_string()),
        FieldValue::Options(ids) => ValueDto::Options(ids_to_dto(ids)),
        FieldValue::Day(day) => ValueDto::Day(*day),
        FieldValue::Period(period) => ValueDto::Period(period.to_string()),
        FieldValue::Text(text) => ValueDto::Text {
            text: text.text().to_owned(),
            cleared: text.cleared().iter().map(|(class, count)| (class.id().to_owned(), *count)).collect(),
        },
    }
}

fn event_from_dto(event: EventDto) -> Option<Event> {
    Some(match event {
        EventDto::Answered { step, answer } => {
            Event::Answered { step: StepId::new(&step), answer: AnswerId::new(&answer) }
        }
        EventDto::Chose { step, options } => {
            Event::Chose { step: StepId::new(&step), options: ids_from_dto(&options) }
        }
        EventDto::Marked { step, mark, reason } => {
            let (step, mark) = (StepId::new(&step), Mark::ALL.into_iter().find(|known| known.id() == mark)?);
            match (mark, reason) {
                (mark, None) => Event::Marked { step, mark },
                (Mark::NotRelevant, Some(reason)) => Event::Declined { step, reason: ReasonId::new(&reason) },
                (Mark::Done | Mark::Todo, Some(_)) => return None,
            }
        }
        EventDto::Read { step } => Event::Read { step: StepId::new(&step) },
        EventDto::Filled { field, value } => {
            Event::Filled { field: FieldId::new(&field), value: value_from_dto(value)? }
        }
        EventDto::Cleared { field } => Event::Cleared { field: FieldId::new(&field) },
    })
}

fn value_from_dto(worth: ValueDto) -> Option<FieldValue> {
    Some(match worth {
        ValueDto::Option(id) => FieldValue::Option(AnswerId::new(&id)),
        ValueDto::Options(ids) => FieldValue::Options(ids_from_dto(&ids)),
        ValueDto::Day(day) => FieldValue::Day(day),
        ValueDto::Period(period) => FieldValue::Period(period.parse().ok()?),
        ValueDto::Text { text, cleared } => {
            let class = |id: &str| Class::ALL.iter().copied().find(|class| class.id() == id);
            let cleared = cleared.into_iter().map(|(id, count)| Some((class(&id)?, count)));
            FieldValue::Text(Screened::from_draft(text, cleared.collect::<Option<_>>()?))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken_record(event: Event) -> Record {
        Record { entry: LogEntry::Took(event), print: Some(ContentHash("ab12".to_owned())) }
    }

    #[test]
    fn every_kind_of_record_reads_as_it_was_written() {
        let filled = |value| taken_record(Event::Filled { field: FieldId::new("falt"), value });
        let text = Screened::from_draft("rad ett\nrad \"två\"".to_owned(), [(Class::Email, 2)].into());
        let step = || StepId::new("steg");
        let records = [
            taken_record(Event::Answered { step: step(), answer: AnswerId::new("ja") }),
            taken_record(Event::Chose {
                step: step(),
                options: vec![AnswerId::new("a"), AnswerId::new("ö")],
            }),
            taken_record(Event::Marked { step: step(), mark: Mark::Todo }),
            taken_record(Event::Declined { step: step(), reason: ReasonId::new("redan-anmält") }),
            taken_record(Event::Read { step: step() }),
            filled(FieldValue::Option(AnswerId::new("x"))),
            filled(FieldValue::Options(Vec::new())),
            filled(FieldValue::Day(NaiveDate::from_ymd_opt(2026, 11, 21).unwrap())),
            filled(FieldValue::Period("2026-v47 kväll".parse().unwrap())),
            filled(FieldValue::Text(text)),
            taken_record(Event::Cleared { field: FieldId::new("falt") }),
            Record { entry: LogEntry::Undid, print: None },
            Record { entry: LogEntry::Redid, print: None },
            Record {
                entry: LogEntry::Ticked { step: step(), options: vec![AnswerId::new("a")] },
                print: None,
            },
            Record { entry: LogEntry::Waits(Event::Read { step: step() }), print: None },
        ];
        for (number, known) in (0..).zip(records) {
            let written = seal_line(&record_to_line(&known), "ord", number);
            assert_eq!(written.matches('\n').count(), 1, "{written}");
            let read = open_line(written.trim_end().as_bytes(), "ord", number).and_then(line_to_record);
            assert_eq!(read, Some(known), "{written}");
        }
    }

    #[test]
    fn a_line_that_is_changed_moved_or_of_another_draft_is_not_read() {
        let written = seal_line(&DraftLine::Undid, "ord", 3);
        let bytes = written.trim_end().as_bytes();
        assert_eq!(open_line(bytes, "ord", 3), Some(DraftLine::Undid));
        assert_eq!((open_line(bytes, "ord", 2), open_line(bytes, "annat", 3)), (None, None));
        for at in 0..bytes.len() {
            let mut changed = bytes.to_vec();
            changed[at] ^= 1;
            assert_eq!(open_line(&changed, "ord", 3), None, "{at}");
        }
    }
}
