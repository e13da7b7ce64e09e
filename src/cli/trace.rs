//! `--trace`: the steps a walk passed, as JSON of a documented, versioned shape.
//!
//! `{"format": "stegvis-trace", "version": 1, "routine": {"id", "version", "fingerprint"}, "visited": [{"step", "kind",
//! "answers": […]}], "saved": [path]}`. `kind` is `ask`, `choose`, `act`, `tell` or `end`; `answers` holds the ids
//! answered, the mark of an act with the reason it needed, and nothing for what is only read or is told discreetly in the form.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::check::trace;
use crate::flow::model::{InForm, Mark, Step, StepKind};
use crate::session::marks;
use crate::session::replay::Visit;
use crate::session::walk::Walk;
use crate::store;

/// The version of the shape.
const VERSION: u32 = 1;

pub(super) fn trace_to_json(walk: &Walk, saved: &[PathBuf]) -> Value {
    let flow = walk.flow();
    let passed = walk
        .position()
        .path
        .iter()
        .map(|visit| visit_to_json(flow.step(visit.step), &visit_answers(walk, visit)));
    let last = visit_to_json(flow.step(walk.position().at), &[]);
    json!({
        "format": "stegvis-trace",
        "version": VERSION,
        "routine": {
            "id": flow.id.as_str(),
            "version": flow.version,
            "fingerprint": flow.fingerprint.hex(),
        },
        "visited": passed.chain([last]).collect::<Vec<_>>(),
        "saved": saved.iter().map(|path| store::display_path(path)).collect::<Vec<_>>(),
    })
}

/// What was answered at a step, or marked: never of a discreet act, whose mark dies with the draft.
fn visit_answers(walk: &Walk, visit: &Visit) -> Vec<String> {
    let step = walk.flow().step(visit.step);
    if let StepKind::Act { in_form, .. } = &step.kind {
        let mark = Mark::from_outcome(&visit.outcome).filter(|_| !matches!(in_form, InForm::Discreet(_)));
        let reason = mark.and_then(|_| marks::decline_reason(walk, visit.step));
        let ids = mark.map(|mark| mark.id().to_owned()).into_iter();
        return ids.chain(reason.map(|reason| reason.id.to_string())).collect();
    }
    trace::build_trace_step(walk.flow(), visit.step, &visit.outcome)
        .map(|turn| turn.answers)
        .unwrap_or_default()
}

fn visit_to_json(step: &Step, answers: &[String]) -> Value {
    json!({ "step": step.id.as_str(), "kind": step.kind.key(), "answers": answers })
}
