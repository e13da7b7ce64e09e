//! The protected picture as a report for the nämnd: one web page that loads nothing, with every table and the drawing.

use super::period::TimeSpan;
use super::picture::Cell;
use super::sheet::{CountTable, count_tables};
use super::{Report, cell_text, svg};
use crate::export::markup::escape_markup;

const STYLE: &str = "body{font:16px/1.5 sans-serif;color:#1b1b1b;background:#fff;max-width:60rem;margin:2rem auto;overflow-wrap:break-word;\
padding:0 1rem}table{border-collapse:collapse;margin:0 0 2rem}caption{font-weight:bold;text-align:left;padding:.3rem 0}\
th,td{border-bottom:1px solid #b4bdc6;padding:.2rem .6rem;text-align:right}tbody th{text-align:left;font-weight:normal}\
svg{max-width:100%;height:auto}.bred{overflow-x:auto}@media(prefers-color-scheme:dark){body{color:#e8e8e8;\
background:#16181a}th,td{border-color:#4a5158}.bred svg{background:#fff}}@media print{body{margin:0}table{break-inside:avoid}}";

/// The report.
pub fn write(report: &Report) -> String {
    let columns = report.columns();
    let tables: Vec<String> =
        count_tables(report).iter().map(|sheet| render_table(sheet, &columns)).collect();
    let title = escape_markup(&report.title());
    let notes: Vec<String> =
        report.reader_notes().iter().map(|note| format!("<p>{}</p>\n", escape_markup(note))).collect();
    let left_out = report.left_out_words().map(|words| format!("<p>{}</p>\n", escape_markup(&words)));
    format!(
        "<!doctype html>\n<html lang=\"sv\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{}{}\
         <h2>Hela tiden i staplar</h2>\n<div class=\"bred\">{}</div>\n{}</main>\n</body>\n</html>\n",
        notes.concat(),
        tables.concat(),
        svg::write(report),
        left_out.unwrap_or_default(),
    )
}

fn render_table(sheet: &CountTable, columns: &[TimeSpan]) -> String {
    let head = |span: &TimeSpan| format!("<th scope=\"col\">{}</th>", escape_markup(&span.label()));
    let heads: Vec<String> = columns.iter().map(head).collect();
    let has_something = |(_, cells): &&(String, Vec<Cell>)| cells.iter().any(|cell| *cell != Cell::Count(0));
    let row = |(label, cells): &(String, Vec<Cell>)| {
        let cells: Vec<String> = cells.iter().map(|cell| format!("<td>{}</td>", cell_text(*cell))).collect();
        format!("<tr><th scope=\"row\">{}</th>{}</tr>\n", escape_markup(label), cells.concat())
    };
    let rows: Vec<String> = sheet.rows.iter().filter(has_something).map(row).collect();
    format!(
        "<div class=\"bred\"><table>\n<caption>{}</caption>\n<thead><tr><td></td>{}</tr></thead>\n<tbody>\n{}</tbody>\n\
         </table></div>\n",
        escape_markup(&sheet.caption),
        heads.concat(),
        rows.concat()
    )
}
