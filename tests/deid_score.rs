//! Scores the scanner on the development set, and on the shared measuring sets where they are present.
//!
//! The shared sets lie in the folder that `STEGVIS_SHARED` names, or in `../shared`; without them those tests
//! say so and pass.

#![expect(clippy::unwrap_used, reason = "a fault in a measuring set is a failed test")]
#![expect(clippy::print_stdout, reason = "a skipped test says so, and a measurement is read")]

#[path = "it/skip.rs"]
mod skip;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use stegvis::deid::Scanner;

#[derive(Deserialize)]
struct Sentence {
    kind: String,
    text: String,
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    start: usize,
    end: usize,
    cls: String,
    #[serde(default)]
    group: Option<String>,
    #[serde(default)]
    obf: Option<String>,
}

/// Found and sought.
#[derive(Default, Clone, Copy)]
struct Tally {
    found: usize,
    sought: usize,
}

impl Tally {
    fn count(&mut self, found: bool) {
        self.found += usize::from(found);
        self.sought += 1;
    }

    fn share(self) -> f64 {
        100.0 * f64::from(u32::try_from(self.found).unwrap())
            / f64::from(u32::try_from(self.sought.max(1)).unwrap())
    }
}

/// What score.py reports, in the parts that this test holds to a floor.
#[derive(Default)]
struct Score {
    classes: BTreeMap<String, Tally>,
    groups: BTreeMap<String, Tally>,
    disguised: Tally,
    right: usize,
    predicted: usize,
    flags: usize,
    words: usize,
}

impl Score {
    fn of(gold: &str) -> Self {
        let scanner = Scanner::builtin();
        let mut score = Self::default();
        for line in gold.lines() {
            let sentence: Sentence = serde_json::from_str(line).unwrap();
            let found: Vec<Range<usize>> =
                scanner.scan(&sentence.text).into_iter().map(|f| f.range).collect();
            score.add(&sentence, &found);
        }
        score
    }

    fn add(&mut self, sentence: &Sentence, found: &[Range<usize>]) {
        if sentence.kind == "clean" {
            self.words +=
                sentence.text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
            self.flags += found.len();
        }
        self.predicted += found.len();
        let bytes: Vec<usize> =
            sentence.text.char_indices().map(|(at, _)| at).chain([sentence.text.len()]).collect();
        let gold: Vec<Range<usize>> = sentence.spans.iter().map(|s| bytes[s.start]..bytes[s.end]).collect();
        self.right +=
            found.iter().filter(|f| gold.iter().any(|g| f.start < g.end && g.start < f.end)).count();
        for (span, range) in sentence.spans.iter().zip(&gold) {
            let covered = range.clone().all(|at| found.iter().any(|f| f.contains(&at)));
            self.classes.entry(span.cls.clone()).or_default().count(covered);
            match (&span.group, &span.obf) {
                (_, Some(_)) => self.disguised.count(covered),
                (Some(group), None) => self.groups.entry(group.clone()).or_default().count(covered),
                (None, None) => {}
            }
        }
    }

    fn flags_per_100_words(&self) -> f64 {
        100.0 * f64::from(u32::try_from(self.flags).unwrap()) / f64::from(u32::try_from(self.words).unwrap())
    }
}

