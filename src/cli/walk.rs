//! `stegvis walk`: in the terminal interface, as lines, or with a file of answers.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use super::args::Walk as Arguments;
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::settings::Settings;
use super::{Opening, lines, open_tui, trace, typed};
use crate::check::verified::VerifiedFlow;
use crate::deid::Scanner;
use crate::deid::screened::Clearings;
use crate::drafts::Keeper;
use crate::export::Format;
use crate::form::{deidentified, fill, review};
use crate::plain::{self, Ended, Interrupted, Setup};
use crate::profile::Way;
use crate::session::walk::Walk;
use crate::source::{FileId, SourceFile};
use crate::store::drafts::Drafts;
use crate::store::{Store, names, read};
use crate::{answers, clock, routines, tui};

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let today = clock::today().map_err(Failure::Day)?;
    let settings = Settings::read();
    let lines = arguments.plain || settings.profile.way() == Way::Lines || !console.is_interactive();
    match &arguments.answers {
        Some(file) => unattended(arguments, file, today, &settings, console),
        None if lines => by_lines(arguments, today, &settings, console),
        None => in_terminal(arguments, today, settings, console),
    }
}

/// With a file of answers, and nobody there.
fn unattended(
    arguments: &Arguments,
    path: &Path,
    today: NaiveDate,
    settings: &Settings,
    console: &mut Console,
) -> Result<Exit, Failure> {
    settings.tell(console);
    let file = answers_file(path)?;
    let refused = |faults| Failure::Answers(Box::new(file.clone()), faults);
    let answers = answers::read(&file, FileId::default()).map_err(refused)?;
    let named = answers.flow.as_ref().map(|flow| flow.value.as_str());
    let flow = load(arguments.flow.as_deref().or(named), today, settings)?;
    if let Some(warning) = flow.now().warning() {
        console.fault(&format!("obs: {warning}\n"));
    }
    let walk = answers.walk(&flow, &scanner()?).map_err(refused)?;
    for remark in review::remarks(&walk, &Clearings::default()) {
        console.fault(&format!("Tänk på: {}\n", remark.says));
    }
    let form = deidentified::gate(fill::fill(&walk, today)).map_err(Failure::Gate)?;
    let store = store(arguments, settings);
    let paths = store
        .save(&form, &chosen(arguments).unwrap_or_else(|| settings.formats_unattended()))
        .map_err(Failure::Save)?;
    report(arguments, &walk, &paths, console)
}

/// As numbered lines.
fn by_lines(
    arguments: &Arguments,
    today: NaiveDate,
    settings: &Settings,
    console: &mut Console,
) -> Result<Exit, Failure> {
    settings.tell(console);
    let flow = load(arguments.flow.as_deref(), today, settings)?;
    let interrupted = match arguments.resume {
        true => Interrupted::TakeUp,
        false if console.is_heard() => Interrupted::Ask,
        false => Interrupted::Mention,
    };
    let setup = Setup {
        flow,
        today,
        store: store(arguments, settings),
        formats: formats(arguments, settings),
        scanner: scanner()?.warming_up(),
        keeper: Keeper::new(Drafts::local()).no_longer_than(settings.profile.retention()),
        interrupted,
    };
    let ended = plain::run(setup, &mut typed::lines(), &mut io::stdout().lock());
    match ended {
        // The lines have already said where the form lies.
        Ok(Ended::Saved { paths, walk }) if arguments.trace => report(arguments, &walk, &paths, console),
        Ok(Ended::Saved { .. }) => Ok(Exit::Done),
        Ok(Ended::Left | Ended::InputEnded) => Ok(Exit::Refused),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Refused),
        Err(error) => Err(Failure::output(&error)),
    }
}

/// In the terminal interface.
fn in_terminal(
    arguments: &Arguments,
    today: NaiveDate,
    settings: Settings,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let flow = Some(load(arguments.flow.as_deref(), today, &settings)?);
    let opens = if arguments.resume { tui::Opening::Interrupted } else { tui::Opening::Routine };
    let (store, formats) = (store(arguments, &settings), formats(arguments, &settings));
    match open_tui(Opening { flow, opens, today, store, formats, settings }, console)? {
        Some(closing) => report(arguments, &closing.walk, &closing.files, console),
        None => Ok(Exit::Done),
    }
}

fn report(
    arguments: &Arguments,
    walk: &Walk,
    paths: &[PathBuf],
    console: &mut Console,
) -> Result<Exit, Failure> {
    let text = if arguments.trace { format!("{}\n", trace::json(walk, paths)) } else { lines(paths) };
    console.result(text)?;
    Ok(Exit::Done)
}

fn load(name: Option<&str>, today: NaiveDate, settings: &Settings) -> Result<Arc<VerifiedFlow>, Failure> {
    let local = settings.profile.local();
    routines::load_local(name.unwrap_or(routines::DEFAULT), today, &local).map_err(Failure::Load)
}

fn answers_file(path: &Path) -> Result<SourceFile, Failure> {
    let read = if path.as_os_str() == "-" {
        read::from(io::stdin().lock(), Path::new("stdin"), read::ANSWERS_LIMIT)
    } else {
        read::text(path, read::ANSWERS_LIMIT)
    };
    read.map_err(Failure::Input)
}

fn scanner() -> Result<Scanner, Failure> {
    names::scanner().map_err(Failure::Input)
}

fn store(arguments: &Arguments, settings: &Settings) -> Store {
    arguments.out.as_ref().map_or_else(|| settings.store(), Store::at)
}

fn formats(arguments: &Arguments, settings: &Settings) -> Vec<Format> {
    chosen(arguments).unwrap_or_else(|| settings.formats())
}

/// The formats asked for, each once.
fn chosen(arguments: &Arguments) -> Option<Vec<Format>> {
    let mut formats = arguments.save.clone();
    formats.sort_unstable();
    formats.dedup();
    (!formats.is_empty()).then_some(formats)
}
