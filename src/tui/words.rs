//! Words on a screen: small Markdown into styled lines of a given width.

use std::ops::Range;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use textwrap::{Options, WordSplitter, WrapAlgorithm};
use unicode_width::UnicodeWidthStr;

use crate::prose::{join_with_hard_spaces, restore_spaces};

/// Small Markdown (`**bold**`, `- ` lists, blank lines between paragraphs) as lines of at most `width` columns.
/// Single line breaks inside a paragraph are kept.
pub fn wrap_markdown(text: &str, width: u16, style: Style) -> Vec<Line<'static>> {
    join_with_hard_spaces(text.trim_end())
        .lines()
        .flat_map(|line| wrap_paragraph(line, width, style))
        .collect()
}

/// Plain text as lines of at most `width` columns.
pub fn wrap_plain(text: &str, width: u16, style: Style) -> Vec<Line<'static>> {
    let text = join_with_hard_spaces(text.trim_end());
    text.lines().flat_map(|line| wrap_text(line, &[], width, style, "")).collect()
}

/// Plain text after a sign, as lines of at most `width` columns that all begin where the text does.
pub fn wrap_hanging(sign: &str, text: &str, width: u16, style: Style) -> Vec<Line<'static>> {
    let mut lines = wrap_text(&join_with_hard_spaces(text), &[], width, style, &" ".repeat(sign.width()));
    if let Some(first) = lines.first_mut().and_then(|line| line.spans.first_mut()) {
        *first = Span::styled(sign.to_owned(), style);
    }
    lines
}

/// Text cut to `width` columns, with an ellipsis where something was cut.
pub fn cut_to_width(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for cluster in unicode_segmentation::UnicodeSegmentation::graphemes(text, true) {
        used += cluster.width();
        if used >= width {
            break;
        }
        kept.push_str(cluster);
    }
    kept.push('…');
    kept
}

/// A line that goes on somewhere else: with an ellipsis after as many of its words as have room in `width` columns.
pub fn with_ellipsis(mut line: Line<'static>, width: u16) -> Line<'static> {
    while line.width() + 2 > usize::from(width) {
        let Some(last) = line.spans.pop() else { break };
        if let Some((kept, _)) = last.content.trim_end().rsplit_once(' ') {
            line.push_span(Span::styled(kept.to_owned(), last.style));
        }
    }
    match line.spans.pop() {
        Some(last) => line.push_span(Span::styled(format!("{} …", last.content.trim_end()), last.style)),
        None => line.push_span("…"),
    }
    line
}

fn wrap_paragraph(line: &str, width: u16, style: Style) -> Vec<Line<'static>> {
    let trimmed = line.trim_start();
    match trimmed.strip_prefix("- ") {
        Some(item) => {
            let (text, bold) = strip_stars(item);
            let mut lines = wrap_text(&text, &bold, width, style, "  ");
            if let Some(first) = lines.first_mut().and_then(|line| line.spans.first_mut()) {
                *first = Span::styled("• ", style);
            }
            lines
        }
        None => {
            let (text, bold) = strip_stars(line);
            wrap_text(&text, &bold, width, style, "")
        }
    }
}

/// The text without its `**`, and the byte ranges that stood between them.
fn strip_stars(text: &str) -> (String, Vec<Range<usize>>) {
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

fn wrap_text(
    text: &str,
    bold: &[Range<usize>],
    width: u16,
    style: Style,
    indent: &str,
) -> Vec<Line<'static>> {
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
            let spans = std::iter::once(indent).chain(style_row(&row, start, bold, style));
            Line::from(spans.filter(|span| !span.content.is_empty()).collect::<Vec<_>>())
        })
        .collect()
}

fn style_row(row: &str, start: usize, bold: &[Range<usize>], style: Style) -> Vec<Span<'static>> {
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut run = String::new();
    let mut run_style = style;
    for (at, c) in row.char_indices() {
        let strong = bold.iter().any(|range| range.contains(&(start + at)));
        let here = if strong { style.add_modifier(Modifier::BOLD) } else { style };
        if here != run_style && !run.is_empty() {
            spans.push(Span::styled(restore_spaces(&std::mem::take(&mut run)), run_style));
        }
        run_style = here;
        run.push(c);
    }
    spans.push(Span::styled(restore_spaces(&run), run_style));
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line_texts(lines: &[Line<'_>]) -> Vec<String> {
        lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn wraps_lists_with_a_hanging_indent() {
        let lines = wrap_markdown("Först:\n- ett **två** tre fyra\n- fem", 12, Style::new());
        assert_eq!(line_texts(&lines), ["Först:", "• ett två", "  tre fyra", "• fem"]);
    }

    #[test]
    fn bold_survives_wrapping_and_unpaired_stars_do_no_harm() {
        let lines = wrap_markdown("a **b c d** e ** f", 4, Style::new());
        assert_eq!(line_texts(&lines), ["a b", "c d", "e  f"]);
        let bold = lines[1].spans.iter().all(|span| span.style.add_modifier.contains(Modifier::BOLD));
        assert!(bold);
    }

    #[test]
    fn a_telephone_number_stays_on_its_line_and_is_drawn_with_blanks() {
        let lines = wrap_plain("Ring växeln: 08-508 00 000 eller 112 14", 16, Style::new());
        assert_eq!(line_texts(&lines), ["Ring växeln:", "08-508 00 000", "eller 112 14"]);
        let lines = wrap_markdown("- **Stöd**: 020-100 200 dygnet runt", 16, Style::new());
        assert_eq!(line_texts(&lines), ["• Stöd:", "  020-100 200", "  dygnet runt"]);
        assert!(lines[0].spans[1].style.add_modifier.contains(Modifier::BOLD), "{lines:?}");
    }

    #[test]
    fn text_after_a_sign_begins_below_itself() {
        assert_eq!(
            line_texts(&wrap_hanging("[x] ", "ett två tre", 11, Style::new())),
            ["[x] ett två", "    tre"]
        );
    }

    #[test]
    fn cuts_at_whole_characters() {
        assert_eq!(cut_to_width("förvaltning", 5), "förv…");
        assert_eq!(cut_to_width("kort", 5), "kort");
    }

    #[test]
    fn a_line_that_goes_on_loses_whole_words_and_no_more_than_it_must() {
        let shown =
            |width| with_ellipsis(Line::from(vec!["ett ".into(), "två tre".into()]), width).to_string();
        assert_eq!([13, 12, 8, 3].map(shown), ["ett två tre …", "ett två …", "ett …", "…"]);
        assert_eq!(with_ellipsis(Line::default(), 9).to_string(), "…");
    }
}
