//! `stegvis test`: scenarios walked and held against what they expect, and what no scenario takes.
//!
//! JSON: `{"format": "stegvis-test", "version": 1, "on", "scenarios": [{"id", "title", "flow", "passed", "steps": […],
//! "differences": [text]}], "coverage": [{"flow", "answers": {"taken", "all", "untaken": [{"step", "answer"}]}, "ways":
//! {"taken", "all", "untaken": [{"from", "answer", "to"}]}}]}`. `coverage` is empty unless it is asked for.

mod coverage;
mod questions;
mod words;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::{OutputFormat, TestArguments};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::list_names;
use super::report::report_failure;
use crate::check::verified::{self, VerifiedFlow};
use crate::deid::Scanner;
use crate::prose::sanitize;
use crate::routines::{self, RoutineLoadFault, Unwalkable};
use crate::scenario::Scenario;
use crate::scenario::trial::{self, Mismatch, Trial};
use crate::store::names;
use crate::{clock, scenarios};

/// The version of the JSON shape.
const VERSION: u32 = 1;

/// A scenario and how it went.
struct ScenarioRun {
    scenario: Scenario,
    trial: Trial,
}

pub(super) fn run_test(arguments: &TestArguments, console: &mut Console) -> Result<Exit, Failure> {
    let today = clock::read_today().map_err(Failure::Day)?;
    if arguments.questions {
        return questions::report_questions(arguments.flow.as_deref(), today, console);
    }
    let scanner = names::load_scanner().map_err(Failure::Input)?;
    let mut routines = RoutineCache { today, loaded: Vec::new() };
    let (mut tried, mut faulty) = (Vec::new(), Vec::new());
    let named = scenario_names(arguments, &mut routines)?;
    if named.is_empty() {
        return Err(Failure::Nothing("inget scenario", describe_search_place(arguments)));
    }
    for ScenarioToRun { name, flow } in named {
        let flow = flow.as_deref().or(arguments.flow.as_deref());
        match run_scenario(&name, flow, &mut routines, &scanner) {
            Ok(one) => tried.push(one),
            Err(fault @ Failure::Scenario(scenarios::ScenarioLoadFault::Faulty(_))) => faulty.push(fault),
            Err(fault) => return Err(fault),
        }
    }
    report_runs(arguments, &tried, today, console)?;
    let whole = tried.iter().all(ScenarioRun::has_passed) && routines.are_all_walkable() && faulty.is_empty();
    routines.report_faulty(console);
    for fault in faulty {
        report_failure(fault, console);
    }
    Ok(if whole { Exit::Done } else { Exit::Refused })
}

/// Where scenarios were looked for, in words.
fn describe_search_place(arguments: &TestArguments) -> String {
    match (&arguments.flow, arguments.scenarios.is_empty()) {
        (Some(flow), true) => format!("om rutinen {}", sanitize(flow)),
        (_, _) => format!("i {}", list_names(&arguments.scenarios)),
    }
}

/// Tells how the scenarios went, and what they leave out where that is asked for.
fn report_runs(
    arguments: &TestArguments,
    tried: &[ScenarioRun],
    today: NaiveDate,
    console: &mut Console,
) -> Result<(), Failure> {
    let covered = if arguments.coverage { coverage::measure_coverage(tried) } else { Vec::new() };
    match arguments.output.format {
        OutputFormat::Text => {
            tried.iter().try_for_each(|tried| report_run(tried, console))?;
            if !tried.is_empty() {
                console.write_result(count_runs(tried))?;
            }
            covered.iter().try_for_each(|covered| console.write_result(covered.text()))
        }
        OutputFormat::Json => {
            let day = today.format("%Y-%m-%d").to_string();
            let scenarios: Vec<Value> = tried.iter().map(run_to_json).collect();
            let coverage: Vec<Value> = covered.iter().map(coverage::RoutineCoverage::json).collect();
            let all = json!({
                "format": "stegvis-test", "version": VERSION, "on": day, "scenarios": scenarios, "coverage": coverage,
            });
            console.write_result(format!("{all:#}\n"))
        }
    }
}

