//! The routines there are: those built into the program and those in the user's folder. Read, checked, handed over. Their
//! listing is in `listed`, the shared files they take in are fetched by `home`.

pub mod copy;
mod headline;
mod home;
mod listed;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::Now;
use crate::check::verified::{self, VerifiedFlow};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::law::ReadDays;
use crate::flow::local::Local;
use crate::flow::model::Flow;
use crate::library;
use crate::source::{SourceFile, Sources};
use crate::store::error::StoreError;
use crate::store::{folder as folders, look, read as files};

pub use self::home::{Home, Shelf};
pub use self::listed::{About, Listed, Origin, list, names};

/// The routine that is walked when none is named.
pub const DEFAULT: &str = "stockholm-vbe";

/// The endings of routine files.
const ENDINGS: &[&str] = &["yaml", "yml"];

/// Why a routine cannot be walked.
#[derive(Debug)]
pub enum LoadFault {
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
/// [`LoadFault`].
pub fn load(name: &str, today: NaiveDate) -> Result<Arc<VerifiedFlow>, LoadFault> {
    load_local(name, today, &Local::default())
}

/// As [`load`], with what the workplace fills in.
///
/// # Errors
/// [`LoadFault`].
pub fn load_local(name: &str, today: NaiveDate, local: &Local) -> Result<Arc<VerifiedFlow>, LoadFault> {
    let flow = read(name)?.verify(today).map_err(LoadFault::Unwalkable)?;
    Ok(Arc::new(flow.localised(local)))
}

/// The routine of that id or path with the shared files it takes in.
///
/// # Errors
/// [`LoadFault::Unknown`] or [`LoadFault::File`].
pub fn read(name: &str) -> Result<Routine, LoadFault> {
    source(name).map(|(file, home)| home.read(file, &Shelf::default()))
}

/// The text of the routine of that id or path, and where its shared files are looked for.
///
/// # Errors
/// [`LoadFault::Unknown`] or [`LoadFault::File`].
pub fn source(name: &str) -> Result<(SourceFile, Home), LoadFault> {
    if !is_id(name) {
        return from_file(Path::new(name)).map_err(LoadFault::File);
    }
    if let Some(file) = library::flow(name) {
        return Ok((file, Home::Program));
    }
    let own = own().unwrap_or_default();
    match own.iter().find(|path| path.file_stem().is_some_and(|stem| stem == name)) {
        Some(path) => from_file(path).map_err(LoadFault::File),
        None => Err(LoadFault::Unknown(name.to_owned(), known(&own))),
    }
}

/// Whether a routine of the program has this id.
pub fn is_built_in(id: &str) -> bool {
    library::flow(id).is_some()
}

/// The routine files of a folder, without those that they share; `None` where the path is no folder.
///
/// # Errors
/// Why the folder cannot be read.
pub fn folder(path: &Path) -> Result<Option<Vec<PathBuf>>, StoreError> {
    if look::is_folder(path) { routines_of(path).map(Some) } else { Ok(None) }
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
            let read = ReadDays::of(&flow.laws).map(|days| days.last);
            let now = Now::of(today, read);
            verified::verify(flow, now.day()).map(|flow| flow.at(now))
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

fn from_file(path: &Path) -> Result<(SourceFile, Home), StoreError> {
    Ok((files::text(path, files::FLOW_LIMIT)?, Home::of(path)))
}

fn own() -> Result<Vec<PathBuf>, StoreError> {
    match folders::flows() {
        Ok(folder) => routines_of(&folder),
        Err(_) => Ok(Vec::new()),
    }
}

fn routines_of(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    files::files(folder, ENDINGS).map(home::without_shared)
}

fn known(own: &[PathBuf]) -> Vec<String> {
    let own = own.iter().filter_map(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
    library::FLOWS.iter().map(|(id, _)| (*id).to_owned()).chain(own).collect()
}
