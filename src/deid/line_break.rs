//! What is broken over lines: a number, a day or a street that runs over a line's end is found as if on one line.
//!
//! Around each line's end the text is read once more with the break taken away, and what reaches over it is kept.

use std::ops::Range;

use crate::deid::detector::{self, Candidate};
use crate::deid::finding::Class;
use crate::deid::lexicon::Lexicon;
use crate::deid::page::TokenizedText;

/// How far to either side of a break is read, in bytes.
const REACH: usize = 36;

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

/// What reaches over a line's end in `text`.
pub(super) fn find_broken(text: &str, masked: &[Range<usize>], lexicon: &Lexicon) -> Vec<Candidate> {
    let breaks = find_line_breaks(text);
    breaks.iter().flat_map(|broken| find_across_break(text, broken, masked, lexicon)).collect()
}

/// Every line's end between two characters that may belong together.
fn find_line_breaks(text: &str) -> Vec<LineBreak> {
    let mut breaks = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(is_line_end)).map(|at| from + at) {
        let blank = |c: char| c.is_whitespace() || c == '>';
        let rest = text.get(at..).unwrap_or_default();
        let end = at + rest.find(|c: char| !blank(c)).unwrap_or(rest.len());
        let head = text.get(..at).unwrap_or_default().trim_end_matches([' ', '\t', '\r']);
        let (hyphen, start) = match head.chars().next_back() {
            Some(c @ ('-' | '‐' | '‑')) => (Hyphen::Hard, head.len() - c.len_utf8()),
            Some(c @ '\u{ad}') => (Hyphen::Soft, head.len() - c.len_utf8()),
            Some(_) | None => (Hyphen::None, head.len()),
        };
        let joins =
            |c: char| c.is_alphanumeric() || matches!(c, '-' | '@' | '.' | '/' | '+' | ':' | '(' | ')');
        let left = text.get(..start).and_then(|left| left.chars().next_back()).is_some_and(joins);
        let right = text.get(end..).and_then(|right| right.chars().next()).is_some_and(joins);
        // An empty line parts what stands on either side of it.
        let near = rest.get(..end - at).is_some_and(|ends| ends.matches('\n').count() < 2);
        if left && right && near {
            breaks.push(LineBreak { range: start..end, hyphen });
        }
        from = end.max(at + 1);
    }
    breaks
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn find_across_break(
    text: &str,
    broken: &LineBreak,
    masked: &[Range<usize>],
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let start = word_start(text, broken.range.start);
    let end = word_end(text, broken.range.end);
    let (Some(left), Some(right)) = (text.get(start..broken.range.start), text.get(broken.range.end..end))
    else {
        return Vec::new();
    };
    let telling = |part: &str| part.contains(|c: char| c.is_numeric() || c == '@');
    let glues: &[&str] = match broken.hyphen {
        Hyphen::Soft => &[""],
        Hyphen::Hard => &["", "-"],
        Hyphen::None if is_cut(left, right) => &[" ", ""],
        Hyphen::None if telling(left) || telling(right) => &[" "],
        Hyphen::None => return Vec::new(),
    };
    let mut found = Vec::new();
    for glue in glues {
        let joined = [left, glue, right].concat();
        let seam = left.len()..left.len() + glue.len();
        let back = |at: usize| if at <= seam.start { start + at } else { broken.range.end + at - seam.end };
        let forth = |at: usize| {
            if at <= broken.range.start {
                at.saturating_sub(start)
            } else {
                (seam.end + at).saturating_sub(broken.range.end)
            }
        };
        let inside: Vec<Range<usize>> = masked
            .iter()
            .filter(|mask| mask.start < end && start < mask.end)
            .map(|mask| forth(mask.start)..forth(mask.end).min(joined.len()))
            .collect();
        let page = TokenizedText::new(&joined, &inside, lexicon);
        found.extend(
            detector::detect_all(&page)
                .into_iter()
                .filter(|c| c.range.start < seam.start && seam.end < c.range.end)
                .filter(|c| broken.hyphen != Hyphen::None || is_one_thing(c, &joined))
                .map(|c| Candidate { range: back(c.range.start)..back(c.range.end), ..c }),
        );
    }
    found
}

/// A number or an address that goes on: a figure meets a figure or a hyphen, or an at sign or a full stop stands at the seam.
fn is_cut(left: &str, right: &str) -> bool {
    let (last, first) = (left.chars().next_back(), right.chars().next());
    let figure = |c: Option<char>| c.is_some_and(char::is_numeric);
    let mark = |c: Option<char>| matches!(c, Some('-' | '@' | '.' | '/' | '+' | ':'));
    (figure(last) || mark(last)) && (figure(first) || mark(first)) || last == Some('@') || first == Some('@')
}

/// Two lines of words make nothing together but a day: what reaches over a bare line's end has a figure or an at sign.
fn is_one_thing(candidate: &Candidate, joined: &str) -> bool {
    let told = joined.get(candidate.range.clone()).unwrap_or_default();
    let apart = matches!(
        candidate.class,
        Class::Person
            | Class::Relation
            | Class::Role
            | Class::School
            | Class::Invisible
            | Class::ForeignScript
    );
    !apart && (candidate.class == Class::Date || told.contains(|c: char| c.is_numeric() || c == '@'))
}

/// Where the words begin that stand within reach before a break, on its line.
fn word_start(text: &str, at: usize) -> usize {
    let head = text.get(..at).unwrap_or_default();
    let line = head.rfind(is_line_end).map_or(0, |end| end + 1);
    let near = (at.saturating_sub(REACH)..at).find(|near| text.is_char_boundary(*near)).unwrap_or(at);
    let blank = text.get(near..at).and_then(|part| part.find(' ')).map_or(at, |blank| near + blank + 1);
    let start = if near == 0 { 0 } else { blank };
    let start = start.max(line);
    (start..=at).find(|start| text.is_char_boundary(*start)).unwrap_or(at)
}

/// Where the words end that stand within reach after a break, on the next line.
fn word_end(text: &str, at: usize) -> usize {
    let tail = text.get(at..).unwrap_or_default();
    let line = tail.find(is_line_end).map_or(text.len(), |end| at + end);
    let far = (at + REACH).min(text.len());
    if far >= line {
        return line;
    }
    let far = (at..=far).rev().find(|far| text.is_char_boundary(*far)).unwrap_or(at);
    text.get(at..far).and_then(|part| part.rfind(' ')).map_or(far, |blank| at + blank)
}

#[cfg(test)]
mod tests {
    use crate::deid::detector::testing::found_texts;

    #[test]
    fn what_runs_over_a_line_is_one_thing() {
        for text in [
            "070-174\n06 05",
            "Rinkeby-\nstråket 12",
            "Rinkeby\u{ad}\nstråket 12",
            "20080514\n-2384",
            "20080514-\n2384",
            "14-\nåring",
            "070-174 06\r\n05",
            "070-174\n> 06 05",
            "14\u{a0}november\n2026",
            "Abdirah-\nman",
        ] {
            assert_eq!(found_texts(&format!("det var {text} som stod där")), [text], "{text:?}");
        }
    }

    #[test]
    fn lines_that_only_follow_each_other_stay_apart() {
        assert_eq!(found_texts("Klotter i tunneln\nSamtal hölls 3 gånger"), Vec::<&str>::new());
        assert_eq!(found_texts("det var Erik\nSkolan har 3 ingångar"), ["Erik"]);
    }
}
