//! The page as HTML: one part for each situation, of which the one that was linked to is shown, and the whole routine to
//! read and print. No script; the browser's own way back is the way back.

use super::{LinkTrigger, PageLink, PageNode, RoutinePage};
use crate::document::Block;
use crate::export::html::render_blocks;
use crate::export::markup::escape_markup;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Choice, StepKind};
use crate::paper::parse_blocks;
use crate::present::{ACUTE, Call, StepView};

/// The looks. Every pair of colours in it has a contrast of at least 4.5 to 1.
const STYLE: &str = include_str!("html/style.css");

/// What stands at the end of every way.
const AT_THE_END: &str = "Här slutar vägen. Fyll i blanketten i Stegvis: den sparas på din dator, avidentifierad. Den här sidan \
                          sparar ingenting, men webbläsarens historik visar vilka delar av den du har öppnat.";

/// The page.
pub(super) fn render_page(page: &RoutinePage) -> String {
    let flow = page.flow();
    let title = escape_markup(&flow.title);
    // The start comes last, so that it can be hidden where another situation is shown.
    let others: String =
        page.nodes().iter().enumerate().skip(1).map(|node| render_node(page, node)).collect();
    let start: String = page.nodes().iter().enumerate().take(1).map(|node| render_node(page, node)).collect();
    let (whole, foot) = (render_whole(page), render_foot(page));
    format!(
        "<!doctype html>\n<html lang=\"sv\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<p class=\"name\">{title}</p>\n\
         <p class=\"acute\">{}</p>\n</header>\n<main>\n{others}{whole}{start}</main>\n{foot}</body>\n</html>\n",
        render_acute()
    )
}

/// What stands on every page, with the number as a link to call.
fn render_acute() -> String {
    escape_markup(ACUTE).replace("112", "<a href=\"tel:112\">112</a>")
}

fn render_node(page: &RoutinePage, (n, node): (usize, &PageNode)) -> String {
    let view = StepView::from_walk(&node.walk, node.step(), page.day);
    let heading = render_heading(&view, n);
    let text: String = view.text.iter().map(|text| render_blocks(&parse_blocks(text.source()))).collect();
    let (contacts, ways, why) = (render_contacts(&view), render_links(page, node), render_why(&view));
    let end = if view.call == Call::Form { format!("<p>{AT_THE_END}</p>\n") } else { String::new() };
    format!(
        "<section id=\"s{n}\" class=\"step\" tabindex=\"-1\" aria-labelledby=\"h{n}\">\n{heading}{text}{end}{contacts}{ways}\
         {why}</section>\n"
    )
}

fn render_heading(view: &StepView<'_>, n: usize) -> String {
    let label = view.call.label().map(|label| format!("<p class=\"call\">{label}</p>\n")).unwrap_or_default();
    format!("{label}<h1 id=\"h{n}\">{}</h1>\n", escape_markup(view.title))
}

fn render_contacts(view: &StepView<'_>) -> String {
    let rows: Vec<(String, String)> =
        view.contacts.iter().map(|contact| (format!("{}:", contact.label), contact.reach.clone())).collect();
    let duty = view.duty.iter().map(|duty| Block::Text(duty.clone()));
    let blocks: Vec<Block> = duty.chain((!rows.is_empty()).then_some(Block::Rows(rows))).collect();
    render_blocks(&blocks)
}

fn render_links(page: &RoutinePage, node: &PageNode) -> String {
    if node.links().is_empty() {
        return "<p class=\"way\"><a href=\"#s0\">Till början</a></p>\n".to_owned();
    }
    let first = matches!(node.links(), [first, _, ..] if matches!(first.when, LinkTrigger::Chosen(_)));
    let lead = if first { "<p>Välj det första som stämmer.</p>\n" } else { "" };
    let links: String = node.links().iter().map(|link| render_link(page, node, link)).collect();
    format!("{lead}<nav aria-label=\"Vägar vidare\">\n{links}</nav>\n")
}

fn render_link(page: &RoutinePage, node: &PageNode, link: &PageLink) -> String {
    let texts = |options: &[AnswerIx]| option_texts(page, node.step(), options);
    let (list, says) = match &link.when {
        LinkTrigger::Answer(answer) => (String::new(), texts(&[*answer]).concat()),
        LinkTrigger::Marked(mark) => (String::new(), mark.label().to_owned()),
        LinkTrigger::Always => (String::new(), "Gå vidare".to_owned()),
        LinkTrigger::Chosen(chosen) => {
            let groups: Vec<String> =
                chosen.groups().iter().map(|group| list_options(&texts(group))).collect();
            let says =
                if groups.len() == 1 { "Något av detta stämmer" } else { "Något ur varje lista stämmer" };
            (groups.concat(), says.to_owned())
        }
        LinkTrigger::Otherwise(options) if node.links().len() == 1 => {
            (list_options(&texts(options)), "Gå vidare".to_owned())
        }
        LinkTrigger::Otherwise(options) => (list_options(&texts(options)), "Annars".to_owned()),
    };
    format!("{list}<p class=\"way\"><a href=\"#s{}\">{}</a></p>\n", link.to, escape_markup(&says))
}

