//! What a training is given: everything there is to show, read beforehand, and nothing to write with.

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;

use super::why_not;
use crate::check::verified::VerifiedFlow;
use crate::deid::Scanner;
use crate::flow::local::Local;
use crate::profile::Profile;
use crate::profile::key::Key;
use crate::routines;
use crate::scenarios::{self, Faulty, LoadFault};
use crate::store::{names, seed};
use crate::training::{self, Lesson, Material};

/// The outside world as a training sees it: things to read, and nothing to write with.
#[derive(Debug)]
pub struct Studio {
    /// The day.
    pub today: NaiveDate,
    /// What the workplace has filled in.
    pub profile: Profile,
    /// The scenario to begin with: an id or a path.
    pub named: Option<String>,
}

/// Why there is nothing to train on.
#[derive(Debug)]
pub enum NoMaterial {
    /// The scenario that was named cannot be used.
    Scenario(LoadFault),
    /// Its routine cannot be walked.
    Routine(routines::LoadFault),
}

impl fmt::Display for NoMaterial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scenario(_) => f.write_str("Scenariot går inte att använda. Se `stegvis test`."),
            Self::Routine(fault) => f.write_str(&why_not(fault)),
        }
    }
}

impl Studio {
    /// Reads everything there is to show; with the place of the scenario that was named. Scenarios that nobody named
    /// and that have faults are counted and left out.
    ///
    /// # Errors
    /// Why the scenario that was named, or the routine, cannot be used.
    pub fn material(&self) -> Result<(Material, Option<usize>), NoMaterial> {
        let mut reading = Reading {
            studio: self,
            local: self.profile.local(),
            scanner: self.scanner(),
            routines: Vec::new(),
        };
        let named = self.named.as_deref().map(|name| reading.lesson(name)).transpose()?;
        let flow = match &named {
            Some(lesson) => Arc::clone(lesson.walk().verified()),
            None => reading.routine(routines::DEFAULT)?,
        };
        let (mut lessons, mut faulty) = (Vec::new(), 0);
        for name in scenarios::names() {
            match reading.lesson(&name) {
                Ok(lesson) => lessons.push(lesson),
                Err(_) => faulty += 1,
            }
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
        let points = training::points(flow.flow(), &self.profile);
        let place = named.and(place);
        Ok((Material { flow, lessons, points, seed: seed::draw(), faulty }, place))
    }

    /// What finds identifying text; with the city's own list of names, where it can be read.
    pub fn scanner(&self) -> Scanner {
        names::scanner().unwrap_or_else(|_| Scanner::builtin())
    }

    /// The unit, as far as it is known.
    pub fn unit(&self) -> &str {
        self.profile.get(&Key::Unit).unwrap_or_default()
    }
}

/// Routines and scenarios being read, each routine once.
struct Reading<'s> {
    studio: &'s Studio,
    local: Local,
    scanner: Scanner,
    routines: Vec<(String, Arc<VerifiedFlow>)>,
}

impl Reading<'_> {
    fn routine(&mut self, name: &str) -> Result<Arc<VerifiedFlow>, NoMaterial> {
        if let Some((_, flow)) = self.routines.iter().find(|(known, _)| known == name) {
            return Ok(Arc::clone(flow));
        }
        let flow = routines::load_local(name, self.studio.today, &self.local).map_err(NoMaterial::Routine)?;
        self.routines.push((name.to_owned(), Arc::clone(&flow)));
        Ok(flow)
    }

    fn lesson(&mut self, name: &str) -> Result<Lesson, NoMaterial> {
        let found = scenarios::find(name).map_err(NoMaterial::Scenario)?;
        let flow = self.routine(found.flow())?;
        let scenario = found.read(&flow, &self.scanner).map_err(NoMaterial::Scenario)?;
        let faulty = |faults| Faulty { file: found.file.clone(), faults };
        let lesson = Lesson::new(scenario, &self.scanner).map_err(faulty);
        lesson.map_err(|faulty| NoMaterial::Scenario(LoadFault::Faulty(Box::new(faulty))))
    }
}
