//! The city's own list of names, where one lies in the user's folder: one name on each line.

use super::error::StoreError;
use super::{folder, read};
use crate::deid::Scanner;

/// The most that is read of the list: room for every name in the country.
const LIMIT: u64 = 64 << 20;

/// A scanner that knows the built-in names, and those in `names.txt` in the program's folder where there is one.
///
/// # Errors
/// Why the list that is there cannot be read.
pub fn load_scanner() -> Result<Scanner, StoreError> {
    let Ok(path) = folder::names_path() else { return Ok(Scanner::builtin()) };
    match read::read_own_file(&path, LIMIT) {
        Ok(file) => Ok(Scanner::with_names(file.text())),
        Err(StoreError::Missing(_)) => Ok(Scanner::builtin()),
        Err(fault) => Err(fault),
    }
}
