//! The protected picture for a terminal: tables in plain lines, with a bar for what there is over all of the time.

use super::period::TimeSpan;
use super::picture::{Cell, TOGETHER};
use super::sheet::{CountRow, CountTable, count_tables};
use super::{FINDS, PROTECTION, Report};
use crate::export::txt;
use crate::prose::{self, sanitize};

/// A line of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextPiece {
    /// What comes under it.
    Heading(String),
    /// Any other line.
    Line(String),
}

/// The pictures as lines that end in a line feed.
pub fn write(report: &Report) -> String {
    let lines = [title_pieces(report), introduction_pieces(report), table_pieces(report)].concat();
    let lines = lines.into_iter().flat_map(|piece| match piece {
        TextPiece::Heading(text) | TextPiece::Line(text) => [text, "\n".to_owned()],
    });
    lines.collect()
}

/// What the pictures are of.
pub fn title_pieces(report: &Report) -> Vec<TextPiece> {
    let title = report.title();
    let by = report.by.label();
    heading_pieces(&if report.shown_pictures().is_empty() { title } else { format!("{title}, {by}") })
}

/// Who made it and when, how many forms there are, of which routine, and what the names of the stretches of time mean.
pub fn introduction_pieces(report: &Report) -> Vec<TextPiece> {
    let told = report.describe_sizes().join(" ");
    let shown = !report.shown_pictures().is_empty();
    let more = report.describe_origin().filter(|_| shown).into_iter();
    let why = report.span_explanation().into_iter().chain(report.chosen.filter(|_| shown)).map(str::to_owned);
    let made = report.made_words().filter(|_| shown).into_iter();
    let all = made.chain(Some(told).filter(|told| !told.is_empty())).chain(more).chain(why);
    all.flat_map(|text| paragraph_pieces(&sanitize(&text), "")).collect()
}

/// The tables, and what is told of small numbers.
pub fn table_pieces(report: &Report) -> Vec<TextPiece> {
    let columns = report.columns();
    if columns.is_empty() {
        return Vec::new();
    }
    if report.shown_pictures().is_empty() {
        return paragraph_pieces(PROTECTION, "");
    }
    let mut lines = vec![empty_line()];
    for CountTable { caption, rows } in count_tables(report) {
        let (never, rows): (Vec<CountRow>, Vec<CountRow>) = rows.into_iter().partition(is_never);
        write_table(&mut lines, &CountTable { caption, rows }, &columns);
        if !never.is_empty() {
            lines.extend(paragraph_pieces(&none_of(&never), "  "));
            lines.push(empty_line());
        }
    }
    lines.extend(paragraph_pieces(PROTECTION, ""));
    if report.finds.is_shown() {
        lines.extend(paragraph_pieces(FINDS, ""));
    }
    lines
}

fn heading_pieces(text: &str) -> Vec<TextPiece> {
    prose::wrap_lines(text, "", "").into_iter().map(TextPiece::Heading).collect()
}

fn paragraph_pieces(text: &str, indent: &str) -> Vec<TextPiece> {
    prose::wrap_lines(text, indent, indent).into_iter().map(TextPiece::Line).collect()
}

fn empty_line() -> TextPiece {
    TextPiece::Line(String::new())
}

/// Whether no form says it.
fn is_never((label, cells): &CountRow) -> bool {
    cells.last() == Some(&Cell::Count(0)) && label != TOGETHER
}

/// The rows that no form says, in a line.
fn none_of(never: &[CountRow]) -> String {
    let labels: Vec<String> = never.iter().map(|(label, _)| sanitize(label)).collect();
    format!("Noll i den här tabellen: {}.", labels.join(", "))
}

/// A table, in as many pieces as its columns take.
pub(super) fn write_table(lines: &mut Vec<TextPiece>, table: &CountTable, columns: &[TimeSpan]) {
    lines.extend(heading_pieces(&sanitize(&table.caption)));
    lines.extend(txt::table_lines(&table.to_numbers(columns)).into_iter().map(TextPiece::Line));
    lines.push(empty_line());
}

/// A count, for a bar; a hidden one has none.
pub fn visible_count(cell: Cell) -> u64 {
    match cell {
        Cell::Count(count) => count,
        Cell::Hidden => 0,
    }
}
