//! The routine as a Mermaid flowchart. Every text is quoted, with Mermaid's own entity codes for what it would read as
//! more than text.

use super::words;
use crate::characters;
use crate::flow::graph::all_links;
use crate::flow::model::{Flow, Step, StepKind};

pub(super) fn draw_mermaid(flow: &Flow) -> String {
    let mut rows = vec![format!("---\ntitle: \"{}\"\n---\nflowchart TD\n", quote_yaml(&flow.title))];
    for (n, step) in flow.steps.iter().enumerate() {
        let (open, close) = node_brackets(step);
        let label = format!("{}<br>{}", escape_mermaid(words::step_kind(step)), escape_mermaid(&step.title));
        rows.push(format!("  s{n}{open}\"{label}\"{close}\n"));
    }
    for link in all_links(flow) {
        let ways: Vec<String> =
            words::describe_edges(flow, &link).iter().map(|way| escape_mermaid(way)).collect();
        let label = if ways.is_empty() { String::new() } else { format!("|\"{}\"|", ways.join("<br>")) };
        rows.push(format!("  s{} -->{label} s{}\n", link.from.index(), link.to.index()));
    }
    rows.concat()
}

fn node_brackets(step: &Step) -> (&'static str, &'static str) {
    match step.kind {
        StepKind::Ask { .. } | StepKind::Choose { .. } => ("{{", "}}"),
        StepKind::Act { .. } => ("[", "]"),
        StepKind::Tell { .. } => ("[/", "/]"),
        StepKind::End => ("([", "])"),
    }
}

fn escape_mermaid(text: &str) -> String {
    let sign = |c: char| match c {
        '"' => "#quot;".to_owned(),
        '#' => "#35;".to_owned(),
        '&' => "#amp;".to_owned(),
        '<' => "#lt;".to_owned(),
        '>' => "#gt;".to_owned(),
        '`' => "#96;".to_owned(),
        '*' => "#42;".to_owned(),
        '_' => "#95;".to_owned(),
        '\\' => "#92;".to_owned(),
        c if characters::is_control(c) => " ".to_owned(),
        c => c.to_string(),
    };
    text.chars().map(sign).collect()
}

fn quote_yaml(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
