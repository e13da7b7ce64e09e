//! Normalised text with a map back to the original bytes. Nothing is judged here.
//!
//! Invisible characters go, full width becomes ASCII, look-alikes become Latin, diacritics other than
//! å ä ö are folded (Unicode 16, UAX #15; look-alikes after UTS #39), every blank is a space and every
//! dash a hyphen. A mask such as `[person]` becomes one character that no detector matches.

mod fold;

use std::ops::Range;

use unicode_normalization::char::{compose, decompose_compatible, is_combining_mark};

pub(super) use self::fold::{is_foreign_letter, is_styled};
pub(super) use crate::characters::shows_nothing as is_invisible;
use crate::deid::finding::{Class, lettered_mask};

/// What a mask becomes: a character that is neither letter, digit, blank nor punctuation.
pub(super) const MASKED: char = '\u{FFFC}';

/// The normalised text, the same text in lower case, and the way back to the original.
///
/// `text` and `lower` have the same bytes offsets throughout.
#[derive(Debug, Default)]
pub(super) struct Normalized {
    pub(super) text: String,
    pub(super) lower: String,
    /// Where what stands here stood; a plain text stands as it stood, and has none.
    stretches: Vec<Stretch>,
}

/// A part of the normalised text, and where it stood in the original.
#[derive(Debug, Clone)]
struct Stretch {
    start: usize,
    original: Range<usize>,
    kind: StretchKind,
}

/// Whether places inside a stretch can be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StretchKind {
    /// Byte by byte as it stood.
    Plain,
    /// One thing, which was written otherwise.
    Changed,
}

impl Normalized {
    /// Normalises `text`; the ranges in `masked` (sorted, in bytes of `text`) become [`MASKED`].
    pub(super) fn new(text: &str, masked: &[Range<usize>]) -> Self {
        if is_plain(text) && masked.is_empty() {
            return Self { text: text.to_owned(), lower: lower_plain(text), ..Self::default() };
        }
        if let Some(normalized) = Self::with_masks(text, masked) {
            return normalized;
        }
        let mut normalized = Self::with_capacity(text.len());
        let mut masks = masked.iter().peekable();
        let mut skip_to = 0;
        for (at, c) in text.char_indices() {
            if at < skip_to {
                continue;
            }
            while masks.next_if(|mask| mask.end <= at).is_some() {}
            let mask = masks.peek().filter(|mask| mask.start <= at).map(|mask| mask.end);
            if let Some(end) = mask.or_else(|| mask_ending(text, at, c)) {
                normalized.push_char(MASKED, at..end);
                skip_to = end;
            } else {
                normalized.push_folded(c, at..at + c.len_utf8());
            }
        }
        normalized
    }

    /// The original bytes that the normalised bytes `range` came from.
    pub(super) fn original_range(&self, range: &Range<usize>) -> Option<Range<usize>> {
        if self.stretches.is_empty() {
            return (!range.is_empty() && range.end <= self.text.len()).then(|| range.clone());
        }
        let (first, last) = (self.stretch_at(range.start)?, self.stretch_at(range.end.checked_sub(1)?)?);
        let start = match first.kind {
            StretchKind::Plain => first.original.start + (range.start - first.start),
            StretchKind::Changed => first.original.start,
        };
        let end = match last.kind {
            StretchKind::Plain => last.original.start + (range.end - last.start),
            StretchKind::Changed => last.original.end,
        };
        Some(start..end)
    }

    fn stretch_at(&self, at: usize) -> Option<&Stretch> {
        let after = self.stretches.partition_point(|stretch| stretch.start <= at);
        self.stretches.get(after.checked_sub(1)?).filter(|_| at < self.text.len())
    }

