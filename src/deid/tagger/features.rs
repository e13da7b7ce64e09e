//! What the tagger sees of a word: its letters, how it is written, what the lists say, and its neighbours.
//!
//! Features are numbers made of numbers, so that a word costs few steps and the model no names.

use std::rc::Rc;

use crate::deid::lexicon::KnownWord;
use crate::deid::page::{Token, TokenGap, TokenShape, TokenizedText};
use crate::deid::word::{Spelling, WordFacts, mix_numbers};

/// How many weights there are; a power of two.
pub(super) const FEATURES: usize = 1 << 19;

/// What a feature looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FeatureKind {
    /// How the word is written, and where in its sentence.
    Shape,
    /// What the lists say of it.
    Lists,
    /// The word itself.
    Word,
    /// How it begins.
    Start,
    /// How it ends.
    End,
    /// Three letters of it that follow each other.
    Letters,
    /// The word before it, or the two before it.
    Before,
    /// The word after it, or the two after it.
    After,
    /// Both sides of it.
    Around,
    /// The mark before or after it.
    Mark,
}

/// What there is to see of one word.
#[derive(Debug, Clone)]
pub(super) struct WordFeatures {
    pub(super) index: usize,
    /// True where the word is known to be no name, so that nothing needs to be weighed.
    pub(super) settled: bool,
    /// What joins it to the word before: 0 blank or hyphen, 1 a full stop, 2 anything else.
    pub(super) gap: usize,
    facts: Rc<WordFacts>,
    /// What the lists say, and how it is written.
    kind: u32,
    lists: u32,
    shape: u32,
    mode: u32,
    opens: u32,
    caseless: u32,
    mark: u32,
    plain: bool,
}

impl WordFeatures {
    /// The parts of the word's spelling.
    pub(super) fn spelling(&self) -> &Spelling {
        self.facts.seen_spelling()
    }

    /// The word is written where a capital says nothing.
    pub(super) fn is_caseless(&self) -> bool {
        self.caseless == 1
    }

    /// What the spelling weighs without and with what its case says, as `weigh` sums it.
    pub(super) fn spelled(&self, weigh: impl Fn(&Spelling, u32) -> i32) -> i32 {
        let both = self.facts.spelled(|| [0, 1].map(|caseless| weigh(self.spelling(), caseless)));
        both[usize::from(self.is_caseless())]
    }
}

/// What there is to see of every word of the page.
pub(super) fn extract_features(page: &TokenizedText<'_>) -> Vec<WordFeatures> {
    let modes = line_modes(page);
    let mut sights: Vec<WordFeatures> = Vec::with_capacity(page.words.len());
    for (index, word) in page.words.iter().enumerate() {
        sights.push(word_features(page, index, word, modes.get(index).copied().unwrap_or_default()));
    }
    sights
}

fn word_features(page: &TokenizedText<'_>, index: usize, word: &Token, mode: u32) -> WordFeatures {
    let key = page.word_key(index);
    let caseless = matches!(word.shape, TokenShape::Lower) || mode == SHOUTED || word.opens;
    let settled = is_settled(word, caseless) || caseless && is_swedish_word(key, word);
    let lists = list_flags(word);
    let shape = word.shape as u32;
    let mut sight = WordFeatures {
        index,
        settled,
        gap: match word.gap {
            TokenGap::Blank | TokenGap::Hyphen | TokenGap::Apostrophe if !word.opens => 0,
            TokenGap::Stop if !word.opens => 1,
            TokenGap::Blank
            | TokenGap::Hyphen
            | TokenGap::Apostrophe
            | TokenGap::Stop
            | TokenGap::Colon
            | TokenGap::Other => 2,
        },
        facts: Rc::clone(&word.facts),
        kind: lists * 8 + shape,
        lists,
        shape,
        mode,
        opens: u32::from(word.opens),
        caseless: u32::from(caseless),
        mark: mark_before(page, index),
        plain: !word.known.is_name() && word.shape != TokenShape::Digits,
    };
    if !settled {
        sight.kind = (lists * 8 + shape) * 4 + word.facts.spelling(key).form;
    }
    sight
}

/// A word of the vocabulary, one inflected, or a compound noun, where no capital says otherwise; and a relative who is a name too.
fn is_swedish_word(key: &str, word: &Token) -> bool {
    let named = word.known.is_name() || word.known.is_listed();
    word.shape == TokenShape::Lower && key == "bror" || !named && word.facts.is_vocabulary(key)
}

/// Everyday words, places and figures are no names wherever a capital does not say otherwise.
fn is_settled(word: &Token, caseless: bool) -> bool {
    let known = word.known;
    let name = known.is_name() || known.is_listed();
    let short = word.shape == TokenShape::Letter || caseless && word.range.len() < 3;
    short || word.shape == TokenShape::Digits || !name && (known.is_quiet() || known.is_word() && caseless)
}

/// What the lists say, in one number: of the word, or of it without a genitive -s where they do not know it.
fn list_flags(word: &Token) -> u32 {
    let unknown = word.known == KnownWord::NOTHING;
    let known = if unknown { word.known_stem } else { word.known };
    u32::from(known.is_given() || known.is_listed())
        | u32::from(known.is_surname() || known.is_listed()) << 1
        | u32::from(known.is_word()) << 2
        | u32::from(known.is_quiet()) << 3
        | u32::from(unknown && known != KnownWord::NOTHING) << 4
}

