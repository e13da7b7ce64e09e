//! A text read in other ways than it stands: lines that go on, and figures written against letters, as if they were not.
//!
//! Around each such place the text is read once more with the place mended, and what reaches over it or meets it is kept.

use std::ops::Range;

use crate::deid::cache::{PartMend, TextPart};
use crate::deid::candidate::Candidate;
use crate::deid::detectors;
use crate::deid::finding::Class;
use crate::deid::lexicon::{KnownWord, WordForm};
use crate::deid::page::TokenizedText;
use crate::deid::parts::WordPart;
use crate::deid::{PartReader, segments};

/// How far to either side of a place is read, in bytes.
const REACH: usize = 40;

/// How a text is read anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ReadingWay {
    /// A hyphen at a line's end belongs to the break; figures go on over it.
    Joined,
    /// A hyphen at a line's end belongs to the word; figures are parted by it.
    Kept,
    /// A word goes on over a line's end without a hyphen.
    Whole,
    /// Figures that are written against letters are parted from them.
    Parted,
}

/// A place that is read as `glue` instead.
#[derive(Debug, Clone)]
struct MendedPlace {
    range: Range<usize>,
    glue: &'static str,
    sure: bool,
}

impl MendedPlace {
    /// The same within what is around it.
    fn within(&self, around: &Range<usize>, way: ReadingWay) -> PartMend {
        let range =
            self.range.start.saturating_sub(around.start)..self.range.end.saturating_sub(around.start);
        PartMend { range, glue: self.glue, sure: self.sure, parted: way == ReadingWay::Parted }
    }
}

/// What is found in `text` when it is read in the other ways, with what was `masked` in it `before` where it has been read.
pub(super) fn find_in_readings(
    text: &str,
    masked: &[Range<usize>],
    before: Option<&[Range<usize>]>,
    reader: &PartReader<'_>,
) -> Vec<Candidate> {
    let (breaks, seams) = (find_breaks(text), find_seams(text));
    let around = Reader { text, masked, before, parts: reader };
    let mut found = Vec::new();
    for way in [ReadingWay::Joined, ReadingWay::Kept, ReadingWay::Whole] {
        let mends: Vec<MendedPlace> =
            breaks.iter().filter_map(|broken| broken.mended_place(text, way)).collect();
        found.extend(around.read_around_places(way, &mends));
    }
    found.extend(around.read_around_places(ReadingWay::Parted, &seams));
    found
}

/// A line's end with what belongs to it: a hyphen before, quote marks and blanks after.
struct LineBreak {
    range: Range<usize>,
    hyphen: Hyphen,
}

/// What divides the word at the line's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hyphen {
    /// Nothing: the line ends between words, or anywhere.
    None,
    /// A hyphen that may belong to the word or to the break.
    Hard,
    /// A soft hyphen, which belongs to the break alone.
    Soft,
}

impl LineBreak {
    /// How the break is read in this way, where it is another than before.
    fn mended_place(&self, text: &str, way: ReadingWay) -> Option<MendedPlace> {
        let (left, right) = (text.get(..self.range.start)?, text.get(self.range.end..)?);
        if segments::is_sentence_end(left, right) || is_told(left, right) {
            return None;
        }
        let letters = left.ends_with(char::is_alphabetic) && right.starts_with(char::is_alphabetic);
        let (glue, sure) = match (way, self.hyphen) {
            (ReadingWay::Joined, Hyphen::Hard | Hyphen::Soft) | (ReadingWay::Kept, Hyphen::Soft) => {
                ("", true)
            }
            (ReadingWay::Kept, Hyphen::Hard) => ("-", true),
            (ReadingWay::Joined, Hyphen::None) if is_cut(left, right) => ("", false),
            (ReadingWay::Joined, Hyphen::None) => (" ", false),
            (ReadingWay::Kept, Hyphen::None) if is_cut(left, right) => (" ", false),
            (ReadingWay::Whole, Hyphen::None) if letters && is_cut_word(left, right) => ("", true),
            (ReadingWay::Kept | ReadingWay::Whole | ReadingWay::Parted, _) => return None,
        };
        Some(MendedPlace { range: self.range.clone(), glue, sure })
    }
}

