//! Files that are only ever added to, a line a note: trainings held, notes of plans, what is done with received forms.
#![expect(clippy::disallowed_methods, reason = "this is the edge that writes files")]

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
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
        // A line that a power cut left half-written must not take the next one with it.
        let line = if ends_mid_line(path)? { format!("\n{line}") } else { line.to_owned() };
        file.write_all(line.as_bytes())?;
        file.sync_all()
    };
    append().map_err(|error| StoreError::from_io(&error, path))
}

/// Whether the last line of a file is without its end.
fn ends_mid_line(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

/// Every line that can be read, in the order written; none where there is no file. A line with bytes that are no text is among
/// those that cannot, and takes no other with it.
///
/// # Errors
/// Why the file cannot be read.
pub(super) fn read_lines<T>(
    path: &Path,
    limit: u64,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, StoreError> {
    match read::read_bytes(path, limit) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).lines().filter_map(parse).collect()),
        Err(StoreError::Missing(_)) => Ok(Vec::new()),
        Err(fault) => Err(fault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_cut_short_or_of_no_text_takes_no_other_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rader.jsonl");
        append_line(&path, "1\n").unwrap();
        std::fs::write(&path, b"1\n\xff\xfe\n2\n{\"half").unwrap();
        append_line(&path, "3\n").unwrap();
        append_line(&path, "4\n").unwrap();
        assert_eq!(read_lines(&path, 1 << 10, |line| line.parse::<u32>().ok()).unwrap(), [1, 2, 3, 4]);
    }
}