    /// A text that is plain but for what is masked in it.
    fn with_masks(text: &str, masked: &[Range<usize>]) -> Option<Self> {
        let mut normalized = Self::with_capacity(text.len());
        let mut at = 0;
        for mask in masked {
            normalized.push_plain(text.get(at..mask.start)?, at)?;
            normalized.push_char(MASKED, mask.clone());
            at = mask.end;
        }
        normalized.push_plain(text.get(at..)?, at)?;
        Some(normalized)
    }

    /// Takes a part of the text that begins at `from`, where it stands as it stood.
    fn push_plain(&mut self, text: &str, from: usize) -> Option<()> {
        is_plain(text).then_some(())?;
        self.text.push_str(text);
        self.lower.push_str(&lower_plain(text));
        self.note_plain(self.text.len() - text.len(), from..from + text.len());
        Some(())
    }

    /// Notes that what stands from `start` on stood in `original` byte by byte.
    fn note_plain(&mut self, start: usize, original: Range<usize>) {
        match self.stretches.last_mut() {
            Some(last) if last.kind == StretchKind::Plain && last.original.end == original.start => {
                last.original.end = original.end;
            }
            Some(_) | None if original.is_empty() => {}
            Some(_) | None => self.stretches.push(Stretch { start, original, kind: StretchKind::Plain }),
        }
    }

    fn with_capacity(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            lower: String::with_capacity(bytes),
            stretches: Vec::new(),
        }
    }

    fn push_folded(&mut self, c: char, from: Range<usize>) {
        if c.is_ascii() || matches!(c, 'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö') {
            self.push_char(if matches!(c, '\t' | '\r') { ' ' } else { c }, from);
        } else if is_invisible(c) {
            // Dropped: the characters on either side meet.
        } else if is_combining_mark(c) {
            self.combine_mark(c, from.end);
        } else if let Some(folded) = fold::fold_char(c) {
            folded.chars().for_each(|plain| self.push_char(plain, from.clone()));
        } else {
            let mut parts = Vec::new();
            decompose_compatible(c, |part| parts.push(part));
            for part in parts.into_iter().filter(|part| !is_combining_mark(*part)) {
                match fold::fold_char(part) {
                    Some(folded) => folded.chars().for_each(|plain| self.push_char(plain, from.clone())),
                    None => self.push_char(part, from.clone()),
                }
            }
        }
    }

    /// A combining mark makes å ä ö of its base, and is otherwise folded away with it.
    fn combine_mark(&mut self, mark: char, end: usize) {
        let Some(base) = self.text.pop() else { return };
        self.lower.pop();
        let Some(start) = self.take_last() else { return };
        let whole =
            compose(base, mark).filter(|c| matches!(c, 'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö')).unwrap_or(base);
        self.push_char(whole, start..end);
    }

    /// Where the last character stood, which is no longer in the text.
    fn take_last(&mut self) -> Option<usize> {
        let end = self.text.len();
        let last = self.stretches.last_mut()?;
        if last.kind == StretchKind::Plain && last.start < end {
            last.original.end = last.original.start + (end - last.start);
            return Some(last.original.end);
        }
        let start = last.original.start;
        // A character that became several is one stretch for each of them.
        self.stretches.pop();
        Some(start)
    }

    fn push_char(&mut self, c: char, from: Range<usize>) {
        if c == ' ' && self.text.ends_with(' ') {
            // However many blanks there are, they part two words.
            return;
        }
        self.text.push(c);
        let mut lowered = c.to_lowercase();
        let lower = lowered.next().filter(|l| l.len_utf8() == c.len_utf8() && lowered.next().is_none());
        self.lower.push(lower.unwrap_or(c));
        let start = self.text.len() - c.len_utf8();
        if from.len() == c.len_utf8() && c != MASKED {
            self.note_plain(start, from);
        } else {
            self.stretches.push(Stretch { start, original: from, kind: StretchKind::Changed });
        }
    }
}

