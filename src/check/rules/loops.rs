//! A walk visits a step at most once; a walk that could come back is a fault.

use crate::check::rule::{Facts, Rule, whole};
use crate::check::states::{Space, StateIx};
use crate::diagnostic::Diagnostic;
use crate::flow::graph;
use crate::flow::id::StepIx;
use crate::flow::model::Flow;

/// The rule.
pub const RULE: Rule = Rule {
    code: "slinga",
    doc: "Ingen väg kommer tillbaka till ett steg.",
    why: "En väg som kommer tillbaka kan gå runt utan slut. Då går det inte att lova hur många frågor som ställs.",
    after: &[],
    find,
};

fn find(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let ringed = ringed_steps(facts.flow);
    ringed
        .into_iter()
        .filter_map(|step| returns(facts, step).map(|state| fault(facts, step, state)))
        .collect()
}

fn fault(facts: &Facts<'_>, at: StepIx, again: Return) -> Diagnostic {
    let step = facts.flow.step(at);
    let mut walk = facts.walk_to(again.first);
    walk.extend(again.way);
    let walk = whole(facts.flow, walk);
    Diagnostic::error(RULE.code, step.span, format!("En väg kommer tillbaka till steget `{}`.", step.id))
        .remark("hit kommer vägen två gånger")
        .help("Led vägen vidare framåt. Behövs samma fråga igen: skriv ett nytt steg med eget id.")
        .shown_by(walk)
}

struct Return {
    first: StateIx,
    way: Vec<crate::diagnostic::Turn>,
}

/// A walk from a state of `step` that comes to `step` again.
fn returns(facts: &Facts<'_>, step: StepIx) -> Option<Return> {
    let space = facts.space;
    let mut starts = (0..space.len()).filter(|at| space.step(*at) == step);
    starts.find_map(|first| way_back(facts.flow, space, first, step).map(|way| Return { first, way }))
}

fn way_back(
    flow: &Flow,
    space: &Space,
    first: StateIx,
    step: StepIx,
) -> Option<Vec<crate::diagnostic::Turn>> {
    let mut came: Vec<Option<(StateIx, usize)>> = vec![None; space.len()];
    let mut queue = std::collections::VecDeque::from([first]);
    while let Some(at) = queue.pop_front() {
        for n in space.edge_places(at) {
            let to = space.edge(n).to as StateIx;
            if space.step(to) == step {
                return Some(trace(flow, space, &came, (at, n), first));
            }
            if to != first && came[to].is_none() {
                came[to] = Some((at, n));
                queue.push_back(to);
            }
        }
    }
    None
}

fn trace(
    flow: &Flow,
    space: &Space,
    came: &[Option<(StateIx, usize)>],
    last: (StateIx, usize),
    first: StateIx,
) -> Vec<crate::diagnostic::Turn> {
    let mut turns = Vec::new();
    let mut next = Some(last);
    while let Some((at, edge)) = next {
        let outcome = space.outcome(space.edge(edge));
        turns.extend(crate::check::rule::turn(flow, space.step(at), &outcome));
        next = if at == first { None } else { came[at] };
    }
    turns.reverse();
    turns
}

/// The steps that lie on a ring of the graph when guards are not looked at: the only ones worth following.
fn ringed_steps(flow: &Flow) -> Vec<StepIx> {
    let order = graph::post_order(flow);
    let mut place = vec![usize::MAX; flow.steps.len()];
    for (n, at) in order.iter().enumerate() {
        place[at.index()] = n;
    }
    // In a graph without rings every way on leads to a step finished earlier; a way that does not closes a ring.
    let closes = |at: &StepIx| {
        let on = flow.step(*at).targets().into_iter().flat_map(crate::flow::model::Target::steps);
        on.into_iter().filter(|to| place[to.index()] >= place[at.index()]).collect::<Vec<_>>()
    };
    let mut steps: Vec<StepIx> = order.iter().flat_map(closes).collect();
    steps.sort_unstable();
    steps.dedup();
    steps
}
