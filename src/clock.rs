//! The only reader of the clock, and of it only the day.
#![expect(clippy::disallowed_methods, reason = "this is the edge that reads the clock")]

use chrono::{Local, NaiveDate};

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
pub fn today() -> Result<NaiveDate, NotADay> {
    match std::env::var_os(VARIABLE) {
        Some(set) => set.to_str().and_then(day).ok_or(NotADay),
        None => Ok(Local::now().date_naive()),
    }
}

/// The day written `ÅÅÅÅ-MM-DD`, and nothing else.
pub fn day(text: &str) -> Option<NaiveDate> {
    let shaped = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| shaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_in_full() {
        assert_eq!(day("2026-11-21"), NaiveDate::from_ymd_opt(2026, 11, 21));
        for text in ["", "2026-11-3", "2026-02-30", " 2026-11-2", "20261121", "21/11 2026"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