const SHOUTED: u32 = 3;

/// How the line of each word is written: with capitals inside, with one at its beginning only, with none, all in capitals.
fn line_modes(page: &TokenizedText<'_>) -> Vec<u32> {
    let mut modes = vec![0; page.words.len()];
    let mut start = 0;
    for index in 0..=page.words.len() {
        let breaks = page.words.get(index).is_none_or(|word| word.opens && page.starts_line(index));
        if breaks && index > start {
            let line = page.words.get(start..index).unwrap_or_default();
            let mode = line_mode(line);
            modes.get_mut(start..index).unwrap_or_default().fill(mode);
            start = index;
        }
    }
    modes
}

fn line_mode(line: &[Token]) -> u32 {
    let count = |shape: TokenShape| line.iter().filter(|word| word.shape == shape).count();
    let (upper, lower) = (count(TokenShape::Upper), count(TokenShape::Lower));
    let inside =
        line.iter().any(|word| matches!(word.shape, TokenShape::Capital | TokenShape::Camel) && !word.opens);
    let opening = line.iter().any(|word| word.shape == TokenShape::Capital && word.opens);
    match (upper > 1 && upper > 2 * lower, inside, opening) {
        (true, _, _) => SHOUTED,
        (false, true, _) => 0,
        (false, false, true) => 1,
        (false, false, false) => 2,
    }
}

/// The mark that stands right before the word, where it is not joined to the one before.
fn mark_before(page: &TokenizedText<'_>, index: usize) -> u32 {
    let Some(word) = page.words.get(index) else { return 0 };
    let between = page.text_before(word.range.start, 4);
    between.chars().rev().find(|c| *c != ' ').filter(|c| !c.is_alphanumeric()).map_or(0, u32::from)
}

/// Calls `each` with every feature of the word.
pub(super) fn for_each_feature(
    sights: &[WordFeatures],
    sight: &WordFeatures,
    mut each: impl FnMut(FeatureKind, u32),
) {
    for_each_feature_in_place(sights, sight, &mut each);
    for_each_feature_of_spelling(sight.spelling(), sight.caseless, each);
}

/// Calls `each` with every feature of how the word is spelled, which is the same wherever it stands.
pub(super) fn for_each_feature_of_spelling(
    spelling: &Spelling,
    caseless: u32,
    mut each: impl FnMut(FeatureKind, u32),
) {
    let mut add = |look: FeatureKind, template: u32, part: u32| {
        each(look, mix_numbers(mix_numbers(template, part), caseless));
    };
    for (template, end) in (6..).zip(spelling.ends) {
        add(FeatureKind::End, template, end);
    }
    for (template, start) in (10..).zip(spelling.starts) {
        add(FeatureKind::Start, template, start);
    }
    for three in &spelling.letters {
        add(FeatureKind::Letters, 12, *three);
    }
}

/// Calls `each` with every feature of how the word is written, what the lists say, and what stands beside it.
pub(super) fn for_each_feature_in_place(
    sights: &[WordFeatures],
    sight: &WordFeatures,
    mut each: impl FnMut(FeatureKind, u32),
) {
    let WordFeatures { kind, mode, opens, caseless, shape, lists, .. } = *sight;
    let Spelling { length, form, .. } = *sight.spelling();
    let mut add = |look: FeatureKind, template: u32, a: u32, b: u32| {
        each(look, mix_numbers(mix_numbers(template, a), b));
    };
    let written = shape * 16 + mode * 4 + opens;
    add(FeatureKind::Shape, 1, written, 0);
    add(FeatureKind::Lists, 2, written, lists);
    add(FeatureKind::Lists, 3, kind, length * 2 + caseless);
    add(FeatureKind::Lists, 4, kind * 4 + mode, form);
    add(FeatureKind::Lists, 13, caseless, form);
    if sight.plain || lists & 4 != 0 {
        add(FeatureKind::Word, 5, sight.facts.number, 0);
    }
    let near = |offset: isize| sight.index.checked_add_signed(offset).and_then(|index| sights.get(index));
    let key_at = |offset: isize| near(offset).map_or(7, |near| near.facts.number);
    let kind_at = |offset: isize| near(offset).map_or(7, |near| near.kind);
    for (template, offset, look) in [
        (20, -2, FeatureKind::Before),
        (22, -1, FeatureKind::Before),
        (24, 1, FeatureKind::After),
        (26, 2, FeatureKind::After),
    ] {
        add(look, template, key_at(offset), caseless);
        add(look, template + 1, kind_at(offset), kind);
    }
    add(FeatureKind::Before, 30, key_at(-1), kind);
    add(FeatureKind::After, 31, key_at(1), kind);
    add(FeatureKind::Before, 32, key_at(-2), key_at(-1));
    add(FeatureKind::After, 33, key_at(1), key_at(2));
    add(FeatureKind::Around, 34, key_at(-1), key_at(1));
    add(FeatureKind::Around, 35, mix_numbers(kind_at(-1), kind_at(1)), kind * 4 + mode);
    add(FeatureKind::Mark, 36, sight.mark, kind);
    add(FeatureKind::Mark, 37, near(1).map_or(7, |near| near.mark), kind);
}
