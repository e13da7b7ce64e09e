//! The saved form: JSON of a documented, versioned shape, written and read back. Nothing here opens a file.
//!
//! ```json
//! {
//!   "content_sha256": "…",
//!   "form": {
//!     "cleared": {},
//!     "filled": "2026-11-21",
//!     "kind": "oro",
//!     "proved": ["akut-forst"],
//!     "routine": {"fingerprint": "…", "id": "stockholm-vbe", "title": "…", "version": "…"},
//!     "sections": [{"fields": [{"id": "galler", "label": "Gäller", "required": true, "value": VALUE}], "title": "…"}],
//!     "steps": ["akut"],
//!     "title": "…",
//!     "tool": "stegvis 0.1.0"
//!   },
//!   "format": "stegvis-form",
//!   "version": 1
//! }
//! ```
//!
//! `VALUE` has exactly one key: `{"choice": [OPTION]}` or `{"choices": [OPTION]}` with every option of the field, ticked
//! or not; `{"date": "2026-11-21"}`; `{"period": "2026-v47 kväll"}`, or `null`; `{"text": "…"}`, or `null`;
//! `{"acts": [{"id", "state", "text"}]}` where the state is `gjort`, `ska-goras`, `inte-aktuellt`, `hanterat` or
//! `hanteras`. An `OPTION` is `{"id", "text", "ticked"}`.
//!
//! An exercise has `"format": "stegvis-ovning"`, which is never read back.
//!
//! `content_sha256` is the SHA-256 of `form` written without spaces and with its keys in order: what
//! `jq -jcS .form FILE | sha256sum` prints. It shows that a file was edited or damaged; it is no signature.

mod schema;
mod shape;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub use self::schema::schema;

use super::Purpose;
use crate::form::deidentified::{self, DeidentifiedForm};
use crate::form::model::{ActRow, Entry, Form, Required, Row, Section, Tick, TickState};
use crate::source::Place;

/// What the file says it is.
const FORMAT: &str = "stegvis-form";

/// What an exercise says it is: no program takes it for a case.
const EXERCISE: &str = "stegvis-ovning";

/// The version of the shape this program writes, and the only one it reads.
const VERSION: u64 = 1;

/// Why a text is not read as a saved form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadFault {
    /// The text ends before the form does.
    #[error("Filen är avkortad: den tar slut på rad {} innan blanketten är hel.", .0.line)]
    Truncated(Place),
    /// The text is no JSON.
    #[error("Filen är skadad: rad {}, kolumn {} går inte att läsa som JSON.", .0.line, .0.column)]
    NotJson(Place),
    /// The text is JSON, but no form of ours.
    #[error("Filen är ingen blankett från Stegvis.")]
    Foreign,
    /// The form was written in training.
    #[error("Filen är en ÖVNING: uppgifterna i den är påhittade, och den är ingen blankett.")]
    Exercise,
    /// The form was written by a later program.
    #[error("Blanketten har format {0}. Det här programmet läser format 1; öppna den med en nyare version.")]
    Newer(u64),
    /// The form is not shaped as it was written.
    #[error(
        "Blanketten har en annan form än den som sparades: se rad {}, kolumn {}. Den kan ha ändrats för hand.",
        .0.line,
        .0.column
    )]
    Shape(Place),
    /// The content is not what was saved.
    #[error("Blanketten har ändrats sedan den sparades: innehållet stämmer inte med kontrollsumman.")]
    Edited,
    /// Something required is missing.
    #[error("Blanketten saknar något som måste fyllas i: fältet `{0}`.")]
    Incomplete(String),
}

/// The form as the bytes that are kept.
pub fn write(form: &DeidentifiedForm, purpose: Purpose) -> Vec<u8> {
    let content = content(form.content());
    let format = match purpose {
        Purpose::Case => FORMAT,
        Purpose::Exercise => EXERCISE,
    };
    let file = json!({
        "format": format,
        "version": VERSION,
        "content_sha256": seal(&content),
        "form": content,
    });
    format!("{file:#}\n").into_bytes()
}

/// Reads back what [`write`] wrote.
///
/// # Errors
/// Why the text is no whole, unchanged form of a version this program knows, with the place where there is one.
pub fn read(text: &str) -> Result<DeidentifiedForm, ReadFault> {
    let loose: Value = serde_json::from_str(text).map_err(|error| fault(&error))?;
    match loose.get("format").and_then(Value::as_str) {
        Some(FORMAT) => {}
        Some(EXERCISE) => return Err(ReadFault::Exercise),
        Some(_) | None => return Err(ReadFault::Foreign),
    }
    match loose.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => return Err(ReadFault::Newer(newer)),
        Some(_) | None => return Err(ReadFault::Foreign),
    }
    let sealed = loose.get("content_sha256").and_then(Value::as_str);
    if sealed != loose.get("form").map(seal).as_deref() {
        return Err(ReadFault::Edited);
    }
    let file: shape::File = serde_json::from_str(text).map_err(|error| fault(&error))?;
    deidentified::gate(file.into_form()).map_err(|objections| {
        let field = objections.first().map(|deidentified::Objection::Missing { field, .. }| field.clone());
        ReadFault::Incomplete(field.unwrap_or_default())
    })
}

