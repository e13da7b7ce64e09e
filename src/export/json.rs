//! The saved form: JSON of a documented, versioned shape, written and read back. Nothing here opens a file.
//!
//! ```json
//! {
//!   "content_sha256": "…",
//!   "form": {
//!     "filled": "2026-11-21",
//!     "id": "7f3k2qhx5w2mzt4b",
//!     "kept": {"person": 1},
//!     "kind": "hot",
//!     "period": "2026-v47 kväll",
//!     "persons": "perhaps",
//!     "proved": ["akut-forst"],
//!     "routine": {"fingerprint": "…", "id": "ekeby-hot", "publisher": "…", "title": "…", "version": "…"},
//!     "sections": [{"fields": [{"count": true, "id": "galler", "label": "Gäller", "required": true, "value": VALUE}],
//!                   "title": "…"}],
//!     "steps": ["akut"],
//!     "title": "…",
//!     "tool": "stegvis 0.1.0",
//!     "version": 1
//!   },
//!   "format": "stegvis-form",
//!   "version": 2
//! }
//! ```
//!
//! `id` tells the form from all others, and the inner `version` its corrections apart. `filled` is the day it was filled in,
//! `period` when it happened, or `null`. `kept` is how many findings of each class in free text were tried and kept. `persons`
//! is `nobody` where the form says that no person is concerned, else `perhaps`. `count` says what is counted in the local
//! picture, `tells` that a field stands in lists of forms, as `what` or `where`, and `"guessed": true` stands in a field that only the day has filled in and nobody has confirmed.
//!
//! Format 1, which is still read, has none of these: `cleared` is what `kept` is now.
//!
//! `VALUE` has exactly one key: `{"choice": [OPTION]}` or `{"choices": [OPTION]}` with every option of the field, ticked
//! or not; `{"date": "2026-11-21"}`; `{"period": "2026-v47 kväll"}`, or `null`, and `{"planned": "2027-03"}`
//! likewise, the only time that may lie ahead; `{"text": "…"}`, or `null`;
//! `{"acts": [{"id", "state", "text"}]}` where the state is `gjort`, `ska-goras`, `inte-aktuellt`, `hanterat` or
//! `hanteras`. An `OPTION` is `{"id", "text", "ticked"}`.
//!
//! An exercise has `"format": "stegvis-ovning"`, which is never read back.
//!
//! `content_sha256` is the SHA-256 of `form` written without spaces and with its keys in order: what
//! `jq -jcS .form FILE | sha256sum` prints. It shows that a file was edited or damaged by accident. It has no key: whoever
//! edits a form on purpose can write a new one, so it is no signature and proves nothing of who wrote what.

pub mod head;
mod schema;
mod shape;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub use self::schema::build_schema;

use super::Purpose;
use super::carried::PdfFault;
use super::hex::encode_hex;
use crate::form::deidentified::{self, DeidentifiedForm};
use crate::form::model::{
    ActRow, Certainty, Counting, Form, FormEntry, FormRow, FormSection, Identity, Persons, Required, Tick,
    TickState,
};
use crate::prose;
use crate::source::LineColumn;

/// What the file says it is.
const FORMAT: &str = "stegvis-form";

/// What an exercise says it is: no program takes it for a case.
const EXERCISE: &str = "stegvis-ovning";

/// The version of the shape this program writes.
const VERSION: u64 = 2;

/// The version before it, which is still read: a form in it has no id.
const WITHOUT_ID: u64 = 1;

