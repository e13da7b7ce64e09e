//! The command line: the outermost edge. Arguments in, an exit code out; one command, one file.
//!
//! Results go to stdout, faults to stderr. Exit codes: 0 done, 1 faults found or refused, 2 wrong use, 70 our bug.

pub mod faults;

mod args;
mod check;
mod console;
mod correct;
mod crash;
mod diff;
mod ending;
mod exit;
mod export;
mod failure;
mod flows;
mod forms;
mod graph;
mod handout;
mod inbox;
mod memory;
mod papers;
mod proof;
mod profile;
mod scan;
mod settings;
mod summary;
mod sheet;
mod test;
mod trace;
mod train;
mod typed;
mod usage;
mod walk;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use chrono::NaiveDate;

use self::args::Command;
use self::console::Console;
use self::exit::Exit;
use self::failure::Failure;
use self::settings::Settings;
use crate::check::verified::VerifiedFlow;
use crate::drafts::Keeper;
use crate::export::Format;
use crate::routines::{About, Listed, LoadFault};
use crate::store::Store;
use crate::store::drafts::Drafts;
use crate::tui::Closing;
use crate::tui::model::{Keeping, RoutineCard};
use crate::tui::perform::World;
use crate::tui::theme::Theme;
use crate::{clock, routines, store, tui};

/// The program: reads its arguments, does what they say, and tells how it went.
#[expect(clippy::disallowed_methods, reason = "this is the edge that reads the command line")]
pub fn main() -> ExitCode {
    memory::keep_private();
    crash::caught(|| run(std::env::args_os())).into()
}

fn run(words: impl Iterator<Item = OsString>) -> Exit {
    let args = match args::read(words) {
        Ok(args) => args,
        Err(error) => return usage::tell(&error),
    };
    let mut console = Console::new(args.color);
    let done = match &args.command {
        None => start(&mut console),
        Some(Command::Walk(walk)) => walk::run(walk, &mut console),
        Some(Command::Train(train)) => train::run(train, &mut console),
        Some(Command::Check(check)) => check::run(check, &mut console),
        Some(Command::Test(test)) => test::run(test, &mut console),
        Some(Command::Diff(diff)) => diff::run(diff, &mut console),
        Some(Command::Graph(graph)) => graph::run(graph, &mut console),
        Some(Command::Flows(flows)) => flows::run(flows, &mut console),
        Some(Command::Forms(forms)) => forms::run(forms, &mut console),
        Some(Command::Export(export)) => export::run(export, &mut console),
        Some(Command::Correct(correct)) => correct::run(correct, &mut console),
        Some(Command::Summary(summary)) => summary::run(summary, &mut console),
        Some(Command::Inbox(inbox)) => inbox::run(inbox, &mut console),
        Some(Command::Profile(profile)) => profile::run(profile, &mut console),
        Some(Command::Handout(handout)) => handout::run(handout, &mut console),
        Some(Command::Proof(proof)) => proof::run(proof, &mut console),
        Some(Command::Scan(scan)) => scan::run(scan, &mut console),
        Some(Command::Schema(schema)) => papers::schema(schema, &mut console),
        Some(Command::Completions(shell)) => papers::completions(shell, &mut console),
        Some(Command::Man) => papers::man(&mut console),
    };
    done.unwrap_or_else(|failure| failure.tell(&mut console))
}

/// What the terminal interface is opened with.
#[derive(Debug)]
struct Opening {
    /// The routine to walk, where one was named.
    flow: Option<Arc<VerifiedFlow>>,
    /// Where it opens.
    opens: tui::Opening,
    /// The day.
    today: NaiveDate,
    /// Where forms are saved.
    store: Store,
    /// In which formats.
    formats: Vec<Format>,
    /// What the workplace has filled in.
    settings: Settings,
}

/// Opens the terminal interface. The one place where it is called.
fn open_tui(opening: Opening, console: &Console) -> Result<Option<Closing>, Failure> {
    let Opening { flow, opens, today, store, formats, settings } = opening;
    let cards = routines::list(today).into_iter().map(card).collect();
    let opened = flow.map(|flow| (flow.flow().id.to_string(), flow));
    let Settings { profile, notice } = settings;
    let (look, retention) = (profile.look(), profile.retention());
    let keeper = Keeper::new(Drafts::local()).no_longer_than(retention);
    let mut world = World { today, store, formats, profile, opened, keeper, keeping: Keeping::Kept };
    let theme = Theme::of(look, console.screen_colours());
    tui::run(&mut world, cards, &opens, notice, &theme).map_err(|_| Failure::Terminal)
}

fn card(routine: Listed) -> RoutineCard {
    match routine.state {
        Ok(about) => RoutineCard { id: routine.name, origin: told(&about), title: about.title },
        Err(fault) => {
            RoutineCard { origin: cannot_be_walked(&fault), title: routine.name.clone(), id: routine.name }
        }
    }
}

/// Who answers for a routine, which version it is, and what its author would have said before it is used.
fn told(about: &About) -> String {
    let origin = format!("{}, version {}", about.publisher, about.version);
    about.notice.iter().fold(origin, |origin, notice| format!("{origin}. {notice}"))
}

fn cannot_be_walked(fault: &LoadFault) -> String {
    match fault {
        LoadFault::Unknown(..) | LoadFault::File(_) => "Går inte att läsa. Se `stegvis flows`.".to_owned(),
        LoadFault::Unwalkable(fault) => match fault.errors() {
            1 => "Ett fel: går inte att gå. Se `stegvis flows`.".to_owned(),
            errors => format!("{errors} fel: går inte att gå. Se `stegvis flows`."),
        },
    }
}

/// No command: the start page.
fn start(console: &mut Console) -> Result<Exit, Failure> {
    if !console.is_interactive() {
        let help = "Skriv `stegvis walk --plain` för frågor rad för rad, eller `stegvis --help`.";
        return Err(Failure::Unavailable("Startsidan behöver en terminal.", help));
    }
    let today = clock::today().map_err(Failure::Day)?;
    let settings = Settings::read();
    let (store, formats) = (settings.store(), settings.formats());
    let opening = Opening { flow: None, opens: tui::Opening::Start, today, store, formats, settings };
    let paths = open_tui(opening, console)?.map(|closing| closing.files).unwrap_or_default();
    console.result(lines(&paths))?;
    Ok(Exit::Done)
}

/// Paths, one on each line.
fn lines(paths: &[PathBuf]) -> String {
    paths.iter().flat_map(|path| [store::shown(path), "\n".to_owned()]).collect()
}
