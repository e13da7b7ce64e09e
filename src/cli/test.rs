//! `stegvis test`: scenarios walked and held against what they expect, and what no scenario takes.
//!
//! JSON: `{"format": "stegvis-test", "version": 1, "on", "scenarios": [{"id", "title", "flow", "passed", "steps": […],
//! "differences": [text]}], "coverage": [{"flow", "answers": {"taken", "all", "untaken": [{"step", "answer"}]}, "ways":
//! {"taken", "all", "untaken": [{"from", "answer", "to"}]}}]}`. `coverage` is empty unless it is asked for.

mod coverage;
mod words;

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::{Shape, Test};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::check::verified::{self, VerifiedFlow};
use crate::deid::Scanner;
use crate::prose::visible;
use crate::routines::{self, LoadFault, Unwalkable};
use crate::scenario::Scenario;
use crate::scenario::trial::{self, Difference, Trial};
use crate::store::names;
use crate::{clock, scenarios};

/// The version of the JSON shape.
const VERSION: u32 = 1;

/// A scenario and how it went.
struct Tried {
    scenario: Scenario,
    trial: Trial,
}

pub(super) fn run(arguments: &Test, console: &mut Console) -> Result<Exit, Failure> {
    let today = clock::today().map_err(Failure::Day)?;
    let scanner = names::scanner().map_err(Failure::Input)?;
    let mut routines = Routines { today, loaded: Vec::new() };
    let (mut tried, mut faulty) = (Vec::new(), Vec::new());
    let named = given(arguments, &mut routines)?;
    if named.is_empty() {
        return Err(Failure::Nothing("inget scenario", where_looked(arguments)));
    }
    for name in named {
        match one(&name, arguments.flow.as_deref(), &mut routines, &scanner) {
            Ok(one) => tried.push(one),
            Err(fault @ Failure::Scenario(scenarios::LoadFault::Faulty(_))) => faulty.push(fault),
            Err(fault) => return Err(fault),
        }
    }
    report(arguments, &tried, today, console)?;
    let whole = tried.iter().all(Tried::passed) && routines.all_walkable() && faulty.is_empty();
    routines.tell_faulty(console);
    for fault in faulty {
        fault.tell(console);
    }
    Ok(if whole { Exit::Done } else { Exit::Refused })
}

/// Where scenarios were looked for, in words.
fn where_looked(arguments: &Test) -> String {
    match (&arguments.flow, arguments.scenarios.is_empty()) {
        (Some(flow), true) => format!("om rutinen {}", visible(flow)),
        (_, _) => format!("i {}", visible(&arguments.scenarios.join(", "))),
    }
}

/// Tells how the scenarios went, and what they leave out where that is asked for.
fn report(arguments: &Test, tried: &[Tried], today: NaiveDate, console: &mut Console) -> Result<(), Failure> {
    let covered = if arguments.coverage { coverage::of(tried) } else { Vec::new() };
    match arguments.output.format {
        Shape::Text => {
            tried.iter().try_for_each(|tried| tell(tried, console))?;
            if !tried.is_empty() {
                console.result(count(tried))?;
            }
            covered.iter().try_for_each(|covered| console.result(covered.text()))
        }
        Shape::Json => {
            let day = today.format("%Y-%m-%d").to_string();
            let scenarios: Vec<Value> = tried.iter().map(json).collect();
            let coverage: Vec<Value> = covered.iter().map(coverage::Covered::json).collect();
            let all = json!({
                "format": "stegvis-test", "version": VERSION, "on": day, "scenarios": scenarios, "coverage": coverage,
            });
            console.result(format!("{all:#}\n"))
        }
    }
}

/// The scenarios that were named, with folders opened; all there are where none was. Where a routine is named, those that
/// nobody named are only its own.
fn given(arguments: &Test, routines: &mut Routines) -> Result<Vec<String>, Failure> {
    if arguments.scenarios.is_empty() {
        return of_routine(scenarios::names(), arguments, routines);
    }
    let mut names = Vec::new();
    for name in &arguments.scenarios {
        match scenarios::folder(Path::new(name)).map_err(Failure::Input)? {
            Some(files) => {
                let files = files.iter().map(|path| path.to_string_lossy().into_owned());
                names.extend(of_routine(files.collect(), arguments, routines)?);
            }
            None => names.push(name.clone()),
        }
    }
    Ok(names)
}

/// Those about the routine they are to be tried on, where one is named. One that cannot be read stays, to be told.
fn of_routine(
    mut names: Vec<String>,
    arguments: &Test,
    routines: &mut Routines,
) -> Result<Vec<String>, Failure> {
    if let Some(flow) = &arguments.flow {
        let flow = routines.load(flow)?;
        let id = flow.flow().id.as_str();
        names.retain(|name| scenarios::find(name).map_or(true, |found| found.flow() == id));
    }
    Ok(names)
}

