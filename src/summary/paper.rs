//! The protected picture as a report for the nämnd on paper: tagged PDF.

use chrono::NaiveDate;

use super::picture::Row;
use super::{PROTECTION, Report, shown, trained};
use crate::export::RenderFault;
use crate::export::pdf::report::{self, Table};

/// The report as PDF/UA-1 and PDF/A-2a.
///
/// # Errors
/// [`RenderFault::NotConforming`] where it would not be that.
pub fn write(report: &Report) -> Result<Vec<u8>, RenderFault> {
    let Report { picture, by, left_out: _, trainings } = report;
    let columns = picture.columns(*by);
    let heads: Vec<String> = columns.iter().map(|span| span.label()).collect();
    let forms = columns.iter().map(|span| shown(picture.forms(*span))).collect();
    let mut tables = vec![Table {
        caption: format!("Blanketter {}", by.label()),
        heads: heads.clone(),
        rows: vec![("Alla".to_owned(), forms)],
    }];
    for made in picture.tables() {
        let cells = |row: &Row| columns.iter().map(|span| shown(row.cell(*span))).collect();
        tables.push(Table {
            caption: format!("{} ({})", made.label, made.counts()),
            heads: heads.clone(),
            rows: made.rows.iter().map(|row| (row.label.clone(), cells(row))).collect(),
        });
    }
    let last = picture.ends().and_then(|(_, last)| NaiveDate::from_ymd_opt(last.year, last.month, 1));
    report::write(&report::Report {
        title: picture.title(),
        notes: [Some(PROTECTION.to_owned()), trainings.map(trained)].into_iter().flatten().collect(),
        tables,
        tool: format!("stegvis {}", env!("CARGO_PKG_VERSION")),
        day: last.unwrap_or_default(),
    })
}
