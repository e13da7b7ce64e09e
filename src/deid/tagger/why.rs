//! Why the tagger took something for a name, in words: the two things seen that weighed most.

use std::ops::Range;

use super::features::{FeatureKind, WordFeatures, for_each_feature};
use super::{TaggerModel, TaggerWeights};
use crate::deid::page::TokenizedText;

/// How many words of a name tell why it is one.
const ENOUGH: usize = 4;

/// A sentence that says what weighed most, and never the name itself.
pub(super) fn describe_reason(
    page: &TokenizedText<'_>,
    model: &TaggerModel<'_>,
    sights: &[WordFeatures],
    words: Range<usize>,
) -> String {
    let mut weights: Vec<(FeatureKind, i32, usize)> = Vec::new();
    let open = sights.get(words.clone()).unwrap_or_default().iter().filter(|sight| !sight.settled);
    for sight in open.take(ENOUGH) {
        for_each_feature(sights, sight, |look, feature| {
            match weights.iter_mut().find(|known| known.0 == look && known.2 == sight.index) {
                Some(known) => known.1 += model.feature_weight(feature),
                None => weights.push((look, model.feature_weight(feature), sight.index)),
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

fn in_words(page: &TokenizedText<'_>, look: FeatureKind, index: usize, name: &Range<usize>) -> String {
    let beside = |offset: isize| {
        index
            .checked_add_signed(offset)
            .filter(|at| !name.contains(at))
            .map_or("", |at| everyday_word(page, at))
    };
    match look {
        FeatureKind::Before if !beside(-1).is_empty() => format!("står efter ”{}”", beside(-1)),
        FeatureKind::After if !beside(1).is_empty() => format!("står före ”{}”", beside(1)),
        FeatureKind::Before | FeatureKind::After | FeatureKind::Around => {
            "står där namn brukar stå".to_owned()
        }
        FeatureKind::Shape => "skrivs som namn brukar skrivas".to_owned(),
        FeatureKind::Lists => "är inget vanligt ord".to_owned(),
        FeatureKind::Word | FeatureKind::Letters => "har bokstäver som i ett namn".to_owned(),
        FeatureKind::Start => "börjar som ett namn".to_owned(),
        FeatureKind::End => "slutar som ett namn".to_owned(),
        FeatureKind::Mark => "står vid ett skiljetecken där namn brukar stå".to_owned(),
    }
}

/// The word, where it is an everyday one that is nobody's name.
fn everyday_word<'p>(page: &'p TokenizedText<'_>, index: usize) -> &'p str {
    let known = page.words.get(index).is_some_and(|word| word.known.is_word() && !word.known.is_name());
    if known { page.word_key(index) } else { "" }
}
