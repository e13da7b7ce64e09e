//! New sentences made of one: other names in it, most of them nobody's, and other letter cases.

use std::ops::Range;

use fastrand::Rng;

use crate::deid::lexicon;

/// A sentence, and where the names in it stand.
#[derive(Debug, Clone)]
pub(super) struct MarkedSentence {
    pub(super) text: String,
    pub(super) names: Vec<Range<usize>>,
}

/// Names to make names of.
pub(super) struct NamePools {
    given: Vec<&'static str>,
    surnames: Vec<&'static str>,
}

impl NamePools {
    pub(super) fn of_lists() -> Self {
        let (given, surnames) = lexicon::listed_names();
        Self { given, surnames }
    }
}

#[derive(Clone, Copy)]
enum LetterCase {
    Kept,
    Lower,
    Upper,
}

/// The sentence itself and others made of it.
pub(super) fn make_variants(
    sentence: &MarkedSentence,
    pools: &NamePools,
    rng: &mut Rng,
) -> Vec<MarkedSentence> {
    let mut made = vec![sentence.clone()];
    if sentence.names.is_empty() {
        if rng.u8(..100) < 45 {
            made.push(change_case(sentence, LetterCase::Lower));
        }
        if rng.u8(..100) < 35 {
            made.push(change_case(sentence, LetterCase::Upper));
        }
        return made;
    }
    for _ in 0..2 {
        let swapped = swap_names(sentence, pools, rng);
        let case = match rng.u8(..100) {
            0..35 => LetterCase::Kept,
            35..70 => LetterCase::Lower,
            _ => LetterCase::Upper,
        };
        made.push(change_case(&swapped, case));
    }
    let case = if rng.bool() { LetterCase::Lower } else { LetterCase::Upper };
    made.push(change_case(sentence, case));
    made
}

/// The sentence in another case, where every letter keeps its length.
fn change_case(sentence: &MarkedSentence, case: LetterCase) -> MarkedSentence {
    let change = |c: char| {
        let (mut lower, mut upper) = (c.to_lowercase(), c.to_uppercase());
        let other = match case {
            LetterCase::Kept => None,
            LetterCase::Lower => lower.next().filter(|_| lower.next().is_none()),
            LetterCase::Upper => upper.next().filter(|_| upper.next().is_none()),
        };
        other.filter(|other| other.len_utf8() == c.len_utf8()).unwrap_or(c)
    };
    MarkedSentence { text: sentence.text.chars().map(change).collect(), names: sentence.names.clone() }
}

/// The sentence with other names in the places of its own.
fn swap_names(sentence: &MarkedSentence, pools: &NamePools, rng: &mut Rng) -> MarkedSentence {
    let mut text = String::with_capacity(sentence.text.len());
    let mut names = Vec::with_capacity(sentence.names.len());
    let mut at = 0;
    for name in &sentence.names {
        let Some(kept) = sentence.text.get(at..name.start) else { continue };
        text.push_str(kept);
        let start = text.len();
        let words = sentence.text.get(name.clone()).unwrap_or_default();
        text.push_str(&swap_words(words, pools, rng));
        names.push(start..text.len());
        at = name.end;
    }
    text.push_str(sentence.text.get(at..).unwrap_or_default());
    MarkedSentence { text, names }
}

/// A name with others in the places of its words: first a given name, then surnames.
fn swap_words(words: &str, pools: &NamePools, rng: &mut Rng) -> String {
    let pool = |place: usize| if place == 0 { &pools.given } else { &pools.surnames };
    let swapped = words.split(' ').enumerate().map(|(place, word)| replace_name(word, pool(place), rng));
    swapped.collect::<Vec<_>>().join(" ")
}

/// Another name written as this one; particles, titles and initials stay.
fn replace_name(word: &str, pool: &[&str], rng: &mut Rng) -> String {
    if word.chars().count() < 4 || !word.chars().all(char::is_alphabetic) {
        return word.to_owned();
    }
    let made = made_up(pool, rng).to_lowercase();
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    if first && letters.all(char::is_uppercase) {
        made.to_uppercase()
    } else if first {
        let mut rest = made.chars();
        rest.next().map(char::to_uppercase).into_iter().flatten().chain(rest).collect()
    } else {
        made
    }
}

/// A listed name, one of two halves, or one with letters changed.
fn made_up(pool: &[&str], rng: &mut Rng) -> String {
    let one = pick_name(pool, rng);
    match rng.u8(..100) {
        0..20 => one,
        20..65 => {
            let other: Vec<char> = pick_name(pool, rng).chars().collect();
            let head = one.chars().count().div_ceil(2).max(2);
            one.chars().take(head).chain(other.iter().skip(other.len() / 2).copied()).collect()
        }
        _ => change_letters(&one, rng),
    }
}

fn pick_name(pool: &[&str], rng: &mut Rng) -> String {
    pool.get(rng.usize(..pool.len().max(1))).copied().unwrap_or("Anna").to_owned()
}

/// The name with one or two letters put in, taken out or changed.
fn change_letters(name: &str, rng: &mut Rng) -> String {
    const VOWELS: [char; 9] = ['a', 'e', 'i', 'o', 'u', 'y', 'ö', 'ä', 'ū'];
    const CONSONANTS: [char; 20] =
        ['b', 'c', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'q', 'r', 's', 't', 'v', 'w', 'x', 'z'];
    let mut letters: Vec<char> = name.chars().collect();
    for _ in 0..=rng.usize(..2) {
        let at = rng.usize(..letters.len().max(1));
        let vowel = letters.get(at).is_some_and(|letter| VOWELS.contains(&letter.to_ascii_lowercase()));
        let letter =
            if vowel { VOWELS[rng.usize(..VOWELS.len())] } else { CONSONANTS[rng.usize(..CONSONANTS.len())] };
        match rng.u8(..3) {
            0 if letters.len() > 4 => {
                let _letter_taken_out = letters.remove(at);
            }
            1 => letters.insert(at, letter),
            _ => letters[at] = letter,
        }
    }
    letters.into_iter().collect()
}
