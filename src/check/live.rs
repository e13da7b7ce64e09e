//! Which earlier outcomes can still matter: for every step, the steps whose outcome some guard ahead may read.

use crate::flow::guard::Guard;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, StepKind, Target};

/// For every step, what a walk that stands there must remember.
///
/// This is the classic live-variable analysis with steps as variables: a step's outcome is live as long as some path
/// ahead reaches a guard that tests it. Two walks that differ only in dead outcomes have the same future.
#[derive(Debug)]
pub struct Live {
    /// The steps that some guard tests, ascending.
    tested: Vec<StepIx>,
    /// For each of `tested`, the answers its guards name, ascending.
    answers: Vec<Vec<AnswerIx>>,
    /// Per step, a bit for each of `tested`: live when a walk arrives at the step.
    rows: Vec<Bits>,
}

impl Live {
    /// Analyses `flow`; the outcomes that `also` tests stay live to the end of every walk.
    pub fn of(flow: &Flow, also: &[&Guard]) -> Self {
        let mut answers: Vec<Option<Vec<AnswerIx>>> = vec![None; flow.steps.len()];
        let guards = flow.places().flat_map(|at| guards_of(flow, at));
        for test in guards.chain(also.iter().copied()).flat_map(Guard::tests) {
            answers[test.step.index()].get_or_insert_default().extend(&test.any_of);
        }
        let tested: Vec<StepIx> = flow.places().filter(|at| answers[at.index()].is_some()).collect();
        let answers = answers.into_iter().flatten().map(sorted).collect();
        let mut live = Self { tested, answers, rows: Vec::new() };
        live.rows = live.flow_backwards(flow, also);
        live
    }

    /// The steps whose outcome matters to a walk that arrives at `at`, ascending.
    pub fn at(&self, at: StepIx) -> impl Iterator<Item = StepIx> + '_ {
        self.rows[at.index()].ones().filter_map(|bit| self.tested.get(bit).copied())
    }

    /// The answers of a step that guards tell apart; `None` where no guard tests the step.
    pub fn told_apart(&self, step: StepIx) -> Option<&[AnswerIx]> {
        let row = self.tested.binary_search(&step).ok()?;
        self.answers.get(row).map(Vec::as_slice)
    }

    fn flow_backwards(&self, flow: &Flow, also: &[&Guard]) -> Vec<Bits> {
        let always = self.bits(also.iter().copied());
        let reads: Vec<Bits> =
            flow.places().map(|at| self.bits(guards_of(flow, at)).union(&always)).collect();
        let mut rows = reads.clone();
        let order = post_order(flow);
        loop {
            let mut changed = false;
            for at in &order {
                let mut row = reads[at.index()].clone();
                for next in flow.step(*at).targets().into_iter().flat_map(Target::steps) {
                    row = row.union(&rows[next.index()]);
                }
                // The step sets its own outcome, so what it was before does not matter on arrival.
                if let Ok(own) = self.tested.binary_search(at) {
                    row.clear(own);
                }
                changed |= row != rows[at.index()];
                rows[at.index()] = row;
            }
            if !changed {
                return rows;
            }
        }
    }

    fn bits<'g>(&self, guards: impl IntoIterator<Item = &'g Guard>) -> Bits {
        let mut bits = Bits::none(self.tested.len());
        for test in guards.into_iter().flat_map(Guard::tests) {
            if let Ok(bit) = self.tested.binary_search(&test.step) {
                bits.set(bit);
            }
        }
        bits
    }
}

/// Every guard that is evaluated at a step: in its options and in its targets.
pub fn guards_of(flow: &Flow, at: StepIx) -> impl Iterator<Item = &Guard> {
    let step = flow.step(at);
    let offers = match &step.kind {
        StepKind::Choose { options, .. } => options.as_slice(),
        StepKind::Ask { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => &[],
    };
    let branches = step.targets().into_iter().flat_map(|target| &target.branches);
    offers.iter().map(|option| &option.when).chain(branches.map(|branch| &branch.when))
}

/// The reachable steps, successors before predecessors wherever there is no ring.
pub fn post_order(flow: &Flow) -> Vec<StepIx> {
    let mut seen = vec![false; flow.steps.len()];
    let mut order = Vec::with_capacity(flow.steps.len());
    let mut stack = vec![(flow.start, false)];
    while let Some((at, done)) = stack.pop() {
        if done {
            order.push(at);
        } else if !std::mem::replace(&mut seen[at.index()], true) {
            stack.push((at, true));
            stack.extend(
                flow.step(at).targets().into_iter().flat_map(Target::steps).map(|next| (next, false)),
            );
        }
    }
    order
}

fn sorted(mut answers: Vec<AnswerIx>) -> Vec<AnswerIx> {
    answers.sort_unstable();
    answers.dedup();
    answers
}

/// A fixed-length row of bits.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bits(Box<[u64]>);

impl Bits {
    fn none(len: usize) -> Self {
        Self(vec![0; len.div_ceil(64)].into())
    }

    fn set(&mut self, bit: usize) {
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    fn clear(&mut self, bit: usize) {
        self.0[bit / 64] &= !(1 << (bit % 64));
    }

    fn union(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine |= theirs);
        self
    }

    fn ones(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(word, bits)| {
            let bits = *bits;
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word * 64 + bit)
        })
    }
}
