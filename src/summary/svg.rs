//! The protected picture as an SVG drawing: a bar for each count over all of the time, with its number beside it, and
//! everything said in words for those who cannot see it.

use super::period::Span;
use super::picture::{Cell, Row, Table};
use super::{Kind, PROTECTION, Report, shown, text};
use crate::export::markup::escaped;

/// How wide the drawing is, in pixels.
const WIDTH: u64 = 760;

/// Where the labels end.
const LABELS: u64 = 280;

/// The longest bar.
const LONGEST: u64 = 400;

/// How high a row is.
const ROW: u64 = 22;

/// The longest label, in characters.
const LONGEST_LABEL: usize = 32;

/// The drawing.
pub fn write(report: &Report) -> String {
    let title = report.title();
    let mut y = ROW;
    let mut drawn = vec![words((16, y), "font-size=\"18\" font-weight=\"bold\"", &title)];
    for (kind, picture) in report.shown() {
        for table in picture.tables() {
            y += ROW * 2;
            let caption = format!("{}{} ({})", kind.heading(), table.label, table.counts());
            drawn.push(words((16, y), "font-weight=\"bold\"", &caption));
            for row in table.rows.iter().filter(|row| has_something(row)) {
                y += ROW;
                drawn.push(self::row(row, table.largest(), y));
            }
        }
    }
    let height = y + ROW;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" lang=\"sv\" role=\"img\" aria-labelledby=\"titel beskrivning\" \
         viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" font-family=\"sans-serif\" \
         font-size=\"14\">\n<title id=\"titel\">{}</title>\n<desc id=\"beskrivning\">{}</desc>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n{}</svg>\n",
        escaped(&title),
        escaped(&described(report)),
        drawn.concat(),
    )
}

fn row(row: &Row, largest: u64, y: u64) -> String {
    let cell = row.cell(Span::All);
    let length = text::count(cell) * LONGEST / largest.max(1);
    let top = y - 13;
    [
        format!("<rect x=\"{LABELS}\" y=\"{top}\" width=\"{length}\" height=\"16\" fill=\"#005b9f\"/>\n"),
        words((LABELS - 8, y), "text-anchor=\"end\"", &cut(&row.label)),
        words((LABELS + length + 6, y), "font-weight=\"normal\"", &said(cell)),
    ]
    .concat()
}

/// Whether the row tells of something.
fn has_something(row: &Row) -> bool {
    row.cell(Span::All) != Cell::Count(0)
}

/// The same in running words.
fn described(report: &Report) -> String {
    let table = |kind: Kind, table: &Table| {
        let rows: Vec<String> =
            table.rows.iter().map(|row| format!("{} {}", row.label, said(row.cell(Span::All)))).collect();
        format!("{}{}: {}.", kind.heading(), table.label, rows.join(", "))
    };
    let both = report.shown();
    let tables =
        both.iter().flat_map(|(kind, picture)| picture.tables().iter().map(|made| table(*kind, made)));
    format!("Liggande staplar. {} {PROTECTION}", tables.collect::<Vec<String>>().join(" "))
}

fn said(cell: Cell) -> String {
    match cell {
        Cell::Count(_) => shown(cell),
        Cell::Hidden => "visas inte".to_owned(),
    }
}

/// A label short enough to stand before its bar.
fn cut(label: &str) -> String {
    let short: String = label.chars().take(LONGEST_LABEL).collect();
    if label.chars().count() > LONGEST_LABEL { format!("{short}…") } else { short }
}

fn words((x, y): (u64, u64), style: &str, text: &str) -> String {
    format!("<text x=\"{x}\" y=\"{y}\" fill=\"#1b1b1b\" {style}>{}</text>\n", escaped(text))
}