/// Why a text is not read as a saved form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadFault {
    /// The text ends before the form does.
    #[error("Filen är avkortad: den tar slut på rad {} innan blanketten är hel.", .0.line)]
    Truncated(LineColumn),
    /// The text is no JSON.
    #[error("Filen är skadad: rad {}, kolumn {} går inte att läsa som JSON.", .0.line, .0.column)]
    NotJson(LineColumn),
    /// The text is JSON, but no form of ours.
    #[error("Filen är ingen blankett från Stegvis.")]
    Foreign,
    /// The form was written in training.
    #[error("Filen är en ÖVNING: uppgifterna i den är påhittade, och den är ingen blankett.")]
    Exercise,
    /// The form was written by a later program.
    #[error(
        "Blanketten har format {0}. Det här programmet läser format 1 och 2; öppna den med en nyare version."
    )]
    Newer(u64),
    /// The form is not shaped as it was written.
    #[error(
        "Blanketten har en annan form än den som sparades: se rad {}, kolumn {}. Den kan ha ändrats för hand.",
        .0.line,
        .0.column
    )]
    Shape(LineColumn),
    /// The content is not what was saved.
    #[error("Blanketten har ändrats sedan den sparades: innehållet stämmer inte med kontrollsumman.")]
    Edited,
    /// A text of it holds characters that steer a screen or the order of reading.
    #[error("Blanketten har tecken som styr en skärm eller vänder text. Den är inte skriven av Stegvis.")]
    Steering,
    /// Something required is missing.
    #[error("Blanketten saknar något som måste fyllas i: fältet `{0}`.")]
    Incomplete(String),
    /// The file is a PDF that the form cannot be taken out of.
    #[error("{0}")]
    Pdf(PdfFault),
}

/// The form as the bytes that are kept.
pub fn write(form: &DeidentifiedForm, purpose: Purpose) -> Vec<u8> {
    let content = form_to_json(form.content());
    let format = match purpose {
        Purpose::Case => FORMAT,
        Purpose::Exercise => EXERCISE,
    };
    let version = if form.content().identity.is_some() { VERSION } else { WITHOUT_ID };
    let file = json!({
        "format": format,
        "version": version,
        "content_sha256": seal_content(&content),
        "form": content,
    });
    format!("{file:#}\n").into_bytes()
}

/// Reads back what [`write()`] wrote.
///
/// # Errors
/// Why the text is no whole, unchanged form of a version this program knows, with the place where there is one.
pub fn read_form(text: &str) -> Result<DeidentifiedForm, ReadFault> {
    let loose: Value = serde_json::from_str(text).map_err(|error| describe_fault(&error))?;
    match loose.get("format").and_then(Value::as_str) {
        Some(FORMAT) => {}
        Some(EXERCISE) => return Err(ReadFault::Exercise),
        Some(_) | None => return Err(ReadFault::Foreign),
    }
    let version = match loose.get("version").and_then(Value::as_u64) {
        Some(known @ (WITHOUT_ID | VERSION)) => known,
        Some(newer) if newer > VERSION => return Err(ReadFault::Newer(newer)),
        Some(_) | None => return Err(ReadFault::Foreign),
    };
    let sealed = loose.get("content_sha256").and_then(Value::as_str);
    if sealed != loose.get("form").map(seal_content).as_deref() {
        return Err(ReadFault::Edited);
    }
    if has_control(&loose) {
        return Err(ReadFault::Steering);
    }
    let file: shape::SavedFile = serde_json::from_str(text).map_err(|error| describe_fault(&error))?;
    let form = file.into_form(version).ok_or(ReadFault::Shape(LineColumn { line: 1, column: 1 }))?;
    deidentified::pass_gate(form).map_err(|objections| {
        let field = objections.first().map(|deidentified::Objection::Missing { field, .. }| field.clone());
        ReadFault::Incomplete(field.unwrap_or_default())
    })
}

