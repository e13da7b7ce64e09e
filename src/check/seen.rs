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
        for state in 0..space.len() {
            let at = space.between(state).map_or(space.step(state), |(from, _)| from);
            if guarded[at.index()] {
                seen.look(flow, live, space, (state, at));
            }
        }
        seen
    }

    /// Evaluates the guards of `at`, where a walk in `state` stands or comes from.
    fn look(&mut self, flow: &Flow, live: &Live, space: &Space, (state, at): (StateIx, StepIx)) {
        let between = space.between(state);
        if between.is_none() {
            for (n, came) in self.offers[at.index()].iter_mut().enumerate() {
                came.note(state, live.offers(at, n, space.bits(state)));
            }
        }
        for (n, place) in space.edge_places(state).enumerate() {
            // Where an option is decided first, it is looked at after that.
            if space.between(space.edge(place).to as StateIx).is_some() {
                continue;
            }
            let mut bits = space.bits(state).to_vec();
            space.write(live, state, place, &mut bits);
            let own = if matches!(flow.step(at).kind, StepKind::Ask { .. }) { n } else { 0 };
            let nth = between.map_or(own, |(_, nth)| nth);
            let Some(led) = self.targets[at.index()].get_mut(nth) else { continue };
            let held: Vec<Option<bool>> =
                live.branches(at, nth).iter().map(|guard| space.holds(live, at, guard, &bits)).collect();
            for (came, held) in led.branches.iter_mut().zip(&held) {
                // What is not decided can come to either.
                [true, false].into_iter().filter(|can| held.is_none_or(|held| held == *can)).for_each(
                    |held| {
                        came.note(state, held);
                    },
                );
            }
            let taken = held.iter().position(|held| *held == Some(true)).unwrap_or(held.len());
            led.taken[taken] = true;
        }
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
