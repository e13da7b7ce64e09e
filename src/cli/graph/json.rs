//! The routine's graph as JSON of a documented, versioned shape.
//!
//! `{"format": "stegvis-graph", "version": 1, "routine": {"id", "title", "version", "fingerprint"}, "start", "steps":
//! [{"id", "kind", "title"}], "links": [{"from", "to", "answer", "when"}]}`. `kind` is `ask`, `choose`, `act`, `tell` or
//! `end`. A link is one way on: `answer` is the answer's id, or null where the step has one way on whatever comes of it;
//! `when` is its condition in words, `annars` where no condition above it holds, or null where there is none.

use serde_json::{Value, json};

use super::words;
use crate::flow::graph::all_links;
use crate::flow::model::Flow;

const VERSION: u32 = 1;

pub(super) fn draw_json(flow: &Flow) -> String {
    let steps = flow
        .steps
        .iter()
        .map(|step| json!({ "id": step.id.as_str(), "kind": step.kind.key(), "title": step.title }));
    let mut ways: Vec<Value> = Vec::new();
    for link in all_links(flow) {
        for way in &link.ways {
            let ids = flow.step(link.from).answer_ids();
            let when = words::describe_condition(flow, &way.when);
            ways.push(json!({
                "from": flow.step(link.from).id.as_str(),
                "to": flow.step(link.to).id.as_str(),
                "answer": way.answer.and_then(|at| ids.get(at.index()).copied()),
                "when": if when.is_empty() { Value::Null } else { when.into() },
            }));
        }
    }
    let all = json!({
        "format": "stegvis-graph",
        "version": VERSION,
        "routine": {
            "id": flow.id.as_str(),
            "title": flow.title,
            "version": flow.version,
            "fingerprint": flow.fingerprint.hex(),
        },
        "start": flow.step(flow.start).id.as_str(),
        "steps": steps.collect::<Vec<_>>(),
        "links": ways,
    });
    format!("{all:#}\n")
}
