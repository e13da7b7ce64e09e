//! What a city's own tools make of the same files: DuckDB over the saved forms, and over the CSV of the local picture.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use crate::skip::skip;
use crate::summary::year;

const SQL: &str = include_str!("../../assets/lagesbild.sql");

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

#[test]
fn duckdb_over_the_saved_forms_gives_the_same_numbers() {
    let forms = year();
    let Some(rows) = duckdb(&forms.world.arg("forms"), SQL) else { return };
    let raw = counts(&rows);
    let picture = forms.json(&["--by", "tertial"]);
    let mut compared = 0;
    for table in picture["tables"].as_array().unwrap() {
        for row in table["rows"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|row| !row["id"].as_str().unwrap().starts_with('('))
        {
            for (column, cell) in
                picture["columns"].as_array().unwrap().iter().zip(row["cells"].as_array().unwrap())
            {
                let key = format!(
                    "{}|{}|{}",
                    table["id"].as_str().unwrap(),
                    row["id"].as_str().unwrap(),
                    column["id"].as_str().unwrap()
                );
                if let (Some(shown), false) = (cell.as_u64(), key.ends_with("|total")) {
                    assert_eq!(raw.get(&key).copied().unwrap_or(0), shown, "{key}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 100, "{compared}");
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