/// A scenario to try.
struct ScenarioToRun {
    name: OsString,
    /// The routine to try it on, where another than its own was named in its place.
    flow: Option<String>,
}

/// The scenarios that were named, with folders opened and those of routines found; all there are where none was. Where a
/// routine is named, those that nobody named are only its own.
fn scenario_names(
    arguments: &TestArguments,
    routines: &mut RoutineCache,
) -> Result<Vec<ScenarioToRun>, Failure> {
    if arguments.scenarios.is_empty() {
        let names = filter_by_routine(scenarios::scenario_names(), arguments, routines)?;
        return Ok(on_their_own(names));
    }
    let mut named = Vec::new();
    for name in &arguments.scenarios {
        if let Some(files) = scenarios::scenarios_in(Path::new(name)).map_err(Failure::Input)? {
            let files = files.into_iter().map(PathBuf::into_os_string).collect();
            named.extend(on_their_own(filter_by_routine(files, arguments, routines)?));
        } else if let Some(routine) = routines::name_of_routine(name) {
            named.extend(scenarios_of_routine(routine, routines)?);
        } else {
            named.extend(on_their_own(vec![name.clone()]));
        }
    }
    Ok(named)
}

fn on_their_own(names: Vec<OsString>) -> Vec<ScenarioToRun> {
    names.into_iter().map(|name| ScenarioToRun { name, flow: None }).collect()
}

/// The scenarios about a routine, to be tried on it as it lies there. A routine that has none is told of: it is not tested.
fn scenarios_of_routine(routine: &str, routines: &mut RoutineCache) -> Result<Vec<ScenarioToRun>, Failure> {
    let id = routines.load(routine)?.flow().id.to_string();
    let names = scenarios::scenario_names_to_test(&id);
    if names.is_empty() {
        return Err(Failure::Nothing("inget scenario", format!("om rutinen {}", sanitize(routine))));
    }
    let on_it = |name| ScenarioToRun { name, flow: Some(routine.to_owned()) };
    Ok(names.into_iter().map(on_it).collect())
}

/// Those about the routine they are to be tried on, where one is named. One that cannot be read stays, to be told.
fn filter_by_routine(
    mut names: Vec<OsString>,
    arguments: &TestArguments,
    routines: &mut RoutineCache,
) -> Result<Vec<OsString>, Failure> {
    if let Some(flow) = &arguments.flow {
        let flow = routines.load(flow)?;
        let id = flow.flow().id.as_str();
        names.retain(|name| scenarios::find_scenario(name).map_or(true, |found| found.flow() == id));
    }
    Ok(names)
}

fn run_scenario(
    name: &OsStr,
    flow: Option<&str>,
    routines: &mut RoutineCache,
    scanner: &Scanner,
) -> Result<ScenarioRun, Failure> {
    let found = scenarios::find_scenario(name).map_err(Failure::Scenario)?;
    let flow = routines.load(flow.unwrap_or(found.flow()))?;
    let scenario = found.read_scenario(&flow, scanner).map_err(Failure::Scenario)?;
    let trial = trial::try_out(&scenario, scanner, routines.today);
    Ok(ScenarioRun { scenario, trial })
}

/// The routines that scenarios are tried on, each loaded once.
struct RoutineCache {
    today: NaiveDate,
    loaded: Vec<Loaded>,
}

struct Loaded {
    name: String,
    flow: Arc<VerifiedFlow>,
    state: Walkability,
}

/// Whether a routine may be walked by people too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Walkability {
    Walkable,
    Faulty,
}

