//! Reading input: whole files of text up to a limit, and folders.
#![expect(clippy::disallowed_methods, reason = "this is the edge that reads files")]

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, Local, NaiveDateTime};

use super::display_path;
use super::error::StoreError;
use crate::source::SourceFile;

/// The most that is read of a routine: room for a generated one of a hundred thousand steps.
pub const FLOW_LIMIT: u64 = 64 << 20;

/// The most that is read of a file of answers.
pub const ANSWERS_LIMIT: u64 = 1 << 20;

/// The most that is read of what is no regular file.
const STREAM_LIMIT: u64 = 4 << 20;

/// The most that is read of a saved form.
pub const FORM_LIMIT: u64 = 4 << 20;

/// Reads a file of the program's own: as [`read_text`], but never from a pipe or a device, which could hold whoever opens it.
///
/// # Errors
/// As [`read_text`]; and [`StoreError::NotAFile`].
pub fn read_own_file(path: &Path, limit: u64) -> Result<SourceFile, StoreError> {
    check_is_file(path)?;
    read_text(path, limit)
}

/// Sees that a path leads to a regular file, without opening it.
///
/// # Errors
/// That it is not there, or something else.
pub fn check_is_file(path: &Path) -> Result<(), StoreError> {
    let about = path.metadata().map_err(|error| StoreError::from_io(&error, path))?;
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
pub fn read_text(path: &Path, limit: u64) -> Result<SourceFile, StoreError> {
    let file = File::open(path).map_err(|error| StoreError::from_io(&error, path))?;
    let about = file.metadata().map_err(|error| StoreError::from_io(&error, path))?;
    if about.is_file() && about.len() > limit {
        return Err(StoreError::TooLarge { path: path.to_owned(), limit });
    }
    // A pipe or a device does not tell how much it holds, and may never end.
    let limit = if about.is_file() { limit } else { limit.min(STREAM_LIMIT) };
    read_input(file, path, limit)
}

/// Reads a whole file.
///
/// # Errors
/// Why it cannot be read: missing, a folder, not permitted, or larger than `limit` bytes.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    read_bytes_again(path, limit, &mut bytes)?;
    Ok(bytes)
}

/// Reads so much of how a file begins, and so much of how it ends.
///
/// # Errors
/// Why it cannot be read; as [`check_is_file`].
pub fn read_ends(path: &Path, beginning: usize, end: usize) -> Result<(Vec<u8>, Vec<u8>), StoreError> {
    check_is_file(path)?;
    let fault = |error| StoreError::from_io(&error, path);
    let mut file = File::open(path).map_err(fault)?;
    let length = file.metadata().map_err(fault)?.len();
    let mut piece = |from: u64, most: usize| {
        let mut bytes = Vec::with_capacity(most);
        file.seek(SeekFrom::Start(from))?;
        file.by_ref().take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let tail = length.saturating_sub(u64::try_from(end).unwrap_or(u64::MAX));
    Ok((piece(0, beginning).map_err(fault)?, piece(tail, end).map_err(fault)?))
}

/// When a file was last written, by the clock on the wall where the computer stands; `None` where that is not known.
pub(crate) fn last_modified(path: &Path) -> Option<NaiveDateTime> {
    let written = path.metadata().and_then(|about| about.modified()).ok()?;
    Some(DateTime::<Local>::from(written).naive_local())
}

/// Reads text from an open input, named in messages by `name`.
///
/// # Errors
/// As [`read_text`].
pub fn read_input(input: impl Read, name: &Path, limit: u64) -> Result<SourceFile, StoreError> {
    let mut bytes = Vec::new();
    input.take(limit + 1).read_to_end(&mut bytes).map_err(|error| StoreError::from_io(&error, name))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(StoreError::TooLarge { path: name.to_owned(), limit });
    }
    SourceFile::from_bytes(display_path(name), &bytes).map_err(|found| StoreError::NotText(Box::new(found)))
}

/// Reads a file of text into bytes that are used again, for reading many: its places are not kept.
///
/// # Errors
/// As [`read_own_file`].
pub fn read_text_again<'b>(path: &Path, limit: u64, bytes: &'b mut Vec<u8>) -> Result<&'b str, StoreError> {
    read_bytes_again(path, limit, bytes)?;
    std::str::from_utf8(bytes).map_err(|_| StoreError::BadName(path.to_owned()))
}

/// Reads a whole file into bytes that are used again, for reading many.
///
/// # Errors
/// As [`read_bytes`].
pub fn read_bytes_again(path: &Path, limit: u64, bytes: &mut Vec<u8>) -> Result<(), StoreError> {
    check_is_file(path)?;
    let file = File::open(path).map_err(|error| StoreError::from_io(&error, path))?;
    bytes.clear();
    file.take(limit + 1).read_to_end(bytes).map_err(|error| StoreError::from_io(&error, path))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(StoreError::TooLarge { path: path.to_owned(), limit });
    }
    Ok(())
}

/// What tells one saving of a file from the next: when, and how large. `None` where it is not there.
pub type FileStamp = Option<(SystemTime, u64)>;

/// A file's stamp now.
pub fn file_stamp(path: &Path) -> FileStamp {
    let about = path.metadata().ok()?;
    Some((about.modified().ok()?, about.len()))
}

/// What stands in a folder under names that end in one of `endings`, in no order and without looking at any of it. A folder
/// that does not exist holds nothing.
///
/// # Errors
/// Why the folder cannot be read.
pub fn list_paths(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, StoreError> {
    let rows = match std::fs::read_dir(folder) {
        Ok(rows) => rows,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::from_io(&error, folder)),
    };
    let rows = rows.map(|row| row.map(|row| row.path()).map_err(|error| StoreError::from_io(&error, folder)));
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
pub fn list_files(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, StoreError> {
    let mut found = list_paths(folder, endings)?;
    found.retain(|path| path.is_file());
    found.sort();
    Ok(found)
}
