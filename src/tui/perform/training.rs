//! What a training is given: everything there is to show, read beforehand, and nothing to write with.

use std::ffi::OsStr;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;

use super::describe_load_fault;
use crate::check::verified::VerifiedFlow;
use crate::deid::Scanner;
use crate::flow::local::Localization;
use crate::profile::Profile;
use crate::profile::key::ProfileKey;
use crate::routines;
use crate::scenarios::{self, FaultyScenario, ScenarioLoadFault};
use crate::store::error::StoreError;
use crate::store::trainings::TrainingLog;
use crate::store::{names, random_seed};
use crate::summary::missed::MissedQuestion;
use crate::training::{self, Lesson, Material};
use crate::workplace;

/// The outside world as a training sees it: things to read, and nothing to write with.
#[derive(Debug)]
pub struct TrainingEnvironment {
    /// The day.
    pub today: NaiveDate,
    /// What the workplace has filled in.
    pub profile: Profile,
    /// The scenario to begin with: an id or a path.
    pub named: Option<String>,
}

/// Why there is nothing to train on.
#[derive(Debug)]
pub enum MaterialError {
    /// The scenario that was named cannot be used.
    Scenario(ScenarioLoadFault),
    /// Its routine cannot be walked.
    Routine(routines::RoutineLoadFault),
}

impl fmt::Display for MaterialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scenario(_) => f.write_str("Scenariot går inte att använda. Se `stegvis test`."),
            Self::Routine(fault) => f.write_str(&describe_load_fault(fault)),
        }
    }
}

impl TrainingEnvironment {
    /// Reads everything there is to show; with the place of the scenario that was named. Scenarios that nobody named
    /// and that have faults are counted and left out.
    ///
    /// # Errors
    /// Why the scenario that was named, or the routine, cannot be used.
    pub fn read_material(&self) -> Result<(Material, Option<usize>), MaterialError> {
        let mut reading = MaterialReader {
            environment: self,
            local: self.profile.local_values(),
            scanner: self.load_scanner(),
            routines: Vec::new(),
        };
        let named = self.named.as_deref().map(|name| reading.read_lesson(name)).transpose()?;
        let flow = match &named {
            Some(lesson) => Arc::clone(lesson.walk().verified()),
            None => reading.read_routine(&workplace::choose_routine(None, &self.profile, self.today))?,
        };
        let (mut lessons, mut faulty) = (Vec::new(), 0);
        for name in scenarios::scenario_names() {
            match reading.read_lesson(&name) {
                Ok(lesson) => lessons.push(lesson),
                Err(_) => faulty += 1,
            }
        }
        // What is made up about the routines of the program says nothing of an own one.
        if !routines::is_built_in(flow.flow().id.as_str()) {
            lessons.retain(|lesson| lesson.flow().id == flow.flow().id);
        }
        // Those of the routine that is shown come first; the rest stay as they were, routine by routine.
        lessons.sort_by_key(|lesson| lesson.flow().id != flow.flow().id);
        let known = named.as_ref().and_then(|named| {
            lessons.iter().position(|lesson: &Lesson| lesson.scenario().id == named.scenario().id)
        });
        let place = known.or_else(|| {
            lessons.insert(0, named.clone()?);
            Some(0)
        });
        let points = training::meeting_points(flow.flow(), &self.profile);
        let place = named.and(place);
        let (seed, missed) = (random_seed::draw_seed(), read_missed().unwrap_or_default());
        Ok((Material { flow, lessons, points, seed, faulty, missed }, place))
    }

    /// What finds identifying text; with the city's own list of names, where it can be read.
    pub fn load_scanner(&self) -> Scanner {
        names::load_scanner().unwrap_or_else(|_| Scanner::builtin())
    }

    /// The unit, as far as it is known.
    pub fn unit_name(&self) -> &str {
        self.profile.get(&ProfileKey::Unit).unwrap_or_default()
    }
}

/// What each meeting that was noted has missed, the earliest first.
///
/// # Errors
/// Why the count of trainings cannot be read.
pub fn read_missed() -> Result<Vec<Vec<MissedQuestion>>, StoreError> {
    let mut held = TrainingLog::in_local_folder().read_all()?;
    held.sort_by_key(|training| training.date);
    Ok(held.into_iter().map(|training| training.missed).collect())
}

/// Routines and scenarios being read, each routine once.
struct MaterialReader<'s> {
    environment: &'s TrainingEnvironment,
    local: Localization,
    scanner: Scanner,
    routines: Vec<(String, Arc<VerifiedFlow>)>,
}

impl MaterialReader<'_> {
    fn read_routine(&mut self, name: &str) -> Result<Arc<VerifiedFlow>, MaterialError> {
        if let Some((_, flow)) = self.routines.iter().find(|(known, _)| known == name) {
            return Ok(Arc::clone(flow));
        }
        let flow = routines::load_local(name, self.environment.today, &self.local)
            .map_err(MaterialError::Routine)?;
        self.routines.push((name.to_owned(), Arc::clone(&flow)));
        Ok(flow)
    }

    fn read_lesson(&mut self, name: impl AsRef<OsStr>) -> Result<Lesson, MaterialError> {
        let found = scenarios::find_scenario(name).map_err(MaterialError::Scenario)?;
        let flow = self.read_routine(found.flow())?;
        let scenario = found.read_scenario(&flow, &self.scanner).map_err(MaterialError::Scenario)?;
        let faulty = |faults| FaultyScenario { file: found.file.clone(), faults };
        let lesson = Lesson::new(scenario, &self.scanner).map_err(faulty);
        lesson.map_err(|faulty| MaterialError::Scenario(ScenarioLoadFault::Faulty(Box::new(faulty))))
    }
}