impl RoutineCache {
    fn load(&mut self, name: &str) -> Result<Arc<VerifiedFlow>, Failure> {
        if let Some(loaded) = self.loaded.iter().find(|loaded| loaded.name == name) {
            return Ok(Arc::clone(&loaded.flow));
        }
        let (flow, state) = match routines::load_routine(name, self.today) {
            Ok(flow) => (flow, Walkability::Walkable),
            Err(RoutineLoadFault::Unwalkable(unwalkable)) => {
                (self.load_unwalkable(name, unwalkable)?, Walkability::Faulty)
            }
            Err(fault) => return Err(Failure::Load(fault)),
        };
        self.loaded.push(Loaded { name: name.to_owned(), flow: Arc::clone(&flow), state });
        Ok(flow)
    }

    /// A routine whose promises do not hold can still show which scenarios that changes.
    fn load_unwalkable(&self, name: &str, unwalkable: Box<Unwalkable>) -> Result<Arc<VerifiedFlow>, Failure> {
        let flow = routines::read_routine(name).map_err(Failure::Load)?.flow;
        let read = flow.and_then(|flow| verified::without_promises(flow, self.today));
        read.map(Arc::new).map_err(|_| Failure::Load(RoutineLoadFault::Unwalkable(unwalkable)))
    }

    fn are_all_walkable(&self) -> bool {
        self.loaded.iter().all(|loaded| loaded.state == Walkability::Walkable)
    }

    fn report_faulty(&self, console: &mut Console) {
        for loaded in self.loaded.iter().filter(|loaded| loaded.state == Walkability::Faulty) {
            let name = sanitize(&loaded.name);
            console.write_fault(&format!(
                "fel: Rutinen {name} har fel, och scenarierna provades på den ändå.\nhjälp: Kör `stegvis check {name}`.\n"
            ));
        }
    }
}

impl ScenarioRun {
    fn has_passed(&self) -> bool {
        self.trial.differences.is_empty()
    }
}

fn report_run(tried: &ScenarioRun, console: &mut Console) -> Result<(), Failure> {
    let ScenarioRun { scenario, trial } = tried;
    let title = sanitize(scenario.title.text());
    if let Some(first) = trial.differences.first() {
        console.write_result(format!("fel  {} – {title}\n", scenario.id))?;
        // Where the walk stopped is why it took another way.
        let why = trial.differences.iter().skip(1).find(|other| matches!(other, Mismatch::Stopped(_)));
        for told in [first].into_iter().chain(why) {
            console.write_result(words::describe_difference(told, &trial.walk))?;
        }
        return console
            .write_result(words::describe_others(trial.differences.len() - 1 - usize::from(why.is_some())));
    }
    console.write_result(format!("ok   {} – {title}\n", scenario.id))
}

fn count_runs(tried: &[ScenarioRun]) -> String {
    let failed = tried.iter().filter(|tried| !tried.has_passed()).count();
    let all = if tried.len() == 1 { "1 scenario".to_owned() } else { format!("{} scenarier", tried.len()) };
    match (failed, tried.len()) {
        (0, _) => format!("\n{all} går som väntat.\n"),
        (_, 1) => "\nScenariot går inte som väntat.\n".to_owned(),
        (failed, _) => format!("\n{failed} av {all} går inte som väntat.\n"),
    }
}

fn run_to_json(tried: &ScenarioRun) -> Value {
    let ScenarioRun { scenario, trial } = tried;
    let flow = trial.walk.flow();
    let position = trial.walk.position();
    let passed = position.path.iter().map(|visit| visit.step).chain([position.at]);
    let steps: Vec<&str> = passed.map(|step| flow.step(step).id.as_str()).collect();
    let differences: Vec<String> = trial
        .differences
        .iter()
        .map(|difference| words::describe_difference(difference, &trial.walk))
        .collect();
    json!({
        "id": scenario.id,
        "title": scenario.title.text(),
        "flow": flow.id.as_str(),
        "passed": tried.has_passed(),
        "steps": steps,
        "differences": differences,
    })
}
