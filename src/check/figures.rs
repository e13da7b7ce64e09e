//! How large a flow is: its steps, states and ways on, and how many walks there are.

use super::states::Space;
use crate::flow::model::Flow;

/// The figures of a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Its steps.
    pub steps: usize,
    /// The situations a walk can be in.
    pub states: usize,
    /// The ways from one situation to the next.
    pub transitions: usize,
    /// The walks from start to end. Answers that no guard tells apart at a `choose` or `act` step count as one, each
    /// answer of an `ask` for itself. [`u128::MAX`] stands for that many or more.
    pub walks: u128,
}

impl Figures {
    /// The figures of a flow and its explored states.
    pub fn of(flow: &Flow, space: &Space) -> Self {
        Self {
            steps: flow.steps.len(),
            states: space.states.len(),
            transitions: space.transitions(),
            walks: walks(space),
        }
    }
}

fn walks(space: &Space) -> u128 {
    let mut ways = vec![0_u128; space.states.len()];
    for at in space.backwards() {
        let edges = &space.states[at].edges;
        let onwards = edges.iter().fold(0_u128, |sum, edge| sum.saturating_add(ways[edge.to]));
        ways[at] = if edges.is_empty() { 1 } else { onwards };
    }
    ways.first().copied().unwrap_or(0)
}
