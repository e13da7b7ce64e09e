//! A paper as a web page, in the frame and with the looks that forms have.

use crate::export::Purpose;
use crate::export::html::{render_facts, render_page};
use crate::export::markup::escape_markup;
use crate::export::sheet;
use crate::paper::{Paper, PaperBlock, PaperPart, PartStart};

/// The page as UTF-8.
pub(super) fn write(paper: &Paper, purpose: Purpose) -> Vec<u8> {
    let parts: String = paper.parts().iter().enumerate().map(render_part).collect();
    let head = format!("<h1>{}</h1>\n<p>{}</p>\n", escape_markup(paper.title()), escape_markup(paper.lead()));
    render_page(paper.title(), purpose, &head, &parts, &render_facts("Om bladet", &sheet::of_paper(paper)))
}

fn render_part((at, part): (usize, &PaperPart)) -> String {
    let id = format!("avsnitt-{}", at + 1);
    let blocks: String = part.blocks.iter().map(render_block).collect();
    let title = escape_markup(&part.title);
    let class = match part.starts {
        PartStart::Here => "",
        PartStart::OnNewPage => " class=\"new-page\"",
    };
    format!("<section{class} aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n{blocks}</section>\n")
}

fn render_block(block: &PaperBlock) -> String {
    match block {
        PaperBlock::Heading(text) => format!("<h3>{}</h3>\n", escape_markup(text)),
        PaperBlock::Text(text) => format!("<p>{}</p>\n", render_lines(text)),
        PaperBlock::Quote(text) => format!("<blockquote>{}</blockquote>\n", render_lines(text)),
        PaperBlock::Points(points) => {
            let point = |point: &String| format!("<li>{}</li>\n", escape_markup(point));
            let points: String = points.iter().map(point).collect();
            format!("<ul>\n{points}</ul>\n")
        }
        PaperBlock::Rows(rows) => {
            let row = |(name, told): &(String, String)| {
                format!("<li><b>{}</b> {}</li>\n", escape_markup(name), escape_markup(told))
            };
            let rows: String = rows.iter().map(row).collect();
            format!("<ul class=\"close\">\n{rows}</ul>\n")
        }
        PaperBlock::Room(lines) => "<div class=\"room\" aria-hidden=\"true\"></div>\n".repeat(*lines),
    }
}

fn render_lines(text: &str) -> String {
    text.lines().map(escape_markup).collect::<Vec<_>>().join("<br>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::paper::tests as sample;

    #[test]
    fn a_handout_says_that_it_is_an_exercise_and_loads_nothing() {
        let page =
            String::from_utf8(write(&sample::sample_handout("vanta-med-112"), Purpose::Exercise)).unwrap();
        assert!(page.contains("<title>ÖVNING: Vi väntar och ser</title>"));
        assert!(page.contains("<div class=\"mark\" aria-hidden=\"true\">ÖVNING</div>"));
        assert!(
            ["<script", "<link", "<img", "src=", "href=", "url("].iter().all(|word| !page.contains(word))
        );
    }

    #[test]
    fn every_law_and_every_promise_stands_on_the_proof_sheet() {
        let page = String::from_utf8(write(&sample::sample_proof(), Purpose::Case)).unwrap();
        for told in [
            "<b>akut-forst</b>",
            "<b>19 kap. 1 § SoL</b> gäller, från 2025-07-01",
            "<b>akut</b> leder till ring-112",
        ] {
            assert!(page.contains(told), "{told}");
        }
    }
}
