//! `stegvis train`: a training in the terminal interface, or as lines. Given no store; only the count of it can be noted,
//! and only on a page of its own when the training is over.

use std::io::Write;

use chrono::NaiveDate;

use super::args::TrainArguments as Arguments;
use super::console::{Console, wants_lines};
use super::exit::Exit;
use super::failure::Failure;
use super::list_paths;
use super::settings::Settings;
use crate::plain::LinePage;
use crate::plain::attendance::{AttendanceSetup, run_attendance};
use crate::profile::WalkStyle;
use crate::store::trainings::TrainingLog;
use crate::training::ScenarioCard;
use crate::tui::perform::TrainingEnvironment;
use crate::{clock, plain, tui, wiping};

pub(super) fn run_train(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
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
    if by_lines {
        let day = material.flow.current_date().effective_day();
        let (mut input, mut output) = (wiping::open_stdin(), wiping::open_stdout());
        let page = console.line_page();
        let done = match chosen.filter(|_| arguments.notes) {
            Some(nth) => plain::notes::run_notes((&material, nth), day, page, &mut input, &mut output),
            None => plain::training::run_training(material, chosen, day, &mut input, &mut output, page)
                .and_then(|shown| {
                    let setup = shown.map(|shown| attendance_setup(&environment, day, shown, page));
                    setup.map_or(Ok(None), |setup| run_attendance(setup, &mut input, &mut output))
                })
                .map(drop),
        };
        return match done.and_then(|()| output.flush()) {
            Ok(()) => Ok(Exit::Done),
            Err(error) => Err(Failure::from_output_error(&error)),
        };
    }
    let noted = tui::run_training(&environment, (material, chosen), console.screen_colours())
        .map_err(|_| Failure::Terminal)?;
    console.write_result(noted.map(|path| list_paths(&[path])).unwrap_or_default())?;
    Ok(Exit::Done)
}

/// What is needed to note a training that was held over lines.
fn attendance_setup(
    environment: &TrainingEnvironment,
    today: NaiveDate,
    scenarios: Vec<ScenarioCard>,
    page: LinePage,
) -> AttendanceSetup {
    AttendanceSetup {
        log: TrainingLog::in_local_folder(),
        today,
        unit: environment.unit_name().to_owned(),
        scanner: environment.load_scanner(),
        scenarios,
        page,
    }
}
