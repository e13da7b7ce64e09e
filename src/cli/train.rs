//! `stegvis train`: a training in the terminal interface, or as lines. Given no store; only the count of it can be noted,
//! and only on a page of its own when the training is over.

use std::io::Write;

use chrono::NaiveDate;

use super::args::{QuestionArguments, TrainArguments as Arguments};
use super::console::{Console, wants_lines};
use super::exit::Exit;
use super::failure::Failure;
use super::list_paths;
use super::settings::Settings;
use crate::flow::id::AnswerId;
use crate::flow::model::Flow;
use crate::flow::word::clip_word;
use crate::plain::LinePage;
use crate::plain::attendance::{AttendanceSetup, run_attendance};
use crate::profile::WalkStyle;
use crate::quiz::bank::QuestionBank;
use crate::quiz::selection::{QuizSelection, list_roles};
use crate::store::trainings::TrainingLog;
use crate::training::TrainingStart;
use crate::training::meeting::HeldMeeting;
use crate::training::missed::{find_topics, missed_lines};
use crate::tui::perform::{TrainingEnvironment, read_missed};
use crate::tui::terminal;
use crate::{clock, plain, prose, routines, tui, wiping};

pub(super) fn run_train(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    if arguments.missed {
        return show_missed(console);
    }
    let today = clock::read_today().map_err(Failure::Day)?;
    let settings = Settings::read_settings();
    let by_lines = arguments.plain
        || arguments.notes
        || wants_lines()
        || settings.profile.walk_style() == WalkStyle::Lines;
    if !by_lines && !console.is_interactive() {
        let help = "Skriv `stegvis train --plain` för att öva rad för rad.";
        return Err(Failure::Unavailable("Övningen behöver en terminal.", help));
    }
    let environment =
        TrainingEnvironment { today, profile: settings.profile, named: arguments.scenario.clone() };
    let (material, chosen) = environment.read_material().map_err(Failure::no_material)?;
    let selection = read_selection(&arguments.questions, material.flow.flow())?;
    let start = TrainingStart { lesson: chosen, length: arguments.length, selection };
    if by_lines {
        let day = material.flow.current_date().effective_day();
        let (mut input, mut output) = (wiping::open_stdin(), wiping::open_stdout());
        let page = console.line_page();
        let begun = terminal::current_instant();
        let spent = move || terminal::current_instant().saturating_duration_since(begun);
        let done = match chosen.filter(|_| arguments.notes) {
            Some(nth) => {
                let lesson = material.lessons.get(nth).cloned().map(|lesson| lesson.in_length(start.length));
                plain::notes::run_notes(lesson, (day, &spent), page, &mut input, &mut output)
            }
            None => {
                plain::training::run_training(material, start, (day, &spent), &mut input, &mut output, page)
                    .and_then(|held| {
                        let setup = held.map(|held| attendance_setup(&environment, day, held, page));
                        setup.map_or(Ok(None), |setup| run_attendance(setup, &mut input, &mut output))
                    })
                    .map(drop)
            }
        };
        return match done.and_then(|()| output.flush()) {
            Ok(()) => Ok(Exit::Done),
            Err(error) => Err(Failure::from_output_error(&error)),
        };
    }
    let noted = tui::run_training(&environment, (material, start), console.screen_colours())
        .map_err(|_| Failure::Terminal)?;
    console.write_result(noted.map(|path| list_paths(&[path])).unwrap_or_default())?;
    Ok(Exit::Done)
}

/// What is needed to note a training that was held over lines.
fn attendance_setup(
    environment: &TrainingEnvironment,
    today: NaiveDate,
    held: HeldMeeting,
    page: LinePage,
) -> AttendanceSetup {
    AttendanceSetup {
        log: TrainingLog::in_local_folder(),
        today,
        unit: environment.unit_name().to_owned(),
        scanner: environment.load_scanner(),
        held,
        page,
    }
}

/// What is asked for of the questions of a routine.
///
/// # Errors
/// Where the routine has no such role.
pub(super) fn read_selection(chosen: &QuestionArguments, flow: &Flow) -> Result<QuizSelection, Failure> {
    let known = list_roles(flow);
    let role = match &chosen.role {
        None => None,
        Some(named) => match known.iter().find(|(id, _)| id.as_str() == named) {
            Some((id, _)) => Some((*id).clone()),
            None => return Err(refuse_role(named, &known)),
        },
    };
    Ok(QuizSelection { role, level: chosen.level, among: None })
}

fn refuse_role(named: &str, known: &[(&AnswerId, &str)]) -> Failure {
    let known: Vec<String> = known.iter().map(|(id, _)| id.to_string()).collect();
    let what = if known.is_empty() {
        "Rutinen frågar inte efter någon roll.".to_owned()
    } else {
        format!("Rutinen har ingen roll `{}`. Rollerna är {}.", clip_word(named), known.join(", "))
    };
    Failure::Refusal(what, "Utan --role är frågorna för alla roller.", Exit::Usage)
}

/// What meetings have missed, to be taken up again.
fn show_missed(console: &mut Console) -> Result<Exit, Failure> {
    let today = clock::read_today().map_err(Failure::Day)?;
    let routine = Settings::read_settings().choose_routine(None, today);
    let flow = routines::load_routine(routine, today).map_err(Failure::Load)?;
    let bank = QuestionBank::from_flow(flow.flow());
    let topics = find_topics(&flow, &bank, &read_missed().map_err(Failure::Input)?);
    let heading = format!("Det vi borde ta upp igen: {}", flow.flow().title);
    let lines = std::iter::once(heading).chain(missed_lines(&topics));
    let wrapped: Vec<String> = lines.map(|line| prose::wrap_lines(&line, "", "   ").join("\n")).collect();
    console.write_result(wrapped.join("\n\n") + "\n")?;
    Ok(Exit::Done)
}
