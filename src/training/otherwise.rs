//! "Tänk om": another answer at a step of a walk, and what would then be gained and lost on every way on from there.

use crate::check::states::{StateGraph, StateIx};
use crate::flow::guard::Outcome;
use crate::flow::id::StepIx;
use crate::flow::model::{Mark, StepKind};
use crate::session::answer;
use crate::session::refusal::Refusal;
use crate::session::replay::Position;
use crate::session::walk::Walk;

/// What another answer would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterfactual {
    /// The step that would come next.
    pub next: StepIx,
    /// Steps of the walk that would no longer come, in the order passed.
    pub lost: Vec<StepIx>,
    /// Steps that would come instead, in the order met.
    pub gained: Vec<(StepIx, Chance)>,
}

/// How surely a step would come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chance {
    /// Whatever is answered after.
    Sure,
    /// It depends on what is answered after.
    Open,
}

impl Counterfactual {
    /// What it would change that the step at `at` on the walk had come to `outcome`, everything else being as it was:
    /// what the walk answers is answered so again wherever it is asked.
    ///
    /// # Errors
    /// Why the step cannot come to that on this walk.
    pub fn from_outcome(walk: &Walk, at: StepIx, outcome: &Outcome) -> Result<Self, Refusal> {
        let before = walk.position();
        let step = walk.flow().step(at);
        let event = answer::make_event(step, outcome).ok_or_else(|| Refusal::WrongKind(step.id.clone()))?;
        let after = replay_answers(walk, before.apply_event(walk.flow(), &event)?);
        let ahead = steps_ahead(walk, &after);
        let come =
            |step: StepIx| after.outcome(step).is_some() || ahead.iter().any(|(other, _)| *other == step);
        let lost = before.path.iter().map(|visit| visit.step).filter(|step| !come(*step)).collect();
        let sure = after.path.iter().map(|visit| (visit.step, Chance::Sure));
        let new = |(step, _): &(StepIx, Chance)| before.outcome(*step).is_none() && *step != before.at;
        let gained = sure.chain(ahead.iter().copied()).filter(new).collect();
        Ok(Self { next: next_after(&after, at), lost, gained })
    }

    /// Whether nothing comes or goes.
    pub fn is_nothing(&self) -> bool {
        self.lost.is_empty() && self.gained.is_empty()
    }
}

/// The position as far as the walk's own answers carry it. What is new to be done or to be known holds nothing up.
fn replay_answers(walk: &Walk, mut position: Position) -> Position {
    let flow = walk.flow();
    loop {
        let step = flow.step(position.at);
        let outcome = match (walk.position().outcome(position.at), &step.kind) {
            (Some(known), _) => known.clone(),
            (None, StepKind::Act { .. }) => Mark::Todo.outcome(),
            (None, StepKind::Tell { .. }) => Outcome::Passed,
            (None, StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::End) => return position,
        };
        // A choice that is no longer offered has to be made anew.
        match answer::make_event(step, &outcome).and_then(|event| position.apply_event(flow, &event).ok()) {
            Some(after) => position = after,
            None => return position,
        }
    }
}

fn next_after(position: &Position, at: StepIx) -> StepIx {
    let place = position.path.iter().position(|visit| visit.step == at);
    let next = place.and_then(|place| position.path.get(place + 1));
    next.map_or(position.at, |visit| visit.step)
}

/// The steps that can come from a position on, each once, the nearest first.
fn steps_ahead(walk: &Walk, position: &Position) -> Vec<(StepIx, Chance)> {
    let known = |step: StepIx| position.outcome(step);
    // A verified flow was explored whole within the bound, so what lies ahead of one position is too.
    let Ok(space) = StateGraph::explore_from(walk.flow(), walk.verified().live(), position.at, &known) else {
        return Vec::new();
    };
    let sure = certain_steps(&space, walk.flow().steps.len());
    let mut steps: Vec<(StepIx, Chance)> = Vec::new();
    for state in 0..space.len() {
        let step = space.step_of(state);
        if !steps.iter().any(|(known, _)| *known == step) {
            let chance = if sure[step.index()] { Chance::Sure } else { Chance::Open };
            steps.push((step, chance));
        }
    }
    steps
}

/// Which steps every way on passes, by their places in the flow.
fn certain_steps(space: &StateGraph, steps: usize) -> Vec<bool> {
    let mut passed: Vec<Vec<bool>> = vec![Vec::new(); space.len()];
    for state in space.backward_order() {
        let mut here = common_steps(space, state, &passed).unwrap_or_else(|| vec![false; steps]);
        here[space.step_of(state).index()] = true;
        passed[state] = here;
    }
    passed.into_iter().next().unwrap_or_else(|| vec![false; steps])
}

/// What all ways on from a state have in common; `None` at an end.
fn common_steps(space: &StateGraph, state: StateIx, passed: &[Vec<bool>]) -> Option<Vec<bool>> {
    let onwards = space.edges(state).iter().map(|edge| passed[edge.to as usize].clone());
    onwards.reduce(|both, one| both.into_iter().zip(one).map(|(a, b)| a && b).collect())
}
