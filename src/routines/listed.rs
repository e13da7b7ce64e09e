//! The list of routines: those built in told by the head of their text, those of the user's folder proved or told why not.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::headline::{self, RoutineInfo};
use super::{RoutineLoadFault, SharedFileCache, is_built_in, is_id, own_routines, read_file};
use crate::flow::model::Flow;
use crate::library;
use crate::store::folder as folders;

/// A routine in the list.
#[derive(Debug)]
pub struct ListedRoutine {
    /// What to type to get it: an id for those built in, else the path.
    pub name: String,
    /// Where it comes from.
    pub origin: RoutineSource,
    /// What it says of itself, or why it cannot be walked.
    pub state: Result<RoutineInfo, RoutineLoadFault>,
}

/// Where a routine comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoutineSource {
    /// Part of the program.
    BuiltIn,
    /// A file.
    File(PathBuf),
}

/// Every routine as it stands on the day `today`: first those built in, then those in the user's folder by file name. A
/// user without a home folder has only those built in. A folder that cannot be read stands in the list as what it is,
/// and hinders nobody from the rest. Those built in are proved by the tests and when they are opened.
pub fn list_routines(today: NaiveDate) -> Vec<ListedRoutine> {
    let mut all: Vec<ListedRoutine> =
        library::FLOWS.iter().map(|(id, text)| list_built_in(id, text, today)).collect();
    match own_routines() {
        Ok(own) => {
            let shelf = SharedFileCache::default();
            all.extend(own.into_iter().map(|path| list_file(path, &shelf, today)));
        }
        Err(fault) => all.extend(folders::flows_folder().map(|path| ListedRoutine {
            name: crate::store::display_path(&path),
            origin: RoutineSource::File(path),
            state: Err(RoutineLoadFault::File(fault)),
        })),
    }
    all
}

/// As [`list_routines`], with the routine of that name first.
pub fn list_routines_from(first: &str, today: NaiveDate) -> Vec<ListedRoutine> {
    let mut all = list_routines(today);
    all.sort_by_key(|routine| routine.name != first);
    all
}

/// The routine that was named, or else that of the kommun, or else the usual one: what to type to get it.
pub fn choose_routine(named: Option<&str>, kommun: Option<&str>, today: NaiveDate) -> String {
    let theirs = || kommun.and_then(|kommun| find_published(kommun, today));
    named.map(str::to_owned).or_else(theirs).unwrap_or_else(|| super::DEFAULT.to_owned())
}

/// What to type to get the routine that is for a kommun, or whose publisher's name begins so, however it is spelt; `None` where
/// there is none. Those built in are looked through first, and the user's own are read only where none of them fits.
pub fn find_published(by: &str, today: NaiveDate) -> Option<String> {
    let by = fold_name(by);
    let is_theirs = |about: &RoutineInfo| {
        let named = about.municipality.as_ref().is_some_and(|kommun| fold_name(kommun) == by);
        named || fold_name(&about.publisher).starts_with(&by)
    };
    let built_in = library::FLOWS.iter().map(|(id, text)| list_built_in(id, text, today));
    let own = || {
        let shelf = SharedFileCache::default();
        own_routines().unwrap_or_default().into_iter().map(move |path| list_file(path, &shelf, today))
    };
    let theirs = |row: &ListedRoutine| row.state.as_ref().is_ok_and(is_theirs);
    built_in.into_iter().find(theirs).or_else(|| own().find(theirs)).map(|row| row.name)
}

/// A name without capitals, and with å, ä and ö as they are written in an id by whoever leaves them out.
fn fold_name(name: &str) -> String {
    name.to_lowercase().replace(['å', 'ä'], "a").replace('ö', "o").replace(' ', "-")
}

/// What to type to get each of the routines, in the order of [`list_routines`]. None of them is read.
pub fn routine_names() -> Vec<OsString> {
    let own = own_routines().unwrap_or_default();
    // By its path any of them is found, whether its name is text or not.
    let own = own.into_iter().map(|path| own_id(&path).map_or_else(|| path.into_os_string(), OsString::from));
    library::FLOWS.iter().map(|(id, _)| OsString::from(id)).chain(own).collect()
}

fn list_built_in(id: &str, text: &str, today: NaiveDate) -> ListedRoutine {
    let state = headline::parse_headline(text)
        .map_or_else(|| super::load_routine(id, today).map(|flow| routine_info(flow.flow())), Ok);
    ListedRoutine { name: id.to_owned(), origin: RoutineSource::BuiltIn, state }
}

fn list_file(path: PathBuf, shelf: &SharedFileCache, today: NaiveDate) -> ListedRoutine {
    let read = read_file(&path).map_err(RoutineLoadFault::File);
    let routine = read.map(|(file, home)| home.read_routine(file, shelf));
    let proved = routine.and_then(|routine| routine.verify(today).map_err(RoutineLoadFault::Unwalkable));
    let state = proved.map(|flow| routine_info(flow.flow()));
    ListedRoutine { name: routine_name(&path), origin: RoutineSource::File(path), state }
}

/// What to type to get the routine of a file in the user's folder.
fn routine_name(path: &Path) -> String {
    own_id(path).unwrap_or_else(|| crate::store::display_path(path))
}

/// The id by which a file in the user's folder is found; `None` where it is found by its path alone.
fn own_id(path: &Path) -> Option<String> {
    let stem = path.file_stem()?.to_str()?;
    (is_id(stem) && !is_built_in(stem)).then(|| stem.to_owned())
}

fn routine_info(flow: &Flow) -> RoutineInfo {
    RoutineInfo {
        id: flow.id.to_string(),
        title: flow.title.clone(),
        publisher: flow.publisher.clone(),
        version: flow.version.clone(),
        notice: flow.notice.clone(),
        municipality: flow.municipality.as_ref().map(ToString::to_string),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_routine_says_at_its_head_what_the_whole_of_it_says() {
        for (id, text) in library::FLOWS {
            let said = headline::parse_headline(text);
            assert!(said.is_some(), "{id}");
            let whole =
                super::super::read_routine(id).map(|routine| routine.flow.map(|flow| routine_info(&flow)));
            assert_eq!(said, whole.unwrap().ok(), "{id}");
        }
    }
}
