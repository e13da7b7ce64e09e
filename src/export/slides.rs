//! A document as slides in a browser: one file, every part a slide. It is read and turned by links; a little script lets keys do it too.

use super::html::{STYLE, render_banner, render_blocks, render_origin};
use super::markup::escape_markup;
use super::sheet::EXERCISE;
use crate::document::{Document, Part, Purpose};

/// What slides look like, besides what every page does.
const SLIDE_STYLE: &str = include_str!("html/slides.css");

/// What keys do.
const SCRIPT: &str = include_str!("html/slides.js");

/// The only script that the page lets run, by its SHA-256.
const SCRIPT_HASH: &str = "sha256-ItjOSq7ylH0JBWsA0brpd2ljeHv1na5F5CeZ+mYr2Z4=";

/// The page as UTF-8, with this line at the foot of every slide.
pub(super) fn render_slides(document: &Document, line: &str) -> Vec<u8> {
    let (title, banner) = (escape_markup(&document.title), render_banner(document.purpose));
    let around = SlideFrame { count: document.parts.len() + 1, line, mark: mark_of(document.purpose) };
    let heading = format!("<h1 tabindex=\"-1\">{title}</h1>");
    let first = around.render_slide(0, &heading, &render_blocks(&document.lead));
    let parts: String =
        document.parts.iter().zip(1..).map(|(part, nth)| around.render_part(part, nth)).collect();
    let foot = render_origin(&document.origin);
    format!(
        "<!doctype html>\n<html lang=\"sv\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src '{SCRIPT_HASH}'\">\n\
         <title>{EXERCISE}: {title}</title>\n<style>\n{STYLE}{SLIDE_STYLE}</style>\n</head>\n<body>\n{banner}<main>\n\
         {first}{parts}</main>\n{foot}<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )
    .into_bytes()
}

/// What marks every slide of an exercise.
fn mark_of(purpose: Purpose) -> String {
    match purpose {
        Purpose::Case => String::new(),
        Purpose::Exercise => format!("<b>{EXERCISE}</b>"),
    }
}

/// What stands around every slide.
struct SlideFrame<'d> {
    count: usize,
    line: &'d str,
    mark: String,
}

impl SlideFrame<'_> {
    fn render_part(&self, part: &Part, nth: usize) -> String {
        let heading = format!("<h2 tabindex=\"-1\">{}</h2>", escape_markup(&part.title));
        self.render_slide(nth, &heading, &render_blocks(&part.blocks))
    }

    fn render_slide(&self, nth: usize, heading: &str, content: &str) -> String {
        let (number, count, mark) = (nth + 1, self.count, &self.mark);
        let foot = escape_markup(self.line);
        let link = |to: usize, says: &str| format!("<a href=\"#bild-{to}\">{says}</a>");
        let before = if number > 1 { link(number - 1, "← Förra") } else { String::new() };
        let after = if number < count { link(number + 1, "Nästa →") } else { String::new() };
        format!(
            "<section class=\"slide\" id=\"bild-{number}\" aria-label=\"Bild {number} av {count}\">\n{heading}\n{content}\
             <div class=\"foot\">\n<p>{mark}{foot}</p>\n<nav aria-label=\"Bläddra från bild {number}\">{before}\
             <span>{number} av {count}</span>{after}</nav>\n</div>\n</section>\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::export::sample;

    /// Base64 with padding (RFC 4648).
    fn encode_base64(bytes: &[u8]) -> String {
        const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let chunk = |chunk: &[u8]| {
            let bits =
                (0..3).fold(0usize, |bits, at| bits << 8 | usize::from(chunk.get(at).copied().unwrap_or(0)));
            let sign = |at: usize| {
                if at <= chunk.len() { char::from(SIGNS[bits >> (18 - 6 * at) & 63]) } else { '=' }
            };
            (0..4).map(sign).collect::<String>()
        };
        bytes.chunks(3).map(chunk).collect()
    }

    #[test]
    fn the_script_that_may_run_is_the_one_that_is_there() {
        assert_eq!(SCRIPT_HASH, format!("sha256-{}", encode_base64(&Sha256::digest(SCRIPT.as_bytes()))));
    }

    #[test]
    fn every_part_is_a_slide_that_leads_to_the_next() {
        let page =
            String::from_utf8(render_slides(&sample::sample_document(Purpose::Exercise), "Akut: ring 112."))
                .unwrap();
        let slides = page.matches("<section class=\"slide\"").count();
        for nth in 1..=slides {
            assert!(page.contains(&format!("id=\"bild-{nth}\"")), "{nth}");
            assert_eq!(page.contains(&format!("href=\"#bild-{}\"", nth + 1)), nth < slides, "{nth}");
        }
        assert_eq!(page.matches("<p><b>ÖVNING</b>Akut: ring 112.</p>").count(), slides);
        assert!(!page.contains("http:") && !page.contains("https:") && !page.contains("src="));
    }
}
