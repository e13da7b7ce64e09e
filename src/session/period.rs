//! When something happened: a week, a month or a day, and part of the day. Never a time of day.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::calendar::{self, PastDays};

/// A stretch of time, as coarse as the form wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    /// The day, week or month.
    pub when: CalendarSpan,
    /// The part of the day, where it is known.
    pub part: Option<DayPart>,
}

/// A day, an ISO 8601 week or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CalendarSpan {
    /// One day.
    Day(NaiveDate),
    /// An ISO 8601 week: the year it belongs to and its number, from 1.
    Week {
        /// The ISO week-numbering year.
        year: i32,
        /// The week, 1–53.
        week: u32,
    },
    /// A month of a year.
    Month {
        /// The year.
        year: i32,
        /// The month, 1–12.
        month: u32,
    },
}

/// Part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DayPart {
    /// About 6–9.
    Morning,
    /// About 9–12.
    Forenoon,
    /// About 12–18.
    Afternoon,
    /// About 18–24.
    Evening,
    /// About 0–6.
    Night,
}

/// Why a text is not a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "Skriv en vecka (2026-v47), en månad (2026-11) eller ett datum (2026-11-21), och gärna del av dygnet: morgon, förmiddag, eftermiddag, kväll, natt."
)]
pub struct NotAPeriod;

pub(super) const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

impl Period {
    /// The week `day` lies in.
    pub fn week_of(day: NaiveDate) -> Self {
        Self { when: CalendarSpan::week_of(day), part: None }
    }
}

impl CalendarSpan {
    /// The week `day` lies in.
    pub fn week_of(day: NaiveDate) -> Self {
        let week = day.iso_week();
        Self::Week { year: week.year(), week: week.week() }
    }

    /// The first day of the stretch; `None` for a week or month that does not exist.
    pub fn first_day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Week { year, week } => NaiveDate::from_isoywd_opt(year, week, Weekday::Mon),
            Self::Month { year, month } => NaiveDate::from_ymd_opt(year, month, 1),
        }
    }

    /// The last day of the stretch; `None` for a week or month that does not exist.
    pub fn last_day(self) -> Option<NaiveDate> {
        let first = self.first_day()?;
        match self {
            Self::Day(day) => Some(day),
            Self::Week { .. } => first.checked_add_days(Days::new(6)),
            Self::Month { .. } => first.checked_add_months(Months::new(1))?.pred_opt(),
        }
    }

    /// Whether something that has happened can lie in it: whether some day of it does.
    pub fn can_have_been(self, past: PastDays) -> bool {
        let (Some(first), Some(last)) = (self.first_day(), self.last_day()) else { return false };
        past.includes_day(first) || past.includes_day(last)
    }

    /// Whether it is one single day.
    pub fn is_day(self) -> bool {
        matches!(self, Self::Day(_))
    }

    /// The stretch before (`false`) or after (`true`), as far as calendars reach.
    #[must_use]
    pub fn shift(self, way: Direction) -> Self {
        let moved = match self {
            Self::Day(day) => shift_days(day, 1, way).map(Self::Day),
            Self::Week { .. } => self.first_day().and_then(|day| shift_days(day, 7, way)).map(Self::week_of),
            Self::Month { .. } => self.first_day().and_then(|day| shift_month(day, way)).map(Self::month_of),
        };
        moved.unwrap_or(self)
    }

    /// The month `day` lies in.
    pub fn month_of(day: NaiveDate) -> Self {
        Self::Month { year: day.year(), month: day.month() }
    }
}

/// Backwards or forwards in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the one before.
    Earlier,
    /// To the one after.
    Later,
}

fn shift_days(day: NaiveDate, days: u64, way: Direction) -> Option<NaiveDate> {
    match way {
        Direction::Earlier => day.checked_sub_days(Days::new(days)),
        Direction::Later => day.checked_add_days(Days::new(days)),
    }
}

fn shift_month(day: NaiveDate, way: Direction) -> Option<NaiveDate> {
    match way {
        Direction::Earlier => day.checked_sub_months(Months::new(1)),
        Direction::Later => day.checked_add_months(Months::new(1)),
    }
}

impl DayPart {
    /// All, from morning to night.
    pub const ALL: [Self; 5] = [Self::Morning, Self::Forenoon, Self::Afternoon, Self::Evening, Self::Night];

