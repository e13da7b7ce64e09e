//! The shape of a saved form, as far as it is counted. What a reader wrote freely is passed over.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;

#[derive(Deserialize)]
pub(super) struct RawFile<'a> {
    #[serde(borrow)]
    pub(super) format: Cow<'a, str>,
    pub(super) version: u64,
    #[serde(borrow)]
    pub(super) content_sha256: Cow<'a, str>,
    pub(super) form: serde_json::Value,
}

#[derive(Deserialize)]
pub(super) struct RawContent<'a> {
    #[serde(borrow)]
    pub(super) filled: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) sections: Vec<RawSection<'a>>,
    #[serde(borrow)]
    pub(super) routine: RawRoutine<'a>,
    #[serde(borrow)]
    pub(super) id: Option<Cow<'a, str>>,
    pub(super) version: Option<u32>,
    #[serde(borrow)]
    pub(super) persons: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
pub(super) struct RawRoutine<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) publisher: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) title: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) version: Cow<'a, str>,
}

#[derive(Deserialize)]
pub(super) struct RawSection<'a> {
    #[serde(borrow)]
    pub(super) fields: Vec<RawField<'a>>,
}

#[derive(Deserialize)]
pub(super) struct RawField<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) label: Cow<'a, str>,
    pub(super) count: Option<bool>,
    #[serde(borrow)]
    pub(super) value: RawValue<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawValue<'a> {
    #[serde(borrow)]
    Choice(Vec<RawTick<'a>>),
    #[serde(borrow)]
    Choices(Vec<RawTick<'a>>),
    #[serde(borrow)]
    Date(Option<Cow<'a, str>>),
    #[serde(borrow)]
    Period(Option<Cow<'a, str>>),
    Planned(Option<Cow<'a, str>>),
    Text(IgnoredAny),
    #[serde(borrow)]
    Acts(Vec<RawAct<'a>>),
}

#[derive(Deserialize)]
pub(super) struct RawTick<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) text: Cow<'a, str>,
    pub(super) ticked: bool,
}

#[derive(Deserialize)]
pub(super) struct RawAct<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) text: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) state: Cow<'a, str>,
}