#[expect(clippy::disallowed_methods, reason = "the measuring sets lie outside the project")]
fn shared(file: &str) -> Option<String> {
    let folder = std::env::var_os("STEGVIS_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let text = std::fs::read_to_string(folder.join("data/deid").join(file)).ok();
    if text.is_none() {
        skip::skip(&format!("{file} is not on this computer (STEGVIS_SHARED)"));
    }
    text
}

#[test]
fn the_development_set_keeps_its_floors() {
    let score = Score::of(include_str!("fixtures/deid/dev.jsonl"));
    for (class, tally) in &score.classes {
        let floor = match class.as_str() {
            "PERSON" => 99.0,
            "APARTMENT" | "PROPERTY" => 96.0,
            _ => 98.0,
        };
        assert!(tally.share() >= floor, "{class}: {:.1} of at least {floor}", tally.share());
    }
    let shares: Vec<f64> = score.groups.values().map(|tally| tally.share()).collect();
    let gap =
        shares.iter().copied().fold(f64::MIN, f64::max) - shares.iter().copied().fold(f64::MAX, f64::min);
    assert!(shares.len() >= 10 && gap <= 2.0, "{gap:.1} points between {} groups", shares.len());
    assert!(score.disguised.share() >= 97.0, "disguised {:.1}", score.disguised.share());
    assert!(
        score.flags_per_100_words() <= 0.6,
        "{:.2} false flags per 100 words",
        score.flags_per_100_words()
    );
    let precision = Tally { found: score.right, sought: score.predicted }.share();
    assert!(precision >= 98.0, "precision {precision:.1}");
}

/// 20 given names and 10 surnames from each of 16 groups, in one frame each, in lower case and with capitals.
#[test]
fn names_of_every_origin_are_found_alike() {
    let score = Score::of(include_str!("fixtures/deid/names.jsonl"));
    let share = |tally: &Tally| tally.share();
    let worst = score.groups.iter().min_by(|a, b| share(a.1).total_cmp(&share(b.1))).unwrap();
    assert!(share(worst.1) >= 97.0, "{}: {:.1}", worst.0, share(worst.1));
}

/// The letter cases of the bar, each with the least share found.
const CASES: [(&str, f64); 4] =
    [("inside", 98.0), ("at the start", 98.0), ("lower", 95.0), ("capitals", 95.0)];

/// 12 made-up names from each of 44 groups, none of them in any list, alone and with a surname, in four letter cases.
#[test]
fn names_in_no_list_are_found_in_every_letter_case() {
    let scanner = Scanner::builtin();
    let carriers: Vec<&str> =
        include_str!("fixtures/deid/carriers.txt").lines().skip(1).filter(|line| !line.is_empty()).collect();
    let (starting, inside): (Vec<&str>, Vec<&str>) =
        carriers.into_iter().partition(|line| line.starts_with('@'));
    let mut cases: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut groups: BTreeMap<&str, Tally> = BTreeMap::new();
    for (at, line) in include_str!("fixtures/deid/unlisted.tsv").lines().enumerate() {
        let [group, given, surname] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        for (more, name) in [given.to_owned(), format!("{given} {surname}")].iter().enumerate() {
            for (place, (case, _)) in CASES.iter().enumerate() {
                let carriers = if *case == "at the start" { &starting } else { &inside };
                let text = carriers[(at * 5 + more * 3 + place) % carriers.len()].replace('@', name);
                let (text, name) = match *case {
                    "lower" => (text.to_lowercase(), name.to_lowercase()),
                    "capitals" => (text.to_uppercase(), name.to_uppercase()),
                    _ => (text, name.clone()),
                };
                let start = text.find(&name).unwrap();
                let found = scanner.scan(&text);
                let covered = text
                    .get(start..start + name.len())
                    .unwrap()
                    .char_indices()
                    .filter(|(_, c)| c.is_alphanumeric())
                    .all(|(at, _)| found.iter().any(|f| f.range.contains(&(start + at))));
                cases.entry(case).or_default().count(covered);
                groups.entry(group).or_default().count(covered);
            }
        }
    }
    for (case, floor) in CASES {
        println!("{case}: {:.1} %", cases[case].share());
        assert!(cases[case].share() >= floor, "{case}: {:.1} of at least {floor}", cases[case].share());
    }
    let worst = groups.iter().min_by(|a, b| a.1.share().total_cmp(&b.1.share())).unwrap();
    println!("worst group: {} {:.1} %", worst.0, worst.1.share());
    assert!(groups.len() >= 40 && worst.1.share() >= 85.0, "{}: {:.1}", worst.0, worst.1.share());
}

/// The report beside the model tells which data it was trained on, and which bytes came of it.
#[test]
fn the_model_is_the_one_its_report_tells_of() {
    let report = include_str!("../assets/deid/tagger.report.txt");
    let model = include_bytes!("../assets/deid/tagger.bin");
    let parts: [(&str, &[u8]); 3] = [
        ("tests/fixtures/deid/dev.jsonl", include_bytes!("fixtures/deid/dev.jsonl")),
        ("tests/fixtures/deid/names.jsonl", include_bytes!("fixtures/deid/names.jsonl")),
        ("assets/deid/tagger.bin", model),
    ];
    for (name, bytes) in parts {
        let sum = Sha256::digest(bytes).iter().fold(String::new(), |sum, byte| sum + &format!("{byte:02x}"));
        assert!(report.contains(&format!("{sum} {name}")), "train again: {name} has changed");
    }
    assert!(model.len() < 1_000_000, "{} bytes", model.len());
}

#[test]
fn plain_prose_keeps_its_floor() {
    let Some(gold) = shared("uner_talbanken.jsonl") else { return };
    let score = Score::of(&gold);
    println!("prose: {:.2} false flags per 100 words", score.flags_per_100_words());
    assert!(score.flags_per_100_words() <= 0.8, "{:.2}", score.flags_per_100_words());
}

#[test]
fn news_keeps_its_floors() {
    let Some(gold) = shared("news_train.scorer.jsonl") else { return };
    let score = Score::of(&gold);
    let recall = score.classes.get("PERSON").copied().unwrap_or_default().share();
    println!("news: person {recall:.1} %, {:.2} false flags per 100 words", score.flags_per_100_words());
    assert!(recall >= 97.0, "{recall:.1}");
    assert!(score.flags_per_100_words() <= 1.45, "{:.2}", score.flags_per_100_words());
}

/// Ten ways and more of writing the twelve digits of an identity number.
fn ways(twelve: &str) -> Vec<String> {
    let (century, rest) = twelve.split_at(2);
    let (date, four) = rest.split_at(6);
    let (year, month_day) = date.split_at(2);
    let (month, day) = month_day.split_at(2);
    let (three, _) = four.split_at(3);
    let wide: String =
        date.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect::<String>()
            + "－"
            + four;
    vec![
        format!("{date}-{four}"),
        format!("{century}{date}-{four}"),
        format!("{century}{date}{four}"),
        format!("{date}{four}"),
        format!("{date}+{four}"),
        format!("{date} {four}"),
        format!("{century}{date} {four}"),
        format!("{date}–{four}"),
        format!("{date}\u{a0}{four}"),
        format!("{century}{year}-{month}-{day}-{four}"),
        format!("{year}.{month}.{day}-{four}"),
        format!("{date}-{three}"),
        format!("{century}{date}-{three}"),
        wide,
        format!("{year}\u{200b}{month}{day}-{four}"),
        rest.chars().map(String::from).collect::<Vec<_>>().join(" "),
    ]
}

/// The ways in which some number of the list is not found whole.
fn missed(numbers: impl Iterator<Item = String>) -> Vec<String> {
    let scanner = Scanner::builtin();
    let mut lost = Vec::new();
    for number in numbers {
        for way in ways(&number) {
            let text = format!("hens nummer {way} enligt lappen");
            let whole = "hens nummer ".len().."hens nummer ".len() + way.len();
            let found = scanner.scan(&text);
            if !whole.clone().all(|at| found.iter().any(|f| f.range.contains(&at))) {
                lost.push(way);
            }
        }
    }
    lost
}

#[test]
fn every_test_personnummer_is_found_in_every_way_of_writing() {
    let Some(list) = shared("skatteverket_testpersonnummer_gyran.txt") else { return };
    // All of them in a release build; there are 41,493, so every 29th in a debug build.
    let step = if cfg!(debug_assertions) { 29 } else { 1 };
    let numbers = list.lines().map(|line| line.trim().to_owned()).filter(|line| line.len() == 12);
    let missed = missed(numbers.step_by(step));
    assert!(
        missed.is_empty(),
        "{} lost, such as {:?}",
        missed.len(),
        missed.iter().take(12).collect::<Vec<_>>()
    );
}

#[test]
fn every_test_samordningsnummer_is_found_in_every_way_of_writing() {
    let Some(list) = shared("personnummer-meta_allCoords.json") else { return };
    let numbers: Vec<String> = serde_json::from_str(&list).unwrap();
    let missed = missed(numbers.into_iter());
    assert!(
        missed.is_empty(),
        "{} lost, such as {:?}",
        missed.len(),
        missed.iter().take(12).collect::<Vec<_>>()
    );
}
