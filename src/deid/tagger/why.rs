//! Why the tagger took something for a name, in words: the two things seen that weighed most.

use std::ops::Range;

use super::features::{Look, Sight, each};
use super::{Model, Weigh};
use crate::deid::page::Page;

/// How many words of a name tell why it is one.
const ENOUGH: usize = 4;

/// A sentence that says what weighed most, and never the name itself.
pub(super) fn reason(page: &Page<'_>, model: &Model<'_>, sights: &[Sight], words: Range<usize>) -> String {
    let mut weights: Vec<(Look, i32, usize)> = Vec::new();
    let open = sights.get(words.clone()).unwrap_or_default().iter().filter(|sight| !sight.settled);
    for sight in open.take(ENOUGH) {
        each(sights, sight, |look, feature| {
            match weights.iter_mut().find(|known| known.0 == look && known.2 == sight.index) {
                Some(known) => known.1 += model.weight(feature),
                None => weights.push((look, model.weight(feature), sight.index)),
            }
        });
    }
    weights.sort_by_key(|(look, weight, index)| (-weight, *look, *index));
    let mut told: Vec<String> = Vec::new();
    for (look, _, index) in weights.into_iter().filter(|(_, weight, _)| *weight > 0) {
        let words = in_words(page, look, index, &words);
        if told.len() < 2 && !told.contains(&words) {
            told.push(words);
        }
    }
    if told.is_empty() {
        return "Liknar ett namn på en person.".to_owned();
    }
    format!("Liknar ett namn: {}.", told.join(", "))
}

fn in_words(page: &Page<'_>, look: Look, index: usize, name: &Range<usize>) -> String {
    let beside = |offset: isize| {
        index.checked_add_signed(offset).filter(|at| !name.contains(at)).map_or("", |at| everyday(page, at))
    };
    match look {
        Look::Before if !beside(-1).is_empty() => format!("står efter ”{}”", beside(-1)),
        Look::After if !beside(1).is_empty() => format!("står före ”{}”", beside(1)),
        Look::Before | Look::After | Look::Around => "står där namn brukar stå".to_owned(),
        Look::Shape => "skrivs som namn brukar skrivas".to_owned(),
        Look::Lists => "är inget vanligt ord".to_owned(),
        Look::Word | Look::Letters => "har bokstäver som i ett namn".to_owned(),
        Look::Start => "börjar som ett namn".to_owned(),
        Look::End => "slutar som ett namn".to_owned(),
        Look::Mark => "står vid ett skiljetecken där namn brukar stå".to_owned(),
    }
}

/// The word, where it is an everyday one that is nobody's name.
fn everyday<'p>(page: &'p Page<'_>, index: usize) -> &'p str {
    let known = page.words.get(index).is_some_and(|word| word.known.is_word() && !word.known.is_name());
    if known { page.key(index) } else { "" }
}
