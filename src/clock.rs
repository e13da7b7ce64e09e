//! The only reader of the clock, and of it only the day.
#![expect(clippy::disallowed_methods, reason = "this is the edge that reads the clock")]

use chrono::{Local, NaiveDate};

use crate::calendar::parse_any_year;
pub use crate::calendar::parse_day;

/// The variable that sets the day: `STEGVIS_TODAY=2026-11-21` makes every run alike, for tests and for trying out a
/// routine on another day.
pub const VARIABLE: &str = "STEGVIS_TODAY";

/// The variable holds something else than a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "Miljövariabeln STEGVIS_TODAY ska vara ett datum skrivet ÅÅÅÅ-MM-DD, som 2026-11-21, eller inte finnas."
)]
pub struct NotADay;

/// Today where the computer stands, or the day that [`VARIABLE`] says.
///
/// # Errors
/// [`NotADay`] where the variable is set to something else than a day.
pub fn read_today() -> Result<NaiveDate, NotADay> {
    match std::env::var_os(VARIABLE) {
        Some(set) => set.to_str().and_then(parse_any_year).ok_or(NotADay),
        None => Ok(Local::now().date_naive()),
    }
}