fn fault(error: &serde_json::Error) -> ReadFault {
    let place = Place { line: error.line().max(1), column: error.column().max(1) };
    match error.classify() {
        serde_json::error::Category::Eof => ReadFault::Truncated(place),
        serde_json::error::Category::Data => ReadFault::Shape(place),
        serde_json::error::Category::Syntax | serde_json::error::Category::Io => ReadFault::NotJson(place),
    }
}

/// SHA-256 of a value in its one compact spelling, in hexadecimal.
fn seal(content: &Value) -> String {
    let digest = Sha256::digest(content.to_string().as_bytes());
    digest
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|nibble| char::from_digit(nibble.into(), 16))
        .collect()
}

fn content(form: &Form) -> Value {
    let Form { title, routine, tool, filled, kind, proved, steps, cleared, sections } = form;
    json!({
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
        "cleared": cleared,
        "sections": sections.iter().map(section).collect::<Vec<_>>(),
    })
}

fn section(section: &Section) -> Value {
    let Section { title, rows } = section;
    json!({ "title": title, "fields": rows.iter().map(row).collect::<Vec<_>>() })
}

fn row(row: &Row) -> Value {
    let Row { id, label, required, entry } = row;
    let required = match required {
        Required::Yes => true,
        Required::No => false,
    };
    json!({ "id": id, "label": label, "required": required, "value": value(entry) })
}

fn value(entry: &Entry) -> Value {
    match entry {
        Entry::One(ticks) => json!({ "choice": ticks.iter().map(tick).collect::<Vec<_>>() }),
        Entry::Any(ticks) => json!({ "choices": ticks.iter().map(tick).collect::<Vec<_>>() }),
        Entry::Day(day) => json!({ "date": day.format("%Y-%m-%d").to_string() }),
        Entry::Period(period) => json!({ "period": period.map(|period| period.to_string()) }),
        Entry::Text(Some(text)) => json!({ "text": text.text() }),
        Entry::Text(None) => json!({ "text": null }),
        Entry::Acts(acts) => json!({ "acts": acts.iter().map(act).collect::<Vec<_>>() }),
    }
}

fn tick(tick: &Tick) -> Value {
    let Tick { id, text, state } = tick;
    let ticked = match state {
        TickState::On => true,
        TickState::Off => false,
    };
    json!({ "id": id, "text": text, "ticked": ticked })
}

fn act(act: &ActRow) -> Value {
    let ActRow { id, text, state } = act;
    json!({ "id": id, "text": text, "state": state.id() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn text() -> String {
        String::from_utf8(write(&sample::form(), Purpose::Case)).unwrap()
    }

    #[test]
    fn reads_what_it_writes() {
        assert_eq!(read(&text()), Ok(sample::form()));
        assert_eq!(String::from_utf8(write(&read(&text()).unwrap(), Purpose::Case)).unwrap(), text());
    }

    #[test]
    fn a_truncated_form_says_where_it_ends() {
        let whole = text();
        let length = whole.chars().count();
        for keep in [1, length / 2, length - 3] {
            let cut: String = whole.chars().take(keep).collect();
            assert!(matches!(read(&cut), Err(ReadFault::Truncated(_))), "{keep}: {:?}", read(&cut));
        }
    }

    #[test]
    fn an_edited_form_is_seen() {
        let edited = text().replace("\"ticked\": false", "\"ticked\": true");
        assert_eq!(read(&edited), Err(ReadFault::Edited));
        assert_eq!(read(&text().replace("gjort", "ska-goras")), Err(ReadFault::Edited));
    }

    #[test]
    fn foreign_newer_and_damaged_files_are_told_apart() {
        assert_eq!(read("{}"), Err(ReadFault::Foreign));
        assert_eq!(read("[1]"), Err(ReadFault::Foreign));
        assert_eq!(read(&text().replace("\"version\": 1\n", "\"version\": 2\n")), Err(ReadFault::Newer(2)));
        assert_eq!(read("hej"), Err(ReadFault::NotJson(Place { line: 1, column: 1 })));
        let exercise = String::from_utf8(write(&sample::form(), Purpose::Exercise)).unwrap();
        assert_eq!(read(&exercise), Err(ReadFault::Exercise));
        let deep = "[".repeat(100_000);
        assert!(read(&deep).is_err());
    }

    #[test]
    fn an_unknown_key_outside_the_content_is_a_fault_of_shape() {
        let odd = text().replacen('{', "{\"note\": 1,", 1);
        assert!(matches!(read(&odd), Err(ReadFault::Shape(_))));
    }

    #[test]
    fn the_seal_covers_the_compact_spelling_in_key_order() {
        let written: Value = serde_json::from_str(&text()).unwrap();
        let keys: Vec<&str> = written["form"].as_object().unwrap().keys().map(String::as_str).collect();
        assert!(keys.is_sorted(), "{keys:?}");
    }
}
