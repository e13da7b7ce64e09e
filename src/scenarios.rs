//! The scenarios there are: those built into the program and those in the user's folder. Found, read, handed over.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::verified::VerifiedFlow;
use crate::deid::Scanner;
use crate::diagnostic::Diagnostic;
use crate::library::{self, SCENARIOS};
use crate::routines;
use crate::scenario::copy::ScenarioText;
use crate::scenario::{self, OpenedScenario, Scenario};
use crate::source::{FileId, SourceFile};
use crate::store::error::StoreError;
use crate::store::{folder as folders, read};

/// The most that is read of a scenario.
const LIMIT: u64 = 1 << 20;

/// Why a scenario cannot be used.
#[derive(Debug)]
pub enum ScenarioLoadFault {
    /// There is no such scenario. Holds the name and the names there are.
    Unknown(String, Vec<String>),
    /// Its file cannot be read.
    File(StoreError),
    /// It has faults.
    Faulty(Box<FaultyScenario>),
}

/// A scenario with faults.
#[derive(Debug)]
pub struct FaultyScenario {
    /// Its text.
    pub file: SourceFile,
    /// Its faults.
    pub faults: Vec<Diagnostic>,
}

/// A scenario whose shape is right, with the text it was read from.
#[derive(Debug)]
pub struct FoundScenario {
    /// Its text.
    pub file: SourceFile,
    opened: OpenedScenario,
}

/// The names of every scenario: the ids of those built in, then the paths of those in the user's folder.
pub fn scenario_names() -> Vec<OsString> {
    let built_in = SCENARIOS.iter().map(|(id, _)| OsString::from(id));
    built_in.chain(own_scenarios().into_iter().map(PathBuf::into_os_string)).collect()
}

/// The names of the scenarios that are part of the program.
pub fn built_in_names() -> Vec<String> {
    SCENARIOS.iter().map(|(id, _)| (*id).to_owned()).collect()
}

/// The scenario files of a folder; `None` where the path is no folder.
///
/// # Errors
/// Why the folder cannot be read.
pub fn scenarios_in(path: &Path) -> Result<Option<Vec<PathBuf>>, StoreError> {
    routines::routines_in(path)
}

/// The names of the scenarios about the routine of this id, of all there are. Those that cannot be read are left out.
pub fn scenario_names_for(flow: &str) -> Vec<OsString> {
    let is_about = |name: &OsString| find_scenario(name).is_ok_and(|found| found.flow() == flow);
    scenario_names().into_iter().filter(is_about).collect()
}

/// The same, with those that cannot be read and do not name another routine: whoever tests is told of them.
pub fn scenario_names_to_test(flow: &str) -> Vec<OsString> {
    let is_about = |name: &OsString| match find_scenario(name) {
        Ok(found) => found.flow() == flow,
        Err(ScenarioLoadFault::Faulty(faulty)) => may_name(faulty.file.text(), flow),
        Err(_) => true,
    };
    scenario_names().into_iter().filter(is_about).collect()
}

/// Whether a text that cannot be read as a scenario may be about the routine: it names it, or none.
fn may_name(text: &str, flow: &str) -> bool {
    let mut named = text.lines().filter_map(|line| line.strip_prefix("flow:"));
    named.next().is_none_or(|name| name.trim().trim_matches(['"', '\'']) == flow)
}

/// The scenario of that id or path, held against the table of keys. An id means the built-in one before one in the
/// user's folder.
///
/// # Errors
/// [`ScenarioLoadFault`].
pub fn find_scenario(name: impl AsRef<OsStr>) -> Result<FoundScenario, ScenarioLoadFault> {
    let file = find_source(name.as_ref())?;
    let opened = scenario::open_scenario(&file, FileId::default()).and_then(|opened| {
        let misnamed =
            own_stem(name.as_ref()).and_then(|stem| opened.find_other_name(&stem.to_string_lossy()));
        misnamed.map_or(Ok(opened), |fault| Err(vec![fault]))
    });
    match opened {
        Ok(opened) => Ok(FoundScenario { file, opened }),
        Err(faults) => Err(ScenarioLoadFault::Faulty(Box::new(FaultyScenario { file, faults }))),
    }
}

/// What the file of a scenario of the user's own is called, without its ending.
fn own_stem(name: &OsStr) -> Option<&OsStr> {
    if let Some(id) = name.to_str().filter(|name| routines::is_id(name)) {
        return library::find_scenario(id).is_none().then_some(name);
    }
    let (path, folder) = (Path::new(name), folders::scenarios_folder().ok()?);
    // One that is no text could never be typed as an id.
    path.file_stem().filter(|stem| stem.to_str().is_some() && path.parent() == Some(&folder))
}

/// Every scenario of the routine `original`, copied for the routine `copy`: `ekeby-klossarna` for `norrby-hot` is
/// `norrby-hot-klossarna`. Those that cannot be read are left out.
pub fn copy_scenarios(original: &str, copy: &str) -> Vec<ScenarioText> {
    let place = original.split('-').next().unwrap_or_default();
    let found = scenario_names().into_iter().filter_map(|name| find_scenario(name).ok());
    let own = found.filter(|found| found.flow() == original);
    let copied = own.filter_map(|found| {
        let id = found.opened.id();
        let short = id.strip_prefix(place).and_then(|rest| rest.strip_prefix('-')).unwrap_or(id);
        ScenarioText::copy_scenario(&found.file, &format!("{copy}-{short}"), copy).ok()
    });
    copied.collect()
}

impl FoundScenario {
    /// The id of the routine it walks.
    pub fn flow(&self) -> &str {
        self.opened.flow_id()
    }

    /// Reads it against its routine.
    ///
    /// # Errors
    /// [`ScenarioLoadFault::Faulty`].
    pub fn read_scenario(
        &self,
        flow: &Arc<VerifiedFlow>,
        scanner: &Scanner,
    ) -> Result<Scenario, ScenarioLoadFault> {
        let faulty =
            |faults| ScenarioLoadFault::Faulty(Box::new(FaultyScenario { file: self.file.clone(), faults }));
        self.opened.read_scenario(flow, scanner).map_err(faulty)
    }
}

fn find_source(name: &OsStr) -> Result<SourceFile, ScenarioLoadFault> {
    // The name of a file need not be text, and an id is.
    let Some(name) = name.to_str().filter(|name| routines::is_id(name)) else {
        return read::read_text(Path::new(name), LIMIT).map_err(ScenarioLoadFault::File);
    };
    if let Some(file) = library::find_scenario(name) {
        return Ok(file);
    }
    let mine = own_scenarios().into_iter().find(|path| path.file_stem().is_some_and(|stem| stem == name));
    match mine {
        Some(path) => read::read_own_file(&path, LIMIT).map_err(ScenarioLoadFault::File),
        None => Err(ScenarioLoadFault::Unknown(name.to_owned(), known_names())),
    }
}

/// The scenario files in the user's folder; none where it cannot be read.
fn own_scenarios() -> Vec<PathBuf> {
    let files = folders::scenarios_folder().and_then(|folder| routines::routines_in(&folder));
    files.ok().flatten().unwrap_or_default()
}

/// The names that a scenario may be called by.
pub fn known_names() -> Vec<String> {
    let own = own_scenarios()
        .into_iter()
        .filter_map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    built_in_names().into_iter().chain(own).collect()
}
