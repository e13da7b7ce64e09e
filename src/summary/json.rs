//! The protected picture as JSON of a documented, versioned shape.
//!
//! `{"format": "stegvis-summary", "version": 2, "by": "tertial", "counted_by": "filled", "made": {"office": [], "day"},
//! "routine": ROUTINE or null, "columns":
//! [{"id", "label"}], "limit": 5, "forms": [CELL], "tables": [TABLE], "finds": {"limit": 3, "forms": [CELL], "tables": [TABLE]},
//! "left_out": {REASON: number}, "trainings": [{"label", "cells"}]}` where a `CELL` is a number, or `null` where the count is not
//! shown, one for each column, and a `TABLE` is `{"id", "label", "counts", "rows": [{"id", "label", "cells": [CELL]}]}`. A row's id is
//! that of the option, `(unsaid)` for forms where the field says nothing, or `(hidden)` for the hidden options together. `forms`
//! and `tables` are of forms about persons, `finds` of those that concern nobody. A `ROUTINE` is `{"id", "title", "version",
//! "publisher"}`. The reasons are the ids of [`LeftOut`](super::read::LeftOut): `duplicate`, `foreign`, `damaged`, `exercise`, `newer`,
//! `corrected`, `clash`, `other-routine`, `no-data` and `locked`. `trainings` has two rows, how many were held and how many took
//! part, or none where none was noted.

use serde_json::{Value, json};

use super::Report;
use super::period::Span;
use super::picture::{Cell, Picture, Row, Table};
use super::read::Origin;
use super::tally::Series;

/// The version of the shape.
const VERSION: u32 = 2;

/// The pictures, with how many files were left out for which reason.
pub fn write(report: &Report) -> Value {
    let Report { picture, finds, by, chosen: _, basis, routine, left_out, held, made } = report;
    let columns = report.columns();
    let column = |span: &Span| json!({ "id": span.to_string(), "label": span.label() });
    let left_out: serde_json::Map<String, Value> =
        left_out.iter().map(|(why, count)| (why.id().to_owned(), json!(count))).collect();
    json!({
        "format": "stegvis-summary",
        "version": VERSION,
        "by": by.id(),
        "counted_by": basis.id(),
        "made": { "office": made.office, "day": made.day.map(|day| day.to_string()) },
        "routine": routine.as_ref().map(origin),
        "columns": columns.iter().map(column).collect::<Vec<_>>(),
        "limit": picture.rule().limit,
        "forms": forms(picture, &columns),
        "tables": tables(picture, &columns),
        "finds": {
            "limit": finds.rule().limit,
            "forms": forms(finds, &columns),
            "tables": tables(finds, &columns),
        },
        "left_out": left_out,
        "trainings": held.rows().iter().map(|(label, series)| training(label, series, &columns)).collect::<Vec<_>>(),
    })
}

fn origin(routine: &Origin) -> Value {
    let Origin { id, publisher, title, version } = routine;
    json!({ "id": id, "title": title, "version": version, "publisher": publisher })
}

fn forms(picture: &Picture, columns: &[Span]) -> Vec<Value> {
    columns.iter().map(|span| cell(picture.forms(*span))).collect()
}

fn tables(picture: &Picture, columns: &[Span]) -> Vec<Value> {
    picture.tables().iter().map(|made| table(made, columns)).collect()
}

fn table(table: &Table, columns: &[Span]) -> Value {
    let row = |row: &Row| {
        let cells: Vec<Value> = columns.iter().map(|span| cell(row.cell(*span))).collect();
        json!({ "id": row.of.id(), "label": row.label, "cells": cells })
    };
    let rows: Vec<Value> = table.rows.iter().map(row).collect();
    json!({ "id": table.id, "label": table.label, "counts": table.counts(), "rows": rows })
}

fn training(label: &str, series: &Series, columns: &[Span]) -> Value {
    let cells: Vec<u64> = columns.iter().map(|span| series.sum(*span)).collect();
    json!({ "label": label, "cells": cells })
}

fn cell(cell: Cell) -> Value {
    match cell {
        Cell::Count(count) => json!(count),
        Cell::Hidden => Value::Null,
    }
}
