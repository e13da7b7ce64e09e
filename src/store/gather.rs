//! Every file of a folder, and of the folders in it, read once and by as many workers as the computer has: what is gathered is theirs to
//! keep, and nothing of a form stays here.
#![expect(clippy::disallowed_methods, reason = "this is the edge that reads files and folders")]

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use super::error::StoreError;
use super::save::{FOLLOW_UP, REPORT};
use super::{list, read};

/// How many paths wait to be read.
const WAITING: usize = 1024;

/// The most workers.
const MOST_WORKERS: usize = 8;

/// Reads every file that `named` names, in whatever order: a file is itself, a folder is the files in it and below it. Each
/// worker begins with `T::default()` and takes one file at a time into it. In a folder, what a form was written as besides, and what this
/// program itself keeps there, is passed over; a file whose name says that it holds no form is not opened, and is handed over
/// as [`StoreError::NoForm`].
///
/// # Errors
/// Where a folder cannot be read, or what is named is not there. A file that cannot be read is handed to `take` as such.
pub fn gather_files<T: Default + Send>(
    named: &[PathBuf],
    take: impl Fn(&mut T, &Path, Result<&[u8], StoreError>) + Sync,
) -> Result<Vec<T>, StoreError> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(MOST_WORKERS);
    let (paths, waiting) = sync_channel(WAITING);
    let waiting = Mutex::new(waiting);
    thread::scope(|scope| {
        let work = || {
            let (mut gathered, mut bytes) = (T::default(), Vec::new());
            while let Some(file) = next_file(&waiting) {
                match file {
                    NamedFile::Form(path) => {
                        let read = read::read_bytes_again(&path, read::FORM_LIMIT, &mut bytes);
                        take(&mut gathered, &path, read.map(|()| bytes.as_slice()));
                    }
                    NamedFile::NoForm(path) => {
                        take(&mut gathered, &path, Err(StoreError::NoForm(path.clone())));
                    }
                    NamedFile::Companion(_) => {}
                }
            }
            gathered
        };
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let listed = named.iter().try_for_each(|name| {
            visit_files(name, &mut |file| {
                let _ = paths.send(file);
            })
        });
        drop(paths);
        let gathered = workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        let gathered = gathered.collect();
        listed.map(|()| gathered)
    })
}

fn next_file(waiting: &Mutex<Receiver<NamedFile>>) -> Option<NamedFile> {
    waiting.lock().ok()?.recv().ok()
}

/// A file that was found, by what its name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamedFile {
    /// It may hold a form.
    Form(PathBuf),
    /// It holds what a form was written as besides.
    Companion(PathBuf),
    /// It holds no form.
    NoForm(PathBuf),
}

impl NamedFile {
    fn path(&self) -> &Path {
        match self {
            Self::Form(path) | Self::Companion(path) | Self::NoForm(path) => path,
        }
    }
}

/// Every file that `named` names, by name.
///
/// # Errors
/// As [`gather_files`].
pub fn find_files(named: &[PathBuf]) -> Result<Vec<NamedFile>, StoreError> {
    let mut found = Vec::new();
    for name in named {
        let from = found.len();
        visit_files(name, &mut |file| found.push(file))?;
        if let Some(new) = found.get_mut(from..) {
            new.sort_by(|one, other| one.path().cmp(other.path()));
        }
    }
    Ok(found)
}

/// What a file of a folder is: beside what it was written as too, one of them is enough.
fn classify_found(path: PathBuf) -> NamedFile {
    if list::is_companion(&path) { NamedFile::Companion(path) } else { classify_named(path) }
}

/// What a file is that was itself named: where it can hold a form it is to be read, whatever lies beside it.
fn classify_named(path: PathBuf) -> NamedFile {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    if list::ENDINGS.contains(&ending.as_str()) {
        NamedFile::Form(path)
    } else if list::is_companion(&path) {
        NamedFile::Companion(path)
    } else {
        NamedFile::NoForm(path)
    }
}

/// Tells of a file, or of every file in a folder and below it.
fn visit_files(named: &Path, tell: &mut dyn FnMut(NamedFile)) -> Result<(), StoreError> {
    if !named.is_dir() {
        named.metadata().map_err(|error| StoreError::from_io(&error, named))?;
        tell(classify_named(named.to_owned()));
        return Ok(());
    }
    visit_folder(named, tell)
}

fn visit_folder(named: &Path, tell: &mut dyn FnMut(NamedFile)) -> Result<(), StoreError> {
    for row in std::fs::read_dir(named).map_err(|error| StoreError::from_io(&error, named))? {
        let row = row.map_err(|error| StoreError::from_io(&error, named))?;
        let (path, kind) = (row.path(), row.file_type().map_err(|error| StoreError::from_io(&error, named))?);
        // A link to a folder could lead around in a ring.
        if is_own_file(&path) || (!kind.is_dir() && path.is_dir()) {
            continue;
        }
        if kind.is_dir() { visit_folder(&path, tell)? } else { tell(classify_found(path)) }
    }
    Ok(())
}

/// What this program, or the computer, keeps beside the forms: hidden files, and reports of the local picture.
fn is_own_file(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    name.starts_with('.') || [REPORT, FOLLOW_UP].iter().any(|start| name.starts_with(start))
}
