//! The routines there are: those built into the program and those in the user's folder. Read, checked, handed over.

mod headline;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::check::verified::{self, VerifiedFlow};
use crate::diagnostic::Diagnostic;
use crate::flow;
use crate::flow::local::Local;
use crate::flow::model::Flow;
use crate::source::{FileId, SourceFile};
use crate::store::error::StoreError;
use crate::store::{folder as folders, read};

/// The routine that is walked when none is named.
pub const DEFAULT: &str = "stockholm-vbe";

/// The routines that are part of the program: id and text.
const BUILT_IN: &[(&str, &str)] = &[("stockholm-vbe", include_str!("../flows/stockholm-vbe.yaml"))];

/// The endings of routine files.
const ENDINGS: &[&str] = &["yaml", "yml"];

/// A routine in the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// What to type to get it: an id for those built in, else the path.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// What it says of itself, or how many faults it has.
    pub state: Result<About, usize>,
}

/// What a routine says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its publisher.
    pub publisher: String,
    /// Its version.
    pub version: String,
}

/// Where a routine comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Part of the program.
    BuiltIn,
    /// A file.
    File(PathBuf),
}

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
    /// Its text.
    pub file: SourceFile,
    /// Its faults.
    pub findings: Vec<Diagnostic>,
}

/// Every routine: first those built in, then those in the user's folder by file name. A user without a home folder
/// has only those built in. A folder that cannot be read stands in the list as what it is, and hinders nobody from the
/// rest.
pub fn list() -> Vec<Listed> {
    let mut all: Vec<Listed> = BUILT_IN.iter().map(|(id, text)| built_in(id, text)).collect();
    match own() {
        Ok(own) => all.extend(own.into_iter().map(in_folder)),
        Err(_) => all.extend(folders::flows().map(unreadable)),
    }
    all
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
    let flow = verify(source(name)?, today).map_err(|fault| LoadFault::Unwalkable(Box::new(fault)))?;
    Ok(Arc::new(flow.localised(local)))
}

/// The text of the routine of that id or path.
///
/// # Errors
/// [`LoadFault::Unknown`] or [`LoadFault::File`].
pub fn source(name: &str) -> Result<SourceFile, LoadFault> {
    if !is_id(name) {
        return read::text(Path::new(name), read::FLOW_LIMIT).map_err(LoadFault::File);
    }
    if let Some((id, text)) = BUILT_IN.iter().find(|(id, _)| *id == name) {
        return Ok(embedded(id, text));
    }
    let own = own().unwrap_or_default();
    let mine = own.iter().find(|path| path.file_stem().is_some_and(|stem| stem == name));
    match mine {
        Some(path) => read::text(path, read::FLOW_LIMIT).map_err(LoadFault::File),
        None => Err(LoadFault::Unknown(name.to_owned(), known(&own))),
    }
}

/// The routine files of a folder; `None` where the path is no folder.
///
/// # Errors
/// Why the folder cannot be read.
pub fn folder(path: &Path) -> Result<Option<Vec<PathBuf>>, StoreError> {
    if path.is_dir() { read::files(path, ENDINGS).map(Some) } else { Ok(None) }
}

/// Reads and checks a routine as it stands on the day `today`.
///
/// # Errors
/// The text with every finding, where it cannot be walked.
pub fn verify(file: SourceFile, today: NaiveDate) -> Result<VerifiedFlow, Unwalkable> {
    let checked = flow::read(&file, FileId::default()).and_then(|flow| verified::verify(flow, today));
    checked.map_err(|findings| Unwalkable { file, findings })
}

/// Whether a name is an id; everything else is a path. Ids have neither dots nor slashes.
pub fn is_id(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-')
}

fn own() -> Result<Vec<PathBuf>, StoreError> {
    match folders::flows() {
        Ok(folder) => read::files(&folder, ENDINGS),
        Err(_) => Ok(Vec::new()),
    }
}

fn known(own: &[PathBuf]) -> Vec<String> {
    let own = own.iter().filter_map(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
    BUILT_IN.iter().map(|(id, _)| (*id).to_owned()).chain(own).collect()
}

fn embedded(id: &str, text: &str) -> SourceFile {
    SourceFile::new(format!("inbyggd: {id}"), text)
}

fn built_in(id: &str, text: &str) -> Listed {
    let state = headline::of(text).map_or_else(|| about(&embedded(id, text)), Ok);
    Listed { name: id.to_owned(), origin: Origin::BuiltIn, state }
}

fn in_folder(path: PathBuf) -> Listed {
    let state = read::text(&path, read::FLOW_LIMIT).map_err(|_| 1).and_then(|file| about(&file));
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let by_id = is_id(&stem) && !BUILT_IN.iter().any(|(id, _)| *id == stem);
    let name = if by_id { stem } else { crate::store::shown(&path) };
    Listed { name, origin: Origin::File(path), state }
}

fn unreadable(path: PathBuf) -> Listed {
    Listed { name: crate::store::shown(&path), origin: Origin::File(path), state: Err(1) }
}

fn about(file: &SourceFile) -> Result<About, usize> {
    let of = |flow: Flow| About {
        id: flow.id.to_string(),
        title: flow.title,
        publisher: flow.publisher,
        version: flow.version,
    };
    flow::read(file, FileId::default()).map(of).map_err(|faults| faults.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_routine_says_at_its_head_what_the_whole_of_it_says() {
        for (id, text) in BUILT_IN {
            let said = headline::of(text);
            assert!(said.is_some(), "{id}");
            assert_eq!(said, about(&embedded(id, text)).ok(), "{id}");
        }
    }
}