fn one(name: &str, flow: Option<&str>, routines: &mut Routines, scanner: &Scanner) -> Result<Tried, Failure> {
    let found = scenarios::find(name).map_err(Failure::Scenario)?;
    let flow = routines.load(flow.unwrap_or(found.flow()))?;
    let scenario = found.read(&flow, scanner).map_err(Failure::Scenario)?;
    let trial = trial::try_out(&scenario, scanner, routines.today);
    Ok(Tried { scenario, trial })
}

/// The routines that scenarios are tried on, each loaded once.
struct Routines {
    today: NaiveDate,
    loaded: Vec<Loaded>,
}

struct Loaded {
    name: String,
    flow: Arc<VerifiedFlow>,
    state: State,
}

/// Whether a routine may be walked by people too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Walkable,
    Faulty,
}

impl Routines {
    fn load(&mut self, name: &str) -> Result<Arc<VerifiedFlow>, Failure> {
        if let Some(loaded) = self.loaded.iter().find(|loaded| loaded.name == name) {
            return Ok(Arc::clone(&loaded.flow));
        }
        let (flow, state) = match routines::load(name, self.today) {
            Ok(flow) => (flow, State::Walkable),
            Err(LoadFault::Unwalkable(unwalkable)) => (self.under_work(name, unwalkable)?, State::Faulty),
            Err(fault) => return Err(Failure::Load(fault)),
        };
        self.loaded.push(Loaded { name: name.to_owned(), flow: Arc::clone(&flow), state });
        Ok(flow)
    }

    /// A routine whose promises do not hold can still show which scenarios that changes.
    fn under_work(&self, name: &str, unwalkable: Box<Unwalkable>) -> Result<Arc<VerifiedFlow>, Failure> {
        let flow = routines::read(name).map_err(Failure::Load)?.flow;
        let read = flow.and_then(|flow| verified::without_promises(flow, self.today));
        read.map(Arc::new).map_err(|_| Failure::Load(LoadFault::Unwalkable(unwalkable)))
    }

    fn all_walkable(&self) -> bool {
        self.loaded.iter().all(|loaded| loaded.state == State::Walkable)
    }

    fn tell_faulty(&self, console: &mut Console) {
        for loaded in self.loaded.iter().filter(|loaded| loaded.state == State::Faulty) {
            let name = visible(&loaded.name);
            console.fault(&format!(
                "fel: Rutinen {name} har fel, och scenarierna provades på den ändå.\nhjälp: Kör `stegvis check {name}`.\n"
            ));
        }
    }
}

impl Tried {
    fn passed(&self) -> bool {
        self.trial.differences.is_empty()
    }
}

fn tell(tried: &Tried, console: &mut Console) -> Result<(), Failure> {
    let Tried { scenario, trial } = tried;
    let title = visible(scenario.title.text());
    if let Some(first) = trial.differences.first() {
        console.result(format!("fel  {} – {title}\n", scenario.id))?;
        // Where the walk stopped is why it took another way.
        let why = trial.differences.iter().skip(1).find(|other| matches!(other, Difference::Stopped(_)));
        for told in [first].into_iter().chain(why) {
            console.result(words::difference(told, &trial.walk))?;
        }
        return console.result(words::others(trial.differences.len() - 1 - usize::from(why.is_some())));
    }
    console.result(format!("ok   {} – {title}\n", scenario.id))
}

fn count(tried: &[Tried]) -> String {
    let failed = tried.iter().filter(|tried| !tried.passed()).count();
    let all = if tried.len() == 1 { "1 scenario".to_owned() } else { format!("{} scenarier", tried.len()) };
    match (failed, tried.len()) {
        (0, _) => format!("\n{all} går som väntat.\n"),
        (_, 1) => "\nScenariot går inte som väntat.\n".to_owned(),
        (failed, _) => format!("\n{failed} av {all} går inte som väntat.\n"),
    }
}

fn json(tried: &Tried) -> Value {
    let Tried { scenario, trial } = tried;
    let flow = trial.walk.flow();
    let position = trial.walk.position();
    let passed = position.path.iter().map(|visit| visit.step).chain([position.at]);
    let steps: Vec<&str> = passed.map(|step| flow.step(step).id.as_str()).collect();
    let differences: Vec<String> =
        trial.differences.iter().map(|difference| words::difference(difference, &trial.walk)).collect();
    json!({
        "id": scenario.id,
        "title": scenario.title.text(),
        "flow": flow.id.as_str(),
        "passed": tried.passed(),
        "steps": steps,
        "differences": differences,
    })
}
