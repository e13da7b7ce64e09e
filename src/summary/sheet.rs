//! The tables of a report as they are set, whatever they are set in: a caption, and rows of counts under the columns.

use super::Report;
use super::period::Span;
use super::picture::{Cell, Row};

/// What the hidden options are called together.
pub(super) const TOGETHER: &str = "Dolda tillsammans";

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    /// What it tells.
    pub(super) caption: String,
    /// Its rows: what each is called, and a count for each column.
    pub(super) rows: Vec<(String, Vec<Cell>)>,
}

/// Every table: how many forms there are, what they say, and the trainings where any were held.
pub(super) fn sheets(report: &Report) -> Vec<Sheet> {
    let columns = report.columns();
    let cells = |cell: &dyn Fn(Span) -> Cell| columns.iter().map(|span| cell(*span)).collect::<Vec<Cell>>();
    let mut sheets = Vec::new();
    for (kind, picture) in report.shown() {
        let forms = vec![("Alla".to_owned(), cells(&|span| picture.forms(span)))];
        let caption = format!("{} {}", kind.counted(), report.by.label());
        sheets.push(Sheet { caption, rows: forms });
        for table in picture.tables() {
            let row = |row: &Row| (row.label.clone(), cells(&|span| row.cell(span)));
            let caption = format!("{}{} ({})", kind.heading(), table.label, table.counts());
            sheets.push(Sheet { caption, rows: table.rows.iter().map(row).collect() });
        }
    }
    let held: Vec<(String, Vec<Cell>)> = report
        .held
        .rows()
        .into_iter()
        .map(|(label, series)| (label.to_owned(), cells(&|span| Cell::Count(series.sum(span)))))
        .collect();
    if !held.is_empty() {
        sheets.push(Sheet { caption: "Utbildningar i övningsläge".to_owned(), rows: held });
    }
    sheets
}
