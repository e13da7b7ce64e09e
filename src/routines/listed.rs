//! The list of routines: those built in told by the head of their text, those of the user's folder proved or told why not.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{LoadFault, Shelf, from_file, headline, is_built_in, is_id, own};
use crate::flow::model::Flow;
use crate::library;
use crate::store::folder as folders;

/// A routine in the list.
#[derive(Debug)]
pub struct Listed {
    /// What to type to get it: an id for those built in, else the path.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// What it says of itself, or why it cannot be walked.
    pub state: Result<About, LoadFault>,
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
    /// Something to know of it before it is used.
    pub notice: Option<String>,
}

/// Where a routine comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Part of the program.
    BuiltIn,
    /// A file.
    File(PathBuf),
}

/// Every routine as it stands on the day `today`: first those built in, then those in the user's folder by file name. A
/// user without a home folder has only those built in. A folder that cannot be read stands in the list as what it is,
/// and hinders nobody from the rest. Those built in are proved by the tests and when they are opened.
pub fn list(today: NaiveDate) -> Vec<Listed> {
    let mut all: Vec<Listed> = library::FLOWS.iter().map(|(id, text)| built_in(id, text, today)).collect();
    match own() {
        Ok(own) => {
            let shelf = Shelf::default();
            all.extend(own.into_iter().map(|path| in_folder(path, &shelf, today)));
        }
        Err(fault) => all.extend(folders::flows().map(|path| Listed {
            name: crate::store::shown(&path),
            origin: Origin::File(path),
            state: Err(LoadFault::File(fault)),
        })),
    }
    all
}

/// What to type to get each of the routines, in the order of [`list`]. None of them is read.
pub fn names() -> Vec<String> {
    let own = own().unwrap_or_default();
    let own = own.iter().map(|path| name_of(path));
    library::FLOWS.iter().map(|(id, _)| (*id).to_owned()).chain(own).collect()
}

fn built_in(id: &str, text: &str, today: NaiveDate) -> Listed {
    let state = headline::of(text).map_or_else(|| super::load(id, today).map(|flow| about(flow.flow())), Ok);
    Listed { name: id.to_owned(), origin: Origin::BuiltIn, state }
}

fn in_folder(path: PathBuf, shelf: &Shelf, today: NaiveDate) -> Listed {
    let read = from_file(&path).map_err(LoadFault::File);
    let routine = read.map(|(file, home)| home.read(file, shelf));
    let proved = routine.and_then(|routine| routine.verify(today).map_err(LoadFault::Unwalkable));
    let state = proved.map(|flow| about(flow.flow()));
    Listed { name: name_of(&path), origin: Origin::File(path), state }
}

/// What to type to get the routine of a file in the user's folder.
fn name_of(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let by_id = is_id(&stem) && !is_built_in(&stem);
    if by_id { stem } else { crate::store::shown(path) }
}

fn about(flow: &Flow) -> About {
    About {
        id: flow.id.to_string(),
        title: flow.title.clone(),
        publisher: flow.publisher.clone(),
        version: flow.version.clone(),
        notice: flow.notice.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_routine_says_at_its_head_what_the_whole_of_it_says() {
        for (id, text) in library::FLOWS {
            let said = headline::of(text);
            assert!(said.is_some(), "{id}");
            let whole = super::super::read(id).map(|routine| routine.flow.map(|flow| about(&flow)));
            assert_eq!(said, whole.unwrap().ok(), "{id}");
        }
    }
}
