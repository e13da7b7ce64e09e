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
use super::period::TimeSpan;
use super::picture::{Cell, Picture, PictureRow, PictureTable};
use super::read::RoutineOrigin;
use super::tally::MonthCounts;

/// The version of the shape.
const VERSION: u32 = 2;

/// The pictures, with how many files were left out for which reason.
pub fn write(report: &Report) -> Value {
    let Report { picture, finds, by, chosen: _, basis, routine, left_out, left_out_names: _, held, made } =
        report;
    let columns = report.columns();
    let column = |span: &TimeSpan| json!({ "id": span.to_string(), "label": span.label() });
    let left_out: serde_json::Map<String, Value> =
        left_out.iter().map(|(why, count)| (why.id().to_owned(), json!(count))).collect();
    json!({
        "format": "stegvis-summary",
        "version": VERSION,
        "by": by.id(),
        "counted_by": basis.id(),
        "made": { "office": made.office, "day": made.day.map(|day| day.to_string()) },
        "routine": routine.as_ref().map(origin_to_json),
        "columns": columns.iter().map(column).collect::<Vec<_>>(),
        "limit": picture.rule().limit,
        "forms": forms_to_json(picture, &columns),
        "tables": tables_to_json(picture, &columns),
        "finds": {
            "limit": finds.rule().limit,
            "forms": forms_to_json(finds, &columns),
            "tables": tables_to_json(finds, &columns),
        },
        "left_out": left_out,
        "trainings": held.labeled_rows().iter().map(|(label, series)| training_to_json(label, series, &columns)).collect::<Vec<_>>(),
    })
}

fn origin_to_json(routine: &RoutineOrigin) -> Value {
    let RoutineOrigin { id, publisher, title, version } = routine;
    json!({ "id": id, "title": title, "version": version, "publisher": publisher })
}

fn forms_to_json(picture: &Picture, columns: &[TimeSpan]) -> Vec<Value> {
    columns.iter().map(|span| cell_to_json(picture.form_count(*span))).collect()
}

fn tables_to_json(picture: &Picture, columns: &[TimeSpan]) -> Vec<Value> {
    picture.tables().iter().map(|made| table_to_json(made, columns)).collect()
}

fn table_to_json(table: &PictureTable, columns: &[TimeSpan]) -> Value {
    let row = |row: &PictureRow| {
        let cells: Vec<Value> = columns.iter().map(|span| cell_to_json(row.cell(*span))).collect();
        json!({ "id": row.of.id(), "label": row.label, "cells": cells })
    };
    let rows: Vec<Value> = table.rows.iter().map(row).collect();
    json!({ "id": table.id, "label": table.label, "counts": table.count_noun(), "rows": rows })
}

fn training_to_json(label: &str, series: &MonthCounts, columns: &[TimeSpan]) -> Value {
    let cells: Vec<u64> = columns.iter().map(|span| series.sum_over(*span)).collect();
    json!({ "label": label, "cells": cells })
}

fn cell_to_json(cell: Cell) -> Value {
    match cell {
        Cell::Count(count) => json!(count),
        Cell::Hidden => Value::Null,
    }
}
