//! Words of a file, as they are told of: whether one is an id, what it was meant to be, and how it is quoted.

use crate::characters;

/// How many words may be compared for suggestions.
pub(super) const COMPARISONS: usize = 2_000_000;

/// Whether a word is a well-formed id: words of a–z, å, ä, ö and digits, joined by single hyphens.
pub(crate) fn is_id(word: &str) -> bool {
    word.len() <= 100
        && word.split('-').all(|part| {
            !part.is_empty() && part.chars().all(|c| matches!(c, 'a'..='z' | 'å' | 'ä' | 'ö' | '0'..='9'))
        })
}

/// The nearest thing to an id in a text.
pub(super) fn repair_id(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !matches!(c, 'a'..='z' | 'å' | 'ä' | 'ö' | '0'..='9'));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// What to do of a word that has a character which is not seen as what it is.
pub(crate) fn explain_hidden(word: &str) -> Option<String> {
    let hidden = characters::first_hidden(word).map(|hidden| hidden.character);
    let character = hidden.or_else(|| word.chars().find(|c| characters::is_hard_space(*c)))?;
    Some(format!(
        "Ordet har ett tecken som inte syns: {}. Ta bort det.",
        characters::describe_character(character)
    ))
}

/// A word short enough to be quoted in a sentence.
pub(crate) fn clip_word(word: &str) -> String {
    let mut short: String =
        word.chars().map(|c| if characters::is_control(c) { ' ' } else { c }).take(40).collect();
    if word.chars().nth(40).is_some() {
        short.push('…');
    }
    short
}

/// A help line for an id that is none of those known.
pub(super) fn suggest_id(word: &str, known: &[String]) -> Option<String> {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    format_suggestion(find_nearest_word(word, &known, &mut { COMPARISONS }), &known)
}

/// `Menade du …?`, where one of the known words is near.
pub(crate) fn suggest_nearest(word: &str, known: &[&str]) -> Option<String> {
    find_nearest_word(word, known, &mut { COMPARISONS }).map(ask_if_meant)
}

fn ask_if_meant(word: &str) -> String {
    format!("Menade du `{word}`?")
}

/// A help line for a word that is not known.
pub(crate) fn format_suggestion(meant: Option<&str>, known: &[&str]) -> Option<String> {
    match meant {
        Some(meant) => Some(ask_if_meant(meant)),
        None if (1..=12).contains(&known.len()) => Some(format!("Här finns: {}.", known.join(", "))),
        None => None,
    }
}

/// The word nearest to one that is not known, where any is near.
pub(crate) fn find_nearest_word<'w>(
    word: &str,
    known: &[&'w str],
    comparisons_left: &mut usize,
) -> Option<&'w str> {
    let length = word.chars().count();
    if length > 60 || known.len() > *comparisons_left {
        return None;
    }
    *comparisons_left -= known.len();
    // A third of the word may be wrong, but never all of it.
    let reach = (length / 3).max(1).min(length.saturating_sub(1));
    let near = known.iter().filter(|other| other.chars().count().abs_diff(length) <= reach);
    let best =
        near.map(|other| (strsim::damerau_levenshtein(word, other), *other)).min_by_key(|(wrong, _)| *wrong);
    best.filter(|(wrong, _)| *wrong <= reach).map(|(_, other)| other)
}
