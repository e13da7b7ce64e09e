//! `check --watch`: checks again whenever a file is saved, until the program is stopped.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;

use super::{check, names, tell};
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::prose::visible;
use crate::store::read::{self, Stamp};

/// How often files are looked at. A look is one question to the system a file.
const PAUSE: Duration = Duration::from_millis(100);

pub(super) fn watch(flows: &[String], on: NaiveDate, console: &mut Console) -> Result<Exit, Failure> {
    let mut seen: BTreeMap<String, Stamp> = BTreeMap::new();
    loop {
        let mut there = BTreeMap::new();
        for name in names(flows)? {
            let stamp = read::stamp(Path::new(&name));
            if seen.get(&name) != Some(&stamp) {
                again(&name, on, console)?;
            }
            there.insert(name, stamp);
        }
        if seen.is_empty() {
            console.result("Väntar på ändringar. Ctrl-C avslutar.\n")?;
        }
        seen = there;
        thread::sleep(PAUSE);
    }
}

/// Checks one flow. While it is being saved it may be gone for a moment; that too is told, and does not end the watch.
fn again(name: &str, on: NaiveDate, console: &mut Console) -> Result<(), Failure> {
    match check(name, on) {
        Ok(checked) => tell(&checked, console),
        Err(Failure::Load(_)) => console.result(format!("{}: går inte att läsa just nu\n", visible(name))),
        Err(other) => Err(other),
    }
}
