//! The best way to tag a text, and by how much each word's tag wins over the other. Whole numbers only.

use super::TaggerWeights;
use super::features::{WordFeatures, for_each_feature_in_place};

/// By how much "name" wins over "no name" for each word, in the best tagging of the whole text with either.
pub(super) fn name_margins(model: &impl TaggerWeights, sights: &[WordFeatures]) -> Vec<i32> {
    margins_of(model, sights, &name_scores(model, sights))
}

/// What "name" scores over "no name" for each word alone.
pub(super) fn name_scores(model: &impl TaggerWeights, sights: &[WordFeatures]) -> Vec<i32> {
    sights.iter().map(|sight| score_word(model, sights, sight)).collect()
}

/// As [`name_margins`], with the words' own scores given.
pub(super) fn margins_of(model: &impl TaggerWeights, sights: &[WordFeatures], scores: &[i32]) -> Vec<i32> {
    let forward = forward_scores(model, sights, scores);
    let backward = backward_scores(model, sights, scores);
    let open = |index: usize| sights.get(index).is_some_and(|sight| !sight.settled);
    let margin = |(index, (left, right)): (usize, (&[i32; 2], &[i32; 2]))| {
        if open(index) { left[1] + right[1] - left[0] - right[0] } else { i32::MIN }
    };
    forward.iter().zip(&backward).enumerate().map(margin).collect()
}

fn score_word(model: &impl TaggerWeights, sights: &[WordFeatures], sight: &WordFeatures) -> i32 {
    if sight.settled {
        return NEVER;
    }
    let mut score = model.spelling_weight(sight);
    for_each_feature_in_place(sights, sight, |_, feature| score += model.feature_weight(feature));
    score
}

/// Far below what features can sum to, far above where sums overflow.
const NEVER: i32 = -1_000_000;

/// The best score up to each word with each tag, the word's own score with it.
fn forward_scores(model: &impl TaggerWeights, sights: &[WordFeatures], scores: &[i32]) -> Vec<[i32; 2]> {
    let mut best: Vec<[i32; 2]> = Vec::with_capacity(scores.len());
    for (sight, score) in sights.iter().zip(scores) {
        let gap = sight.gap;
        let step = |to: usize| {
            best.last().map_or(0, |last| {
                (last[0] + model.transition_weight(gap, 0, to))
                    .max(last[1] + model.transition_weight(gap, 1, to))
            })
        };
        let both = [step(0), step(1) + score];
        // Only the difference matters; the sum of a long text would overflow.
        let high = both[0].max(both[1]);
        best.push([both[0] - high, both[1] - high]);
    }
    best
}

/// The best score of what follows each word with each tag.
fn backward_scores(model: &impl TaggerWeights, sights: &[WordFeatures], scores: &[i32]) -> Vec<[i32; 2]> {
    let mut best = vec![[0; 2]; scores.len()];
    let mut after = [0; 2];
    for index in (0..scores.len()).rev() {
        if let Some(here) = best.get_mut(index) {
            *here = after;
        }
        let gap = sights.get(index).map_or(0, |sight| sight.gap);
        let score = scores.get(index).copied().unwrap_or_default();
        let step = |from: usize| {
            (after[0] + model.transition_weight(gap, from, 0))
                .max(after[1] + score + model.transition_weight(gap, from, 1))
        };
        let both = [step(0), step(1)];
        let high = both[0].max(both[1]);
        after = [both[0] - high, both[1] - high];
    }
    best
}
