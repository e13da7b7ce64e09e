//! `stegvis summary`: the local picture of saved forms, with no small number in it.
//!
//! What was left out, and why, is told on stderr by the files' names; results hold only how many they were. The shapes of
//! the JSON and of the CSV stand in [`crate::summary::json`] and [`crate::summary::csv`].

use std::path::{Path, PathBuf};

use super::args::Summary as Arguments;
use super::console::Console;
use super::ending::Endings;
use super::exit::Exit;
use super::failure::Failure;
use super::settings::Settings;
use crate::clock;
use crate::store::error::StoreError;
use crate::store::inbox::Inbox;
use crate::store::trainings::Trainings;
use crate::store::{Store, look, picture, shown};
use crate::summary::{self, Counts, Format, Report, working};

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let settings = Settings::read();
    let format = format(arguments)?;
    settings.tell(console);
    let (today, store) = (clock::today().map_err(Failure::Day)?, settings.store());
    let counted = match arguments.forms.as_slice() {
        [] if arguments.inbox => {
            let inbox = Inbox::local().folder().map_err(Failure::Input)?;
            picture::count_if_there(inbox, arguments.counted_by, today)
        }
        [] => picture::count_own(&store, arguments.counted_by, today),
        forms => picture::count(&named(forms, &store)?, arguments.counted_by, today),
    };
    let counted = counted.and_then(|count| count.with_trainings(&Trainings::local(), today));
    let counted = counted.map_err(Failure::Input)?;
    let routine = arguments.routine.as_deref();
    console.fault(&counted.left_out(routine).words());
    if arguments.internal {
        return on_screen(&counted.counts(routine), arguments, console);
    }
    let report = counted.report(arguments.by, routine).made_by(settings.made(today));
    match arguments.output.as_deref() {
        Some(path) if path != Path::new("-") => {
            Store::report(&report, format, path).map_err(Failure::Export)?;
            console.result(format!("{}\n", shown(path)))?;
        }
        Some(_) | None => console.result(bytes(&report, format)?)?,
    }
    Ok(Exit::Done)
}

/// Whole numbers, where only a person sees them.
fn on_screen(counts: &Counts, arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    if !console.is_interactive() {
        let help =
            "Kör kommandot i ett terminalfönster, eller utan --internal för tal som får lämnas vidare.";
        return Err(Failure::Refusal("Hela tal visas bara på skärmen.".to_owned(), help, Exit::Usage));
    }
    console.result(working::write(counts, arguments.by.unwrap_or_default()))?;
    Ok(Exit::Done)
}

/// What is to be counted: the files and folders that were named, each of which must be there.
fn named(forms: &[String], store: &Store) -> Result<Vec<PathBuf>, Failure> {
    let one = |name: &String| {
        let path = PathBuf::from(name);
        if look::is_taken(&path) { Ok(path) } else { store.find(name).map_err(Failure::Input) }
    };
    forms.iter().map(one).collect()
}

/// The format asked for, or the one the file's name ends in, or text.
fn format(arguments: &Arguments) -> Result<Format, Failure> {
    let known = Format::ALL.iter().map(|format| (*format, format.ending())).collect();
    Endings { known, usual: Format::Text }.choose(arguments.format, arguments.output.as_deref())
}

fn bytes(report: &Report, format: Format) -> Result<Vec<u8>, Failure> {
    summary::render(report, format).map_err(|fault| Failure::Export(StoreError::NotMade(fault)))
}
