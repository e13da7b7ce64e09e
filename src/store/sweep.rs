//! What a kill or a power cut can leave where forms are saved: a set of which some files have their names and others not.
//! A mark beside them says so, and at the next start it is undone.
#![expect(clippy::disallowed_methods, reason = "this is the edge that looks for what was left")]

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use super::atomic_file::HIDDEN;
use super::disk;
use crate::export::Format;

/// The ending of the mark.
const SAVING: &str = "saving";

/// A set that is being saved. The mark is locked as long as whoever saves it lives.
#[derive(Debug)]
pub(super) struct SaveMarker {
    mark: PathBuf,
    _locked: File,
}

impl SaveMarker {
    /// Says that a set is being saved under this stem.
    pub(super) fn mark_begun(folder: &Path, stem: &str) -> std::io::Result<Self> {
        let mark = folder.join(format!(".{stem}.{SAVING}"));
        let file = disk::create_file(&mark)?;
        // A file system without locks is used without them.
        let _unlocked = file.try_lock();
        Ok(Self { mark, _locked: file })
    }

    /// Says that it is whole, or all gone.
    pub(super) fn mark_done(&self) -> std::io::Result<()> {
        disk::remove_file(&self.mark)
    }
}

/// Takes away what was left half-way in a folder of forms: how many forms it was of. What somebody is saving right now is
/// left alone, and what cannot be removed is tried again at the next start.
pub(super) fn sweep_folder(folder: &Path) -> usize {
    let Ok(rows) = std::fs::read_dir(folder) else { return 0 };
    let left =
        rows.flatten().map(|row| row.path()).filter(|path| is_left_over(path)).filter(|path| is_free(path));
    left.map(|path| undo_save(&path)).sum()
}

/// Undoes one: a set by its mark, or a file that never got its name.
fn undo_save(path: &Path) -> usize {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.strip_prefix('.').and_then(|name| name.strip_suffix(&format!(".{SAVING}")));
    let Some(stem) = stem else {
        return usize::from(disk::remove_file(path).is_ok());
    };
    for format in Format::ALL {
        let _not_there = disk::remove_file(&path.with_file_name(format!("{stem}.{}", format.id())));
    }
    usize::from(disk::remove_file(path).is_ok())
}

fn is_left_over(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let hidden = name.starts_with(HIDDEN.0) && name.ends_with(HIDDEN.1);
    let mark = name.starts_with('.') && name.ends_with(&format!(".{SAVING}"));
    (hidden || mark) && path.symlink_metadata().is_ok_and(|about| about.is_file())
}

/// Whether nobody is writing it.
fn is_free(path: &Path) -> bool {
    OpenOptions::new().read(true).write(true).open(path).is_ok_and(|file| file.try_lock().is_ok())
}
