//! A paper as a web page, in the frame and with the looks that forms have.

use crate::export::Purpose;
use crate::export::html::{facts, page};
use crate::export::markup::escaped;
use crate::export::sheet;
use crate::paper::{Block, Paper, Part, Starts};

/// The page as UTF-8.
pub(super) fn write(paper: &Paper, purpose: Purpose) -> Vec<u8> {
    let parts: String = paper.parts().iter().enumerate().map(part).collect();
    let head = format!("<h1>{}</h1>\n<p>{}</p>\n", escaped(paper.title()), escaped(paper.lead()));
    page(paper.title(), purpose, &head, &parts, &facts("Om bladet", &sheet::of_paper(paper)))
}

fn part((at, part): (usize, &Part)) -> String {
    let id = format!("avsnitt-{}", at + 1);
    let blocks: String = part.blocks.iter().map(block).collect();
    let title = escaped(&part.title);
    let class = match part.starts {
        Starts::Here => "",
        Starts::OnNewPage => " class=\"new-page\"",
    };
    format!("<section{class} aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n{blocks}</section>\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("<h3>{}</h3>\n", escaped(text)),
        Block::Text(text) => format!("<p>{}</p>\n", lines(text)),
        Block::Quote(text) => format!("<blockquote>{}</blockquote>\n", lines(text)),
        Block::Points(points) => {
            let point = |point: &String| format!("<li>{}</li>\n", escaped(point));
            let points: String = points.iter().map(point).collect();
            format!("<ul>\n{points}</ul>\n")
        }
        Block::Rows(rows) => {
            let row = |(name, told): &(String, String)| {
                format!("<li><b>{}</b> {}</li>\n", escaped(name), escaped(told))
            };
            let rows: String = rows.iter().map(row).collect();
            format!("<ul class=\"close\">\n{rows}</ul>\n")
        }
        Block::Room(lines) => "<div class=\"room\" aria-hidden=\"true\"></div>\n".repeat(*lines),
    }
}

fn lines(text: &str) -> String {
    text.lines().map(escaped).collect::<Vec<_>>().join("<br>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::paper::tests as sample;

    #[test]
    fn a_handout_says_that_it_is_an_exercise_and_loads_nothing() {
        let page = String::from_utf8(write(&sample::handout("vanta-med-112"), Purpose::Exercise)).unwrap();
        assert!(page.contains("<title>ÖVNING: Vi väntar och ser</title>"));
        assert!(page.contains("<div class=\"mark\" aria-hidden=\"true\">ÖVNING</div>"));
        assert!(
            ["<script", "<link", "<img", "src=", "href=", "url("].iter().all(|word| !page.contains(word))
        );
    }

    #[test]
    fn every_law_and_every_promise_stands_on_the_proof_sheet() {
        let page = String::from_utf8(write(&sample::proof(), Purpose::Case)).unwrap();
        for told in [
            "<b>akut-forst</b>",
            "<b>19 kap. 1 § SoL</b> gäller, från 2025-07-01",
            "<b>akut</b> leder till ring-112",
        ] {
            assert!(page.contains(told), "{told}");
        }
    }
}