/// Every line's end between two characters that may belong together.
fn find_breaks(text: &str) -> Vec<LineBreak> {
    let mut breaks = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(is_line_end)).map(|at| from + at) {
        let blank = |c: char| c.is_whitespace() || c == '>';
        let rest = text.get(at..).unwrap_or_default();
        let end = at + rest.find(|c: char| !blank(c)).unwrap_or(rest.len());
        let head = text.get(..at).unwrap_or_default().trim_end_matches([' ', '\t', '\r', '\u{a0}']);
        let (hyphen, start) = match head.chars().next_back() {
            Some(c @ ('-' | '‐' | '‑')) => (Hyphen::Hard, head.len() - c.len_utf8()),
            Some(c @ '\u{ad}') => (Hyphen::Soft, head.len() - c.len_utf8()),
            Some(_) | None => (Hyphen::None, head.len()),
        };
        // An empty line parts what stands on either side of it.
        let near = rest.get(..end - at).is_some_and(|ends| ends.matches('\n').count() < 2);
        if near && start > 0 && end < text.len() {
            breaks.push(LineBreak { range: start..end, hyphen });
        }
        from = end.max(at + 1);
    }
    breaks
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A number or an address that goes on: a figure meets a figure or a sign, or a sign of an address stands at the seam.
fn is_cut(left: &str, right: &str) -> bool {
    let (last, first) = (left.chars().next_back(), right.chars().next());
    let figure = |c: Option<char>| c.is_some_and(char::is_numeric);
    let sign = |c: Option<char>| c.is_some_and(|c| "-@./+:_#*()°'~\\".contains(c));
    // "19 kap." and then "1 §": a stop after a word joins nothing.
    if left.ends_with('.') && left.trim_end_matches('.').ends_with(char::is_alphabetic) && figure(first) {
        return false;
    }
    (figure(last) || sign(last)) && (figure(first) || sign(first))
        || sign(last) && first.is_some_and(char::is_alphanumeric)
        || sign(first) && last.is_some_and(char::is_alphanumeric)
        || figure(last) && first.is_some_and(char::is_alphabetic)
        || figure(first) && last.is_some_and(char::is_alphabetic)
}

/// A sentence ends at the line's end, and what begins after it goes on in lower case; but an address may be cut at its stop.
fn is_told(left: &str, right: &str) -> bool {
    let near =
        |part: Option<&str>| part.is_some_and(|part| part.contains(['@', '/', '_']) || part.contains("www"));
    let letter = right.starts_with(char::is_alphabetic);
    letter
        && segments::ends_told(left)
        && !near(left.rsplit(char::is_whitespace).next())
        && !near(right.split(char::is_whitespace).next())
}

/// A half of the word is no word, or both make a name. A word goes on as it was written.
fn is_cut_word(left: &str, right: &str) -> bool {
    if right.starts_with(char::is_uppercase) && left.ends_with(char::is_lowercase) {
        return false;
    }
    let first = left.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let second = right.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let (first, second) = (first.to_lowercase(), second.to_lowercase());
    let unknown = |part: &str| {
        let known = KnownWord::of(part);
        !(known.is_name() || known.is_word() || known.is_quiet()) && WordForm::of(part) == WordForm::Other
    };
    unknown(&first) || unknown(&second) || KnownWord::of(&[first, second].concat()).is_name()
}

/// Every place where a long number, or the number of a street, is written against letters.
fn find_seams(text: &str) -> Vec<MendedPlace> {
    let mut seams = Vec::new();
    let mut last: Option<char> = None;
    for (at, c) in text.char_indices() {
        let meets = last.is_some_and(|last| {
            last.is_alphabetic() && c.is_ascii_digit() || last.is_ascii_digit() && c.is_alphabetic()
        });
        if meets && is_seam(text, at) {
            seams.push(MendedPlace { range: at..at, glue: " ", sure: true });
        }
        last = Some(c);
    }
    seams
}

