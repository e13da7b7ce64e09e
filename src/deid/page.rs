//! A text made ready for detectors: normalised, cut into words, each word looked up. Detectors only read it.

use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::lexicon::{KnownWord, Lexicon};
use crate::deid::list::split_list;
use crate::deid::marks::Marks;
use crate::deid::normalize::{MASKED, Normalized};
use crate::deid::parts::{WordPart, WordParts};
use crate::deid::pattern::{MatchGroups, Pattern};
use crate::deid::word::{WordFacts, WordReader};

/// How far a sentence is looked for, in bytes to either side, so that a text without any stays quick.
const SENTENCE: usize = 400;

/// How often a match that cuts a word is tried again, shorter.
const SHORTENINGS: usize = 4;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenShape {
    /// `anna`
    Lower,
    /// `Anna`
    Capital,
    /// `ANNA`, two letters or more
    Upper,
    /// `A`
    Letter,
    /// `McDonald`, `abDi`
    Camel,
    /// Letters and digits, or digits only
    Digits,
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenGap {
    /// One blank or more on the same line.
    Blank,
    /// A hyphen alone.
    Hyphen,
    /// An apostrophe alone.
    Apostrophe,
    /// A full stop, with or without a blank.
    Stop,
    /// A colon alone, as in `SÄPO:s`.
    Colon,
    /// Anything else.
    Other,
}

/// A word of the normalised text.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) shape: TokenShape,
    pub(super) gap: TokenGap,
    /// True where a capital says nothing: the sentence begins here.
    pub(super) opens: bool,
    /// What the lexicon knows of the word as it stands.
    pub(super) known: KnownWord,
    /// What it knows of the word without a genitive -s.
    pub(super) known_stem: KnownWord,
    /// What else is to be seen of it, whatever stands beside it.
    pub(super) facts: Rc<WordFacts>,
}

/// A text made ready for detectors.
#[derive(Debug)]
pub(super) struct TokenizedText<'t> {
    pub(super) original: &'t str,
    pub(super) masked: &'t [Range<usize>],
    pub(super) normalized: Normalized,
    pub(super) words: Vec<Token>,
    pub(super) lexicon: &'t Lexicon,
    /// Its figures and signs.
    pub(super) marks: Marks,
    /// What its words hold.
    parts: WordParts,
    /// True where most of the text is in capitals, so that capitals say nothing.
    pub(super) shouted: bool,
}

impl<'t> TokenizedText<'t> {
    pub(super) fn new(original: &'t str, masked: &'t [Range<usize>], reader: &WordReader<'t>) -> Self {
        let normalized = Normalized::new(original, masked);
        let words = split_words(&normalized, reader);
        let shouted = is_shouted(&words);
        let marks = Marks::of(&normalized.lower);
        let parts = words.iter().fold(WordParts::default(), |parts, word| parts.union(word.facts.parts));
        Self { original, masked, normalized, words, lexicon: reader.lexicon, marks, parts, shouted }
    }

    /// The text in lower case; offsets are those of the normalised text.
    pub(super) fn lower(&self) -> &str {
        &self.normalized.lower
    }

    /// The word in lower case.
    pub(super) fn word_key(&self, index: usize) -> &str {
        self.words.get(index).and_then(|word| self.lower().get(word.range.clone())).unwrap_or_default()
    }

    /// The word `back` words before, in lower case.
    pub(super) fn key_before(&self, index: usize, back: usize) -> &str {
        index.checked_sub(back).map(|before| self.word_key(before)).unwrap_or_default()
    }

    /// The word right before.
    pub(super) fn word_before(&self, index: usize) -> Option<&Token> {
        self.words.get(index.checked_sub(1)?)
    }

    /// What the lexicon knows of a word; nothing where there is none.
    pub(super) fn known(&self, index: usize) -> KnownWord {
        self.words.get(index).map_or(KnownWord::NOTHING, |word| word.known)
    }

    /// True where there is such a word, written so.
    pub(super) fn has_shape(&self, index: usize, shape: TokenShape) -> bool {
        self.words.get(index).is_some_and(|word| word.shape == shape)
    }

    /// True where there is such a word, joined so to the one before.
    pub(super) fn has_gap(&self, index: usize, gap: TokenGap) -> bool {
        self.words.get(index).is_some_and(|word| word.gap == gap)
    }

    /// The text before `at`, at most `bytes` long, on a character boundary.
    pub(super) fn text_before(&self, at: usize, bytes: usize) -> &str {
        let lower = self.lower();
        let start =
            (at.saturating_sub(bytes)..=at).find(|start| lower.is_char_boundary(*start)).unwrap_or(at);
        lower.get(start..at).unwrap_or_default()
    }

    /// The text from `at`, at most `bytes` long, on a character boundary.
    pub(super) fn text_after(&self, at: usize, bytes: usize) -> &str {
        let lower = self.lower();
        let end = lower.len().min(at + bytes);
        let end = (at..=end).rev().find(|end| lower.is_char_boundary(*end)).unwrap_or(at);
        lower.get(at..end).unwrap_or_default()
    }

