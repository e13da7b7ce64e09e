//! The flow as a graph: its steps, and from each the ways on, with the answers and conditions that lead there. Read from
//! the same targets that walks follow.

use super::guard::Guard;
use super::id::{AnswerIx, StepIx};
use super::model::{Flow, StepKind, Target};

/// The ways from one step to another, taken together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link<'f> {
    /// The step they go from.
    pub from: StepIx,
    /// The step they go to.
    pub to: StepIx,
    /// What leads there, each a way of its own.
    pub ways: Vec<LinkCondition<'f>>,
}

/// One way on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkCondition<'f> {
    /// The answer that takes it; `None` where the step has one way on whatever comes of it.
    pub answer: Option<AnswerIx>,
    /// Its condition.
    pub when: BranchCondition<'f>,
}

/// The condition of a way on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BranchCondition<'f> {
    /// None.
    Always,
    /// The guard holds, and none above it.
    Holds(&'f Guard),
    /// No guard above it holds.
    Otherwise,
}

/// Every link of the flow, by the step it goes from and in the order of the file.
pub fn all_links(flow: &Flow) -> Vec<Link<'_>> {
    flow.step_indices().flat_map(|at| links_from(flow, at)).collect()
}

/// The links from one step.
pub fn links_from(flow: &Flow, from: StepIx) -> Vec<Link<'_>> {
    let mut links: Vec<Link<'_>> = Vec::new();
    for (answer, target) in step_targets(flow, from) {
        for (to, when) in target_conditions(target) {
            let way = LinkCondition { answer, when };
            match links.iter_mut().find(|link| link.to == to) {
                Some(link) => link.ways.push(way),
                None => links.push(Link { from, to, ways: vec![way] }),
            }
        }
    }
    links
}

/// The reachable steps, each after all that it leads to, wherever there is no ring.
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
                flow.step(at)
                    .all_targets()
                    .into_iter()
                    .flat_map(Target::possible_steps)
                    .map(|to| (to, false)),
            );
        }
    }
    order
}

/// The steps so that each stands after all that lead to it, as far as there is no ring; those no walk reaches last.
pub fn topological_order(flow: &Flow) -> Vec<StepIx> {
    let mut order = post_order(flow);
    order.reverse();
    let mut reached = vec![false; flow.steps.len()];
    for at in &order {
        reached[at.index()] = true;
    }
    order.extend(flow.step_indices().filter(|at| !reached[at.index()]));
    order
}

/// Whether every answer of the step takes the same ways.
pub fn is_one_way(flow: &Flow, link: &Link<'_>) -> bool {
    let answers = flow.step(link.from).all_targets().len();
    link.ways.len() == answers && link.ways.iter().all(|way| way.when == BranchCondition::Always)
}

fn step_targets(flow: &Flow, at: StepIx) -> Vec<(Option<AnswerIx>, &Target)> {
    match &flow.step(at).kind {
        StepKind::Ask { answers } => {
            let row = |(n, answer)| {
                let answer: &super::model::Answer = answer;
                (Some(AnswerIx::nth(n)), &answer.to)
            };
            answers.iter().enumerate().map(row).collect()
        }
        StepKind::Choose { to, .. } | StepKind::Act { to, .. } | StepKind::Tell { to } => vec![(None, to)],
        StepKind::End => Vec::new(),
    }
}

fn target_conditions(target: &Target) -> Vec<(StepIx, BranchCondition<'_>)> {
    let last = if target.branches.is_empty() { BranchCondition::Always } else { BranchCondition::Otherwise };
    let guarded = target.branches.iter().map(|branch| (branch.go, BranchCondition::Holds(&branch.when)));
    guarded.chain([(target.otherwise, last)]).collect()
}
