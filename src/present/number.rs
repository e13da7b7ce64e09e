//! Digits before rows, and answers that are numbers themselves: where a digit could be meant as the answer and not as its place.

use crate::flow::model::FieldOption;

/// The most rows of a list that have a digit each, which chooses the row it stands before: 1 to 9, and 0 for the tenth.
pub const DIRECT_KEYS: usize = 10;

/// Whether every option of a field has a key of its own on the form itself.
pub fn has_direct_keys(options: &[FieldOption]) -> bool {
    options.len() <= DIRECT_KEYS && !digits_mislead(options.iter().map(|option| &option.text))
}

/// Whether a digit names the place of one option and begins the text of another: `1`, `2–4`, `5 eller fler`.
pub fn digits_mislead(texts: impl IntoIterator<Item = impl AsRef<str>>) -> bool {
    texts
        .into_iter()
        .enumerate()
        .any(|(place, text)| leading_digit(text.as_ref()).is_some_and(|own| own != place + 1))
}

/// The digit before a row; `None` past the tenth.
pub fn row_digit(nth: usize) -> Option<usize> {
    (nth < DIRECT_KEYS).then(|| (nth + 1) % DIRECT_KEYS)
}

/// The number that a text begins with, where it is one digit.
pub fn leading_digit(text: &str) -> Option<usize> {
    let digits: String = text.trim_start().chars().take_while(char::is_ascii_digit).collect();
    (digits.len() == 1).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_ten_rows_have_a_digit() {
        let digits: Vec<_> = (0..11).map(row_digit).collect();
        assert_eq!(digits[..3], [Some(1), Some(2), Some(3)]);
        assert_eq!(digits[8..], [Some(9), Some(0), None]);
    }

    #[test]
    fn a_digit_misleads_where_it_begins_another_answer() {
        assert!(digits_mislead(["1", "2–4", "5 eller fler", "Vet inte"]));
        assert!(digits_mislead(["Inga", "1", "2–4"]));
        assert!(!digits_mislead(["1", "2", "3 eller fler", "Okänt"]));
        assert!(!digits_mislead(["Under 18 år", "18–20 år", "21 år eller äldre"]));
        assert!(!digits_mislead(["Ja", "Nej"]));
    }
}
