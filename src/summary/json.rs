//! The protected picture as JSON of a documented, versioned shape.
//!
//! `{"format": "stegvis-summary", "version": 1, "by": "tertial", "limit": 5, "columns": [{"id", "label"}], "forms": [CELL],
//! "tables": [{"id", "label", "counts", "rows": [{"id", "label", "cells": [CELL]}]}], "left_out": {REASON: number},
//! "trainings": [{"label", "cells"}]}` where a `CELL` is a number, or `null` where the count is not shown, one for each column. A row's id is that
//! of the option, `(unsaid)` for forms where the field says nothing, or `(hidden)` for the hidden options together. The
//! reasons are `duplicate`, `foreign`, `damaged`, `exercise` and `newer`. `trainings` has two
//! rows, how many were held and how many took part, or none where none was noted.

use serde_json::{Value, json};

use super::period::Span;
use super::picture::{Cell, Row, Table};
use super::tally::Series;
use super::{LIMIT, Report};

/// The version of the shape.
const VERSION: u32 = 1;

/// The picture, with how many files were left out for which reason.
pub fn write(report: &Report) -> Value {
    let Report { picture, by, left_out, held } = report;
    let columns = picture.columns(*by);
    let column = |span: &Span| json!({ "id": span.to_string(), "label": span.label() });
    let left_out: serde_json::Map<String, Value> =
        left_out.iter().map(|(why, count)| (why.id().to_owned(), json!(count))).collect();
    json!({
        "format": "stegvis-summary",
        "version": VERSION,
        "by": by.id(),
        "limit": LIMIT,
        "columns": columns.iter().map(column).collect::<Vec<_>>(),
        "forms": columns.iter().map(|span| cell(picture.forms(*span))).collect::<Vec<_>>(),
        "tables": picture.tables().iter().map(|made| table(made, &columns)).collect::<Vec<_>>(),
        "left_out": left_out,
        "trainings": held.rows().iter().map(|(label, series)| training(label, series, &columns)).collect::<Vec<_>>(),
    })
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
