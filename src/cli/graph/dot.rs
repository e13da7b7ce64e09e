//! The routine as DOT, for Graphviz. Every text is a quoted string.

use super::words;
use crate::characters;
use crate::flow::graph::links;
use crate::flow::model::{Flow, Step, StepKind};

pub(super) fn draw(flow: &Flow) -> String {
    let mut rows = vec![format!(
        "digraph \"{}\" {{\n  label=\"{}\"; labelloc=t; rankdir=TB; fontname=\"sans-serif\";\n  node [fontname=\"sans-serif\"]; edge [fontname=\"sans-serif\"];\n",
        escaped(flow.id.as_str()),
        escaped(&flow.title)
    )];
    for step in &flow.steps {
        let label = format!("{}\\n{}", escaped(words::kind(step)), folded(&step.title));
        rows.push(format!(
            "  \"{}\" [label=\"{label}\", shape={}];\n",
            escaped(step.id.as_str()),
            shape(step)
        ));
    }
    for link in links(flow) {
        let id = |at| escaped(flow.step(at).id.as_str());
        let label: Vec<String> = words::ways(flow, &link).iter().map(|way| folded(way)).collect();
        let label =
            if label.is_empty() { String::new() } else { format!(" [label=\"{}\"]", label.join("\\n")) };
        rows.push(format!("  \"{}\" -> \"{}\"{label};\n", id(link.from), id(link.to)));
    }
    rows.push("}\n".to_owned());
    rows.concat()
}

fn shape(step: &Step) -> &'static str {
    match step.kind {
        StepKind::Ask { .. } | StepKind::Choose { .. } => "hexagon",
        StepKind::Act { .. } => "box",
        StepKind::Tell { .. } => "note",
        StepKind::End => "oval",
    }
}

fn folded(text: &str) -> String {
    textwrap::wrap(text, 32).iter().map(|row| escaped(row)).collect::<Vec<_>>().join("\\n")
}

fn escaped(text: &str) -> String {
    let plain = text.replace(characters::steers, " ");
    plain.replace('\\', "\\\\").replace('"', "\\\"")
}
