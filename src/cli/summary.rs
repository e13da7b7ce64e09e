//! `stegvis summary`: the local picture of saved forms, with no small number in it.
//!
//! What was left out, and why, is told on stderr by the files' names; results hold only how many they were. The shapes of
//! the JSON and of the CSV stand in [`crate::summary::json`] and [`crate::summary::csv`].

use std::path::{Path, PathBuf};

use super::args::SummaryArguments as Arguments;
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::format_choice::FormatChoice;
use super::settings::Settings;
use crate::clock;
use crate::store::error::StoreError;
use crate::store::inbox::Inbox;
use crate::store::trainings::TrainingLog;
use crate::store::{Store, display_path, look, names, picture};
use crate::summary::{self, Counts, Report, ReportFormat, unprotected};

pub(super) fn run_summary(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let settings = Settings::read_settings();
    let format = choose_format(arguments)?;
    settings.write_notice(console);
    let (today, store) = (clock::read_today().map_err(Failure::Day)?, settings.store());
    let counted = match arguments.forms.as_slice() {
        [] if arguments.inbox => {
            let inbox = Inbox::in_local_folder().folder().map_err(Failure::Input)?;
            picture::count_if_there(inbox, arguments.counted_by, today)
        }
        [] => picture::count_own_forms(&store, arguments.counted_by, today),
        forms => picture::count_forms(&find_named(forms, &store)?, arguments.counted_by, today),
    };
    let counted = counted.and_then(|count| count.with_trainings(&TrainingLog::in_local_folder(), today));
    let counted = counted.map_err(Failure::Input)?;
    let routine = arguments.routine.as_deref();
    console.write_fault(&counted.left_out(routine).words());
    if arguments.internal {
        return show_counts(&counted.counts(routine), arguments, console);
    }
    let scanner = names::load_scanner().map_err(Failure::Input)?;
    let named = counted.left_out(routine).names_to_tell(&scanner);
    let report =
        counted.report(arguments.by, routine).made_by(settings.maker(today)).with_left_out_names(named);
    match arguments.output.as_deref() {
        Some(path) if path != Path::new("-") => {
            Store::save_report(&report, format, path).map_err(Failure::Export)?;
            console.write_result(format!("{}\n", display_path(path)))?;
        }
        Some(_) | None => console.write_result(report_to_bytes(&report, format)?)?,
    }
    Ok(Exit::Done)
}

/// Whole numbers, where only a person sees them.
fn show_counts(counts: &Counts, arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    if !console.is_interactive() {
        let help =
            "Kör kommandot i ett terminalfönster, eller utan --internal för tal som får lämnas vidare.";
        return Err(Failure::Refusal("Hela tal visas bara på skärmen.".to_owned(), help, Exit::Usage));
    }
    console.write_result(unprotected::write(counts, arguments.by.unwrap_or_default()))?;
    Ok(Exit::Done)
}

/// What is to be counted: the files and folders that were named, each of which must be there.
fn find_named(forms: &[String], store: &Store) -> Result<Vec<PathBuf>, Failure> {
    let one = |name: &String| {
        let path = PathBuf::from(name);
        if look::is_name_taken(&path) { Ok(path) } else { store.find_form(name).map_err(Failure::Input) }
    };
    forms.iter().map(one).collect()
}

/// The format asked for, or the one the file's name ends in, or text.
fn choose_format(arguments: &Arguments) -> Result<ReportFormat, Failure> {
    let known = ReportFormat::ALL.iter().map(|format| (*format, format.file_suffix())).collect();
    FormatChoice { known, usual: ReportFormat::Text }
        .choose_format(arguments.format, arguments.output.as_deref())
}

fn report_to_bytes(report: &Report, format: ReportFormat) -> Result<Vec<u8>, Failure> {
    summary::render_report(report, format).map_err(|fault| Failure::Export(StoreError::NotMade(fault)))
}
