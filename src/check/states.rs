//! States: every situation a walk can be in, told apart only by what can still matter. Explored once, breadth first.
//!
//! States and ways on are kept in flat lists, so that a hundred thousand of them cost little more than their bits.

pub(super) mod explore;
mod late;
mod table;

use self::explore::Explorer;
use self::late::LateOptions;
use super::bound::{BoundExceeded, WIDEST_CHOICE};
use super::expr::{Expr, Switch};
use super::live::LiveAnalysis;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::Flow;

/// More states than this are not explored: the answer is then "not decided", never a silent pass.
pub const STATES: usize = 1_000_000;

/// More ways on than this are not explored.
pub const TRANSITIONS: usize = 5_000_000;

/// A state's place in [`StateGraph`].
pub type StateIx = usize;

/// The explored states of a flow, from one situation onwards. The first state is the start.
#[derive(Debug)]
pub struct StateGraph {
    steps: Vec<StepIx>,
    /// How each state was first reached, which is a shortest way: the state before and the way on from there.
    from: Vec<(u32, u32)>,
    /// Where each state's ways on begin in `edges`, and at the end their number.
    first: Vec<u32>,
    edges: Vec<Edge>,
    /// Outcomes with several answers.
    choices: Vec<Vec<AnswerIx>>,
    /// What is known in each state, `width` words each.
    bits: Vec<u64>,
    width: usize,
    /// What of wide choices is decided late.
    late: LateOptions,
}

/// One way on from a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The state it leads to.
    pub to: u32,
    pick: PackedOutcome,
}

/// An outcome in one word: 0 for passed, `n + 1` for the `n`th answer, and with the highest bit set a place among the
/// outcomes with several answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PackedOutcome(u32);

const SEVERAL: u32 = 1 << 31;

impl StateGraph {
    /// Explores `flow` from its start.
    ///
    /// # Errors
    /// [`BoundExceeded`] where a declared bound is hit.
    pub fn explore(flow: &Flow, live: &LiveAnalysis) -> Result<Self, BoundExceeded> {
        Self::explore_late(flow, live, WIDEST_CHOICE)
    }

    /// Explores `flow` from its start, with the options of choices decided late where more than `widest` are told apart.
    ///
    /// # Errors
    /// [`BoundExceeded`] where a declared bound is hit.
    pub fn explore_late(flow: &Flow, live: &LiveAnalysis, widest: usize) -> Result<Self, BoundExceeded> {
        Explorer::new(flow, live, widest).explore_all(flow.start, &|_| None)
    }

