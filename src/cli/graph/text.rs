//! The routine as text, at most 80 columns wide: each step after those that lead to it.

use textwrap::{Options, WordSplitter};

use super::words;
use crate::flow::graph::{links_from, topological_order};
use crate::flow::id::StepIx;
use crate::flow::model::Flow;
use crate::prose::sanitize;

const WIDTH: usize = 80;

pub(super) fn draw_text(flow: &Flow) -> String {
    let mut text = wrap_lines(&format!("{} ({}, version {})", flow.title, flow.id, flow.version), "", "");
    for at in topological_order(flow) {
        text.push('\n');
        text.push_str(&draw_step(flow, at));
    }
    text
}

fn draw_step(flow: &Flow, at: StepIx) -> String {
    let step = flow.step(at);
    let mut text = wrap_lines(&format!("{}: {}", step.id, words::step_kind(step)), "", "  ");
    text.push_str(&wrap_lines(&step.title, "  ", "  "));
    for link in links_from(flow, at) {
        let to = &flow.step(link.to).id;
        let ways = words::describe_edges(flow, &link);
        if ways.is_empty() {
            text.push_str(&wrap_lines(&format!("→ {to}"), "    ", "      "));
        }
        for way in ways {
            text.push_str(&wrap_lines(&format!("{way} → {to}"), "    ", "      "));
        }
    }
    text
}

fn wrap_lines(text: &str, first: &str, rest: &str) -> String {
    let options = Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(&sanitize(text), options).into_iter().flat_map(|row| [row, "\n".into()]).collect()
}
