//! What is counted in a saved form. Free text has no place in these types, so it is never taken out of the file.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
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
    /// The form's seal: two forms with the same are the same form.
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
    format: Cow<'a, str>,
    version: u64,
    content_sha256: Cow<'a, str>,
    #[serde(borrow)]
    form: &'a RawValue,
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

/// Reads what is counted in a saved form.
///
/// # Errors
/// Why the file is left out; never [`LeftOut::Duplicate`], which takes more than one file to see.
pub fn read(text: &str) -> Result<Counted, LeftOut> {
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
    let compact = compact(file.form.get());
    let seal = sealed(&compact, &file.content_sha256).ok_or(LeftOut::Damaged)?;
    let content: Content = serde_json::from_str(&compact).map_err(|_| LeftOut::Damaged)?;
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

/// The seal, where it is that of the content: in its own spelling, else with its keys put in order.
fn sealed(compact: &str, told: &str) -> Option<[u8; 32]> {
    let told = bytes(told)?;
    let of = |text: &str| <[u8; 32]>::from(Sha256::digest(text.as_bytes()));
    if of(compact) == told {
        return Some(told);
    }
    let ordered: serde_json::Value = serde_json::from_str(compact).ok()?;
    (of(&ordered.to_string()) == told).then_some(told)
}

/// The text without the spaces between its values.
fn compact(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(quote) = rest.find('"') {
        let (before, from) = rest.split_at(quote);
        kept.extend(before.split_ascii_whitespace());
        let (string, after) = from.split_at(end_of_string(from));
        kept.push_str(string);
        rest = after;
    }
    kept.extend(rest.split_ascii_whitespace());
    kept
}

/// Where the string that a text begins with ends, in bytes.
fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !escaped => return at + 1,
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// The bytes of 64 hexadecimal digits.
fn bytes(hex: &str) -> Option<[u8; 32]> {
    let digits: Option<Vec<u8>> =
        hex.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let pairs: Vec<u8> =
        digits?.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    pairs.try_into().ok()
}

fn field(written: Written) -> Option<Field> {
    let (kind, options) = match written.value {
        Value::Choice(marks) => (Kind::One, marks.into_iter().map(mark).collect()),
        Value::Choices(marks) => (Kind::Any, marks.into_iter().map(mark).collect()),
        Value::Acts(acts) => (Kind::Acts, acts.into_iter().map(act).collect()),
        Value::Date(_) | Value::Period(_) | Value::Text(_) => return None,
    };
    Some(Field { label: written.label.into_owned(), kind, options })
}

fn mark(mark: Mark) -> Choice {
    Choice { id: mark.id.into_owned(), text: mark.text.into_owned(), said: mark.ticked }
}

/// An act counts where it was done, or handled where the form does not say which.
fn act(act: Act) -> Choice {
    let said = matches!(act.state.as_ref(), "gjort" | "hanterat");
    Choice { id: act.id.into_owned(), text: act.text.into_owned(), said }
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
        let edited = text.replacen("\"ticked\": false", "\"ticked\": true", 1);
        assert_eq!(read(&edited), Err(LeftOut::Damaged));
        assert_eq!(compact(r#"{ "a b\\\" c" : [ 1, 2 ] }"#), r#"{"a b\\\" c":[1,2]}"#);
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
