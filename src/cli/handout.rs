//! `stegvis handout`: a scenario as a printed example.

use super::args::Handout;
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::sheet;
use crate::paper::handout;
use crate::scenarios::{Faulty, LoadFault};
use crate::store::names;
use crate::{clock, routines, scenarios};

pub(super) fn run(arguments: &Handout, console: &mut Console) -> Result<Exit, Failure> {
    let today = clock::today().map_err(Failure::Day)?;
    let scanner = names::scanner().map_err(Failure::Input)?;
    let named = arguments.scenario.as_deref().ok_or_else(|| Failure::NoScenario(scenarios::names()))?;
    let found = scenarios::find(named).map_err(Failure::Scenario)?;
    let flow = routines::load(found.flow(), today).map_err(Failure::Load)?;
    let scenario = found.read(&flow, &scanner).map_err(Failure::Scenario)?;
    let walk = scenario.walk(&scanner).map_err(|faults| {
        Failure::Scenario(LoadFault::Faulty(Box::new(Faulty { file: found.file.clone(), faults })))
    })?;
    let paper = handout::handout(&scenario, &walk, flow.now().day());
    sheet::write(&paper, &format!("ovning-{}", scenario.id), &arguments.sheet, console)
}
