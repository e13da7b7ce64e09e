//! Swedish spelling, by a dictionary that lies on the computer already: none comes with the program, and none is needed.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use spellbook::Dictionary;
use unicode_segmentation::UnicodeSegmentation;

/// The shortest word that is looked up, in characters: shorter ones are mostly abbreviations.
const SHORTEST: usize = 3;

/// A dictionary as it lies on the computer: the rules of how words are formed, and the words.
#[derive(Debug)]
pub struct DictionaryFiles {
    /// The rules.
    pub rules: String,
    /// The words.
    pub words: String,
}

/// What looks words up, as soon as a dictionary has been read. Until then, and where there is none, it knows every word.
#[derive(Debug, Clone, Default)]
pub struct Speller {
    dictionary: Arc<OnceLock<Option<Dictionary>>>,
}

impl Speller {
    /// What looks words up in this dictionary; in none where its rules cannot be read.
    pub fn from_files(files: &DictionaryFiles) -> Self {
        let speller = Self::default();
        speller.read_files(files);
        speller
    }

    /// Reads a dictionary beside everything else; only the first time.
    pub fn begin_reading(&self, find: fn() -> Option<DictionaryFiles>) {
        if self.dictionary.get().is_some() {
            return;
        }
        let speller = self.clone();
        // Where no thread can be had, words are not looked up.
        let _detached = std::thread::Builder::new().spawn(move || match find() {
            Some(files) => speller.read_files(&files),
            None => {
                let _first = speller.dictionary.set(None);
            }
        });
    }

    fn read_files(&self, files: &DictionaryFiles) {
        let _first = self.dictionary.set(Dictionary::new(&files.rules, &files.words).ok());
    }

    /// The first words of a text that the dictionary does not have, in a sentence; nothing where it has them all.
    pub fn describe_unknown(&self, text: &str) -> Option<String> {
        describe_words(text, &self.find_unknown(text))
    }

    /// Where words stand in a text that the dictionary does not have, in bytes. Words with digits, and what is written in
    /// capitals, are no words of it.
    pub fn find_unknown(&self, text: &str) -> Vec<Range<usize>> {
        let Some(Some(dictionary)) = self.dictionary.get() else { return Vec::new() };
        let words = text.unicode_word_indices().filter(|(_, word)| is_looked_up(word));
        let unknown = words.filter(|(_, word)| !dictionary.check(word));
        unknown.map(|(at, word)| at..at + word.len()).collect()
    }
}

/// The most words that are named.
const MOST_NAMED: usize = 4;

fn is_looked_up(word: &str) -> bool {
    word.chars().count() >= SHORTEST
        && word.chars().all(char::is_alphabetic)
        && !word.chars().all(char::is_uppercase)
}

/// Words of a text in a sentence; nothing where there are none.
pub fn describe_words(text: &str, places: &[Range<usize>]) -> Option<String> {
    let mut unknown: Vec<&str> = places.iter().filter_map(|word| text.get(word.clone())).collect();
    unknown.dedup();
    let named = unknown.iter().take(MOST_NAMED).map(|word| format!("”{word}”")).collect::<Vec<_>>();
    let more = if unknown.len() > MOST_NAMED { " med flera" } else { "" };
    (!named.is_empty()).then(|| format!("Finns inte i datorns ordlista: {}{more}.", named.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speller() -> Speller {
        let rules = "SET UTF-8\nSFX A Y 1\nSFX A 0 en .\nCOMPOUNDMIN 1\n".to_owned();
        Speller::from_files(&DictionaryFiles { rules, words: "3\nhot/A\nskola\nvar\n".to_owned() })
    }

    #[test]
    fn a_word_that_the_dictionary_does_not_have_is_found_and_names_of_things_are_not() {
        let found = speller().find_unknown("Hoten var skol, skola 3b, SFI o");
        assert_eq!(found, vec![10..14]);
    }

    #[test]
    fn without_a_dictionary_every_word_is_known() {
        assert!(Speller::default().find_unknown("xyzzy").is_empty());
        let faulty = DictionaryFiles { rules: "SET UTF-8\nSFX A".to_owned(), words: "1\nhot\n".to_owned() };
        assert!(Speller::from_files(&faulty).find_unknown("xyzzy").len() <= 1);
    }
}
