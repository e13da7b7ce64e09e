//! The routine as DOT, for Graphviz. Every text is a quoted string.

use super::words;
use crate::characters;
use crate::flow::graph::all_links;
use crate::flow::model::{Flow, Step, StepKind};

pub(super) fn draw_dot(flow: &Flow) -> String {
    let mut rows = vec![format!(
        "digraph \"{}\" {{\n  label=\"{}\"; labelloc=t; rankdir=TB; fontname=\"sans-serif\";\n  node [fontname=\"sans-serif\"]; edge [fontname=\"sans-serif\"];\n",
        escape_dot(flow.id.as_str()),
        escape_dot(&flow.title)
    )];
    for step in &flow.steps {
        let label = format!("{}\\n{}", escape_dot(words::step_kind(step)), fold_lines(&step.title));
        rows.push(format!(
            "  \"{}\" [label=\"{label}\", shape={}];\n",
            escape_dot(step.id.as_str()),
            node_shape(step)
        ));
    }
    for link in all_links(flow) {
        let id = |at| escape_dot(flow.step(at).id.as_str());
        let label: Vec<String> =
            words::describe_edges(flow, &link).iter().map(|way| fold_lines(way)).collect();
        let label =
            if label.is_empty() { String::new() } else { format!(" [label=\"{}\"]", label.join("\\n")) };
        rows.push(format!("  \"{}\" -> \"{}\"{label};\n", id(link.from), id(link.to)));
    }
    rows.push("}\n".to_owned());
    rows.concat()
}

fn node_shape(step: &Step) -> &'static str {
    match step.kind {
        StepKind::Ask { .. } | StepKind::Choose { .. } => "hexagon",
        StepKind::Act { .. } => "box",
        StepKind::Tell { .. } => "note",
        StepKind::End => "oval",
    }
}

fn fold_lines(text: &str) -> String {
    textwrap::wrap(text, 32).iter().map(|row| escape_dot(row)).collect::<Vec<_>>().join("\\n")
}

fn escape_dot(text: &str) -> String {
    let plain = text.replace(characters::is_control, " ");
    plain.replace('\\', "\\\\").replace('"', "\\\"")
}
