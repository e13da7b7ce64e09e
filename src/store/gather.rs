//! Every saved form of a folder, read once and by as many workers as the computer has: what is gathered is theirs to
//! keep, and nothing of a form stays here.
#![expect(clippy::disallowed_methods, reason = "this is the edge that reads files and folders")]

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::error::StoreError;
use super::read;

/// How many paths wait to be read.
const WAITING: usize = 1024;

/// The most workers.
const MOST_WORKERS: usize = 8;

/// Reads every `.json` file that `named` names, in whatever order: a file is itself, a folder is the files in it. Each
/// worker begins with `T::default()` and takes one file at a time into it.
///
/// # Errors
/// Where a folder cannot be read, or what is named is not there. A file that cannot be read is handed to `take` as such.
pub fn gather<T: Default + Send>(
    named: &[PathBuf],
    take: impl Fn(&mut T, &Path, Result<&str, StoreError>) + Sync,
) -> Result<Vec<T>, StoreError> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(MOST_WORKERS);
    let (paths, waiting) = sync_channel(WAITING);
    let waiting = Mutex::new(waiting);
    thread::scope(|scope| {
        let work = || {
            let (mut gathered, mut bytes) = (T::default(), Vec::new());
            while let Some(path) = next(&waiting) {
                take(&mut gathered, &path, read::again(&path, read::FORM_LIMIT, &mut bytes));
            }
            gathered
        };
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let listed = named.iter().try_for_each(|name| list(name, &paths));
        drop(paths);
        let gathered = workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        let gathered = gathered.collect();
        listed.map(|()| gathered)
    })
}

fn next(waiting: &Mutex<Receiver<PathBuf>>) -> Option<PathBuf> {
    waiting.lock().ok()?.recv().ok()
}

/// Lets a file, or every form in a folder, wait to be read. Whoever reads is gone only when all of this is over.
fn list(named: &Path, paths: &SyncSender<PathBuf>) -> Result<(), StoreError> {
    if !named.is_dir() {
        named.metadata().map_err(|error| StoreError::of(&error, named))?;
        let _ = paths.send(named.to_owned());
        return Ok(());
    }
    for row in std::fs::read_dir(named).map_err(|error| StoreError::of(&error, named))? {
        let path = row.map_err(|error| StoreError::of(&error, named))?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let _ = paths.send(path);
        }
    }
    Ok(())
}
