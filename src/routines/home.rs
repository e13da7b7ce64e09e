//! Where a routine is at home, and the fetching of the shared files that it names: by id, in its own folder or in the
//! program, never by path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::{ENDINGS, Routine, Unwalkable, is_id};
use crate::flow::shared::{self, FetchedFile, MissingFile, SharedFile};
use crate::flow::{self, ParsedFlow, RoutineText};
use crate::library;
use crate::plan;
use crate::source::{SourceFile, Sources};
use crate::store::error::StoreError;
use crate::store::read as files;

/// Where the shared files of a routine are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoutineHome {
    /// Among those of the program.
    Program,
    /// In this folder, then among those of the program.
    Folder(PathBuf),
}

/// The shared files that have been fetched, each as it was then, so that routines read together read each of them once.
#[derive(Debug, Default)]
pub struct SharedFileCache(Mutex<BTreeMap<CacheKey, Arc<SharedFile>>>);

/// Where a shared file was found.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum CacheKey {
    /// In the program, by this id.
    Program(String),
    /// In this file.
    File(PathBuf),
}

impl RoutineHome {
    /// Where a routine of that path is at home.
    pub(super) fn from_path(path: &Path) -> Self {
        Self::Folder(path.parent().unwrap_or_else(|| Path::new("")).to_owned())
    }

    /// Reads the routine with the shared files it takes in, which are on the shelf then.
    pub fn read_routine(&self, file: SourceFile, kept: &SharedFileCache) -> Routine {
        let parsed = match flow::parse_flow(&file) {
            Ok(parsed) => parsed,
            Err(faults) => {
                return Routine { files: Sources::new(file, []), beside: Vec::new(), flow: Err(faults) };
            }
        };
        let beside = parsed.include_ids().into_iter().flat_map(|id| self.candidate_paths(id)).collect();
        let fetched = self.fetch_shared(&parsed, kept);
        let flow = parsed.try_into_flow(&fetched);
        Routine { files: collect_sources(file, fetched), beside, flow }
    }

    /// Returns the text, where it reads as a routine from here: then it may be written here.
    ///
    /// # Errors
    /// The texts with every fault, where it does not.
    pub(super) fn check_text(&self, file: SourceFile) -> Result<RoutineText, Box<Unwalkable>> {
        let kept = SharedFileCache::default();
        let unreadable = |files, findings| Box::new(Unwalkable { files, findings });
        let parsed = match flow::parse_flow(&file) {
            Ok(parsed) => parsed,
            Err(faults) => return Err(unreadable(Sources::new(file, []), faults)),
        };
        let fetched = self.fetch_shared(&parsed, &kept);
        parsed
            .try_into_text(&fetched)
            .map_err(|faults| unreadable(collect_sources(file.clone(), fetched), faults))
    }

    fn fetch_shared(&self, parsed: &ParsedFlow<'_>, kept: &SharedFileCache) -> Vec<FetchedFile> {
        let one = |id: &str| FetchedFile { file: self.fetch_file(id, kept), id: id.to_owned() };
        parsed.include_ids().into_iter().map(one).collect()
    }

    fn fetch_file(&self, id: &str, kept: &SharedFileCache) -> Result<Arc<SharedFile>, MissingFile> {
        for path in self.candidate_paths(id) {
            let read = || files::read_own_file(&path, files::FLOW_LIMIT);
            match kept.get_or_read(CacheKey::File(path.clone()), read) {
                Ok(file) => return Ok(file),
                Err(StoreError::Missing(_)) => {}
                Err(fault) => return Err(MissingFile::Unread(fault.to_string())),
            }
        }
        let read = || library::find_shared(id).ok_or(());
        kept.get_or_read(CacheKey::Program(id.to_owned()), read)
            .map_err(|()| MissingFile::Unknown(self.known_ids()))
    }

    /// The files beside the routine that the id may mean; none for what is no id.
    fn candidate_paths(&self, id: &str) -> Vec<PathBuf> {
        match self {
            Self::Folder(folder) if is_id(id) => {
                ENDINGS.iter().map(|ending| folder.join(format!("{id}.{ending}"))).collect()
            }
            Self::Folder(_) | Self::Program => Vec::new(),
        }
    }

    fn known_ids(&self) -> Vec<String> {
        let beside = match self {
            Self::Folder(folder) => files::list_files(&folder_or_here(folder), ENDINGS).unwrap_or_default(),
            Self::Program => Vec::new(),
        };
        let mut bytes = Vec::new();
        let shared = beside.iter().filter(|path| holds_shared(path, &mut bytes));
        let beside = shared.filter_map(|path| path.file_stem());
        let mut known: Vec<String> = beside.map(|stem| stem.to_string_lossy().into_owned()).collect();
        known.extend(library::SHARED.iter().map(|(id, _)| (*id).to_owned()));
        known.sort();
        known.dedup();
        known
    }
}

impl SharedFileCache {
    /// The file of that place, read if it is not on the shelf. Others wait meanwhile, so that nobody reads it twice.
    ///
    /// Errors: why it could not be read.
    fn get_or_read<E>(
        &self,
        place: CacheKey,
        read: impl FnOnce() -> Result<SourceFile, E>,
    ) -> Result<Arc<SharedFile>, E> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = files.get(&place) {
            return Ok(Arc::clone(file));
        }
        let file = Arc::new(SharedFile::new(read()?));
        files.insert(place, Arc::clone(&file));
        Ok(file)
    }
}

fn collect_sources(file: SourceFile, fetched: Vec<FetchedFile>) -> Sources {
    let shared = fetched.into_iter().filter_map(|fetched| fetched.file.ok());
    Sources::new(file, shared.map(|shared| shared.file().clone()))
}

/// Those of the files that routines do not share. What cannot be read is taken for a routine: whoever reads it is told why.
pub(super) fn without_shared(mut paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut bytes = Vec::new();
    paths.retain(|path| !holds_shared(path, &mut bytes));
    paths
}

fn holds_shared(path: &Path, bytes: &mut Vec<u8>) -> bool {
    files::read_text_again(path, files::FLOW_LIMIT, bytes)
        .is_ok_and(|text| shared::is_shared(text) || plan::is_plan(text))
}

/// The folder of a path that has none is the one the program was started in.
fn folder_or_here(folder: &Path) -> PathBuf {
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_the_shelf_is_not_read_again() {
        let shelf = SharedFileCache::default();
        let place = || CacheKey::File(PathBuf::from("lagar.yaml"));
        let missing: Result<_, &str> = shelf.get_or_read(place(), || Err("borta"));
        assert_eq!(missing.unwrap_err(), "borta");
        let first =
            shelf.get_or_read(place(), || Ok::<_, &str>(SourceFile::new("lagar.yaml", "shared: Lagar")));
        let again = shelf.get_or_read(place(), || Err("läst igen"));
        assert!(Arc::ptr_eq(&first.unwrap(), &again.unwrap()));
        let other = shelf.get_or_read(CacheKey::Program("lagar".to_owned()), || Err("en annan"));
        assert_eq!(other.unwrap_err(), "en annan");
    }

    #[test]
    fn the_routines_of_the_program_share_what_they_take_in() {
        let shelf = SharedFileCache::default();
        for (id, _) in library::FLOWS {
            let routine = RoutineHome::Program.read_routine(library::find_flow(id).unwrap(), &shelf);
            assert!(routine.flow.is_ok(), "{id}");
        }
        let places = shelf.0.into_inner().unwrap().into_keys();
        let ids = library::SHARED.iter().map(|(id, _)| CacheKey::Program((*id).to_owned()));
        assert!(places.eq(ids));
    }
}
