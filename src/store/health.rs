//! How the program's own folders are: whether they are there, are the user's alone, and can be written in.

use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::{disk, folder, profile};

/// A folder of the program's, and how it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderHealth {
    /// What lies in it.
    pub holds: FolderContent,
    /// Where it is; `None` where the user has no home for it to be in.
    pub path: Option<PathBuf>,
    /// How it is.
    pub state: Result<FolderState, StoreError>,
}

/// What lies in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderContent {
    /// Saved forms.
    Forms,
    /// Interrupted walks.
    Drafts,
    /// Received forms.
    Inbox,
    /// The user's own routines.
    Flows,
    /// The profile.
    Settings,
}

/// How a folder is that nothing is wrong with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderState {
    /// It is there and can be written in.
    Ready,
    /// It is not there yet, and can be made.
    NotMade,
}

/// Looks at every folder of the program's. Where one is there, a file without a name is made in it and is gone again.
pub fn examine_folders() -> Vec<FolderHealth> {
    [
        (FolderContent::Forms, folder::forms_folder()),
        (FolderContent::Drafts, folder::drafts_folder()),
        (FolderContent::Inbox, folder::inbox_folder()),
        (FolderContent::Flows, folder::flows_folder()),
        (FolderContent::Settings, folder::config_folder()),
    ]
    .into_iter()
    .map(|(holds, path)| match path {
        Ok(path) => FolderHealth { holds, state: examine_folder(&path), path: Some(path) },
        Err(fault) => FolderHealth { holds, path: None, state: Err(fault) },
    })
    .collect()
}

/// What is wrong with the profiles, each with its file.
pub fn profile_faults() -> Vec<String> {
    profile::find_profiles().map(|found| found.notice().into_iter().collect()).unwrap_or_default()
}

fn examine_folder(path: &Path) -> Result<FolderState, StoreError> {
    if folder::is_link(path) {
        return Err(StoreError::IsALink(path.to_owned()));
    }
    let there = path.ancestors().find(|above| above.symlink_metadata().is_ok());
    let Some(there) = there else { return Err(StoreError::Missing(path.to_owned())) };
    if !there.is_dir() {
        return Err(StoreError::NotAFolder(there.to_owned()));
    }
    disk::create_nameless(there).map_err(|error| StoreError::from_io(&error, there))?;
    Ok(if there == path { FolderState::Ready } else { FolderState::NotMade })
}
