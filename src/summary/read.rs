//! What is counted in a saved form. Free text has no place in these types, so it is never taken out of the file.

mod shape;

use std::borrow::Cow;

use chrono::Days;
use sha2::{Digest, Sha256};

use self::shape::{RawAct, RawContent, RawField, RawFile, RawRoutine, RawTick, RawValue};
pub use super::left_out::LeftOut;
use super::period::Month;
use crate::calendar::{self, PastDays};
use crate::export::carried;
use crate::prose;
use crate::session::period::{CalendarSpan, Period};

/// What is counted of a form of format 1, which does not say it itself.
const COUNTED_IN_1: [&str; 7] = ["galler", "vad", "koppling", "miljo", "plats", "omrade", "atgarder"];

/// What a form adds to the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedForm {
    /// When it was filled in.
    pub filled: Month,
    /// When it happened, where the form says.
    pub happened: Option<Month>,
    /// Which form it is; `None` in format 1.
    pub identity: Option<CountedIdentity>,
    /// The routine it comes from.
    pub routine: RoutineOrigin,
    /// What it is about.
    pub about: FormSubject,
    /// The fields that are counted and that the form has, in its order.
    pub fields: Vec<CountedField>,
    /// The form's seal: two forms with the same say the same.
    pub seal: [u8; 32],
}

/// Which form it is, and which of its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedIdentity {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
}

/// The routine a form comes from. Forms of two routines are never added up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoutineOrigin {
    /// Its id.
    pub id: String,
    /// Who answers for it; `None` in format 1, which does not say.
    pub publisher: Option<String>,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
}

/// What a form is about. The two are counted apart, by rules of their own, and never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormSubject {
    /// Persons, or the form does not say that it is not.
    Persons,
    /// A thing found, that concerns no person.
    Things,
}

/// What time a form is counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum CountingBasis {
    /// When it was filled in.
    #[default]
    Filled,
    /// When it happened; where the form does not say, when it was filled in.
    Happened,
}

impl CountingBasis {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Filled, Self::Happened];

    /// The id on the command line and in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Filled => "filled",
            Self::Happened => "happened",
        }
    }

    /// What a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::Filled => "räknat efter när blanketten fylldes i",
            Self::Happened => "räknat efter när det hände",
        }
    }
}

impl CountedForm {
    /// The month it is counted in.
    pub fn counted_month(&self, basis: CountingBasis) -> Month {
        match basis {
            CountingBasis::Filled => self.filled,
            CountingBasis::Happened => self.happened.unwrap_or(self.filled),
        }
    }
}

/// A counted field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedField {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// What it counts.
    pub kind: CountedKind,
    /// Its options in the order of the form.
    pub options: Vec<CountedOption>,
}

/// An option of a counted field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedOption {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Whether the form says it.
    pub said: bool,
}

/// What a field counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CountedKind {
    /// One option of several.
    One,
    /// Any of several.
    Any,
    /// Acts that were done.
    Acts,
}

/// What a saved form begins and ends with when its layout is taken away.
const BEGINS: &str = "{\"content_sha256\":\"";
const THEN: &str = "\",\"form\":";
const ENDS: [&str; 2] =
    [",\"format\":\"stegvis-form\",\"version\":1}", ",\"format\":\"stegvis-form\",\"version\":2}"];

/// Reads what is counted in a file: a saved form, or the PDF that carries it.
///
/// # Errors
/// As [`read_form`].
pub fn read_file(bytes: &[u8], past: PastDays) -> Result<CountedForm, LeftOut> {
    if carried::is_pdf(bytes) {
        return read_form(&carried::read_attached_data(bytes).map_err(LeftOut::of_pdf)?, past);
    }
    read_form(std::str::from_utf8(bytes).map_err(|_| LeftOut::Damaged)?, past)
}

/// Reads what is counted in a saved form whose days lie in `past`. One that lies as this program wrote it is read in one
/// pass.
///
/// # Errors
/// Why the file is left out; never for a reason that takes more than one file to see.
pub fn read_form(text: &str, past: PastDays) -> Result<CountedForm, LeftOut> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let plain = without_layout(text);
    let as_written = as_written(&plain).filter(|(seal, form)| form_digest(form) == *seal);
    as_written.map_or_else(|| read_anyhow(text, past), |(seal, form)| parse_counted(form, seal, past))
}

/// Reads a form however it is laid out and its keys are ordered.
fn read_anyhow(text: &str, past: PastDays) -> Result<CountedForm, LeftOut> {
    let file: RawFile = serde_json::from_str(text).map_err(|error| {
        // What is JSON but not shaped so is somebody else's file.
        if error.is_data() { LeftOut::Foreign } else { LeftOut::Damaged }
    })?;
    match (file.format.as_ref(), file.version) {
        ("stegvis-form", 1 | 2) => {}
        ("stegvis-ovning", _) => return Err(LeftOut::Exercise),
        ("stegvis-form", 3..) => return Err(LeftOut::Newer),
        (_, _) => return Err(LeftOut::Foreign),
    }
    let ordered = file.form.to_string();
    let seal = decode_hex(&file.content_sha256)
        .filter(|seal| *seal == form_digest(&ordered))
        .ok_or(LeftOut::Damaged)?;
    parse_counted(&ordered, seal, past)
}

