//! Whether a word is Swedish by its form: a base word, one inflected, or a compound that ends in one.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::hash::WordHash;
use super::table;

/// How a word is Swedish, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::deid) enum WordForm {
    /// As it stands in a list.
    Base,
    /// With an ending of Swedish.
    Inflected,
    /// The last part of it is one.
    Compound,
    /// None of these.
    Other,
}

/// An ending, with what the base word has in its place.
type Ending = (&'static str, &'static [&'static str]);

/// Endings, each with what the base word has in their place.
const ENDINGS: &[Ending] = &[
    ("s", &[""]),
    ("n", &["", "ne"]),
    ("en", &["", "e"]),
    ("ens", &["", "e"]),
    ("ns", &[""]),
    ("et", &["", "e"]),
    ("ets", &["", "e"]),
    ("t", &["", "a"]),
    ("ts", &[""]),
    ("a", &[""]),
    ("na", &["", "en"]),
    ("nas", &[""]),
    ("or", &["a"]),
    ("orna", &["a"]),
    ("ornas", &["a"]),
    ("ar", &["", "e", "a"]),
    ("arna", &["", "e"]),
    ("arnas", &["", "e"]),
    ("er", &["", "e", "a"]),
    ("erna", &["", "e"]),
    ("ernas", &["", "e"]),
    ("r", &["", "a"]),
    ("d", &["", "a"]),
    ("de", &["", "a"]),
    ("des", &["", "a"]),
    ("ts", &["a"]),
    ("te", &["a", ""]),
    ("tes", &["a"]),
    ("ad", &["a"]),
    ("ade", &["a"]),
    ("ades", &["a"]),
    ("at", &["a"]),
    ("ats", &["a"]),
    ("as", &["a", ""]),
    ("ande", &["a"]),
    ("ende", &["a", ""]),
    ("are", &["", "a"]),
    ("aren", &["a"]),
    ("ast", &[""]),
    ("aste", &[""]),
    ("ning", &["a"]),
    ("ningen", &["a"]),
    ("ningar", &["a"]),
    ("het", &[""]),
    ("heten", &[""]),
];

/// The shortest part of a word that is looked for, in bytes.
const SHORTEST: usize = 3;

/// Endings of Swedish nouns and verbs, which a compound is taken for one by.
const ENDED: [&str; 16] =
    ["an", "en", "et", "na", "or", "ar", "er", "de", "te", "ing", "het", "tion", "ande", "ende", "ns", "ts"];

/// An ending that a word has: where its stem ends, and what the base word has in its place.
type CutEnding = (usize, &'static [&'static str]);

impl WordForm {
    /// How the word, in lower case and folded, is Swedish.
    pub(in crate::deid) fn of(key: &str) -> Self {
        if is_base(WordHash::of(key)) {
            return WordForm::Base;
        }
        let endings = cut_endings(key);
        if is_inflected(key, 0, &endings) {
            return WordForm::Inflected;
        }
        let tail = |at: &usize| key.get(*at..).is_some_and(|tail| tail.len() > 3);
        let compound = (SHORTEST..key.len()).filter(tail).any(|at| {
            let tail = key.get(at..).unwrap_or_default();
            is_base(WordHash::of(tail)) || tail.len() > 5 && is_inflected(key, at, &endings)
        });
        if compound { WordForm::Compound } else { WordForm::Other }
    }
}

/// Two words made one, the second with an ending of Swedish nouns and verbs: "barnfrågan", never "lindkvist".
pub(in crate::deid) fn is_compound_noun(key: &str) -> bool {
    if !ENDED.iter().any(|ending| key.ends_with(ending)) {
        return false;
    }
    let endings = cut_endings(key);
    let mut before = WordHash::START;
    let mut head = WordHash::START;
    key.char_indices().any(|(at, letter)| {
        let here = head;
        let linked = before;
        before = head;
        head = head.with(letter.encode_utf8(&mut [0; 4]));
        let tail = key.get(at..).filter(|tail| at >= SHORTEST && tail.len() > 4).unwrap_or_default();
        let is_linked = || at > SHORTEST && key.as_bytes().get(at - 1) == Some(&b's') && is_base(linked);
        !tail.is_empty()
            && (is_base(here) || is_linked())
            && (is_base(WordHash::of(tail)) || is_inflected(key, at, &endings))
    })
}

fn is_base(hash: WordHash) -> bool {
    let known = table::find_word(hash.finish());
    known.is_base() || known.is_word() && !known.is_name()
}

/// Whether the word without what stands before `start` is a base word with one of the endings.
fn is_inflected(key: &str, start: usize, endings: &[CutEnding]) -> bool {
    let (mut stem, mut at) = (WordHash::START, start);
    let mut long = endings.iter().filter(|(cut, _)| *cut >= start + SHORTEST);
    long.any(|(cut, bases)| {
        stem = stem.with(key.get(at..*cut).unwrap_or_default());
        at = *cut;
        bases.iter().any(|base| is_base(stem.with(base)))
    })
}

/// The endings by their last letter, the longest first.
static BY_LAST: LazyLock<HashMap<u8, Vec<Ending>>> = LazyLock::new(|| {
    let mut by_last: HashMap<u8, Vec<Ending>> = HashMap::new();
    for (ending, bases) in ENDINGS {
        by_last.entry(ending.bytes().last().unwrap_or_default()).or_default().push((ending, bases));
    }
    for endings in by_last.values_mut() {
        endings.sort_by_key(|(ending, _)| Reverse(ending.len()));
    }
    by_last
});

/// The endings that the word has, the longest first.
fn cut_endings(key: &str) -> Vec<CutEnding> {
    let alike = key.bytes().last().and_then(|last| BY_LAST.get(&last)).into_iter().flatten();
    alike.filter_map(|(ending, bases)| Some((key.strip_suffix(ending)?.len(), *bases))).collect()
}
