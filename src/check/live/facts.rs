//! The tests that the guards of a flow make, each once, and where each may still matter.

use super::guards_of;
use crate::check::expr;
use crate::check::states::Bounded;
use crate::flow::guard::{Guard, Outcome, Test};
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, Target};

/// The most tests that may live at steps, all steps taken together.
const MOST: usize = 30_000_000;

/// A test's place in the list of all tests.
pub(super) type FactIx = u32;

/// Something a guard may want to know of an earlier step.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fact {
    /// The step.
    pub(super) step: StepIx,
    /// The answers that make it hold, ascending; `None`: that the step was passed at all.
    pub(super) answers: Option<Vec<AnswerIx>>,
    /// Whether it holds where the step was not passed.
    pub(super) unasked: bool,
}

/// Whether a step's own outcome is there yet when a guard of the step is evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Own {
    /// In its options: no.
    NotYet,
    /// In its targets: yes.
    Written,
}

/// Every fact, by step.
#[derive(Debug)]
pub(super) struct Facts {
    all: Vec<Fact>,
}

impl Fact {
    /// Whether an outcome of the step makes it hold.
    pub(super) fn holds(&self, outcome: &Outcome) -> bool {
        expr::told(self.answers.as_deref(), outcome)
    }

    fn of(test: &Test) -> Self {
        let unasked = test.if_unasked.unwrap_or(false);
        Self { step: test.step, answers: Some(sorted(&test.any_of)), unasked }
    }

    fn passed(step: StepIx) -> Self {
        Self { step, answers: None, unasked: false }
    }
}

impl Facts {
    pub(super) fn of(flow: &Flow) -> Self {
        let mut all = Vec::new();
        for test in flow.places().flat_map(|at| guards_of(flow, at)).flat_map(Guard::tests) {
            all.push(Fact::of(test));
            if test.if_unasked.is_none() {
                all.push(Fact::passed(test.step));
            }
        }
        all.sort_unstable();
        all.dedup();
        Self { all }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, fact: FactIx) -> &Fact {
        &self.all[fact as usize]
    }

    pub(super) fn find(&self, test: &Test) -> Option<FactIx> {
        self.place(&Fact::of(test))
    }

    pub(super) fn passed(&self, step: StepIx) -> Option<FactIx> {
        self.place(&Fact::passed(step))
    }

    /// The facts about one step.
    pub(super) fn own(&self, step: StepIx) -> impl Iterator<Item = FactIx> + use<> {
        let from = self.all.partition_point(|fact| fact.step < step);
        let to = from + self.all[from..].partition_point(|fact| fact.step == step);
        (from..to).filter_map(|at| u32::try_from(at).ok())
    }

    fn place(&self, fact: &Fact) -> Option<FactIx> {
        self.all.binary_search(fact).ok().and_then(|at| u32::try_from(at).ok())
    }

    /// Per step, the facts that matter to a walk that arrives there, ascending.
    pub(super) fn rows(&self, flow: &Flow, order: &[StepIx]) -> Result<Vec<Vec<FactIx>>, Bounded> {
        let mut rows: Vec<Vec<FactIx>> = vec![Vec::new(); flow.steps.len()];
        if self.all.is_empty() {
            return Ok(rows);
        }
        let reads: Vec<Vec<FactIx>> = flow.places().map(|at| self.reads(flow, at)).collect();
        loop {
            let mut changed = false;
            let mut total = 0;
            for at in order {
                let mut row = reads[at.index()].clone();
                for next in flow.step(*at).targets().into_iter().flat_map(Target::steps) {
                    row.extend_from_slice(&rows[next.index()]);
                }
                // The step sets its own facts, so what they were before does not matter on arrival.
                row.retain(|fact| self.get(*fact).step != *at);
                row.sort_unstable();
                row.dedup();
                total += row.len();
                if total > MOST {
                    return Err(Bounded::Tests(MOST));
                }
                changed |= row != rows[at.index()];
                rows[at.index()] = row;
            }
            if !changed {
                return Ok(rows);
            }
        }
    }

    fn reads(&self, flow: &Flow, at: StepIx) -> Vec<FactIx> {
        let mut reads = Vec::new();
        for test in guards_of(flow, at).flat_map(Guard::tests) {
            reads.extend(self.find(test));
            if test.if_unasked.is_none() {
                reads.extend(self.passed(test.step));
            }
        }
        reads
    }
}

pub(super) fn sorted(answers: &[AnswerIx]) -> Vec<AnswerIx> {
    let mut answers = answers.to_vec();
    answers.sort_unstable();
    answers.dedup();
    answers
}
