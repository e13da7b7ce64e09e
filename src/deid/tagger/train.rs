//! Trains the tagger on marked sentences, with names swapped for made-up ones and the lists' answer dropped at random.
//!
//! An averaged perceptron in whole numbers, with a margin: the same sentences and seed give the same bytes on every machine.

mod variants;

use fastrand::Rng;
use serde_json::Value;

use self::variants::{MarkedSentence, NamePools};
use super::decode::{margins_of, name_scores};
use super::features::{FEATURES, WordFeatures, extract_features, for_each_feature};
use super::{TRANSITIONS, TaggerWeights, sum_of_spelling};
use crate::deid::lexicon::Lexicon;
use crate::deid::page::TokenizedText;
use crate::deid::parts::PartFinder;
use crate::deid::word::WordReader;

/// How many times all sentences are gone through.
const ROUNDS: usize = 8;

/// By how much a name must win over no name, and no name over a name, before a word is left as it is.
const MARGINS: (i32, i32) = (28, 16);

/// One step of learning.
const STEP: i32 = 1;

/// What the trainer made.
#[derive(Debug)]
pub struct TrainedModel {
    /// The model file.
    pub bytes: Vec<u8>,
    /// How many sentences were given, and how many were made of them.
    pub sentences: (usize, usize),
    /// How many weights are not nothing.
    pub weights: usize,
}

/// Trains on files of marked sentences, one JSON object a line.
pub(in crate::deid) fn train_tagger(files: &[&str], seed: u64, parts: &PartFinder) -> TrainedModel {
    let mut rng = Rng::with_seed(seed);
    let marked: Vec<MarkedSentence> =
        files.iter().flat_map(|file| file.lines()).filter_map(parse_sentence).collect();
    let pools = NamePools::of_lists();
    let lexicon = Lexicon::builtin();
    let reader = WordReader::new(&lexicon, parts);
    let made: Vec<MarkedSentence> =
        marked.iter().flat_map(|sentence| variants::make_variants(sentence, &pools, &mut rng)).collect();
    let lessons: Vec<TrainingSentence> =
        made.iter().map(|sentence| TrainingSentence::from_marked(sentence, &reader, &mut rng)).collect();
    let mut learner = AveragedPerceptron::new();
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    for _ in 0..ROUNDS {
        rng.shuffle(&mut order);
        for lesson in order.iter().filter_map(|at| lessons.get(*at)) {
            learner.learn_sentence(lesson);
        }
    }
    let (bytes, weights) = learner.quantize_weights();
    TrainedModel { bytes, sentences: (marked.len(), lessons.len()), weights }
}

/// A line of a file of sentences; those in disguise teach nothing about names.
fn parse_sentence(line: &str) -> Option<MarkedSentence> {
    let value: Value = serde_json::from_str(line).ok()?;
    let text = value.get("text")?.as_str()?.to_owned();
    let at: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut names = Vec::new();
    for span in value.get("spans")?.as_array()? {
        let place = |key: &str| {
            span.get(key)
                .and_then(Value::as_u64)
                .and_then(|place| at.get(usize::try_from(place).ok()?).copied())
        };
        if span.get("cls").and_then(Value::as_str) == Some("PERSON") {
            if span.get("obf").is_some_and(|obf| !obf.is_null()) {
                return None;
            }
            names.push(place("start")?..place("end")?);
        }
    }
    names.sort_by_key(|name| name.start);
    Some(MarkedSentence { text, names })
}

/// A sentence as the tagger sees it, with the right tags.
struct TrainingSentence {
    sights: Vec<WordFeatures>,
    names: Vec<bool>,
}

impl TrainingSentence {
    fn from_marked(sentence: &MarkedSentence, reader: &WordReader<'_>, rng: &mut Rng) -> Self {
        let mut page = TokenizedText::new(&sentence.text, &[], reader);
        let unlisted = rng.u8(..100) < 35;
        let mut names = Vec::with_capacity(page.words.len());
        for index in 0..page.words.len() {
            let range = page.words.get(index).and_then(|word| page.normalized.original_range(&word.range));
            let name = range.is_some_and(|range| {
                sentence.names.iter().any(|name| name.start < range.end && range.start < name.end)
            });
            names.push(name);
            let forgotten = name && unlisted && rng.u8(..100) < 80;
            if let Some(word) = page.words.get_mut(index).filter(|_| forgotten) {
                word.known = word.known.without_names();
                word.known_stem = word.known_stem.without_names();
            }
        }
        Self { sights: extract_features(&page), names }
    }
}

