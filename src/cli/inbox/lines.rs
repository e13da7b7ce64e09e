//! The inbox as lines of JSON for a city's own tools: one form a line, free text left out, each form once.
//!
//! `{"format": "stegvis-form-line", "version": 1, "id", "form_version", "filled", "period", "persons", "kind", "routine": {"id",
//! "version", "publisher"}, "received", "state", "diary", "links": [ID], "fields": {FIELD: [OPTION]}, "acts": {ACT: STATE}}`. A field
//! is there where the form has it; its options are those that are ticked. Neither free text nor the inbox's own note is.

use serde_json::{Map, Value, json};

use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::form::model::{Entry, Form, FormId, Persons, TickState};
use crate::store::inbox::{Inbox, Received};

/// The version of the shape of a line.
const VERSION: u32 = 1;

pub(super) fn run(inbox: &Inbox, console: &mut Console) -> Result<Exit, Failure> {
    for form in inbox.forms().map_err(Failure::Input)? {
        match form.content() {
            Some(content) => console.result(format!("{}\n", line(&form, content)))?,
            None => console.fault(&format!("utelämnad: {} går inte att läsa.\n", form.note.id.word())),
        }
    }
    Ok(Exit::Done)
}

fn line(received: &Received, form: &Form) -> Value {
    let (note, routine) = (&received.note, &form.routine);
    let (mut fields, mut acts) = (Map::new(), Map::new());
    for row in form.rows() {
        match &row.entry {
            Entry::One(ticks) | Entry::Any(ticks) => {
                let on = ticks.iter().filter(|tick| tick.state == TickState::On);
                fields.insert(row.id.clone(), on.map(|tick| tick.id.as_str()).collect());
            }
            Entry::Acts(rows) => {
                acts.extend(rows.iter().map(|act| (act.id.clone(), act.state.id().into())));
            }
            Entry::Day(_) | Entry::Period(_) | Entry::Text(_) => {}
        }
    }
    json!({
        "format": "stegvis-form-line",
        "version": VERSION,
        "id": note.id.as_str(),
        "form_version": note.version,
        "filled": form.filled.to_string(),
        "period": form.happened().map(|period| period.to_string()),
        "persons": match form.persons {
            Persons::Nobody => "nobody",
            Persons::Perhaps => "perhaps",
        },
        "kind": form.kind,
        "routine": { "id": routine.id, "version": routine.version, "publisher": routine.publisher },
        "received": note.received.to_string(),
        "state": note.state.label(),
        "diary": note.diary,
        "links": note.links.iter().map(FormId::as_str).collect::<Vec<_>>(),
        "fields": fields,
        "acts": acts,
    })
}
