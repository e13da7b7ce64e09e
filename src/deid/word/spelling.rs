//! The parts of a word's spelling as numbers, which the tagger weighs.

use crate::deid::lexicon::WordForm;

/// How a word begins, ends, and what letters follow each other in it.
#[derive(Debug, Clone)]
pub(in crate::deid) struct Spelling {
    pub(in crate::deid) ends: [u32; 3],
    pub(in crate::deid) starts: [u32; 2],
    pub(in crate::deid) letters: Vec<u32>,
    pub(in crate::deid) length: u32,
    pub(in crate::deid) form: u32,
}

impl Spelling {
    /// Of no letters.
    pub(super) const UNSEEN: Self =
        Self { ends: [0; 3], starts: [0; 2], letters: Vec::new(), length: 0, form: 0 };

    /// Of the word in lower case.
    pub(super) fn of(key: &str, form: WordForm) -> Self {
        let starts: Vec<usize> = key.char_indices().map(|(at, _)| at).collect();
        let count = starts.len();
        let tail = |letters: usize| {
            let at = count.checked_sub(letters).and_then(|at| starts.get(at).copied()).unwrap_or_default();
            hash_text(key.get(at..).unwrap_or_default())
        };
        let head = |letters: usize| {
            hash_text(key.get(..starts.get(letters).copied().unwrap_or(key.len())).unwrap_or_default())
        };
        Self {
            ends: [tail(2), tail(3), tail(4)],
            starts: [head(2), head(3)],
            letters: letters_in_threes(key, count),
            length: u32::try_from(count.min(12)).unwrap_or_default(),
            form: form as u32,
        }
    }
}

/// Three letters at a time, with the word's beginning and end.
fn letters_in_threes(key: &str, count: usize) -> Vec<u32> {
    let mut letters = Vec::with_capacity(count);
    let mut window = [1, 1, 1];
    for letter in key.chars().map(u32::from).chain([2]).take(24) {
        window = [window[1], window[2], letter];
        if window[1] != 1 {
            letters.push(mix_numbers(mix_numbers(window[0], window[1]), window[2]));
        }
    }
    letters
}

/// FNV-1a of the word, in 32 bits.
pub(in crate::deid) fn hash_text(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Two numbers made one, well spread.
pub(in crate::deid) fn mix_numbers(a: u32, b: u32) -> u32 {
    let mixed = (a.rotate_left(15) ^ b).wrapping_mul(0x9e37_79b1);
    mixed ^ (mixed >> 15)
}
