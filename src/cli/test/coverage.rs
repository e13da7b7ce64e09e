//! `--coverage`: which answers, options and ways of a routine no scenario takes.

use std::sync::Arc;

use serde_json::{Value, json};

use super::ScenarioRun;
use crate::check::verified::VerifiedFlow;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::Flow;
use crate::scenario::coverage::{Coverage, FlowTransition, Share};

/// What the scenarios of one routine took.
pub(super) struct RoutineCoverage {
    flow: Arc<VerifiedFlow>,
    coverage: Coverage,
}

/// What the scenarios took, routine by routine.
pub(super) fn measure_coverage(tried: &[ScenarioRun]) -> Vec<RoutineCoverage> {
    let mut all: Vec<RoutineCoverage> = Vec::new();
    for ScenarioRun { scenario, trial } in tried {
        let flow = scenario.verified_flow();
        let at = all.iter().position(|covered| Arc::ptr_eq(&covered.flow, flow)).unwrap_or(all.len());
        if at == all.len() {
            all.push(RoutineCoverage { flow: Arc::clone(flow), coverage: Coverage::default() });
        }
        all[at].coverage.add_walk(flow.flow(), trial.walk.position());
    }
    all
}

impl RoutineCoverage {
    pub(super) fn text(&self) -> String {
        let (flow, coverage) = (self.flow.flow(), &self.coverage);
        let answers = coverage.untaken_answers(flow).into_iter();
        let answers =
            answers.map(|(at, answer)| format!("  svar  {}\n", describe_answer(flow, at, Some(answer))));
        let ways = coverage.unwalked_transitions(flow).into_iter();
        let ways = ways.map(|FlowTransition { from, answer, to }| {
            format!("  väg   {} → {}\n", describe_answer(flow, from, answer), flow.step(to).id)
        });
        let untaken: String = answers.chain(ways).collect();
        let heading = if untaken.is_empty() { "" } else { "Inget scenario tar:\n" };
        format!(
            "{}: {} svar och {} vägar vidare tas av något scenario.\n{heading}{untaken}",
            flow.id,
            share_words(coverage.answer_share(flow)),
            share_words(coverage.transition_share(flow))
        )
    }

    pub(super) fn json(&self) -> Value {
        let (flow, coverage): (&Flow, _) = (self.flow.flow(), &self.coverage);
        let id = |at: StepIx| flow.step(at).id.as_str();
        let answer = |at: StepIx, answer: AnswerIx| flow.step(at).answer_ids().get(answer.index()).copied();
        let untaken = coverage.untaken_answers(flow).into_iter();
        let untaken = untaken.map(|(at, given)| json!({"step": id(at), "answer": answer(at, given)}));
        let unwalked = coverage.unwalked_transitions(flow).into_iter().map(|FlowTransition { from, answer: given, to }| {
            json!({"from": id(from), "answer": given.and_then(|given| answer(from, given)), "to": id(to)})
        });
        let (answers, ways): (Vec<Value>, Vec<Value>) = (untaken.collect(), unwalked.collect());
        json!({
            "flow": flow.id.as_str(),
            "answers": share_to_json(coverage.answer_share(flow), &answers),
            "ways": share_to_json(coverage.transition_share(flow), &ways),
        })
    }
}

/// A step, and the answer given there where one is meant.
fn describe_answer(flow: &Flow, at: StepIx, answer: Option<AnswerIx>) -> String {
    let step = flow.step(at);
    match answer.and_then(|answer| step.answer_ids().get(answer.index()).copied()) {
        Some(answer) => format!("{}: {answer}", step.id),
        None => step.id.to_string(),
    }
}

fn share_to_json(share: Share, untaken: &[Value]) -> Value {
    json!({"taken": share.taken, "all": share.all, "untaken": untaken})
}

fn share_words(share: Share) -> String {
    let Share { taken, all } = share;
    if taken == all { format!("alla {all}") } else { format!("{taken} av {all}") }
}
