//! Numbers in the diary: which texts are one, and the number that stands among other words.

use std::ops::Range;

use chrono::NaiveDate;

/// A number in the diary: abbreviations, digits and signs, at least one of them a digit, or nothing. Never a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiaryNumber(String);

/// The longest.
const LONGEST: usize = 40;

/// The most words.
const WORDS: usize = 3;

/// The longest abbreviation; longer words are words.
const LONGEST_ABBREVIATION: usize = 6;

/// What stands before a number and is no abbreviation of whoever keeps the diary.
const LEADS: [&str; 3] = ["dnr", "diarienr", "diarienummer"];

impl DiaryNumber {
    /// The number that a text is; `None` where it is none.
    pub fn parse_number(text: &str) -> Option<Self> {
        let is_number = text.split_whitespace().all(word_fits) && !is_personal_number(text);
        Self::from_register(text).filter(|_| is_number)
    }

    /// The number that was noted before, by whatever was taken for one then.
    pub(super) fn from_register(text: &str) -> Option<Self> {
        let text = text.trim();
        let fits = |c: char| c.is_alphanumeric() || " -/.:".contains(c);
        let number = text.chars().count() <= LONGEST
            && text.chars().all(fits)
            && text.chars().any(|c| c.is_ascii_digit())
            && text.split_whitespace().count() <= WORDS;
        (text.is_empty() || number).then(|| Self(text.to_owned()))
    }

    /// The number that stands among other words, such as a name; `None` where there is none.
    pub fn find_number(text: &str) -> Option<Self> {
        let words = text.split_whitespace().map(|word| word.trim_matches([',', ';', '(', ')', '.', ':']));
        let left: Vec<&str> =
            words.filter(|word| !word.is_empty() && word_fits(word) && !is_personal_number(word)).collect();
        Self::parse_number(&left.join(" ")).filter(|number| !number.0.is_empty())
    }

    /// The number as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a word can stand in a number: its letters are an abbreviation, and no name.
fn word_fits(word: &str) -> bool {
    let mut letters = word.split(|c: char| !c.is_alphabetic()).filter(|run| !run.is_empty());
    letters.all(|run| {
        let (count, capitals) = (run.chars().count(), run.chars().filter(|c| c.is_uppercase()).count());
        count <= 2
            || LEADS.contains(&run.to_lowercase().as_str())
            || (count <= LONGEST_ABBREVIATION && capitals == count)
            || (count == 3 && capitals == 2)
    })
}

/// Whether the digits are, or end in, those of a personnummer or a samordningsnummer, however it is written: those of the whole text,
/// and those of every part of it between other signs than a hyphen.
fn is_personal_number(text: &str) -> bool {
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != '-').map(digits);
    let whole = Some(digits(text)).filter(|whole| [10, 12].contains(&whole.len()) && !text.contains('/'));
    parts.chain(whole).any(|digits| {
        let day = |length: usize, of: usize| {
            let start = digits.len().checked_sub(length)?;
            digits.get(start..start + of)
        };
        [day(12, 8), day(10, 6)].into_iter().flatten().any(is_birthday)
    })
}

/// Whether digits such as `19121212`, `100131` or, in a samordningsnummer, `100191` are a day, in any century that somebody alive
/// can be born in.
fn is_birthday(digits: &str) -> bool {
    let number = |range: Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok());
    let at = digits.len().saturating_sub(4);
    let (Some(year), Some(month), Some(day)) = (number(0..at), number(at..at + 2), number(at + 2..at + 4))
    else {
        return false;
    };
    // A year of two digits is one of either century; 2000 has every day that another of them has.
    let year = if at == 2 { year + 2000 } else { year };
    let day = if day > 60 { day - 60 } else { day };
    let year = i32::try_from(year).ok().filter(|year| (1850..2200).contains(year));
    year.is_some_and(|year| {
        let either = if at == 2 { year - 100 } else { year };
        [year, either].iter().any(|year| NaiveDate::from_ymd_opt(*year, month, day).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diarienummer_has_a_digit_and_neither_a_name_nor_a_personnummer() {
        for good in [
            "KS 2026/17",
            "2026-00123",
            "KS 2026/123-4",
            "SoN 2026-11/00123",
            "SSF 2026:4-1",
            "Dnr SoN 2026/123",
            "ks 2026/17",
            "1.1-123/2026",
            "",
        ] {
            assert!(DiaryNumber::parse_number(good).is_some(), "{good}");
        }
        let long = "1".repeat(41);
        for bad in [
            "Kalle",
            "Kalle 4",
            "KS 2026/17 Kalle",
            "Karlsson2026",
            "Eva 2026/1",
            "<1>",
            &long,
            "20100131-1234",
            "100131-1234",
            "201001911234",
            "19121212-1212",
            "191212121212",
            "PNR 19121212-1212",
            "19750101-2384",
            "19121212 1212",
            "500101-2384",
            "KS 2026/19121212-1212",
            "KS 2026/191212121212",
            "KS 2026-19750101-2384",
            "2026/750101-2384",
            "KS2026/7501012384",
        ] {
            assert!(DiaryNumber::parse_number(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn the_number_among_other_words_is_found() {
        let found = |text| DiaryNumber::find_number(text).map(|number| number.0);
        assert_eq!(found("KS 2026/17 Kalle Karlsson").as_deref(), Some("KS 2026/17"));
        assert_eq!(found("Kalle, KS 2026/17.").as_deref(), Some("KS 2026/17"));
        assert_eq!(found("Kalle Karlsson"), None);
        assert_eq!(found("20100131-1234"), None);
    }
}
