//! Fields on the paper: a label and beside it what stands in the field, and the table of acts.

use krilla::tagging::{TableHeaderScope, Tag};

use super::face::{FontWeight, GlyphLine};
use super::frame::{GAP, INSET};
use super::item::{Ink, Style};
use super::layout::{LEFT, Layout, PageBreak, WIDTH, text_style};
use super::tree::TagNode;
use super::value;
use crate::document::{ACT_HEADS, ActLine, ActMark, ActTable, FieldBlock};

const LABEL: Style = text_style(FontWeight::Bold, 8.5, 11.5, Ink::Text);
const PLAIN: Style = text_style(FontWeight::Regular, 9.0, 11.5, Ink::Text);

/// How wide a label is.
const LABEL_WIDTH: f32 = 124.0;

/// Where the answers begin.
const VALUE: f32 = LEFT + INSET + LABEL_WIDTH + 10.0;

/// How wide the answers are.
const VALUE_WIDTH: f32 = LEFT + WIDTH - INSET - VALUE;

/// How wide the column of states is, its box included.
const STATE_WIDTH: f32 = 168.0;

/// A label and beside it what stands in the field.
pub(super) fn draw_field(sheet: &mut Layout, list: TagNode, field: &FieldBlock) {
    let item = sheet.tree.add_child(list, Tag::LI);
    let (label, body) = (sheet.tree.add_child(item, Tag::Lbl), sheet.tree.add_child(item, Tag::LBody));
    let mut labels = sheet.wrap_lines(&field.label, LABEL_WIDTH, LABEL).into_iter();
    let mut values = value::set_rows(sheet, body, &field.content, VALUE_WIDTH).into_iter();
    let rows = labels.len().max(values.len());
    let height = (0..rows).map(|_| PLAIN.leading).sum::<f32>() + GAP;
    sheet.make_room(height);
    for _ in 0..rows {
        if !sheet.has_room(PLAIN.leading) {
            sheet.next_page();
        }
        let y = sheet.y;
        if let Some(line) = labels.next() {
            sheet.draw_content(label, LEFT + INSET, y, line, LABEL);
        }
        if let Some(pieces) = values.next() {
            value::place_pieces(sheet, VALUE, pieces);
        }
        sheet.y += PLAIN.leading;
    }
    sheet.y += GAP / 2.0;
    sheet.draw_rule(Ink::Hair);
    sheet.y += GAP / 2.0;
}

/// Acts with how far they have come. The heads come again on every page that the table goes over.
pub(super) fn draw_acts(sheet: &mut Layout, part: TagNode, ActTable { caption: label, rows }: &ActTable) {
    sheet.make_room(4.0 * PLAIN.leading);
    let table = sheet.tree.add_child(part, Tag::Table);
    let caption = sheet.tree.add_child(table, Tag::Caption);
    for line in sheet.wrap_lines(label, WIDTH - 2.0 * INSET, LABEL) {
        let y = sheet.y;
        sheet.draw_content(caption, LEFT + INSET, y, line, LABEL);
        sheet.y += LABEL.leading;
    }
    let head = sheet.tree.add_child(table, Tag::THead);
    let head = sheet.tree.add_child(head, Tag::TR);
    let cells = [(); 2].map(|()| sheet.tree.add_child(head, Tag::TH(TableHeaderScope::Column)));
    sheet.y += GAP;
    draw_column_heads(sheet, Some(cells));
    let body = sheet.tree.add_child(table, Tag::TBody);
    for act in rows {
        let lines = sheet.wrap_lines(&act.text, WIDTH - STATE_WIDTH - 4.0 * INSET, PLAIN);
        let height = lines.iter().map(|_| PLAIN.leading).sum::<f32>() + GAP;
        if sheet.make_room(height) == PageBreak::New {
            draw_column_heads(sheet, None);
        }
        draw_act(sheet, body, act, lines);
    }
}

/// The row that says what the columns are. It is content the first time, and repeated on the pages after.
fn draw_column_heads(sheet: &mut Layout, cells: Option<[TagNode; 2]>) {
    let y = sheet.y;
    let places = [LEFT + INSET, LEFT + WIDTH - STATE_WIDTH];
    let lines = ACT_HEADS.map(|text| sheet.set_line(text, LABEL));
    match cells {
        Some(cells) => {
            for ((x, line), cell) in places.into_iter().zip(lines).zip(cells) {
                sheet.draw_content(cell, x, y, line, LABEL);
            }
        }
        None => places.into_iter().zip(lines).for_each(|(x, line)| sheet.draw_repeated(x, y, line, LABEL)),
    }
    sheet.y += LABEL.leading + GAP / 2.0;
    sheet.draw_rule(Ink::Quiet);
    sheet.y += GAP / 2.0;
}

fn draw_act(sheet: &mut Layout, body: TagNode, act: &ActLine, lines: Vec<GlyphLine>) {
    let row = sheet.tree.add_child(body, Tag::TR);
    let (name, state) =
        (sheet.tree.add_child(row, Tag::TH(TableHeaderScope::Row)), sheet.tree.add_child(row, Tag::TD));
    let (x, y) = (LEFT + WIDTH - STATE_WIDTH, sheet.y);
    for line in lines {
        if !sheet.has_room(PLAIN.leading) {
            sheet.next_page();
        }
        let y = sheet.y;
        sheet.draw_content(name, LEFT + INSET, y, line, PLAIN);
        sheet.y += PLAIN.leading;
    }
    let y = y.min(sheet.y - PLAIN.leading);
    let line = sheet.set_line(act.state, PLAIN);
    match act.mark {
        ActMark::Ticked => sheet.draw_crossed_box(x, y + 2.1, value::BOX),
        ActMark::Open => sheet.draw_frame(x, y + 2.1, value::BOX, value::BOX),
        ActMark::Dashed | ActMark::Bare => {}
    }
    sheet.draw_content(state, x + value::BOX + 5.0, y, line, PLAIN);
    sheet.y += GAP / 2.0;
    sheet.draw_rule(Ink::Hair);
    sheet.y += GAP / 2.0;
}
