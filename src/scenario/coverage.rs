//! What scenarios leave out: answers, options and ways on that none of them takes, and steps that none passes.

use std::collections::BTreeSet;

use crate::flow::graph;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, Step, StepKind};
use crate::session::replay::Position;

/// What a number of walks through one routine took of it.
#[derive(Debug, Default)]
pub struct Coverage {
    answers: BTreeSet<(StepIx, AnswerIx)>,
    ways: BTreeSet<(StepIx, StepIx)>,
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
    pub fn add(&mut self, position: &Position) {
        let next = position.path.iter().skip(1).map(|visit| visit.step).chain([position.at]);
        for (visit, next) in position.path.iter().zip(next) {
            self.ways.insert((visit.step, next));
            let answers: &[AnswerIx] = match &visit.outcome {
                Outcome::One(answer) => std::slice::from_ref(answer),
                Outcome::Many(answers) => answers,
                Outcome::Passed => &[],
            };
            self.answers.extend(answers.iter().map(|answer| (visit.step, *answer)));
        }
    }

    /// The answers of questions that no walk gave, in the order of the file. Marks of acts do not count: they lead
    /// nowhere else.
    pub fn untaken(&self, flow: &Flow) -> Vec<(StepIx, AnswerIx)> {
        every_answer(flow).into_iter().filter(|answer| !self.answers.contains(answer)).collect()
    }

    /// The ways from one step to the next that no walk went, in the order of the file.
    pub fn unwalked(&self, flow: &Flow) -> Vec<(StepIx, StepIx)> {
        every_way(flow).into_iter().filter(|way| !self.ways.contains(way)).collect()
    }

    /// How many of the answers were given.
    pub fn answers(&self, flow: &Flow) -> Share {
        let all = every_answer(flow).len();
        Share { taken: all - self.untaken(flow).len(), all }
    }

    /// How many of the ways were gone.
    pub fn ways(&self, flow: &Flow) -> Share {
        let all = every_way(flow).len();
        Share { taken: all - self.unwalked(flow).len(), all }
    }
}

fn every_answer(flow: &Flow) -> Vec<(StepIx, AnswerIx)> {
    let questions = flow.places().map(|at| (at, flow.step(at))).filter(|(_, step)| step.is_question());
    questions.flat_map(|(at, step)| (0..count(step)).map(move |n| (at, AnswerIx::nth(n)))).collect()
}

fn count(step: &Step) -> usize {
    match &step.kind {
        StepKind::Ask { answers } => answers.len(),
        StepKind::Choose { options, .. } => options.len(),
        StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => 0,
    }
}

fn every_way(flow: &Flow) -> Vec<(StepIx, StepIx)> {
    graph::links(flow).into_iter().map(|link| (link.from, link.to)).collect()
}
