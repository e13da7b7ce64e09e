//! The shape of a saved form as it is read: every key known, none twice, places from the JSON reader.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

use super::{VERSION, WITHOUT_ID};
use crate::calendar;
use crate::deid::screened::Screened;
use crate::form::model::{
    ActRow, ActState, Counting, Entry, Form, FormId, Identity, Persons, Required, Routine, Row, Section,
    Tick, TickState,
};
use crate::session::period::Period;

/// What was counted of a form of format 1, which does not say.
const COUNTED_IN_1: [&str; 7] = ["galler", "vad", "koppling", "miljo", "plats", "omrade", "atgarder"];

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
    sections: Vec<Part>,
    /// Format 1 only.
    #[serde(default, deserialize_with = "written")]
    cleared: Option<BTreeMap<String, usize>>,
    /// From here on format 2 only.
    #[serde(default, deserialize_with = "written")]
    id: Option<Named>,
    #[serde(default, deserialize_with = "written")]
    version: Option<u32>,
    #[serde(default, deserialize_with = "written")]
    kept: Option<BTreeMap<String, usize>>,
    /// It says again what its field says.
    #[serde(default, deserialize_with = "written")]
    period: Option<Happened>,
    #[serde(default, deserialize_with = "written")]
    persons: Option<Who>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Origin {
    id: String,
    title: String,
    version: String,
    fingerprint: String,
    #[serde(default, deserialize_with = "written")]
    publisher: Option<String>,
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
    #[serde(default, deserialize_with = "written")]
    count: Option<bool>,
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
struct Named(FormId);

#[derive(Deserialize)]
#[serde(transparent)]
struct Happened(#[expect(dead_code, reason = "it says again what its field says")] Option<Stretch>);

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Who {
    Nobody,
    Perhaps,
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

impl TryFrom<String> for Named {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        FormId::read(&text).map(Self).ok_or("an id")
    }
}

impl TryFrom<String> for Day {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        calendar::day(&text).map(Self).ok_or("a day")
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

/// A value that may be left out, but not said to be nothing.
fn written<'de, T: Deserialize<'de>, D: Deserializer<'de>>(value: D) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

impl File {
    /// The form; `None` where it has not what a form of this format has.
    pub(super) fn into_form(self, format: u64) -> Option<Form> {
        let Content { title, routine, tool, filled, kind, proved, steps, sections, .. } = self.form;
        let Content { cleared, id, version, kept, period, persons, .. } = self.form;
        let (identity, cleared, persons) = match (format, id, version, kept, period, persons, cleared) {
            (WITHOUT_ID, None, None, None, None, None, Some(cleared)) => (None, cleared, Who::Perhaps),
            (VERSION, Some(id), Some(version @ 1..), Some(kept), Some(_), Some(persons), None) => {
                (Some(Identity { id: id.0, version }), kept, persons)
            }
            (_, _, _, _, _, _, _) => return None,
        };
        let Origin { id, title: name, version: edition, fingerprint, publisher } = routine;
        if publisher.is_some() != identity.is_some() {
            return None;
        }
        let publisher = publisher.unwrap_or_default();
        let part = |part| section(part, identity.as_ref());
        Some(Form {
            title,
            routine: Routine { id, publisher, title: name, version: edition, fingerprint },
            tool,
            filled: filled.0,
            kind,
            proved,
            steps,
            cleared,
            persons: match persons {
                Who::Nobody => Persons::Nobody,
                Who::Perhaps => Persons::Perhaps,
            },
            sections: sections.into_iter().map(part).collect::<Option<Vec<_>>>()?,
            identity,
        })
    }
}

fn section(part: Part, identity: Option<&Identity>) -> Option<Section> {
    let rows = part.fields.into_iter().map(|field| row(field, identity)).collect::<Option<Vec<_>>>()?;
    Some(Section { title: part.title, rows })
}

fn row(field: Field, identity: Option<&Identity>) -> Option<Row> {
    let Field { id, label, required, count, value } = field;
    let required = if required { Required::Yes } else { Required::No };
    let counted = match (identity, count) {
        (Some(_), Some(counted)) => counted,
        (None, None) => COUNTED_IN_1.contains(&id.as_str()),
        (Some(_), None) | (None, Some(_)) => return None,
    };
    let counting = if counted { Counting::Counted } else { Counting::NotCounted };
    let entry = match value {
        Written::Choice(marks) => Entry::One(marks.into_iter().map(tick).collect()),
        Written::Choices(marks) => Entry::Any(marks.into_iter().map(tick).collect()),
        Written::Date(day) => Entry::Day(Some(day.0)),
        Written::Period(period) => Entry::Period(period.map(|period| period.0)),
        // The seal was held against the content before: this text passed the gate when it was saved.
        Written::Text(text) => Entry::Text(text.map(Screened::reopened)),
        Written::Acts(acts) => Entry::Acts(acts.into_iter().map(act).collect()),
    };
    Some(Row { id, label, required, counting, entry })
}

fn tick(mark: Mark) -> Tick {
    let state = if mark.ticked { TickState::On } else { TickState::Off };
    Tick { id: mark.id, text: mark.text, state }
}

fn act(act: Act) -> ActRow {
    ActRow { id: act.id, text: act.text, state: act.state.0 }
}
