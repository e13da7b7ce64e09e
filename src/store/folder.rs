//! The folders of the platform: where forms and the user's own routines lie, and making a folder that is private.

use std::fs::DirBuilder;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::error::StoreError;

/// The folder of saved forms.
///
/// # Errors
/// [`StoreError::NoHome`] where the user has no home folder.
pub fn forms_folder() -> Result<PathBuf, StoreError> {
    Ok(local_folder()?.join("forms"))
}

/// The folder of received forms.
///
/// # Errors
/// [`StoreError::NoHome`] where the user has no home folder.
pub(super) fn inbox_folder() -> Result<PathBuf, StoreError> {
    Ok(local_folder()?.join("inbox"))
}

/// The folder of drafts.
///
/// # Errors
/// [`StoreError::NoHome`] where the user has no home folder.
pub(crate) fn drafts_folder() -> Result<PathBuf, StoreError> {
    Ok(local_folder()?.join("drafts"))
}

/// The folder of the user's own routines.
///
/// # Errors
/// [`StoreError::NoHome`] where the user has no home folder.
pub fn flows_folder() -> Result<PathBuf, StoreError> {
    Ok(local_folder()?.join("flows"))
}

/// The folder of the user's own scenarios.
///
/// # Errors
/// [`StoreError::NoHome`] where the user has no home folder.
pub fn scenarios_folder() -> Result<PathBuf, StoreError> {
    Ok(local_folder()?.join("scenarios"))
}

/// The file of trainings held.
///
/// # Errors
/// [`StoreError::NoHome`] where the user has no home folder.
pub fn trainings_path() -> Result<PathBuf, StoreError> {
    Ok(local_folder()?.join("trainings.jsonl"))
}

/// The file of what is noted of action plans.
///
/// # Errors
/// [`StoreError::NoHome`] where the user has no home folder.
pub fn plans_path() -> Result<PathBuf, StoreError> {
    Ok(local_folder()?.join("plans.jsonl"))
}

/// The file of what is left to do after saved forms.
///
/// # Errors
/// [`StoreError::NoHome`] where the user has no home folder.
pub fn todo_path() -> Result<PathBuf, StoreError> {
    Ok(local_folder()?.join("todo.jsonl"))
}

/// The city's own list of names.
///
/// # Errors
/// [`StoreError::NoHome`] where the user has no home folder.
pub fn names_path() -> Result<PathBuf, StoreError> {
    Ok(local_folder()?.join("names.txt"))
}

/// The folder of the user's settings.
///
/// # Errors
/// [`StoreError::NoHome`] where the user has no home folder.
pub(super) fn config_folder() -> Result<PathBuf, StoreError> {
    let known = ProjectDirs::from("", "", "stegvis").ok_or(StoreError::NoHome)?;
    Ok(known.config_dir().to_owned())
}

/// The folder of the settings that are the same for everybody on the computer.
#[expect(clippy::disallowed_methods, reason = "on Windows the folder is named by the environment")]
pub(super) fn system_folder() -> PathBuf {
    if cfg!(windows) {
        let data = std::env::var_os("PROGRAMDATA").unwrap_or_else(|| "C:\\ProgramData".into());
        return PathBuf::from(data).join("stegvis");
    }
    if cfg!(target_os = "macos") {
        return PathBuf::from("/Library/Application Support/stegvis");
    }
    PathBuf::from("/etc/stegvis")
}

/// A path that begins with `~/`, from the user's home.
pub(super) fn expand_home(path: PathBuf) -> PathBuf {
    match (path.strip_prefix("~"), directories::BaseDirs::new()) {
        (Ok(rest), Some(home)) => home.home_dir().join(rest),
        (Ok(_), None) | (Err(_), _) => path,
    }
}

/// Makes the folder and what is missing above it, for the user alone. A folder that exists is left as it is.
pub(super) fn create_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| {
        // What already stands where the folder should be is something else.
        let occupied = error.kind() == ErrorKind::AlreadyExists;
        if occupied { StoreError::NotAFolder(folder.to_owned()) } else { StoreError::from_io(&error, folder) }
    })
}

/// Makes a folder of the program's own, for the user alone, and sees that it and the one above it, which holds all that
/// is the program's, are: no links to somewhere else, nobody else's, and open to nobody else.
pub(crate) fn create_private_folder(folder: &Path) -> Result<(), StoreError> {
    for own in folder.parent().into_iter().chain([folder]) {
        if is_link(own) {
            return Err(StoreError::IsALink(own.to_owned()));
        }
    }
    create_folder(folder)?;
    folder.parent().map_or(Ok(()), close_to_others)?;
    close_to_others(folder)
}

pub(super) fn is_link(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|about| about.is_symlink())
}

/// Takes away everyone else's rights to a folder of the user's own.
#[cfg(unix)]
fn close_to_others(folder: &Path) -> Result<(), StoreError> {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let about = folder.metadata().map_err(|error| StoreError::from_io(&error, folder))?;
    if about.uid() != rustix::process::geteuid().as_raw() {
        return Err(StoreError::NotYours(folder.to_owned()));
    }
    if about.mode() & 0o777 == 0o700 {
        return Ok(());
    }
    set_permissions(folder, Permissions::from_mode(0o700))
        .map_err(|error| StoreError::from_io(&error, folder))
}

/// Folders for local data are the user's alone on Windows, by inheritance.
#[cfg(not(unix))]
fn close_to_others(_: &Path) -> Result<(), StoreError> {
    Ok(())
}

/// The platform's folder for local data. A home folder that does not exist is not made: whoever has none is told so.
fn local_folder() -> Result<PathBuf, StoreError> {
    let known = ProjectDirs::from("", "", "stegvis").ok_or(StoreError::NoHome)?;
    let folder = known.data_local_dir().to_owned();
    let home = directories::BaseDirs::new().ok_or(StoreError::NoHome)?;
    let inside = folder.starts_with(home.home_dir());
    if inside && !home.home_dir().is_dir() { Err(StoreError::NoHome) } else { Ok(folder) }
}
