//! `stegvis inbox`: forms are received, kept once, and followed until they are closed.
//!
//! JSON: `{"format": "stegvis-inbox", "version": 1, "folder", "files": [FILE], "forms": [FORM]}`. A `FILE` is one that was looked at
//! now: `{"path", "fate", "says"}`, where the fate is `taken`, `corrected`, `duplicate`, `older`, `clash`, `companion`, `foreign` or
//! `unreadable`. A `FORM` is `{"id", "version", "state", "diary", "note", "links", "received", "filled", "period", "kind", "persons",
//! "routine": {"id", "title", "version", "publisher"}, "path"}`, or `{"id", "path", "fault"}` for one that cannot be read any more.

mod list;
mod lines;

use std::io::Write;

use super::args::inbox::{InboxArguments as Arguments, InboxCommand};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::settings::Settings;
use crate::deid::Class;
use crate::deid::screened::{Clearings, screen_text};
use crate::export::{Purpose, txt};
use crate::inbox::{ReceivedRow, describe_notes, write_receipt};
use crate::plain::inbox::{InboxSetup, run_inbox_session};
use crate::store::error::StoreError;
use crate::store::inbox::register::{InboxChange, InboxEvent};
use crate::store::inbox::{Inbox, ReceivedForm};
use crate::store::list::Unreadable;
use crate::store::save::EarlierVersion;
use crate::store::{display_path, names};
use crate::{clock, wiping};

pub(super) fn run_inbox(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let earlier = if arguments.keep { EarlierVersion::Kept } else { EarlierVersion::Removed };
    let inbox = Inbox::in_local_folder().with_earlier(earlier);
    match &arguments.command {
        None if arguments.plain => run_lines(inbox, arguments, console),
        None => {
            let settings = Settings::read_settings();
            settings.write_notice(console);
            list::run_inbox_list(arguments, &inbox, settings.profile.retention(), console)
        }
        Some(InboxCommand::Show(one)) => show_form(&find_form(&inbox, &one.form)?, console),
        Some(InboxCommand::State { form, state }) => {
            note_event(&inbox, &form.form, InboxChange::State(*state), console)
        }
        Some(InboxCommand::Diary { form, number }) => {
            note_event(&inbox, &form.form, InboxChange::Diary(number.clone()), console)
        }
        Some(InboxCommand::Note { form, text }) => {
            let scanner = names::load_scanner().map_err(Failure::Input)?;
            let text = screen_text(&scanner, text.trim(), &Clearings::default()).map_err(|findings| {
                let what =
                    format!("Anteckningen är inte sparad: där finns {}.", Class::describe_counts(&findings));
                Failure::from_refusal(what, "Skriv den utan det som kan peka ut någon.")
            })?;
            note_event(&inbox, &form.form, InboxChange::Note(text), console)
        }
        Some(InboxCommand::Link { form, other }) => {
            let other = find_form(&inbox, other)?.note.id;
            note_event(&inbox, &form.form, InboxChange::Link(other), console)
        }
        Some(InboxCommand::Receipt(one)) => {
            console.write_result(write_receipt(&find_form(&inbox, &one.form)?))?;
            Ok(Exit::Done)
        }
        Some(InboxCommand::Delete { form, yes }) => {
            delete_form(&inbox, &find_form(&inbox, &form.form)?, *yes, console)
        }
        Some(InboxCommand::Export { format: _ }) => lines::run_inbox_lines(&inbox, console),
    }
}

/// Line by line, until the user leaves.
fn run_lines(inbox: Inbox, arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let scanner = names::load_scanner().map_err(Failure::Input)?;
    let today = clock::read_today().map_err(Failure::Day)?;
    let named = arguments.files.clone();
    let setup = InboxSetup { inbox, named, today, scanner, page: console.line_page() };
    let (mut input, mut output) = (wiping::open_stdin(), wiping::open_stdout());
    let ended = run_inbox_session(setup, &mut input, &mut output);
    match ended.and_then(|()| output.flush()) {
        Ok(()) => Ok(Exit::Done),
        Err(error) => Err(Failure::from_output_error(&error)),
    }
}

fn find_form(inbox: &Inbox, name: &str) -> Result<ReceivedForm, Failure> {
    inbox.find_form(name).map_err(Failure::Input)
}

/// Notes something, and shows what then stands.
fn note_event(inbox: &Inbox, name: &str, what: InboxChange, console: &mut Console) -> Result<Exit, Failure> {
    let id = find_form(inbox, name)?.note.id;
    if what == InboxChange::Link(id.clone()) {
        return Err(Failure::Input(StoreError::NotReceived(name.into())));
    }
    let day = clock::read_today().map_err(Failure::Day)?;
    inbox.append_event(&InboxEvent { id: id.clone(), day, what }).map_err(Failure::Input)?;
    let form = find_form(inbox, id.as_str())?;
    console.write_result(ReceivedRow::from_form(&form).to_string())?;
    Ok(Exit::Done)
}

fn show_form(form: &ReceivedForm, console: &mut Console) -> Result<Exit, Failure> {
    let content = form.form.as_ref().map_err(|fault| match fault {
        Unreadable::File(fault) => Failure::Input(fault.clone()),
        Unreadable::Content(fault) => Failure::Form(display_path(&form.path), fault.clone()),
    })?;
    console.write_result(format!("{}\n\n", describe_notes(form).join("\n")))?;
    console.write_result(txt::write(content, Purpose::Case))?;
    Ok(Exit::Done)
}

fn delete_form(
    inbox: &Inbox,
    form: &ReceivedForm,
    yes: bool,
    console: &mut Console,
) -> Result<Exit, Failure> {
    if !yes {
        if !console.is_interactive() {
            return Err(Failure::Unasked);
        }
        console.write_fault(&ReceivedRow::from_form(form).to_string());
        if !console.confirm("Vill du ta bort blanketten ur inkorgen för gott? Det går inte att ångra.") {
            console.write_fault("Inget är borttaget.\n");
            return Ok(Exit::Refused);
        }
    }
    inbox.remove_form(form).map_err(Failure::Input)?;
    console.write_result(format!("{}\n", display_path(&form.path)))?;
    Ok(Exit::Done)
}
