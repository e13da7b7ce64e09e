//! Two versions of a routine held against each other: which walks now do other things.
//!
//! Both are walked at once with the same answers, and every pair of situations that can arise is explored: a product,
//! not a sample. Steps and answers are the same where their ids are. Texts, laws and the form are not compared.

mod pairs;

use std::collections::VecDeque;

use self::pairs::{PairStep, Pairs};
use super::bound::BoundExceeded;
use super::trace::build_trace_step;
use crate::diagnostic::TraceStep;
use crate::flow::guard::Outcome;
use crate::flow::id::{StepId, StepIx};
use crate::flow::model::Flow;

/// Acts whose order is compared, at the most: every two of them are looked at.
const ORDERED: usize = 60;

/// A difference, with the shortest walk that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What is different.
    pub what: DifferenceKind,
    /// The answers of the walk, those only one version asks for among them.
    pub answers: Vec<TraceStep>,
    /// The steps it passes in the old version, as far as both could be walked.
    pub old: Vec<StepId>,
    /// And in the new.
    pub new: Vec<StepId>,
}

/// What is different on some walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DifferenceKind {
    /// It ends elsewhere.
    End {
        /// Where it ended.
        old: StepId,
        /// Where it ends.
        new: StepId,
    },
    /// It has an act it did not have.
    ActGained(StepId),
    /// It no longer has an act.
    ActLost(StepId),
    /// It is asked a question it was not asked.
    QuestionGained(StepId),
    /// It is no longer asked a question.
    QuestionLost(StepId),
    /// Two acts have changed places: the first came before the second, and now comes after it.
    Order(StepId, StepId),
    /// A question it comes to has an answer it did not have.
    AnswerGained(StepId, String),
    /// A question it comes to no longer has an answer.
    AnswerLost(StepId, String),
}

/// Compares two versions, neither of which may have a ring.
///
/// # Errors
/// [`BoundExceeded`] where a declared bound is hit.
pub fn compare(old: &Flow, new: &Flow) -> Result<Vec<Difference>, BoundExceeded> {
    let pairs = Pairs::explore(old, new)?;
    let mut found = compare_ends(&pairs);
    found.extend(compare_answers(&pairs));
    let passed = collect_step_ids(old, new, |flow, at| flow.step(at).is_act());
    for name in &passed {
        let only = |was: bool| find_walk_only_one_passes(&pairs, name, was);
        found.extend(
            only(false).map(|row| build_difference(&pairs, &row, DifferenceKind::ActGained(name.clone()))),
        );
        found.extend(
            only(true).map(|row| build_difference(&pairs, &row, DifferenceKind::ActLost(name.clone()))),
        );
    }
    for name in collect_step_ids(old, new, |flow, at| flow.step(at).is_question()) {
        let only = |was: bool| find_walk_only_one_passes(&pairs, &name, was);
        found.extend(
            only(false)
                .map(|row| build_difference(&pairs, &row, DifferenceKind::QuestionGained(name.clone()))),
        );
        found.extend(
            only(true).map(|row| build_difference(&pairs, &row, DifferenceKind::QuestionLost(name.clone()))),
        );
    }
    found.extend(compare_act_order(&pairs, &passed));
    Ok(found)
}

/// The ids of steps of a kind in either version, each once.
fn collect_step_ids(old: &Flow, new: &Flow, is: impl Fn(&Flow, StepIx) -> bool) -> Vec<StepId> {
    let of = |flow: &Flow| {
        let steps = flow.step_indices().filter(|at| is(flow, *at));
        steps.map(|at| flow.step(at).id.clone()).collect::<Vec<_>>()
    };
    let mut names = of(old);
    let more: Vec<StepId> = of(new).into_iter().filter(|name| !names.contains(name)).collect();
    names.extend(more);
    names
}

fn compare_ends(pairs: &Pairs<'_>) -> Vec<Difference> {
    let mut met: Vec<(StepId, StepId)> = Vec::new();
    let mut found = Vec::new();
    for node in pairs.ended_pairs() {
        let (old, new) = pairs.step_ids(node);
        if old != new && !met.contains(&(old.clone(), new.clone())) {
            met.push((old.clone(), new.clone()));
            found.push(build_difference(pairs, &pairs.trace_to(node), DifferenceKind::End { old, new }));
        }
    }
    found
}

fn compare_answers(pairs: &Pairs<'_>) -> Vec<Difference> {
    let gone = pairs.unmatched.iter().map(|unmatched| {
        let (step, answer) = (unmatched.step.clone(), unmatched.answer.clone());
        let what = if unmatched.in_old {
            DifferenceKind::AnswerLost(step, answer)
        } else {
            DifferenceKind::AnswerGained(step, answer)
        };
        build_difference(pairs, &pairs.trace_to(unmatched.node), what)
    });
    gone.collect()
}

