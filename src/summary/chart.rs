//! The charts of a report: one column of protected counts each, for the eye. How many by time, what they are about, and where, the
//! largest first: the first two fields that are counted.

use super::picture::TOGETHER;
use super::picture::{Cell, Picture, PictureRow, PictureTable, RowSubject};
use super::{PictureKind, Report, cell_text};
use crate::document::{NumberTable, last_count};

/// What stands over the counts.
const COUNT: &str = "Antal";

/// The charts, in the order shown; none where nothing is shown.
pub(super) fn list_charts(report: &Report) -> Vec<NumberTable> {
    report
        .shown_pictures()
        .into_iter()
        .flat_map(|(kind, picture)| chart_picture(report, kind, picture))
        .collect()
}

fn chart_picture(report: &Report, kind: PictureKind, picture: &Picture) -> Vec<NumberTable> {
    // The form asks first what it is about, and then who reports and where.
    let [subject, place] = [picture.tables().first(), picture.tables().get(1)];
    let time = time_chart(report, kind, picture);
    let subject = subject.map(|table| table_chart(kind, table, table.rows.iter().collect()));
    let place = place.map(|table| table_chart(kind, table, largest_first(table)));
    [time, subject, place].into_iter().flatten().filter(has_bar).collect()
}

/// How many there are in each stretch of time; `None` where there is but one.
pub(super) fn time_chart(report: &Report, kind: PictureKind, picture: &Picture) -> Option<NumberTable> {
    let columns = report.columns();
    let (_, spans) = columns.split_last()?;
    let rows = spans.iter().map(|span| (span.label(), vec![cell_text(picture.form_count(*span))])).collect();
    let caption = format!("{} {}", kind.counted_noun(), report.by.label());
    (spans.len() > 1).then(|| NumberTable { caption, heads: vec![COUNT.to_owned()], rows })
}

fn table_chart(kind: PictureKind, table: &PictureTable, rows: Vec<&PictureRow>) -> NumberTable {
    let said = rows.into_iter().filter(|row| row.total() != Cell::Count(0));
    NumberTable {
        caption: format!("{}{}, hela tiden", kind.caption_prefix(), table.label),
        heads: vec![COUNT.to_owned()],
        rows: said.map(|row| (row.label.clone(), vec![cell_text(row.total())])).collect(),
    }
}

/// The rows with the largest count first; last what is hidden, what is not said, and what is told together.
fn largest_first(table: &PictureTable) -> Vec<&PictureRow> {
    let mut rows: Vec<&PictureRow> = table.rows.iter().collect();
    rows.sort_by_key(|row| {
        let is_option = matches!(row.of, RowSubject::Option(_));
        let count = match row.total() {
            Cell::Count(count) => Some(count),
            Cell::Hidden => None,
        };
        std::cmp::Reverse((is_option, count))
    });
    rows
}

/// Whether there is anything to see in a chart: what is told only together is not.
fn has_bar(chart: &NumberTable) -> bool {
    chart.rows.iter().any(|(label, counts)| label != TOGETHER && last_count(counts) > 0)
}
