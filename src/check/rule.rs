//! What a rule is, what it may look at, and the table of all rules.

use chrono::NaiveDate;

use super::live::Live;
use super::rules::{dead_end, loops, unasked_guard, unreachable};
use super::states::{Space, StateIx};
use crate::diagnostic::{Diagnostic, Turn};
use crate::flow::guard::Outcome;
use crate::flow::id::StepIx;
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

impl Facts<'_> {
    /// The shortest walk to a state, as answers that can be replayed.
    pub fn walk_to(&self, state: StateIx) -> Vec<Turn> {
        self.space
            .way_to(state)
            .iter()
            .filter_map(|(step, outcome)| turn(self.flow, *step, outcome))
            .collect()
    }
}

/// One outcome as an answered step; `None` for steps that are only passed.
pub fn turn(flow: &Flow, at: StepIx, outcome: &Outcome) -> Option<Turn> {
    let step = flow.step(at);
    let ids = step.answer_ids();
    let word = |answer: &crate::flow::id::AnswerIx| ids.get(answer.index()).map(|id| (*id).to_owned());
    let answers = match (&step.kind, outcome) {
        (StepKind::Tell { .. } | StepKind::End, _) | (_, Outcome::Passed) => return None,
        (_, Outcome::One(answer)) => word(answer).into_iter().collect(),
        (_, Outcome::Many(answers)) => answers.iter().filter_map(word).collect(),
    };
    Some(Turn { step: step.id.to_string(), answers })
}