/// How many figures a number has that is parted from letters beside it.
const LONG: usize = 6;

/// The shortest word that the number of a house may be written against.
const STREET: usize = 5;

fn is_seam(text: &str, at: usize) -> bool {
    let (left, right) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    let thin = |c: &char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '/' | '+');
    let figures = |run: &mut dyn Iterator<Item = char>| run.take(24).filter(char::is_ascii_digit).count();
    if right.starts_with(|c: char| c.is_ascii_digit()) {
        let letters = left.chars().rev().take_while(|c| c.is_alphabetic()).count();
        letters >= STREET || figures(&mut right.chars().take_while(thin)) >= LONG
    } else {
        figures(&mut left.chars().rev().take_while(thin)) >= LONG
    }
}

/// What stands on both sides of some mends, as it is read.
struct Reading {
    text: String,
    /// Where each piece of the original begins, in the reading and in the original.
    pieces: Vec<(usize, usize)>,
    seams: Vec<(Range<usize>, bool)>,
}

impl Reading {
    fn new(text: &str, place: &Range<usize>, mends: &[MendedPlace]) -> Self {
        let mut reading = Self { text: String::new(), pieces: Vec::new(), seams: Vec::new() };
        let mut at = place.start;
        for mend in mends {
            reading.push(text, at..mend.range.start);
            let start = reading.text.len();
            reading.text.push_str(mend.glue);
            reading.seams.push((start..reading.text.len(), mend.sure));
            at = mend.range.end;
        }
        reading.push(text, at..place.end);
        reading
    }

    fn push(&mut self, text: &str, part: Range<usize>) {
        self.pieces.push((self.text.len(), part.start));
        self.text.push_str(text.get(part).unwrap_or_default());
    }

    /// Where in the original the reading's bytes `range` stand.
    fn original_range(&self, range: &Range<usize>) -> Range<usize> {
        let back = |at: usize, piece: usize| {
            self.pieces.get(piece).map_or(0, |(read, original)| original + at.saturating_sub(*read))
        };
        let first = self.pieces.partition_point(|(read, _)| *read <= range.start).saturating_sub(1);
        let last = self.pieces.partition_point(|(read, _)| *read < range.end).saturating_sub(1);
        back(range.start, first)..back(range.end, last)
    }

    /// Where in the reading of `place` the original's bytes `range` stand, where any of them do.
    fn reading_range(&self, place: &Range<usize>, range: &Range<usize>) -> Option<Range<usize>> {
        let forth = |at: usize| {
            let piece = self.pieces.partition_point(|(_, original)| *original <= at).checked_sub(1);
            let (read, original) = piece.and_then(|piece| self.pieces.get(piece)).copied()?;
            let end =
                piece.and_then(|piece| self.pieces.get(piece + 1)).map_or(self.text.len(), |next| next.0);
            Some((read + at - original).min(end))
        };
        let (start, end) = (range.start.max(place.start), range.end.min(place.end));
        let range = (start < end).then(|| Some(forth(start)?..forth(end)?))??;
        (range.start < range.end && self.text.get(range.clone()).is_some()).then_some(range)
    }
}

/// What is read, with what has been found in it.
struct Reader<'t, 'c> {
    text: &'t str,
    masked: &'t [Range<usize>],
    before: Option<&'t [Range<usize>]>,
    parts: &'t PartReader<'c>,
}

impl Reader<'_, '_> {
    /// Reads around the mends, those near each other together.
    fn read_around_places(&self, way: ReadingWay, mends: &[MendedPlace]) -> Vec<Candidate> {
        let mut found = Vec::new();
        let mut rest = mends;
        while let Some(first) = rest.first() {
            let gaps = rest.iter().zip(rest.iter().skip(1));
            let near =
                gaps.take_while(|(left, right)| right.range.start.saturating_sub(left.range.end) < REACH);
            let (group, others) = rest.split_at(near.count() + 1);
            let last = group.last().unwrap_or(first);
            let place = word_start(self.text, first.range.start)..word_end(self.text, last.range.end);
            found.extend(self.read_group(way, &place, group));
            rest = others;
        }
        found
    }

