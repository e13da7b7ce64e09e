//! The routine as text, at most 80 columns wide: each step after those that lead to it.

use textwrap::{Options, WordSplitter};

use super::words;
use crate::flow::graph::{in_order, links_from};
use crate::flow::id::StepIx;
use crate::flow::model::Flow;
use crate::prose::visible;

const WIDTH: usize = 80;

pub(super) fn draw(flow: &Flow) -> String {
    let mut text = wrapped(&format!("{} ({}, version {})", flow.title, flow.id, flow.version), "", "");
    for at in in_order(flow) {
        text.push('\n');
        text.push_str(&step(flow, at));
    }
    text
}

fn step(flow: &Flow, at: StepIx) -> String {
    let step = flow.step(at);
    let mut text = wrapped(&format!("{}: {}", step.id, words::kind(step)), "", "  ");
    text.push_str(&wrapped(&step.title, "  ", "  "));
    for link in links_from(flow, at) {
        let to = &flow.step(link.to).id;
        let ways = words::ways(flow, &link);
        if ways.is_empty() {
            text.push_str(&wrapped(&format!("→ {to}"), "    ", "      "));
        }
        for way in ways {
            text.push_str(&wrapped(&format!("{way} → {to}"), "    ", "      "));
        }
    }
    text
}

fn wrapped(text: &str, first: &str, rest: &str) -> String {
    let options = Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(&visible(text), options).into_iter().flat_map(|row| [row, "\n".into()]).collect()
}
