//! Words on a screen: small Markdown into styled lines of a given width.

use std::ops::Range;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use textwrap::{Options, WordSplitter, WrapAlgorithm};

/// Small Markdown (`**bold**`, `- ` lists, blank lines between paragraphs) as lines of at most `width` columns.
/// Single line breaks inside a paragraph are kept.
pub fn markdown(text: &str, width: u16, style: Style) -> Vec<Line<'static>> {
    text.trim_end().lines().flat_map(|line| paragraph(line, width, style)).collect()
}

/// Plain text as lines of at most `width` columns.
pub fn plain(text: &str, width: u16, style: Style) -> Vec<Line<'static>> {
    let lines = text.trim_end().lines();
    lines.flat_map(|line| wrapped(line, &[], width, style, "")).collect()
}

/// Text cut to `width` columns, with an ellipsis where something was cut.
pub fn cut(text: &str, width: usize) -> String {
    if unicode_width::UnicodeWidthStr::width(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for cluster in unicode_segmentation::UnicodeSegmentation::graphemes(text, true) {
        used += unicode_width::UnicodeWidthStr::width(cluster);
        if used >= width {
            break;
        }
        kept.push_str(cluster);
    }
    kept.push('…');
    kept
}

fn paragraph(line: &str, width: u16, style: Style) -> Vec<Line<'static>> {
    let trimmed = line.trim_start();
    match trimmed.strip_prefix("- ") {
        Some(item) => {
            let (text, bold) = without_stars(item);
            let mut lines = wrapped(&text, &bold, width, style, "  ");
            if let Some(first) = lines.first_mut().and_then(|line| line.spans.first_mut()) {
                *first = Span::styled("• ", style);
            }
            lines
        }
        None => {
            let (text, bold) = without_stars(line);
            wrapped(&text, &bold, width, style, "")
        }
    }
}

/// The text without its `**`, and the byte ranges that stood between them.
fn without_stars(text: &str) -> (String, Vec<Range<usize>>) {
    let mut plain = String::with_capacity(text.len());
    let mut bold = Vec::new();
    let parts: Vec<&str> = text.split("**").collect();
    for (n, part) in parts.iter().enumerate() {
        let start = plain.len();
        plain.push_str(part);
        // A last, unpaired pair of stars opens nothing.
        if n % 2 == 1 && n + 1 < parts.len() {
            bold.push(start..plain.len());
        }
    }
    (plain, bold)
}

fn wrapped(text: &str, bold: &[Range<usize>], width: u16, style: Style, indent: &str) -> Vec<Line<'static>> {
    let room = usize::from(width).saturating_sub(indent.len()).max(1);
    let options = Options::new(room)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(true);
    let mut from = 0;
    textwrap::wrap(text, options)
        .into_iter()
        .map(|row| {
            let start =
                text.get(from..).and_then(|rest| rest.find(row.as_ref())).map_or(from, |at| from + at);
            from = start + row.len();
            let indent = Span::styled(indent.to_owned(), style);
            let spans = std::iter::once(indent).chain(styled(&row, start, bold, style));
            Line::from(spans.filter(|span| !span.content.is_empty()).collect::<Vec<_>>())
        })
        .collect()
}

fn styled(row: &str, start: usize, bold: &[Range<usize>], style: Style) -> Vec<Span<'static>> {
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut run = String::new();
    let mut run_style = style;
    for (at, c) in row.char_indices() {
        let strong = bold.iter().any(|range| range.contains(&(start + at)));
        let here = if strong { style.add_modifier(Modifier::BOLD) } else { style };
        if here != run_style && !run.is_empty() {
            spans.push(Span::styled(std::mem::take(&mut run), run_style));
        }
        run_style = here;
        run.push(c);
    }
    spans.push(Span::styled(run, run_style));
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: &[Line<'_>]) -> Vec<String> {
        lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn wraps_lists_with_a_hanging_indent() {
        let lines = markdown("Först:\n- ett **två** tre fyra\n- fem", 12, Style::new());
        assert_eq!(text(&lines), ["Först:", "• ett två", "  tre fyra", "• fem"]);
    }

    #[test]
    fn bold_survives_wrapping_and_unpaired_stars_do_no_harm() {
        let lines = markdown("a **b c d** e ** f", 4, Style::new());
        assert_eq!(text(&lines), ["a b", "c d", "e  f"]);
        let bold = lines[1].spans.iter().all(|span| span.style.add_modifier.contains(Modifier::BOLD));
        assert!(bold);
    }

    #[test]
    fn cuts_at_whole_characters() {
        assert_eq!(cut("förvaltning", 5), "förv…");
        assert_eq!(cut("kort", 5), "kort");
    }
}
