//! Reading input: whole files of text up to a limit, and folders.
#![expect(clippy::disallowed_methods, reason = "this is the edge that reads files")]

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, Local, NaiveDateTime};

use super::error::StoreError;
use super::shown;
use crate::source::SourceFile;

/// The most that is read of a routine: room for a generated one of a hundred thousand steps.
pub const FLOW_LIMIT: u64 = 64 << 20;

/// The most that is read of a file of answers.
pub const ANSWERS_LIMIT: u64 = 1 << 20;

/// The most that is read of what is no regular file.
const STREAM_LIMIT: u64 = 4 << 20;

/// The most that is read of a saved form.
pub const FORM_LIMIT: u64 = 4 << 20;

/// Reads a file of the program's own: as [`text`], but never from a pipe or a device, which could hold whoever opens it.
///
/// # Errors
/// As [`text`]; and [`StoreError::NotAFile`].
pub fn own(path: &Path, limit: u64) -> Result<SourceFile, StoreError> {
    regular(path)?;
    text(path, limit)
}

/// Sees that a path leads to a regular file, without opening it.
///
/// # Errors
/// That it is not there, or something else.
pub fn regular(path: &Path) -> Result<(), StoreError> {
    let about = path.metadata().map_err(|error| StoreError::of(&error, path))?;
    match (about.is_file(), about.is_dir()) {
        (true, _) => Ok(()),
        (_, true) => Err(StoreError::IsAFolder(path.to_owned())),
        (false, false) => Err(StoreError::NotAFile(path.to_owned())),
    }
}

/// Reads a file of text, named in messages by its path.
///
/// # Errors
/// Why it cannot be read: missing, a folder, not permitted, larger than `limit` bytes, or not UTF-8.
pub fn text(path: &Path, limit: u64) -> Result<SourceFile, StoreError> {
    let file = File::open(path).map_err(|error| StoreError::of(&error, path))?;
    let about = file.metadata().map_err(|error| StoreError::of(&error, path))?;
    if about.is_file() && about.len() > limit {
        return Err(StoreError::TooLarge { path: path.to_owned(), limit });
    }
    // A pipe or a device does not tell how much it holds, and may never end.
    let limit = if about.is_file() { limit } else { limit.min(STREAM_LIMIT) };
    from(file, path, limit)
}

/// Reads a whole file.
///
/// # Errors
/// Why it cannot be read: missing, a folder, not permitted, or larger than `limit` bytes.
pub fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    bytes_again(path, limit, &mut bytes)?;
    Ok(bytes)
}

/// When a file was last written, by the clock on the wall where the computer stands; `None` where that is not known.
pub(super) fn written(path: &Path) -> Option<NaiveDateTime> {
    let written = path.metadata().and_then(|about| about.modified()).ok()?;
    Some(DateTime::<Local>::from(written).naive_local())
}

/// Reads text from an open input, named in messages by `name`.
///
/// # Errors
/// As [`text`].
pub fn from(input: impl Read, name: &Path, limit: u64) -> Result<SourceFile, StoreError> {
    let mut bytes = Vec::new();
    input.take(limit + 1).read_to_end(&mut bytes).map_err(|error| StoreError::of(&error, name))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(StoreError::TooLarge { path: name.to_owned(), limit });
    }
    SourceFile::from_bytes(shown(name), &bytes).map_err(|found| StoreError::NotText(Box::new(found)))
}

/// Reads a file of text into bytes that are used again, for reading many: its places are not kept.
///
/// # Errors
/// As [`own`].
pub fn again<'b>(path: &Path, limit: u64, bytes: &'b mut Vec<u8>) -> Result<&'b str, StoreError> {
    bytes_again(path, limit, bytes)?;
    std::str::from_utf8(bytes).map_err(|_| StoreError::BadName(path.to_owned()))
}

/// Reads a whole file into bytes that are used again, for reading many.
///
/// # Errors
/// As [`bytes`].
pub fn bytes_again(path: &Path, limit: u64, bytes: &mut Vec<u8>) -> Result<(), StoreError> {
    regular(path)?;
    let file = File::open(path).map_err(|error| StoreError::of(&error, path))?;
    bytes.clear();
    file.take(limit + 1).read_to_end(bytes).map_err(|error| StoreError::of(&error, path))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(StoreError::TooLarge { path: path.to_owned(), limit });
    }
    Ok(())
}

/// What tells one saving of a file from the next: when, and how large. `None` where it is not there.
pub type Stamp = Option<(SystemTime, u64)>;

/// A file's stamp now.
pub fn stamp(path: &Path) -> Stamp {
    let about = path.metadata().ok()?;
    Some((about.modified().ok()?, about.len()))
}

/// What stands in a folder under names that end in one of `endings`, in no order and without looking at any of it. A folder
/// that does not exist holds nothing.
///
/// # Errors
/// Why the folder cannot be read.
pub fn names(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, StoreError> {
    let rows = match std::fs::read_dir(folder) {
        Ok(rows) => rows,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::of(&error, folder)),
    };
    let rows = rows.map(|row| row.map(|row| row.path()).map_err(|error| StoreError::of(&error, folder)));
    let mut found = rows.collect::<Result<Vec<_>, _>>()?;
    found.retain(|path| ends_in(path, endings));
    Ok(found)
}

/// Whether a file's name ends in one of these, in whatever case.
pub fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The files of a folder whose names end in one of `endings`, by name. A folder that does not exist has none.
///
/// # Errors
/// Why the folder cannot be read.
pub fn files(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, StoreError> {
    let mut found = names(folder, endings)?;
    found.retain(|path| path.is_file());
    found.sort();
    Ok(found)
}
