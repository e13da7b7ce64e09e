//! What a city's own tools make of the same files: DuckDB over the saved forms, and over the CSV of the local picture.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use serde_json::Value;

use crate::skip::skip;
use crate::summary::year;

const SQL: &str = include_str!("../../assets/lagesbild.sql");

const LINES: &str = include_str!("../../assets/lagesbild-inkorg.sql");

/// Runs statements in DuckDB and prints what the last of them gives, a row on each line with `|` between.
const RUN: &str = "import sys, duckdb\n\
    con = duckdb.connect()\n\
    for statement in sys.stdin.read().split(';\\n'):\n\
    \x20   result = con.execute(statement) if statement.strip() else result\n\
    for row in result.fetchall(): print('|'.join('' if value is None else str(value) for value in row))\n";

/// What DuckDB says in a folder; `None` where it is not installed, which is told.
fn duckdb(folder: &str, statements: &str) -> Option<String> {
    if !Command::new("python3").args(["-c", "import duckdb"]).output().is_ok_and(|run| run.status.success()) {
        skip("python3 has no duckdb here (pip install duckdb)");
        return None;
    }
    let script = format!("import io, sys\nsys.stdin = io.StringIO({statements:?})\n{RUN}");
    let Output { status, stdout, stderr } =
        Command::new("python3").args(["-c", &script]).current_dir(folder).output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    Some(String::from_utf8(stdout).unwrap())
}

/// Counts by table, option and period.
fn counts(rows: &str) -> BTreeMap<String, u64> {
    let row = |row: &str| row.rsplit_once('|').map(|(key, count)| (key.to_owned(), count.parse().unwrap()));
    rows.lines().filter_map(row).collect()
}

/// Holds every count that a picture shows against those that DuckDB gives; how many there were.
fn compare_shown(raw: &BTreeMap<String, u64>, picture: &Value, tables: &Value, before: &str) -> usize {
    let columns = picture["columns"].as_array().unwrap();
    let mut compared = 0;
    for table in tables.as_array().unwrap() {
        let rows = table["rows"].as_array().unwrap();
        for row in rows.iter().filter(|row| !row["id"].as_str().unwrap().starts_with('(')) {
            for (column, cell) in columns.iter().zip(row["cells"].as_array().unwrap()) {
                let id = |value: &Value| value["id"].as_str().unwrap().to_owned();
                let key = format!("{before}{}|{}|{}", id(table), id(row), id(column));
                if let (Some(shown), false) = (cell.as_u64(), key.ends_with("|total")) {
                    assert_eq!(raw.get(&key).copied().unwrap_or(0), shown, "{key}");
                    compared += 1;
                }
            }
        }
    }
    compared
}

#[test]
fn duckdb_over_the_saved_forms_gives_the_same_numbers() {
    let forms = year();
    let Some(rows) = duckdb(&forms.world.arg("forms"), SQL) else { return };
    let raw = counts(&rows);
    let picture = forms.json(&["--by", "tertial"]);
    let compared = compare_shown(&raw, &picture, &picture["tables"], "");
    assert!(compared > 50, "{compared}");
    assert_eq!(raw["plats|torg|2026-T1"], 12);
}

#[test]
fn duckdb_over_the_lines_of_the_inbox_gives_the_same_numbers() {
    let forms = year();
    let inbox = |words: &[&str]| {
        let run = forms.world.run(&[&["inbox"], words].concat());
        assert_eq!(run.code, 0, "{run:?}");
        run.out
    };
    inbox(&[&forms.world.arg("forms")]);
    // A line that is there twice is one form.
    forms.world.write("forms/inkorg.jsonl", &inbox(&["export"]).repeat(2));
    let Some(rows) = duckdb(&forms.world.arg("forms"), LINES) else { return };
    let run = forms.world.run(&["summary", "--inbox", "--by", "tertial", "--format", "json"]);
    let picture: Value = serde_json::from_str(&run.out).unwrap();
    let raw = counts(&rows);
    let persons = compare_shown(&raw, &picture, &picture["tables"], "");
    compare_shown(&raw, &picture, &picture["finds"]["tables"], "fynd/");
    assert!(persons > 50, "{persons}");
    assert_eq!(raw["plats|torg|2026-T1"], 12);
}

#[test]
fn duckdb_reads_the_csv_as_it_is() {
    let forms = year();
    forms.summary(&["--by", "tertial", "--format", "csv", "-o", &forms.world.arg("forms/lage.csv")]);
    let sums = "SELECT period = 'total', sum(antal) FROM read_csv('lage.csv', delim = ';', header = true) \
                WHERE tabell = 'plats' AND dold = 0 GROUP BY ALL ORDER BY ALL;\n";
    let Some(rows) = duckdb(&forms.world.arg("forms"), sums) else { return };
    assert_eq!(rows, "False|45\nTrue|45\n");
}
