//! The map: the whole routine as rows, each step with its ways on, and how a walk stands to them. Made of the flow's own
//! graph and of the walk; no terminal here.

pub mod browse;
pub mod text;
pub mod words;

use std::collections::BTreeSet;

use crate::check::states::StateGraph;
use crate::check::verified::VerifiedFlow;
use crate::flow::graph::{BranchCondition, links_from, topological_order};
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, Target};
use crate::session::replay::Position;

use self::words::ConditionGroup;

/// The routine as rows: every step after those that lead to it, and under each step its ways on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    /// The rows, from the top.
    pub rows: Vec<MapRow>,
    /// Each step's number from 1, in the order shown; by its place in the flow.
    numbers: Vec<usize>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapRow {
    /// What stands there.
    pub place: MapTarget,
    /// Its text: a step's title, or what leads along a way; the latter is empty where everything does.
    pub text: String,
    /// How the walk stands to it.
    pub standing: WalkStanding,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapTarget {
    /// A step.
    Step(StepIx),
    /// A way on.
    Way {
        /// The step it goes from.
        from: StepIx,
        /// The step it goes to.
        to: StepIx,
        /// Whether it is the last of its step.
        order: SiblingOrder,
    },
}

/// A way's place among those of its step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SiblingOrder {
    /// Others follow.
    Between,
    /// None follows.
    Last,
}

/// How a walk stands to a step or to a way on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WalkStanding {
    /// The walk passed the step, or took the way.
    Passed,
    /// The walk stands here.
    Here,
    /// Some walk from here comes to it; without a walk, everything is ahead.
    Ahead,
    /// No walk from here comes to it: the answers so far have closed it.
    Closed,
}

impl Map {
    /// The map of a routine, and where a walk through it stands, if there is one.
    pub fn from_flow(flow: &VerifiedFlow, position: Option<&Position>) -> Self {
        let lie = WalkReach::from_walk(flow, position);
        let flow = flow.flow();
        let order = topological_order(flow);
        let mut numbers = vec![0; flow.steps.len()];
        order.iter().zip(1..).for_each(|(at, number)| numbers[at.index()] = number);
        let rows = order.into_iter().flat_map(|at| lie.step_rows(flow, at)).collect();
        Self { rows, numbers }
    }

    /// A step's number from 1, in the order shown.
    pub fn step_number(&self, step: StepIx) -> usize {
        self.numbers[step.index()]
    }

    /// The row of a step.
    pub fn row_of(&self, step: StepIx) -> Option<usize> {
        self.rows.iter().position(|row| row.place == MapTarget::Step(step))
    }

    /// The row where the walk stands; the first where there is no walk.
    pub fn current_row(&self) -> usize {
        self.rows.iter().position(|row| row.standing == WalkStanding::Here).unwrap_or(0)
    }
}

impl WalkStanding {
    /// The sign of it: told apart by shape, not by colour.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Passed => "✓",
            Self::Here => "▶",
            Self::Ahead => "○",
            Self::Closed => "×",
        }
    }
}

/// How the land lies: what of the routine a walk has passed, and what it can still come to.
struct WalkReach<'w> {
    position: Option<&'w Position>,
    /// The steps that can be come to from here.
    ahead: Vec<bool>,
    /// The ways that can be taken from here: from, by which answer of a question, to.
    open: BTreeSet<(StepIx, Option<AnswerIx>, StepIx)>,
}

impl<'w> WalkReach<'w> {
    fn from_walk(flow: &VerifiedFlow, position: Option<&'w Position>) -> Self {
        let steps = flow.flow().steps.len();
        let mut lie = Self { position, ahead: vec![false; steps], open: BTreeSet::new() };
        let Some(position) = position else { return lie };
        let known = |step: StepIx| position.outcome(step);
        // A verified flow was explored whole within the bound, so what lies ahead of one position is too.
        if let Ok(space) = StateGraph::explore_from(flow.flow(), flow.live(), position.at, &known) {
            lie.explore_states(&space);
        }
        lie
    }

