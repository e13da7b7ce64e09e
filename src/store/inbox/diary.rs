//! Numbers in the diary: which texts are one, and the number that stands among other words.

use crate::calendar;

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

/// Whether the digits are those of a personnummer or a samordningsnummer, however it is written.
fn is_personal_number(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let day = match digits.len() {
        12 => digits.get(..8),
        10 if !text.contains('/') => digits.get(..6),
        _ => None,
    };
    day.is_some_and(is_birthday)
}

/// Whether digits such as `20100131`, `100131` or, in a samordningsnummer, `100191` are a day.
fn is_birthday(digits: &str) -> bool {
    let century = if digits.len() == 6 { "20" } else { "" };
    let Some((rest, day)) = digits.split_at_checked(digits.len() - 2) else { return false };
    let (year, month) = rest.split_at(rest.len() - 2);
    let day = day.parse::<u32>().map_or(0, |day| if day > 60 { day - 60 } else { day });
    calendar::parse_day(&format!("{century}{year}-{month}-{day:02}")).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diarienummer_has_a_digit_and_neither_a_name_nor_a_personnummer() {
        for good in
            ["KS 2026/17", "2026-00123", "SSF 2026:4-1", "Dnr SoN 2026/123", "ks 2026/17", "1.1-123/2026", ""]
        {
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
