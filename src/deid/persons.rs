//! What stands in a person's place: which of several it is, so that who did what can still be read, and the genitive -s.

use std::collections::HashMap;

use crate::deid::candidate::Candidate;
use crate::deid::finding::{Class, LETTERED, lettered_mask};
use crate::deid::page::{Token, TokenizedText};
use crate::deid::word::WordReader;

/// The mask of each candidate. Where a text has more than one person they are told apart by letters: the same name has the
/// same letter, and so has a given name alone.
pub(super) fn assign_masks(text: &str, reader: &WordReader<'_>, candidates: &[Candidate]) -> Vec<String> {
    let taken = count_letters(text);
    let page = |candidate: &Candidate| {
        TokenizedText::new(text.get(candidate.range.clone()).unwrap_or_default(), &[], reader)
    };
    let pages: Vec<Option<TokenizedText<'_>>> = candidates
        .iter()
        .map(|candidate| (candidate.class == Class::Person).then(|| page(candidate)))
        .collect();
    let names: Vec<Option<PersonName<'_>>> =
        pages.iter().map(|page| page.as_ref().map(PersonName::from_page)).collect();
    let listed: Vec<&str> = names.iter().flatten().flat_map(|name| name.words.iter().copied()).collect();
    let names: Vec<Option<PersonName<'_>>> =
        names.into_iter().map(|name| Some(name?.owned_by(&listed))).collect();
    let mut known = KnownPersons::default();
    let places: Vec<Option<usize>> =
        names.iter().map(|name| Some(known.find_place(&name.as_ref()?.words))).collect();
    let several = known.count > 1 || taken > 0;
    let mask = |(candidate, (name, place)): (&Candidate, (&Option<PersonName<'_>>, Option<usize>))| {
        let letter = place.filter(|_| several).map(|place| mask_with_letter(taken + place));
        let written = || text.get(candidate.range.clone()).unwrap_or_default();
        letter.unwrap_or_else(|| candidate.class.mask().to_owned())
            + name.as_ref().map_or_else(|| owner_ending(candidate.class, written()), |name| name.genitive)
    };
    candidates.iter().zip(names.iter().zip(places)).map(mask).collect()
}

/// A name as it is told apart from others.
struct PersonName<'p> {
    /// Its words in lower case, without a genitive -s.
    words: Vec<&'p str>,
    /// The genitive as it is written, which stays.
    genitive: &'static str,
}

impl<'p> PersonName<'p> {
    fn from_page(page: &'p TokenizedText<'_>) -> Self {
        Self { words: name_words(page), genitive: genitive_ending(page) }
    }

    /// "Eriks jacka" beside Erik is his, though Eriks is a name too.
    fn owned_by(mut self, listed: &[&str]) -> Self {
        let stem =
            self.words.last().and_then(|last| last.strip_suffix('s')).filter(|stem| listed.contains(stem));
        if let (Some(stem), Some(last)) = (stem, self.words.last_mut())
            && self.genitive.is_empty()
        {
            *last = stem;
            self.genitive = "s";
        }
        self
    }
}

/// How many letters the text's masks have taken.
fn count_letters(text: &str) -> usize {
    let masks = text.match_indices(LETTERED).filter_map(|(at, _)| {
        let mask = text.get(at..)?;
        mask.get(LETTERED.len()..lettered_mask(mask)? - 1)
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
    format!("{LETTERED}{letters}]")
}

/// The persons met so far, by the first word of their names.
#[derive(Default)]
struct KnownPersons<'p> {
    count: usize,
    by_first: HashMap<&'p str, Vec<(Vec<&'p str>, usize)>>,
}

impl<'p> KnownPersons<'p> {
    /// The place of the name among those known; a name that is part of one is that one.
    fn find_place(&mut self, name: &[&'p str]) -> usize {
        let alike = self.by_first.entry(name.first().copied().unwrap_or_default()).or_default();
        let same = |(other, _): &&(Vec<&str>, usize)| {
            other.as_slice() == name || !name.is_empty() && (other.len() == 1 || name.len() == 1)
        };
        if let Some((_, place)) = alike.iter().find(same) {
            return *place;
        }
        alike.push((name.to_vec(), self.count));
        self.count += 1;
        self.count - 1
    }
}

/// The words of the name, in lower case, without a genitive -s.
fn name_words<'p>(page: &'p TokenizedText<'_>) -> Vec<&'p str> {
    let word = |(index, word): (usize, &Token)| {
        let key = page.word_key(index);
        if has_genitive(word) { key.strip_suffix('s').unwrap_or(key) } else { key }
    };
    let mut words: Vec<&str> = page.words.iter().enumerate().map(word).collect();
    if words.len() > 1 && words.last() == Some(&"s") {
        words.pop();
    }
    words
}

/// A name only without its last letter, an s.
fn has_genitive(word: &Token) -> bool {
    word.known_stem.is_name() && !word.known.is_name()
}

/// The genitive of the name as it is written, which stays.
fn genitive_ending(page: &TokenizedText<'_>) -> &'static str {
    let written = page.original.to_lowercase();
    if written.ends_with(":s") || written.ends_with("'s") || written.ends_with("’s") {
        ":s"
    } else if page.words.last().is_some_and(has_genitive) {
        "s"
    } else {
        ""
    }
}

/// The genitive -s of what owns something and is no person by name: "hans pappas bil", "Björkskolans gård".
fn owner_ending(class: Class, written: &str) -> &'static str {
    const OWNERS: [&str; 5] = ["hans", "hennes", "hens", "deras", "dennes"];
    let written = written.to_lowercase();
    let ends = |ends: &[&str]| ends.iter().any(|end| written.ends_with(end));
    let last = written.rsplit(' ').next().unwrap_or_default();
    let kin = class == Class::Relation && last.ends_with('s') && !OWNERS.contains(&last);
    let school = matches!(class, Class::School | Class::Role) && ends(&["skolans", "gymnasiets", "skolas"]);
    let aged = class == Class::Age && ends(&["årings", "åringens"]);
    if kin || school || aged { "s" } else { "" }
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
