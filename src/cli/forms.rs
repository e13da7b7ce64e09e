//! `stegvis forms`: the saved forms, newest first.
//!
//! JSON: `{"format": "stegvis-forms", "version": 1, "folder", "read", "forms": [FORM]}` where `read` is `whole`, or `heads` where there
//! are too many to look for what was changed in each, and a `FORM` is `{"path", "filled",
//! "kind", "sent", "title", "routine": {"id", "version", "fingerprint"}}`, or `{"path", "fault"}` for one that cannot be read.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::args::{FormsArguments, OutputFormat};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::list_paths;
use super::settings::Settings;
use crate::plain::forms::{FormsSetup, run_forms_session};
use crate::profile::Retention;
use crate::prose::sanitize;
use crate::store::form_files::FormState;
use crate::store::heads::{FormList, FormReading, ListedForm};
use crate::store::{Store, display_path, names};
use crate::{clock, wiping};

/// The version of the JSON shape.
const VERSION: u32 = 1;

pub(super) fn run_forms(arguments: &FormsArguments, console: &mut Console) -> Result<Exit, Failure> {
    let settings = Settings::read_settings();
    let store = settings.store();
    let FormsArguments { sent, not_sent, delete, yes, older_than, plain, output } = arguments;
    let asked = if *yes { Confirmation::Already } else { Confirmation::NotYet };
    match (sent, not_sent, delete) {
        (Some(form), _, _) => mark_form(&store, form, FormState::Sent, console),
        (_, Some(form), _) => mark_form(&store, form, FormState::NotSent, console),
        (_, _, Some(form)) => delete_form(&store, form, asked, console),
        (None, None, None) if *plain => run_lines(store, console),
        (None, None, None) => list_forms(&settings, *older_than, output.format, console),
    }
}

/// Line by line, until the user leaves.
fn run_lines(store: Store, console: &mut Console) -> Result<Exit, Failure> {
    let scanner = names::load_scanner().map_err(Failure::Input)?;
    let today = clock::read_today().map_err(Failure::Day)?;
    let setup = FormsSetup { store, today, scanner, page: console.line_page() };
    let (mut input, mut output) = (wiping::open_stdin(), wiping::open_stdout());
    let ended = run_forms_session(setup, &mut input, &mut output);
    match ended.and_then(|()| output.flush()) {
        Ok(()) => Ok(Exit::Done),
        Err(error) => Err(Failure::from_output_error(&error)),
    }
}

/// Whether the question before a deletion has been answered.
#[derive(Clone, Copy)]
enum Confirmation {
    Already,
    NotYet,
}

fn mark_form(store: &Store, form: &str, state: FormState, console: &mut Console) -> Result<Exit, Failure> {
    let path = store.find_form(form).map_err(Failure::Input)?;
    Store::mark_form(&path, state).map_err(Failure::Input)?;
    console.write_result(format!("{}  {}\n", state.label(), display_path(&path)))?;
    Ok(Exit::Done)
}

fn delete_form(
    store: &Store,
    form: &str,
    asked: Confirmation,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let path = store.find_form(form).map_err(Failure::Input)?;
    let files = Store::form_files(&path).map_err(Failure::Input)?;
    match asked {
        Confirmation::Already => {}
        Confirmation::NotYet if !console.is_interactive() => return Err(Failure::Unasked),
        Confirmation::NotYet => {
            console.write_fault(&list_paths(&files));
            if !console.confirm("Vill du ta bort blanketten för gott? Det går inte att ångra.") {
                console.write_fault("Inget är borttaget.\n");
                return Ok(Exit::Refused);
            }
        }
    }
    let gone = Store::delete_form(&path).map_err(Failure::Input)?;
    console.write_result(list_paths(&gone))?;
    Ok(Exit::Done)
}

fn list_forms(
    settings: &Settings,
    old: Option<Days>,
    shape: OutputFormat,
    console: &mut Console,
) -> Result<Exit, Failure> {
    settings.write_notice(console);
    let store = settings.store();
    let folder = store.folder_to_read().map_err(Failure::Input)?;
    let FormList { mut forms, reading } = store.list_forms().map_err(Failure::Input)?;
    let today = clock::read_today().map_err(Failure::Day)?;
    if let Some(days) = old {
        forms.retain(|form| form.is_older(days, today));
    }
    match shape {
        OutputFormat::Text => {
            console.write_result(forms.iter().filter_map(form_row).collect::<String>())?;
            forms.iter().filter_map(describe_fault).for_each(|row| console.write_fault(&row));
            console.write_fault(describe_reading(reading));
            console.write_fault(&retention_reminder(&forms, old, &folder));
            if let (Some(after), None) = (settings.profile.retention(), old) {
                console.write_fault(&describe_due(&forms, after, today));
            }
        }
        OutputFormat::Json => {
            let forms: Vec<Value> = forms.iter().map(form_to_json).collect();
            let all = json!({
                "format": "stegvis-forms",
                "version": VERSION,
                "folder": display_path(&folder),
                "read": reading_id(reading),
                "forms": forms,
            });
            console.write_result(format!("{all:#}\n"))?;
        }
    }
    Ok(Exit::Done)
}

fn reading_id(reading: FormReading) -> &'static str {
    match reading {
        FormReading::Whole => "whole",
        FormReading::Heads => "heads",
    }
}

/// What is said where not all of each form was read.
fn describe_reading(reading: FormReading) -> &'static str {
    match reading {
        FormReading::Whole => "",
        FormReading::Heads => {
            "Så många blanketter läses inte hela: en som har ändrats efter att den sparades syns först när den öppnas \
             eller räknas.\n"
        }
    }
}

/// What is said after the list: that it is empty, or that what stands in it can be weeded out.
fn retention_reminder(forms: &[ListedForm], old: Option<Days>, folder: &Path) -> String {
    match (old, forms.len()) {
        (None, 0) => format!("Det finns inga sparade blanketter i {}.\n", display_path(folder)),
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
fn describe_due(forms: &[ListedForm], after: Retention, today: NaiveDate) -> String {
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
        list_paths(&old)
    )
}

fn form_row(saved: &ListedForm) -> Option<String> {
    let form = saved.head.as_ref().ok()?;
    let kind = sanitize(&form.kind_words);
    let routine = sanitize(&format!("{} {}", form.publisher, form.version));
    let (day, state) = (form.filled.format("%Y-%m-%d"), saved.state.label());
    Some(format!("{day}  {kind:<12}  {state:<12}  {routine}  {}\n", display_path(&saved.path)))
}

fn describe_fault(saved: &ListedForm) -> Option<String> {
    let fault = saved.head.as_ref().err()?;
    Some(format!("fel: {} kan inte läsas. {}\n", display_path(&saved.path), sanitize(&fault.to_string())))
}

fn form_to_json(saved: &ListedForm) -> Value {
    let path = display_path(&saved.path);
    match &saved.head {
        Ok(form) => {
            json!({
                "path": path,
                "filled": form.filled.format("%Y-%m-%d").to_string(),
                "kind": form.kind,
                "sent": saved.state == FormState::Sent,
                "title": form.title,
                "routine": {
                    "id": form.routine,
                    "version": form.version,
                    "fingerprint": form.fingerprint,
                },
            })
        }
        Err(fault) => json!({ "path": path, "fault": fault.to_string() }),
    }
}
