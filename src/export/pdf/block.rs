//! The blocks of a document on the paper, each in its own way.

use krilla::tagging::Tag;

use super::face::FontWeight;
use super::frame::{GAP, INSET, heading_level};
use super::item::{Ink, Style};
use super::layout::{LEFT, Layout, WIDTH, text_style};
use super::tree::TagNode;
use super::value::list_tag;
use super::{close, field, table};
use crate::document::Block;

const HEADING: Style = text_style(FontWeight::Bold, 9.5, 13.5, Ink::Text);
const PLAIN: Style = text_style(FontWeight::Regular, 9.5, 12.8, Ink::Text);
const QUIET: Style = text_style(FontWeight::Regular, 9.5, 12.8, Ink::Quiet);
const SMALL: Style = text_style(FontWeight::Regular, 7.5, 9.6, Ink::Text);

/// How far in points and quotes stand.
const DEEPER: f32 = 11.0;

/// How far apart the lines to write on stand.
const ROOM: f32 = 21.0;

/// Fewer lines than this are not worth writing on.
const FEW_LINES: usize = 2;

/// Where lines stand, across.
#[derive(Clone, Copy)]
pub(super) struct LineExtent {
    pub(super) x: f32,
    pub(super) width: f32,
}

impl LineExtent {
    /// Within a part.
    pub(super) const WITHIN: Self = Self { x: LEFT + INSET, width: WIDTH - 2.0 * INSET };

    fn deeper(self) -> Self {
        Self { x: self.x + DEEPER, width: self.width - DEEPER }
    }
}

/// Blocks one after another. Fields that follow on each other are one list.
pub(super) fn draw_blocks(sheet: &mut Layout, above: TagNode, place: LineExtent, blocks: &[Block]) {
    let mut fields = None;
    for block in blocks {
        if !matches!(block, Block::Field(_)) {
            fields = None;
        }
        draw_block(sheet, above, place, &mut fields, block);
    }
}

fn draw_block(
    sheet: &mut Layout,
    above: TagNode,
    place: LineExtent,
    fields: &mut Option<TagNode>,
    block: &Block,
) {
    match block {
        Block::Field(field) => {
            let list = *fields.get_or_insert_with(|| sheet.tree.add_child(above, list_tag()));
            return field::draw_field(sheet, list, field);
        }
        Block::Acts(acts) => return field::draw_acts(sheet, above, acts),
        Block::Note(text) => return draw_small_print(sheet, above, text),
        Block::Heading(title) => {
            sheet.y += GAP;
            let lines =
                sheet.wrap_lines(title, place.width, HEADING).iter().map(|_| HEADING.leading).sum::<f32>();
            sheet.make_room(lines + 2.0 * PLAIN.leading);
            sheet.begin_heading();
            let heading = sheet.tree.add_child(above, Tag::Hn(heading_level(3), Some(title.clone())));
            draw_text(sheet, heading, title, place, HEADING);
            sheet.end_heading();
        }
        Block::Text(told) => {
            let paragraph = sheet.tree.add_child(above, Tag::P);
            told.lines().for_each(|line| draw_text(sheet, paragraph, line, place, PLAIN));
        }
        Block::Quote(told) => {
            let quote = sheet.tree.add_child(above, Tag::BlockQuote);
            let paragraph = sheet.tree.add_child(quote, Tag::P);
            told.lines().for_each(|line| draw_text(sheet, paragraph, line, place.deeper(), QUIET));
        }
        Block::Points(points) => {
            let list = sheet.tree.add_child(above, list_tag());
            for told in points {
                draw_point(sheet, list, told, place.deeper());
            }
        }
        Block::Rows(rows) => close::draw_close_rows(sheet, above, rows),
        Block::ByHand(label) => {
            let paragraph = sheet.tree.add_child(above, Tag::P);
            draw_text(sheet, paragraph, &format!("{label}: ........................"), place, PLAIN);
        }
        Block::Room(lines) => draw_writing_lines(sheet, *lines),
        Block::Numbers(numbers) => table::draw_numbers(sheet, above, numbers),
    }
    sheet.y += GAP;
}

pub(super) fn draw_text(sheet: &mut Layout, above: TagNode, told: &str, place: LineExtent, style: Style) {
    for line in sheet.wrap_lines(told, place.width, style) {
        sheet.make_room(style.leading);
        let y = sheet.y;
        sheet.draw_content(above, place.x, y, line, style);
        sheet.y += style.leading;
    }
}

fn draw_point(sheet: &mut Layout, list: TagNode, told: &str, place: LineExtent) {
    sheet.make_room(PLAIN.leading);
    let item = sheet.tree.add_child(list, Tag::LI);
    let (label, body) = (sheet.tree.add_child(item, Tag::Lbl), sheet.tree.add_child(item, Tag::LBody));
    let (y, mark) = (sheet.y, sheet.set_line("•", PLAIN));
    sheet.draw_content(label, place.x - DEEPER + 2.0, y, mark, PLAIN);
    draw_text(sheet, body, told, place, PLAIN);
}

/// Lines to write on by hand.
/// Lines to write on: as many as the page has room for where it has room for some, so that none stand alone on the next.
fn draw_writing_lines(sheet: &mut Layout, lines: usize) {
    let here = sheet.lines_left(ROOM);
    for _ in 0..(if here < FEW_LINES { lines } else { lines.min(here) }) {
        sheet.make_room(ROOM);
        sheet.y += ROOM;
        sheet.draw_rule(Ink::Hair);
    }
    sheet.y += GAP;
}

/// A paragraph in small letters.
pub(super) fn draw_small_print(sheet: &mut Layout, part: TagNode, text: &str) {
    let paragraph = sheet.tree.add_child(part, Tag::P);
    for line in sheet.wrap_lines(text, WIDTH - 2.0 * INSET, SMALL) {
        sheet.make_room(SMALL.leading);
        let y = sheet.y;
        sheet.draw_content(paragraph, LEFT + INSET, y, line, SMALL);
        sheet.y += SMALL.leading;
    }
}
