//! `stegvis summary`: the local picture of saved forms, with no small number in it.
//!
//! What was left out, and why, is told on stderr by the files' names; results hold only how many they were. The shapes of
//! the JSON and of the CSV stand in [`crate::summary::json`] and [`crate::summary::csv`].

use std::path::{Path, PathBuf};

use super::args::Summary as Arguments;
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::settings::Settings;
use crate::store::error::StoreError;
use crate::store::trainings::Trainings;
use crate::store::{Store, look, picture, shown};
use crate::summary::{self, Format, Report};

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let settings = Settings::read();
    settings.tell(console);
    let counted = picture::count(&named(arguments, &settings.store())?);
    let counted =
        counted.and_then(|count| count.with_trainings(&Trainings::local())).map_err(Failure::Input)?;
    console.fault(&counted.left_out.words());
    let report = counted.report(arguments.by);
    match arguments.output.as_deref() {
        Some(path) if path != Path::new("-") => {
            Store::report(&report, format(arguments), path).map_err(Failure::Export)?;
            console.result(format!("{}\n", shown(path)))?;
        }
        Some(_) | None => console.result(bytes(&report, format(arguments))?)?,
    }
    Ok(Exit::Done)
}

/// What is to be counted: what was named, else the folder of saved forms.
fn named(arguments: &Arguments, store: &Store) -> Result<Vec<PathBuf>, Failure> {
    if arguments.forms.is_empty() {
        return store.folder().map(|folder| vec![folder]).map_err(Failure::Input);
    }
    let one = |name: &String| {
        let path = PathBuf::from(name);
        if look::is_taken(&path) { Ok(path) } else { store.find(name).map_err(Failure::Input) }
    };
    arguments.forms.iter().map(one).collect()
}

/// The format asked for, or the one the file's name ends in, or text.
fn format(arguments: &Arguments) -> Format {
    let ending = || arguments.output.as_deref()?.extension()?.to_str().and_then(Format::of_ending);
    arguments.format.or_else(ending).unwrap_or(Format::Text)
}

fn bytes(report: &Report, format: Format) -> Result<Vec<u8>, Failure> {
    summary::render(report, format).map_err(|fault| Failure::Export(StoreError::NotMade(fault)))
}
