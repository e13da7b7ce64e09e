//! Names that are words too, in lower case or between quotation marks, where they do what people do.

use super::cues::{CLAUSE, HUMAN_VERBS, NAMING, PERSON_NOUNS, SPEECH};
use crate::deid::page::{Token, TokenGap, TokenShape, TokenizedText};
use crate::deid::word::NameVerdict;

/// What hardly anything but a person does.
const ACTS: &str = "slog grät skrek sprang sparkade knuffade spottade ringde ringer filmade hotade kramade rymde skrattade log svor \
     blev kom gick stack drog satt";

/// Words that stand for a person, so that another is not meant.
const PRONOUNS: &str = "han hon hen jag du vi ni de dom man det den som ingen någon alla folk";

/// Little words that are names too and begin clauses of their own.
const NEVER: &str = "hans sin dom man sen per max bo dan du den de le lo mor far son dag natt ville inga kim maj mars april juni juli";

/// Raises the judgement of word `index` where it acts like a person.
pub(super) fn raise_acting(page: &TokenizedText<'_>, verdicts: &mut [NameVerdict], index: usize) {
    let raised = match verdicts.get(index) {
        Some(NameVerdict::MaybeName) => {
            acts(page, index) || is_quoted(page, index) || is_with_initial(page, index)
        }
        Some(NameVerdict::Unknown | NameVerdict::Not) => is_quoted(page, index),
        Some(NameVerdict::Name) | None => false,
    };
    if let Some(verdict) = verdicts.get_mut(index).filter(|_| raised) {
        *verdict = NameVerdict::Name;
    }
}

/// "saga slog till honom", "igår sa sten att".
fn acts(page: &TokenizedText<'_>, index: usize) -> bool {
    let written =
        |word: &&Token| word.shape == TokenShape::Lower || page.shouted && word.shape == TokenShape::Upper;
    let Some(word) = page.words.get(index).filter(written) else { return false };
    if !word.known.is_given() || word.known.is_quiet() || has(NEVER, page.word_key(index)) {
        return false;
    }
    let before = |back: usize| page.key_before(index, back);
    let next = page.word_key(index + 1);
    let beside = page.words.get(index + 1).is_some_and(|word| word.gap == TokenGap::Blank && !word.opens);
    let begins = word.opens || index == 0 || CLAUSE.contains(before(1)) && before(1) != "och";
    let first = begins && beside && (SPEECH.contains(next) || has(ACTS, next)) && next != "vill";
    let both = before(1) == "och"
        && index
            .checked_sub(2)
            .and_then(|left| page.words.get(left))
            .is_some_and(|word| word.known.is_given() && !word.known.is_word())
        && HUMAN_VERBS.contains(next);
    let said = SPEECH.contains(before(1))
        && !has(PRONOUNS, before(2))
        && (next == "att" || next.is_empty() || !beside);
    first || both || said
}

/// "Lind, J": a surname before an initial, as in a list.
fn is_with_initial(page: &TokenizedText<'_>, index: usize) -> bool {
    let Some((word, next)) = page.words.get(index).zip(page.words.get(index + 1)) else { return false };
    let comma = page.lower().get(word.range.end..next.range.start) == Some(", ");
    let initial = next.shape == TokenShape::Letter && page.word_key(index + 1) != "i";
    word.shape == TokenShape::Capital && word.known.is_surname() && comma && initial
}

/// `killen "Räven" sprang`: between quotation marks, beside what says that somebody is called so.
fn is_quoted(page: &TokenizedText<'_>, index: usize) -> bool {
    let Some(word) = page.words.get(index) else { return false };
    if !is_between_quotes(page, word)
        || word.shape == TokenShape::Digits
        || word.known.is_quiet() && !word.known.is_name()
    {
        return false;
    }
    let before = page.key_before(index, 1);
    let capital = matches!(word.shape, TokenShape::Capital | TokenShape::Upper | TokenShape::Camel);
    let called = PERSON_NOUNS.contains(before) || NAMING.contains(before);
    let person = page.word_before(index).is_some_and(|left| {
        left.known.is_given() && !left.known.is_word() && left.shape != TokenShape::Lower
    });
    let next = page.word_key(index + 1);
    capital
        && (called
            || person
            || HUMAN_VERBS.contains(next)
                && !matches!(next, "är" | "var" | "står" | "stod" | "låg" | "ligger" | "ska"))
}

fn is_between_quotes(page: &TokenizedText<'_>, word: &Token) -> bool {
    page.marks.holds(b'"')
        && page.text_before(word.range.start, 1) == "\""
        && page.text_after(word.range.end, 1) == "\""
}

fn has(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word)
}
