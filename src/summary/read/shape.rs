//! The shape of a saved form, as far as it is counted. What a reader wrote freely is passed over.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;

#[derive(Deserialize)]
pub(super) struct File<'a> {
    #[serde(borrow)]
    pub(super) format: Cow<'a, str>,
    pub(super) version: u64,
    #[serde(borrow)]
    pub(super) content_sha256: Cow<'a, str>,
    pub(super) form: serde_json::Value,
}

#[derive(Deserialize)]
pub(super) struct Content<'a> {
    #[serde(borrow)]
    pub(super) filled: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) sections: Vec<Section<'a>>,
    #[serde(borrow)]
    pub(super) routine: Routine<'a>,
    #[serde(borrow)]
    pub(super) id: Option<Cow<'a, str>>,
    pub(super) version: Option<u32>,
    #[serde(borrow)]
    pub(super) persons: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
pub(super) struct Routine<'a> {
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
pub(super) struct Section<'a> {
    #[serde(borrow)]
    pub(super) fields: Vec<Written<'a>>,
}

#[derive(Deserialize)]
pub(super) struct Written<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) label: Cow<'a, str>,
    pub(super) count: Option<bool>,
    #[serde(borrow)]
    pub(super) value: Value<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Value<'a> {
    #[serde(borrow)]
    Choice(Vec<Mark<'a>>),
    #[serde(borrow)]
    Choices(Vec<Mark<'a>>),
    #[serde(borrow)]
    Date(Option<Cow<'a, str>>),
    #[serde(borrow)]
    Period(Option<Cow<'a, str>>),
    Text(IgnoredAny),
    #[serde(borrow)]
    Acts(Vec<Act<'a>>),
}

#[derive(Deserialize)]
pub(super) struct Mark<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) text: Cow<'a, str>,
    pub(super) ticked: bool,
}

#[derive(Deserialize)]
pub(super) struct Act<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) text: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) state: Cow<'a, str>,
}
