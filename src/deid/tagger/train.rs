//! Trains the tagger on marked sentences, with names swapped for made-up ones and the lists' answer dropped at random.
//!
//! An averaged perceptron in whole numbers, with a margin: the same sentences and seed give the same bytes on every machine.

mod variants;

use fastrand::Rng;
use serde_json::Value;

use self::variants::{Marked, Pools};
use super::decode::{margins_of, scores};
use super::features::{FEATURES, Sight, each, sights};
use super::{TRANSITIONS, Weigh};
use crate::deid::lexicon::Lexicon;
use crate::deid::page::Page;

/// How many times all sentences are gone through.
const ROUNDS: usize = 8;

/// By how much a name must win over no name, and no name over a name, before a word is left as it is.
const MARGINS: (i32, i32) = (28, 16);

/// One step of learning.
const STEP: i32 = 1;

/// What the trainer made.
#[derive(Debug)]
pub struct Trained {
    /// The model file.
    pub bytes: Vec<u8>,
    /// How many sentences were given, and how many were made of them.
    pub sentences: (usize, usize),
    /// How many weights are not nothing.
    pub weights: usize,
}

/// Trains on files of marked sentences, one JSON object a line.
pub fn train(files: &[&str], seed: u64) -> Trained {
    let mut rng = Rng::with_seed(seed);
    let marked: Vec<Marked> = files.iter().flat_map(|file| file.lines()).filter_map(read).collect();
    let pools = Pools::of_lists();
    let lexicon = Lexicon::builtin();
    let made: Vec<Marked> =
        marked.iter().flat_map(|sentence| variants::of(sentence, &pools, &mut rng)).collect();
    let lessons: Vec<Lesson> = made.iter().map(|sentence| Lesson::of(sentence, &lexicon, &mut rng)).collect();
    let mut learner = Learner::new();
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    for _ in 0..ROUNDS {
        rng.shuffle(&mut order);
        for lesson in order.iter().filter_map(|at| lessons.get(*at)) {
            learner.learn(lesson);
        }
    }
    let (bytes, weights) = learner.quantised();
    Trained { bytes, sentences: (marked.len(), lessons.len()), weights }
}

/// A line of a file of sentences; those in disguise teach nothing about names.
fn read(line: &str) -> Option<Marked> {
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
    Some(Marked { text, names })
}

/// A sentence as the tagger sees it, with the right tags.
struct Lesson {
    sights: Vec<Sight>,
    names: Vec<bool>,
}

impl Lesson {
    fn of(sentence: &Marked, lexicon: &Lexicon, rng: &mut Rng) -> Self {
        let mut page = Page::new(&sentence.text, &[], lexicon);
        let unlisted = rng.u8(..100) < 35;
        let mut names = Vec::with_capacity(page.words.len());
        for index in 0..page.words.len() {
            let range = page.words.get(index).and_then(|word| page.normalized.original(&word.range));
            let name = range.is_some_and(|range| {
                sentence.names.iter().any(|name| name.start < range.end && range.start < name.end)
            });
            names.push(name);
            let forgotten = name && unlisted && rng.u8(..100) < 80;
            if let Some(word) = page.words.get_mut(index).filter(|_| forgotten) {
                word.known = word.known.nameless();
                word.known_stem = word.known_stem.nameless();
            }
        }
        Self { sights: sights(&page), names }
    }
}

/// Weights under way, with what their average needs.
struct Learner {
    weights: Vec<i32>,
    sums: Vec<i64>,
    steps: i64,
}

impl Weigh for Learner {
    fn weight(&self, feature: u32) -> i32 {
        self.weights.get(12 + (feature as usize & (FEATURES - 1))).copied().unwrap_or_default()
    }

    fn transition(&self, gap: usize, from: usize, to: usize) -> i32 {
        self.weights.get(gap * 4 + from * 2 + to).copied().unwrap_or_default()
    }
}

impl Learner {
    fn new() -> Self {
        Self { weights: vec![0; 12 + FEATURES], sums: vec![0; 12 + FEATURES], steps: 1 }
    }

    fn learn(&mut self, lesson: &Lesson) {
        self.steps += 1;
        let mut scores = scores(self, &lesson.sights);
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
                self.correct(lesson, index, if *tag { -STEP } else { STEP });
            }
            if let Some(before) = index.checked_sub(1) {
                let gap = lesson.sights.get(index).map_or(0, |sight| sight.gap);
                let is = usize::from(tags.get(before).copied().unwrap_or_default()) * 2 + usize::from(*tag);
                let should = usize::from(right(before)) * 2 + usize::from(right(index));
                if is != should {
                    self.add(gap * 4 + is, -STEP);
                    self.add(gap * 4 + should, STEP);
                }
            }
        }
    }

    fn correct(&mut self, lesson: &Lesson, index: usize, step: i32) {
        if let Some(sight) = lesson.sights.get(index) {
            each(&lesson.sights, sight, |_, feature| {
                self.add(12 + (feature as usize & (FEATURES - 1)), step);
            });
        }
    }

    fn add(&mut self, at: usize, step: i32) {
        if let (Some(weight), Some(sum)) = (self.weights.get_mut(at), self.sums.get_mut(at)) {
            *weight += step;
            *sum += i64::from(step) * self.steps;
        }
    }

    /// The averaged weights, each in one byte.
    fn quantised(&self) -> (Vec<u8>, usize) {
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
