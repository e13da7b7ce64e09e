//! Where a routine is at home, and the fetching of the shared files that it names: by id, in its own folder or in the
//! program, never by path.

use std::path::{Path, PathBuf};

use super::{ENDINGS, Routine, builtin, is_id};
use crate::flow;
use crate::flow::shared::{self, Fetched, Missing};
use crate::source::{SourceFile, Sources};
use crate::store::error::StoreError;
use crate::store::read as files;

/// Where the shared files of a routine are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// Among those of the program.
    Program,
    /// In this folder, then among those of the program.
    Folder(PathBuf),
}

impl Home {
    /// Where a routine of that path is at home.
    pub(super) fn of(path: &Path) -> Self {
        Self::Folder(path.parent().unwrap_or_else(|| Path::new("")).to_owned())
    }

    /// Reads the routine with the shared files it takes in.
    pub fn read(&self, file: SourceFile) -> Routine {
        let parsed = match flow::parse(&file) {
            Ok(parsed) => parsed,
            Err(faults) => {
                return Routine { files: Sources::new(file, []), beside: Vec::new(), flow: Err(faults) };
            }
        };
        let ids: Vec<String> = parsed.includes().into_iter().map(str::to_owned).collect();
        let beside = ids.iter().flat_map(|id| self.paths(id)).collect();
        let fetched: Vec<Fetched> = ids.into_iter().map(|id| Fetched { file: self.fetch(&id), id }).collect();
        let flow = parsed.with(&fetched);
        let shared = fetched.into_iter().filter_map(|fetched| fetched.file.ok());
        Routine { files: Sources::new(file, shared), beside, flow }
    }

    fn fetch(&self, id: &str) -> Result<SourceFile, Missing> {
        for path in self.paths(id) {
            match files::text(&path, files::FLOW_LIMIT) {
                Ok(file) => return Ok(file),
                Err(StoreError::Missing(_)) => {}
                Err(fault) => return Err(Missing::Unread(fault.to_string())),
            }
        }
        builtin::shared(id).ok_or_else(|| Missing::Unknown(self.known()))
    }

    /// The files beside the routine that the id may mean; none for what is no id.
    fn paths(&self, id: &str) -> Vec<PathBuf> {
        match self {
            Self::Folder(folder) if is_id(id) => {
                ENDINGS.iter().map(|ending| folder.join(format!("{id}.{ending}"))).collect()
            }
            Self::Folder(_) | Self::Program => Vec::new(),
        }
    }

    fn known(&self) -> Vec<String> {
        let beside = match self {
            Self::Folder(folder) => files::files(&folder_or_here(folder), ENDINGS).unwrap_or_default(),
            Self::Program => Vec::new(),
        };
        let beside = beside.iter().filter(|path| holds_shared(path)).filter_map(|path| path.file_stem());
        let mut known: Vec<String> = beside.map(|stem| stem.to_string_lossy().into_owned()).collect();
        known.extend(builtin::SHARED.iter().map(|(id, _)| (*id).to_owned()));
        known.sort();
        known.dedup();
        known
    }
}

/// Whether the file is one that routines share. What cannot be read is none: whoever reads it is told why.
pub(super) fn holds_shared(path: &Path) -> bool {
    files::text(path, files::FLOW_LIMIT).is_ok_and(|file| shared::is_shared(&file))
}

/// The folder of a path that has none is the one the program was started in.
fn folder_or_here(folder: &Path) -> PathBuf {
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
}
