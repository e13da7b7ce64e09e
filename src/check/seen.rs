//! What the guards of a flow come to, over every state in which each is evaluated.

use super::live::{Live, guards_of};
use super::states::{Space, StateIx};
use crate::flow::id::StepIx;
use crate::flow::model::{Flow, StepKind};

/// What a guard came to, over all states.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Came {
    /// In a state where it held, if any.
    pub held: Option<StateIx>,
    /// In a state where it did not.
    pub failed: Option<StateIx>,
}

/// What became of a target.
#[derive(Debug, Clone, Default)]
pub struct Led {
    /// What the guard of each branch came to, whether or not an earlier branch held.
    pub branches: Vec<Came>,
    /// Whether each branch, and last the target without a guard, was ever where a walk went.
    pub taken: Vec<bool>,
}

/// What the guards of a flow came to. Steps without guards have empty rows.
#[derive(Debug)]
pub struct Seen {
    reached: Vec<bool>,
    offers: Vec<Vec<Came>>,
    targets: Vec<Vec<Led>>,
}

impl Seen {
    /// Evaluates every guard in every state where it stands.
    pub fn of(flow: &Flow, live: &Live, space: &Space) -> Self {
        let mut reached = vec![false; flow.steps.len()];
        (0..space.len()).for_each(|state| reached[space.step(state).index()] = true);
        let mut seen = Self {
            reached,
            offers: vec![Vec::new(); flow.steps.len()],
            targets: vec![Vec::new(); flow.steps.len()],
        };
        let guarded: Vec<bool> = flow.places().map(|at| guards_of(flow, at).next().is_some()).collect();
        for at in flow.places().filter(|at| guarded[at.index()]) {
            seen.lay_out(flow, at);
        }
        let mut bits = Vec::new();
        for state in (0..space.len()).filter(|state| guarded[space.step(*state).index()]) {
            let at = space.step(state);
            for (n, came) in seen.offers[at.index()].iter_mut().enumerate() {
                came.note(state, live.offers(at, n, space.bits(state)));
            }
            for (n, edge) in space.edges(state).iter().enumerate() {
                bits.clear();
                bits.extend_from_slice(space.bits(state));
                live.write(at, &space.outcome(*edge), &mut bits);
                let nth = if matches!(flow.step(at).kind, StepKind::Ask { .. }) { n } else { 0 };
                let Some(led) = seen.targets[at.index()].get_mut(nth) else { continue };
                let held: Vec<bool> = live.branches(at, nth).iter().map(|guard| guard.holds(&bits)).collect();
                led.branches.iter_mut().zip(&held).for_each(|(came, held)| came.note(state, *held));
                let taken = held.iter().position(|held| *held).unwrap_or(held.len());
                led.taken[taken] = true;
            }
        }
        seen
    }

    /// Whether any walk comes to a step.
    pub fn reached(&self, at: StepIx) -> bool {
        self.reached[at.index()]
    }

    /// What the conditions of a step's options came to.
    pub fn offers(&self, at: StepIx) -> &[Came] {
        &self.offers[at.index()]
    }

    /// What became of a step's targets.
    pub fn targets(&self, at: StepIx) -> &[Led] {
        &self.targets[at.index()]
    }

    fn lay_out(&mut self, flow: &Flow, at: StepIx) {
        let step = flow.step(at);
        if let StepKind::Choose { options, .. } = &step.kind {
            self.offers[at.index()] = vec![Came::default(); options.len()];
        }
        let targets = step.targets().into_iter().map(|target| Led {
            branches: vec![Came::default(); target.branches.len()],
            taken: vec![false; target.branches.len() + 1],
        });
        self.targets[at.index()] = targets.collect();
    }
}

impl Came {
    /// Whether it held in every state, of which there was at least one.
    pub fn always(&self) -> bool {
        self.held.is_some() && self.failed.is_none()
    }

    /// Whether it held in no state, of which there was at least one.
    pub fn never(&self) -> bool {
        self.held.is_none() && self.failed.is_some()
    }

    fn note(&mut self, state: StateIx, held: bool) {
        let place = if held { &mut self.held } else { &mut self.failed };
        place.get_or_insert(state);
    }
}
