//! The routines of the program changed in every way one change can be made to where walks go: each change must be seen by a
//! rule or a guarantee, or stand here by name with the reason why it changes nothing that was promised.

#![expect(clippy::wildcard_enum_match_arm, reason = "only some kinds of step matter here")]

use std::collections::BTreeMap;
use std::thread;

use chrono::NaiveDate;
use stegvis::check::verified::examine_flow;
use stegvis::flow::guard::Guard;
use stegvis::flow::id::StepIx;
use stegvis::flow::model::{Flow, StepKind, Target};
use stegvis::routines;

/// Changes that nothing sees, each with the reason.
const EQUIVALENT: &[(&str, &str)] = &[];

/// One change: what it is, and the flow with it made.
struct Mutant {
    name: String,
    flow: Flow,
}

fn built_in(id: &str) -> Flow {
    routines::read_routine(id).unwrap().flow.expect("the routine is read")
}

/// The targets of a step, to be changed.
fn targets(flow: &mut Flow, at: StepIx) -> Vec<&mut Target> {
    match &mut flow.steps[at.index()].kind {
        StepKind::Ask { answers } => answers.iter_mut().map(|answer| &mut answer.to).collect(),
        StepKind::Choose { to, .. } | StepKind::Act { to, .. } | StepKind::Tell { to } => vec![to],
        StepKind::End => Vec::new(),
    }
}

/// What a target is called: by its step, and its answer where it has one.
fn name(flow: &Flow, at: StepIx, nth: usize) -> String {
    let step = flow.step(at);
    match &step.kind {
        StepKind::Ask { answers } => format!("{}.{}", step.id, answers[nth].id),
        _ => step.id.to_string(),
    }
}

/// Every edge led to every other step.
fn redirected(original: &Flow) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for at in original.step_indices() {
        for (nth, target) in original.step(at).all_targets().into_iter().enumerate() {
            for row in 0..=target.branches.len() {
                let was = target.branches.get(row).map_or(target.otherwise, |branch| branch.go);
                for to in original.step_indices().filter(|to| *to != was) {
                    let mut flow = original.clone();
                    let changed = targets(&mut flow, at).swap_remove(nth);
                    match changed.branches.get_mut(row) {
                        Some(branch) => branch.go = to,
                        None => changed.otherwise = to,
                    }
                    let row = if target.branches.is_empty() { String::new() } else { format!("[{row}]") };
                    let name = format!(
                        "{}{row}: {} → {}",
                        name(original, at, nth),
                        original.step(was).id,
                        original.step(to).id
                    );
                    mutants.push(Mutant { name, flow });
                }
            }
        }
    }
    mutants
}

/// Every condition dropped: made to hold always, and taken away with its target.
fn unguarded(original: &Flow) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for at in original.step_indices() {
        for (nth, target) in original.step(at).all_targets().into_iter().enumerate() {
            for row in 0..target.branches.len() {
                let mut always = original.clone();
                targets(&mut always, at).swap_remove(nth).branches[row].when = Guard::always_true();
                mutants.push(Mutant {
                    name: format!("{}[{row}] alltid", name(original, at, nth)),
                    flow: always,
                });
                let mut gone = original.clone();
                targets(&mut gone, at).swap_remove(nth).branches.remove(row);
                mutants
                    .push(Mutant { name: format!("{}[{row}] borta", name(original, at, nth)), flow: gone });
                let mut turned = original.clone();
                let branch = &mut targets(&mut turned, at).swap_remove(nth).branches[row];
                branch.when = Guard::Not(Box::new(branch.when.clone()));
                mutants.push(Mutant {
                    name: format!("{}[{row}] omvänt", name(original, at, nth)),
                    flow: turned,
                });
            }
        }
    }
    mutants
}

/// Every two answers of a question led where the other was.
fn swapped(original: &Flow) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for at in original.step_indices() {
        let StepKind::Ask { answers } = &original.step(at).kind else { continue };
        for first in 0..answers.len() {
            for second in first + 1..answers.len() {
                if same(&answers[first].to, &answers[second].to) {
                    continue;
                }
                let mut flow = original.clone();
                let StepKind::Ask { answers: changed } = &mut flow.steps[at.index()].kind else { continue };
                let kept = changed[first].to.clone();
                changed[first].to = std::mem::replace(&mut changed[second].to, kept);
                let name =
                    format!("{}: {} ↔ {}", original.step(at).id, answers[first].id, answers[second].id);
                mutants.push(Mutant { name, flow });
            }
        }
    }
    mutants
}

fn same(one: &Target, other: &Target) -> bool {
    let rows = |target: &Target| {
        target.branches.iter().map(|branch| (branch.when.clone(), branch.go)).collect::<Vec<_>>()
    };
    one.otherwise == other.otherwise && rows(one) == rows(other)
}

/// A day when the laws had just been read, so that only the change is seen.
fn read_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 1).unwrap()
}

/// What sees a change: the codes of its findings, or nothing.
fn seen_by(mutant: &Mutant) -> Vec<&'static str> {
    examine_flow(&mutant.flow, read_day()).findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn every_change_to_the_stockholm_routine_is_seen_or_named() {
    every_change_is_seen_or_named("stockholm-vbe", EQUIVALENT);
}

#[test]
fn every_change_to_the_lidingo_routine_is_seen_or_named() {
    every_change_is_seen_or_named("lidingo-vbe", EQUIVALENT);
}

#[test]
fn every_change_to_the_national_routine_is_seen_or_named() {
    every_change_is_seen_or_named("nationell-vbe", EQUIVALENT);
}

fn every_change_is_seen_or_named(id: &str, equivalent: &[(&str, &str)]) {
    let original = built_in(id);
    assert!(examine_flow(&original, read_day()).findings.is_empty());
    let mut mutants = redirected(&original);
    mutants.extend(unguarded(&original));
    mutants.extend(swapped(&original));
    let half = mutants.len() / 2;
    let (first, second) = mutants.split_at(half);
    let look = |part: &[Mutant]| part.iter().map(seen_by).collect::<Vec<_>>();
    let seen: Vec<Vec<&str>> = thread::scope(|scope| {
        let other = scope.spawn(|| look(second));
        let mut seen = look(first);
        seen.extend(other.join().unwrap());
        seen
    });
    let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
    seen.iter().filter_map(|codes| codes.first()).for_each(|code| *by_code.entry(code).or_default() += 1);
    let unseen = mutants.iter().zip(&seen).filter(|(_, codes)| codes.is_empty());
    let unseen: Vec<&str> = unseen.map(|(mutant, _)| mutant.name.as_str()).collect();
    println!("{} ändringar, sedda av {by_code:?}, {} likvärdiga", mutants.len(), unseen.len());
    let named: Vec<&str> = equivalent.iter().map(|(name, _)| *name).collect();
    let missed: Vec<&&str> = unseen.iter().filter(|name| !named.contains(name)).collect();
    assert!(missed.is_empty(), "{} ändringar ses inte: {missed:#?}", missed.len());
    let stale: Vec<&&str> = named.iter().filter(|name| !unseen.contains(name)).collect();
    assert!(stale.is_empty(), "dessa ses nu: {stale:#?}");
}
