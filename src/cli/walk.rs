//! `stegvis walk`: in the terminal interface, as lines, or with a file of answers.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use super::args::WalkArguments as Arguments;
use super::console::{Console, wants_lines};
use super::exit::Exit;
use super::failure::Failure;
use super::settings::Settings;
use super::{TuiOptions, list_paths, open_tui, trace};
use crate::check::verified::VerifiedFlow;
use crate::deid::Scanner;
use crate::deid::screened::Clearings;
use crate::draft::list::Drafts;
use crate::draft::writer::DraftWriter;
use crate::export::Format;
use crate::form::{deidentified, fill, review};
use crate::plain::{self, InterruptedWalk, SessionEnd, Setup};
use crate::profile::WalkStyle;
use crate::session::walk::Walk;
use crate::source::{FileId, SourceFile};
use crate::spelling::Speller;
use crate::store::todo::ToDoFile;
use crate::store::{Store, dictionary, names, read};
use crate::{answers, clock, plans, routines, todo, tui, wiping};

pub(super) fn run_walk(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let today = clock::read_today().map_err(Failure::Day)?;
    let settings = Settings::read_settings();
    let lines = arguments.plain
        || wants_lines()
        || settings.profile.walk_style() == WalkStyle::Lines
        || !console.is_interactive();
    match &arguments.answers {
        Some(file) => walk_unattended(arguments, file, today, &settings, console),
        None if lines => walk_by_lines(arguments, today, &settings, console),
        None => walk_in_terminal(arguments, today, settings, console),
    }
}

/// With a file of answers, and nobody there.
fn walk_unattended(
    arguments: &Arguments,
    path: &Path,
    today: NaiveDate,
    settings: &Settings,
    console: &mut Console,
) -> Result<Exit, Failure> {
    settings.write_notice(console);
    let file = read_answers(path)?;
    let refused = |faults| Failure::Answers(Box::new(file.clone()), faults);
    let answers = answers::read_answers(&file, FileId::default()).map_err(refused)?;
    let named = answers.flow.as_ref().map(|flow| flow.value.as_str());
    let flow = load_flow(arguments.flow.as_deref().or(named), today, settings)?;
    if let Some(warning) = flow.current_date().clock_warning() {
        console.write_fault(&format!("obs: {warning}\n"));
    }
    let walk = answers.walk_to_end(&flow, &load_scanner()?).map_err(refused)?;
    for remark in review::review_form(&walk, &Clearings::default()) {
        console.write_fault(&format!("Tänk på: {}\n", remark.says));
    }
    let form = deidentified::pass_gate(fill::fill_form(&walk, today)).map_err(Failure::Gate)?;
    let store = choose_store(arguments, settings);
    let paths = store
        .save_form(&form, &requested_formats(arguments).unwrap_or_else(|| settings.formats_unattended()))
        .map_err(Failure::Save)?;
    report_saved(arguments, &walk, &paths, console)
}

/// As numbered lines.
fn walk_by_lines(
    arguments: &Arguments,
    today: NaiveDate,
    settings: &Settings,
    console: &mut Console,
) -> Result<Exit, Failure> {
    settings.write_notice(console);
    if let Some(due) = plans::find_reminder(today).and_then(|reminder| reminder.due) {
        console.write_fault(&format!("obs: Handlingsplanen: {due}. `stegvis plan` öppnar den.\n"));
    }
    let flow = load_flow(arguments.flow.as_deref(), today, settings)?;
    let interrupted = match arguments.resume {
        true => InterruptedWalk::TakeUp,
        false if console.is_input_terminal() => InterruptedWalk::Ask,
        false => InterruptedWalk::Mention,
    };
    let setup = Setup {
        flow,
        today,
        store: choose_store(arguments, settings),
        formats: choose_formats(arguments, settings),
        scanner: load_scanner()?.warming_up(),
        speller: read_speller(),
        keeper: DraftWriter::new(Drafts::in_local_folder()).limit_retention(settings.profile.retention()),
        interrupted,
        page: console.line_page(),
    };
    let (mut input, mut output) = (wiping::open_stdin(), wiping::open_stdout());
    let ended = plain::run_session(setup, &mut input, &mut output);
    match ended.and_then(|ended| output.flush().map(|()| ended)) {
        // The lines have already said where the form lies.
        Ok(SessionEnd::Saved { paths, walk }) => {
            note_left(&walk, &paths, today, console);
            if arguments.trace { report_saved(arguments, &walk, &paths, console) } else { Ok(Exit::Done) }
        }
        Ok(SessionEnd::Left | SessionEnd::InputEnded) => Ok(Exit::Refused),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Refused),
        Err(error) => Err(Failure::from_output_error(&error)),
    }
}

