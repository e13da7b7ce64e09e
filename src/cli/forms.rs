//! `stegvis forms`: the saved forms, newest first.
//!
//! JSON: `{"format": "stegvis-forms", "version": 1, "folder", "forms": [FORM]}` where a `FORM` is `{"path", "filled",
//! "kind", "title", "routine": {"id", "version", "fingerprint"}}`, or `{"path", "fault"}` for one that cannot be read.

use serde_json::{Value, json};

use super::args::{Forms, Shape};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::prose::visible;
use crate::store::list::SavedForm;
use crate::store::{Store, shown};

/// The version of the JSON shape.
const VERSION: u32 = 1;

pub(super) fn run(arguments: &Forms, console: &mut Console) -> Result<Exit, Failure> {
    let store = Store::local();
    let folder = store.folder().map_err(Failure::Input)?;
    let forms = store.forms().map_err(Failure::Input)?;
    match arguments.output.format {
        Shape::Text => {
            forms.iter().filter_map(text).try_for_each(|row| console.result(row))?;
            forms.iter().filter_map(fault).for_each(|row| console.fault(&row));
            if forms.is_empty() {
                console.fault(&format!("Det finns inga sparade blanketter i {}.\n", shown(&folder)));
            }
        }
        Shape::Json => {
            let forms: Vec<Value> = forms.iter().map(json).collect();
            let all = json!({
                "format": "stegvis-forms",
                "version": VERSION,
                "folder": shown(&folder),
                "forms": forms,
            });
            console.result(format!("{all:#}\n"))?;
        }
    }
    Ok(Exit::Done)
}

fn text(saved: &SavedForm) -> Option<String> {
    let form = saved.form.as_ref().ok()?.content();
    let kind = visible(&form.kind);
    Some(format!("{}  {kind:<12}  {}\n", form.filled.format("%Y-%m-%d"), shown(&saved.path)))
}

fn fault(saved: &SavedForm) -> Option<String> {
    let fault = saved.form.as_ref().err()?;
    Some(format!("fel: {} kan inte läsas. {}\n", shown(&saved.path), visible(&fault.to_string())))
}

fn json(saved: &SavedForm) -> Value {
    let path = shown(&saved.path);
    match &saved.form {
        Ok(form) => {
            let form = form.content();
            json!({
                "path": path,
                "filled": form.filled.format("%Y-%m-%d").to_string(),
                "kind": form.kind,
                "title": form.title,
                "routine": {
                    "id": form.routine.id,
                    "version": form.routine.version,
                    "fingerprint": form.routine.fingerprint,
                },
            })
        }
        Err(fault) => json!({ "path": path, "fault": fault.to_string() }),
    }
}
