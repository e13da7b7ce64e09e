//! Where a text is cut into pieces that are read each on its own: at a line's end, and where a sentence surely ends.

use crate::deid::list::split_list;
use std::ops::Range;

/// Words that a full stop follows inside a sentence, besides those without a vowel.
const SHORTENED: [&str; 43] = split_list(
    "dvs|resp|max|min|kap|forts|inkl|exkl|mob|adr|prof|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec|sid|obs|enl|ang|osv|\
     pga|vån|uppg|fil|org|bitr|vik|bil|tom|from|son|leg|soc|inv|utr",
);

/// The pieces of `text`, in order, without what lies between them. What is `masked` is one thing and is never cut.
pub(super) fn split_text(text: &str, masked: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut masks = masked.iter().peekable();
    for (at, mark) in text.match_indices(['\n', '.', '!', '?']) {
        while masks.next_if(|mask| mask.end <= at).is_some() {}
        let inside = masks.peek().is_some_and(|mask| mask.start <= at);
        let end = at + mark.len();
        if !inside && (mark == "\n" || ends_sentence(text, at, end, masked)) {
            let blanks = text.get(end..).map_or(0, |rest| rest.len() - rest.trim_start_matches(' ').len());
            pieces.push(start..end + blanks);
            start = end + blanks;
        }
    }
    pieces.push(start..text.len());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The parts of what is `masked` that lie in the piece, as places in it.
pub(super) fn masks_inside(piece: &Range<usize>, masked: &[Range<usize>]) -> Vec<Range<usize>> {
    let first = masked.partition_point(|mask| mask.end <= piece.start);
    let within = masked.iter().skip(first).take_while(|mask| mask.start < piece.end);
    within.map(|mask| mask.start.saturating_sub(piece.start)..mask.end.min(piece.end) - piece.start).collect()
}

/// A sentence surely ends where the one part ends and the other begins, on whichever line.
pub(super) fn is_sentence_end(left: &str, right: &str) -> bool {
    let capital = right.starts_with(|c: char| c.is_uppercase() || c == '[');
    capital && left.strip_suffix(['.', '!', '?']).is_some_and(ends_word)
}

/// A sentence has surely been told at the end of the part, whatever follows.
pub(super) fn ends_told(left: &str) -> bool {
    left.strip_suffix(['.', '!', '?']).is_some_and(ends_word)
}

/// A word, a mark and blanks, and then a capital or a mask: nothing that a pattern could read over.
fn ends_sentence(text: &str, at: usize, end: usize, masked: &[Range<usize>]) -> bool {
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let next = after.trim_start_matches(' ');
    let parted = next.len() < after.len();
    let capital = next.starts_with(|c: char| c.is_uppercase() || c == '[')
        || is_masked(masked, end + after.len() - next.len());
    parted && capital && (ends_word(before) || at > 0 && is_masked(masked, at - 1))
}

/// A word of three letters or more in lower case that is no shortened one, or a bracket.
fn ends_word(before: &str) -> bool {
    if before.ends_with([']', ')']) || before.ends_with("]s") {
        return true;
    }
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic());
    let (mut bytes, mut count, mut lower) = (0, 0, true);
    for letter in letters.take(LONGEST) {
        (bytes, count, lower) = (bytes + letter.len_utf8(), count + 1, lower && letter.is_lowercase());
    }
    let word = before.get(before.len() - bytes..).unwrap_or_default();
    count > 2 && lower && word.contains(VOWELS) && !SHORTENED.contains(&word)
}

const VOWELS: [char; 10] = ['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö', 'é'];

/// How much of a word is looked at.
const LONGEST: usize = 12;

fn is_masked(masked: &[Range<usize>], at: usize) -> bool {
    let after = masked.partition_point(|mask| mask.end <= at);
    masked.get(after).is_some_and(|mask| mask.start <= at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        split_text(text, &[]).into_iter().map(|piece| text.get(piece).unwrap()).collect()
    }

    #[test]
    fn sentences_and_lines_are_cut_and_nothing_else() {
        assert_eq!(
            split("Hon ringde. Han kom!  Vad nu?\nInget"),
            ["Hon ringde. ", "Han kom!  ", "Vad nu?\n", "Inget"]
        );
        for whole in [
            "kl. 14 på torget",
            "t.ex. Anna",
            "A. Lind kom",
            "nr. Fem",
            "hej. då",
            "den 3. Mars",
            "K.-Å. Lind",
        ] {
            assert_eq!(split(whole), [whole]);
        }
        assert_eq!(split("[person A] gick. [person B] kom").len(), 2);
    }

    #[test]
    fn a_mask_is_cut_as_what_it_becomes() {
        let text = "bor på Storgatan 3. Hon kom";
        assert_eq!(split_text(text, &[]).len(), 1);
        let street = 8..19;
        assert_eq!(split_text(text, std::slice::from_ref(&street)).len(), 2);
        assert_eq!(split_text("bor på [adress]. Hon kom", &[]).len(), 2);
    }
}