    /// True where a line begins at the word.
    pub(super) fn starts_line(&self, index: usize) -> bool {
        let before =
            index.checked_sub(1).and_then(|left| self.words.get(left)).map_or(0, |left| left.range.end);
        let start = self.words.get(index).map_or(before, |word| word.range.start);
        before == 0 || self.lower().get(before..start).is_some_and(|between| between.contains('\n'))
    }

    /// The sentence or line around a range, in lower case, at most [`SENTENCE`] bytes to either side.
    pub(super) fn sentence_around(&self, range: &Range<usize>) -> &str {
        let ends = |c: char| matches!(c, '\n' | '!' | '?');
        let (head, tail) = (self.text_before(range.start, SENTENCE), self.text_after(range.end, SENTENCE));
        let start = range.start - head.rfind(ends).map_or(head.len(), |at| head.len() - at - 1);
        let end = range.end + tail.find(ends).unwrap_or(tail.len());
        self.lower().get(start..end).unwrap_or_default()
    }

    /// Every match of `pattern` in the lower-case text whose ends do not cut a word in two.
    ///
    /// The items are the ranges of the groups, group 0 first.
    pub(super) fn find_matches<'p>(&'p self, pattern: &'p Pattern) -> impl Iterator<Item = MatchGroups> + 'p {
        let lower = self.lower();
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                // Most searches find nothing, and groups cost.
                let whole = pattern.find_from(lower, from)?;
                let next = whole.start + lower.get(whole.start..)?.chars().next().map_or(1, char::len_utf8);
                let Some(found) = self.shorten_match(pattern, whole) else {
                    from = next;
                    continue;
                };
                from = found.first()?.as_ref()?.end;
                return Some(found);
            }
        })
    }

    /// The matches of `pattern` where the text holds what every match needs; a pattern that is never needed is
    /// never compiled.
    pub(super) fn matches_if<'p>(
        &'p self,
        needed: bool,
        pattern: &'static LazyLock<Pattern>,
    ) -> impl Iterator<Item = MatchGroups> + 'p {
        needed.then(|| self.find_matches(pattern)).into_iter().flatten()
    }

    /// True where the text holds a digit.
    pub(super) fn has_digit(&self) -> bool {
        self.marks.digits > 0
    }

    /// True where a word holds the part.
    pub(super) fn has(&self, part: WordPart) -> bool {
        self.parts.holds(part)
    }

    /// True where the text holds any of these.
    pub(super) fn has_any(&self, any: &[&str]) -> bool {
        any.iter().any(|part| self.lower().contains(part))
    }

    /// True where a number may stand in words: one word, or the beginning of one.
    pub(super) fn has_number_word(&self) -> bool {
        self.has(WordPart::NumberWord) || self.has(WordPart::Counting)
    }

    /// True where a number of two or more may stand, in figures or words.
    pub(super) fn has_number(&self) -> bool {
        self.has_digit() || self.has(WordPart::Counting)
    }

    /// True where a word that holds the part stands right before a number, or what may be one of a house.
    pub(super) fn has_before_number(&self, part: WordPart) -> bool {
        let numbered = |index: usize| {
            let key = self.word_key(index);
            key == "nr" || key.len() == 1 || key.contains(|c: char| c.is_ascii_digit())
        };
        self.has(part)
            && (0..self.words.len()).any(|index| {
                self.words.get(index).is_some_and(|word| word.facts.parts.holds(part)) && numbered(index + 1)
            })
    }

    /// How many words of one character there are.
    pub(super) fn count_letters(&self) -> usize {
        self.words
            .iter()
            .filter(|word| word.range.len() == 1 || word.range.len() == 2 && !self.is_ascii(word))
            .count()
    }

    fn is_ascii(&self, word: &Token) -> bool {
        self.lower().get(word.range.clone()).is_some_and(str::is_ascii)
    }

    /// The groups of the match, or of a shorter one from the same place, whose ends do not cut a word in two.
    fn shorten_match(&self, pattern: &Pattern, found: Range<usize>) -> Option<MatchGroups> {
        let start = found.start;
        let (mut text, mut whole) = (self.lower(), found);
        for _ in 0..SHORTENINGS {
            if whole.is_empty() || whole.start != start {
                return None;
            }
            if self.is_whole(&whole) {
                return pattern.find_groups(text, whole);
            }
            let last = text.get(whole)?.char_indices().next_back()?.0;
            text = text.get(..start + last)?;
            whole = pattern.find_from(text, start)?;
        }
        None
    }

    /// True where neither end of the range stands inside a word.
    pub(super) fn is_whole(&self, range: &Range<usize>) -> bool {
        let lower = self.lower();
        let joins = |left: Option<char>, right: Option<char>| {
            left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric)
        };
        let at = |at: usize| {
            let left = lower.get(..at).and_then(|text| text.chars().next_back());
            let right = lower.get(at..).and_then(|text| text.chars().next());
            joins(left, right)
        };
        !at(range.start) && !at(range.end)
    }

    /// The word that begins at or after `at`.
    pub(super) fn word_from(&self, at: usize) -> Option<usize> {
        let index = self.words.partition_point(|word| word.range.start < at);
        (index < self.words.len()).then_some(index)
    }

    /// Whether a range of the original meets something masked.
    pub(super) fn meets_mask(&self, range: &Range<usize>) -> bool {
        let at = self.masked.partition_point(|mask| mask.end <= range.start);
        self.masked.get(at).is_some_and(|mask| mask.start < range.end)
    }

    /// A candidate for a range of the normalised text.
    pub(super) fn make_candidate(
        &self,
        range: &Range<usize>,
        class: Class,
        reason: &'static str,
    ) -> Option<Candidate> {
        let text = self.normalized.text.get(range.clone()).filter(|text| !text.contains(MASKED))?;
        let start = range.start + (text.len() - text.trim_start().len());
        let end = range.end - (text.len() - text.trim_end().len());
        let original = self.normalized.original_range(&(start..end))?;
        Some(Candidate { range: original, class, reason: reason.into(), coarser: None })
    }
}

