//! What stands in a field, set in rows: boxes with their texts beside each other, or lines.

use krilla::tagging::{ListNumbering, Tag, TagKind};

use super::face::{Line, Weight};
use super::item::{Ink, Style};
use super::layout::{Layout, style};
use super::tree::Branch;
use crate::export::sheet::{Answer, EMPTY};
use crate::form::model::{Tick, TickState};

/// The side of a box, in points.
pub(super) const BOX: f32 = 7.4;

const PLAIN: Style = style(Weight::Regular, 9.0, 11.5, Ink::Text);
const QUIET: Style = style(Weight::Regular, 9.0, 11.5, Ink::Quiet);
const TICKED: Style = style(Weight::Bold, 9.0, 11.5, Ink::Text);
const MARK: Style = style(Weight::Bold, 11.0, 11.5, Ink::Text);

/// Between a box and its text.
const NEAR: f32 = 4.0;

/// Between a text and the next box.
const APART: f32 = 13.0;

/// A piece of a row.
pub(super) struct Piece {
    x: f32,
    line: Line,
    style: Style,
    above: Branch,
    shape: Shape,
}

enum Shape {
    Plain,
    Boxed,
}

/// A list without numbers.
pub(super) fn list() -> TagKind {
    Tag::L(ListNumbering::None).into()
}

/// The answer in rows no wider than `width`.
pub(super) fn rows(sheet: &mut Layout, body: Branch, answer: Answer, width: f32) -> Vec<Vec<Piece>> {
    match answer {
        Answer::Ticks(ticks) => boxes(sheet, body, &ticks, width),
        Answer::Lines(lines) => {
            lines.iter().flat_map(|line| paragraph(sheet, body, line, width, PLAIN)).collect()
        }
        Answer::Empty => paragraph(sheet, body, EMPTY, width, QUIET),
        // A table stands for itself.
        Answer::Acts(_) => Vec::new(),
    }
}

/// Puts a row where the paper has come to, from `x`.
pub(super) fn place(sheet: &mut Layout, x: f32, pieces: Vec<Piece>) {
    let y = sheet.y;
    for Piece { x: right, line, style, above, shape } in pieces {
        let at = x + right;
        match shape {
            Shape::Plain => sheet.content(above, at, y, line, style),
            Shape::Boxed => {
                sheet.frame(at, y + 2.1, BOX, BOX);
                let middle = (BOX - line.width * style.size) / 2.0;
                sheet.content(above, at + middle, y, line, style);
            }
        }
    }
}

fn paragraph(sheet: &mut Layout, body: Branch, text: &str, width: f32, style: Style) -> Vec<Vec<Piece>> {
    let above = sheet.tree.under(body, Tag::P);
    let lines = sheet.lines(text, width, style).into_iter();
    lines.map(|line| vec![Piece { x: 0.0, line, style, above, shape: Shape::Plain }]).collect()
}

fn boxes(sheet: &mut Layout, body: Branch, ticks: &[&Tick], width: f32) -> Vec<Vec<Piece>> {
    let list = sheet.tree.under(body, list());
    let mut rows: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut x = 0.0;
    for tick in ticks {
        let (mark, told, style) = match tick.state {
            TickState::On => (sheet.mark('×', "[x]", MARK), "Ikryssat", TICKED),
            // A space that nothing else is set with.
            TickState::Off => (sheet.mark('\u{2003}', "[ ]", MARK), "Inte ikryssat", PLAIN),
        };
        let lines = sheet.lines(&tick.text, width - BOX - NEAR, style);
        let wide = BOX + NEAR + lines.iter().map(|line| line.width * style.size).fold(0.0, f32::max);
        if x > 0.0 && x + wide > width {
            rows.push(Vec::new());
            x = 0.0;
        }
        let item = sheet.tree.under(list, Tag::LI);
        let label = sheet.tree.under(item, Tag::Lbl.with_actual_text(Some(told.to_owned())));
        let text = sheet.tree.under(item, Tag::LBody);
        push(&mut rows, Piece { x, line: mark, style: MARK, above: label, shape: Shape::Boxed });
        for (at, line) in lines.into_iter().enumerate() {
            if at > 0 {
                rows.push(Vec::new());
            }
            push(&mut rows, Piece { x: x + BOX + NEAR, line, style, above: text, shape: Shape::Plain });
        }
        x += wide + APART;
    }
    rows
}

fn push(rows: &mut [Vec<Piece>], piece: Piece) {
    if let Some(row) = rows.last_mut() {
        row.push(piece);
    }
}
