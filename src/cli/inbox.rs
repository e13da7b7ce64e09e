//! `stegvis inbox`: forms are received, kept once, and followed until they are closed.
//!
//! JSON: `{"format": "stegvis-inbox", "version": 1, "folder", "files": [FILE], "forms": [FORM]}`. A `FILE` is one that was looked at
//! now: `{"path", "fate", "says"}`, where the fate is `taken`, `corrected`, `duplicate`, `older`, `clash`, `companion`, `foreign` or
//! `unreadable`. A `FORM` is `{"id", "version", "state", "diary", "note", "links", "received", "filled", "period", "kind", "persons",
//! "routine": {"id", "title", "version", "publisher"}, "path"}`, or `{"id", "path", "fault"}` for one that cannot be read any more.

mod list;
mod lines;

use super::args::inbox::{Deed, Inbox as Arguments};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::settings::Settings;
use crate::clock;
use crate::deid::Class;
use crate::deid::screened::{Clearings, screen};
use crate::export::{Purpose, txt};
use crate::form::model::FormId;
use crate::prose::visible;
use crate::store::error::StoreError;
use crate::store::inbox::register::{Event, What};
use crate::store::inbox::{Inbox, Received};
use crate::store::list::Unreadable;
use crate::store::{names, shown};

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let inbox = Inbox::local();
    match &arguments.command {
        None => {
            let settings = Settings::read();
            settings.tell(console);
            list::run(arguments, &inbox, settings.profile.retention(), console)
        }
        Some(Deed::Show(one)) => show(&found(&inbox, &one.form)?, console),
        Some(Deed::State { form, state }) => note(&inbox, &form.form, What::State(*state), console),
        Some(Deed::Diary { form, number }) => note(&inbox, &form.form, What::Diary(number.clone()), console),
        Some(Deed::Note { form, text }) => {
            let scanner = names::scanner().map_err(Failure::Input)?;
            let text = screen(&scanner, text.trim(), &Clearings::default()).map_err(|findings| {
                let what = format!("Anteckningen är inte sparad: där finns {}.", Class::counted(&findings));
                Failure::refused(what, "Skriv den utan det som kan peka ut någon.")
            })?;
            note(&inbox, &form.form, What::Note(text), console)
        }
        Some(Deed::Link { form, other }) => {
            let other = found(&inbox, other)?.note.id;
            note(&inbox, &form.form, What::Link(other), console)
        }
        Some(Deed::Receipt(one)) => receipt(&found(&inbox, &one.form)?, console),
        Some(Deed::Delete { form, yes }) => delete(&inbox, &found(&inbox, &form.form)?, *yes, console),
        Some(Deed::Export { format: _ }) => lines::run(&inbox, console),
    }
}

fn found(inbox: &Inbox, name: &str) -> Result<Received, Failure> {
    inbox.find(name).map_err(Failure::Input)
}

/// Notes something, and shows what then stands.
fn note(inbox: &Inbox, name: &str, what: What, console: &mut Console) -> Result<Exit, Failure> {
    let id = found(inbox, name)?.note.id;
    if what == What::Link(id.clone()) {
        return Err(Failure::Input(StoreError::NotReceived(name.into())));
    }
    let day = clock::today().map_err(Failure::Day)?;
    inbox.note(&Event { id: id.clone(), day, what }).map_err(Failure::Input)?;
    let form = found(inbox, id.as_str())?;
    console.result(list::row(&form))?;
    Ok(Exit::Done)
}

fn show(form: &Received, console: &mut Console) -> Result<Exit, Failure> {
    let content = form.form.as_ref().map_err(|fault| match fault {
        Unreadable::File(fault) => Failure::Input(fault.clone()),
        Unreadable::Content(fault) => Failure::Form(shown(&form.path), fault.clone()),
    })?;
    console.result(noted(form))?;
    console.result(txt::write(content, Purpose::Case))?;
    Ok(Exit::Done)
}

/// What is noted of a form, in lines.
fn noted(form: &Received) -> String {
    let note = &form.note;
    let mut lines = vec![
        format!("Blankett {}, version {}", note.id.as_str(), note.version),
        format!("Mottagen: {}", note.received),
        format!("Läge: {}", note.state.label()),
        format!("Diarienummer: {}", note.diary.as_deref().map_or_else(|| "inget".to_owned(), visible)),
    ];
    if let Some(text) = &note.text {
        lines.push(format!("Anteckning: {}", visible(text.text())));
    }
    if !note.links.is_empty() {
        let same: Vec<&str> = note.links.iter().map(FormId::word).collect();
        lines.push(format!("Samma händelse som: {}", same.join(", ")));
    }
    lines.push(format!("Fil: {}\n\n", shown(&form.path)));
    lines.join("\n")
}

/// A text to answer the sender with: nothing of what the form says stands in it.
fn receipt(form: &Received, console: &mut Console) -> Result<Exit, Failure> {
    let note = &form.note;
    let filled = form.content().map(|content| format!(", ifylld {}", content.filled)).unwrap_or_default();
    let diary = note.diary.as_deref().map(|number| format!("Diarienummer: {}.\n", visible(number)));
    console.result(format!(
        "Hej!\n\nBlanketten {} (version {}{filled}) är mottagen {}.\n{}Läge: {}.\n\nBehöver något rättas: öppna blanketten i \
         Stegvis, rätta den och skicka den nya filen. Den ersätter den förra.\nSkriv inget i svaret som kan peka ut någon. En \
         orosanmälan och polisanmälan görs alltid för sig.\n",
        note.id.word(),
        note.version,
        note.received,
        diary.unwrap_or_default(),
        note.state.label(),
    ))?;
    Ok(Exit::Done)
}

fn delete(inbox: &Inbox, form: &Received, yes: bool, console: &mut Console) -> Result<Exit, Failure> {
    if !yes {
        if !console.is_interactive() {
            return Err(Failure::Unasked);
        }
        console.fault(&list::row(form));
        if !console.is_yes("Vill du ta bort blanketten ur inkorgen för gott? Det går inte att ångra.") {
            console.fault("Inget är borttaget.\n");
            return Ok(Exit::Refused);
        }
    }
    inbox.remove(form).map_err(Failure::Input)?;
    console.result(format!("{}\n", shown(&form.path)))?;
    Ok(Exit::Done)
}