    fn read_group(&self, way: ReadingWay, place: &Range<usize>, group: &[MendedPlace]) -> Vec<Candidate> {
        if self.is_read(place) {
            return Vec::new();
        }
        let mends: Vec<PartMend> = group.iter().map(|mend| mend.within(place, way)).collect();
        let masks = segments::masks_inside(place, self.masked);
        let text = self.text.get(place.clone()).unwrap_or_default();
        let part = TextPart { text, masks: &masks, mends: &mends };
        let mut found = self.parts.find_in_part(part, || self.find_in_group(way, place, group));
        for candidate in &mut found {
            candidate.range = candidate.range.start + place.start..candidate.range.end + place.start;
        }
        found
    }

    /// What is found around the mends, as places in what is around them.
    fn find_in_group(&self, way: ReadingWay, place: &Range<usize>, group: &[MendedPlace]) -> Vec<Candidate> {
        let loose = group.iter().all(|mend| !mend.sure);
        if loose && !self.may_be_one_thing(place, group) {
            return Vec::new();
        }
        let reading = Reading::new(self.text, place, group);
        let inside: Vec<Range<usize>> = masks_of(self.masked, place)
            .iter()
            .filter_map(|mask| reading.reading_range(place, mask))
            .collect();
        let page = TokenizedText::new(&reading.text, &inside, &self.parts.words);
        let found = if loose { detectors::detect_over_lines(&page) } else { detectors::detect_all(&page) };
        let kept = found.into_iter().filter(|candidate| is_kept(&reading, way, candidate));
        kept.map(|candidate| {
            let range = reading.original_range(&candidate.range);
            Candidate { range: range.start - place.start..range.end - place.start, ..candidate }
        })
        .collect()
    }

    /// Whether the place was read before with the same masks.
    fn is_read(&self, place: &Range<usize>) -> bool {
        let masks = |masked| segments::masks_inside(place, masked);
        self.before.is_some_and(|before| masks(before) == masks(self.masked))
    }

    /// Whether anything could be found over these ends of lines that [`is_one_thing`] takes for one: something with figures,
    /// a day or a school, or what goes on in lower case. What is masked is found already.
    fn may_be_one_thing(&self, place: &Range<usize>, group: &[MendedPlace]) -> bool {
        let masks = segments::masks_inside(place, self.masked);
        let is_masked = |at: usize| masks.iter().any(|mask| mask.contains(&(at.saturating_sub(place.start))));
        let open = |mend: &&MendedPlace| {
            !is_masked(mend.range.start.saturating_sub(1)) && !is_masked(mend.range.end)
        };
        let mut open = group.iter().filter(open).peekable();
        if open.peek().is_none() {
            return false;
        }
        let goes_on = |mend: &MendedPlace| {
            self.text.get(mend.range.end..).is_some_and(|right| right.starts_with(char::is_lowercase))
        };
        let window = self.text.get(place.clone()).unwrap_or_default();
        let telling = |c: char| c.is_numeric() || c == '@' || !c.is_ascii() && !"åäöÅÄÖ".contains(c);
        if open.any(goes_on) || window.match_indices(telling).any(|(at, _)| !is_masked(place.start + at)) {
            return true;
        }
        let words = || window.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let spelled = words().filter(|word| word.chars().count() == 1).count() > 2;
        let named = |word: &str| {
            let parts = self.parts.words.read_word(&word.to_lowercase()).parts;
            [WordPart::Ordinal, WordPart::Feast, WordPart::SchoolKind, WordPart::SchoolChain]
                .iter()
                .any(|part| parts.holds(*part))
        };
        spelled || words().any(named)
    }
}

