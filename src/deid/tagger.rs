//! The second layer: a trained tagger that knows names by how they look and where they stand, in any letter case.
//!
//! It adds to what the detectors find and takes nothing away. Its weights are whole numbers, so that every machine finds
//! the same; they are made by `cargo run --release --features train --example train_tagger`.

mod decode;
mod features;
#[cfg(feature = "train")]
pub(super) mod train;
mod why;

use std::ops::Range;

use self::features::{FEATURES, WordFeatures};
use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::page::{TokenGap, TokenizedText};
use crate::deid::word::Spelling;

/// The weights, one byte a feature, after those of the transitions.
static MODEL: &[u8] = include_bytes!("../../assets/deid/tagger.bin");

/// What the transitions weigh, and then what the features weigh.
#[derive(Debug, Clone, Copy)]
struct TaggerModel<'m> {
    bytes: &'m [u8],
    transitions: [i32; TRANSITIONS / 2],
}

impl<'m> TaggerModel<'m> {
    fn new(bytes: &'m [u8]) -> Self {
        let mut transitions = [0; TRANSITIONS / 2];
        for (transition, pair) in transitions.iter_mut().zip(bytes.chunks_exact(2)) {
            let [low, high] = [0, 1].map(|at| pair.get(at).copied().unwrap_or_default());
            *transition = i32::from(i16::from_le_bytes([low, high]));
        }
        Self { bytes, transitions }
    }
}

/// How many bytes of the model are transitions: two tags by two tags by three kinds of gap, two bytes each.
const TRANSITIONS: usize = 2 * 2 * 3 * 2;

/// What weighs features and transitions: the model, or one that is being trained.
trait TaggerWeights {
    /// What the feature says for "name".
    fn feature_weight(&self, feature: u32) -> i32;

    /// What the word's spelling says for "name".
    fn spelling_weight(&self, sight: &WordFeatures) -> i32;

    /// What it says to go from one tag to the next over a gap of this kind.
    fn transition_weight(&self, gap: usize, from: usize, to: usize) -> i32;
}

impl TaggerWeights for TaggerModel<'_> {
    fn feature_weight(&self, feature: u32) -> i32 {
        let at = TRANSITIONS + (feature as usize & (FEATURES - 1));
        self.bytes.get(at).map_or(0, |byte| i32::from(byte.cast_signed()))
    }

    fn spelling_weight(&self, sight: &WordFeatures) -> i32 {
        sight.spelled(|spelling, caseless| sum_of_spelling(self, spelling, caseless))
    }

    fn transition_weight(&self, gap: usize, from: usize, to: usize) -> i32 {
        self.transitions.get(gap * 4 + from * 2 + to).copied().unwrap_or_default()
    }
}

fn sum_of_spelling(weights: &impl TaggerWeights, spelling: &Spelling, caseless: u32) -> i32 {
    let mut sum = 0;
    features::for_each_feature_of_spelling(spelling, caseless, |_, feature| {
        sum += weights.feature_weight(feature);
    });
    sum
}

/// Finds names in a page beside what is masked in it: those whose margin is `at_least` or more.
pub(super) fn find_names(page: &TokenizedText<'_>, at_least: i32) -> Vec<Candidate> {
    let model = TaggerModel::new(MODEL);
    let sights = features::extract_features(page);
    let margins = decode::name_margins(&model, &sights);
    let tagged = |index: usize| margins.get(index).is_some_and(|margin| *margin >= at_least);
    let mut found = Vec::new();
    let mut next = 0;
    while next < sights.len() {
        if !tagged(next) {
            next += 1;
            continue;
        }
        let mut last = next;
        while tagged(last + 1) && is_joined(page, last + 1) {
            last += 1;
        }
        found.extend(name_candidate(page, &model, &sights, next..last + 1));
        next = last + 1;
    }
    found
}

fn is_joined(page: &TokenizedText<'_>, index: usize) -> bool {
    page.words.get(index).is_some_and(|word| {
        !word.opens
            && matches!(word.gap, TokenGap::Blank | TokenGap::Hyphen | TokenGap::Apostrophe | TokenGap::Stop)
    })
}

fn name_candidate(
    page: &TokenizedText<'_>,
    model: &TaggerModel<'_>,
    sights: &[WordFeatures],
    words: Range<usize>,
) -> Option<Candidate> {
    let (first, last) = (page.words.get(words.start)?, page.words.get(words.end - 1)?);
    let mut found = page.make_candidate(&(first.range.start..last.range.end), Class::Person, "")?;
    if page.meets_mask(&found.range) {
        return None;
    }
    found.reason = why::describe_reason(page, model, sights, words).into();
    Some(found)
}
