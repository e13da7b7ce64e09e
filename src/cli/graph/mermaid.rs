//! The routine as a Mermaid flowchart. Every text is quoted, with Mermaid's own entity codes for what it would read as
//! more than text.

use super::words;
use crate::characters;
use crate::flow::graph::links;
use crate::flow::model::{Flow, Step, StepKind};

pub(super) fn draw(flow: &Flow) -> String {
    let mut rows = vec![format!("---\ntitle: \"{}\"\n---\nflowchart TD\n", yaml(&flow.title))];
    for (n, step) in flow.steps.iter().enumerate() {
        let (open, close) = shape(step);
        let label = format!("{}<br>{}", escaped(words::kind(step)), escaped(&step.title));
        rows.push(format!("  s{n}{open}\"{label}\"{close}\n"));
    }
    for link in links(flow) {
        let ways: Vec<String> = words::ways(flow, &link).iter().map(|way| escaped(way)).collect();
        let label = if ways.is_empty() { String::new() } else { format!("|\"{}\"|", ways.join("<br>")) };
        rows.push(format!("  s{} -->{label} s{}\n", link.from.index(), link.to.index()));
    }
    rows.concat()
}

fn shape(step: &Step) -> (&'static str, &'static str) {
    match step.kind {
        StepKind::Ask { .. } | StepKind::Choose { .. } => ("{{", "}}"),
        StepKind::Act { .. } => ("[", "]"),
        StepKind::Tell { .. } => ("[/", "/]"),
        StepKind::End => ("([", "])"),
    }
}

fn escaped(text: &str) -> String {
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
        c if characters::steers(c) => " ".to_owned(),
        c => c.to_string(),
    };
    text.chars().map(sign).collect()
}

fn yaml(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
