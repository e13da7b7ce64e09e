//! The command line: the outermost edge. Arguments in, an exit code out; one command, one file.
//!
//! Results go to stdout, faults to stderr. Exit codes: 0 done, 1 faults found or refused, 2 wrong use, 70 our bug.

pub mod faults;

mod apt;
mod args;
mod check;
mod completions;
mod console;
mod correct;
mod crash;
mod diff;
mod docs;
mod doctor;
mod format_choice;
mod exit;
mod export;
mod failure;
mod flows;
mod forms;
mod graph;
mod handout;
mod help;
mod inbox;
mod lines;
mod memory;
mod man;
mod page;
mod proof;
mod reference;
mod report;
mod plan;
mod profile;
mod scan;
mod schema;
mod settings;
mod summary;
mod document_target;
mod test;
mod trace;
mod train;
mod wrong_use;
mod walk;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use chrono::NaiveDate;

use self::args::CliCommand;
use self::console::{Console, wants_lines};
use self::exit::Exit;
use self::failure::Failure;
use self::settings::Settings;
use crate::check::verified::VerifiedFlow;
use crate::draft::list::Drafts;
use crate::draft::writer::DraftWriter;
use crate::export::Format;
use crate::profile::WalkStyle;
use crate::routines::{ListedRoutine, RoutineInfo, RoutineLoadFault, RoutineSource};
use crate::spelling::Speller;
use crate::store::Store;
use crate::tui::Closing;
use crate::tui::model::{DraftStatus, RoutineCard};
use crate::tui::perform::Environment;
use crate::tui::theme::Theme;
use crate::{clock, prose, routines, store, tui};

/// The program: reads its arguments, does what they say, and tells how it went.
#[expect(clippy::disallowed_methods, reason = "this is the edge that reads the command line")]
pub fn main() -> ExitCode {
    memory::keep_private();
    crash::catch_panic(|| run_command(std::env::args_os())).into()
}

fn run_command(words: impl Iterator<Item = OsString>) -> Exit {
    let args = match args::parse_arguments(words) {
        Ok(args) => args,
        Err(error) => return wrong_use::report_usage_error(&error),
    };
    let mut console = Console::new(args.color);
    let done = match &args.command {
        None => open_start_page(&mut console),
        Some(CliCommand::Walk(walk)) => walk::run_walk(walk, &mut console),
        Some(CliCommand::Train(train)) => train::run_train(train, &mut console),
        Some(CliCommand::Check(check)) => check::run_check(check, &mut console),
        Some(CliCommand::Test(test)) => test::run_test(test, &mut console),
        Some(CliCommand::Diff(diff)) => diff::run_diff(diff, &mut console),
        Some(CliCommand::Graph(graph)) => graph::run_graph(graph, &mut console),
        Some(CliCommand::Flows(flows)) => flows::run_flows(flows, &mut console),
        Some(CliCommand::Forms(forms)) => forms::run_forms(forms, &mut console),
        Some(CliCommand::Export(export)) => export::run_export(export, &mut console),
        Some(CliCommand::Correct(correct)) => correct::run_correct(correct, &mut console),
        Some(CliCommand::Summary(summary)) => summary::run_summary(summary, &mut console),
        Some(CliCommand::Inbox(inbox)) => inbox::run_inbox(inbox, &mut console),
        Some(CliCommand::Profile(profile)) => profile::run_profile(profile, &mut console),
        Some(CliCommand::Apt(meeting)) => apt::run_apt(meeting, &mut console),
        Some(CliCommand::Handout(handout)) => handout::run_handout(handout, &mut console),
        Some(CliCommand::Plan(plan)) => plan::run_plan(plan, &mut console),
        Some(CliCommand::ExportPage(page)) => page::run_export_page(page, &mut console),
        Some(CliCommand::Proof(proof)) => proof::run_proof(proof, &mut console),
        Some(CliCommand::Scan(scan)) => scan::run_scan(scan, &mut console),
        Some(CliCommand::Doctor) => doctor::run_doctor(&mut console),
        Some(CliCommand::Help(help)) => help::show_help(help, &mut console),
        Some(CliCommand::Docs(docs)) => docs::show_docs(docs, &mut console),
        Some(CliCommand::Schema(schema)) => schema::print_schema(schema, &mut console),
        Some(CliCommand::Completions(shell)) => completions::print_completions(shell, &mut console),
        Some(CliCommand::Man(manual)) => man::print_manual(manual, &mut console),
    };
    done.unwrap_or_else(|failure| report::report_failure(failure, &mut console))
}

