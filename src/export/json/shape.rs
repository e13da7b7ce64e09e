//! The shape of a saved form as it is read: every key known, none twice, places from the JSON reader.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::deid::screened::Screened;
use crate::form::model::{ActRow, ActState, Entry, Form, Required, Routine, Row, Section, Tick, TickState};
use crate::session::period::Period;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the header was read before; its keys are here so that no other is let through")]
pub(super) struct File {
    format: String,
    version: u64,
    content_sha256: String,
    form: Content,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    title: String,
    routine: Origin,
    tool: String,
    filled: Day,
    kind: String,
    proved: Vec<String>,
    steps: Vec<String>,
    cleared: BTreeMap<String, usize>,
    sections: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Origin {
    id: String,
    title: String,
    version: String,
    fingerprint: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    title: String,
    fields: Vec<Field>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Field {
    id: String,
    label: String,
    required: bool,
    value: Written,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Written {
    Choice(Vec<Mark>),
    Choices(Vec<Mark>),
    Date(Day),
    Period(Option<Stretch>),
    Text(Option<String>),
    Acts(Vec<Act>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    id: String,
    text: String,
    ticked: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Act {
    id: String,
    text: String,
    state: State,
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Day(NaiveDate);

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Stretch(Period);

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct State(ActState);

impl TryFrom<String> for Day {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        NaiveDate::parse_from_str(&text, "%Y-%m-%d").map(Self).map_err(|_| "a day")
    }
}

impl TryFrom<String> for Stretch {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self).map_err(|_| "a period")
    }
}

impl TryFrom<String> for State {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        ActState::ALL.into_iter().find(|state| state.id() == text).map(Self).ok_or("a state")
    }
}

impl File {
    pub(super) fn into_form(self) -> Form {
        let Content { title, routine, tool, filled, kind, proved, steps, cleared, sections } = self.form;
        let Origin { id, title: name, version, fingerprint } = routine;
        Form {
            title,
            routine: Routine { id, title: name, version, fingerprint },
            tool,
            filled: filled.0,
            kind,
            proved,
            steps,
            cleared,
            sections: sections.into_iter().map(section).collect(),
        }
    }
}

fn section(part: Part) -> Section {
    Section { title: part.title, rows: part.fields.into_iter().map(row).collect() }
}

fn row(field: Field) -> Row {
    let Field { id, label, required, value } = field;
    let required = if required { Required::Yes } else { Required::No };
    let entry = match value {
        Written::Choice(marks) => Entry::One(marks.into_iter().map(tick).collect()),
        Written::Choices(marks) => Entry::Any(marks.into_iter().map(tick).collect()),
        Written::Date(day) => Entry::Day(day.0),
        Written::Period(period) => Entry::Period(period.map(|period| period.0)),
        // The seal was held against the content before: this text passed the gate when it was saved.
        Written::Text(text) => Entry::Text(text.map(Screened::reopened)),
        Written::Acts(acts) => Entry::Acts(acts.into_iter().map(act).collect()),
    };
    Row { id, label, required, entry }
}

fn tick(mark: Mark) -> Tick {
    let state = if mark.ticked { TickState::On } else { TickState::Off };
    Tick { id: mark.id, text: mark.text, state }
}

fn act(act: Act) -> ActRow {
    ActRow { id: act.id, text: act.text, state: act.state.0 }
}
