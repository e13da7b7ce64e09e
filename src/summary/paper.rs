//! The protected picture as a report for the nämnd on paper: tagged PDF.

use chrono::NaiveDate;

use super::picture::Cell;
use super::sheet::{CountTable, count_tables};
use super::{Report, cell_text};
use crate::export::RenderFault;
use crate::export::pdf::report::{self, PdfTable};

/// The report as PDF/UA-1 and PDF/A-2a.
///
/// # Errors
/// [`RenderFault::NotConforming`] where it would not be that.
pub fn write(report: &Report) -> Result<Vec<u8>, RenderFault> {
    let heads: Vec<String> = report.columns().iter().map(|span| span.label()).collect();
    let row = |(label, cells): (String, Vec<Cell>)| (label, cells.into_iter().map(cell_text).collect());
    let has_something = |(_, cells): &(String, Vec<Cell>)| cells.iter().any(|cell| *cell != Cell::Count(0));
    let table = |CountTable { caption, rows }: CountTable| PdfTable {
        caption,
        heads: heads.clone(),
        rows: rows.into_iter().filter(has_something).map(row).collect(),
    };
    let last = report.month_range().and_then(|(_, last)| NaiveDate::from_ymd_opt(last.year, last.month, 1));
    report::write(&report::PdfReport {
        title: report.title(),
        notes: report.reader_notes().into_iter().chain(report.left_out_words()).collect(),
        tables: count_tables(report).into_iter().map(table).collect(),
        tool: format!("stegvis {}", env!("CARGO_PKG_VERSION")),
        day: report.made.day.or(last).unwrap_or_default(),
    })
}
