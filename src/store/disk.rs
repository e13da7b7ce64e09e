//! What is done to a disk and can fail half-way, each thing through one door, so that a test can let any of them fail.
#![expect(clippy::disallowed_methods, reason = "this is the edge that writes files")]

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use chrono::{Local, NaiveDate};
use tempfile::NamedTempFile;

use super::atomic_file::{self, UnnamedFile};

/// A new file for the user alone (0600). Never one that is there already.
pub(crate) fn create_file(path: &Path) -> io::Result<File> {
    check_ready(DiskStep::Create)?;
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Whether an open file still lies at its path.
pub(crate) fn is_at(file: &File, path: &Path) -> bool {
    let (Ok(open), Ok(lies)) = (file.metadata(), path.symlink_metadata()) else { return false };
    is_same(&open, &lies)
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Where an open file cannot be removed, what lies there is it.
#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    true
}

/// A new file in a folder, for the user alone (0600), that has no name yet. It is gone where it gets none.
pub(super) fn create_nameless(folder: &Path) -> io::Result<UnnamedFile> {
    check_ready(DiskStep::Create)?;
    UnnamedFile::create_in(folder)
}

/// A new file in a folder, for the user alone (0600), that is to take the place of another.
pub(super) fn create_hidden(folder: &Path) -> io::Result<NamedTempFile> {
    check_ready(DiskStep::Create)?;
    atomic_file::create_hidden(folder)
}

/// Writes all of it.
pub(crate) fn write_all_bytes(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    if let Err(fault) = check_ready(DiskStep::Write) {
        // A disk that fills takes what there is room for.
        file.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default())?;
        return Err(fault);
    }
    file.write_all(bytes)
}

/// Flushes a file to the disk.
pub(crate) fn sync_file(file: &File) -> io::Result<()> {
    check_ready(DiskStep::Settle)?;
    file.sync_all()
}

/// Flushes a folder, so that new names outlive a power cut. Not every file system can, or needs to.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    check_ready(DiskStep::Settle)?;
    if cfg!(not(unix)) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        done => done,
    }
}

/// Gives a nameless file its name, if that is free.
pub(super) fn name_file(file: UnnamedFile, path: &Path) -> io::Result<()> {
    check_ready(DiskStep::Name)?;
    file.give_name(path)
}

/// Gives a nameless file its name, in the place of whatever bears it.
pub(super) fn replace_file(file: NamedTempFile, path: &Path) -> io::Result<()> {
    check_ready(DiskStep::Name)?;
    file.persist(path).map(drop).map_err(|fault| fault.error)
}

/// Cuts a file to its first `length` bytes, and goes on from there.
pub(crate) fn truncate_file(file: &mut File, length: u64) -> io::Result<()> {
    check_ready(DiskStep::Cut)?;
    file.set_len(length)?;
    file.seek(SeekFrom::Start(length)).map(drop)
}

/// Says of a file that it was last written on this day.
pub(crate) fn set_last_modified(path: &Path, day: NaiveDate) -> io::Result<()> {
    let noon = day.and_hms_opt(12, 0, 0).and_then(|noon| noon.and_local_timezone(Local).earliest());
    let noon = noon.ok_or(io::ErrorKind::InvalidInput)?;
    OpenOptions::new().write(true).open(path)?.set_modified(noon.into())
}

/// Whether there is a file with nothing in it.
pub(crate) fn is_empty(path: &Path) -> bool {
    path.metadata().is_ok_and(|about| about.len() == 0)
}

/// Removes a file.
pub(crate) fn remove_file(path: &Path) -> io::Result<()> {
    check_ready(DiskStep::Remove)?;
    std::fs::remove_file(path)
}

/// The things that can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DiskStep {
    Create,
    Write,
    Settle,
    Name,
    Cut,
    Remove,
}

/// Whether the disk goes along; always, but for a test that says otherwise.
#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "in tests it fails")]
fn check_ready(_: DiskStep) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
use faults::check_ready;

/// Faults on order: the disk goes along so many times, and then says that it is full, once or from then on.
#[cfg(test)]
pub(crate) mod faults {
    use std::cell::{Cell, RefCell};
    use std::io;

    use super::DiskStep;

    thread_local! {
        static KILLED: Cell<bool> = const { Cell::new(false) };
        static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
        static DONE: RefCell<Vec<DiskStep>> = const { RefCell::new(Vec::new()) };
    }

    /// Does `work` with the `at`th thing failing, counted from zero. What was tried, in order, comes with the result.
    pub(crate) fn failing_at<T>(at: usize, work: impl FnOnce() -> T) -> (T, Vec<DiskStep>) {
        LEFT.set(Some(at));
        DONE.take();
        let done = work();
        LEFT.set(None);
        (done, DONE.take())
    }

    /// Does `work` killed before the `at`th thing, counted from zero: that and everything after it is not done.
    pub(crate) fn killed_at<T>(at: usize, work: impl FnOnce() -> T) -> (T, Vec<DiskStep>) {
        KILLED.set(true);
        let done = failing_at(at, work);
        KILLED.set(false);
        done
    }

    pub(super) fn check_ready(step: DiskStep) -> io::Result<()> {
        let Some(left) = LEFT.get() else { return Ok(()) };
        DONE.with_borrow_mut(|done| done.push(step));
        // Whoever is killed does nothing more.
        LEFT.set(Some(if left == 0 && KILLED.get() { 0 } else { left.wrapping_sub(1) }));
        if left == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}