fn parse_counted(form: &str, seal: [u8; 32], past: PastDays) -> Result<CountedForm, LeftOut> {
    let content: RawContent = serde_json::from_str(form).map_err(|_| LeftOut::Damaged)?;
    let filled =
        calendar::parse_day(&content.filled).filter(|day| past.includes_day(*day)).ok_or(LeftOut::Undated)?;
    let identity = content.id.zip(content.version);
    let (mut fields, mut happened): (Vec<CountedField>, Option<Month>) = (Vec::new(), None);
    for written in content.sections.into_iter().flat_map(|section| section.fields) {
        if has_control(&written) {
            return Err(LeftOut::Damaged);
        }
        if !can_have_been(&written.value, past) {
            return Err(LeftOut::Undated);
        }
        if let RawValue::Period(Some(period)) = &written.value {
            happened = happened.or_else(|| parse_month(period));
        }
        let counts = written.count.unwrap_or_else(|| COUNTED_IN_1.contains(&written.id.as_ref()));
        if counts && !fields.iter().any(|earlier| earlier.id == written.id) {
            fields.extend(count_field(written));
        }
    }
    let RawRoutine { id, publisher, title, version } = content.routine;
    Ok(CountedForm {
        filled: Month::of_day(filled),
        happened,
        identity: identity.map(|(id, version)| CountedIdentity { id: id.into_owned(), version }),
        routine: RoutineOrigin {
            id: id.into_owned(),
            publisher: publisher.map(Cow::into_owned),
            title: title.into_owned(),
            version: version.into_owned(),
        },
        about: if content.persons.as_deref() == Some("nobody") {
            FormSubject::Things
        } else {
            FormSubject::Persons
        },
        fields,
        seal,
    })
}

/// The month a period lies in: of a week, the month that most of its days lie in.
fn parse_month(text: &str) -> Option<Month> {
    let period: Period = text.parse().ok()?;
    let first = period.when.first_day()?;
    let middle = if matches!(period.when, CalendarSpan::Week { .. }) { first + Days::new(3) } else { first };
    Some(Month::of_day(middle))
}

/// Whether what a picture would show of a field steers a screen.
fn has_control(written: &RawField) -> bool {
    let shown: Vec<&str> = match &written.value {
        RawValue::Choice(marks) | RawValue::Choices(marks) => {
            marks.iter().flat_map(|mark| [mark.id.as_ref(), mark.text.as_ref()]).collect()
        }
        RawValue::Acts(acts) => acts.iter().flat_map(|act| [act.id.as_ref(), act.text.as_ref()]).collect(),
        RawValue::Date(_) | RawValue::Period(_) | RawValue::Planned(_) | RawValue::Text(_) => Vec::new(),
    };
    shown.into_iter().chain([written.label.as_ref()]).any(prose::has_control)
}

/// Whether a time in a form can be true; what is no time always can.
fn can_have_been(value: &RawValue, past: PastDays) -> bool {
    match value {
        RawValue::Date(Some(day)) => calendar::parse_day(day).is_some_and(|day| past.includes_day(day)),
        RawValue::Period(Some(period)) => {
            period.parse::<Period>().is_ok_and(|period| period.when.can_have_been(past))
        }
        RawValue::Planned(Some(period)) => period.parse::<Period>().is_ok(),
        RawValue::Date(None)
        | RawValue::Period(None)
        | RawValue::Planned(None)
        | RawValue::Choice(_)
        | RawValue::Choices(_)
        | RawValue::Text(_)
        | RawValue::Acts(_) => true,
    }
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
    let inner = plain.strip_prefix(BEGINS)?;
    let (seal, form) = ENDS.iter().find_map(|ends| inner.strip_suffix(ends))?.split_once(THEN)?;
    Some((decode_hex(seal)?, form))
}

fn form_digest(form: &str) -> [u8; 32] {
    Sha256::digest(form.as_bytes()).into()
}