/// Cuts the text into words: runs of letters and digits.
fn split_words(normalized: &Normalized, reader: &WordReader<'_>) -> Vec<Token> {
    let text = normalized.text.as_str();
    let mut words: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(start) = rest.find(is_word_letter).map(|offset| at + offset) else { break };
        let run = text.get(start..).unwrap_or_default();
        let end = start + run.find(|c: char| !is_word_letter(c)).unwrap_or(run.len());
        let between = text.get(at..start).unwrap_or_default();
        let written = text.get(start..end).unwrap_or_default();
        let key = normalized.lower.get(start..end).unwrap_or_default();
        let opens = words.last().is_none_or(|last| opens_sentence(between, text, last));
        let gap = gap_between(between, words.is_empty());
        let facts = reader.read_word(key);
        let (known, known_stem) = (facts.known, facts.known_stem);
        words.push(Token {
            range: start..end,
            shape: word_shape(written),
            gap,
            opens,
            known,
            known_stem,
            facts,
        });
        at = end;
    }
    words
}

/// A letter or a digit; those of Swedish are told at once.
fn is_word_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || !c.is_ascii() && (matches!(c, 'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö') || c.is_alphanumeric())
}

fn word_shape(written: &str) -> TokenShape {
    let (mut upper, mut length) = (0, 0);
    for c in written.chars() {
        if c.is_ascii_digit() || !c.is_ascii() && c.is_numeric() {
            return TokenShape::Digits;
        }
        upper += usize::from(c.is_ascii_uppercase() || !c.is_ascii() && c.is_uppercase());
        length += 1;
    }
    let first = written.starts_with(char::is_uppercase);
    match (upper, length) {
        (0, _) => TokenShape::Lower,
        (1, 1) => TokenShape::Letter,
        (1, _) if first => TokenShape::Capital,
        (upper, length) if upper == length => TokenShape::Upper,
        _ => TokenShape::Camel,
    }
}

fn gap_between(between: &str, first: bool) -> TokenGap {
    match between {
        _ if first => TokenGap::Other,
        "-" => TokenGap::Hyphen,
        "'" => TokenGap::Apostrophe,
        "." | ". " => TokenGap::Stop,
        ":" => TokenGap::Colon,
        _ if !between.is_empty() && between.chars().all(|c| c == ' ') => TokenGap::Blank,
        _ => TokenGap::Other,
    }
}

/// Words that end in a full stop without ending the sentence.
const ABBREVIATIONS: [&str; 47] = split_list(
    "kl|ca|nr|tel|dvs|ev|resp|f|t|ex|bl|a|s|k|st|max|min|jfr|kap|forts|o|d|m|inkl|exkl|mob|adr|dr|prof|fr|tfn|lgh|sthlm|aug|\
     sept|okt|nov|dec|jan|feb|apr|p|g|e|i|c|b",
);

fn opens_sentence(between: &str, text: &str, last: &Token) -> bool {
    let mark = between.chars().rfind(|c| !matches!(c, ' ' | '"' | '\'' | '(' | '*' | '_'));
    match mark {
        Some('!' | '?' | '\n') => true,
        Some('-' | '•' | '>' | '|' | '·') => {
            between.len() > 1 && between.contains(['\n', ' ']) && between.contains(['\n', '.', '!', '?', ':'])
        }
        Some('.') => {
            let before = text.get(last.range.clone()).unwrap_or_default();
            between.contains(' ') && !ABBREVIATIONS.contains(&before) && last.shape != TokenShape::Letter
        }
        Some(_) | None => between.contains('\n'),
    }
}

fn is_shouted(words: &[Token]) -> bool {
    let upper = words.iter().filter(|word| word.shape == TokenShape::Upper).count();
    let lower = words.iter().filter(|word| word.shape == TokenShape::Lower).count();
    upper >= 2 && upper > 2 * lower
}