/// What the terminal interface is opened with.
#[derive(Debug)]
struct TuiOptions {
    /// The routine to walk, where one was named.
    flow: Option<Arc<VerifiedFlow>>,
    /// Where it opens.
    opens: tui::OpeningPage,
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
fn open_tui(opening: TuiOptions, console: &Console) -> Result<Option<Closing>, Failure> {
    let TuiOptions { flow, opens, today, store, formats, settings } = opening;
    let usual = settings.choose_routine(None, today);
    let cards = routines::list_routines_from(&usual, today).into_iter().map(make_card).collect();
    let opened = flow.map(|flow| (flow.flow().id.to_string(), flow));
    let Settings { profile, notice } = settings;
    let (look, retention) = (profile.theme(), profile.retention());
    let keeper = DraftWriter::new(Drafts::in_local_folder()).limit_retention(retention);
    let mut world = Environment {
        today,
        store,
        formats,
        profile,
        opened,
        keeper,
        keeping: DraftStatus::Kept,
        speller: Speller::default(),
    };
    let theme = Theme::from_look(look, console.screen_colours());
    tui::run_interface(&mut world, cards, &opens, notice, &theme).map_err(|_| Failure::Terminal)
}

fn make_card(routine: ListedRoutine) -> RoutineCard {
    let own = match routine.origin {
        RoutineSource::BuiltIn => "",
        RoutineSource::File(_) => "Egen",
    };
    match routine.state {
        Ok(about) => RoutineCard {
            id: routine.name,
            owner: describe_owner(own, &about.publisher),
            origin: describe_origin(&about),
            title: about.title,
        },
        Err(fault) => RoutineCard {
            owner: own.to_owned(),
            origin: cannot_be_walked(&fault),
            title: routine.name.clone(),
            id: routine.name,
        },
    }
}

/// Whose a routine is, without what its publisher adds in brackets; of the user's own files that first.
fn describe_owner(own: &str, publisher: &str) -> String {
    let short = publisher.split(" (").next().unwrap_or(publisher);
    if own.is_empty() { short.to_owned() } else { format!("{own}, {short}") }
}

/// Who answers for a routine, which version it is, and what its author would have said before it is used.
fn describe_origin(about: &RoutineInfo) -> String {
    let origin = format!("{}, version {}", about.publisher, about.version);
    about.notice.iter().fold(origin, |origin, notice| format!("{origin}. {notice}"))
}

fn cannot_be_walked(fault: &RoutineLoadFault) -> String {
    match fault {
        RoutineLoadFault::Unknown(..) | RoutineLoadFault::File(_) => {
            "Går inte att läsa. Se `stegvis flows`.".to_owned()
        }
        RoutineLoadFault::Unwalkable(fault) => match fault.errors() {
            1 => "Ett fel: går inte att gå. Se `stegvis flows`.".to_owned(),
            errors => format!("{errors} fel: går inte att gå. Se `stegvis flows`."),
        },
    }
}

/// No command: the start page.
fn open_start_page(console: &mut Console) -> Result<Exit, Failure> {
    let settings = Settings::read_settings();
    if wants_lines() || settings.profile.walk_style() == WalkStyle::Lines {
        settings.write_notice(console);
        return lines::run_start_page(console);
    }
    if !console.is_interactive() {
        let help = "Skriv `stegvis walk --plain` för frågor rad för rad, eller `stegvis --help`.";
        return Err(Failure::Unavailable("Startsidan behöver en terminal.", help));
    }
    let today = clock::read_today().map_err(Failure::Day)?;
    let (store, formats) = (settings.store(), settings.formats());
    let opening = TuiOptions { flow: None, opens: tui::OpeningPage::Start, today, store, formats, settings };
    let paths = open_tui(opening, console)?.map(|closing| closing.files).unwrap_or_default();
    console.write_result(list_paths(&paths))?;
    Ok(Exit::Done)
}

/// The names of files and routines as they were given, in a line.
fn list_names(names: &[OsString]) -> String {
    prose::sanitize(&names.join(OsStr::new(", ")).to_string_lossy())
}

/// Paths, one on each line.
fn list_paths(paths: &[PathBuf]) -> String {
    paths.iter().flat_map(|path| [store::display_path(path), "\n".to_owned()]).collect()
}