/// The bytes of 64 hexadecimal digits.
fn decode_hex(hex: &str) -> Option<[u8; 32]> {
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

fn count_field(written: RawField) -> Option<CountedField> {
    let (kind, options) = match written.value {
        RawValue::Choice(marks) => (CountedKind::One, marks.into_iter().map(count_tick).collect()),
        RawValue::Choices(marks) => (CountedKind::Any, marks.into_iter().map(count_tick).collect()),
        RawValue::Acts(acts) => (CountedKind::Acts, acts.into_iter().filter_map(count_act).collect()),
        RawValue::Date(_) | RawValue::Period(_) | RawValue::Planned(_) | RawValue::Text(_) => return None,
    };
    Some(CountedField { id: written.id.into_owned(), label: written.label.into_owned(), kind, options })
}

fn count_tick(mark: RawTick) -> CountedOption {
    CountedOption { id: mark.id.into_owned(), text: mark.text.into_owned(), said: mark.ticked }
}

/// An act counts where it was done. One that the form tells discreetly is not counted at all: nothing is known of it, and
/// nothing is to be.
fn count_act(act: RawAct) -> Option<CountedOption> {
    let discreet = matches!(act.state.as_ref(), "hanterat" | "hanteras");
    let said = act.state == "gjort";
    (!discreet).then(|| CountedOption { id: act.id.into_owned(), text: act.text.into_owned(), said })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Format, Purpose, render_form, sample};

    fn test_past() -> PastDays {
        PastDays::until_tomorrow(calendar::parse_day("2026-11-21").unwrap())
    }

    fn read_it(text: &str) -> Result<CountedForm, LeftOut> {
        read_form(text, test_past())
    }

    fn saved_form(purpose: Purpose) -> String {
        String::from_utf8(render_form(&sample::sample_form(), Format::Json, purpose).unwrap()).unwrap()
    }

    #[test]
    fn a_saved_form_is_read_without_its_free_text() {
        let counted = read_it(&saved_form(Purpose::Case)).unwrap();
        assert!(!format!("{counted:?}").contains("Klotter på"), "{counted:?}");
        assert!(!counted.fields.is_empty());
    }

    #[cfg(feature = "pdf")]
    #[test]
    fn the_pdf_says_the_same_as_the_json() {
        let pdf = render_form(&sample::sample_form(), Format::Pdf, Purpose::Case).unwrap();
        assert_eq!(read_file(&pdf, test_past()), read_it(&saved_form(Purpose::Case)));
        assert_eq!(read_file(&pdf[..pdf.len() / 2], test_past()), Err(LeftOut::Damaged));
        let exercise = render_form(&sample::sample_form(), Format::Pdf, Purpose::Exercise).unwrap();
        assert_eq!(read_file(&exercise, test_past()), Err(LeftOut::Exercise));
    }

    #[test]
    fn a_form_of_format_1_is_counted_as_before() {
        let old = read_it(include_str!("../../tests/fixtures/form-format-1.json")).unwrap();
        let new = read_it(&saved_form(Purpose::Case)).unwrap();
        assert_eq!((old.identity, old.filled, old.happened), (None, new.filled, new.happened));
        assert_eq!(old.fields.len(), new.fields.len());
    }

    #[test]
    fn spaces_and_the_order_of_keys_do_not_matter_but_content_does() {
        let text = saved_form(Purpose::Case);
        let loose: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read_it(&loose.to_string()), read_it(&text));
        assert_eq!(read_it(&text.replace("\": ", "\" :  ")), read_it(&text));
        assert_eq!(
            as_written(&without_layout(&text)).map(|(seal, _)| seal),
            read_it(&text).ok().map(|form| form.seal)
        );
        let edited = text.replacen("\"ticked\": false", "\"ticked\": true", 1);
        assert_eq!(read_it(&edited), Err(LeftOut::Damaged));
    }

    #[test]
    fn what_is_left_out_says_why() {
        let text = saved_form(Purpose::Case);
        let half: String = text.chars().take(400).collect();
        assert_eq!(read_it(&half), Err(LeftOut::Damaged));
        assert_eq!(read_it("{}"), Err(LeftOut::Foreign));
        assert_eq!(read_it("[1]"), Err(LeftOut::Foreign));
        assert_eq!(read_it("hej"), Err(LeftOut::Damaged));
        assert_eq!(read_it(&saved_form(Purpose::Exercise)), Err(LeftOut::Exercise));
        assert_eq!(read_it(&text.replace("\"version\": 2\n", "\"version\": 3\n")), Err(LeftOut::Newer));
    }

    #[test]
    fn a_form_with_a_day_that_cannot_have_been_is_left_out() {
        for (old, new) in [
            ("\"filled\": \"2026-11-21\"", "\"filled\": \"9999-12-31\""),
            ("\"filled\": \"2026-11-21\"", "\"filled\": \"0026-11-21\""),
            ("\"date\": \"2026-11-21\"", "\"date\": \"2062-11-21\""),
            ("\"period\": \"2026-v47 kväll\"", "\"period\": \"2027-v01\""),
        ] {
            let text = seal_text(&saved_form(Purpose::Case).replace(old, new));
            assert_eq!(read_it(&text), Err(LeftOut::Undated), "{new}");
        }
    }

    /// The text with a seal that fits what stands in it.
    fn seal_text(text: &str) -> String {
        let mut file: serde_json::Value = serde_json::from_str(text).unwrap();
        let digest = form_digest(&file["form"].to_string());
        let nibbles = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let hex: String = nibbles.filter_map(|nibble| char::from_digit(nibble.into(), 16)).collect();
        file["content_sha256"] = hex.into();
        format!("{file:#}\n")
    }
}