/// Those of the masks that meet the place.
fn masks_of<'m>(masked: &'m [Range<usize>], place: &Range<usize>) -> &'m [Range<usize>] {
    let first = masked.partition_point(|mask| mask.end <= place.start);
    let last = masked.partition_point(|mask| mask.start < place.end);
    masked.get(first..last.max(first)).unwrap_or_default()
}

/// Whether what was found reaches over a mended place, or meets a parted one, and is surely one thing.
fn is_kept(reading: &Reading, way: ReadingWay, candidate: &Candidate) -> bool {
    let found = &candidate.range;
    let crossed = reading.seams.iter().filter(|(seam, _)| {
        found.start < seam.start && seam.end < found.end
            || seam.is_empty() && found.start < seam.start && seam.start < found.end
    });
    if way == ReadingWay::Parted {
        let meets = |(seam, _): &(Range<usize>, bool)| found.end == seam.start || found.start == seam.end;
        let numbered = candidate.class <= Class::Date && candidate.class != Class::Handle;
        return numbered && (reading.seams.iter().any(meets) || crossed.count() > 0);
    }
    let mut crossed = crossed.peekable();
    crossed.peek().is_some() && crossed.all(|(seam, sure)| *sure || is_one_thing(reading, seam, candidate))
}

/// Two lines of words make nothing together but what has figures, or goes on in lower case.
fn is_one_thing(reading: &Reading, seam: &Range<usize>, candidate: &Candidate) -> bool {
    let told = reading.text.get(candidate.range.clone()).unwrap_or_default();
    let goes_on = reading.text.get(seam.end..).is_some_and(|right| right.starts_with(char::is_lowercase));
    let apart =
        matches!(candidate.class, Class::Person | Class::Role | Class::Invisible | Class::ForeignScript);
    let loose = matches!(candidate.class, Class::School | Class::Relation);
    let telling = told.contains(|c: char| c.is_numeric() || c == '@');
    let word = candidate.class == Class::Handle && is_everyday(&reading.text, seam);
    !(apart || word)
        && (goes_on
            || !loose && telling
            || candidate.class == Class::Date
            || candidate.class == Class::School && !begins_anew(&reading.text, seam))
}

/// "Ärende" and then a number: an everyday word is no part of a user name.
fn is_everyday(text: &str, seam: &Range<usize>) -> bool {
    let left = text.get(..seam.start).unwrap_or_default();
    let word = left.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    !word.is_empty() && WordForm::of(&word.to_lowercase()) != WordForm::Other
}

/// "skolan" and then "Det var": an everyday word with a capital begins a sentence.
fn begins_anew(text: &str, seam: &Range<usize>) -> bool {
    let right = text.get(seam.end..).unwrap_or_default();
    let word = right.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let known = KnownWord::of(&word.to_lowercase());
    let school = word.to_lowercase().contains("skol");
    word.starts_with(char::is_uppercase) && known.is_word() && !known.is_name() && !school
}

/// Where the words begin that stand within reach before a place, on its line.
fn word_start(text: &str, at: usize) -> usize {
    let near = text.floor_char_boundary(at.saturating_sub(REACH));
    let head = text.get(near..at).unwrap_or_default();
    match (head.rfind(is_line_end), head.find(' ')) {
        (Some(end), _) => text.ceil_char_boundary(near + end + 1),
        (None, Some(blank)) if near > 0 => near + blank + 1,
        (None, _) => near,
    }
}

/// Where the words end that stand within reach after a place, on its line.
fn word_end(text: &str, at: usize) -> usize {
    let far = text.floor_char_boundary((at + REACH).min(text.len()));
    let tail = text.get(at..far).unwrap_or_default();
    match (tail.find(is_line_end), tail.rfind(' ')) {
        (Some(end), _) => at + end,
        (None, Some(blank)) if far < text.len() => at + blank,
        (None, _) => far,
    }
}

#[cfg(test)]
mod tests;
