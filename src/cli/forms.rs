//! `stegvis forms`: the saved forms, newest first.
//!
//! JSON: `{"format": "stegvis-forms", "version": 1, "folder", "forms": [FORM]}` where a `FORM` is `{"path", "filled",
//! "kind", "sent", "title", "routine": {"id", "version", "fingerprint"}}`, or `{"path", "fault"}` for one that cannot be read.

use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::args::{Forms, Shape};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::lines;
use super::settings::Settings;
use crate::clock;
use crate::profile::Retention;
use crate::prose::visible;
use crate::store::list::SavedForm;
use crate::store::shelf::State;
use crate::store::{Store, shown};

/// The version of the JSON shape.
const VERSION: u32 = 1;

pub(super) fn run(arguments: &Forms, console: &mut Console) -> Result<Exit, Failure> {
    let settings = Settings::read();
    let store = settings.store();
    let Forms { sent, not_sent, delete, yes, older_than, output } = arguments;
    let asked = if *yes { Asked::Already } else { Asked::NotYet };
    match (sent, not_sent, delete) {
        (Some(form), _, _) => mark(&store, form, State::Sent, console),
        (_, Some(form), _) => mark(&store, form, State::NotSent, console),
        (_, _, Some(form)) => self::delete(&store, form, asked, console),
        (None, None, None) => list(&settings, *older_than, output.format, console),
    }
}

/// Whether the question before a deletion has been answered.
#[derive(Clone, Copy)]
enum Asked {
    Already,
    NotYet,
}

fn mark(store: &Store, form: &str, state: State, console: &mut Console) -> Result<Exit, Failure> {
    let path = store.find(form).map_err(Failure::Input)?;
    Store::mark(&path, state).map_err(Failure::Input)?;
    console.result(format!("{}  {}\n", state.label(), shown(&path)))?;
    Ok(Exit::Done)
}

fn delete(store: &Store, form: &str, asked: Asked, console: &mut Console) -> Result<Exit, Failure> {
    let path = store.find(form).map_err(Failure::Input)?;
    let files = Store::files(&path).map_err(Failure::Input)?;
    match asked {
        Asked::Already => {}
        Asked::NotYet if !console.is_interactive() => return Err(Failure::Unasked),
        Asked::NotYet => {
            console.fault(&lines(&files));
            if !console.is_yes("Vill du ta bort blanketten för gott? Det går inte att ångra.") {
                console.fault("Inget är borttaget.\n");
                return Ok(Exit::Refused);
            }
        }
    }
    let gone = Store::delete(&path).map_err(Failure::Input)?;
    console.result(lines(&gone))?;
    Ok(Exit::Done)
}

fn list(
    settings: &Settings,
    old: Option<Days>,
    shape: Shape,
    console: &mut Console,
) -> Result<Exit, Failure> {
    settings.tell(console);
    let store = settings.store();
    let folder = store.folder_to_read().map_err(Failure::Input)?;
    let mut forms = store.forms().map_err(Failure::Input)?;
    let today = clock::today().map_err(Failure::Day)?;
    if let Some(days) = old {
        forms.retain(|form| form.is_older(days, today));
    }
    match shape {
        Shape::Text => {
            forms.iter().filter_map(text).try_for_each(|row| console.result(row))?;
            forms.iter().filter_map(fault).for_each(|row| console.fault(&row));
            console.fault(&reminder(&forms, old, &folder));
            if let (Some(after), None) = (settings.profile.retention(), old) {
                console.fault(&due(&forms, after, today));
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

/// What is said after the list: that it is empty, or that what stands in it can be weeded out.
fn reminder(forms: &[SavedForm], old: Option<Days>, folder: &Path) -> String {
    match (old, forms.len()) {
        (None, 0) => format!("Det finns inga sparade blanketter i {}.\n", shown(folder)),
        (None, _) => String::new(),
        (Some(_), 0) => "Det finns inga blanketter som är så gamla.\n".to_owned(),
        (Some(_), count) => {
            let them = if count == 1 { "En blankett" } else { "Blanketterna ovan" };
            format!(
                "{them} kan gallras. Inget är borttaget: gör det med `stegvis forms --delete BLANKETT`, \
                 efter er gallringsplan.\n"
            )
        }
    }
}

/// The forms that are due for weeding, as the profile counts it; nothing where none is.
fn due(forms: &[SavedForm], after: Retention, today: NaiveDate) -> String {
    let old: Vec<PathBuf> = forms
        .iter()
        .filter(|form| form.is_older(after.days(), today))
        .map(|form| form.path.clone())
        .collect();
    let them = match old.len() {
        0 => return String::new(),
        1 => "En blankett är".to_owned(),
        count => format!("{count} blanketter är"),
    };
    format!(
        "{them} äldre än {after} och kan gallras, med `stegvis forms --delete BLANKETT`:\n{}",
        lines(&old)
    )
}

fn text(saved: &SavedForm) -> Option<String> {
    let form = saved.form.as_ref().ok()?.content();
    let (kind, routine) =
        (visible(&form.kind), visible(&format!("{} {}", form.routine.id, form.routine.version)));
    let (day, state) = (form.filled.format("%Y-%m-%d"), saved.state.label());
    Some(format!("{day}  {kind:<12}  {state:<12}  {routine}  {}\n", shown(&saved.path)))
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
                "sent": saved.state == State::Sent,
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
