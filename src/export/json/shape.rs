//! The shape of a saved form as it is read: every key known, none twice, places from the JSON reader.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

use super::{VERSION, WITHOUT_ID};
use crate::calendar;
use crate::deid::screened::Screened;
use crate::form::model::{
    ActRow, ActState, Certainty, Counting, Form, FormEntry, FormId, FormRow, FormSection, Identity, Persons,
    Required, RoutineReference, Telling, Tick, TickState,
};
use crate::session::period::Period;

/// What was counted of a form of format 1, which does not say.
const COUNTED_IN_1: [&str; 7] = ["galler", "vad", "koppling", "miljo", "plats", "omrade", "atgarder"];

/// What told of a form before its fields said it themselves.
const TOLD_BEFORE: [(&str, Telling); 3] =
    [("vad", Telling::What), ("omrade", Telling::Where), ("plats", Telling::Where)];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the header was read before; its keys are here so that no other is let through")]
pub(super) struct SavedFile {
    format: String,
    version: u64,
    content_sha256: String,
    form: SavedContent,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedContent {
    title: String,
    routine: SavedOrigin,
    tool: String,
    filled: SavedDay,
    kind: String,
    proved: Vec<String>,
    steps: Vec<String>,
    sections: Vec<SavedSection>,
    /// Format 1 only.
    #[serde(default, deserialize_with = "deserialize_present")]
    cleared: Option<BTreeMap<String, usize>>,
    /// From here on format 2 only.
    #[serde(default, deserialize_with = "deserialize_present")]
    id: Option<SavedFormId>,
    #[serde(default, deserialize_with = "deserialize_present")]
    version: Option<u32>,
    #[serde(default, deserialize_with = "deserialize_present")]
    kept: Option<BTreeMap<String, usize>>,
    /// It says again what its field says.
    #[serde(default, deserialize_with = "deserialize_present")]
    period: Option<Happened>,
    #[serde(default, deserialize_with = "deserialize_present")]
    persons: Option<SavedPersons>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedOrigin {
    id: String,
    title: String,
    version: String,
    fingerprint: String,
    #[serde(default, deserialize_with = "deserialize_present")]
    publisher: Option<String>,
    #[serde(default)]
    laws_read: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedSection {
    title: String,
    fields: Vec<SavedField>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedField {
    id: String,
    label: String,
    required: bool,
    #[serde(default, deserialize_with = "deserialize_present")]
    count: Option<bool>,
    /// Only where it is, since nobody has to say that something is known.
    #[serde(default, deserialize_with = "deserialize_present")]
    guessed: Option<bool>,
    /// Only where it tells something in lists of forms.
    #[serde(default, deserialize_with = "deserialize_present")]
    tells: Option<SavedTelling>,
    /// It says again what the state of its acts says.
    #[serde(default, rename = "note", deserialize_with = "deserialize_present")]
    _note: Option<String>,
    value: SavedValue,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum SavedValue {
    Choice(Vec<SavedTick>),
    Choices(Vec<SavedTick>),
    Date(SavedDay),
    Period(Option<SavedPeriod>),
    Planned(Option<SavedPeriod>),
    Text(Option<String>),
    Acts(Vec<SavedAct>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedTick {
    id: String,
    text: String,
    ticked: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedAct {
    id: String,
    text: String,
    state: SavedActState,
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct SavedFormId(FormId);

#[derive(Deserialize)]
#[serde(transparent)]
struct Happened(#[expect(dead_code, reason = "it says again what its field says")] Option<SavedPeriod>);

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum SavedPersons {
    Nobody,
    Perhaps,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum SavedTelling {
    What,
    Where,
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct SavedDay(NaiveDate);

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct SavedPeriod(Period);

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct SavedActState(ActState);

impl TryFrom<String> for SavedFormId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        FormId::parse_id(&text).map(Self).ok_or("an id")
    }
}

impl TryFrom<String> for SavedDay {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        calendar::parse_day(&text).map(Self).ok_or("a day")
    }
}

impl TryFrom<String> for SavedPeriod {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self).map_err(|_| "a period")
    }
}

impl TryFrom<String> for SavedActState {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        ActState::ALL.into_iter().find(|state| state.id() == text).map(Self).ok_or("a state")
    }
}

/// A value that may be left out, but not said to be nothing.
fn deserialize_present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    value: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

impl SavedFile {
    /// The form; `None` where it has not what a form of this format has.
    pub(super) fn into_form(self, format: u64) -> Option<Form> {
        let SavedContent { title, routine, tool, filled, kind, proved, steps, sections, .. } = self.form;
        let SavedContent { cleared, id, version, kept, period, persons, .. } = self.form;
        let (identity, cleared, persons) = match (format, id, version, kept, period, persons, cleared) {
            (WITHOUT_ID, None, None, None, None, None, Some(cleared)) => {
                (None, cleared, SavedPersons::Perhaps)
            }
            (VERSION, Some(id), Some(version @ 1..), Some(kept), Some(_), Some(persons), None) => {
                (Some(Identity { id: id.0, version }), kept, persons)
            }
            (_, _, _, _, _, _, _) => return None,
        };
        let SavedOrigin { id, title: name, version: edition, fingerprint, publisher, laws_read } = routine;
        if publisher.is_some() != identity.is_some() {
            return None;
        }
        let publisher = publisher.unwrap_or_default();
        let part = |part| section_from_saved(part, identity.as_ref());
        let mut sections = sections.into_iter().map(part).collect::<Option<Vec<_>>>()?;
        tell_as_before(&mut sections);
        Some(Form {
            title,
            routine: RoutineReference {
                id,
                publisher,
                title: name,
                version: edition,
                fingerprint,
                laws_read,
            },
            tool,
            filled: filled.0,
            kind,
            proved,
            steps,
            cleared,
            persons: match persons {
                SavedPersons::Nobody => Persons::Nobody,
                SavedPersons::Perhaps => Persons::Perhaps,
            },
            sections,
            identity,
        })
    }
}

/// Says which fields tell of a form that was saved before fields said it themselves.
fn tell_as_before(sections: &mut [FormSection]) {
    let rows = || sections.iter().flat_map(|section| &section.rows);
    if rows().any(|row| row.tells.is_some()) {
        return;
    }
    for row in sections.iter_mut().flat_map(|section| &mut section.rows) {
        let told = TOLD_BEFORE.iter().find(|(id, _)| *id == row.id);
        row.tells = told.map(|(_, tells)| *tells);
    }
}

fn section_from_saved(part: SavedSection, identity: Option<&Identity>) -> Option<FormSection> {
    let rows =
        part.fields.into_iter().map(|field| row_from_saved(field, identity)).collect::<Option<Vec<_>>>()?;
    Some(FormSection { title: part.title, rows })
}

fn row_from_saved(field: SavedField, identity: Option<&Identity>) -> Option<FormRow> {
    let SavedField { id, label, required, count, guessed, tells, _note, value } = field;
    let required = if required { Required::Yes } else { Required::No };
    let counted = match (identity, count) {
        (Some(_), Some(counted)) => counted,
        (None, None) => COUNTED_IN_1.contains(&id.as_str()),
        (Some(_), None) | (None, Some(_)) => return None,
    };
    let counting = if counted { Counting::Counted } else { Counting::NotCounted };
    let certainty = if guessed == Some(true) { Certainty::Guessed } else { Certainty::Known };
    let tells = tells.map(|tells| match tells {
        SavedTelling::What => Telling::What,
        SavedTelling::Where => Telling::Where,
    });
    Some(FormRow { id, label, required, counting, tells, certainty, entry: entry_from_saved(value) })
}

fn entry_from_saved(value: SavedValue) -> FormEntry {
    match value {
        SavedValue::Choice(marks) => FormEntry::One(marks.into_iter().map(tick_from_saved).collect()),
        SavedValue::Choices(marks) => FormEntry::Any(marks.into_iter().map(tick_from_saved).collect()),
        SavedValue::Date(day) => FormEntry::Day(Some(day.0)),
        SavedValue::Period(period) => FormEntry::Period(period.map(|period| period.0)),
        SavedValue::Planned(period) => FormEntry::Planned(period.map(|period| period.0)),
        // The seal was held against the content before: this text passed the gate when it was saved.
        SavedValue::Text(text) => FormEntry::Text(text.map(Screened::from_saved)),
        SavedValue::Acts(acts) => FormEntry::Acts(acts.into_iter().map(act_from_saved).collect()),
    }
}

fn tick_from_saved(mark: SavedTick) -> Tick {
    let state = if mark.ticked { TickState::On } else { TickState::Off };
    Tick { id: mark.id, text: mark.text, state }
}

fn act_from_saved(act: SavedAct) -> ActRow {
    ActRow { id: act.id, text: act.text, state: act.state.0 }
}
