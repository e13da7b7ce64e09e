//! The local picture drawn: a bar for each stretch of time, and then every table with its bars.

use ratatui::text::Line;

use super::sheet::PageSheet;
use crate::export::txt::draw_bar;
use crate::summary::picture::Cell;
use crate::summary::text::{self, TextPiece, visible_count};
use crate::summary::{Report, cell_text, unprotected};
use crate::tui::model::{CountedPicture, PicturePage, ShownNumbers};
use crate::tui::theme::Theme;
use crate::tui::words;

/// The longest bar.
const LONGEST: usize = 50;

pub(super) fn render_picture(page: &PicturePage, width: u16, theme: &Theme) -> PageSheet {
    let mut top = vec![Line::default()];
    let CountedPicture { report, counts, left_out, .. } = &page.counted;
    let pieces = match page.numbers {
        ShownNumbers::Protected => {
            let (bars, title) = (time_bars(report), text::title_pieces(report));
            // Where nothing can be drawn, it is still said how many there are, or that they are few.
            let sizes = if bars.is_empty() { text::introduction_pieces(report) } else { Vec::new() };
            [bars, title, sizes, text::table_pieces(report)].concat()
        }
        ShownNumbers::Whole => unprotected::list_pieces(counts, report.by),
    };
    for piece in pieces {
        top.push(match piece {
            TextPiece::Heading(text) => Line::styled(text, theme.heading),
            TextPiece::Line(text) => Line::styled(text, theme.text),
        });
    }
    if !left_out.is_empty() {
        top.push(Line::default());
        top.extend(left_out.lines().flat_map(|line| words::wrap_plain(line, width, theme.quiet)));
    }
    PageSheet { top, scroll: page.scroll, ..PageSheet::default() }
}

/// How many forms each stretch of time has, as bars.
fn time_bars(report: &Report) -> Vec<TextPiece> {
    let spans = report.columns();
    let parts = spans.split_last().map_or([].as_slice(), |(_, parts)| parts);
    let mut pieces = Vec::new();
    if let Some((_, picture)) = report.shown_pictures().first() {
        let cells: Vec<Cell> = parts.iter().map(|span| picture.form_count(*span)).collect();
        let most = cells.iter().map(|cell| visible_count(*cell)).max().unwrap_or(0);
        for (span, cell) in parts.iter().zip(&cells) {
            let drawn = draw_bar(visible_count(*cell), most, LONGEST);
            pieces.push(TextPiece::Line(format!("{:<9}{drawn} {}", span.label(), cell_text(*cell))));
        }
    }
    if !pieces.is_empty() {
        pieces.insert(0, TextPiece::Heading(format!("Blanketter {}", report.by.label())));
        pieces.splice(1..1, text::introduction_pieces(report));
        pieces.push(TextPiece::Line(String::new()));
    }
    pieces
}
