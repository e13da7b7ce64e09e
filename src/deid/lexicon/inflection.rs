//! Whether a word is Swedish by its form: a base word, one inflected, or a compound that ends in one.

use super::Lexicon;

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

/// Endings, each with what the base word has in their place.
const ENDINGS: &[(&str, &[&str])] = &[
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

impl Lexicon {
    /// How the word, in lower case and folded, is Swedish.
    pub(in crate::deid) fn word_form(&self, key: &str) -> WordForm {
        if self.is_base(key) {
            return WordForm::Base;
        }
        if self.is_inflected(key) {
            return WordForm::Inflected;
        }
        let tail = |at: usize| key.get(at..).filter(|tail| tail.len() > 3);
        let compound = (SHORTEST..key.len())
            .filter_map(tail)
            .any(|tail| self.is_base(tail) || tail.len() > 5 && self.is_inflected(tail));
        if compound { WordForm::Compound } else { WordForm::Other }
    }

    /// Two words made one, the second with an ending of Swedish nouns and verbs: "barnfrågan", never "lindkvist".
    pub(in crate::deid) fn is_compound_noun(&self, key: &str) -> bool {
        const ENDED: [&str; 16] = [
            "an", "en", "et", "na", "or", "ar", "er", "de", "te", "ing", "het", "tion", "ande", "ende", "ns",
            "ts",
        ];
        let parts = |at: usize| Some((key.get(..at)?, key.get(at..).filter(|tail| tail.len() > 4)?));
        ENDED.iter().any(|ending| key.ends_with(ending))
            && (SHORTEST..key.len()).filter_map(parts).any(|(head, tail)| {
                let linked = head.strip_suffix('s').filter(|head| head.len() >= SHORTEST);
                (self.is_base(head) || linked.is_some_and(|head| self.is_base(head)))
                    && (self.is_base(tail) || self.is_inflected(tail))
            })
    }

    fn is_base(&self, key: &str) -> bool {
        let known = self.look_up(key);
        known.is_base() || known.is_word() && !known.is_name()
    }

    fn is_inflected(&self, key: &str) -> bool {
        ENDINGS.iter().any(|(ending, bases)| {
            key.strip_suffix(ending)
                .filter(|stem| stem.len() >= SHORTEST)
                .is_some_and(|stem| bases.iter().any(|base| self.is_base(&[stem, base].concat())))
        })
    }
}