/// Whether any text in it steers a screen; a line break and a tab in a text that was typed do not.
fn has_control(value: &Value) -> bool {
    match value {
        Value::String(text) => text.split(['\n', '\t']).any(prose::has_control),
        Value::Array(values) => values.iter().any(has_control),
        Value::Object(fields) => {
            fields.iter().any(|(key, value)| prose::has_control(key) || has_control(value))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

fn describe_fault(error: &serde_json::Error) -> ReadFault {
    let place = LineColumn { line: error.line().max(1), column: error.column().max(1) };
    match error.classify() {
        serde_json::error::Category::Eof => ReadFault::Truncated(place),
        serde_json::error::Category::Data => ReadFault::Shape(place),
        serde_json::error::Category::Syntax | serde_json::error::Category::Io => ReadFault::NotJson(place),
    }
}

/// SHA-256 of a value in its one compact spelling, in hexadecimal.
fn seal_content(content: &Value) -> String {
    encode_hex(&Sha256::digest(content.to_string().as_bytes()))
}

fn form_to_json(form: &Form) -> Value {
    let Form { identity, title, routine, tool, filled, kind, proved, steps, cleared, persons, sections } =
        form;
    let mut content = json!({
        "title": title,
        "routine": {
            "id": routine.id,
            "title": routine.title,
            "version": routine.version,
            "fingerprint": routine.fingerprint,
        },
        "tool": tool,
        "filled": filled.format("%Y-%m-%d").to_string(),
        "kind": kind,
        "proved": proved,
        "steps": steps,
        "sections": sections.iter().map(|part| section_to_json(part, identity.as_ref())).collect::<Vec<_>>(),
    });
    match identity {
        None => content["cleared"] = json!(cleared),
        Some(Identity { id, version }) => {
            content["id"] = json!(id.as_str());
            content["version"] = json!(version);
            content["kept"] = json!(cleared);
            content["period"] = json!(form.period_of_event().map(|period| period.to_string()));
            content["persons"] = json!(persons.id());
            content["routine"]["publisher"] = json!(routine.publisher);
            if !routine.laws_read.is_empty() {
                content["routine"]["laws_read"] = json!(routine.laws_read);
            }
        }
    }
    content
}

fn section_to_json(section: &FormSection, identity: Option<&Identity>) -> Value {
    let FormSection { title, rows } = section;
    json!({ "title": title, "fields": rows.iter().map(|made| row_to_json(made, identity)).collect::<Vec<_>>() })
}

fn row_to_json(row: &FormRow, identity: Option<&Identity>) -> Value {
    let FormRow { id, label, required, counting, tells, certainty, entry } = row;
    let mut written = json!({ "id": id, "label": label, "required": *required == Required::Yes, "value": entry_to_json(entry) });
    if identity.is_some() {
        written["count"] = json!(*counting == Counting::Counted);
        if *certainty == Certainty::Guessed {
            written["guessed"] = json!(true);
        }
        if let Some(tells) = tells {
            written["tells"] = json!(tells.id());
        }
        if let Some(note) = entry.note() {
            written["note"] = json!(note);
        }
    }
    written
}

fn entry_to_json(entry: &FormEntry) -> Value {
    match entry {
        FormEntry::One(ticks) => json!({ "choice": ticks.iter().map(tick_to_json).collect::<Vec<_>>() }),
        FormEntry::Any(ticks) => json!({ "choices": ticks.iter().map(tick_to_json).collect::<Vec<_>>() }),
        FormEntry::Day(day) => json!({ "date": day.map(|day| day.format("%Y-%m-%d").to_string()) }),
        FormEntry::Period(period) => json!({ "period": period.map(|period| period.to_string()) }),
        FormEntry::Planned(period) => json!({ "planned": period.map(|period| period.to_string()) }),
        FormEntry::Text(Some(text)) => json!({ "text": text.text() }),
        FormEntry::Text(None) => json!({ "text": null }),
        FormEntry::Acts(acts) => json!({ "acts": acts.iter().map(act_to_json).collect::<Vec<_>>() }),
    }
}

fn tick_to_json(tick: &Tick) -> Value {
    let Tick { id, text, state } = tick;
    let ticked = match state {
        TickState::On => true,
        TickState::Off => false,
    };
    json!({ "id": id, "text": text, "ticked": ticked })
}

fn act_to_json(act: &ActRow) -> Value {
    let ActRow { id, text, state } = act;
    json!({ "id": id, "text": text, "state": state.id() })
}

impl Persons {
    /// The id in saved forms.
    fn id(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Perhaps => "perhaps",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn sample_text() -> String {
        String::from_utf8(write(&sample::sample_form(), Purpose::Case)).unwrap()
    }

    #[test]
    fn reads_what_it_writes() {
        assert_eq!(read_form(&sample_text()), Ok(sample::sample_form()));
        assert_eq!(
            String::from_utf8(write(&read_form(&sample_text()).unwrap(), Purpose::Case)).unwrap(),
            sample_text()
        );
    }

    #[test]
    fn a_form_of_format_1_is_read_and_written_as_it_was() {
        let old = include_str!("../../tests/fixtures/form-format-1.json");
        let form = read_form(old).unwrap();
        assert_eq!(form.content().identity, None);
        let counted = form.content().rows().filter(|row| row.counting == Counting::Counted);
        assert_eq!(counted.map(|row| row.id.as_str()).collect::<Vec<_>>(), ["galler", "vad", "atgarder"]);
        assert_eq!(String::from_utf8(write(&form, Purpose::Case)).unwrap(), old);
    }

    #[test]
    fn a_truncated_form_says_where_it_ends() {
        let whole = sample_text();
        let length = whole.chars().count();
        for keep in [1, length / 2, length - 3] {
            let cut: String = whole.chars().take(keep).collect();
            assert!(matches!(read_form(&cut), Err(ReadFault::Truncated(_))), "{keep}: {:?}", read_form(&cut));
        }
    }

    #[test]
    fn an_edited_form_is_seen() {
        let edited = sample_text().replace("\"ticked\": false", "\"ticked\": true");
        assert_eq!(read_form(&edited), Err(ReadFault::Edited));
        assert_eq!(read_form(&sample_text().replace("gjort", "ska-goras")), Err(ReadFault::Edited));
    }

    #[test]
    fn foreign_newer_and_damaged_files_are_told_apart() {
        assert_eq!(read_form("{}"), Err(ReadFault::Foreign));
        assert_eq!(read_form("[1]"), Err(ReadFault::Foreign));
        assert_eq!(
            read_form(&sample_text().replace("\"version\": 2\n", "\"version\": 3\n")),
            Err(ReadFault::Newer(3))
        );
        assert_eq!(read_form("hej"), Err(ReadFault::NotJson(LineColumn { line: 1, column: 1 })));
        let exercise = String::from_utf8(write(&sample::sample_form(), Purpose::Exercise)).unwrap();
        assert_eq!(read_form(&exercise), Err(ReadFault::Exercise));
        let deep = "[".repeat(100_000);
        assert!(read_form(&deep).is_err());
    }

    #[test]
    fn a_form_that_steers_a_screen_is_not_read() {
        for sign in ["\\u001b[2J", "\\u202e", "\\u009b", "\\r"] {
            let text = sample_text().replacen("Klotter", &format!("{sign}Klotter"), 1);
            let mut file: Value = serde_json::from_str(&text).unwrap();
            file["content_sha256"] = seal_content(&file["form"]).into();
            assert_eq!(read_form(&file.to_string()), Err(ReadFault::Steering), "{sign}");
        }
    }

    #[test]
    fn an_unknown_key_outside_the_content_is_a_fault_of_shape() {
        let odd = sample_text().replacen('{', "{\"note\": 1,", 1);
        assert!(matches!(read_form(&odd), Err(ReadFault::Shape(_))));
    }

    #[test]
    fn the_seal_covers_the_compact_spelling_in_key_order() {
        let written: Value = serde_json::from_str(&sample_text()).unwrap();
        let keys: Vec<&str> = written["form"].as_object().unwrap().keys().map(String::as_str).collect();
        assert!(keys.is_sorted(), "{keys:?}");
    }
}
