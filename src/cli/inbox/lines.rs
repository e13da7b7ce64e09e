//! The inbox as lines of JSON for a city's own tools: one form a line, free text left out, each form once.
//!
//! `{"format": "stegvis-form-line", "version": 1, "id", "form_version", "filled", "period", "persons", "kind", "routine": {"id",
//! "version", "publisher"}, "received", "state", "diary", "links": [ID], "fields": {FIELD: [OPTION]}, "acts": {ACT: STATE}}`. A field
//! is there where the form has it; its options are those that are ticked. Neither free text nor the inbox's own note is.

use serde_json::{Map, Value, json};

use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::form::model::{Form, FormEntry, FormId, Persons, TickState};
use crate::store::inbox::{Inbox, ReceivedForm};

/// The version of the shape of a line.
const VERSION: u32 = 1;

pub(super) fn run_inbox_lines(inbox: &Inbox, console: &mut Console) -> Result<Exit, Failure> {
    for form in inbox.forms().map_err(Failure::Input)? {
        match form.content() {
            Some(content) => console.write_result(format!("{}\n", form_to_json(&form, content)))?,
            None => {
                console
                    .write_fault(&format!("utelämnad: {} går inte att läsa.\n", form.note.id.short_word()));
            }
        }
    }
    Ok(Exit::Done)
}

fn form_to_json(received: &ReceivedForm, form: &Form) -> Value {
    let (note, routine) = (&received.note, &form.routine);
    let (mut fields, mut acts) = (Map::new(), Map::new());
    for row in form.rows() {
        match &row.entry {
            FormEntry::One(ticks) | FormEntry::Any(ticks) => {
                let on = ticks.iter().filter(|tick| tick.state == TickState::On);
                fields.insert(row.id.clone(), on.map(|tick| tick.id.as_str()).collect());
            }
            FormEntry::Acts(rows) => {
                acts.extend(rows.iter().map(|act| (act.id.clone(), act.state.id().into())));
            }
            FormEntry::Day(_) | FormEntry::Period(_) | FormEntry::Planned(_) | FormEntry::Text(_) => {}
        }
    }
    json!({
        "format": "stegvis-form-line",
        "version": VERSION,
        "id": note.id.as_str(),
        "form_version": note.version,
        "filled": form.filled.to_string(),
        "period": form.period_of_event().map(|period| period.to_string()),
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
