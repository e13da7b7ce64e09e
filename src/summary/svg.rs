//! The protected picture as an SVG drawing: a bar for each count over all of the time, with its number beside it, and
//! everything said in words for those who cannot see it.

use super::chart::time_chart;
use super::period::TimeSpan;
use super::picture::{Cell, PictureRow, PictureTable};
use super::{HIDDEN, PROTECTION, PictureKind, Report, cell_text, text};
use crate::document::last_count;
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

/// What stands beside the bar of a count that is not shown.
const NOT_SHOWN: &str = "visas inte";

/// The drawing.
pub fn write(report: &Report) -> String {
    let title = report.title();
    let mut y = ROW;
    let mut drawn = vec![text_element((16, y), "font-size=\"18\" font-weight=\"bold\"", &title)];
    for (kind, picture) in report.shown_pictures() {
        if let Some(chart) = time_chart(report, kind, picture) {
            y += ROW * 2;
            drawn.push(text_element((16, y), "font-weight=\"bold\"", &chart.caption));
            let largest = chart.rows.iter().map(|(_, counts)| last_count(counts)).max().unwrap_or(0);
            for (label, counts) in &chart.rows {
                y += ROW;
                drawn.push(render_count(label, counts, largest, y));
            }
        }
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
    let cell = row.total();
    render_bar(&row.label, (text::visible_count(cell), &describe_cell(cell)), largest, y)
}

/// A row of a chart.
fn render_count(label: &str, counts: &[String], largest: u64, y: u64) -> String {
    let says = counts.last().map_or(HIDDEN, String::as_str);
    let says = if says == HIDDEN { NOT_SHOWN } else { says };
    render_bar(label, (last_count(counts), says), largest, y)
}

fn render_bar(label: &str, (count, says): (u64, &str), largest: u64, y: u64) -> String {
    let length = count * LONGEST / largest.max(1);
    let top = y - 13;
    [
        format!("<rect x=\"{LABELS}\" y=\"{top}\" width=\"{length}\" height=\"16\" fill=\"#005b9f\"/>\n"),
        text_element((LABELS - 8, y), "text-anchor=\"end\"", &shorten_label(label)),
        text_element((LABELS + length + 6, y), "font-weight=\"normal\"", says),
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
    let times: Vec<String> = both
        .iter()
        .filter_map(|(kind, picture)| time_chart(report, *kind, picture))
        .map(|chart| {
            let rows: Vec<String> = chart
                .rows
                .iter()
                .map(|(label, counts)| format!("{label} {}", counts.join(" ").replace(HIDDEN, NOT_SHOWN)))
                .collect();
            format!("{}: {}.", chart.caption, rows.join(", "))
        })
        .collect();
    let tables =
        both.iter().flat_map(|(kind, picture)| picture.tables().iter().map(|made| table(*kind, made)));
    let all: Vec<String> = times.into_iter().chain(tables).collect();
    format!("Liggande staplar. {} {PROTECTION}", all.join(" "))
}

fn describe_cell(cell: Cell) -> String {
    match cell {
        Cell::Count(_) => cell_text(cell),
        Cell::Hidden => NOT_SHOWN.to_owned(),
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