fn list_options(texts: &[String]) -> String {
    if texts.is_empty() { String::new() } else { render_blocks(&[Block::Points(texts.to_vec())]) }
}

/// The words of answers or options of a step.
fn option_texts(page: &RoutinePage, at: StepIx, options: &[AnswerIx]) -> Vec<String> {
    let texts: Vec<&str> = match &page.flow().step(at).kind {
        StepKind::Ask { answers } => answers.iter().map(|answer| answer.text.as_str()).collect(),
        StepKind::Choose { options, .. } => {
            options.iter().map(|option: &Choice| option.text.as_str()).collect()
        }
        StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => Vec::new(),
    };
    options.iter().filter_map(|option| texts.get(option.index())).map(|text| (*text).to_owned()).collect()
}

/// Why the step is there and what it rests on, to be opened.
fn render_why(view: &StepView<'_>) -> String {
    let blocks = why_blocks(view);
    if blocks.is_empty() {
        return String::new();
    }
    format!("<details>\n<summary>Varför</summary>\n{}</details>\n", render_blocks(&blocks))
}

fn why_blocks(view: &StepView<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> = view.why.iter().flat_map(|why| parse_blocks(why.source())).collect();
    let laws: Vec<(String, String)> =
        view.laws.iter().map(|law| (format!("{}:", law.cite), law.says.to_plain())).collect();
    blocks.extend((!laws.is_empty()).then_some(Block::Rows(laws)));
    blocks.extend(view.laws_read.clone().map(Block::Note));
    if let Some(quote) = &view.quote {
        blocks.push(Block::Quote(quote.words.to_plain()));
        blocks.extend(quote.note.map(|note| Block::Note(note.to_owned())));
    }
    let sources = view.sources.iter().map(|source| Block::Note(format!("Källa: {source}")));
    blocks.extend(sources);
    blocks
}

/// The whole routine, each step once, in the order of its file.
fn render_whole(page: &RoutinePage) -> String {
    let steps: String = page.flow().step_indices().filter_map(|at| render_whole_step(page, at)).collect();
    format!(
        "<section id=\"hela\" class=\"step\" tabindex=\"-1\" aria-labelledby=\"hela-rubrik\">\n\
         <h1 id=\"hela-rubrik\">Hela rutinen, steg för steg</h1>\n{steps}\
         <p class=\"way\"><a href=\"#s0\">Till början</a></p>\n</section>\n"
    )
}

/// A step as it stands in any situation that comes to it; none where no walk does.
fn render_whole_step(page: &RoutinePage, at: StepIx) -> Option<String> {
    let node = page.nodes().iter().find(|node| node.step() == at)?;
    let view = StepView::from_walk(&node.walk, at, page.day);
    let label = view.call.label().map(|label| format!("{label}: ")).unwrap_or_default();
    let heading = format!("<h2>{}</h2>\n", escape_markup(&format!("{label}{}", view.title)));
    let mut blocks: Vec<Block> = view.text.iter().flat_map(|text| parse_blocks(text.source())).collect();
    let all: Vec<AnswerIx> = (0..page.flow().step(at).answer_ids().len()).map(AnswerIx::nth).collect();
    let options = option_texts(page, at, &all);
    blocks.extend((!options.is_empty()).then_some(Block::Points(options)));
    let why = render_blocks(&why_blocks(&view));
    Some(format!("{heading}{}{}{why}", render_blocks(&blocks), render_contacts(&view)))
}

fn render_foot(page: &RoutinePage) -> String {
    let flow = page.flow();
    let about = escape_markup(&format!("{}, version {}", flow.publisher, flow.version));
    let notice =
        flow.notice.as_ref().map(|notice| format!("<p>{}</p>\n", escape_markup(notice))).unwrap_or_default();
    format!(
        "<footer>\n<p><a href=\"#s0\">Till början</a> · <a href=\"#hela\">Hela rutinen</a></p>\n{notice}<p>{about}. Sidan är \
         gjord av Stegvis {} den {}.</p>\n</footer>\n",
        env!("CARGO_PKG_VERSION"),
        page.day
    )
}
