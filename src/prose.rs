//! Prose for plain lines: wrapping, small Markdown without its marks, and control characters made visible.

use textwrap::{Options, WordSplitter, WrapAlgorithm};

use crate::characters;

/// The widest line that plain text is written in, in columns.
pub const WIDTH: usize = 72;

/// A text in small Markdown (`**bold**`, `- ` lists, blank lines between paragraphs): a type of its own, so that whoever
/// prints it must say whether its marks are read or left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Markdown<'t>(&'t str);

impl<'t> Markdown<'t> {
    /// A text that is written in small Markdown.
    pub fn new(text: &'t str) -> Self {
        Self(text)
    }

    /// The text as written, with its marks.
    pub fn source(self) -> &'t str {
        self.0.trim_end()
    }

    /// The text without the marks of bold; its lists and its paragraphs are still lines.
    pub fn to_plain(self) -> String {
        self.source().replace("**", "")
    }
}

/// `text` as lines of at most [`WIDTH`] columns, the first after `first`, the others after `rest`. Line breaks in the
/// text are kept; an empty text gives no line.
pub fn wrap_lines(text: &str, first: &str, rest: &str) -> Vec<String> {
    wrap_lines_to(text, first, rest, WIDTH)
}

/// As [`wrap_lines`], at most `width` columns wide. Words are whole, however long: a path can be copied.
pub fn wrap_lines_to(text: &str, first: &str, rest: &str, width: usize) -> Vec<String> {
    text.trim_end()
        .lines()
        .enumerate()
        .flat_map(|(n, line)| wrap_line(line, if n == 0 { first } else { rest }, rest, width))
        .collect()
}

/// Small Markdown (`**bold**`, `- ` lists, blank lines between paragraphs) as lines of at most [`WIDTH`] columns.
pub fn wrap_markdown(text: &str) -> Vec<String> {
    wrap_markdown_to(text, WIDTH)
}

/// As [`wrap_markdown`], at most `width` columns wide.
pub fn wrap_markdown_to(text: &str, width: usize) -> Vec<String> {
    let plain = Markdown::new(text).to_plain();
    let item = |line: &str| if line.trim_start().starts_with("- ") { "  " } else { "" };
    plain.lines().flat_map(|line| wrap_line(line, "", item(line), width)).collect()
}

/// With a full stop, unless it already ends in a mark.
pub fn with_full_stop(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '?', '!', ':', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// A label with a colon, unless it already ends in a mark.
pub fn with_colon(label: &str) -> String {
    if label.ends_with(['?', '!', ':']) { label.to_owned() } else { format!("{label}:") }
}

/// The text with every character that steers a screen, or the order of reading, shown instead of sent.
pub fn sanitize(text: &str) -> String {
    text.chars().map(|c| if characters::is_control(c) { control_picture(c) } else { c }).collect()
}

/// Whether anything in the text steers a screen, or the order of reading.
pub fn has_control(text: &str) -> bool {
    text.chars().any(characters::is_control)
}

/// The text with the digits of a number, such as a telephone number, held together: no line is broken between them.
pub fn join_with_hard_spaces(text: &str) -> String {
    let after = text.chars().skip(1).map(Some).chain([None]);
    let mut before = None;
    let held = text.chars().zip(after).map(|(c, after)| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let within = c == ' ' && digit(before) && digit(after);
        before = Some(c);
        if within { HELD } else { c }
    });
    held.collect()
}

/// A text that was held together, once its lines are broken: with ordinary blanks.
pub fn restore_spaces(text: &str) -> String {
    text.replace(HELD, " ")
}

/// A blank that no line is broken at.
const HELD: char = '\u{a0}';

fn wrap_line(line: &str, first: &str, rest: &str, width: usize) -> Vec<String> {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    let text = join_with_hard_spaces(&sanitize(line));
    textwrap::wrap(&text, options).into_iter().map(|row| restore_spaces(row.trim_end())).collect()
}

/// The picture of a control character where Unicode has one, else the replacement character.
fn control_picture(c: char) -> char {
    match u32::from(c) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or(char::REPLACEMENT_CHARACTER),
        0x7f => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_after_its_indents() {
        let long = "ord ".repeat(30);
        let rows = wrap_lines(&long, "1. ", "   ");
        assert_eq!(rows.len(), 2);
        assert!(rows[0].starts_with("1. ord") && rows[1].starts_with("   ord"));
        assert!(rows.iter().all(|row| row.chars().count() <= WIDTH));
    }

    #[test]
    fn markdown_loses_its_marks_and_keeps_its_paragraphs() {
        assert_eq!(wrap_markdown("Gör **så** här:\n\n- ett\n- två"), ["Gör så här:", "", "- ett", "- två"]);
    }

    #[test]
    fn a_telephone_number_stays_on_its_line() {
        let say = |before: usize| wrap_lines(&format!("{} Ring 114 14.", "x".repeat(before)), "", "");
        assert_eq!(say(60), ["x".repeat(60) + " Ring", "114 14.".to_owned()]);
        assert_eq!(say(59), ["x".repeat(59) + " Ring 114 14."]);
        let item = format!("- {} 08-508 00 000", "x".repeat(60));
        assert_eq!(wrap_markdown(&item)[1], "  08-508 00 000");
    }

    #[test]
    fn lines_follow_the_width_and_break_no_word() {
        let path = "/hem/någon/Dokument/stegvis/blanketter/2026-11-21-oro-k3j9xq.pdf";
        assert_eq!(
            wrap_lines_to(&format!("Sparad i {path}"), "- ", "  ", 30),
            ["- Sparad i".to_owned(), format!("  {path}")]
        );
        let narrow = wrap_lines_to(&"ord ".repeat(30), "", "", 40);
        assert!(narrow.len() == 3 && narrow.iter().all(|row| row.chars().count() <= 40));
        assert_eq!(wrap_lines_to(&"ord ".repeat(30), "", "", 120).len(), 1);
    }

    #[test]
    fn nothing_steers_the_screen() {
        assert_eq!(sanitize("a\u{1b}[31mb\u{7}\u{202e}c"), "a␛[31mb␇\u{fffd}c");
    }
}
