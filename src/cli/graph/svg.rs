//! The routine as SVG: laid out by dagre, text as text, with a title and a description for those who do not see it.
//!
//! Kinds differ by shape and by word, never by colour alone. Everything is dark on white.

use dagre::graph::{Graph, GraphOptions};
use dagre::{EdgeLabel, LayoutOptions, NodeLabel};

use super::words;
use crate::flow::graph::{Link, all_links};
use crate::flow::id::StepIx;
use crate::flow::model::{Flow, Step, StepKind, Urgency};
use crate::prose::sanitize;

/// The most steps that are drawn: with more, setting them out takes longer than anyone waits, and nobody finds their way in
/// the picture.
pub(super) const MOST_STEPS: usize = 300;

/// Pixels a character takes, a little more than it does on average.
const CHARACTER: f64 = 7.4;

/// Pixels from one line of text to the next.
const LINE: f64 = 18.0;

/// Pixels around the text of a step.
const PADDING: f64 = 14.0;

/// Pixels around the picture.
const MARGIN: f64 = 24.0;

/// Pixels the heading takes.
const HEAD: f64 = 40.0;

/// The most characters on a line in a step, and on a way.
const STEP_LINE: usize = 30;
const WAY_LINE: usize = 26;

/// The most lines a way says; the rest is in its title.
const WAY_LINES: usize = 6;

const STYLE: &str = "text{font:14px sans-serif;fill:#111}.kind{font-size:12px;font-weight:bold}.head{font-size:20px;font-weight:bold}.step{fill:#fff;stroke:#111;stroke-width:1.5}.now{stroke-width:5}.end{fill:#eee}.way{fill:none;stroke:#444;stroke-width:1.3}.says{font-size:12px}.back{fill:#fff;fill-opacity:.9}";

/// A step as it is drawn.
struct SvgNode {
    lines: Vec<String>,
    width: f64,
    height: f64,
}

