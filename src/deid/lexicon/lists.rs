//! The lists of words as they are written, which the table is made of: for tests and the trainer, not in the program.

#[cfg(test)]
use std::collections::BTreeMap;

#[cfg(test)]
use super::hash::WordHash;
use super::list_entries;
#[cfg(test)]
use super::{KnownWord, for_each_spelling};

/// The lists of names: one file per origin group, given names first, then surnames.
const NAMES: &[&str] = &[
    include_str!("names/swedish.txt"),
    include_str!("names/finnish.txt"),
    include_str!("names/sami.txt"),
    include_str!("names/arabic.txt"),
    include_str!("names/syriac.txt"),
    include_str!("names/somali.txt"),
    include_str!("names/kurdish.txt"),
    include_str!("names/persian.txt"),
    include_str!("names/south-slavic.txt"),
    include_str!("names/turkish.txt"),
    include_str!("names/horn-of-africa.txt"),
    include_str!("names/polish.txt"),
    include_str!("names/albanian.txt"),
    include_str!("names/romani.txt"),
    include_str!("names/vietnamese.txt"),
    include_str!("names/thai.txt"),
    include_str!("names/chinese.txt"),
    include_str!("names/east-slavic.txt"),
    include_str!("names/spanish.txt"),
    include_str!("names/south-asian.txt"),
    include_str!("names/african.txt"),
    include_str!("names/english-german.txt"),
    include_str!("names/european.txt"),
];

/// Everyday Swedish; a name that is here too is a name only where the context says so.
#[cfg(test)]
const WORDS: &[&str] = &[include_str!("words.txt"), include_str!("nouns-also-names.txt")];

/// Base words beside the everyday ones.
#[cfg(test)]
const VOCABULARY: &[&str] = &[include_str!("vocabulary.txt")];

/// Places at district level and above, authorities, parties, months: never flagged on their own.
#[cfg(test)]
const QUIET: &[&str] = &[include_str!("quiet.txt"), include_str!("organisations.txt")];

/// What the lists know of each of their words, by its hash.
#[cfg(test)]
pub(super) fn hash_words() -> BTreeMap<u64, KnownWord> {
    let mut words: BTreeMap<u64, KnownWord> = BTreeMap::new();
    let mut add = |entry: &str, known: KnownWord| {
        for_each_spelling(entry, |key| {
            let slot = words.entry(WordHash::of(key).finish()).or_default();
            *slot = slot.union(known);
        });
    };
    for list in NAMES {
        let mut section = KnownWord::GIVEN;
        for line in list_entries(list) {
            match line {
                "[given]" => section = KnownWord::GIVEN,
                "[surnames]" => section = KnownWord::SURNAME,
                names => names.split(' ').flat_map(name_parts).for_each(|name| add(name, section)),
            }
        }
    }
    for (lists, marks, known) in [
        (WORDS, [' ', ' '], KnownWord::WORD),
        (VOCABULARY, [' ', ' '], KnownWord::BASE),
        (QUIET, [' ', '-'], KnownWord::QUIET),
    ] {
        let lines = lists.iter().flat_map(|list| list_entries(list));
        lines.flat_map(|line| line.split(marks)).for_each(|word| add(word, known));
    }
    words
}

/// Every given name and every surname of the lists, for the trainer to make new ones of.
#[cfg(feature = "train")]
pub(in crate::deid) fn listed_names() -> (Vec<&'static str>, Vec<&'static str>) {
    let (mut given, mut surnames) = (Vec::new(), Vec::new());
    for list in NAMES {
        let mut into = &mut given;
        for line in list_entries(list) {
            match line {
                "[given]" => into = &mut given,
                "[surnames]" => into = &mut surnames,
                names => into.extend(names.split(' ').filter(|name| name.len() > 2)),
            }
        }
    }
    (given, surnames)
}

/// The parts of a hyphenated name; a part of two letters is no name of its own.
#[cfg(test)]
fn name_parts(name: &str) -> impl Iterator<Item = &str> {
    let compound = name.contains(['-', '\'', '’']);
    name.split(['-', '\'', '’']).filter(move |part| !compound || part.len() > 2)
}
