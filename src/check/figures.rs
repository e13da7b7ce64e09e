//! How large a flow is: its steps, states and ways on, how many walks there are, and how many questions they ask.

use super::states::StateGraph;
use crate::flow::model::{Flow, Step};

/// The figures of a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Its steps.
    pub steps: usize,
    /// The situations a walk can be in.
    pub states: usize,
    /// The ways from one situation to the next.
    pub transitions: usize,
    /// The walks from start to end, counted exactly below [`u128::MAX`], which stands for that many or more. Answers
    /// that nothing tells apart at a `choose` or `act` step count as one, each answer of an `ask` for itself.
    pub walks: u128,
    /// The questions they ask.
    pub questions: StepRange,
}

/// How many steps of a kind walks come to, at the fewest and the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepRange {
    /// On the shortest way.
    pub fewest: usize,
    /// On the longest way.
    pub most: usize,
}

impl Figures {
    /// The figures of a flow and its explored states.
    pub fn from_states(flow: &Flow, space: &StateGraph) -> Self {
        Self {
            steps: flow.steps.len(),
            states: space.len(),
            transitions: space.count_transitions(),
            walks: count_walks(space),
            questions: StepRange::from_graph(flow, space),
        }
    }
}

impl StepRange {
    /// The questions (`ask` and `choose`) of the walks through an explored space, its first state counted.
    pub fn from_graph(flow: &Flow, space: &StateGraph) -> Self {
        Self::count_steps(flow, space, Step::is_question)
    }

    /// The steps of this kind of the walks through an explored space, its first state counted.
    pub fn count_steps(flow: &Flow, space: &StateGraph, counts: fn(&Step) -> bool) -> Self {
        let mut left = vec![Self { fewest: 0, most: 0 }; space.len()];
        for at in space.backward_order() {
            let ahead = space.edges(at).iter().map(|edge| left[edge.to as usize]);
            let fewest = ahead.clone().map(|left| left.fewest).min().unwrap_or(0);
            let most = ahead.map(|left| left.most).max().unwrap_or(0);
            let own =
                usize::from(space.pending_decision(at).is_none() && counts(flow.step(space.step_of(at))));
            left[at] = Self { fewest: fewest + own, most: most + own };
        }
        left.first().copied().unwrap_or(Self { fewest: 0, most: 0 })
    }
}

fn count_walks(space: &StateGraph) -> u128 {
    let mut ways = vec![0_u128; space.len()];
    for at in space.backward_order() {
        let edges = space.edges(at);
        let onwards = edges.iter().fold(0_u128, |sum, edge| sum.saturating_add(ways[edge.to as usize]));
        ways[at] = if edges.is_empty() { 1 } else { onwards };
    }
    ways.first().copied().unwrap_or(0)
}
