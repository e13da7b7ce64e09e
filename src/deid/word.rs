//! What is to be seen of a word whatever stands beside it, looked for once however often the word stands in a text.

mod looks;
mod spelling;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::rc::Rc;

pub(super) use self::looks::is_swedish;
pub(super) use self::spelling::{Spelling, hash_text, mix_numbers};
use crate::deid::lexicon::{IdentityHasher, KnownWord, Lexicon, WordForm, WordHash, is_compound_noun};
use crate::deid::parts::{PartFinder, WordParts};

/// What a word says of a name that comes after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameCue {
    /// A name follows.
    Naming,
    /// A person, whose name may follow.
    Person,
    /// Nothing.
    None,
}

/// What a word may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::deid) enum NameVerdict {
    /// A name: flagged.
    Name,
    /// A name that is an everyday word too: flagged beside a name or where the context says so.
    MaybeName,
    /// No word known: joins a name beside it.
    Unknown,
    /// An everyday word, a place, an authority.
    Not,
}

/// What is known of a word, and what has been asked of it so far. Whoever asks gives the word itself, in lower case.
#[derive(Debug)]
pub(super) struct WordFacts {
    /// What the lexicon knows of the word as it stands.
    pub(super) known: KnownWord,
    /// What it knows of the word without a genitive -s.
    pub(super) known_stem: KnownWord,
    /// What the word holds.
    pub(super) parts: WordParts,
    /// The word as a number, for the tagger.
    pub(super) number: u32,
    form: OnceCell<WordForm>,
    compound_noun: OnceCell<bool>,
    swedish: OnceCell<bool>,
    loosely_name: OnceCell<bool>,
    surname_like: OnceCell<bool>,
    plainly_surname: OnceCell<bool>,
    spelling: OnceCell<Spelling>,
    spelled: OnceCell<[i32; 2]>,
    name_cue: OnceCell<NameCue>,
    lower_verdict: OnceCell<NameVerdict>,
}

impl WordFacts {
    fn new(reader: &WordReader<'_>, hash: WordHash, key: &str) -> Self {
        let stem = key.strip_suffix('s');
        Self {
            known: reader.lexicon.find_hash(hash),
            known_stem: stem.map_or(KnownWord::NOTHING, |stem| reader.lexicon.look_up(stem)),
            parts: reader.parts.find_parts(key),
            number: hash_text(key),
            form: OnceCell::new(),
            compound_noun: OnceCell::new(),
            swedish: OnceCell::new(),
            loosely_name: OnceCell::new(),
            surname_like: OnceCell::new(),
            plainly_surname: OnceCell::new(),
            spelling: OnceCell::new(),
            spelled: OnceCell::new(),
            name_cue: OnceCell::new(),
            lower_verdict: OnceCell::new(),
        }
    }

    /// How the word is Swedish by its form.
    pub(super) fn form(&self, key: &str) -> WordForm {
        *self.form.get_or_init(|| WordForm::of(key))
    }

    /// A word of the vocabulary, one inflected, or a compound noun.
    pub(super) fn is_vocabulary(&self, key: &str) -> bool {
        matches!(self.form(key), WordForm::Base | WordForm::Inflected)
            || *self.compound_noun.get_or_init(|| is_compound_noun(key))
    }

    /// An ending of Swedish, or a compound whose last part is an everyday word.
    pub(super) fn is_swedish(&self, key: &str) -> bool {
        *self.swedish.get_or_init(|| is_swedish(key))
    }

    /// A name in another spelling, or an ending that only surnames have.
    pub(super) fn is_loosely_name(&self, key: &str) -> bool {
        *self.loosely_name.get_or_init(|| looks::is_loosely_name(key))
    }

    /// An ending that surnames have.
    pub(super) fn is_surname_like(&self, key: &str) -> bool {
        *self.surname_like.get_or_init(|| looks::is_surname_like(key))
    }

    /// An ending that surnames have, and everyday words have not.
    pub(super) fn is_plainly_surname(&self, key: &str) -> bool {
        *self.plainly_surname.get_or_init(|| looks::is_plainly_surname(key))
    }

    /// The parts of the word's spelling.
    pub(super) fn spelling(&self, key: &str) -> &Spelling {
        self.spelling.get_or_init(|| Spelling::of(key, self.form(key)))
    }

    /// The parts of its spelling where they have been asked for before.
    pub(super) fn seen_spelling(&self) -> &Spelling {
        static UNSEEN: Spelling = Spelling::UNSEEN;
        self.spelling.get().unwrap_or(&UNSEEN)
    }

    /// What the spelling weighs, with and without a capital that tells, as `weigh` says.
    pub(super) fn spelled(&self, weigh: impl FnOnce() -> [i32; 2]) -> [i32; 2] {
        *self.spelled.get_or_init(weigh)
    }

    /// What the word may be where it is written in lower case, as `judge` says.
    pub(super) fn lower_verdict(&self, judge: impl FnOnce() -> NameVerdict) -> NameVerdict {
        *self.lower_verdict.get_or_init(judge)
    }

    /// What the word says of a name after it, as `look` says.
    pub(super) fn name_cue(&self, look: impl FnOnce() -> NameCue) -> NameCue {
        *self.name_cue.get_or_init(look)
    }
}

/// The words of a text, each looked at once, for as long as the text is looked through.
#[derive(Debug)]
pub(super) struct WordReader<'l> {
    pub(super) lexicon: &'l Lexicon,
    parts: &'l PartFinder,
    met: RefCell<HashMap<u64, Rc<WordFacts>, BuildHasherDefault<IdentityHasher>>>,
}

impl<'l> WordReader<'l> {
    pub(super) fn new(lexicon: &'l Lexicon, parts: &'l PartFinder) -> Self {
        Self { lexicon, parts, met: RefCell::default() }
    }

    /// What is to be seen of the word, in lower case and normalised.
    pub(super) fn read_word(&self, key: &str) -> Rc<WordFacts> {
        let hash = WordHash::of(key);
        let mut met = self.met.borrow_mut();
        let facts = met.entry(hash.finish()).or_insert_with(|| Rc::new(WordFacts::new(self, hash, key)));
        Rc::clone(facts)
    }
}