    /// Explores `flow` onwards from `start`, given what earlier steps came to.
    ///
    /// # Errors
    /// [`BoundExceeded`] where a declared bound is hit.
    pub fn explore_from<'a>(
        flow: &Flow,
        live: &LiveAnalysis,
        start: StepIx,
        earlier: &impl Fn(StepIx) -> Option<&'a Outcome>,
    ) -> Result<Self, BoundExceeded> {
        Explorer::new(flow, live, WIDEST_CHOICE).explore_all(start, earlier)
    }

    /// How many states there are.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether there are none, which is never so.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The step a walk in this state stands at.
    pub fn step_of(&self, state: StateIx) -> StepIx {
        self.steps[state]
    }

    /// Ways on, in the order of the step's answers. Empty at an end, and at a dead end. Of outcomes that nothing tells
    /// apart at a `choose` or `act` step one stands for all; every answer of an `ask` has its own.
    pub fn edges(&self, state: StateIx) -> &[Edge] {
        &self.edges[self.edge_places(state)]
    }

    /// Where a state's ways on stand among all.
    pub fn edge_places(&self, state: StateIx) -> std::ops::Range<usize> {
        let end = self.first.get(state + 1).map_or(self.edges.len(), |end| *end as usize);
        self.first[state] as usize..end
    }

    /// A way on by its place among all.
    pub fn edge_at(&self, place: usize) -> Edge {
        self.edges[place]
    }

    /// Where a walk in this state comes from, where it stands between two steps for an option to be decided: the step and
    /// which of its targets. The state's own step is then that of the option.
    pub fn pending_decision(&self, state: StateIx) -> Option<(StepIx, usize)> {
        if self.late.extra_words() == 0 {
            return None;
        }
        let origin = *self.state_bits(state).last()?;
        let step = usize::try_from(origin >> 32).ok()?.checked_sub(1)?;
        Some((StepIx::nth(step), usize::try_from(origin & u64::from(u32::MAX)).ok()?))
    }

    /// Whether options of the step are decided after it.
    pub fn is_late(&self, step: StepIx) -> bool {
        self.late.is_late(step)
    }

    /// Writes into the bits of a state what a way on from it adds: the outcome of the step, or what is decided between.
    pub fn write_edge_bits(&self, live: &LiveAnalysis, state: StateIx, place: usize, bits: &mut [u64]) {
        let outcome = self.outcome_of(self.edges[place]);
        match (self.pending_decision(state), self.late.asked.get(&state)) {
            (Some((step, _)), Some(option)) => {
                let chosen = Switch::from(outcome != Outcome::Many(Vec::new()));
                self.late.decide_option(live, step, *option, chosen, bits);
            }
            (_, _) => live.write_outcome(self.step_of(state), &outcome, bits),
        }
        let opened = self.late.opened.get(&place).into_iter().flatten();
        opened.for_each(|option| self.late.open_option(*option, bits));
    }

    /// Whether a guard of `step` holds of these bits; `None` where that depends on an option that is not decided.
    pub fn try_guard(&self, live: &LiveAnalysis, step: StepIx, guard: &Expr, bits: &[u64]) -> Option<bool> {
        self.late.try_guard(live, step, guard, bits)
    }

    /// What is known in a state.
    pub fn state_bits(&self, state: StateIx) -> &[u64] {
        &self.bits[state * self.width..(state + 1) * self.width]
    }

    /// An outcome that takes this way on.
    pub fn outcome_of(&self, edge: Edge) -> Outcome {
        match edge.pick.0 {
            0 => Outcome::Passed,
            pick if pick & SEVERAL != 0 => {
                Outcome::Many(self.choices.get((pick & !SEVERAL) as usize).cloned().unwrap_or_default())
            }
            pick => Outcome::One(AnswerIx::nth(pick as usize - 1)),
        }
    }

    /// Whether the outcome of this way on is or includes one of `answers`.
    pub fn edge_includes(&self, edge: Edge, answers: &[AnswerIx]) -> bool {
        match edge.pick.0 {
            0 => false,
            pick if pick & SEVERAL != 0 => {
                let chosen = self.choices.get((pick & !SEVERAL) as usize);
                chosen.is_some_and(|chosen| answers.iter().any(|answer| chosen.contains(answer)))
            }
            pick => answers.iter().any(|answer| answer.index() == pick as usize - 1),
        }
    }

    /// The shortest way to a state, as outcomes from the start.
    pub fn trace_to(&self, state: StateIx) -> Vec<(StepIx, Outcome)> {
        let mut way = Vec::new();
        let mut at = state;
        while at != 0 {
            let (before, edge) = self.from[at];
            at = before as usize;
            way.push((self.steps[at], self.outcome_of(self.edges[edge as usize])));
        }
        way.reverse();
        way
    }

    /// How many ways on there are in all.
    pub fn count_transitions(&self) -> usize {
        self.edges.len()
    }

    /// The states, successors before predecessors; right for spaces without rings, which verified flows have.
    pub fn backward_order(&self) -> Vec<StateIx> {
        let mut seen = vec![false; self.len()];
        let mut order = Vec::with_capacity(self.len());
        let mut stack = vec![(0, false)];
        while let Some((at, done)) = stack.pop() {
            if done {
                order.push(at);
            } else if !std::mem::replace(&mut seen[at], true) {
                stack.push((at, true));
                stack.extend(self.edges(at).iter().map(|edge| (edge.to as StateIx, false)));
            }
        }
        order
    }
}
