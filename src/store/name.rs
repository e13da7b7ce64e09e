//! Names of saved forms: `2026-v47-hot-7f3k2q`. Week, kind and a random word; never a person, an hour or a user.

use std::path::Path;

use chrono::{Datelike, NaiveDate, Weekday};

use super::error::StoreError;
use crate::form::model::{Form, FormId, Identity};

/// What the random word is made of.
const LETTERS: &[u8; 34] = b"abcdefghijklmnopqrstuvwxyz23456789";

/// How long the word in a name is, the beginning of the form's id: a thousand forms of one kind in one week meet with a chance
/// of one in three thousand, and a name that is taken is never written over but drawn again.
const LENGTH: usize = 6;

/// How much of the kind is kept.
const LONGEST_KIND: usize = 24;

/// The stem of the form's files, which ends in this word.
pub(super) fn form_stem(form: &Form, id: &FormId) -> String {
    format!("{}-{}-{}", form.filled.format("%G-v%V"), plain_kind(&form.kind), id.short_word())
}

/// The stem of the files of one version of a form: the first is called by its word alone.
pub(super) fn version_stem(form: &Form, identity: &Identity) -> String {
    let Identity { id, version } = identity;
    if *version < 2 {
        return form_stem(form, id);
    }
    let (week, kind) = (form.filled.format("%G-v%V"), plain_kind(&form.kind));
    format!("{week}-{kind}-v{version}-{}", id.short_word())
}

/// A new id for a form.
///
/// # Errors
/// [`StoreError::NoRandomness`] where the system gives none.
pub(super) fn draw_form_id() -> Result<FormId, StoreError> {
    FormId::parse_id(&draw_letters(FormId::LENGTH)?).ok_or(StoreError::NoRandomness)
}

/// The first day of the week that a form's name begins with; `None` for names that are not ours.
pub(super) fn parse_week(name: &str) -> Option<NaiveDate> {
    let mut parts = name.splitn(3, '-');
    let (year, week, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let week = week.strip_prefix('v')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || week.len() != 2 || !digits(year) || !digits(week) || !rest.contains('-') {
        return None;
    }
    let monday = NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, Weekday::Mon)?;
    (monday.year() > 0).then_some(monday)
}

/// The random word that a form got with its name: two forms that say the same are told apart by it. `None` for names that
/// are not ours, or not any more.
pub(super) fn find_own_word(stem: &str) -> Option<[u8; LENGTH]> {
    parse_week(stem)?;
    let word: [u8; LENGTH] = stem.rsplit('-').next()?.as_bytes().try_into().ok()?;
    word.iter().all(|byte| LETTERS.contains(byte)).then_some(word)
}

/// The kind in letters every file system takes.
fn plain_kind(id: &str) -> String {
    let plain = id.chars().filter_map(|c| match c {
        'å' | 'ä' => Some('a'),
        'ö' => Some('o'),
        'a'..='z' | '0'..='9' | '-' => Some(c),
        _ => None,
    });
    let plain: String = plain.take(LONGEST_KIND).collect();
    let plain = plain.trim_matches('-');
    if plain.is_empty() { "blankett".to_owned() } else { plain.to_owned() }
}

/// Six random letters.
///
/// # Errors
/// [`StoreError::NoRandomness`] where the system gives none.
pub(crate) fn draw_word() -> Result<String, StoreError> {
    draw_letters(LENGTH)
}

/// So many random letters.
pub(super) fn draw_letters(count: usize) -> Result<String, StoreError> {
    let mut word = String::with_capacity(count);
    while word.len() < count {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|_| StoreError::NoRandomness)?;
        word.extend(bytes.into_iter().filter_map(letter_from_byte).take(count - word.len()));
    }
    Ok(word)
}

/// A letter for a random byte, or none for the few bytes that would make some letters likelier than others.
fn letter_from_byte(byte: u8) -> Option<char> {
    let fair = 255 / 34 * 34;
    let at = usize::from(byte);
    (at < fair).then(|| char::from(LETTERS[at % LETTERS.len()]))
}

/// Whether a file bears the name of a saved form.
pub(super) fn is_ours(path: &Path) -> bool {
    file_stem(path).and_then(parse_week).is_some()
}

pub(super) fn file_stem(path: &Path) -> Option<&str> {
    path.file_stem().and_then(|stem| stem.to_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_plain_words() {
        assert_eq!(plain_kind("oro-för-individ"), "oro-for-individ");
        assert_eq!(plain_kind("../../x"), "x");
        assert_eq!(plain_kind("…"), "blankett");
    }

    #[test]
    fn words_are_six_fair_letters() {
        let word = draw_word().unwrap();
        assert_eq!(word.len(), LENGTH);
        assert!(word.bytes().all(|byte| LETTERS.contains(&byte)));
        let all: Vec<char> = (0..=u8::MAX).filter_map(letter_from_byte).collect();
        assert!(LETTERS.iter().all(|l| all.iter().filter(|c| **c == char::from(*l)).count() == 7));
    }

    #[test]
    fn a_name_tells_its_own_word_until_it_is_changed() {
        assert_eq!(find_own_word("2026-v47-oro-7f3k2q"), Some(*b"7f3k2q"));
        for other in
            ["2026-v47-oro-7f3k2q (1)", "Kopia av 2026-v47-oro-7f3k2q", "2026-v47-oro-kopia", "7f3k2q"]
        {
            assert_eq!(find_own_word(other), None, "{other}");
        }
    }

    #[test]
    fn a_name_tells_its_week() {
        assert_eq!(parse_week("2026-v47-oro-7f3k2q"), NaiveDate::from_ymd_opt(2026, 11, 16));
        for other in ["", "2026-v47", "2026-11-21-x", "anteckningar", "2026-v54-oro-abcdef"] {
            assert_eq!(parse_week(other), None, "{other}");
        }
    }
}
