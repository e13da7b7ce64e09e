//! `diff` held against walking both versions with every set of answers there is.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use stegvis::check::diff::{DifferenceKind, compare};
use stegvis::flow::guard::Outcome;
use stegvis::flow::id::{AnswerIx, StepIx};
use stegvis::flow::model::{Flow, Mark, StepKind};

use crate::random::{self, RandomSource};

/// What every step would come to, were it asked: the answers of one worker to every question.
type KnownOutcomes = BTreeMap<StepIx, Outcome>;

/// Every mind there is, or `None` where there are too many.
fn minds(flow: &Flow) -> Option<Vec<KnownOutcomes>> {
    let mut minds = vec![KnownOutcomes::new()];
    for at in flow.step_indices() {
        let outcomes: Vec<Outcome> = match &flow.step(at).kind {
            StepKind::Ask { answers } => (0..answers.len()).map(|n| Outcome::One(AnswerIx::nth(n))).collect(),
            StepKind::Choose { options, .. } => (0..1_usize << options.len())
                .map(|mask| {
                    let chosen = (0..options.len()).filter(|bit| mask >> bit & 1 == 1);
                    Outcome::Many(chosen.map(AnswerIx::nth).collect())
                })
                .collect(),
            StepKind::Act { .. } => flow.step(at).possible_marks().into_iter().map(Mark::outcome).collect(),
            StepKind::Tell { .. } => vec![Outcome::Passed],
            StepKind::End => continue,
        };
        minds = minds
            .iter()
            .flat_map(|mind| {
                outcomes.iter().map(|outcome| {
                    let mut mind = mind.clone();
                    mind.insert(at, outcome.clone());
                    mind
                })
            })
            .collect();
        if minds.len() > 20_000 {
            return None;
        }
    }
    Some(minds)
}

/// The steps one mind walks, the end last. What is not offered is not chosen.
fn walked(flow: &Flow, mind: &KnownOutcomes) -> Vec<StepIx> {
    let mut known: KnownOutcomes = KnownOutcomes::new();
    let mut path = vec![flow.start];
    loop {
        let at = *path.last().unwrap();
        let step = flow.step(at);
        if matches!(step.kind, StepKind::End) {
            return path;
        }
        let mut outcome = mind[&at].clone();
        if let (StepKind::Choose { options, .. }, Outcome::Many(chosen)) = (&step.kind, &mut outcome) {
            chosen.retain(|option| options[option.index()].when.holds(&|asked| known.get(&asked)));
        }
        known.insert(at, outcome);
        let target = step.target_for(&known[&at]).unwrap();
        path.push(target.resolve_step(&|asked| known.get(&asked)));
    }
}

/// What differs, by looking: the names of kinds with the steps they are about.
fn looked(old: &Flow, new: &Flow, minds: &[KnownOutcomes]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for mind in minds {
        let (was, is) = (walked(old, mind), walked(new, mind));
        let id = |at: &StepIx| old.step(*at).id.to_string();
        if was.last() != is.last() {
            found.insert(format!("end {} {}", id(was.last().unwrap()), id(is.last().unwrap())));
        }
        for (one, other, sign) in [(&was, &is, "lost"), (&is, &was, "gained")] {
            for at in one.iter().filter(|at| !other.contains(at)) {
                let kind = if old.step(*at).is_act() {
                    "act"
                } else if old.step(*at).is_question() {
                    "question"
                } else {
                    continue;
                };
                found.insert(format!("{kind} {sign} {}", id(at)));
            }
        }
    }
    found
}

fn told(old: &Flow, new: &Flow) -> BTreeSet<String> {
    let differences = compare(old, new).unwrap();
    let name = |what: &DifferenceKind| match what {
        DifferenceKind::End { old, new } => Some(format!("end {old} {new}")),
        DifferenceKind::ActGained(id) => Some(format!("act gained {id}")),
        DifferenceKind::ActLost(id) => Some(format!("act lost {id}")),
        DifferenceKind::QuestionGained(id) => Some(format!("question gained {id}")),
        DifferenceKind::QuestionLost(id) => Some(format!("question lost {id}")),
        // Walks of these random flows only go forward, so acts never change places.
        DifferenceKind::Order(..) | DifferenceKind::AnswerGained(..) | DifferenceKind::AnswerLost(..) => None,
    };
    differences.iter().filter_map(|difference| name(&difference.what)).collect()
}

/// A flow, and the same with a few ways led elsewhere.
fn versions(seed: u64) -> (Flow, Flow) {
    let mut old = random::flow(seed);
    for step in &mut old.steps {
        if let StepKind::Choose { at_least, options, .. } = &mut step.kind {
            *at_least = 0;
            for option in options {
                option.alone = false;
            }
        }
    }
    let mut new = old.clone();
    let mut chance = RandomSource(seed ^ 0xd1ff);
    let count = new.steps.len();
    for (n, step) in new.steps.iter_mut().enumerate() {
        let targets = match &mut step.kind {
            StepKind::Ask { answers } => answers.iter_mut().map(|answer| &mut answer.to).collect(),
            StepKind::Choose { to, .. } | StepKind::Act { to, .. } | StepKind::Tell { to } => vec![to],
            StepKind::End => Vec::new(),
        };
        for target in targets {
            if chance.one_in(4) {
                target.otherwise = StepIx::nth(n + 1 + chance.below(count - n - 1));
            }
            if chance.one_in(4) {
                target.branches.pop();
            }
        }
    }
    (old, new)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn comparing_agrees_with_walking_both_versions(seed in any::<u64>()) {
        let (old, new) = versions(seed);
        if let Some(minds) = minds(&old) {
            prop_assert_eq!(told(&old, &new), looked(&old, &new, &minds));
            prop_assert_eq!(told(&old, &old), BTreeSet::new());
        }
    }
}
