//! The tests that the guards of a flow make, each once, and where each may still matter.

use super::guards_of;
use crate::check::bound::BoundExceeded;
use crate::check::expr;
use crate::flow::guard::{Guard, GuardTest, Outcome};
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, Target};

/// The most tests that may live at steps, all steps taken together.
const MOST: usize = 30_000_000;

/// A test's place in the list of all tests.
pub(super) type PredicateIx = u32;

/// Something a guard may want to know of an earlier step.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Predicate {
    /// The step.
    pub(super) step: StepIx,
    /// The answers that make it hold, ascending; `None`: that the step was passed at all.
    pub(super) answers: Option<Vec<AnswerIx>>,
    /// Whether it holds where the step was not passed.
    pub(super) unasked: bool,
}

/// Whether a step's own outcome is there yet when a guard of the step is evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OwnOutcome {
    /// In its options: no.
    NotYet,
    /// In its targets: yes.
    Written,
}

/// Every fact, by step.
#[derive(Debug)]
pub(super) struct Predicates {
    all: Vec<Predicate>,
}

impl Predicate {
    /// Whether an outcome of the step makes it hold.
    pub(super) fn holds(&self, outcome: &Outcome) -> bool {
        expr::satisfies_test(self.answers.as_deref(), outcome)
    }

    fn from_test(test: &GuardTest) -> Self {
        let unasked = test.if_unasked.unwrap_or(false);
        Self { step: test.step, answers: Some(sort_answers(&test.any_of)), unasked }
    }

    fn step_passed(step: StepIx) -> Self {
        Self { step, answers: None, unasked: false }
    }
}

impl Predicates {
    pub(super) fn from_flow(flow: &Flow) -> Self {
        let mut all = Vec::new();
        for test in flow.step_indices().flat_map(|at| guards_of(flow, at)).flat_map(Guard::collect_tests) {
            all.push(Predicate::from_test(test));
            if test.if_unasked.is_none() {
                all.push(Predicate::step_passed(test.step));
            }
        }
        all.sort_unstable();
        all.dedup();
        Self { all }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get_predicate(&self, fact: PredicateIx) -> &Predicate {
        &self.all[fact as usize]
    }

    pub(super) fn find_test(&self, test: &GuardTest) -> Option<PredicateIx> {
        self.find_place(&Predicate::from_test(test))
    }

    pub(super) fn find_passed(&self, step: StepIx) -> Option<PredicateIx> {
        self.find_place(&Predicate::step_passed(step))
    }

    /// The facts about one step.
    pub(super) fn predicates_of(&self, step: StepIx) -> impl Iterator<Item = PredicateIx> + use<> {
        let from = self.all.partition_point(|fact| fact.step < step);
        let to = from + self.all[from..].partition_point(|fact| fact.step == step);
        (from..to).filter_map(|at| u32::try_from(at).ok())
    }

    fn find_place(&self, fact: &Predicate) -> Option<PredicateIx> {
        self.all.binary_search(fact).ok().and_then(|at| u32::try_from(at).ok())
    }

    /// Per step, the facts that matter to a walk that arrives there, ascending.
    pub(super) fn compute_live_rows(
        &self,
        flow: &Flow,
        order: &[StepIx],
    ) -> Result<Vec<Vec<PredicateIx>>, BoundExceeded> {
        let mut rows: Vec<Vec<PredicateIx>> = vec![Vec::new(); flow.steps.len()];
        if self.all.is_empty() {
            return Ok(rows);
        }
        let reads: Vec<Vec<PredicateIx>> =
            flow.step_indices().map(|at| self.predicates_read_at(flow, at)).collect();
        loop {
            let mut changed = false;
            let mut total = 0;
            for at in order {
                let mut row = reads[at.index()].clone();
                for next in flow.step(*at).all_targets().into_iter().flat_map(Target::possible_steps) {
                    row.extend_from_slice(&rows[next.index()]);
                }
                // The step sets its own facts, so what they were before does not matter on arrival.
                row.retain(|fact| self.get_predicate(*fact).step != *at);
                row.sort_unstable();
                row.dedup();
                total += row.len();
                if total > MOST {
                    return Err(BoundExceeded::Tests(MOST));
                }
                changed |= row != rows[at.index()];
                rows[at.index()] = row;
            }
            if !changed {
                return Ok(rows);
            }
        }
    }

    fn predicates_read_at(&self, flow: &Flow, at: StepIx) -> Vec<PredicateIx> {
        let mut reads = Vec::new();
        for test in guards_of(flow, at).flat_map(Guard::collect_tests) {
            reads.extend(self.find_test(test));
            if test.if_unasked.is_none() {
                reads.extend(self.find_passed(test.step));
            }
        }
        reads
    }
}

pub(super) fn sort_answers(answers: &[AnswerIx]) -> Vec<AnswerIx> {
    let mut answers = answers.to_vec();
    answers.sort_unstable();
    answers.dedup();
    answers
}
