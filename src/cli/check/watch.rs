//! `check --watch`: checks again whenever a file is saved, until the program is stopped.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;

use super::{GuaranteeFilter, check_flow, find_names, flow_body, flow_heading, report_faults};
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::prose::sanitize;
use crate::routines::{self, SharedFileCache};
use crate::store::read::{self, FileStamp};

/// How often files are looked at. A look is one question to the system a file.
const PAUSE: Duration = Duration::from_millis(100);

#[expect(clippy::disallowed_methods, reason = "it waits for what others do to files")]
pub(super) fn watch_files(
    flows: &[OsString],
    on: NaiveDate,
    listed: GuaranteeFilter,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let mut seen: BTreeMap<OsString, WatchedFiles> = BTreeMap::new();
    let mut waiting = false;
    loop {
        let mut there = BTreeMap::new();
        for name in find_names(flows)? {
            let watched = match seen.remove(&name) {
                Some(watched) if watched.is_unchanged() => watched,
                before => check_again(&name, before, on, listed, console)?,
            };
            there.insert(name, watched);
        }
        if !waiting {
            waiting = true;
            console.write_result("Väntar på ändringar. Ctrl-C avslutar.\n")?;
        }
        seen = there;
        thread::sleep(PAUSE);
    }
}

/// The files of a routine with the stamps they had when it was checked.
#[derive(Default)]
struct WatchedFiles(BTreeMap<PathBuf, FileStamp>);

impl WatchedFiles {
    /// The same files as they are now, and the one more.
    fn look_again(self, path: PathBuf) -> Self {
        let paths = self.0.into_keys().chain([path]);
        Self(paths.map(|path| (path.clone(), read::file_stamp(&path))).collect())
    }

    fn is_unchanged(&self) -> bool {
        self.0.iter().all(|(path, stamp)| read::file_stamp(path) == *stamp)
    }
}

/// Checks one flow, and gives the files to look at: its own, and those it takes in or would. While it is being saved it
/// may be gone for a moment; that too is told, and does not end the watch.
fn check_again(
    name: &OsStr,
    before: Option<WatchedFiles>,
    on: NaiveDate,
    listed: GuaranteeFilter,
    console: &mut Console,
) -> Result<WatchedFiles, Failure> {
    // Looked at before they are read, so that a change while they are checked is seen.
    let mut watched = before.unwrap_or_default().look_again(PathBuf::from(name));
    match check_flow(routines::find_source(name), &SharedFileCache::default(), on) {
        Ok(checked) => {
            for path in &checked.beside {
                watched.0.entry(path.clone()).or_insert_with(|| read::file_stamp(path));
            }
            report_faults(&checked, console);
            // The verdict is what the author looks for, so it stands where the eye is: last.
            console.write_result([flow_body(&checked, listed), flow_heading(&checked)].concat())?;
        }
        Err(Failure::Load(_)) => {
            console.write_result(format!(
                "{}: går inte att läsa just nu\n",
                sanitize(&name.to_string_lossy())
            ))?;
        }
        Err(other) => return Err(other),
    }
    Ok(watched)
}
