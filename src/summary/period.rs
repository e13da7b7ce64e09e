//! Months, tertials and years: the tree that time is counted by.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A month, which every form belongs to by the day it was filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// The month, 1–12.
    pub month: u32,
}

/// How finely time is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Granularity {
    /// By year.
    Year,
    /// By tertial, as the follow-up of the nämnd: T1, T2, and the rest of the year for the verksamhetsberättelse.
    #[default]
    Tertial,
    /// By month.
    Month,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeSpan {
    /// All of it.
    All,
    /// A year.
    Year(i32),
    /// A third of a year: 1, 2 or 3.
    Tertial(i32, u32),
    /// A month.
    Month(Month),
}

impl Month {
    /// The month of a day.
    pub fn of_day(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    fn next_month(self) -> Self {
        match self.month {
            12 => Self { year: self.year + 1, month: 1 },
            month => Self { month: month + 1, ..self },
        }
    }
}

impl TimeSpan {
    /// The stretch that a text is: `2026`, `2026-T1` or `2026-11`.
    pub fn parse_span(text: &str) -> Option<Self> {
        let (year, part) = text.split_once('-').map_or((text, None), |(year, part)| (year, Some(part)));
        let year = year.parse().ok().filter(|year| (1000..10_000).contains(year))?;
        match part {
            None => Some(Self::Year(year)),
            Some(third) if third.to_uppercase().starts_with('T') => {
                let third = third.get(1..)?.parse().ok().filter(|third| (1..=3).contains(third))?;
                Some(Self::Tertial(year, third))
            }
            Some(month) => {
                let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
                Some(Self::Month(Month { year, month }))
            }
        }
    }

    /// Whether it lies in a year.
    pub fn is_in_year(self, year: i32) -> bool {
        match self {
            Self::All => false,
            Self::Year(own) | Self::Tertial(own, _) => own == year,
            Self::Month(month) => month.year == year,
        }
    }

    /// Whether a month lies in it.
    pub fn contains_month(self, month: Month) -> bool {
        match self {
            Self::All => true,
            Self::Year(year) => month.year == year,
            Self::Tertial(year, third) => month.year == year && (month.month - 1) / 4 + 1 == third,
            Self::Month(own) => month == own,
        }
    }

    /// The stretches that it is made of, of those that `months` lie in. A month is made of none.
    pub fn split_parts(self, months: &[Month]) -> Vec<Self> {
        let within = months.iter().copied().filter(|month| self.contains_month(*month));
        let mut parts: Vec<Self> = match self {
            Self::All => within.map(|month| Self::Year(month.year)).collect(),
            Self::Year(_) => {
                within.map(|month| Self::Tertial(month.year, (month.month - 1) / 4 + 1)).collect()
            }
            Self::Tertial(..) => within.map(Self::Month).collect(),
            Self::Month(_) => Vec::new(),
        };
        parts.dedup();
        parts
    }

    /// The stretches of a fineness that `months` lie in.
    pub fn all_spans(by: Granularity, months: &[Month]) -> Vec<Self> {
        let years = Self::All.split_parts(months);
        let of = |spans: Vec<Self>| {
            spans.into_iter().flat_map(|span| span.split_parts(months)).collect::<Vec<_>>()
        };
        match by {
            Granularity::Year => years,
            Granularity::Tertial => of(years),
            Granularity::Month => of(of(years)),
        }
    }

    /// What a reader sees.
    pub fn label(self) -> String {
        match self {
            Self::All => "Totalt".to_owned(),
            Self::Year(year) => year.to_string(),
            Self::Tertial(year, third) => format!("{year} T{third}"),
            Self::Month(Month { year, month }) => format!("{year}-{month:02}"),
        }
    }
}

/// The id in CSV and JSON: `2026`, `2026-T1`, `2026-04`, `total`.
impl fmt::Display for TimeSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("total"),
            Self::Tertial(year, third) => write!(f, "{year}-T{third}"),
            Self::Year(_) | Self::Month(_) => f.write_str(&self.label()),
        }
    }
}

impl Granularity {
    /// Every fineness, the finest first.
    pub const ALL: [Self; 3] = [Self::Month, Self::Tertial, Self::Year];

    /// The id on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Tertial => "tertial",
            Self::Year => "year",
        }
    }

    /// What a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::Month => "per månad",
            Self::Tertial => "per tertial",
            Self::Year => "per år",
        }
    }
}

/// Every month from the first to the last, those without forms too.
pub fn months_between(first: Month, last: Month) -> Vec<Month> {
    let mut months = vec![first];
    while let Some(month) = months.last().copied().filter(|month| *month < last) {
        months.push(month.next_month());
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test_month(year: i32, month: u32) -> Month {
        Month { year, month }
    }

    #[test]
    fn a_year_is_three_tertials_of_four_months() {
        let months = months_between(test_month(2025, 11), test_month(2026, 9));
        let ids = |by| TimeSpan::all_spans(by, &months).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(ids(Granularity::Year), ["2025", "2026"]);
        assert_eq!(ids(Granularity::Tertial), ["2025-T3", "2026-T1", "2026-T2", "2026-T3"]);
        assert_eq!(ids(Granularity::Month).len(), 11);
        assert_eq!(TimeSpan::Tertial(2026, 3).label(), "2026 T3");
        assert!(
            TimeSpan::Tertial(2026, 1).contains_month(test_month(2026, 4))
                && !TimeSpan::Tertial(2026, 1).contains_month(test_month(2026, 5))
        );
    }
}
