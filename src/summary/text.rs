//! The protected picture for a terminal: tables in plain lines, with a bar for what there is over all of the time.

use super::period::Span;
use super::picture::Cell;
use super::sheet::{Sheet, TOGETHER, sheets};
use super::{FINDS, PROTECTION, Report, shown};
use crate::prose::{self, visible};

/// How wide a row's label is, in columns of the terminal. A longer one has a line of its own.
const LABEL: usize = 28;

/// How wide a count is.
const COUNT: usize = 9;

/// How many counts stand beside each other.
const ACROSS: usize = 4;

/// The longest bar.
const BAR: usize = 10;

/// A row as it is set: its label and its counts.
type Set = (String, Vec<Cell>);

/// A line of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// What comes under it.
    Heading(String),
    /// Any other line.
    Line(String),
}

/// The pictures as lines that end in a line feed.
pub fn write(report: &Report) -> String {
    let lines = [title(report), explained(report), tables(report)].concat();
    let lines = lines.into_iter().flat_map(|piece| match piece {
        Piece::Heading(text) | Piece::Line(text) => [text, "\n".to_owned()],
    });
    lines.collect()
}

/// What the pictures are of.
pub fn title(report: &Report) -> Vec<Piece> {
    let title = report.title();
    let by = report.by.label();
    headed(&if report.shown().is_empty() { title } else { format!("{title}, {by}") })
}

/// How many forms there are, of which routine, and what the names of the stretches of time mean.
pub fn explained(report: &Report) -> Vec<Piece> {
    let told = report.sizes().join(" ");
    let shown = !report.shown().is_empty();
    let more = report.origin().filter(|_| shown).into_iter();
    let why = report.explained().into_iter().chain(report.chosen.filter(|_| shown)).map(str::to_owned);
    let all = [told].into_iter().filter(|told| !told.is_empty()).chain(more).chain(why);
    all.flat_map(|text| running(&visible(&text), "")).collect()
}

/// The tables, and what is told of small numbers.
pub fn tables(report: &Report) -> Vec<Piece> {
    let columns = report.columns();
    if columns.is_empty() {
        return Vec::new();
    }
    if report.shown().is_empty() {
        return running(PROTECTION, "");
    }
    let mut lines = vec![empty()];
    for Sheet { caption, rows } in sheets(report) {
        let (never, rows): (Vec<Set>, Vec<Set>) = rows.into_iter().partition(is_never);
        table(&mut lines, &visible(&caption), &columns, &rows);
        if !never.is_empty() {
            lines.extend(running(&none_of(&never), "  "));
            lines.push(empty());
        }
    }
    lines.extend(running(PROTECTION, ""));
    if report.finds.is_shown() {
        lines.extend(running(FINDS, ""));
    }
    lines
}

fn headed(text: &str) -> Vec<Piece> {
    prose::lines(text, "", "").into_iter().map(Piece::Heading).collect()
}

fn running(text: &str, indent: &str) -> Vec<Piece> {
    prose::lines(text, indent, indent).into_iter().map(Piece::Line).collect()
}

fn empty() -> Piece {
    Piece::Line(String::new())
}

/// Whether no form says it.
fn is_never((label, cells): &Set) -> bool {
    cells.last() == Some(&Cell::Count(0)) && label != TOGETHER
}

/// The rows that no form says, in a line.
fn none_of(never: &[Set]) -> String {
    let labels: Vec<String> = never.iter().map(|(label, _)| visible(label)).collect();
    format!("Inga blanketter: {}.", labels.join(", "))
}

/// A table, in as many pieces as its columns take.
pub(super) fn table(lines: &mut Vec<Piece>, heading: &str, columns: &[Span], rows: &[Set]) {
    lines.extend(headed(heading));
    let most = rows.iter().filter_map(|(_, cells)| cells.last()).map(|cell| count(*cell)).max().unwrap_or(0);
    let pieces = columns.len().div_ceil(ACROSS);
    for (nth, piece) in columns.chunks(ACROSS).enumerate() {
        let heads: Vec<String> = piece.iter().map(|span| format!("{:>COUNT$}", span.label())).collect();
        lines.push(Piece::Line(format!("{:LABEL$}{}", "", heads.concat())));
        for (label, cells) in rows {
            let cells = cells.chunks(ACROSS).nth(nth).unwrap_or_default();
            let bar = cells.last().filter(|_| nth + 1 == pieces).map(|cell| bar(count(*cell), most, BAR));
            row(lines, label, cells, &bar.unwrap_or_default());
        }
    }
    lines.push(empty());
}

fn row(lines: &mut Vec<Piece>, label: &str, cells: &[Cell], bar: &str) {
    let label = visible(label);
    let mut before = label.as_str();
    if label.chars().count() >= LABEL {
        lines.extend(running(&label, ""));
        before = "";
    }
    let counts: Vec<String> = cells.iter().map(|cell| format!("{:>COUNT$}", shown(*cell))).collect();
    let line = format!("{before:LABEL$}{}  {bar}", counts.concat());
    lines.push(Piece::Line(line.trim_end().to_owned()));
}

/// A count, for a bar; a hidden one has none.
pub fn count(cell: Cell) -> u64 {
    match cell {
        Cell::Count(count) => count,
        Cell::Hidden => 0,
    }
}

/// A bar in proportion to the largest count; whatever is there at all is seen.
pub fn bar(count: u64, most: u64, longest: usize) -> String {
    let longest = u64::try_from(longest).unwrap_or(u64::MAX);
    let length = (count * longest).div_ceil(most.max(1)).min(longest);
    "█".repeat(usize::try_from(length).unwrap_or(0))
}
