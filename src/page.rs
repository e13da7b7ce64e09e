//! A routine as one page to step through by links: every situation that a walk can be in is a part of it, and nothing can be
//! typed in it. Made of the same views as the other faces; where a link leads is the verifier's own graph.

mod choice;
mod html;

use std::sync::Arc;

use chrono::NaiveDate;

use self::choice::{ChosenOptions, list_choice_links};
use crate::check::bound::BoundExceeded;
use crate::check::live::LiveAnalysis;
use crate::check::states::{StateGraph, StateIx};
use crate::check::verified::VerifiedFlow;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, Mark, Step, StepKind};
use crate::session::answer;
use crate::session::walk::Walk;

/// A routine to step through. Its fields are private and it is made only from a verified routine, so nothing about a person can
/// stand in it.
#[derive(Debug)]
pub struct RoutinePage {
    flow: Arc<VerifiedFlow>,
    /// The situations, the start first.
    nodes: Vec<PageNode>,
    day: NaiveDate,
}

/// A situation that a walk can be in.
#[derive(Debug)]
pub struct PageNode {
    /// A shortest walk that comes there.
    walk: Walk,
    /// The ways on, in the order they are shown.
    links: Vec<PageLink>,
}

/// A way on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLink {
    /// When it is taken.
    pub when: LinkTrigger,
    /// The place of the situation it leads to.
    pub to: usize,
}

/// When a way on is taken. Of several at a step, the first that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTrigger {
    /// The question is answered so.
    Answer(AnswerIx),
    /// Something of each of these is chosen.
    Chosen(ChosenOptions),
    /// Nothing above fits: one of these, or none, is chosen.
    Otherwise(Vec<AnswerIx>),
    /// The act is marked so.
    Marked(Mark),
    /// Always.
    Always,
}

impl RoutinePage {
    /// Makes the page of a routine, with the laws as on the day.
    ///
    /// # Errors
    /// [`BoundExceeded`] where there are too many situations, or too many ways on from one choice.
    pub fn from_flow(flow: &Arc<VerifiedFlow>, day: NaiveDate) -> Result<Self, BoundExceeded> {
        let live = LiveAnalysis::analyze(flow.flow(), &[])?;
        let states = StateGraph::explore(flow.flow(), &live)?;
        let make_node = |at: StateIx| {
            let walk = walk_to(flow, &states, at);
            let links = list_links(&walk, &live, &states, at)?;
            Ok(PageNode { walk, links })
        };
        let nodes = (0..states.len()).map(make_node).collect::<Result<_, _>>()?;
        Ok(Self { flow: Arc::clone(flow), nodes, day })
    }

    /// The situations, the start first.
    pub fn nodes(&self) -> &[PageNode] {
        &self.nodes
    }

    /// The routine.
    pub fn flow(&self) -> &Flow {
        self.flow.flow()
    }

    /// The page as HTML: one file, no script, nothing loaded.
    pub fn to_html(&self) -> String {
        html::render_page(self)
    }
}

impl PageNode {
    /// The step that stands there.
    pub fn step(&self) -> StepIx {
        self.walk.position().at
    }

    /// The ways on, in the order they are shown.
    pub fn links(&self) -> &[PageLink] {
        &self.links
    }

    /// The place of the situation that an outcome of the step leads to; `None` where it has no such outcome.
    pub fn follow_link(&self, outcome: &Outcome) -> Option<usize> {
        self.links.iter().find(|link| link.when.is_met(outcome)).map(|link| link.to)
    }
}

impl LinkTrigger {
    /// Whether an outcome of the step takes this way on, where none before it is taken.
    pub fn is_met(&self, outcome: &Outcome) -> bool {
        match (self, outcome) {
            (Self::Always | Self::Otherwise(_), _) => true,
            (Self::Answer(answer), Outcome::One(given)) => answer == given,
            (Self::Marked(mark), outcome) => Mark::from_outcome(outcome) == Some(*mark),
            (Self::Chosen(wanted), Outcome::Many(chosen)) => wanted.is_met(chosen),
            (Self::Answer(_), Outcome::Many(_) | Outcome::Passed)
            | (Self::Chosen(_), Outcome::One(_) | Outcome::Passed) => false,
        }
    }
}

/// A shortest walk to a state.
fn walk_to(flow: &Arc<VerifiedFlow>, states: &StateGraph, state: StateIx) -> Walk {
    let mut walk = Walk::new(Arc::clone(flow));
    for (step, outcome) in states.trace_to(state) {
        let event = answer::make_event(flow.flow().step(step), &outcome);
        // The graph is of this routine, so what leads through it is taken.
        let _taken = event.map(|event| walk.apply(event));
    }
    walk
}

fn list_links(
    walk: &Walk,
    live: &LiveAnalysis,
    states: &StateGraph,
    state: StateIx,
) -> Result<Vec<PageLink>, BoundExceeded> {
    let (at, edges) = (states.step_of(state), states.edges(state));
    let step: &Step = walk.flow().step(at);
    let ways: Vec<(Outcome, usize)> =
        edges.iter().map(|edge| (states.outcome_of(*edge), edge.to as usize)).collect();
    if let StepKind::Choose { .. } = step.kind {
        if states.is_late(at) {
            return Err(BoundExceeded::Choice(at));
        }
        return list_choice_links(walk, live, at, &ways);
    }
    let link = |(outcome, to): &(Outcome, usize)| {
        let when = match (&step.kind, outcome) {
            (StepKind::Ask { .. }, Outcome::One(answer)) => LinkTrigger::Answer(*answer),
            (StepKind::Act { .. }, _) if ways.iter().any(|(_, other)| other != to) => {
                Mark::from_outcome(outcome).map_or(LinkTrigger::Always, LinkTrigger::Marked)
            }
            (
                StepKind::Ask { .. }
                | StepKind::Choose { .. }
                | StepKind::Act { .. }
                | StepKind::Tell { .. }
                | StepKind::End,
                _,
            ) => LinkTrigger::Always,
        };
        PageLink { when, to: *to }
    };
    let mut links: Vec<PageLink> = ways.iter().map(link).collect();
    links.dedup();
    Ok(links)
}
