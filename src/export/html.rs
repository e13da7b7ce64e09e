//! A document as a web page: one file, no script, nothing loaded; light and dark, on screen and on paper.

use super::markup::escape_markup;
use super::sheet::{EMPTY, EXERCISE, EXERCISE_TOLD};
use crate::document::{
    ACT_HEADS, ActLine, ActTable, Block, BoxState, CheckBox, Document, FieldBlock, FieldContent, NumberTable,
    Origin, OriginFact, Part, PartStart, Purpose, last_count,
};

/// The looks. Every pair of colours in it has a contrast of at least 4.5 to 1.
pub(super) const STYLE: &str = include_str!("html/style.css");

/// The page as UTF-8.
pub(super) fn render_document(document: &Document) -> Vec<u8> {
    let before = match document.purpose {
        Purpose::Case => String::new(),
        Purpose::Exercise => format!("{EXERCISE}: "),
    };
    let (title, banner) = (escape_markup(&document.title), render_banner(document.purpose));
    let lead = render_blocks(&document.lead);
    let parts: String = document.parts.iter().enumerate().map(render_part).collect();
    let foot = render_origin(&document.origin);
    format!(
        "<!doctype html>\n<html lang=\"sv\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{before}{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{banner}<main>\n<header>\n\
         <h1>{title}</h1>\n{lead}</header>\n{parts}</main>\n{foot}</body>\n</html>\n"
    )
    .into_bytes()
}

pub(super) fn render_banner(purpose: Purpose) -> String {
    match purpose {
        Purpose::Case => String::new(),
        Purpose::Exercise => {
            format!(
                "<aside class=\"exercise\" aria-label=\"Övning\">{EXERCISE_TOLD}</aside>\n\
                 <div class=\"mark\" aria-hidden=\"true\">{EXERCISE}</div>\n"
            )
        }
    }
}

fn render_part((at, part): (usize, &Part)) -> String {
    let id = format!("avsnitt-{}", at + 1);
    let blocks = render_blocks(&part.blocks);
    let title = escape_markup(&part.title);
    let class = match part.starts {
        PartStart::Here => "",
        PartStart::OnNewPage => " class=\"new-page\"",
    };
    format!("<section{class} aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n{blocks}</section>\n")
}

/// Blocks, one after the other.
pub(crate) fn render_blocks(blocks: &[Block]) -> String {
    blocks.iter().map(render_block).collect()
}

fn render_block(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("<h3>{}</h3>\n", escape_markup(text)),
        Block::Text(text) => format!("<p>{}</p>\n", render_lines(text.lines())),
        Block::Quote(text) => format!("<blockquote>{}</blockquote>\n", render_lines(text.lines())),
        Block::Note(text) => format!("<p class=\"note\">{}</p>\n", escape_markup(text)),
        Block::Points(points) => {
            let point = |point: &String| format!("<li>{}</li>\n", escape_markup(point));
            format!("<ul>\n{}</ul>\n", points.iter().map(point).collect::<String>())
        }
        Block::Rows(rows) => {
            let row = |(name, told): &(String, String)| {
                format!("<li><b>{}</b> {}</li>\n", escape_markup(name), escape_markup(told))
            };
            format!("<ul class=\"close\">\n{}</ul>\n", rows.iter().map(row).collect::<String>())
        }
        Block::ByHand(label) => {
            format!("<p class=\"diary\">{label}: <span class=\"blank\">fylls i för hand</span></p>\n")
        }
        Block::Room(lines) => "<div class=\"room\" aria-hidden=\"true\"></div>\n".repeat(*lines),
        Block::Field(field) => render_field(field),
        Block::Acts(table) => render_acts(table),
        Block::Numbers(table) => render_numbers(table),
    }
}

fn render_lines<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    lines.map(escape_markup).collect::<Vec<_>>().join("<br>\n")
}

fn render_field(FieldBlock { label, content }: &FieldBlock) -> String {
    let label = escape_markup(label);
    let content = match content {
        FieldContent::Boxes(boxes) => render_boxes(boxes.iter().map(render_box)),
        FieldContent::Options(options) => {
            render_boxes(options.iter().map(|text| render_box(&CheckBox::new_blank(text))))
        }
        FieldContent::Lines(lines) => render_lines(lines.iter().map(String::as_str)),
        FieldContent::Empty => format!("<span class=\"empty\">{EMPTY}</span>"),
    };
    format!("<dl>\n<dt>{label}</dt>\n<dd>{content}</dd>\n</dl>\n")
}

fn render_boxes(boxes: impl Iterator<Item = String>) -> String {
    format!("<ul class=\"ticks\">\n{}</ul>", boxes.collect::<String>())
}

fn render_box(check: &CheckBox) -> String {
    let (class, mark, words) = match check.state {
        BoxState::Ticked => ("on", '☒', "Ikryssat"),
        BoxState::Blank => ("off", '☐', "Inte ikryssat"),
    };
    let text = escape_markup(&check.text);
    format!(
        "<li class=\"{class}\"><span class=\"box\" aria-hidden=\"true\">{mark}</span> \
         <span class=\"heard\">{words}: </span>{text}</li>\n"
    )
}

