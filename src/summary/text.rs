//! The protected picture for a terminal: tables in plain lines, with a bar for what there is over all of the time.

use super::period::TimeSpan;
use super::picture::Cell;
use super::sheet::{CountTable, TOGETHER, count_tables};
use super::{FINDS, PROTECTION, Report, cell_text};
use crate::prose::{self, sanitize};

/// How wide a row's label is, in columns of the terminal. A longer one has a line of its own.
const LABEL: usize = 28;

/// How wide a count is.
const COUNT: usize = 9;

/// How many counts stand beside each other.
const ACROSS: usize = 4;

/// The longest bar.
const BAR: usize = 10;

/// A row as it is set: its label and its counts.
type CountRow = (String, Vec<Cell>);

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

/// How many forms there are, of which routine, and what the names of the stretches of time mean.
pub fn introduction_pieces(report: &Report) -> Vec<TextPiece> {
    let told = report.describe_sizes().join(" ");
    let shown = !report.shown_pictures().is_empty();
    let more = report.describe_origin().filter(|_| shown).into_iter();
    let why = report.span_explanation().into_iter().chain(report.chosen.filter(|_| shown)).map(str::to_owned);
    let all = [told].into_iter().filter(|told| !told.is_empty()).chain(more).chain(why);
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
        write_table(&mut lines, &sanitize(&caption), &columns, &rows);
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
    format!("Inga blanketter: {}.", labels.join(", "))
}

/// A table, in as many pieces as its columns take.
pub(super) fn write_table(
    lines: &mut Vec<TextPiece>,
    heading: &str,
    columns: &[TimeSpan],
    rows: &[CountRow],
) {
    lines.extend(heading_pieces(heading));
    let most =
        rows.iter().filter_map(|(_, cells)| cells.last()).map(|cell| visible_count(*cell)).max().unwrap_or(0);
    let pieces = columns.len().div_ceil(ACROSS);
    for (nth, piece) in columns.chunks(ACROSS).enumerate() {
        let heads: Vec<String> = piece.iter().map(|span| format!("{:>COUNT$}", span.label())).collect();
        lines.push(TextPiece::Line(format!("{:LABEL$}{}", "", heads.concat())));
        for (label, cells) in rows {
            let cells = cells.chunks(ACROSS).nth(nth).unwrap_or_default();
            let bar = cells
                .last()
                .filter(|_| nth + 1 == pieces)
                .map(|cell| draw_bar(visible_count(*cell), most, BAR));
            write_row(lines, label, cells, &bar.unwrap_or_default());
        }
    }
    lines.push(empty_line());
}

fn write_row(lines: &mut Vec<TextPiece>, label: &str, cells: &[Cell], bar: &str) {
    let label = sanitize(label);
    let mut before = label.as_str();
    if label.chars().count() >= LABEL {
        lines.extend(paragraph_pieces(&label, ""));
        before = "";
    }
    let counts: Vec<String> = cells.iter().map(|cell| format!("{:>COUNT$}", cell_text(*cell))).collect();
    let line = format!("{before:LABEL$}{}  {bar}", counts.concat());
    lines.push(TextPiece::Line(line.trim_end().to_owned()));
}

/// A count, for a bar; a hidden one has none.
pub fn visible_count(cell: Cell) -> u64 {
    match cell {
        Cell::Count(count) => count,
        Cell::Hidden => 0,
    }
}

/// A bar in proportion to the largest count; whatever is there at all is seen.
pub fn draw_bar(count: u64, most: u64, longest: usize) -> String {
    let longest = u64::try_from(longest).unwrap_or(u64::MAX);
    let length = (count * longest).div_ceil(most.max(1)).min(longest);
    "█".repeat(usize::try_from(length).unwrap_or(0))
}