    fn explore_states(&mut self, space: &StateGraph) {
        for state in 0..space.len() {
            let from = space.step_of(state);
            self.ahead[from.index()] = true;
            for edge in space.edges(state) {
                let answer = match space.outcome_of(*edge) {
                    Outcome::One(answer) => Some(answer),
                    Outcome::Many(_) | Outcome::Passed => None,
                };
                self.open.insert((from, answer, space.step_of(edge.to as usize)));
            }
        }
    }

    fn step_rows(&self, flow: &Flow, at: StepIx) -> Vec<MapRow> {
        let step = MapRow {
            place: MapTarget::Step(at),
            text: flow.title_with_duty(flow.step(at)),
            standing: self.step_standing(at),
        };
        let mut rows = vec![step];
        for link in links_from(flow, at) {
            for told in words::group_by_condition(flow, &link, words::in_prose) {
                let standing = self.way_standing(flow, (at, link.to), &told);
                let place = MapTarget::Way { from: at, to: link.to, order: SiblingOrder::Between };
                rows.push(MapRow { place, text: told.text, standing });
            }
        }
        if let Some(MapRow { place: MapTarget::Way { order, .. }, .. }) = rows.last_mut() {
            *order = SiblingOrder::Last;
        }
        rows
    }

    fn step_standing(&self, at: StepIx) -> WalkStanding {
        match self.position {
            None => WalkStanding::Ahead,
            Some(position) if position.at == at => WalkStanding::Here,
            Some(position) if position.outcome(at).is_some() => WalkStanding::Passed,
            Some(_) if self.ahead[at.index()] => WalkStanding::Ahead,
            Some(_) => WalkStanding::Closed,
        }
    }

    fn way_standing(
        &self,
        flow: &Flow,
        (from, to): (StepIx, StepIx),
        told: &ConditionGroup<'_>,
    ) -> WalkStanding {
        let Some(position) = self.position else { return WalkStanding::Ahead };
        match position.outcome(from) {
            Some(outcome) if was_taken(flow, position, from, outcome, told) => WalkStanding::Passed,
            None if self.is_open(flow, from, to, told) => WalkStanding::Ahead,
            Some(_) | None => WalkStanding::Closed,
        }
    }

    fn is_open(&self, flow: &Flow, from: StepIx, to: StepIx, told: &ConditionGroup<'_>) -> bool {
        if told.answers.is_empty() {
            // Not a question with one answer: marks and choices lead on alike, or by the way's condition.
            let marks = (0..flow.step(from).answer_ids().len()).map(|n| Some(AnswerIx::nth(n)));
            return marks.chain([None]).any(|answer| self.open.contains(&(from, answer, to)));
        }
        told.answers.iter().any(|answer| self.open.contains(&(from, Some(*answer), to)))
    }
}

/// Whether the walk, which passed `from` with `outcome`, took this way on.
fn was_taken(
    flow: &Flow,
    position: &Position,
    from: StepIx,
    outcome: &Outcome,
    told: &ConditionGroup<'_>,
) -> bool {
    let answered = told.answers.is_empty() || told.answers.iter().any(|answer| outcome.includes(*answer));
    let before = position.path.iter().take_while(|visit| visit.step != from);
    let before: Vec<_> = before.collect();
    let known = |asked: StepIx| match before.iter().find(|visit| visit.step == asked) {
        Some(visit) => Some(&visit.outcome),
        None if asked == from => Some(outcome),
        None => None,
    };
    let led = flow.step(from).target_for(outcome).map(|target| condition_met(target, &known));
    answered && led.is_some_and(|met| met == told.when)
}

/// The condition by which a target leads on.
fn condition_met<'f, 'a>(
    target: &'f Target,
    known: &impl Fn(StepIx) -> Option<&'a Outcome>,
) -> BranchCondition<'f> {
    match target.branches.iter().find(|branch| branch.when.holds(known)) {
        Some(branch) => BranchCondition::Holds(&branch.when),
        None if target.branches.is_empty() => BranchCondition::Always,
        None => BranchCondition::Otherwise,
    }
}
