//! The protected picture as a document for the nämnd: what to know, and every table.

use chrono::NaiveDate;

use super::chart::list_charts;
use super::sheet::{count_tables, is_never};
use super::{LEFT_OUT_NAMES, Report};
use crate::document::{Block, Document, DocumentKind, Origin, OriginFact, Part, PartStart, Purpose};

/// The report as a document.
pub(super) fn document_of_report(report: &Report) -> Document {
    Document {
        kind: DocumentKind::Sheet,
        title: report.title(),
        purpose: Purpose::Case,
        lead: report.reader_notes().into_iter().map(Block::Text).collect(),
        parts: [chart_part(report), count_part(report), left_out_part(report)]
            .into_iter()
            .flatten()
            .collect(),
        origin: origin_of_report(report),
    }
}

fn origin_of_report(report: &Report) -> Origin {
    let tool = format!("stegvis {}", env!("CARGO_PKG_VERSION"));
    let last = report.month_range().and_then(|(_, last)| NaiveDate::from_ymd_opt(last.year, last.month, 1));
    Origin {
        heading: "Om lägesbilden",
        facts: vec![OriginFact { label: "Verktyg", value: tool.clone() }],
        short: [report.title(), tool.clone()],
        tool,
        day: report.made.day.or(last).unwrap_or_default(),
    }
}

/// The charts; `None` where there is nothing to see.
fn chart_part(report: &Report) -> Option<Part> {
    let blocks: Vec<Block> = list_charts(report).into_iter().map(Block::Numbers).collect();
    let title = "I bild".to_owned();
    (!blocks.is_empty()).then_some(Part { title, starts: PartStart::Here, blocks })
}

/// Why files were left out, and how many for each reason; `None` where none was.
fn left_out_part(report: &Report) -> Option<Part> {
    let points = report.left_out_reasons();
    let title = "Filer som inte är räknade".to_owned();
    (!points.is_empty()).then(|| Part {
        title,
        starts: PartStart::Here,
        blocks: vec![Block::Points(points), Block::Note(LEFT_OUT_NAMES.to_owned())],
    })
}

/// The tables, without the rows that no form says; `None` where there is nothing to show.
fn count_part(report: &Report) -> Option<Part> {
    let columns = report.columns();
    let tables = count_tables(report).into_iter().map(|mut table| {
        table.rows.retain(|row| !is_never(row));
        Block::Numbers(table.to_numbers(&columns))
    });
    let blocks: Vec<Block> = tables.collect();
    let title = format!("Antal {}", report.by.label());
    (!blocks.is_empty()).then_some(Part { title, starts: PartStart::Here, blocks })
}