pub(super) fn draw_svg(flow: &Flow) -> String {
    let nodes: Vec<SvgNode> = flow.steps.iter().map(make_node).collect();
    let links = all_links(flow);
    let labels: Vec<Vec<String>> = links.iter().map(|link| edge_label(flow, link)).collect();
    let graph = lay_out(&nodes, &links, &labels);
    let size = graph_size(&graph);
    let mut svg = draw_header(flow, links.len(), size);
    for (link, lines) in links.iter().zip(&labels) {
        svg.push_str(&draw_edge(flow, &graph, link, lines).unwrap_or_default());
    }
    for (at, node) in flow.step_indices().zip(&nodes) {
        svg.push_str(&draw_step(flow, &graph, at, node).unwrap_or_default());
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

fn make_node(step: &Step) -> SvgNode {
    let mut lines = vec![words::step_kind(step).to_uppercase()];
    lines.extend(wrap_lines(&step.title, STEP_LINE));
    SvgNode {
        width: text_width(&lines) + 2.0 * PADDING + 10.0,
        height: text_height(&lines) + 2.0 * PADDING,
        lines,
    }
}

fn edge_label(flow: &Flow, link: &Link<'_>) -> Vec<String> {
    let ways = words::describe_edges(flow, link);
    let mut lines: Vec<String> = ways.iter().flat_map(|way| wrap_lines(way, WAY_LINE)).collect();
    if lines.len() > WAY_LINES {
        lines.truncate(WAY_LINES - 1);
        lines.push("…".to_owned());
    }
    lines
}

fn lay_out(nodes: &[SvgNode], links: &[Link<'_>], labels: &[Vec<String>]) -> Graph<NodeLabel, EdgeLabel> {
    let mut graph = Graph::with_options(GraphOptions { directed: true, multigraph: false, compound: false });
    for (n, node) in nodes.iter().enumerate() {
        let label = NodeLabel { width: node.width, height: node.height, ..NodeLabel::default() };
        graph.set_node(node_name(StepIx::nth(n)), Some(label));
    }
    for (link, lines) in links.iter().zip(labels) {
        let mut label = EdgeLabel::default();
        if !lines.is_empty() {
            label.width = text_width(lines);
            label.height = text_height(lines);
            label.labelpos = dagre::layout::types::LabelPos::Center;
        }
        graph.set_edge(node_name(link.from), node_name(link.to), Some(label), None);
    }
    let options = LayoutOptions { nodesep: 36.0, ranksep: 34.0, edgesep: 14.0, ..LayoutOptions::default() };
    dagre::layout(&mut graph, Some(options));
    graph
}

fn graph_size(graph: &Graph<NodeLabel, EdgeLabel>) -> (f64, f64) {
    let mut size = (400.0_f64, 100.0_f64);
    let mut widen = |x: f64, y: f64| size = (size.0.max(x), size.1.max(y));
    for node in graph.nodes().iter().filter_map(|name| graph.node(name)) {
        widen(node.x.unwrap_or(0.0) + node.width / 2.0, node.y.unwrap_or(0.0) + node.height / 2.0);
    }
    for edge in graph.edges().iter().filter_map(|edge| graph.edge(&edge.v, &edge.w, None)) {
        edge.points.iter().for_each(|point| widen(point.x, point.y));
        widen(edge.x.unwrap_or(0.0) + edge.width / 2.0, edge.y.unwrap_or(0.0) + edge.height / 2.0);
    }
    size
}

fn draw_header(flow: &Flow, ways: usize, (width, height): (f64, f64)) -> String {
    let title = escape_xml(&flow.title);
    let steps = flow.steps.len();
    let described = format!(
        "Rutinen som en karta: {steps} steg och {ways} vägar mellan dem, från ”{}” till blanketten. Samma karta som text: stegvis graph --format text.",
        flow.step(flow.start).title
    );
    let heading = textwrap::wrap(&flow.title, 60).into_iter().next().unwrap_or_default();
    let heading =
        if heading.len() < flow.title.len() { format!("{heading} …") } else { heading.into_owned() };
    let (wide, high) = (width.max(720.0) + 2.0 * MARGIN, height + 2.0 * MARGIN + HEAD);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"sv\" lang=\"sv\" width=\"{wide:.0}\" height=\"{high:.0}\" viewBox=\"0 0 {wide:.0} {high:.0}\" role=\"img\" aria-labelledby=\"titel beskrivning\">\n<title id=\"titel\">{title}</title>\n<desc id=\"beskrivning\">{}</desc>\n<style>{STYLE}</style>\n<defs><marker id=\"spets\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto-start-reverse\"><path d=\"M0 0L10 5L0 10z\" fill=\"#444\"/></marker></defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text class=\"head\" x=\"{MARGIN}\" y=\"36\">{}</text>\n<g transform=\"translate({MARGIN} {})\">\n",
        escape_xml(&described),
        escape_xml(&heading),
        MARGIN + HEAD
    )
}

fn draw_edge(
    flow: &Flow,
    graph: &Graph<NodeLabel, EdgeLabel>,
    link: &Link<'_>,
    lines: &[String],
) -> Option<String> {
    let edge = graph.edge(&node_name(link.from), &node_name(link.to), None)?;
    let points: Vec<(f64, f64)> = edge.points.iter().map(|point| (point.x, point.y)).collect();
    let says = words::describe_edges(flow, link).join("; ");
    let id = |at| &flow.step(at).id;
    let ends = format!("{} → {}", id(link.from), id(link.to));
    let title = if says.is_empty() { ends } else { format!("{ends}: {says}") };
    let mut parts = vec![format!(
        "<g><title>{}</title><path class=\"way\" d=\"{}\" marker-end=\"url(#spets)\"/>",
        escape_xml(&title),
        draw_curve(&points)
    )];
    if let (Some(x), Some(y), false) = (edge.x, edge.y, lines.is_empty()) {
        let (wide, high) = (text_width(lines), text_height(lines));
        parts.push(format!(
            "<rect class=\"back\" x=\"{:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"{high:.1}\"/>",
            x - wide / 2.0,
            y - high / 2.0
        ));
        parts.push(draw_text(lines, (x, y - high / 2.0), |_| "says"));
    }
    parts.push("</g>\n".to_owned());
    Some(parts.concat())
}

fn draw_step(flow: &Flow, graph: &Graph<NodeLabel, EdgeLabel>, at: StepIx, node: &SvgNode) -> Option<String> {
    let step = flow.step(at);
    let placed = graph.node(&node_name(at))?;
    let (x, y) = (placed.x?, placed.y?);
    let shape = draw_shape(step, (x - node.width / 2.0, y - node.height / 2.0), (node.width, node.height));
    let top = (x, y - node.height / 2.0 + PADDING);
    let lines = draw_text(&node.lines, top, |n| if n == 0 { "kind" } else { "" });
    Some(format!("<g><title>{}</title>{shape}{lines}</g>\n", escape_xml(step.id.as_str())))
}

/// Questions have slanted sides, things to know a folded corner, ends round ones; things to do are plain boxes, heavy
/// where they go before all else.
fn draw_shape(step: &Step, (left, top): (f64, f64), (wide, high): (f64, f64)) -> String {
    let (right, bottom, middle) = (left + wide, top + high, top + high / 2.0);
    let slant = 10.0;
    let (class, path) = match &step.kind {
        StepKind::Ask { .. } | StepKind::Choose { .. } => (
            "step",
            format!(
                "M{:.1} {top:.1}H{:.1}L{right:.1} {middle:.1}L{:.1} {bottom:.1}H{:.1}L{left:.1} {middle:.1}z",
                left + slant,
                right - slant,
                right - slant,
                left + slant
            ),
        ),
        StepKind::Act { urgency, .. } => (
            if *urgency == Urgency::Now { "step now" } else { "step" },
            format!("M{left:.1} {top:.1}H{right:.1}V{bottom:.1}H{left:.1}z"),
        ),
        StepKind::Tell { .. } => (
            "step",
            format!(
                "M{left:.1} {top:.1}H{:.1}L{right:.1} {:.1}V{bottom:.1}H{left:.1}z",
                right - slant,
                top + slant
            ),
        ),
        StepKind::End => (
            "step end",
            format!(
                "M{:.1} {top:.1}H{:.1}A{r:.1} {r:.1} 0 0 1 {:.1} {bottom:.1}H{:.1}A{r:.1} {r:.1} 0 0 1 {:.1} {top:.1}z",
                left + high / 2.0,
                right - high / 2.0,
                right - high / 2.0,
                left + high / 2.0,
                left + high / 2.0,
                r = high / 2.0
            ),
        ),
    };
    format!("<path class=\"{class}\" d=\"{path}\"/>")
}

fn draw_text(lines: &[String], (x, top): (f64, f64), class: impl Fn(usize) -> &'static str) -> String {
    let row = |(n, line): (usize, &String)| {
        let y = (0..n).fold(top, |y, _| y + LINE) + 13.0;
        let class = match class(n) {
            "" => String::new(),
            class => format!(" class=\"{class}\""),
        };
        format!("<text{class} x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{}</text>", escape_xml(line))
    };
    lines.iter().enumerate().map(row).collect()
}

/// A smooth line through points: quadratic curves from middle to middle.
fn draw_curve(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (n, (x, y)) in points.iter().enumerate() {
        let next = points.get(n + 1);
        let step = match (n, next) {
            (0, _) => format!("M{x:.1} {y:.1}"),
            (_, None) => format!("L{x:.1} {y:.1}"),
            (_, Some((to_x, to_y))) => {
                format!("Q{x:.1} {y:.1} {:.1} {:.1}", f64::midpoint(*x, *to_x), f64::midpoint(*y, *to_y))
            }
        };
        path.push_str(&step);
    }
    path
}

fn node_name(at: StepIx) -> String {
    at.index().to_string()
}

fn wrap_lines(text: &str, most: usize) -> Vec<String> {
    let options = textwrap::Options::new(most).word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

fn text_width(lines: &[String]) -> f64 {
    let most = lines.iter().map(|line| unicode_width::UnicodeWidthStr::width(line.as_str())).max();
    f64::from(u32::try_from(most.unwrap_or(0)).unwrap_or(u32::MAX)) * CHARACTER
}

fn text_height(lines: &[String]) -> f64 {
    lines.iter().fold(0.0, |tall, _| tall + LINE)
}

fn escape_xml(text: &str) -> String {
    let plain = sanitize(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    plain.replace('"', "&quot;")
}
