//! The routine on a page for a staff room: its big steps in order, what each asks, and what there is to do and when.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::verified::VerifiedFlow;
use crate::document::{Block, Part, PartStart};
use crate::flow::graph::{BranchCondition, Link, all_links, topological_order};
use crate::flow::id::StepIx;
use crate::flow::model::{Flow, StepKind};

/// The same on slides, a big step on each.
pub(super) fn overview_slides(flow: &VerifiedFlow) -> Vec<Part> {
    let whole = overview_part(flow);
    let mut slides: Vec<Part> = Vec::new();
    for block in whole.blocks {
        match slides.last_mut() {
            // What leads in stands with the first step.
            Some(slide) if slide.blocks.len() == 1 || !matches!(block, Block::Heading(_)) => {
                slide.blocks.push(block);
            }
            Some(_) | None => slides.push(Part {
                title: whole.title.clone(),
                starts: PartStart::OnNewPage,
                blocks: vec![block],
            }),
        }
    }
    slides
}

/// Some questions, and what there is to do after them before the next question.
#[derive(Debug, Default)]
struct BigStep {
    asks: Vec<StepIx>,
    does: Vec<StepIx>,
}

/// The whole routine in words: every step stands in it once.
pub(super) fn overview_part(flow: &VerifiedFlow) -> Part {
    let flow = flow.flow();
    let links = all_links(flow);
    let lead = "Gå stegen uppifrån och ned. Rutinen frågar bara det som har med saken att göra. Står inget om när, gör ni det alltid.";
    let steps = group_steps(flow, &links).into_iter().zip(1..);
    let steps = steps.flat_map(|(step, nth)| big_step_blocks(flow, &links, &step, nth));
    Part {
        title: "Rutinen i ord".to_owned(),
        starts: PartStart::OnNewPage,
        blocks: std::iter::once(Block::Text(lead.to_owned())).chain(steps).collect(),
    }
}

/// The steps in the order shown: a question after something to do begins a new big step, and what there is to do stands with the
/// last of what leads straight to it.
fn group_steps(flow: &Flow, links: &[Link<'_>]) -> Vec<BigStep> {
    let mut groups: Vec<BigStep> = Vec::new();
    let mut places: BTreeMap<StepIx, usize> = BTreeMap::new();
    for at in topological_order(flow) {
        let asks = flow.step(at).is_question();
        let before = links.iter().filter(|link| link.to == at).filter_map(|link| places.get(&link.from));
        let before = before.max().copied();
        if groups.last().is_none_or(|group| asks && !group.does.is_empty()) {
            groups.push(BigStep::default());
        }
        let last = groups.len().saturating_sub(1);
        let place = if asks { last } else { before.unwrap_or(last) };
        places.insert(at, place);
        if let Some(group) = groups.get_mut(place) {
            if asks { group.asks.push(at) } else { group.does.push(at) }
        }
    }
    groups
}

fn big_step_blocks(flow: &Flow, links: &[Link<'_>], step: &BigStep, nth: usize) -> Vec<Block> {
    let title = |at: &StepIx| flow.title_with_duty(flow.step(*at));
    let asks: Vec<String> = step.asks.iter().map(title).collect();
    let does: Vec<String> = step.does.iter().map(|at| describe_deed(flow, links, step, *at)).collect();
    let asked = (!asks.is_empty()).then(|| Block::Text(format!("Rutinen frågar: {}", asks.join(" "))));
    let done = (!does.is_empty()).then_some(Block::Points(does));
    [Block::Heading(format!("Steg {nth}"))].into_iter().chain(asked).chain(done).collect()
}

/// What there is to do or to know, and when: by which answers where they alone lead to it, and nothing where every walk comes to it.
fn describe_deed(flow: &Flow, links: &[Link<'_>], step: &BigStep, at: StepIx) -> String {
    let own = flow.step(at);
    let lead = match own.kind {
        StepKind::Tell { .. } => "Att veta: ",
        StepKind::End => "Sist: ",
        StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::Act { .. } => "",
    };
    let to_here = links.iter().filter(|link| link.to == at);
    let told: Option<Vec<String>> = to_here.map(|link| describe_answers(flow, link, step)).collect();
    let when = match told {
        Some(told) if !told.is_empty() => format!(" – om ni svarar {}", told.join(", eller ")),
        Some(_) | None if is_on_every_walk(flow, links, at) => String::new(),
        Some(_) | None => " – när svaren leder dit".to_owned(),
    };
    format!("{lead}{}{when}", flow.title_with_duty(own))
}

/// Whether no walk comes to its end without this step.
fn is_on_every_walk(flow: &Flow, links: &[Link<'_>], step: StepIx) -> bool {
    let mut reached = BTreeSet::from([flow.start]);
    let mut waiting = vec![flow.start];
    while let Some(at) = waiting.pop().filter(|_| step != flow.start) {
        let ways = links.iter().filter(|link| link.from == at && link.to != step);
        waiting.extend(ways.filter(|link| reached.insert(link.to)).map(|link| link.to));
    }
    !reached.iter().any(|at| matches!(flow.step(*at).kind, StepKind::End))
}

/// The answers that lead along a link; `None` where all of them do, or where it hangs on more.
fn describe_answers(flow: &Flow, link: &Link<'_>, step: &BigStep) -> Option<String> {
    let from = flow.step(link.from);
    let StepKind::Ask { answers } = &from.kind else { return None };
    let sure = link.ways.iter().filter(|way| way.when == BranchCondition::Always);
    let texts: Vec<&str> =
        sure.filter_map(|way| answers.get(way.answer?.index())).map(|answer| answer.text.as_str()).collect();
    if texts.is_empty() || texts.len() == answers.len() {
        return None;
    }
    let texts: Vec<String> = texts.into_iter().map(|text| format!("”{text}”")).collect();
    let is_plain = step.asks == [link.from];
    let on = if is_plain { String::new() } else { format!(" på ”{}”", from.title) };
    Some(format!("{}{on}", texts.join(" eller ")))
}
