//! Times as they are said: `vecka 40`, `oktober`, `i går kväll`. Whoever writes by hand is read by this, whatever the face.

use chrono::{Datelike, NaiveDate, Weekday};

use super::event::FieldValue;
use super::period::{CalendarSpan, DayPart, Direction, MONTHS, NotAPeriod, Period, parse_number};

/// What is said where something else than a time was written.
pub const UNREAD: &str = "Det går inte att läsa som en tid.";

/// How exact a time may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimePrecision {
    /// A day, and nothing else: the day the form is filled in.
    Day,
    /// A week or a month: a day could point a person out.
    Coarse,
    /// A day, a week or a month: no person is concerned.
    Any,
}

impl TimePrecision {
    /// The value of a field, read as it is said on the day `today`. A day where none may be given is for whoever takes the value to
    /// refuse, with the reason.
    ///
    /// # Errors
    /// [`NotAPeriod`]
    pub fn parse_value(self, text: &str, today: NaiveDate) -> Result<FieldValue, NotAPeriod> {
        self.to_value(Period::parse_said(text, today)?)
    }

    /// The value of a field that a stretch makes.
    ///
    /// # Errors
    /// [`NotAPeriod`], where a day is wanted and it is none.
    pub fn to_value(self, period: Period) -> Result<FieldValue, NotAPeriod> {
        match (self, period.when) {
            (Self::Day, CalendarSpan::Day(day)) => Ok(FieldValue::Day(day)),
            (Self::Day, CalendarSpan::Week { .. } | CalendarSpan::Month { .. }) => Err(NotAPeriod),
            (Self::Coarse | Self::Any, _) => Ok(FieldValue::Period(period)),
        }
    }

    /// That something is no such time, and what is.
    pub fn describe_unread(self) -> String {
        format!("{UNREAD} Skriv {}.", self.examples())
    }

    /// What may be written, as a sentence goes on after "skriv".
    pub fn examples(self) -> &'static str {
        match self {
            Self::Day => "ett datum, som 2026-11-21 eller i går",
            Self::Coarse => {
                "en vecka, som vecka 47 eller förra veckan, eller en månad, som november eller 2026-11, och gärna del \
                 av dygnet, som kväll"
            }
            Self::Any => {
                "en vecka, som vecka 47, en månad, som november eller 2026-11, eller ett datum, som 2026-11-21 eller i \
                 går, och gärna del av dygnet, som kväll"
            }
        }
    }
}

/// The stretches that are named by how far they lie from the day they are said on, in small letters.
const RELATIVE: [(&[&str], SpokenSpan); 10] = [
    (&["i dag", "idag"], SpokenSpan::DaysAgo(0)),
    (&["i går", "igår", "i gar", "igar"], SpokenSpan::DaysAgo(1)),
    (&["i förrgår", "iförrgår", "förrgår"], SpokenSpan::DaysAgo(2)),
    (&["i morse", "imorse"], SpokenSpan::Today(DayPart::Morning)),
    (&["i kväll", "ikväll"], SpokenSpan::Today(DayPart::Evening)),
    (&["den här veckan", "denna vecka", "i veckan"], SpokenSpan::Week(None)),
    (&["förra veckan"], SpokenSpan::Week(Some(Direction::Earlier))),
    (&["nästa vecka"], SpokenSpan::Week(Some(Direction::Later))),
    (&["den här månaden", "denna månad"], SpokenSpan::Month(None)),
    (&["förra månaden"], SpokenSpan::Month(Some(Direction::Earlier))),
];

/// The days of the week as they are said of the one that was last.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("måndags", Weekday::Mon),
    ("tisdags", Weekday::Tue),
    ("onsdags", Weekday::Wed),
    ("torsdags", Weekday::Thu),
    ("fredags", Weekday::Fri),
    ("lördags", Weekday::Sat),
    ("söndags", Weekday::Sun),
];

/// A stretch that was said with words that name none by itself.
#[derive(Clone, Copy)]
enum SpokenSpan {
    DaysAgo(u16),
    Today(DayPart),
    Week(Option<Direction>),
    Month(Option<Direction>),
}

impl SpokenSpan {
    fn to_period(self, today: NaiveDate) -> Option<Period> {
        let turned = |span: CalendarSpan, way: Option<Direction>| way.map_or(span, |way| span.shift(way));
        let (when, part) = match self {
            Self::DaysAgo(days) => {
                let day = today.checked_sub_days(chrono::Days::new(u64::from(days)))?;
                (CalendarSpan::Day(day), None)
            }
            Self::Today(part) => (CalendarSpan::Day(today), Some(part)),
            Self::Week(way) => (turned(CalendarSpan::week_of(today), way), None),
            Self::Month(way) => (turned(CalendarSpan::month_of(today), way), None),
        };
        Some(Period { when, part })
    }
}

impl Period {
    /// The stretch that is written as it is said on the day `today`, or as it is kept in files. Where no year stands behind a week or
    /// a month it is of the year of `today`.
    ///
    /// # Errors
    /// [`NotAPeriod`]
    pub fn parse_said(text: &str, today: NaiveDate) -> Result<Self, NotAPeriod> {
        if let Ok(period) = text.parse() {
            return Ok(period);
        }
        let said = text.to_lowercase().replace(',', " ");
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        match split_relative(&said, today) {
            Some((period, rest)) => add_part(period, rest),
            None => parse_named(&said, today),
        }
    }
}

