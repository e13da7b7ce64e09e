//! The protected picture as a table for spreadsheets and other programs: one row for each count.
//!
//! Columns `tabell`, `id`, `rad`, `period`, `antal` and `dold`, with semicolons between, a byte order mark first and lines
//! ended as RFC 4180 has it. `antal` is empty where `dold` is 1. The table `blanketter` is the number of forms, and
//! `fynd` that of finds without persons, whose tables begin with `fynd/`; `utbildningar` is the trainings and `utelamnade` the files left out; the period
//! `total` is all of the time.

use super::Report;
use super::picture::Cell;
use crate::export::csv;

/// The columns.
const COLUMNS: [&str; 6] = ["tabell", "id", "rad", "period", "antal", "dold"];

/// The table as UTF-8 with a byte order mark.
pub fn write(report: &Report) -> String {
    let columns = report.columns();
    let mut text = format!("\u{feff}{}\r\n", COLUMNS.join(";"));
    for (kind, picture) in report.shown_pictures() {
        for span in &columns {
            write_line(
                &mut text,
                [kind.table_id(), "", kind.counted_noun(), &span.to_string()],
                picture.form_count(*span),
            );
        }
        for table in picture.tables() {
            let id = format!("{}{}", kind.id_prefix(), table.id);
            for row in &table.rows {
                for span in &columns {
                    write_line(&mut text, [&id, row.of.id(), &row.label, &span.to_string()], row.cell(*span));
                }
            }
        }
    }
    for (label, series) in report.held.labeled_rows() {
        for span in &columns {
            let count = Cell::Count(series.sum_over(*span));
            write_line(&mut text, ["utbildningar", "", label, &span.to_string()], count);
        }
    }
    for (why, count) in report.left_out.iter().filter(|(_, count)| *count > 0) {
        let count = Cell::Count(u64::try_from(*count).unwrap_or(u64::MAX));
        write_line(&mut text, ["utelamnade", why.id(), why.label(), "total"], count);
    }
    text
}

fn write_line(text: &mut String, names: [&str; 4], cell: Cell) {
    for name in names {
        text.push_str(&csv::quote_cell(name));
        text.push(';');
    }
    let (count, hidden) = match cell {
        Cell::Count(count) => (count.to_string(), ";0\r\n"),
        Cell::Hidden => (String::new(), ";1\r\n"),
    };
    text.push_str(&count);
    text.push_str(hidden);
}