    /// The word shown and written.
    pub fn label(self) -> &'static str {
        match self {
            Self::Morning => "morgon",
            Self::Forenoon => "förmiddag",
            Self::Afternoon => "eftermiddag",
            Self::Evening => "kväll",
            Self::Night => "natt",
        }
    }

    /// The part that a word in small letters names, with or without its dots.
    pub(super) fn parse_word(word: &str) -> Option<Self> {
        let plain = |text: &str| text.replace('ö', "o").replace('ä', "a");
        Self::ALL.into_iter().find(|part| plain(part.label()) == plain(word))
    }
}

/// The form kept in files: `2026-v47`, `2026-11`, `2026-11-21`, each with an optional part of the day after a space.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.when)?;
        self.part.map_or(Ok(()), |part| write!(f, " {}", part.label()))
    }
}

impl fmt::Display for CalendarSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Self::Week { year, week } => write!(f, "{year}-v{week:02}"),
            Self::Month { year, month } => write!(f, "{year}-{month:02}"),
        }
    }
}

impl Period {
    /// The period in words: `vecka 47, 2026, kväll`.
    pub fn words(&self) -> String {
        let when = match self.when {
            CalendarSpan::Day(day) => {
                let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
                format!("{} {month} {}", day.day(), day.year())
            }
            CalendarSpan::Week { year, week } => format!("vecka {week}, {year}"),
            CalendarSpan::Month { year, month } => {
                let name = MONTHS.get(month.saturating_sub(1) as usize).copied().unwrap_or_default();
                format!("{name} {year}")
            }
        };
        match self.part {
            Some(part) => format!("{when}, {}", part.label()),
            None => when,
        }
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let mut words = text.split_whitespace();
        let when = words.next().ok_or(NotAPeriod)?.parse()?;
        let part = words
            .next()
            .map(|word| DayPart::parse_word(&word.to_lowercase()).ok_or(NotAPeriod))
            .transpose()?;
        if words.next().is_some() { Err(NotAPeriod) } else { Ok(Self { when, part }) }
    }
}

impl FromStr for CalendarSpan {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let lower = text.to_lowercase();
        let when = match lower.split('-').collect::<Vec<_>>().as_slice() {
            [year, stretch] if year.len() == 4 => match stretch.strip_prefix('v') {
                Some(week) => Self::Week { year: parse_number(year)?, week: parse_number(week)? },
                None => Self::Month { year: parse_number(year)?, month: parse_number(stretch)? },
            },
            [_, _, _] => Self::Day(calendar::parse_day(&lower).ok_or(NotAPeriod)?),
            _ => return Err(NotAPeriod),
        };
        when.last_day().filter(|day| calendar::is_in_reach(*day)).ok_or(NotAPeriod)?;
        Ok(when)
    }
}

pub(super) fn parse_number<T: FromStr>(digits: &str) -> Result<T, NotAPeriod> {
    if digits.is_empty() || digits.len() > 4 || !digits.chars().all(|c| c.is_ascii_digit()) {
        return Err(NotAPeriod);
    }
    digits.parse().map_err(|_| NotAPeriod)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in ["2026-v47", "2026-v47 kväll", "2026-11", "2026-11 natt", "2026-11-21 förmiddag"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
        assert_eq!("2026-V47 KVALL".parse::<Period>().unwrap().to_string(), "2026-v47 kväll");
    }

    #[test]
    fn refuses_what_is_no_period() {
        for text in [
            "",
            "igår",
            "2026-v54",
            "2026-13",
            "2026-02-30",
            "2026-v47 lunch",
            "2026-v47 kväll sent",
            "47",
            "26-v47",
            "0026-11",
            "02026-v47",
            "2026-vv47",
            "1999-12",
            "9999-v12",
            "2100-01-01",
        ] {
            assert_eq!(text.parse::<Period>(), Err(NotAPeriod), "{text}");
        }
    }

    #[test]
    fn steps_over_the_turn_of_the_year() {
        let week = |text: &str| text.parse::<CalendarSpan>().unwrap();
        assert_eq!(week("2026-v53").shift(Direction::Later), week("2027-v01"));
        assert_eq!(week("2026-01").shift(Direction::Earlier), week("2025-12"));
    }

    #[test]
    fn says_it_in_words() {
        assert_eq!("2026-v47 kväll".parse::<Period>().unwrap().words(), "vecka 47, 2026, kväll");
        assert_eq!("2026-11-21".parse::<Period>().unwrap().words(), "21 november 2026");
    }
}