/// A text that stays as it is: signs of ASCII, å ä ö, one blank at a time. A bracket may open a mask.
fn is_plain(text: &str) -> bool {
    let mut bytes = text.bytes();
    let mut last = 0;
    while let Some(byte) = bytes.next() {
        let plain = match byte {
            b'[' => false,
            b' ' if last == b' ' => false,
            b'\n' | b' '..=b'~' => true,
            0xc3 => matches!(bytes.next(), Some(0xa5 | 0xa4 | 0xb6 | 0x85 | 0x84 | 0x96)),
            _ => false,
        };
        if !plain {
            return false;
        }
        last = byte;
    }
    true
}

/// A plain text in lower case.
fn lower_plain(text: &str) -> String {
    let mut lower = text.to_ascii_lowercase();
    if text.contains(['Å', 'Ä', 'Ö']) {
        lower = lower.to_lowercase();
    }
    lower
}

/// A word folded and in lower case, without a map: what [`Normalized`] makes of it, for lists of words.
pub(super) fn fold_word(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(word.len());
    let push = |out: &mut String, c: char| match fold::fold_char(c) {
        Some(plain) => out.extend(plain.chars().flat_map(char::to_lowercase)),
        None if !is_combining_mark(c) && !is_invisible(c) => out.extend(c.to_lowercase()),
        None => {}
    };
    for c in word.chars() {
        if c.is_ascii() || matches!(c, 'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö') {
            out.extend(c.to_lowercase());
        } else {
            decompose_compatible(c, |part| push(&mut out, part));
        }
    }
    out
}

/// Where the mask that opens at `at` ends, if one does. An owner's ending that was left after it belongs to it.
fn mask_ending(text: &str, at: usize, c: char) -> Option<usize> {
    if c != '[' {
        return None;
    }
    let rest = text.get(at..)?;
    let mut masks = Class::ALL.iter().map(|class| class.mask());
    let end = masks.find(|mask| rest.starts_with(mask)).map(str::len).or_else(|| lettered_mask(rest))?;
    let after = rest.get(end..)?;
    let owned = [":s", "s"].iter().find(|ending| {
        let more = after.strip_prefix(**ending);
        more.is_some_and(|more| !more.starts_with(char::is_alphanumeric))
    });
    Some(at + end + owned.map_or(0, |ending| ending.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normalize_text(text: &str) -> String {
        Normalized::new(text, &[]).text
    }

    #[test]
    fn spelling_is_made_plain_and_swedish_letters_stay() {
        assert_eq!(
            normalize_text("Şükriye Đorđević Łukasz Øystein Åsa"),
            "Sukriye Dordevic Lukasz Oystein Åsa"
        );
        assert_eq!(normalize_text("Ａnna １２"), "Anna 12");
        assert_eq!(normalize_text("A\u{200b}n\u{ad}na"), "Anna");
        assert_eq!(normalize_text("Аnnа"), "Anna", "Cyrillic А and а");
        assert_eq!(normalize_text("A\u{30a}sa, e\u{301}"), "Åsa, e");
        assert_eq!(normalize_text("08\u{a0}–\u{a0}12"), "08 - 12");
    }

    #[test]
    fn the_map_leads_back_over_dropped_and_widened_characters() {
        let text = "x A\u{200b}nna\u{301}.";
        let normalized = Normalized::new(text, &[]);
        let at = normalized.text.find("Anna").expect("the name");
        let back = normalized.original_range(&(at..at + 4)).expect("a range");
        assert_eq!(text.get(back), Some("A\u{200b}nna\u{301}"));
    }

    #[test]
    fn several_blanks_part_words_as_one() {
        let text = "17  år, x";
        let normalized = Normalized::new(text, &[]);
        assert_eq!(normalized.text, "17 år, x");
        assert_eq!(normalized.original_range(&(0..6)), Some(0..7));
    }

    #[test]
    fn a_mask_is_one_character_that_nothing_matches() {
        assert_eq!(normalize_text("vi såg [person] där"), format!("vi såg {MASKED} där"));
    }
}
