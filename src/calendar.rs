//! Days: the one reader of how they are written, and the stretch of them that something which has happened can lie in.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// The first year of which anything is written.
const FIRST_YEAR: i32 = 2000;

/// The last year that anything can be planned for, or that a computer's clock is believed to show.
const LAST_YEAR: i32 = 2099;

/// The day written `ÅÅÅÅ-MM-DD`, in a year from 2000 to 2099, and nothing else.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    parse_any_year(text).filter(|day| is_in_reach(*day))
}

/// The day written `ÅÅÅÅ-MM-DD` whatever its year, as laws and clocks can have it.
pub fn parse_any_year(text: &str) -> Option<NaiveDate> {
    let mut parts =
        text.split('-').map(|part| part.bytes().all(|byte| byte.is_ascii_digit()).then_some(part));
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Whether a day lies in a year that can be meant at all.
pub fn is_in_reach(day: NaiveDate) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&day.year())
}

/// The days that something which has happened can lie in: from 2000-01-01 to tomorrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastDays {
    /// The last of them; `None` where nobody knows what day it is.
    last: Option<NaiveDate>,
}

impl PastDays {
    /// As it is on the day `today`: tomorrow is taken too, since a walk can go on over midnight.
    pub fn until_tomorrow(today: NaiveDate) -> Self {
        Self { last: is_in_reach(today).then(|| today.succ_opt().unwrap_or(today)) }
    }

    /// Whether a day lies in it.
    pub fn includes_day(self, day: NaiveDate) -> bool {
        is_in_reach(day) && self.last.is_none_or(|last| day <= last)
    }
}

/// The days it takes, in words.
impl fmt::Display for PastDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.last {
            Some(last) => write!(f, "från {FIRST_YEAR}-01-01 till {last}"),
            None => write!(f, "från {FIRST_YEAR}-01-01"),
        }
    }
}

/// What the computer's clock says of the day, held against a day that is known to have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrentDate {
    clock: NaiveDate,
    been: NaiveDate,
}

impl CurrentDate {
    /// The clock's day, held against one that is known to have been: the newest on which somebody read a law.
    pub fn from_clock(clock: NaiveDate, been: Option<NaiveDate>) -> Self {
        Self { clock, been: been.filter(|been| is_in_reach(*been)).unwrap_or(clock) }
    }

    /// The day to judge by: the clock's, or the one that is known to have been where the clock is behind it.
    pub fn effective_day(self) -> NaiveDate {
        if self.is_wrong() { self.been } else { self.clock }
    }

    /// The days that something which has happened can lie in; those to come too where the clock cannot be right.
    pub fn past_days(self) -> PastDays {
        if self.is_wrong() { PastDays { last: None } } else { PastDays::until_tomorrow(self.clock) }
    }

    /// What to say where the clock cannot be right.
    pub fn clock_warning(self) -> Option<String> {
        let Self { clock, been } = self;
        self.is_wrong().then(|| {
            format!(
                "Datorns dag ({clock}) ser fel ut. Lagrummen visas som de gällde {been}, den senaste dag som någon \
                 läste dem. Skriv själv rätt dag i blanketten, och be den som sköter datorn att ställa klockan."
            )
        })
    }

    fn is_wrong(self) -> bool {
        self.clock < self.been || !is_in_reach(self.clock)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_date(text: &str) -> NaiveDate {
        parse_any_year(text).unwrap()
    }

    #[test]
    fn a_day_is_written_in_full_and_in_a_year_that_can_be_meant() {
        assert_eq!(parse_day("2026-11-21"), NaiveDate::from_ymd_opt(2026, 11, 21));
        for text in
            ["", "2026-11-3", "2026-02-30", " 2026-11-2", "20261121", "21/11 2026", "26-11-21", "+026-11-21"]
        {
            assert_eq!(parse_day(text), None, "{text}");
        }
        for text in ["0000-01-01", "0026-11-21", "1999-12-31", "2100-01-01", "9999-12-31"] {
            assert_eq!((parse_day(text), parse_any_year(text).is_some()), (None, true), "{text}");
        }
    }

    #[test]
    fn what_has_happened_lies_between_2000_and_tomorrow() {
        let past = PastDays::until_tomorrow(parse_date("2026-11-29"));
        let held = ["2000-01-01", "2026-11-29", "2026-11-30"].map(|text| past.includes_day(parse_date(text)));
        let not = ["1999-12-31", "2026-12-01", "2062-11-21", "9999-12-31"]
            .map(|text| past.includes_day(parse_date(text)));
        assert_eq!((held, not), ([true; 3], [false; 4]));
        assert_eq!(past.to_string(), "från 2000-01-01 till 2026-11-30");
    }

    #[test]
    fn a_clock_that_is_behind_what_is_known_is_not_believed() {
        let been = parse_date("2026-02-28");
        let right = CurrentDate::from_clock(parse_date("2026-11-29"), Some(been));
        assert_eq!((right.effective_day(), right.clock_warning()), (parse_date("2026-11-29"), None));
        for clock in ["1970-01-01", "2026-02-27"] {
            let behind = CurrentDate::from_clock(parse_date(clock), Some(been));
            assert_eq!(behind.effective_day(), been, "{clock}");
            assert!(behind.past_days().includes_day(parse_date("2026-11-29")));
            assert!(behind.clock_warning().unwrap().contains(clock));
        }
        assert!(CurrentDate::from_clock(parse_date("2126-01-01"), Some(been)).clock_warning().is_some());
    }
}