/// Weights under way, with what their average needs.
struct AveragedPerceptron {
    weights: Vec<i32>,
    sums: Vec<i64>,
    steps: i64,
}

impl TaggerWeights for AveragedPerceptron {
    fn feature_weight(&self, feature: u32) -> i32 {
        self.weights.get(12 + (feature as usize & (FEATURES - 1))).copied().unwrap_or_default()
    }

    fn spelling_weight(&self, sight: &WordFeatures) -> i32 {
        sum_of_spelling(self, sight.spelling(), u32::from(sight.is_caseless()))
    }

    fn transition_weight(&self, gap: usize, from: usize, to: usize) -> i32 {
        self.weights.get(gap * 4 + from * 2 + to).copied().unwrap_or_default()
    }
}

impl AveragedPerceptron {
    fn new() -> Self {
        Self { weights: vec![0; 12 + FEATURES], sums: vec![0; 12 + FEATURES], steps: 1 }
    }

    fn learn_sentence(&mut self, lesson: &TrainingSentence) {
        self.steps += 1;
        let mut scores = name_scores(self, &lesson.sights);
        for (score, name) in scores.iter_mut().zip(&lesson.names) {
            *score += if *name { -MARGINS.0 } else { MARGINS.1 };
        }
        let tags: Vec<bool> =
            margins_of(self, &lesson.sights, &scores).into_iter().map(|margin| margin > 0).collect();
        let right = |index: usize| {
            lesson.names.get(index).copied().unwrap_or_default()
                && lesson.sights.get(index).is_some_and(|sight| !sight.settled)
        };
        for (index, tag) in tags.iter().enumerate() {
            if *tag != right(index) {
                self.correct_word(lesson, index, if *tag { -STEP } else { STEP });
            }
            if let Some(before) = index.checked_sub(1) {
                let gap = lesson.sights.get(index).map_or(0, |sight| sight.gap);
                let is = usize::from(tags.get(before).copied().unwrap_or_default()) * 2 + usize::from(*tag);
                let should = usize::from(right(before)) * 2 + usize::from(right(index));
                if is != should {
                    self.add_step(gap * 4 + is, -STEP);
                    self.add_step(gap * 4 + should, STEP);
                }
            }
        }
    }

    fn correct_word(&mut self, lesson: &TrainingSentence, index: usize, step: i32) {
        if let Some(sight) = lesson.sights.get(index) {
            for_each_feature(&lesson.sights, sight, |_, feature| {
                self.add_step(12 + (feature as usize & (FEATURES - 1)), step);
            });
        }
    }

    fn add_step(&mut self, at: usize, step: i32) {
        if let (Some(weight), Some(sum)) = (self.weights.get_mut(at), self.sums.get_mut(at)) {
            *weight += step;
            *sum += i64::from(step) * self.steps;
        }
    }

    /// The averaged weights, each in one byte.
    fn quantize_weights(&self) -> (Vec<u8>, usize) {
        let average = |at: usize| {
            let weight = self.weights.get(at).copied().unwrap_or_default();
            let sum = self.sums.get(at).copied().unwrap_or_default();
            (i64::from(weight) * self.steps - sum) * SCALE / self.steps
        };
        let mut bytes = Vec::with_capacity(TRANSITIONS + FEATURES);
        for at in 0..12 {
            let weight = average(at).clamp(i64::from(i16::MIN), i64::from(i16::MAX));
            bytes.extend(i16::try_from(weight).unwrap_or_default().to_le_bytes());
        }
        let mut weights = 0;
        for at in 12..12 + FEATURES {
            let weight = average(at).clamp(-127, 127);
            weights += usize::from(weight != 0);
            bytes.push(i8::try_from(weight).unwrap_or_default().cast_unsigned());
        }
        (bytes, weights)
    }
}

/// How much finer a weight is kept than one step of learning.
const SCALE: i64 = 4;
