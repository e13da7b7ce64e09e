//! The tables of a report as they are set, whatever they are set in: a caption, and rows of counts under the columns.

use super::period::TimeSpan;
use super::picture::{Cell, PictureRow};
use super::{Report, cell_text};
use crate::document::NumberTable;

/// What the table of trainings is called.
pub const TRAININGS: &str = "Utbildningar i övningsläge";

/// A row: what it is called, and its counts.
pub type CountRow = (String, Vec<Cell>);

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountTable {
    /// What it tells.
    pub caption: String,
    /// Its rows: what each is called, and a count for each column.
    pub rows: Vec<CountRow>,
}

impl CountTable {
    /// The table as it is set under these columns.
    pub(super) fn to_numbers(&self, columns: &[TimeSpan]) -> NumberTable {
        let row =
            |(label, cells): &CountRow| (label.clone(), cells.iter().map(|cell| cell_text(*cell)).collect());
        NumberTable {
            caption: self.caption.clone(),
            heads: columns.iter().map(|span| span.label()).collect(),
            rows: self.rows.iter().map(row).collect(),
        }
    }
}

/// Whether nothing is said of it anywhere.
pub(super) fn is_never((_, cells): &CountRow) -> bool {
    cells.iter().all(|cell| *cell == Cell::Count(0))
}

/// Every table: how many forms there are, what they say, and the trainings where any were held.
pub fn count_tables(report: &Report) -> Vec<CountTable> {
    let columns = report.columns();
    let cells =
        |cell: &dyn Fn(TimeSpan) -> Cell| columns.iter().map(|span| cell(*span)).collect::<Vec<Cell>>();
    let mut sheets = Vec::new();
    for (kind, picture) in report.shown_pictures() {
        let forms = vec![("Alla".to_owned(), cells(&|span| picture.form_count(span)))];
        let caption = format!("{} {}", kind.counted_noun(), report.by.label());
        sheets.push(CountTable { caption, rows: forms });
        for table in picture.tables() {
            let row = |row: &PictureRow| (row.label.clone(), cells(&|span| row.cell(span)));
            let caption = format!("{}{} ({})", kind.caption_prefix(), table.label, table.count_noun());
            sheets.push(CountTable { caption, rows: table.rows.iter().map(row).collect() });
        }
    }
    let held: Vec<(String, Vec<Cell>)> = report
        .held
        .labeled_rows()
        .into_iter()
        .map(|(label, series)| (label.to_owned(), cells(&|span| Cell::Count(series.sum_over(span)))))
        .collect();
    if !held.is_empty() {
        sheets.push(CountTable { caption: TRAININGS.to_owned(), rows: held });
    }
    sheets
}
