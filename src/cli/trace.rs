//! `--trace`: the steps a walk passed, as JSON of a documented, versioned shape.
//!
//! `{"format": "stegvis-trace", "version": 1, "routine": {"id", "version", "fingerprint"}, "visited": [{"step", "kind",
//! "answers": […]}], "saved": [path]}`. `kind` is `ask`, `choose`, `act`, `tell` or `end`; `answers` holds the ids
//! answered, the mark of an act, and nothing for what is only read.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::check::rule;
use crate::flow::model::Step;
use crate::session::walk::Walk;
use crate::store;

/// The version of the shape.
const VERSION: u32 = 1;

pub(super) fn json(walk: &Walk, saved: &[PathBuf]) -> Value {
    let flow = walk.flow();
    let passed = walk.position().path.iter().map(|visit| {
        let turn = rule::turn(flow, visit.step, &visit.outcome);
        visited(flow.step(visit.step), &turn.map(|turn| turn.answers).unwrap_or_default())
    });
    let last = visited(flow.step(walk.position().at), &[]);
    json!({
        "format": "stegvis-trace",
        "version": VERSION,
        "routine": {
            "id": flow.id.as_str(),
            "version": flow.version,
            "fingerprint": flow.fingerprint.hex(),
        },
        "visited": passed.chain([last]).collect::<Vec<_>>(),
        "saved": saved.iter().map(|path| store::shown(path)).collect::<Vec<_>>(),
    })
}

fn visited(step: &Step, answers: &[String]) -> Value {
    json!({ "step": step.id.as_str(), "kind": step.kind.key(), "answers": answers })
}
