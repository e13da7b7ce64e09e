//! What the guards of a flow come to, over every state in which each is evaluated.

use super::live::{LiveAnalysis, guards_of};
use super::states::{StateGraph, StateIx};
use crate::flow::id::StepIx;
use crate::flow::model::{Flow, StepKind};

/// What a guard came to, over all states.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GuardOutcomes {
    /// In a state where it held, if any.
    pub held: Option<StateIx>,
    /// In a state where it did not.
    pub failed: Option<StateIx>,
}

/// What became of a target.
#[derive(Debug, Clone, Default)]
pub struct TargetOutcomes {
    /// What the guard of each branch came to, whether or not an earlier branch held.
    pub branches: Vec<GuardOutcomes>,
    /// Whether each branch, and last the target without a guard, was ever where a walk went.
    pub taken: Vec<bool>,
}

/// What the guards of a flow came to. Steps without guards have empty rows.
#[derive(Debug)]
pub struct GuardCoverage {
    reached: Vec<bool>,
    offers: Vec<Vec<GuardOutcomes>>,
    targets: Vec<Vec<TargetOutcomes>>,
}

impl GuardCoverage {
    /// Evaluates every guard in every state where it stands.
    pub fn evaluate_guards(flow: &Flow, live: &LiveAnalysis, space: &StateGraph) -> Self {
        let mut reached = vec![false; flow.steps.len()];
        (0..space.len()).for_each(|state| reached[space.step_of(state).index()] = true);
        let mut seen = Self {
            reached,
            offers: vec![Vec::new(); flow.steps.len()],
            targets: vec![Vec::new(); flow.steps.len()],
        };
        let guarded: Vec<bool> = flow.step_indices().map(|at| guards_of(flow, at).next().is_some()).collect();
        for at in flow.step_indices().filter(|at| guarded[at.index()]) {
            seen.lay_out(flow, at);
        }
        for state in 0..space.len() {
            let at = space.pending_decision(state).map_or(space.step_of(state), |(from, _)| from);
            if guarded[at.index()] {
                seen.evaluate_step(flow, live, space, (state, at));
            }
        }
        seen
    }

    /// Evaluates the guards of `at`, where a walk in `state` stands or comes from.
    fn evaluate_step(
        &mut self,
        flow: &Flow,
        live: &LiveAnalysis,
        space: &StateGraph,
        (state, at): (StateIx, StepIx),
    ) {
        let between = space.pending_decision(state);
        if between.is_none() {
            for (n, came) in self.offers[at.index()].iter_mut().enumerate() {
                came.record_outcome(state, live.is_offered(at, n, space.state_bits(state)));
            }
        }
        for (n, place) in space.edge_places(state).enumerate() {
            // Where an option is decided first, it is looked at after that.
            if space.pending_decision(space.edge_at(place).to as StateIx).is_some() {
                continue;
            }
            let mut bits = space.state_bits(state).to_vec();
            space.write_edge_bits(live, state, place, &mut bits);
            let own = if matches!(flow.step(at).kind, StepKind::Ask { .. }) { n } else { 0 };
            let nth = between.map_or(own, |(_, nth)| nth);
            let Some(led) = self.targets[at.index()].get_mut(nth) else { continue };
            let held: Vec<Option<bool>> = live
                .branch_guards(at, nth)
                .iter()
                .map(|guard| space.try_guard(live, at, guard, &bits))
                .collect();
            for (came, held) in led.branches.iter_mut().zip(&held) {
                // What is not decided can come to either.
                [true, false].into_iter().filter(|can| held.is_none_or(|held| held == *can)).for_each(
                    |held| {
                        came.record_outcome(state, held);
                    },
                );
            }
            let taken = held.iter().position(|held| *held == Some(true)).unwrap_or(held.len());
            led.taken[taken] = true;
        }
    }

    /// Whether any walk comes to a step.
    pub fn is_reached(&self, at: StepIx) -> bool {
        self.reached[at.index()]
    }

    /// What the conditions of a step's options came to.
    pub fn offer_outcomes(&self, at: StepIx) -> &[GuardOutcomes] {
        &self.offers[at.index()]
    }

    /// What became of a step's targets.
    pub fn target_outcomes(&self, at: StepIx) -> &[TargetOutcomes] {
        &self.targets[at.index()]
    }

    fn lay_out(&mut self, flow: &Flow, at: StepIx) {
        let step = flow.step(at);
        if let StepKind::Choose { options, .. } = &step.kind {
            self.offers[at.index()] = vec![GuardOutcomes::default(); options.len()];
        }
        let targets = step.all_targets().into_iter().map(|target| TargetOutcomes {
            branches: vec![GuardOutcomes::default(); target.branches.len()],
            taken: vec![false; target.branches.len() + 1],
        });
        self.targets[at.index()] = targets.collect();
    }
}

impl GuardOutcomes {
    /// Whether it held in every state, of which there was at least one.
    pub fn is_always_true(&self) -> bool {
        self.held.is_some() && self.failed.is_none()
    }

    /// Whether it held in no state, of which there was at least one.
    pub fn is_never_true(&self) -> bool {
        self.held.is_none() && self.failed.is_some()
    }

    fn record_outcome(&mut self, state: StateIx, held: bool) {
        let place = if held { &mut self.held } else { &mut self.failed };
        place.get_or_insert(state);
    }
}
