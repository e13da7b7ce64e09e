//! Flows spoiled at random: whatever reads is checked, compared and drawn to an end, without a panic and without a hang.
//! The corpus is the fixtures of the rules, one for each.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use stegvis::check::diff;
use stegvis::check::verified::examine;
use stegvis::cli::faults::{Colour, text};
use stegvis::flow;
use stegvis::source::{FileId, SourceFile};

use crate::prove::day;
use crate::random::Chance;
use crate::rules;

/// No spoiled fixture takes longer than this, even on a loaded machine without optimisation.
const LONGEST: Duration = Duration::from_secs(5);

/// The text with some of its words put in place of others, lines doubled and lines taken away.
fn spoiled(source: &str, chance: &mut Chance) -> String {
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
    #[expect(clippy::disallowed_methods, reason = "a test that nothing hangs looks at the time")]
    fn nothing_that_reads_upsets_checking(seed in any::<u64>()) {
        let mut chance = Chance(seed);
        let corpus = rules::fixtures();
        let (name, file) = &corpus[chance.below(corpus.len())];
        let spoiled = spoiled(file.text(), &mut chance);
        let began = Instant::now();
        let file = SourceFile::new(name.as_str(), &spoiled);
        if let Ok(flow) = flow::read(&file, FileId(0)) {
            let examined = examine(&flow, day());
            text(&file, &examined.findings, Colour::Never);
            examined.figures(&flow);
            if !examined.findings.iter().any(|finding| finding.code == "slinga")
                && let Ok(differences) = diff::compare(&flow, &flow)
            {
                prop_assert!(differences.is_empty(), "{differences:?}");
            }
        }
        prop_assert!(began.elapsed() < LONGEST, "{spoiled}");
    }
}
