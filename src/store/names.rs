//! The city's own list of names, where one lies in the user's folder: one name on each line.

use super::error::StoreError;
use super::{folder, profile, read};
use crate::deid::Scanner;

/// The most that is read of the list: room for every name in the country.
const LIMIT: u64 = 64 << 20;

/// A scanner that knows the built-in names, and those in `names.txt` in the program's folder where there is one, turned as the
/// profile has it.
///
/// # Errors
/// Why the list that is there cannot be read.
pub fn load_scanner() -> Result<Scanner, StoreError> {
    let dial = profile::find_profiles().map(|found| found.layered().merge().dial()).unwrap_or_default();
    load_names().map(|scanner| scanner.with_dial(dial))
}

fn load_names() -> Result<Scanner, StoreError> {
    let Ok(path) = folder::names_path() else { return Ok(Scanner::builtin()) };
    match read::read_own_file(&path, LIMIT) {
        Ok(file) => Ok(Scanner::with_names(file.text())),
        Err(StoreError::Missing(_)) => Ok(Scanner::builtin()),
        Err(fault) => Err(fault),
    }
}
