//! The protected picture as a report for the nämnd on paper: tagged PDF.

use chrono::NaiveDate;

use super::picture::Cell;
use super::sheet::{Sheet, sheets};
use super::{Report, shown};
use crate::export::RenderFault;
use crate::export::pdf::report::{self, Table};

/// The report as PDF/UA-1 and PDF/A-2a.
///
/// # Errors
/// [`RenderFault::NotConforming`] where it would not be that.
pub fn write(report: &Report) -> Result<Vec<u8>, RenderFault> {
    let heads: Vec<String> = report.columns().iter().map(|span| span.label()).collect();
    let row = |(label, cells): (String, Vec<Cell>)| (label, cells.into_iter().map(shown).collect());
    let has_something = |(_, cells): &(String, Vec<Cell>)| cells.iter().any(|cell| *cell != Cell::Count(0));
    let table = |Sheet { caption, rows }: Sheet| Table {
        caption,
        heads: heads.clone(),
        rows: rows.into_iter().filter(has_something).map(row).collect(),
    };
    let last = report.ends().and_then(|(_, last)| NaiveDate::from_ymd_opt(last.year, last.month, 1));
    report::write(&report::Report {
        title: report.title(),
        notes: report.notes().into_iter().chain(report.left_out_words()).collect(),
        tables: sheets(report).into_iter().map(table).collect(),
        tool: format!("stegvis {}", env!("CARGO_PKG_VERSION")),
        day: report.made.day.or(last).unwrap_or_default(),
    })
}