/// The shortest walk on which only the old version (`was`), or only the new one, passes a step.
fn find_walk_only_one_passes(pairs: &Pairs<'_>, name: &StepId, was: bool) -> Option<Vec<PairStep>> {
    let (old, new) = (pairs.old.find_step(name.as_str()), pairs.new.find_step(name.as_str()));
    let flag = |flag: usize, row: &PairStep| {
        let passes = |side: &Option<(StepIx, Outcome)>, at: Option<StepIx>| {
            side.as_ref().is_some_and(|(step, _)| Some(*step) == at)
        };
        flag | usize::from(passes(&row.old, old)) | usize::from(passes(&row.new, new)) << 1
    };
    find_shortest_pair(pairs, 4, flag, |flag| flag == if was { 1 } else { 2 })
}

fn compare_act_order(pairs: &Pairs<'_>, acts: &[StepId]) -> Vec<Difference> {
    if acts.len() > ORDERED {
        return Vec::new();
    }
    let mut found = Vec::new();
    for first in acts {
        for second in acts.iter().filter(|second| *second != first) {
            if let Some(row) = find_reordered_walk(pairs, first, second) {
                found.push(build_difference(
                    pairs,
                    &row,
                    DifferenceKind::Order(first.clone(), second.clone()),
                ));
            }
        }
    }
    found
}

/// The shortest walk on which `first` came before `second` and now comes after it.
fn find_reordered_walk(pairs: &Pairs<'_>, first: &StepId, second: &StepId) -> Option<Vec<PairStep>> {
    let place = |flow: &Flow| Some((flow.find_step(first.as_str())?, flow.find_step(second.as_str())?));
    let (old, new) = (place(pairs.old)?, place(pairs.new)?);
    // Per version: 0 neither passed, 1 the first alone, 2 the second alone, and what both then say: 3 or 4.
    let side = |flag: usize, side: &Option<(StepIx, Outcome)>, (first, second): (StepIx, StepIx)| match (
        flag,
        side.as_ref().map(|(step, _)| *step),
    ) {
        (0, Some(step)) if step == first => 1,
        (0, Some(step)) if step == second => 2,
        (1, Some(step)) if step == second => 3,
        (2, Some(step)) if step == first => 4,
        (flag, _) => flag,
    };
    let flag =
        |flag: usize, row: &PairStep| side(flag / 5, &row.old, old) * 5 + side(flag % 5, &row.new, new);
    find_shortest_pair(pairs, 25, flag, |flag| flag == 3 * 5 + 4)
}

/// The shortest pair of whole walks whose flag is `wanted` at the end.
fn find_shortest_pair(
    pairs: &Pairs<'_>,
    flags: usize,
    enter: impl Fn(usize, &PairStep) -> usize,
    wanted: impl Fn(usize) -> bool,
) -> Option<Vec<PairStep>> {
    let mut came: Vec<Option<(usize, usize)>> = vec![None; pairs.len() * flags];
    let mut queue = VecDeque::from([0]);
    while let Some(at) = queue.pop_front() {
        let (node, flag) = (at / flags, at % flags);
        if pairs.has_ended(node) && wanted(flag) {
            return Some(trace_rows(pairs, &came, at));
        }
        for place in pairs.rows_from(node) {
            let row = &pairs.rows[place];
            let next = row.to * flags + enter(flag, row);
            if next != 0 && came[next].is_none() {
                came[next] = Some((at, place));
                queue.push_back(next);
            }
        }
    }
    None
}

fn trace_rows(pairs: &Pairs<'_>, came: &[Option<(usize, usize)>], last: usize) -> Vec<PairStep> {
    let mut rows = Vec::new();
    let mut at = last;
    while let Some((before, place)) = came[at] {
        rows.push(pairs.rows[place].clone());
        at = before;
    }
    rows.reverse();
    rows
}

fn build_difference(pairs: &Pairs<'_>, rows: &[PairStep], what: DifferenceKind) -> Difference {
    let mut shown = Difference { what, answers: Vec::new(), old: Vec::new(), new: Vec::new() };
    for row in rows {
        for (flow, side) in [(pairs.old, &row.old), (pairs.new, &row.new)] {
            let Some((step, outcome)) = side else { continue };
            let told = build_trace_step(flow, *step, outcome).filter(|_| flow.step(*step).is_question());
            let is_new = |turn: &TraceStep| !shown.answers.iter().any(|known| known.step == turn.step);
            shown.answers.extend(told.filter(is_new));
        }
        let id = |flow: &Flow, side: &Option<(StepIx, Outcome)>| {
            side.as_ref().map(|(step, _)| flow.step(*step).id.clone())
        };
        shown.old.extend(id(pairs.old, &row.old));
        shown.new.extend(id(pairs.new, &row.new));
    }
    let last = rows.last().map_or(0, |row| row.to);
    let (old, new) = pairs.step_ids(last);
    shown.old.push(old);
    shown.new.push(new);
    shown
}
