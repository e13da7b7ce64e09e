//! The protected picture as a report for the nämnd: one web page that loads nothing, with every table and the drawing.

use super::period::Span;
use super::picture::{Cell, Row};
use super::{PROTECTION, Report, shown, svg, trained};
use crate::export::markup::escaped;

const STYLE: &str = "body{font:16px/1.5 sans-serif;color:#1b1b1b;background:#fff;max-width:60rem;margin:2rem auto;\
padding:0 1rem}table{border-collapse:collapse;margin:0 0 2rem}caption{font-weight:bold;text-align:left;padding:.3rem 0}\
th,td{border-bottom:1px solid #b4bdc6;padding:.2rem .6rem;text-align:right}tbody th{text-align:left;font-weight:normal}\
svg{max-width:100%;height:auto}@media print{body{margin:0}table{break-inside:avoid}}";

/// The report.
pub fn write(report: &Report) -> String {
    let Report { picture, by, left_out: _, trainings } = report;
    let columns = picture.columns(*by);
    let forms: Vec<Cell> = columns.iter().map(|span| picture.forms(*span)).collect();
    let mut tables = table(&format!("Blanketter {}", by.label()), &columns, &[("Alla".to_owned(), forms)]);
    for made in picture.tables() {
        let cells = |row: &Row| columns.iter().map(|span| row.cell(*span)).collect();
        let rows: Vec<(String, Vec<Cell>)> =
            made.rows.iter().map(|row| (row.label.clone(), cells(row))).collect();
        tables.push_str(&table(&format!("{} ({})", made.label, made.counts()), &columns, &rows));
    }
    let title = escaped(&picture.title());
    let notes = [Some(PROTECTION.to_owned()), trainings.map(trained)];
    let notes: Vec<String> =
        notes.into_iter().flatten().map(|note| format!("<p>{}</p>\n", escaped(&note))).collect();
    format!(
        "<!doctype html>\n<html lang=\"sv\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{}{tables}\
         <h2>Hela tiden i staplar</h2>\n{}</main>\n</body>\n</html>\n",
        notes.concat(),
        svg::write(picture)
    )
}

fn table(caption: &str, columns: &[Span], rows: &[(String, Vec<Cell>)]) -> String {
    let head = |span: &Span| format!("<th scope=\"col\">{}</th>", escaped(&span.label()));
    let heads: String = columns.iter().map(head).collect();
    let row = |(label, cells): &(String, Vec<Cell>)| {
        let cells: Vec<String> = cells.iter().map(|cell| format!("<td>{}</td>", shown(*cell))).collect();
        format!("<tr><th scope=\"row\">{}</th>{}</tr>\n", escaped(label), cells.concat())
    };
    let rows: String = rows.iter().map(row).collect();
    let caption = escaped(caption);
    format!(
        "<table>\n<caption>{caption}</caption>\n<thead><tr><td></td>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n\
         </table>\n"
    )
}