fn render_acts(table: &ActTable) -> String {
    let row = |act: &ActLine| {
        let text = escape_markup(&act.text);
        format!("<tr><th scope=\"row\">{text}</th><td>{}</td></tr>\n", act.state)
    };
    let rows: String = table.rows.iter().map(row).collect();
    let (caption, [act, state]) = (escape_markup(&table.caption), ACT_HEADS);
    format!(
        "<table>\n<caption>{caption}</caption>\n<thead>\n<tr><th scope=\"col\">{act}</th><th scope=\"col\">{state}</th>\
         </tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

/// A table of numbers, whole: a page can be scrolled sideways. Last in each row stands its bar, for the eye alone.
fn render_numbers(table: &NumberTable) -> String {
    let head = |head: &String| format!("<th scope=\"col\">{}</th>", escape_markup(head));
    let heads: String = table.heads.iter().map(head).collect();
    let most = table.pieces(usize::MAX).find_map(|piece| piece.most).unwrap_or(1);
    let row = |(label, numbers): &(String, Vec<String>)| {
        let cell = |number: &String| format!("<td>{}</td>", escape_markup(number));
        let cells: String = numbers.iter().map(cell).collect();
        let share = (last_count(numbers) * 100).div_ceil(most).min(100);
        format!(
            "<tr><th scope=\"row\">{}</th>{cells}<td class=\"bar\" aria-hidden=\"true\"><div style=\"width:{share}%\">\
             </div></td></tr>\n",
            escape_markup(label)
        )
    };
    let rows: String = table.rows.iter().map(row).collect();
    let chart = if table.heads.len() == 1 { " chart" } else { "" };
    format!(
        "<div class=\"wide\" tabindex=\"0\">\n<table class=\"numbers{chart}\">\n<caption>{}</caption>\n<thead>\n<tr><td></td>{heads}\
         <td class=\"bar\" aria-hidden=\"true\"></td></tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n",
        escape_markup(&table.caption)
    )
}

/// The foot of the page: where it comes from.
pub(super) fn render_origin(origin: &Origin) -> String {
    let fact = |fact: &OriginFact| {
        format!("<div><dt>{}</dt><dd>{}</dd></div>\n", fact.label, escape_markup(&fact.value))
    };
    let facts: String = origin.facts.iter().map(fact).collect();
    format!("<footer>\n<h2>{}</h2>\n<dl class=\"facts\">\n{facts}</dl>\n</footer>\n", origin.heading)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn sample_page(purpose: Purpose) -> String {
        String::from_utf8(render_document(&sample::sample_document(purpose))).unwrap()
    }

    #[test]
    fn a_form_is_a_page() {
        let page = sample_page(Purpose::Case);
        let body = page.split_once("</style>").unwrap().1;
        insta::assert_snapshot!(body);
    }

    #[test]
    fn nothing_is_loaded_and_nothing_runs() {
        let page = sample_page(Purpose::Exercise);
        for word in
            ["<script", "<link", "<img", "src=", "href=", "url(", "@import", "http://", "https://", " on"]
        {
            let attribute = word == " on";
            let found = if attribute {
                page.contains(" onload=") || page.contains(" onclick=")
            } else {
                page.contains(word)
            };
            assert!(!found, "{word}");
        }
    }

    #[test]
    fn an_exercise_says_so_in_its_title_and_on_every_page() {
        let page = sample_page(Purpose::Exercise);
        assert!(page.contains("<title>ÖVNING: ") && page.contains("class=\"exercise\""));
        // On paper the mark stands behind every page.
        assert!(page.contains("<div class=\"mark\" aria-hidden=\"true\">ÖVNING</div>"));
        assert!(page.contains("position: fixed"));
    }

    #[test]
    fn the_colours_are_far_enough_apart() {
        // Text, background: the light pairs, then the dark ones, as they stand in the style sheet.
        let pairs = [
            ("1b1b1b", "ffffff"),
            ("595959", "ffffff"),
            ("1b1b1b", "eef2f6"),
            ("ffffff", "a3173a"),
            ("f2f2f2", "16181b"),
            ("b4b4b4", "16181b"),
            ("f2f2f2", "262b31"),
        ];
        for (text, ground) in pairs {
            assert!(STYLE.contains(text) && STYLE.contains(ground), "{text} {ground}");
            assert!(contrast_ratio(text, ground) >= 4.5, "{text} {ground}: {}", contrast_ratio(text, ground));
        }
    }

    /// The contrast of two colours as WCAG 2.2 counts it.
    fn contrast_ratio(one: &str, other: &str) -> f64 {
        let (one, other) = (relative_luminance(one), relative_luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn relative_luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(colour.get(at..at + 2).unwrap(), 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    }
}
