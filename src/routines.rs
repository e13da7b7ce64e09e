//! The routines there are: those built into the program and those in the user's folder. Read, checked, handed over. Their
//! listing is in `listed`, the shared files they take in are fetched by `home`.

pub mod copy;
mod headline;
mod home;
mod listed;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::CurrentDate;
use crate::check::verified::{self, VerifiedFlow};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::law::ReadDays;
use crate::flow::local::Localization;
use crate::flow::model::Flow;
use crate::library;
use crate::source::{SourceFile, Sources};
use crate::store::error::StoreError;
use crate::store::{folder as folders, look, read as files};

pub use self::headline::RoutineInfo;
pub use self::home::{RoutineHome, SharedFileCache};
pub use self::listed::{
    ListedRoutine, RoutineSource, choose_routine, find_published, list_routines, list_routines_from,
    routine_names,
};

/// The routine that is walked where none is named and the workplace has none of its own.
pub const DEFAULT: &str = library::FLOWS[0].0;

/// The endings of routine files.
const ENDINGS: &[&str] = &["yaml", "yml"];

/// Why a routine cannot be walked.
#[derive(Debug)]
pub enum RoutineLoadFault {
    /// There is no such routine. Holds the name and the names there are.
    Unknown(String, Vec<String>),
    /// Its file cannot be read.
    File(StoreError),
    /// It has faults.
    Unwalkable(Box<Unwalkable>),
}

/// A routine with faults.
#[derive(Debug)]
pub struct Unwalkable {
    /// Its texts.
    pub files: Sources,
    /// Its faults.
    pub findings: Vec<Diagnostic>,
}

/// A routine as it was read.
#[derive(Debug)]
pub struct Routine {
    /// Its texts: its own, and those of the shared files it takes in.
    pub files: Sources,
    /// The files that were looked for beside it, there or not: the routine changes when one of them does.
    pub beside: Vec<PathBuf>,
    /// What it says, or what is wrong with how it is written.
    pub flow: Result<Flow, Vec<Diagnostic>>,
}

/// The routine of that id or path, checked as it stands on the day `today`. An id means the built-in routine before
/// one in the user's folder, so that no file there can take its place unseen.
///
/// # Errors
/// [`RoutineLoadFault`].
pub fn load_routine(
    name: impl AsRef<OsStr>,
    today: NaiveDate,
) -> Result<Arc<VerifiedFlow>, RoutineLoadFault> {
    load_local(name, today, &Localization::default())
}

/// As [`load_routine`], with what the workplace fills in.
///
/// # Errors
/// [`RoutineLoadFault`].
pub fn load_local(
    name: impl AsRef<OsStr>,
    today: NaiveDate,
    local: &Localization,
) -> Result<Arc<VerifiedFlow>, RoutineLoadFault> {
    let flow = read_routine(name)?.verify(today).map_err(RoutineLoadFault::Unwalkable)?;
    Ok(Arc::new(flow.localize(local)))
}

/// The routine of that id or path with the shared files it takes in.
///
/// # Errors
/// [`RoutineLoadFault::Unknown`] or [`RoutineLoadFault::File`].
pub fn read_routine(name: impl AsRef<OsStr>) -> Result<Routine, RoutineLoadFault> {
    find_source(name).map(|(file, home)| home.read_routine(file, &SharedFileCache::default()))
}

/// The text of the routine of that id or path, and where its shared files are looked for.
///
/// # Errors
/// [`RoutineLoadFault::Unknown`] or [`RoutineLoadFault::File`].
pub fn find_source(name: impl AsRef<OsStr>) -> Result<(SourceFile, RoutineHome), RoutineLoadFault> {
    let name = name.as_ref();
    // The name of a file need not be text, and an id is.
    let Some(name) = name.to_str().filter(|name| is_id(name)) else {
        return read_file(Path::new(name)).map_err(RoutineLoadFault::File);
    };
    if let Some(file) = library::find_flow(name) {
        return Ok((file, RoutineHome::Program));
    }
    let own = own_routines().unwrap_or_default();
    match own.iter().find(|path| path.file_stem().is_some_and(|stem| stem == name)) {
        Some(path) => read_file(path).map_err(RoutineLoadFault::File),
        None => Err(RoutineLoadFault::Unknown(name.to_owned(), known_ids(&own))),
    }
}

/// The name as that of a routine, where it is one and could not be a scenario: its id, or a file with steps.
pub fn name_of_routine(name: &OsStr) -> Option<&str> {
    let (name, (file, _)) = (name.to_str()?, find_source(name).ok()?);
    let has_steps = file.text().starts_with("steps:") || file.text().contains("\nsteps:");
    has_steps.then_some(name)
}

/// Whether a routine of the program has this id.
pub fn is_built_in(id: &str) -> bool {
    library::find_flow(id).is_some()
}

/// The routine files of a folder, without those that they share; `None` where the path is no folder.
///
/// # Errors
/// Why the folder cannot be read.
pub fn routines_in(path: &Path) -> Result<Option<Vec<PathBuf>>, StoreError> {
    if look::is_folder(path) { list_flow_files(path).map(Some) } else { Ok(None) }
}

impl Routine {
    /// The routine checked as it stands on the day `today`; on the newest day that one of its laws was read, where the
    /// clock that says `today` is behind it.
    ///
    /// # Errors
    /// The texts with every finding, where it cannot be walked.
    pub fn verify(self, today: NaiveDate) -> Result<VerifiedFlow, Box<Unwalkable>> {
        let Self { files, flow, .. } = self;
        let checked = flow.and_then(|flow| {
            let read = ReadDays::from_laws(&flow.laws).map(|days| days.last);
            let now = CurrentDate::from_clock(today, read);
            verified::verify_flow(flow, now.effective_day()).map(|flow| flow.with_date(now))
        });
        checked.map_err(|findings| Box::new(Unwalkable { files, findings }))
    }
}

impl Unwalkable {
    /// How many of the findings are errors.
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }
}

/// Whether a name is an id; everything else is a path. Ids have neither dots nor slashes.
pub fn is_id(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-')
}

fn read_file(path: &Path) -> Result<(SourceFile, RoutineHome), StoreError> {
    Ok((files::read_text(path, files::FLOW_LIMIT)?, RoutineHome::from_path(path)))
}

fn own_routines() -> Result<Vec<PathBuf>, StoreError> {
    match folders::flows_folder() {
        Ok(folder) => list_flow_files(&folder),
        Err(_) => Ok(Vec::new()),
    }
}

fn list_flow_files(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    files::list_files(folder, ENDINGS).map(home::without_shared)
}

fn known_ids(own: &[PathBuf]) -> Vec<String> {
    let own = own.iter().filter_map(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
    library::FLOWS.iter().map(|(id, _)| (*id).to_owned()).chain(own).collect()
}
