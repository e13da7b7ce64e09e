//! A day made coarser: no more than what stood there says. A year is told only where one was written.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use super::{MONTH, ORDINAL};
use crate::deid::list::split_list;
use crate::deid::pattern::{Pattern, inner_pattern};

/// 2026-11-14, 20261114.
static YEAR_FIRST: LazyLock<Pattern> = LazyLock::new(|| {
    inner_pattern(
        r"^(?P<year>(?:19|20)[0-9]{2})(?: ?[-/. ] ?)?(?P<month>[0-9]{1,2})(?: ?[-/. ] ?)?(?P<day>[0-9]{1,2})$",
    )
});

/// 14/11, 14/11-26, 14.11.2026.
static DAY_FIRST: LazyLock<Pattern> = LazyLock::new(|| {
    inner_pattern(
        r"^(?:den |till |mellan )*(?P<day>[0-9]{1,2}) ?[-/.*_|] ?(?P<month>[0-9]{1,2})(?: ?[-/.*_| ] ?'? ?(?P<year>(?:19|20)[0-9]{2}|[0-9]{2}))?$",
    )
});

/// 14 november, den 14:e nov 2026. Two figures after a blank may be an hour: they are no year.
static NAMED: LazyLock<Pattern> = LazyLock::new(|| {
    inner_pattern(&format!(
        r"^(?:den |d\.? ?)?(?:(?P<day>[0-9]{{1,2}})(?::?[ae]|:de|:nde)?\.?|(?P<ordinal>{ORDINAL}))(?: |-)*(?:i )?(?P<name>{MONTH})\.?(?:[ ,-]+(?P<year>(?:19|20)[0-9]{{2}})|[ ,]*[-'](?P<short>[0-9]{{2}})|[ ,]+[0-9]{{2}})?$"
    ))
});

/// November 14, 2026.
static NAME_FIRST: LazyLock<Pattern> = LazyLock::new(|| {
    inner_pattern(&format!(
        r"^(?P<name>{MONTH}) (?:den )?(?P<day>[0-9]{{1,2}})(?::?[ae]|th|st|nd|rd)?(?:,? (?P<year>(?:19|20)[0-9]{{2}}))?$"
    ))
});

const MONTHS: [&str; 12] =
    split_list("januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december");

/// The week of a day whose year is written, the part of the month of another; None where the text may mean more than one.
pub(super) fn coarsen_date(text: &str) -> Option<String> {
    let text = text.trim();
    let found = [&*YEAR_FIRST, &*DAY_FIRST, &*NAMED, &*NAME_FIRST]
        .into_iter()
        .find_map(|form| form.capture_groups(text))?;
    let part = |name: &str| found.get_group_by_name(name).and_then(|span| text.get(span.range()));
    let month = match part("name") {
        Some(name) => MONTHS
            .iter()
            .position(|month| month.starts_with(name.get(..3).unwrap_or(name)))
            .and_then(|at| u32::try_from(at + 1).ok()),
        None => part("month").and_then(|month| month.parse().ok()),
    }?;
    let day = match part("day") {
        Some(day) => day.parse().ok(),
        None => part("ordinal").and_then(parse_ordinal),
    }?;
    let year = part("year").or(part("short")).and_then(parse_year);
    let date = NaiveDate::from_ymd_opt(year.unwrap_or(LEAP), month, day)?;
    let week = date.iso_week();
    match year {
        Some(year) if week.year() == year => Some(format!("vecka {} {year}", week.week())),
        Some(year) => Some(format!("{} {year}", third_of_month(date)?)),
        None => third_of_month(date),
    }
}

/// A year that has every day.
const LEAP: i32 = 2024;

/// The year that four figures are, or two: nobody here was born before 1930, and no plan is made for after 2029.
fn parse_year(written: &str) -> Option<i32> {
    let year: i32 = written.parse().ok()?;
    Some(match year {
        0..30 => year + 2000,
        30..100 => year + 1900,
        _ => year,
    })
}

fn third_of_month(date: NaiveDate) -> Option<String> {
    let part = match date.day() {
        0..=10 => "början",
        11..=20 => "mitten",
        _ => "slutet",
    };
    Some(format!("i {part} av {}", MONTHS.get(date.month0() as usize)?))
}

fn parse_ordinal(word: &str) -> Option<u32> {
    const UNITS: [&str; 20] = split_list(
        "|första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|elfte|tolfte|trettonde|fjortonde|femtonde|\
         sextonde|sjuttonde|artonde|nittonde",
    );
    let unit =
        |word: &str| UNITS.iter().position(|unit| *unit == word.trim()).and_then(|at| u32::try_from(at).ok());
    match word {
        "tjugonde" => Some(20),
        "trettionde" => Some(30),
        _ => word
            .strip_prefix("tjugo")
            .and_then(|rest| Some(20 + unit(rest)?))
            .or_else(|| word.strip_prefix("trettio").and_then(|rest| Some(30 + unit(rest)?)))
            .or_else(|| unit(word)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_is_told_that_was_not_written() {
        for (text, coarse) in [
            ("2026-11-19", Some("vecka 47 2026")),
            ("19 nov 2026", Some("vecka 47 2026")),
            ("19/11-26", Some("vecka 47 2026")),
            ("20261119", Some("vecka 47 2026")),
            ("2027-01-01", Some("i början av januari 2027")),
            ("19/11", Some("i mitten av november")),
            ("den 12 oktober", Some("i mitten av oktober")),
            ("12 oktober 13", Some("i mitten av oktober")),
            ("12 oktober -13", Some("vecka 41 2013")),
            ("den fjortonde november", Some("i mitten av november")),
            ("tjugoförsta maj", Some("i slutet av maj")),
            ("november 2", Some("i början av november")),
            ("31 februari", None),
            ("261114", None),
            ("15 jan-20 feb", None),
            ("den 14:e", None),
        ] {
            assert_eq!(coarsen_date(text).as_deref(), coarse, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_year_stands_only_where_one_was_written(year in 1930..2030_i32, ordinal in 1..366_u32, form in 0..9_usize) {
            let date = NaiveDate::from_yo_opt(year, ordinal).unwrap();
            let (day, month, name) = (date.day(), date.month(), MONTHS[date.month0() as usize]);
            let short = year % 100;
            let (text, yearly) = match form {
                0 => (format!("{year}-{month:02}-{day:02}"), true),
                1 => (format!("{day}/{month}"), false),
                2 => (format!("{day}/{month}-{short:02}"), true),
                3 => (format!("{day} {name}"), false),
                4 => (format!("{day} {name} {year}"), true),
                5 => (format!("den {day}:e {name}"), false),
                6 => (format!("{day}.{month}.{year}"), true),
                7 => (format!("{day} {name} {short:02}"), false),
                _ => (format!("{year}{month:02}{day:02}"), true),
            };
            let coarse = coarsen_date(&text).unwrap();
            prop_assert_eq!(coarse.contains(&year.to_string()), yearly, "{} to {}", &text, &coarse);
            prop_assert!(yearly || !coarse.contains(|c: char| c.is_ascii_digit()), "{} to {}", text, coarse);
            if coarse.contains("vecka") {
                let week = format!("vecka {} ", date.iso_week().week());
                prop_assert!(coarse.contains(&week), "{}", coarse);
            } else {
                prop_assert!(coarse.contains(name), "{}", coarse);
            }
        }
    }
}
