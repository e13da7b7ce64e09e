//! `stegvis handout`: a scenario as a printed example.

use chrono::NaiveDate;

use super::args::HandoutArguments;
use super::console::Console;
use super::document_target;
use super::exit::Exit;
use super::failure::Failure;
use super::settings::Settings;
use crate::paper::handout;
use crate::scenarios::{FaultyScenario, ScenarioLoadFault};
use crate::store::names;
use crate::{clock, routines, scenarios};

pub(super) fn run_handout(arguments: &HandoutArguments, console: &mut Console) -> Result<Exit, Failure> {
    let today = clock::read_today().map_err(Failure::Day)?;
    let scanner = names::load_scanner().map_err(Failure::Input)?;
    let named = arguments.scenario.as_deref().ok_or_else(|| Failure::NoScenario(list_names(today)))?;
    let found = scenarios::find_scenario(named).map_err(Failure::Scenario)?;
    let flow = routines::load_routine(found.flow(), today).map_err(Failure::Load)?;
    let scenario = found.read_scenario(&flow, &scanner).map_err(Failure::Scenario)?;
    let walk = scenario.walk_to_end(&scanner).map_err(|faults| {
        Failure::Scenario(ScenarioLoadFault::Faulty(Box::new(FaultyScenario {
            file: found.file.clone(),
            faults,
        })))
    })?;
    let paper = handout::make_handout(&scenario, &walk, flow.current_date().effective_day());
    document_target::write_sheet(&paper, &format!("ovning-{}", scenario.id), &arguments.sheet, console)
}

/// The scenarios of the workplace's routine; all there are where it has none.
fn list_names(today: NaiveDate) -> Vec<String> {
    let routine = Settings::read_settings().choose_routine(None, today);
    let own = scenarios::scenario_names_for(&routine);
    let own: Vec<String> = own.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    if own.is_empty() { scenarios::known_names() } else { own }
}
