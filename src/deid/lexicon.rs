//! What is known of words: names by origin, everyday Swedish, places and authorities. No text is judged here.
//!
//! Sources and licences stand in `lexicon/README.md`.

mod inflection;

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{LazyLock, OnceLock};

pub(super) use self::inflection::WordForm;
use crate::deid::normalize::fold_word;

/// What the lexicon knows of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct KnownWord(u8);

impl KnownWord {
    pub(super) const NOTHING: Self = Self(0);
    const GIVEN: Self = Self(1);
    const SURNAME: Self = Self(2);
    const WORD: Self = Self(4);
    const QUIET: Self = Self(8);
    const LISTED: Self = Self(16);
    const BASE: Self = Self(32);

    /// A given name of the built-in lists.
    pub(super) fn is_given(self) -> bool {
        self.0 & Self::GIVEN.0 != 0
    }

    /// A surname of the built-in lists.
    pub(super) fn is_surname(self) -> bool {
        self.0 & Self::SURNAME.0 != 0
    }

    /// A given name or surname of the built-in lists.
    pub(super) fn is_name(self) -> bool {
        self.0 & (Self::GIVEN.0 | Self::SURNAME.0) != 0
    }

    /// An everyday Swedish word, whether or not it is a name too.
    pub(super) fn is_word(self) -> bool {
        self.0 & Self::WORD.0 != 0
    }

    /// A place at district level, an authority, a month, the form's own word.
    pub(super) fn is_quiet(self) -> bool {
        self.0 & Self::QUIET.0 != 0
    }

    /// A base word of the wider vocabulary, which says that a word is one and never that it is no name.
    pub(super) fn is_base(self) -> bool {
        self.0 & Self::BASE.0 != 0
    }

    /// A name of the external list.
    pub(super) fn is_listed(self) -> bool {
        self.0 & Self::LISTED.0 != 0
    }

    /// The same without the lists of names, as of somebody nobody listed.
    #[cfg(feature = "train")]
    pub(super) fn without_names(self) -> Self {
        Self(self.0 & (Self::WORD.0 | Self::QUIET.0 | Self::BASE.0))
    }

    fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The built-in tables, and an external list of names where there is one.
#[derive(Debug)]
pub(super) struct Lexicon {
    builtin: &'static LexiconTable,
    external: Option<ExternalNames>,
}

impl Lexicon {
    pub(super) fn builtin() -> Self {
        Self { builtin: &BUILTIN, external: None }
    }

    pub(super) fn with_names(text: &str) -> Self {
        Self {
            builtin: &BUILTIN,
            external: Some(ExternalNames { text: text.to_owned(), index: OnceLock::new() }),
        }
    }

    /// Looks up a word in lower case, normalised.
    pub(super) fn look_up(&self, key: &str) -> KnownWord {
        let hash = hash_key(key);
        let known = self.builtin.get(&hash).copied().unwrap_or_default();
        match &self.external {
            Some(external) if external.contains_hash(hash) => known.union(KnownWord::LISTED),
            Some(_) | None => known,
        }
    }
}

/// One name per line, as the city's copy of the register's list; indexed at the first look-up.
#[derive(Debug)]
struct ExternalNames {
    text: String,
    index: OnceLock<HashSet<u64, BuildHasherDefault<IdentityHasher>>>,
}

impl ExternalNames {
    fn contains_hash(&self, hash: u64) -> bool {
        self.index.get_or_init(|| self.build_index()).contains(&hash)
    }

