//! What stands in a person's place: which of several it is, so that who did what can still be read, and the genitive -s.

use crate::deid::detector::Candidate;
use crate::deid::finding::Class;
use crate::deid::page::{Token, TokenizedText};

/// The mask of each candidate. Where a text has more than one person they are told apart by letters: the same name has the
/// same letter, and so has a given name alone.
pub(super) fn assign_masks(page: &TokenizedText<'_>, candidates: &[Candidate]) -> Vec<String> {
    let taken = count_letters(page.original);
    let mut known: Vec<Vec<&str>> = Vec::new();
    let places: Vec<Option<usize>> = candidates
        .iter()
        .map(|candidate| {
            (candidate.class == Class::Person).then(|| find_place(&mut known, name_words(page, candidate)))
        })
        .collect();
    let several = known.len() > 1 || taken > 0;
    let mask = |(candidate, place): (&Candidate, Option<usize>)| match place {
        Some(place) if several => mask_with_letter(taken + place) + genitive_ending(page, candidate),
        Some(_) => candidate.class.mask().to_owned() + genitive_ending(page, candidate),
        None => candidate.class.mask().to_owned(),
    };
    candidates.iter().zip(places).map(mask).collect()
}

/// Where the lettered mask that opens `text` ends.
pub(super) fn lettered_mask(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(OPENING)?;
    let end = rest.find(']').filter(|end| (1..3).contains(end))?;
    let letters = rest.get(..end)?.bytes().all(|byte| byte.is_ascii_uppercase());
    letters.then_some(OPENING.len() + end + 1)
}

const OPENING: &str = "[person ";

/// How many letters the text's masks have taken.
fn count_letters(text: &str) -> usize {
    let masks = text.match_indices(OPENING).filter_map(|(at, _)| {
        let mask = text.get(at..)?;
        mask.get(OPENING.len()..lettered_mask(mask)? - 1)
    });
    masks
        .map(|letters| letters.bytes().fold(0, |place, byte| place * 26 + usize::from(byte - b'A') + 1))
        .max()
        .unwrap_or(0)
}

/// "[person A]", and after Z "[person AA]".
fn mask_with_letter(place: usize) -> String {
    let letter = |place: usize| char::from(b'A' + u8::try_from(place % 26).unwrap_or_default());
    let letters: String = match place.checked_sub(26) {
        Some(more) => [letter(more / 26), letter(more)].into_iter().collect(),
        None => letter(place).into(),
    };
    format!("{OPENING}{letters}]")
}

/// The place of the name among those known; a name that is part of one is that one.
fn find_place<'p>(known: &mut Vec<Vec<&'p str>>, name: Vec<&'p str>) -> usize {
    let same = |other: &Vec<&str>| {
        *other == name || other.first() == name.first() && (other.len() == 1 || name.len() == 1)
    };
    let place = known.iter().position(same);
    place.unwrap_or_else(|| {
        known.push(name);
        known.len() - 1
    })
}

/// The words of the name, in lower case, without a genitive -s.
fn name_words<'p>(page: &'p TokenizedText<'_>, candidate: &Candidate) -> Vec<&'p str> {
    let mut words: Vec<&str> = words_inside(page, candidate)
        .map(|(index, word)| {
            let key = page.word_key(index);
            if has_genitive(word) { key.strip_suffix('s').unwrap_or(key) } else { key }
        })
        .collect();
    if words.len() > 1 && words.last() == Some(&"s") {
        words.pop();
    }
    words
}

fn words_inside<'p>(
    page: &'p TokenizedText<'_>,
    candidate: &Candidate,
) -> impl Iterator<Item = (usize, &'p Token)> {
    let range = candidate.range.clone();
    let place = |word: &Token| page.normalized.original_range(&word.range).unwrap_or_default();
    let first = page.words.partition_point(|word| place(word).start < range.start);
    page.words.iter().enumerate().skip(first).take_while(move |(_, word)| place(word).end <= range.end)
}

/// A name only without its last letter, an s.
fn has_genitive(word: &Token) -> bool {
    word.known_stem.is_name() && !word.known.is_name()
}

/// The genitive of the name as it is written, which stays.
fn genitive_ending(page: &TokenizedText<'_>, candidate: &Candidate) -> &'static str {
    let written = page.original.get(candidate.range.clone()).unwrap_or_default().to_lowercase();
    let last = words_inside(page, candidate).last();
    if written.ends_with(":s") || written.ends_with("'s") || written.ends_with("’s") {
        ":s"
    } else if last.is_some_and(|(_, word)| has_genitive(word)) {
        "s"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use crate::deid::{FindingDecision, Scanner, apply_decisions};

    fn mask_all(text: &str) -> String {
        let decided: Vec<_> = Scanner::builtin()
            .scan(text)
            .into_iter()
            .map(|finding| (finding, FindingDecision::Mask))
            .collect();
        apply_decisions(text, &decided)
    }

    #[test]
    fn who_did_what_can_still_be_read() {
        for (text, read) in [
            ("Fatima ropade.", "[person] ropade."),
            ("Fatimas väska låg där.", "[person]s väska låg där."),
            ("Ali:s mobil låg där.", "[person]:s mobil låg där."),
            (
                "Fatima Haddad slog Mehmet. Sedan sprang Fatima, och Mehmets bror ringde.",
                "[person A] slog [person B]. Sedan sprang [person A], och [person B]s bror ringde.",
            ),
            ("[person A] slog Erik.", "[person A] slog [person B]."),
        ] {
            assert_eq!(mask_all(text), read);
            assert_eq!(mask_all(read), read);
        }
    }
}