/// A stretch that is counted from today, and what stands after it.
fn split_relative(said: &str, today: NaiveDate) -> Option<(Period, &str)> {
    let after = |words: &str| {
        let rest = said.strip_prefix(words)?;
        (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim())
    };
    let named = RELATIVE.iter().find_map(|(words, span)| {
        let rest = words.iter().find_map(|words| after(words))?;
        Some((span.to_period(today)?, rest))
    });
    named.or_else(|| {
        let said = said.strip_prefix("i ").unwrap_or(said);
        let (name, rest) = split_word(said);
        let (_, weekday) = WEEKDAYS.iter().find(|(known, _)| *known == name)?;
        let day = std::iter::successors(today.pred_opt(), NaiveDate::pred_opt)
            .take(7)
            .find(|day| day.weekday() == *weekday)?;
        Some((Period { when: CalendarSpan::Day(day), part: None }, rest))
    })
}

/// The stretch with the part of the day that stands after it, if one does.
fn add_part(period: Period, rest: &str) -> Result<Period, NotAPeriod> {
    match (rest, period.part) {
        ("", _) => Ok(period),
        (_, Some(_)) => Err(NotAPeriod),
        (word, None) => Ok(Period { part: Some(DayPart::parse_word(word).ok_or(NotAPeriod)?), ..period }),
    }
}

/// A week by its number or a month by its name, with or without a year and a part of the day.
fn parse_named(said: &str, today: NaiveDate) -> Result<Period, NotAPeriod> {
    let (lead, rest) = split_named(said)?;
    let (year, part) = match split_word(rest) {
        (year, part) if year.len() == 4 && year.chars().all(|c| c.is_ascii_digit()) => (Some(year), part),
        _ => (None, rest.trim()),
    };
    let year = year.map(parse_number).transpose()?;
    let span = match lead {
        NamedSpan::Week(week) => format!("{}-v{week}", year.unwrap_or_else(|| today.iso_week().year())),
        NamedSpan::Month(month) => format!("{}-{month}", year.unwrap_or_else(|| today.year())),
        NamedSpan::Day(day, month) => {
            let year = year.unwrap_or_else(|| today.year());
            NaiveDate::from_ymd_opt(year, month, day).ok_or(NotAPeriod)?.to_string()
        }
    };
    format!("{span} {part}").parse()
}

/// A stretch that was named without its year.
enum NamedSpan {
    Week(u32),
    Month(u32),
    /// A day of a month.
    Day(u32, u32),
}

/// A week by its number, a month by its name or a day of it, and what stands after.
fn split_named(said: &str) -> Result<(NamedSpan, &str), NotAPeriod> {
    if let Some((week, rest)) = split_week(said) {
        return Ok((NamedSpan::Week(parse_number(week)?), rest));
    }
    let month =
        |name: &str| MONTHS.iter().zip(1..).find(|(known, _)| **known == name).map(|(_, month)| month);
    let (name, rest) = split_word(said);
    if let Some(month) = month(name) {
        return Ok((NamedSpan::Month(month), rest));
    }
    let (of, rest) = split_word(rest);
    let day = name.strip_suffix('.').unwrap_or(name);
    Ok((NamedSpan::Day(parse_number(day)?, month(of).ok_or(NotAPeriod)?), rest))
}

/// The digits after `vecka` or `v`, and the rest.
fn split_week(text: &str) -> Option<(&str, &str)> {
    let after = ["vecka", "v.", "v"].into_iter().find_map(|word| text.strip_prefix(word))?.trim_start();
    let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    after.split_at_checked(digits).filter(|(week, _)| !week.is_empty())
}

fn split_word(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once(' ').unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Saturday.
    fn test_day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    #[test]
    fn reads_what_people_say() {
        for (said, kept) in [
            ("vecka 40", "2026-v40"),
            ("v 40", "2026-v40"),
            ("v. 40", "2026-v40"),
            ("V40 kväll", "2026-v40 kväll"),
            ("vecka 40, 2025, natt", "2025-v40 natt"),
            ("oktober", "2026-10"),
            ("Oktober 2025 kväll", "2025-10 kväll"),
            ("2026-11", "2026-11"),
            ("i går", "2026-11-20"),
            ("Igår kväll", "2026-11-20 kväll"),
            ("i förrgår, natt", "2026-11-19 natt"),
            ("idag", "2026-11-21"),
            ("i morse", "2026-11-21 morgon"),
            ("i lördags", "2026-11-14"),
            ("i fredags kväll", "2026-11-20 kväll"),
            ("förra veckan", "2026-v46"),
            ("den här veckan kväll", "2026-v47 kväll"),
            ("förra  månaden", "2026-10"),
            ("21 november", "2026-11-21"),
            ("3 oktober 2025 kväll", "2025-10-03 kväll"),
        ] {
            let period = Period::parse_said(said, test_day());
            assert_eq!(period.map(|period| period.to_string()).as_deref(), Ok(kept), "{said}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "",
            "vecka",
            "v54",
            "vecka 4000",
            "okt",
            "oktober lunch",
            "40",
            "i går lunch",
            "i morse kväll",
            "igården",
            "förra",
            "måndag",
            "31 november",
            "21 okt",
        ] {
            assert_eq!(Period::parse_said(text, test_day()), Err(NotAPeriod), "{text}");
        }
    }

    #[test]
    fn every_stretch_is_read_as_it_is_told() {
        for text in ["2026-v47 kväll", "2025-01", "2026-v01 natt", "2026-11-03 natt"] {
            let period: Period = text.parse().unwrap();
            assert_eq!(Period::parse_said(&period.words(), test_day()), Ok(period), "{text}");
        }
    }

    #[test]
    fn a_turn_of_the_year_is_counted_from_the_day() {
        let new_year = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        for (said, kept) in
            [("i går", "2026-12-31"), ("förra veckan", "2026-v52"), ("förra månaden", "2026-12")]
        {
            assert_eq!(Period::parse_said(said, new_year).unwrap().to_string(), kept, "{said}");
        }
    }
}
