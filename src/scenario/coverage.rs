//! What scenarios leave out: answers, options and ways on that none of them takes.

use std::collections::BTreeSet;

use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, Step, StepKind, Target};
use crate::session::replay::{Position, Visit};

/// What a number of walks through one routine took of it.
#[derive(Debug, Default)]
pub struct Coverage {
    answers: BTreeSet<(StepIx, AnswerIx)>,
    ways: BTreeSet<(StepIx, usize, usize)>,
}

/// A way on from a step: one row of the targets of a step, or of one of its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlowTransition {
    /// The step it goes from.
    pub from: StepIx,
    /// The answer that takes it; `None` where every outcome does.
    pub answer: Option<AnswerIx>,
    /// The step it goes to.
    pub to: StepIx,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many were taken.
    pub taken: usize,
    /// How many there are.
    pub all: usize,
}

impl Coverage {
    /// Counts one walk.
    pub fn add_walk(&mut self, flow: &Flow, position: &Position) {
        for visit in &position.path {
            let answers: &[AnswerIx] = match &visit.outcome {
                Outcome::One(answer) => std::slice::from_ref(answer),
                Outcome::Many(answers) => answers,
                Outcome::Passed => &[],
            };
            self.answers.extend(answers.iter().map(|answer| (visit.step, *answer)));
            self.ways.extend(find_row(flow, position, visit));
        }
    }

    /// The answers of questions that no walk gave, in the order of the file. Marks of acts do not count: they are
    /// answers to what has been done, and not to where to go.
    pub fn untaken_answers(&self, flow: &Flow) -> Vec<(StepIx, AnswerIx)> {
        all_answers(flow).into_iter().filter(|answer| !self.answers.contains(answer)).collect()
    }

    /// The ways on that no walk went, in the order of the file.
    pub fn unwalked_transitions(&self, flow: &Flow) -> Vec<FlowTransition> {
        all_transitions(flow)
            .into_iter()
            .filter(|(row, _)| !self.ways.contains(row))
            .map(|(_, way)| way)
            .collect()
    }

    /// How many of the answers were given.
    pub fn answer_share(&self, flow: &Flow) -> Share {
        let all = all_answers(flow).len();
        Share { taken: all - self.untaken_answers(flow).len(), all }
    }

    /// How many of the ways were gone.
    pub fn transition_share(&self, flow: &Flow) -> Share {
        let all = all_transitions(flow).len();
        Share { taken: all - self.unwalked_transitions(flow).len(), all }
    }
}

/// The row by which a walk left a step: the step, which of its targets, and which row of that.
fn find_row(flow: &Flow, position: &Position, visit: &Visit) -> Option<(StepIx, usize, usize)> {
    let step = flow.step(visit.step);
    let target = step.target_for(&visit.outcome)?;
    let nth = step.all_targets().iter().position(|other| std::ptr::eq(*other, target))?;
    let holds = target.branches.iter().position(|branch| branch.when.holds(&|at| position.outcome(at)));
    Some((visit.step, nth, holds.unwrap_or(target.branches.len())))
}

fn all_answers(flow: &Flow) -> Vec<(StepIx, AnswerIx)> {
    let questions = flow.step_indices().map(|at| (at, flow.step(at))).filter(|(_, step)| step.is_question());
    questions.flat_map(|(at, step)| (0..count_answers(step)).map(move |n| (at, AnswerIx::nth(n)))).collect()
}

fn count_answers(step: &Step) -> usize {
    match &step.kind {
        StepKind::Ask { answers } => answers.len(),
        StepKind::Choose { options, .. } => options.len(),
        StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => 0,
    }
}

fn all_transitions(flow: &Flow) -> Vec<((StepIx, usize, usize), FlowTransition)> {
    flow.step_indices().flat_map(|at| transitions_from(flow, at)).collect()
}

fn transitions_from(flow: &Flow, from: StepIx) -> Vec<((StepIx, usize, usize), FlowTransition)> {
    let step = flow.step(from);
    let answer = |nth| match step.kind {
        StepKind::Ask { .. } => Some(AnswerIx::nth(nth)),
        StepKind::Choose { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => None,
    };
    let rows = |(nth, target): (usize, &Target)| {
        let way = |(row, to)| ((from, nth, row), FlowTransition { from, answer: answer(nth), to });
        target.possible_steps().enumerate().map(way).collect::<Vec<_>>()
    };
    step.all_targets().into_iter().enumerate().flat_map(rows).collect()
}
