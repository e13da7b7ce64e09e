//! `--coverage`: which answers, options and ways of a routine no scenario takes.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Tried;
use crate::check::verified::VerifiedFlow;
use crate::flow::model::Flow;
use crate::scenario::coverage::{Coverage, Share};

/// What the scenarios of one routine took.
pub(super) struct Covered {
    flow: Arc<VerifiedFlow>,
    coverage: Coverage,
}

/// What the scenarios took, routine by routine.
pub(super) fn of(tried: &[Tried]) -> Vec<Covered> {
    let mut all: Vec<Covered> = Vec::new();
    for Tried { scenario, trial } in tried {
        let flow = scenario.verified();
        let at = all.iter().position(|covered| Arc::ptr_eq(&covered.flow, flow)).unwrap_or(all.len());
        if at == all.len() {
            all.push(Covered { flow: Arc::clone(flow), coverage: Coverage::default() });
        }
        all[at].coverage.add(trial.walk.position());
    }
    all
}

impl Covered {
    pub(super) fn text(&self) -> String {
        let (flow, coverage) = (self.flow.flow(), &self.coverage);
        let answers = coverage.untaken(flow).into_iter().map(|(at, answer)| {
            let step = flow.step(at);
            format!("  svar  {}: {}\n", step.id, step.answer_ids().get(answer.index()).unwrap_or(&""))
        });
        let ways = coverage.unwalked(flow).into_iter();
        let ways = ways.map(|(from, to)| format!("  väg   {} → {}\n", flow.step(from).id, flow.step(to).id));
        let untaken: String = answers.chain(ways).collect();
        let heading = if untaken.is_empty() { "" } else { "Inget scenario tar:\n" };
        format!(
            "{}: {} svar och {} vägar mellan steg tas av något scenario.\n{heading}{untaken}",
            flow.id,
            words(coverage.answers(flow)),
            words(coverage.ways(flow))
        )
    }

    pub(super) fn json(&self) -> Value {
        let (flow, coverage): (&Flow, _) = (self.flow.flow(), &self.coverage);
        let answers = coverage.untaken(flow).into_iter().map(|(at, answer)| {
            let step = flow.step(at);
            json!({"step": step.id.as_str(), "answer": step.answer_ids().get(answer.index())})
        });
        let answers: Vec<Value> = answers.collect();
        let ways = coverage.unwalked(flow).into_iter();
        let ways: Vec<Value> = ways
            .map(|(from, to)| json!({"from": flow.step(from).id.as_str(), "to": flow.step(to).id.as_str()}))
            .collect();
        json!({
            "flow": flow.id.as_str(),
            "answers": share(coverage.answers(flow), &answers),
            "ways": share(coverage.ways(flow), &ways),
        })
    }
}

fn share(share: Share, untaken: &[Value]) -> Value {
    json!({"taken": share.taken, "all": share.all, "untaken": untaken})
}

fn words(share: Share) -> String {
    let Share { taken, all } = share;
    if taken == all { format!("alla {all}") } else { format!("{taken} av {all}") }
}
