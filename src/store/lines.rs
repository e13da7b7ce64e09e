//! Files that are only ever added to, a line a note: trainings held, notes of plans, what is done with received forms.
#![expect(clippy::disallowed_methods, reason = "this is the edge that writes files")]

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use super::error::StoreError;
use super::{folder, read};

/// Adds a line to a file, and makes its folder where there is none. For the user alone (0600), and on the disk before this returns.
/// Never to a pipe or a device, which could hold whoever opens it.
///
/// # Errors
/// What happened and what to do about it.
pub(super) fn append_line(path: &Path, line: &str) -> Result<(), StoreError> {
    path.parent().map_or(Ok(()), folder::create_folder)?;
    match read::check_is_file(path) {
        Ok(()) | Err(StoreError::Missing(_)) => {}
        Err(fault) => return Err(fault),
    }
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let append = || {
        let mut file = options.open(path)?;
        file.write_all(line.as_bytes())?;
        file.sync_all()
    };
    append().map_err(|error| StoreError::from_io(&error, path))
}

/// Every line that can be read, in the order written; none where there is no file.
///
/// # Errors
/// Why the file cannot be read.
pub(super) fn read_lines<T>(
    path: &Path,
    limit: u64,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, StoreError> {
    match read::read_own_file(path, limit) {
        Ok(file) => Ok(file.text().lines().filter_map(parse).collect()),
        Err(StoreError::Missing(_)) => Ok(Vec::new()),
        Err(fault) => Err(fault),
    }
}
