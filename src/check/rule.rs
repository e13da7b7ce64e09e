//! What a rule is, what it may look at, and the table of all rules.

use chrono::NaiveDate;

use super::live::Live;
use super::rules::{dead_end, loops, unasked_guard, unreachable};
use super::states::{Space, StateIx};
use crate::diagnostic::{Diagnostic, Told, Turn};
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, StepKind};

/// One rule about flows: its code, what it says in one line, and the finding of its faults.
pub struct Rule {
    /// Stable code, documented in `flows/README.md`.
    pub code: &'static str,
    /// What the rule holds, in one Swedish sentence.
    pub doc: &'static str,
    /// Finds every breach.
    pub find: fn(&Facts<'_>) -> Vec<Diagnostic>,
}

/// Every rule, in the order its findings are reported.
pub const ALL: &[Rule] = &[loops::RULE, unasked_guard::RULE, dead_end::RULE, unreachable::RULE];

/// What a rule may look at.
#[derive(Debug)]
pub struct Facts<'f> {
    /// The flow.
    pub flow: &'f Flow,
    /// What its states remember.
    pub live: &'f Live,
    /// Its states.
    pub space: &'f Space,
    /// The day the flow is checked for.
    pub on: NaiveDate,
}

impl<'f> Facts<'f> {
    /// The facts of a flow that was explored.
    pub fn of(flow: &'f Flow, live: &'f Live, space: &'f Space, on: NaiveDate) -> Self {
        Self { flow, live, space, on }
    }

    /// The shortest walk to a state, as answers that can be replayed.
    pub fn walk_to(&self, state: StateIx) -> Vec<Turn> {
        turns(self.flow, &self.space.way_to(state))
    }
}

/// A walk as answered steps, those that are only passed left out.
pub fn turns(flow: &Flow, way: &[(StepIx, Outcome)]) -> Vec<Turn> {
    way.iter().filter_map(|(step, outcome)| turn(flow, *step, outcome)).collect()
}

/// One outcome as an answered step; `None` for steps that are only passed.
pub fn turn(flow: &Flow, at: StepIx, outcome: &Outcome) -> Option<Turn> {
    let step = flow.step(at);
    let ids = step.answer_ids();
    let word = |answer: &AnswerIx| ids.get(answer.index()).map(|id| (*id).to_owned());
    let told = match step.kind {
        StepKind::Ask { .. } => Told::Answer,
        StepKind::Choose { .. } => Told::Options,
        StepKind::Act { .. } => Told::Mark,
        StepKind::Tell { .. } | StepKind::End => return None,
    };
    let answers = match outcome {
        Outcome::One(answer) => word(answer).into_iter().collect(),
        Outcome::Many(answers) => answers.iter().filter_map(word).collect(),
        Outcome::Passed => return None,
    };
    Some(Turn { step: step.id.to_string(), told, answers })
}
