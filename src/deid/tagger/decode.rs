//! The best way to tag a text, and by how much each word's tag wins over the other. Whole numbers only.

use super::Weigh;
use super::features::Sight;

/// By how much "name" wins over "no name" for each word, in the best tagging of the whole text with either.
pub(super) fn margins(model: &impl Weigh, sights: &[Sight]) -> Vec<i32> {
    margins_of(model, sights, &scores(model, sights))
}

/// What "name" scores over "no name" for each word alone.
pub(super) fn scores(model: &impl Weigh, sights: &[Sight]) -> Vec<i32> {
    sights.iter().map(|sight| score(model, sights, sight)).collect()
}

/// As [`margins`], with the words' own scores given.
pub(super) fn margins_of(model: &impl Weigh, sights: &[Sight], scores: &[i32]) -> Vec<i32> {
    let forward = forward(model, sights, scores);
    let backward = backward(model, sights, scores);
    let open = |index: usize| sights.get(index).is_some_and(|sight| !sight.settled);
    let margin = |(index, (left, right)): (usize, (&[i32; 2], &[i32; 2]))| {
        if open(index) { left[1] + right[1] - left[0] - right[0] } else { i32::MIN }
    };
    forward.iter().zip(&backward).enumerate().map(margin).collect()
}

fn score(model: &impl Weigh, sights: &[Sight], sight: &Sight) -> i32 {
    if sight.settled {
        return NEVER;
    }
    let mut score = 0;
    super::features::each(sights, sight, |_, feature| score += model.weight(feature));
    score
}

/// Far below what features can sum to, far above where sums overflow.
const NEVER: i32 = -1_000_000;

/// The best score up to each word with each tag, the word's own score with it.
fn forward(model: &impl Weigh, sights: &[Sight], scores: &[i32]) -> Vec<[i32; 2]> {
    let mut best: Vec<[i32; 2]> = Vec::with_capacity(scores.len());
    for (sight, score) in sights.iter().zip(scores) {
        let gap = sight.gap;
        let step = |to: usize| {
            best.last().map_or(0, |last| {
                (last[0] + model.transition(gap, 0, to)).max(last[1] + model.transition(gap, 1, to))
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
fn backward(model: &impl Weigh, sights: &[Sight], scores: &[i32]) -> Vec<[i32; 2]> {
    let mut best = vec![[0; 2]; scores.len()];
    let mut after = [0; 2];
    for index in (0..scores.len()).rev() {
        if let Some(here) = best.get_mut(index) {
            *here = after;
        }
        let gap = sights.get(index).map_or(0, |sight| sight.gap);
        let score = scores.get(index).copied().unwrap_or_default();
        let step = |from: usize| {
            (after[0] + model.transition(gap, from, 0)).max(after[1] + score + model.transition(gap, from, 1))
        };
        let both = [step(0), step(1)];
        let high = both[0].max(both[1]);
        after = [both[0] - high, both[1] - high];
    }
    best
}
