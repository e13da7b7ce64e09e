//! A table of numbers on the paper, with a bar for the last number of each row.

use krilla::tagging::{TableHeaderScope, Tag};

use super::face::{FontWeight, GlyphLine};
use super::item::{Ink, Style};
use super::layout::{LEFT, Layout, PageBreak, WIDTH, text_style};
use super::tree::TagNode;
use crate::document::{NumberTable, TablePiece, last_count};

const CAPTION: Style = text_style(FontWeight::Bold, 9.5, 15.0, Ink::Text);
const HEAD: Style = text_style(FontWeight::Bold, 8.5, 11.5, Ink::Text);
const PLAIN: Style = text_style(FontWeight::Regular, 9.0, 11.5, Ink::Text);

/// How wide a row's label is, in points.
const LABEL: f32 = 170.0;

/// How wide the longest bar is, with the space before it.
const BARS: f32 = 100.0;

/// How wide the longest bar of a chart is, which has one column of numbers.
const CHART_BARS: f32 = 270.0;

/// The space before a bar.
const BEFORE_BAR: f32 = 8.0;

/// How many numbers stand beside each other.
const ACROSS: usize = 6;

/// The space after a table.
const GAP: f32 = 10.0;

/// A table, in as many pieces as its columns take.
pub(super) fn draw_numbers(sheet: &mut Layout, above: TagNode, table: &NumberTable) {
    table.pieces(ACROSS).for_each(|piece| draw_piece(sheet, above, table, &piece));
}

/// A piece of a table, with its heads again on every page that it goes over.
fn draw_piece(sheet: &mut Layout, above: TagNode, made: &NumberTable, piece: &TablePiece<'_>) {
    sheet.make_room(6.0 * PLAIN.leading);
    let table = sheet.tree.add_child(above, Tag::Table);
    let caption = sheet.tree.add_child(table, Tag::Caption);
    for line in sheet.wrap_lines(&made.caption, WIDTH, CAPTION) {
        let y = sheet.y;
        sheet.draw_content(caption, LEFT, y, line, CAPTION);
        sheet.y += CAPTION.leading;
    }
    let head = sheet.tree.add_child(table, Tag::THead);
    let head = sheet.tree.add_child(head, Tag::TR);
    // The corner over the labels is an empty cell.
    sheet.tree.add_child(head, Tag::TD);
    for (nth, text) in piece.heads.iter().enumerate() {
        let cell = sheet.tree.add_child(head, Tag::TH(TableHeaderScope::Column));
        let (x, line) = set_number(sheet, piece, nth, text, HEAD);
        let y = sheet.y;
        sheet.draw_content(cell, x, y, line, HEAD);
    }
    under_heads(sheet);
    let body = sheet.tree.add_child(table, Tag::TBody);
    for (label, numbers) in &made.rows {
        draw_row(sheet, body, label, numbers, piece);
    }
    sheet.y += GAP;
}

/// The heads once more, on a new page.
fn heads_again(sheet: &mut Layout, piece: &TablePiece<'_>) {
    for (nth, text) in piece.heads.iter().enumerate() {
        let (x, line) = set_number(sheet, piece, nth, text, HEAD);
        let y = sheet.y;
        sheet.draw_repeated(x, y, line, HEAD);
    }
    under_heads(sheet);
}

fn under_heads(sheet: &mut Layout) {
    sheet.y += HEAD.leading + 1.0;
    sheet.draw_rule(Ink::Quiet);
}

fn draw_row(sheet: &mut Layout, body: TagNode, label: &str, numbers: &[String], piece: &TablePiece<'_>) {
    let lines = sheet.wrap_lines(label, LABEL, PLAIN);
    let height = lines.iter().map(|_| PLAIN.leading).sum::<f32>();
    if sheet.make_room(height + 2.0) == PageBreak::New {
        heads_again(sheet, piece);
    }
    let row = sheet.tree.add_child(body, Tag::TR);
    let name = sheet.tree.add_child(row, Tag::TH(TableHeaderScope::Row));
    let top = sheet.y;
    for (nth, text) in piece.numbers_of(numbers).iter().enumerate() {
        let cell = sheet.tree.add_child(row, Tag::TD);
        let (x, line) = set_number(sheet, piece, nth, text, PLAIN);
        sheet.draw_content(cell, x, top, line, PLAIN);
    }
    if let Some(most) = piece.most {
        let share = share_of(last_count(numbers), most);
        let bars = bars_width(piece);
        let x = LEFT + WIDTH - bars + BEFORE_BAR;
        sheet.draw_bar(x, top + 2.0, (bars - BEFORE_BAR) * share, PLAIN.leading - 4.0);
    }
    for line in lines {
        let y = sheet.y;
        sheet.draw_content(name, LEFT, y, line, PLAIN);
        sheet.y += PLAIN.leading;
    }
    sheet.y = sheet.y.max(top + PLAIN.leading) + 1.0;
    sheet.draw_rule(Ink::Hair);
    sheet.y += 1.0;
}

/// How wide the bars of a piece are: in a chart they are the most of it.
fn bars_width(piece: &TablePiece<'_>) -> f32 {
    match (piece.most, piece.heads.len()) {
        (None, _) => 0.0,
        (Some(_), 1) => CHART_BARS,
        (Some(_), _) => BARS,
    }
}

/// How large a share of the most a count is, as finely as a bar can show.
fn share_of(count: u64, most: u64) -> f32 {
    let exact = |count: u64| u16::try_from(count).map_or(f32::from(u16::MAX), f32::from);
    exact(count) / exact(most).max(1.0)
}

/// A number, or the head over it, against the right side of its column: where it stands, and as a line.
fn set_number(
    sheet: &Layout,
    piece: &TablePiece<'_>,
    nth: usize,
    text: &str,
    style: Style,
) -> (f32, GlyphLine) {
    let bars = bars_width(piece);
    let across = piece.heads.iter().map(|_| 1.0).sum::<f32>().max(1.0);
    let wide = (WIDTH - LABEL - bars) / across;
    let line = sheet.set_line(text, style);
    let right = LEFT + LABEL + (0..=nth).map(|_| wide).sum::<f32>();
    (right - line.width * style.size, line)
}
