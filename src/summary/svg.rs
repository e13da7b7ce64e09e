//! The protected picture as an SVG drawing: a bar for each count over all of the time, with its number beside it, and
//! everything said in words for those who cannot see it.

use super::period::TimeSpan;
use super::picture::{Cell, PictureRow, PictureTable};
use super::{PROTECTION, PictureKind, Report, cell_text, text};
use crate::export::markup::escape_markup;

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
    let mut drawn = vec![text_element((16, y), "font-size=\"18\" font-weight=\"bold\"", &title)];
    for (kind, picture) in report.shown_pictures() {
        for table in picture.tables() {
            y += ROW * 2;
            let caption = format!("{}{} ({})", kind.caption_prefix(), table.label, table.count_noun());
            drawn.push(text_element((16, y), "font-weight=\"bold\"", &caption));
            for row in table.rows.iter().filter(|row| has_something(row)) {
                y += ROW;
                drawn.push(render_row(row, table.largest_count(), y));
            }
        }
    }
    let height = y + ROW;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" lang=\"sv\" role=\"img\" aria-labelledby=\"titel beskrivning\" \
         viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" font-family=\"sans-serif\" \
         font-size=\"14\">\n<title id=\"titel\">{}</title>\n<desc id=\"beskrivning\">{}</desc>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n{}</svg>\n",
        escape_markup(&title),
        escape_markup(&describe_picture(report)),
        drawn.concat(),
    )
}

fn render_row(row: &PictureRow, largest: u64, y: u64) -> String {
    let cell = row.cell(TimeSpan::All);
    let length = text::visible_count(cell) * LONGEST / largest.max(1);
    let top = y - 13;
    [
        format!("<rect x=\"{LABELS}\" y=\"{top}\" width=\"{length}\" height=\"16\" fill=\"#005b9f\"/>\n"),
        text_element((LABELS - 8, y), "text-anchor=\"end\"", &shorten_label(&row.label)),
        text_element((LABELS + length + 6, y), "font-weight=\"normal\"", &describe_cell(cell)),
    ]
    .concat()
}

/// Whether the row tells of something.
fn has_something(row: &PictureRow) -> bool {
    row.cell(TimeSpan::All) != Cell::Count(0)
}

/// The same in running words.
fn describe_picture(report: &Report) -> String {
    let table = |kind: PictureKind, table: &PictureTable| {
        let rows: Vec<String> = table
            .rows
            .iter()
            .map(|row| format!("{} {}", row.label, describe_cell(row.cell(TimeSpan::All))))
            .collect();
        format!("{}{}: {}.", kind.caption_prefix(), table.label, rows.join(", "))
    };
    let both = report.shown_pictures();
    let tables =
        both.iter().flat_map(|(kind, picture)| picture.tables().iter().map(|made| table(*kind, made)));
    format!("Liggande staplar. {} {PROTECTION}", tables.collect::<Vec<String>>().join(" "))
}

fn describe_cell(cell: Cell) -> String {
    match cell {
        Cell::Count(_) => cell_text(cell),
        Cell::Hidden => "visas inte".to_owned(),
    }
}

/// A label short enough to stand before its bar.
fn shorten_label(label: &str) -> String {
    let short: String = label.chars().take(LONGEST_LABEL).collect();
    if label.chars().count() > LONGEST_LABEL { format!("{short}…") } else { short }
}

fn text_element((x, y): (u64, u64), style: &str, text: &str) -> String {
    format!("<text x=\"{x}\" y=\"{y}\" fill=\"#1b1b1b\" {style}>{}</text>\n", escape_markup(text))
}
