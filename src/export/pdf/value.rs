//! What stands in a field, set in rows: boxes with their texts beside each other, or lines.

use krilla::tagging::{ListNumbering, Tag, TagKind};

use super::face::{FontWeight, GlyphLine};
use super::item::{Ink, Style};
use super::layout::{Layout, text_style};
use super::tree::TagNode;
use crate::document::{BoxState, CheckBox, FieldContent};
use crate::export::sheet::EMPTY;

/// The side of a box, in points.
pub(super) const BOX: f32 = 7.4;

const PLAIN: Style = text_style(FontWeight::Regular, 9.0, 11.5, Ink::Text);
const QUIET: Style = text_style(FontWeight::Regular, 9.0, 11.5, Ink::Quiet);
const TICKED: Style = text_style(FontWeight::Bold, 9.0, 11.5, Ink::Text);
const MARK: Style = text_style(FontWeight::Bold, 11.0, 11.5, Ink::Text);

/// Between a box and its text.
const NEAR: f32 = 4.0;

/// Between a text and the next box.
const APART: f32 = 13.0;

/// A piece of a row.
pub(super) struct RowPiece {
    x: f32,
    line: GlyphLine,
    style: Style,
    above: TagNode,
    shape: PieceShape,
}

enum PieceShape {
    Plain,
    Boxed,
}

/// A list without numbers.
pub(super) fn list_tag() -> TagKind {
    Tag::L(ListNumbering::None).into()
}

/// The answer in rows no wider than `width`.
pub(super) fn set_rows(
    sheet: &mut Layout,
    body: TagNode,
    content: &FieldContent,
    width: f32,
) -> Vec<Vec<RowPiece>> {
    match content {
        FieldContent::Boxes(boxes) => set_tick_boxes(sheet, body, boxes, width),
        FieldContent::Options(options) => {
            let blank: Vec<CheckBox> = options.iter().map(|text| CheckBox::new_blank(text)).collect();
            set_tick_boxes(sheet, body, &blank, width)
        }
        FieldContent::Lines(lines) => {
            lines.iter().flat_map(|line| set_paragraph(sheet, body, line, width, PLAIN)).collect()
        }
        FieldContent::Empty => set_paragraph(sheet, body, EMPTY, width, QUIET),
    }
}

/// Puts a row where the paper has come to, from `x`.
pub(super) fn place_pieces(sheet: &mut Layout, x: f32, pieces: Vec<RowPiece>) {
    let y = sheet.y;
    for RowPiece { x: right, line, style, above, shape } in pieces {
        let at = x + right;
        match shape {
            PieceShape::Plain => sheet.draw_content(above, at, y, line, style),
            PieceShape::Boxed => {
                sheet.draw_frame(at, y + 2.1, BOX, BOX);
                let middle = (BOX - line.width * style.size) / 2.0;
                sheet.draw_content(above, at + middle, y, line, style);
            }
        }
    }
}

fn set_paragraph(
    sheet: &mut Layout,
    body: TagNode,
    text: &str,
    width: f32,
    style: Style,
) -> Vec<Vec<RowPiece>> {
    let above = sheet.tree.add_child(body, Tag::P);
    let lines = sheet.wrap_lines(text, width, style).into_iter();
    lines.map(|line| vec![RowPiece { x: 0.0, line, style, above, shape: PieceShape::Plain }]).collect()
}

fn set_tick_boxes(sheet: &mut Layout, body: TagNode, boxes: &[CheckBox], width: f32) -> Vec<Vec<RowPiece>> {
    let list = sheet.tree.add_child(body, list_tag());
    let mut rows: Vec<Vec<RowPiece>> = vec![Vec::new()];
    let mut x = 0.0;
    for tick in boxes {
        let (mark, told, style) = match tick.state {
            BoxState::Ticked => (sheet.set_mark('×', "[x]", MARK), "Ikryssat", TICKED),
            // A space that nothing else is set with.
            BoxState::Blank => (sheet.set_mark('\u{2003}', "[ ]", MARK), "Inte ikryssat", PLAIN),
        };
        let lines = sheet.wrap_lines(&tick.text, width - BOX - NEAR, style);
        let wide = BOX + NEAR + lines.iter().map(|line| line.width * style.size).fold(0.0, f32::max);
        if x > 0.0 && x + wide > width {
            rows.push(Vec::new());
            x = 0.0;
        }
        let item = sheet.tree.add_child(list, Tag::LI);
        let label = sheet.tree.add_child(item, Tag::Lbl.with_actual_text(Some(told.to_owned())));
        let text = sheet.tree.add_child(item, Tag::LBody);
        push_piece(
            &mut rows,
            RowPiece { x, line: mark, style: MARK, above: label, shape: PieceShape::Boxed },
        );
        for (at, line) in lines.into_iter().enumerate() {
            if at > 0 {
                rows.push(Vec::new());
            }
            push_piece(
                &mut rows,
                RowPiece { x: x + BOX + NEAR, line, style, above: text, shape: PieceShape::Plain },
            );
        }
        x += wide + APART;
    }
    rows
}

fn push_piece(rows: &mut [Vec<RowPiece>], piece: RowPiece) {
    if let Some(row) = rows.last_mut() {
        row.push(piece);
    }
}
