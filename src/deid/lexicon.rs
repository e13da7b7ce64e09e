//! What is known of words: names by origin, everyday Swedish, places and authorities. No text is judged here.
//!
//! Sources and licences stand in `lexicon/README.md`.

mod hash;
mod inflection;
#[cfg(any(test, feature = "train"))]
mod lists;
mod table;

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

pub(super) use self::hash::WordHash;
pub(super) use self::inflection::{WordForm, is_compound_noun};
#[cfg(feature = "train")]
pub(super) use self::lists::listed_names;
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

    /// What the built-in lists know of the word, in lower case and normalised.
    pub(super) fn of(word: &str) -> Self {
        table::find_word(WordHash::of(word).finish())
    }

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
    external: Option<ExternalNames>,
}

impl Lexicon {
    pub(super) fn builtin() -> Self {
        Self { external: None }
    }

    pub(super) fn with_names(text: &str) -> Self {
        Self { external: Some(ExternalNames { text: text.to_owned(), index: OnceLock::new() }) }
    }

    /// Whether there is an external list of names.
    pub(super) fn has_names(&self) -> bool {
        self.external.is_some()
    }

    /// Looks up a word in lower case, normalised.
    pub(super) fn look_up(&self, key: &str) -> KnownWord {
        self.find_hash(WordHash::of(key))
    }

    /// Looks up a word by its hash.
    pub(super) fn find_hash(&self, hash: WordHash) -> KnownWord {
        let hash = hash.finish();
        let known = table::find_word(hash);
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
                index.insert(WordHash::of(key).finish());
            });
        }
        index
    }
}

/// Full names of the long dead, in lower case.
pub(super) fn historical_names() -> impl Iterator<Item = &'static str> {
    list_entries(include_str!("lexicon/historical.txt"))
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

/// Hashes a hash: it is already one.
#[derive(Debug, Default)]
pub(super) struct IdentityHasher(u64);

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

    /// The table in the program is that of the lists; `STEGVIS_WRITE` writes it anew.
    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "the table lies among the assets, and is written on demand"
    )]
    fn the_table_holds_the_lists_and_nothing_else() {
        let packed = table::testing::pack_table(&lists::hash_words());
        if std::env::var_os("STEGVIS_WRITE").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/deid/words.bin"), &packed).unwrap();
        } else {
            assert!(
                packed == table::testing::held_table(),
                "write it anew: the command stands in lexicon/table.rs"
            );
        }
    }

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
