//! What is counted in a saved form. Free text has no place in these types, so it is never taken out of the file.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::IgnoredAny;
use sha2::{Digest, Sha256};

use super::period::Month;

/// The fields that are counted, in the order shown.
pub const COUNTED: [&str; 7] = ["galler", "vad", "koppling", "miljo", "plats", "omrade", "atgarder"];

/// What a form adds to the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// When it was filled in.
    pub month: Month,
    /// The fields that are counted and that the form has, each with its place in [`COUNTED`].
    pub fields: Vec<(usize, Field)>,
    /// The form's seal: two forms with the same say the same.
    pub seal: [u8; 32],
}

/// A counted field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its label.
    pub label: String,
    /// What it counts.
    pub kind: Kind,
    /// Its options in the order of the form.
    pub options: Vec<Choice>,
}

/// An option of a counted field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Whether the form says it.
    pub said: bool,
}

/// What a field counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One option of several.
    One,
    /// Any of several.
    Any,
    /// Acts that were done.
    Acts,
}

/// Why a file is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// The same form has been counted already.
    Duplicate,
    /// No form of ours.
    Foreign,
    /// A form that is cut off, edited, or otherwise not as it was saved.
    Damaged,
    /// A form that was written in training.
    Exercise,
    /// A form of a later version.
    Newer,
}

impl LeftOut {
    /// Every reason, in the order told.
    pub const ALL: [Self; 5] = [Self::Duplicate, Self::Foreign, Self::Damaged, Self::Exercise, Self::Newer];

    /// The id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Foreign => "foreign",
            Self::Damaged => "damaged",
            Self::Exercise => "exercise",
            Self::Newer => "newer",
        }
    }

    /// What a reader sees of one file.
    pub fn label(self) -> &'static str {
        match self {
            Self::Duplicate => "samma blankett en gång till",
            Self::Foreign => "ingen blankett från Stegvis",
            Self::Damaged => "skadad eller ändrad sedan den sparades",
            Self::Exercise => "ÖVNING",
            Self::Newer => "sparad av en nyare version",
        }
    }
}

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    format: Cow<'a, str>,
    version: u64,
    #[serde(borrow)]
    content_sha256: Cow<'a, str>,
    form: serde_json::Value,
}

#[derive(Deserialize)]
struct Content<'a> {
    #[serde(borrow)]
    filled: Cow<'a, str>,
    #[serde(borrow)]
    sections: Vec<Section<'a>>,
}

#[derive(Deserialize)]
struct Section<'a> {
    #[serde(borrow)]
    fields: Vec<Written<'a>>,
}

#[derive(Deserialize)]
struct Written<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    label: Cow<'a, str>,
    #[serde(borrow)]
    value: Value<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Value<'a> {
    #[serde(borrow)]
    Choice(Vec<Mark<'a>>),
    #[serde(borrow)]
    Choices(Vec<Mark<'a>>),
    Date(IgnoredAny),
    Period(IgnoredAny),
    Text(IgnoredAny),
    #[serde(borrow)]
    Acts(Vec<Act<'a>>),
}

#[derive(Deserialize)]
struct Mark<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    ticked: bool,
}

#[derive(Deserialize)]
struct Act<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    state: Cow<'a, str>,
}

/// What a saved form begins and ends with when its layout is taken away.
const BEGINS: &str = "{\"content_sha256\":\"";
const THEN: &str = "\",\"form\":";
const ENDS: &str = ",\"format\":\"stegvis-form\",\"version\":1}";

/// Reads what is counted in a saved form. One that lies as this program wrote it is read in one pass.
///
/// # Errors
/// Why the file is left out; never [`LeftOut::Duplicate`], which takes more than one file to see.
pub fn read(text: &str) -> Result<Counted, LeftOut> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let plain = without_layout(text);
    let as_written = as_written(&plain).filter(|(seal, form)| digest(form) == *seal);
    as_written.map_or_else(|| read_anyhow(text), |(seal, form)| counted(form, seal))
}

/// Reads a form however it is laid out and its keys are ordered.
fn read_anyhow(text: &str) -> Result<Counted, LeftOut> {
    let file: File = serde_json::from_str(text).map_err(|error| {
        // What is JSON but not shaped so is somebody else's file.
        if error.is_data() { LeftOut::Foreign } else { LeftOut::Damaged }
    })?;
    match (file.format.as_ref(), file.version) {
        ("stegvis-form", 1) => {}
        ("stegvis-ovning", _) => return Err(LeftOut::Exercise),
        ("stegvis-form", 2..) => return Err(LeftOut::Newer),
        (_, _) => return Err(LeftOut::Foreign),
    }
    let ordered = file.form.to_string();
    let seal =
        bytes(&file.content_sha256).filter(|seal| *seal == digest(&ordered)).ok_or(LeftOut::Damaged)?;
    counted(&ordered, seal)
}

