//! The local picture drawn: a bar for each stretch of time, and then every table with its bars.

use ratatui::text::Line;

use super::sheet::Sheet;
use crate::summary::picture::Cell;
use crate::summary::text::{self, Piece, bar, count};
use crate::summary::{Report, shown};
use crate::tui::model::PicturePage;
use crate::tui::theme::Theme;
use crate::tui::words;

/// The longest bar.
const LONGEST: usize = 50;

pub(super) fn picture(page: &PicturePage, width: u16, theme: &Theme) -> Sheet {
    let mut top = vec![Line::default()];
    let report = &page.report;
    for piece in [over_time(report), text::title(report), text::tables(report)].concat() {
        top.push(match piece {
            Piece::Heading(text) => Line::styled(text, theme.heading),
            Piece::Line(text) => Line::styled(text, theme.text),
        });
    }
    if !page.left_out.is_empty() {
        top.push(Line::default());
        top.extend(page.left_out.lines().flat_map(|line| words::plain(line, width, theme.quiet)));
    }
    Sheet { top, scroll: page.scroll, ..Sheet::default() }
}

/// How many forms each stretch of time has, as bars.
fn over_time(report: &Report) -> Vec<Piece> {
    let spans = report.columns();
    let parts = spans.split_last().map_or([].as_slice(), |(_, parts)| parts);
    let mut pieces = Vec::new();
    if let Some((_, picture)) = report.shown().first() {
        let cells: Vec<Cell> = parts.iter().map(|span| picture.forms(*span)).collect();
        let most = cells.iter().map(|cell| count(*cell)).max().unwrap_or(0);
        for (span, cell) in parts.iter().zip(&cells) {
            let drawn = bar(count(*cell), most, LONGEST);
            pieces.push(Piece::Line(format!("{:<9}{drawn} {}", span.label(), shown(*cell))));
        }
    }
    if !pieces.is_empty() {
        pieces.insert(0, Piece::Heading(format!("Blanketter {}", report.by.label())));
        pieces.splice(1..1, text::explained(report));
        pieces.push(Piece::Line(String::new()));
    }
    pieces
}
