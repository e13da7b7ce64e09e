//! Two versions of a routine held against each other: which walks now do other things.
//!
//! Both are walked at once with the same answers, and every pair of situations that can arise is explored: a product,
//! not a sample. Steps and answers are the same where their ids are. Texts, laws and the form are not compared.

mod pairs;

use std::collections::VecDeque;

use self::pairs::{Pairs, Row};
use super::rule::turn;
use super::states::Bounded;
use crate::diagnostic::Turn;
use crate::flow::guard::Outcome;
use crate::flow::id::{StepId, StepIx};
use crate::flow::model::Flow;

/// Acts whose order is compared, at the most: every two of them are looked at.
const ORDERED: usize = 60;

/// A difference, with the shortest walk that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What is different.
    pub what: What,
    /// The answers of the walk, those only one version asks for among them.
    pub answers: Vec<Turn>,
    /// The steps it passes in the old version, as far as both could be walked.
    pub old: Vec<StepId>,
    /// And in the new.
    pub new: Vec<StepId>,
}

/// What is different on some walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
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
/// [`Bounded`] where a declared bound is hit.
pub fn compare(old: &Flow, new: &Flow) -> Result<Vec<Difference>, Bounded> {
    let pairs = Pairs::explore(old, new)?;
    let mut found = ends(&pairs);
    found.extend(answers(&pairs));
    let passed = names(old, new, |flow, at| flow.step(at).is_act());
    for name in &passed {
        let only = |was: bool| only_one_passes(&pairs, name, was);
        found.extend(only(false).map(|row| difference(&pairs, &row, What::ActGained(name.clone()))));
        found.extend(only(true).map(|row| difference(&pairs, &row, What::ActLost(name.clone()))));
    }
    for name in names(old, new, |flow, at| flow.step(at).is_question()) {
        let only = |was: bool| only_one_passes(&pairs, &name, was);
        found.extend(only(false).map(|row| difference(&pairs, &row, What::QuestionGained(name.clone()))));
        found.extend(only(true).map(|row| difference(&pairs, &row, What::QuestionLost(name.clone()))));
    }
    found.extend(orders(&pairs, &passed));
    Ok(found)
}

/// The ids of steps of a kind in either version, each once.
fn names(old: &Flow, new: &Flow, is: impl Fn(&Flow, StepIx) -> bool) -> Vec<StepId> {
    let of = |flow: &Flow| {
        let steps = flow.places().filter(|at| is(flow, *at));
        steps.map(|at| flow.step(at).id.clone()).collect::<Vec<_>>()
    };
    let mut names = of(old);
    let more: Vec<StepId> = of(new).into_iter().filter(|name| !names.contains(name)).collect();
    names.extend(more);
    names
}

fn ends(pairs: &Pairs<'_>) -> Vec<Difference> {
    let mut met: Vec<(StepId, StepId)> = Vec::new();
    let mut found = Vec::new();
    for node in pairs.ended() {
        let (old, new) = pairs.stand(node);
        if old != new && !met.contains(&(old.clone(), new.clone())) {
            met.push((old.clone(), new.clone()));
            found.push(difference(pairs, &pairs.way_to(node), What::End { old, new }));
        }
    }
    found
}

fn answers(pairs: &Pairs<'_>) -> Vec<Difference> {
    let gone = pairs.unmatched.iter().map(|unmatched| {
        let (step, answer) = (unmatched.step.clone(), unmatched.answer.clone());
        let what =
            if unmatched.in_old { What::AnswerLost(step, answer) } else { What::AnswerGained(step, answer) };
        difference(pairs, &pairs.way_to(unmatched.node), what)
    });
    gone.collect()
}

/// The shortest walk on which only the old version (`was`), or only the new one, passes a step.
fn only_one_passes(pairs: &Pairs<'_>, name: &StepId, was: bool) -> Option<Vec<Row>> {
    let (old, new) = (pairs.old.find(name.as_str()), pairs.new.find(name.as_str()));
    let flag = |flag: usize, row: &Row| {
        let passes = |side: &Option<(StepIx, Outcome)>, at: Option<StepIx>| {
            side.as_ref().is_some_and(|(step, _)| Some(*step) == at)
        };
        flag | usize::from(passes(&row.old, old)) | usize::from(passes(&row.new, new)) << 1
    };
    shortest(pairs, 4, flag, |flag| flag == if was { 1 } else { 2 })
}

fn orders(pairs: &Pairs<'_>, acts: &[StepId]) -> Vec<Difference> {
    if acts.len() > ORDERED {
        return Vec::new();
    }
    let mut found = Vec::new();
    for first in acts {
        for second in acts.iter().filter(|second| *second != first) {
            if let Some(row) = turned_round(pairs, first, second) {
                found.push(difference(pairs, &row, What::Order(first.clone(), second.clone())));
            }
        }
    }
    found
}

/// The shortest walk on which `first` came before `second` and now comes after it.
fn turned_round(pairs: &Pairs<'_>, first: &StepId, second: &StepId) -> Option<Vec<Row>> {
    let place = |flow: &Flow| Some((flow.find(first.as_str())?, flow.find(second.as_str())?));
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
    let flag = |flag: usize, row: &Row| side(flag / 5, &row.old, old) * 5 + side(flag % 5, &row.new, new);
    shortest(pairs, 25, flag, |flag| flag == 3 * 5 + 4)
}

/// The shortest pair of whole walks whose flag is `wanted` at the end.
fn shortest(
    pairs: &Pairs<'_>,
    flags: usize,
    enter: impl Fn(usize, &Row) -> usize,
    wanted: impl Fn(usize) -> bool,
) -> Option<Vec<Row>> {
    let mut came: Vec<Option<(usize, usize)>> = vec![None; pairs.len() * flags];
    let mut queue = VecDeque::from([0]);
    while let Some(at) = queue.pop_front() {
        let (node, flag) = (at / flags, at % flags);
        if pairs.has_ended(node) && wanted(flag) {
            return Some(trace(pairs, &came, at));
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

fn trace(pairs: &Pairs<'_>, came: &[Option<(usize, usize)>], last: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut at = last;
    while let Some((before, place)) = came[at] {
        rows.push(pairs.rows[place].clone());
        at = before;
    }
    rows.reverse();
    rows
}

fn difference(pairs: &Pairs<'_>, rows: &[Row], what: What) -> Difference {
    let mut shown = Difference { what, answers: Vec::new(), old: Vec::new(), new: Vec::new() };
    for row in rows {
        for (flow, side) in [(pairs.old, &row.old), (pairs.new, &row.new)] {
            let Some((step, outcome)) = side else { continue };
            let told = turn(flow, *step, outcome).filter(|_| flow.step(*step).is_question());
            let is_new = |turn: &Turn| !shown.answers.iter().any(|known| known.step == turn.step);
            shown.answers.extend(told.filter(is_new));
        }
        let id = |flow: &Flow, side: &Option<(StepIx, Outcome)>| {
            side.as_ref().map(|(step, _)| flow.step(*step).id.clone())
        };
        shown.old.extend(id(pairs.old, &row.old));
        shown.new.extend(id(pairs.new, &row.new));
    }
    let last = rows.last().map_or(0, |row| row.to);
    let (old, new) = pairs.stand(last);
    shown.old.push(old);
    shown.new.push(new);
    shown
}