fn counted(form: &str, seal: [u8; 32]) -> Result<Counted, LeftOut> {
    let content: Content = serde_json::from_str(form).map_err(|_| LeftOut::Damaged)?;
    let filled = NaiveDate::parse_from_str(&content.filled, "%Y-%m-%d").map_err(|_| LeftOut::Damaged)?;
    let mut fields: Vec<(usize, Field)> = Vec::new();
    for written in content.sections.into_iter().flat_map(|section| section.fields) {
        if let Some(at) = COUNTED.iter().position(|id| *id == written.id)
            && let Some(field) = field(written)
            && !fields.iter().any(|(earlier, _)| *earlier == at)
        {
            fields.push((at, field));
        }
    }
    Ok(Counted { month: Month::of(filled), fields, seal })
}

/// The text without line breaks, indents and the space after a key. Whether that was all there was to take away, the seal
/// decides.
fn without_layout(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.trim_start_matches(' ');
        let key = line.strip_prefix('"').and_then(|rest| rest.split_once('"'));
        match key.and_then(|(key, rest)| Some((key, rest.strip_prefix(": ")?))) {
            Some((key, value)) => plain.extend(["\"", key, "\":", value]),
            None => plain.push_str(line),
        }
    }
    plain
}

/// The seal and the form, where a text lies as this program writes it.
fn as_written(plain: &str) -> Option<([u8; 32], &str)> {
    let (seal, form) = plain.strip_prefix(BEGINS)?.strip_suffix(ENDS)?.split_once(THEN)?;
    Some((bytes(seal)?, form))
}

fn digest(form: &str) -> [u8; 32] {
    Sha256::digest(form.as_bytes()).into()
}

/// The bytes of 64 hexadecimal digits.
fn bytes(hex: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let digits = hex.as_bytes();
    if digits.len() != 2 * bytes.len() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
        for digit in pair {
            let value = char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok())?;
            *byte = *byte << 4 | value;
        }
    }
    Some(bytes)
}

fn field(written: Written) -> Option<Field> {
    let (kind, options) = match written.value {
        Value::Choice(marks) => (Kind::One, marks.into_iter().map(mark).collect()),
        Value::Choices(marks) => (Kind::Any, marks.into_iter().map(mark).collect()),
        Value::Acts(acts) => (Kind::Acts, acts.into_iter().filter_map(act).collect()),
        Value::Date(_) | Value::Period(_) | Value::Text(_) => return None,
    };
    Some(Field { label: written.label.into_owned(), kind, options })
}

fn mark(mark: Mark) -> Choice {
    Choice { id: mark.id.into_owned(), text: mark.text.into_owned(), said: mark.ticked }
}

/// An act counts where it was done. One that the form tells discreetly is not counted at all: nothing is known of it, and
/// nothing is to be.
fn act(act: Act) -> Option<Choice> {
    let discreet = matches!(act.state.as_ref(), "hanterat" | "hanteras");
    let said = act.state == "gjort";
    (!discreet).then(|| Choice { id: act.id.into_owned(), text: act.text.into_owned(), said })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Format, Purpose, render, sample};

    fn saved(purpose: Purpose) -> String {
        String::from_utf8(render(&sample::form(), Format::Json, purpose).unwrap()).unwrap()
    }

    #[test]
    fn a_saved_form_is_read_without_its_free_text() {
        let counted = read(&saved(Purpose::Case)).unwrap();
        assert!(!format!("{counted:?}").contains("Klotter på"), "{counted:?}");
        assert!(!counted.fields.is_empty());
    }

    #[test]
    fn spaces_and_the_order_of_keys_do_not_matter_but_content_does() {
        let text = saved(Purpose::Case);
        let loose: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read(&loose.to_string()), read(&text));
        assert_eq!(read(&text.replace(": ", " :  ")), read(&text));
        assert_eq!(
            as_written(&without_layout(&text)).map(|(seal, _)| seal),
            read(&text).ok().map(|form| form.seal)
        );
        let edited = text.replacen("\"ticked\": false", "\"ticked\": true", 1);
        assert_eq!(read(&edited), Err(LeftOut::Damaged));
    }

    #[test]
    fn what_is_left_out_says_why() {
        let text = saved(Purpose::Case);
        let half: String = text.chars().take(400).collect();
        assert_eq!(read(&half), Err(LeftOut::Damaged));
        assert_eq!(read("{}"), Err(LeftOut::Foreign));
        assert_eq!(read("[1]"), Err(LeftOut::Foreign));
        assert_eq!(read("hej"), Err(LeftOut::Damaged));
        assert_eq!(read(&saved(Purpose::Exercise)), Err(LeftOut::Exercise));
        assert_eq!(read(&text.replace("\"version\": 1\n", "\"version\": 2\n")), Err(LeftOut::Newer));
    }
}