/// Notes what is left to do, for the start page to tell. The form is saved whether or not it can be noted.
fn note_left(walk: &Walk, paths: &[PathBuf], today: NaiveDate, console: &mut Console) {
    let left = todo::collect_left(walk, paths, today);
    if let Err(fault) = todo::note_left(&ToDoFile::in_local_folder(), left) {
        console.write_fault(&format!("obs: Det som är kvar att göra kunde inte noteras. {fault}\n"));
    }
}

/// In the terminal interface.
fn walk_in_terminal(
    arguments: &Arguments,
    today: NaiveDate,
    settings: Settings,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let flow = Some(load_flow(arguments.flow.as_deref(), today, &settings)?);
    let opens = if arguments.resume { tui::OpeningPage::Interrupted } else { tui::OpeningPage::Routine };
    let (store, formats) = (choose_store(arguments, &settings), choose_formats(arguments, &settings));
    match open_tui(TuiOptions { flow, opens, today, store, formats, settings }, console)? {
        Some(closing) => report_saved(arguments, &closing.walk, &closing.files, console),
        None => Ok(Exit::Done),
    }
}

fn report_saved(
    arguments: &Arguments,
    walk: &Walk,
    paths: &[PathBuf],
    console: &mut Console,
) -> Result<Exit, Failure> {
    let text =
        if arguments.trace { format!("{}\n", trace::trace_to_json(walk, paths)) } else { list_paths(paths) };
    console.write_result(text)?;
    Ok(Exit::Done)
}

fn load_flow(
    name: Option<&str>,
    today: NaiveDate,
    settings: &Settings,
) -> Result<Arc<VerifiedFlow>, Failure> {
    let local = settings.profile.local_values();
    routines::load_local(settings.choose_routine(name, today), today, &local).map_err(Failure::Load)
}

fn read_answers(path: &Path) -> Result<SourceFile, Failure> {
    let read = if path.as_os_str() == "-" {
        read::read_input(io::stdin().lock(), Path::new("stdin"), read::ANSWERS_LIMIT)
    } else {
        read::read_text(path, read::ANSWERS_LIMIT)
    };
    read.map_err(Failure::Input)
}

/// What looks words up, as soon as a dictionary has been read beside everything else.
fn read_speller() -> Speller {
    let speller = Speller::default();
    speller.begin_reading(dictionary::find_swedish);
    speller
}

fn load_scanner() -> Result<Scanner, Failure> {
    names::load_scanner().map_err(Failure::Input)
}

fn choose_store(arguments: &Arguments, settings: &Settings) -> Store {
    arguments.out.as_ref().map_or_else(|| settings.store(), Store::in_folder)
}

fn choose_formats(arguments: &Arguments, settings: &Settings) -> Vec<Format> {
    requested_formats(arguments).unwrap_or_else(|| settings.formats())
}

/// The formats asked for, each once.
fn requested_formats(arguments: &Arguments) -> Option<Vec<Format>> {
    let mut formats = arguments.save.clone();
    formats.sort_unstable();
    formats.dedup();
    (!formats.is_empty()).then_some(formats)
}
