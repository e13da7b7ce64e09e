//! Flows spoiled at random: whatever reads is checked, compared and drawn to an end, without a panic and without a hang.
//! The corpus is the fixtures of the rules, one for each.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use proptest::prelude::*;
use stegvis::check::diff::{self, Difference};
use stegvis::check::verified::examine_flow;
use stegvis::cli::faults::{Colour, faults_to_text};
use stegvis::flow;
use stegvis::source::{FileId, SourceFile};

use crate::prove::day;
use crate::random::RandomSource;
use crate::rules;

/// What has not come to an end by now hangs: the slowest of them takes a second or two.
const PATIENCE: Duration = Duration::from_mins(2);

/// The fixture that meets the bound on states, as its spoiled kin do: a test of its own walks up to it.
const BOUNDED: &str = "inte-avgjort";

/// The text with some of its words put in place of others, lines doubled and lines taken away.
fn spoiled(source: &str, chance: &mut RandomSource) -> String {
    let mut lines: Vec<String> = source.lines().map(str::to_owned).collect();
    let words: Vec<String> = source
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    for _ in 0..=chance.below(4) {
        let at = chance.below(lines.len());
        match chance.below(8) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at].clone()),
            2 => {
                let other = chance.below(lines.len());
                lines.swap(at, other);
            }
            _ => {
                let (old, new) = (&words[chance.below(words.len())], &words[chance.below(words.len())]);
                let hit = (0..lines.len()).filter(|n| lines[*n].contains(old.as_str())).collect::<Vec<_>>();
                if let Some(n) = (!hit.is_empty()).then(|| hit[chance.below(hit.len())]) {
                    lines[n] = lines[n].replacen(old.as_str(), new, 1);
                }
            }
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn nothing_that_reads_upsets_checking(seed in any::<u64>()) {
        let mut chance = RandomSource(seed);
        let corpus: Vec<_> = rules::fixtures().into_iter().filter(|(name, _)| !name.contains(BOUNDED)).collect();
        let (name, file) = &corpus[chance.below(corpus.len())];
        let spoiled = spoiled(file.text(), &mut chance);
        let (done, ended) = mpsc::channel();
        let file = SourceFile::new(name.as_str(), &spoiled);
        thread::spawn(move || done.send(differing(&file)));
        match ended.recv_timeout(PATIENCE) {
            Ok(differing) => prop_assert!(differing.is_empty(), "{differing:?}"),
            Err(fault) => prop_assert!(false, "{fault}:\n{spoiled}"),
        }
    }
}

/// Reads, checks, tells and compares with itself: a flow that differs from itself is the fault.
fn differing(file: &SourceFile) -> Vec<Difference> {
    let Ok(flow) = flow::read_flow(file, FileId(0)) else { return Vec::new() };
    let examined = examine_flow(&flow, day());
    faults_to_text(file, &examined.findings, Colour::Never);
    examined.flow_figures(&flow);
    let loops = examined.findings.iter().any(|finding| finding.code == "slinga");
    if loops { Vec::new() } else { diff::compare(&flow, &flow).unwrap_or_default() }
}
