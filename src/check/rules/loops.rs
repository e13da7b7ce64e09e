//! A walk visits a step at most once; a walk that could come back is a fault.

use crate::check::rule::{LOOP, Rule, RuleContext};
use crate::check::states::{StateGraph, StateIx};
use crate::check::trace::merge_late_choices;
use crate::diagnostic::Diagnostic;
use crate::flow::graph;
use crate::flow::id::StepIx;
use crate::flow::model::Flow;

/// The rule.
pub const RULE: Rule = Rule {
    code: LOOP,
    doc: "Ingen väg kommer tillbaka till ett steg.",
    why: "En väg som kommer tillbaka kan gå runt utan slut. Då går det inte att lova hur många frågor som ställs.",
    after: &[],
    find: find_loops,
};

fn find_loops(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let ringed = ringed_steps(facts.flow);
    ringed
        .into_iter()
        .filter_map(|step| find_return(facts, step).map(|state| loop_fault(facts, step, state)))
        .collect()
}

fn loop_fault(facts: &RuleContext<'_>, at: StepIx, again: LoopReturn) -> Diagnostic {
    let step = facts.flow.step(at);
    let mut walk = facts.walk_to(again.first);
    walk.extend(again.way);
    let walk = merge_late_choices(facts.flow, walk);
    Diagnostic::error(RULE.code, step.span, format!("En väg kommer tillbaka till steget `{}`.", step.id))
        .with_remark("hit kommer vägen två gånger")
        .with_help("Led vägen vidare framåt. Behövs samma fråga igen: skriv ett nytt steg med eget id.")
        .with_walk(walk)
}

struct LoopReturn {
    first: StateIx,
    way: Vec<crate::diagnostic::TraceStep>,
}

/// A walk from a state of `step` that comes to `step` again.
fn find_return(facts: &RuleContext<'_>, step: StepIx) -> Option<LoopReturn> {
    let space = facts.space;
    let mut starts = (0..space.len()).filter(|at| space.step_of(*at) == step);
    starts
        .find_map(|first| find_way_back(facts.flow, space, first, step).map(|way| LoopReturn { first, way }))
}

fn find_way_back(
    flow: &Flow,
    space: &StateGraph,
    first: StateIx,
    step: StepIx,
) -> Option<Vec<crate::diagnostic::TraceStep>> {
    let mut came: Vec<Option<(StateIx, usize)>> = vec![None; space.len()];
    let mut queue = std::collections::VecDeque::from([first]);
    while let Some(at) = queue.pop_front() {
        for n in space.edge_places(at) {
            let to = space.edge_at(n).to as StateIx;
            if space.step_of(to) == step {
                return Some(trace_way_back(flow, space, &came, (at, n), first));
            }
            if to != first && came[to].is_none() {
                came[to] = Some((at, n));
                queue.push_back(to);
            }
        }
    }
    None
}

fn trace_way_back(
    flow: &Flow,
    space: &StateGraph,
    came: &[Option<(StateIx, usize)>],
    last: (StateIx, usize),
    first: StateIx,
) -> Vec<crate::diagnostic::TraceStep> {
    let mut turns = Vec::new();
    let mut next = Some(last);
    while let Some((at, edge)) = next {
        let outcome = space.outcome_of(space.edge_at(edge));
        turns.extend(crate::check::trace::build_trace_step(flow, space.step_of(at), &outcome));
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
        let on =
            flow.step(*at).all_targets().into_iter().flat_map(crate::flow::model::Target::possible_steps);
        on.into_iter().filter(|to| place[to.index()] >= place[at.index()]).collect::<Vec<_>>()
    };
    let mut steps: Vec<StepIx> = order.iter().flat_map(closes).collect();
    steps.sort_unstable();
    steps.dedup();
    steps
}
