//! The inbox as a list: first what became of every file that was looked at, then the forms, routine by routine.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use crate::cli::args::OutputFormat;
use crate::cli::args::inbox::InboxArguments as Arguments;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::clock;
use crate::form::model::{Form, FormEntry, FormId, Persons, Telling};
use crate::inbox::{ReceivedRow, contains_words, describe_arrival, describe_routine};
use crate::profile::Retention;
use crate::store::display_path;
use crate::store::inbox::{Arrival, Inbox, ReceivedForm};
use crate::summary::period::Month;

/// The version of the JSON shape.
const VERSION: u32 = 1;

pub(super) fn run_inbox_list(
    arguments: &Arguments,
    inbox: &Inbox,
    retention: Option<Retention>,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let today = clock::read_today().map_err(Failure::Day)?;
    let arrivals = inbox.receive_forms(&arguments.files, today).map_err(Failure::Input)?;
    let mut forms = inbox.forms().map_err(Failure::Input)?;
    forms.retain(|form| matches_filters(form, arguments, today));
    match arguments.output.format {
        OutputFormat::Text => list_to_text(&arrivals, &forms, inbox, console)?,
        OutputFormat::Json => {
            let folder = inbox.folder().map_err(Failure::Input)?;
            let all = json!({
                "format": "stegvis-inbox",
                "version": VERSION,
                "folder": display_path(&folder),
                "files": arrivals.iter().map(arrival_to_json).collect::<Vec<_>>(),
                "forms": forms.iter().map(form_to_json).collect::<Vec<_>>(),
            });
            console.write_result(format!("{all:#}\n"))?;
        }
    }
    if let (Some(after), None) = (retention, arguments.older_than) {
        let old = forms.iter().filter(|form| form.is_older(after.days(), today)).count();
        if old > 0 {
            console.write_fault(&format!(
                "{old} togs emot för mer än {after} sedan och kan gallras: `stegvis inbox --older-than {}`.\n",
                after.count()
            ));
        }
    }
    Ok(Exit::Done)
}

fn list_to_text(
    arrivals: &[Arrival],
    forms: &[ReceivedForm],
    inbox: &Inbox,
    console: &mut Console,
) -> Result<(), Failure> {
    for arrival in arrivals {
        let says = format!("{}\n", describe_arrival(arrival));
        if arrival.fate.is_accepted() {
            console.write_result(says)?;
        } else {
            console.write_fault(&says);
        }
    }
    if forms.is_empty() {
        let folder = inbox.folder().map_err(Failure::Input)?;
        console.write_fault(&format!(
            "Inga mottagna blanketter att visa. Ta emot med `stegvis inbox MAPP`, eller lägg filerna i {}.\n",
            display_path(&folder)
        ));
    }
    let mut routines: BTreeMap<String, Vec<&ReceivedForm>> = BTreeMap::new();
    for form in forms {
        routines.entry(describe_routine(form)).or_default().push(form);
    }
    let several = routines.len() > 1;
    for (routine, forms) in routines {
        let count =
            if forms.len() == 1 { "1 blankett".to_owned() } else { format!("{} blanketter", forms.len()) };
        console.write_result(format!("\n{routine}: {count}\n"))?;
        forms
            .into_iter()
            .try_for_each(|form| console.write_result(ReceivedRow::from_form(form).to_string()))?;
    }
    if several {
        console.write_fault("Blanketterna kommer ur olika rutiner. De läggs aldrig ihop i lägesbilden.\n");
    }
    Ok(())
}

fn matches_filters(form: &ReceivedForm, arguments: &Arguments, today: NaiveDate) -> bool {
    let Arguments {
        command: _,
        files: _,
        state,
        kind,
        place,
        period,
        search,
        older_than,
        keep: _,
        plain: _,
        output: _,
    } = arguments;
    let content = form.content();
    state.is_none_or(|state| form.note.state == state)
        && older_than.is_none_or(|days| form.is_older(days, today))
        && kind.as_ref().is_none_or(|kind| content.is_some_and(|form| form.kind == *kind))
        && place.as_ref().is_none_or(|place| content.is_some_and(|form| is_from(form, place)))
        && period.is_none_or(|span| content.is_some_and(|form| span.contains_month(form_month(form))))
        && search.as_ref().is_none_or(|words| contains_words(form, &words.to_lowercase()))
}

/// The month it happened in; where that is not said, the one it was filled in.
fn form_month(form: &Form) -> Month {
    let happened = form.period_of_event().and_then(|period| period.when.first_day());
    let day = happened.unwrap_or(form.filled);
    Month { year: day.year(), month: day.month() }
}

fn is_from(form: &Form, place: &str) -> bool {
    let wanted = place.to_lowercase();
    let rows = form.rows().filter(|row| row.tells == Some(Telling::Where));
    rows.into_iter().any(|row| match &row.entry {
        FormEntry::One(ticks) | FormEntry::Any(ticks) => ticks.iter().any(|tick| {
            tick.state == crate::form::model::TickState::On
                && (tick.id == wanted || tick.text.to_lowercase().contains(&wanted))
        }),
        FormEntry::Day(_)
        | FormEntry::Period(_)
        | FormEntry::Planned(_)
        | FormEntry::Text(_)
        | FormEntry::Acts(_) => false,
    })
}

fn arrival_to_json(arrival: &Arrival) -> Value {
    json!({ "path": display_path(&arrival.path), "fate": arrival.fate.id(), "says": arrival.fate.describe_outcome() })
}

fn form_to_json(form: &ReceivedForm) -> Value {
    let note = &form.note;
    let Some(content) = form.content() else {
        let fault = form.form.as_ref().err().map(ToString::to_string);
        return json!({ "id": note.id.as_str(), "path": display_path(&form.path), "fault": fault });
    };
    json!({
        "id": note.id.as_str(),
        "version": note.version,
        "state": note.state.label(),
        "diary": note.diary,
        "note": note.text.as_ref().map(|text| text.text().to_owned()),
        "links": note.links.iter().map(FormId::as_str).collect::<Vec<_>>(),
        "received": note.received.to_string(),
        "filled": content.filled.to_string(),
        "period": content.period_of_event().map(|period| period.to_string()),
        "kind": content.kind,
        "persons": if content.persons == Persons::Nobody { "nobody" } else { "perhaps" },
        "routine": {
            "id": content.routine.id,
            "title": content.routine.title,
            "version": content.routine.version,
            "publisher": content.routine.publisher,
        },
        "path": display_path(&form.path),
    })
}