    fn build_index(&self) -> HashSet<u64, BuildHasherDefault<IdentityHasher>> {
        let mut index = HashSet::with_capacity_and_hasher(self.text.len() / 8, BuildHasherDefault::default());
        for part in self.text.split(|c: char| c.is_whitespace() || c == '-').filter(|part| part.len() > 2) {
            for_each_spelling(part, |key| {
                index.insert(hash_key(key));
            });
        }
        index
    }
}

type LexiconTable = HashMap<u64, KnownWord, BuildHasherDefault<IdentityHasher>>;

static BUILTIN: LazyLock<LexiconTable> = LazyLock::new(build_table);

/// The lists of names: one file per origin group, given names first, then surnames.
const NAMES: &[&str] = &[
    include_str!("lexicon/names/swedish.txt"),
    include_str!("lexicon/names/finnish.txt"),
    include_str!("lexicon/names/sami.txt"),
    include_str!("lexicon/names/arabic.txt"),
    include_str!("lexicon/names/syriac.txt"),
    include_str!("lexicon/names/somali.txt"),
    include_str!("lexicon/names/kurdish.txt"),
    include_str!("lexicon/names/persian.txt"),
    include_str!("lexicon/names/south-slavic.txt"),
    include_str!("lexicon/names/turkish.txt"),
    include_str!("lexicon/names/horn-of-africa.txt"),
    include_str!("lexicon/names/polish.txt"),
    include_str!("lexicon/names/albanian.txt"),
    include_str!("lexicon/names/romani.txt"),
    include_str!("lexicon/names/vietnamese.txt"),
    include_str!("lexicon/names/thai.txt"),
    include_str!("lexicon/names/chinese.txt"),
    include_str!("lexicon/names/east-slavic.txt"),
    include_str!("lexicon/names/spanish.txt"),
    include_str!("lexicon/names/south-asian.txt"),
    include_str!("lexicon/names/african.txt"),
    include_str!("lexicon/names/english-german.txt"),
    include_str!("lexicon/names/european.txt"),
];

/// Everyday Swedish; a name that is here too is a name only where the context says so.
const WORDS: &[&str] = &[include_str!("lexicon/words.txt"), include_str!("lexicon/nouns-also-names.txt")];

/// Base words beside the everyday ones.
const VOCABULARY: &str = include_str!("lexicon/vocabulary.txt");

/// Places at district level and above, authorities, parties, months: never flagged on their own.
const QUIET: &[&str] = &[include_str!("lexicon/quiet.txt"), include_str!("lexicon/organisations.txt")];

fn build_table() -> LexiconTable {
    let mut table = LexiconTable::with_capacity_and_hasher(65_536, BuildHasherDefault::default());
    let mut add = |entry: &str, known: KnownWord| {
        for_each_spelling(entry, |key| {
            let slot = table.entry(hash_key(key)).or_default();
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
    for line in WORDS.iter().flat_map(|list| list_entries(list)) {
        line.split(' ').for_each(|word| add(word, KnownWord::WORD));
    }
    for line in list_entries(VOCABULARY) {
        line.split(' ').for_each(|word| add(word, KnownWord::BASE));
    }
    for line in QUIET.iter().flat_map(|list| list_entries(list)) {
        line.split([' ', '-']).for_each(|word| add(word, KnownWord::QUIET));
    }
    table
}

/// Every given name and every surname of the lists, for the trainer to make new ones of.
#[cfg(feature = "train")]
pub(super) fn listed_names() -> (Vec<&'static str>, Vec<&'static str>) {
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

/// Full names of the long dead, in lower case.
pub(super) fn historical_names() -> impl Iterator<Item = &'static str> {
    list_entries(include_str!("lexicon/historical.txt"))
}

/// The parts of a hyphenated name; a part of two letters is no name of its own.
fn name_parts(name: &str) -> impl Iterator<Item = &str> {
    let compound = name.contains(['-', '\'', '’']);
    name.split(['-', '\'', '’']).filter(move |part| !compound || part.len() > 2)
}

fn list_entries(list: &str) -> impl Iterator<Item = &str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Calls `each` with the folded spelling, and with å ä ö written a a o where that differs.
fn for_each_spelling(entry: &str, mut each: impl FnMut(&str)) {
    let folded = fold_word(entry);
    each(&folded);
    if !entry.is_ascii() && folded.contains(['å', 'ä', 'ö']) {
        each(&folded.replace(['å', 'ä'], "a").replace('ö', "o"));
    }
}

/// FNV-1a with a final mix. Keys are kept as their 64-bit hash: with 10^6 keys the chance that a given
/// word falls on one of them by accident is 10^6 / 2^64.
fn hash_key(key: &str) -> u64 {
    let fnv = key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let mixed = (fnv ^ (fnv >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// Hashes a hash: it is already one.
#[derive(Debug, Default)]
struct IdentityHasher(u64);

impl Hasher for IdentityHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_both_spellings() {
        let lexicon = Lexicon::builtin();
        for name in ["anna", "abdirahman", "sukriye", "ömer", "omer", "petrović", "åsa"] {
            let key = fold_word(name);
            assert!(lexicon.look_up(&key).is_name(), "{name}");
        }
        assert_eq!(lexicon.look_up("xqzw"), KnownWord::NOTHING);
    }

    #[test]
    fn an_external_list_adds_names() {
        let lexicon = Lexicon::with_names("Zyxwina\nAl Qwertyani\n");
        assert!(lexicon.look_up("zyxwina").is_listed());
        assert!(lexicon.look_up("qwertyani").is_listed());
        assert!(!lexicon.look_up("anna").is_listed());
    }
}
