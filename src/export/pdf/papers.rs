//! A paper without personal text on its pages: title, parts, close rows in columns, room to write.

use krilla::tagging::Tag;

use super::face::{Faces, FontWeight, GlyphLine};
use super::frame::{self, GAP, INSET, heading_level};
use super::item::{Ink, Style};
use super::layout::{LEFT, Layout, WIDTH, text_style};
use super::tree::TagNode;
use super::value::list_tag;
use crate::export::Purpose;
use crate::export::sheet;
use crate::paper::{Paper, PaperBlock, PartStart};

const TITLE: Style = text_style(FontWeight::Bold, 15.0, 19.0, Ink::Text);
const HEADING: Style = text_style(FontWeight::Bold, 9.5, 13.5, Ink::Text);
const PLAIN: Style = text_style(FontWeight::Regular, 9.5, 12.8, Ink::Text);
const QUIET: Style = text_style(FontWeight::Regular, 9.5, 12.8, Ink::Quiet);
const NAME: Style = text_style(FontWeight::Bold, 6.9, 8.3, Ink::Text);
const CLOSE: Style = text_style(FontWeight::Regular, 6.9, 8.3, Ink::Text);

/// How wide the text is.
const TEXT: f32 = WIDTH - 2.0 * INSET;

/// How many columns close rows stand in, and the space between them.
const COLUMNS: usize = 3;
const GUTTER: f32 = 12.0;

/// How wide a column is.
const COLUMN: f32 = (TEXT - 2.0 * GUTTER) / 3.0;

/// How far in points and quotes stand.
const DEEPER: f32 = 11.0;

/// How far apart the lines to write on stand.
const ROOM: f32 = 21.0;

/// The pages of a paper.
pub(super) fn lay_out_paper<'f>(paper: &Paper, purpose: Purpose, faces: &'f Faces) -> Layout<'f> {
    let mut sheet = Layout::new(faces);
    draw_head(&mut sheet, paper, purpose);
    for part in paper.parts() {
        if part.starts == PartStart::OnNewPage {
            sheet.next_page();
        }
        let above = frame::draw_heading(&mut sheet, &part.title);
        part.blocks.iter().for_each(|part| draw_block(&mut sheet, above, part));
        sheet.y += GAP;
    }
    frame::draw_feet(&mut sheet, &foot_lines(paper));
    frame::every_page(&mut sheet, purpose);
    sheet
}

/// What the foot of every page says: the routine, and the other facts in short.
fn foot_lines(paper: &Paper) -> [String; 2] {
    // What is proved is told in the proof sheet itself, with what it means; on a line of its own it would say too much.
    let told = sheet::of_paper(paper).into_iter().filter(|fact| !sheet::PROVED.contains(&fact.label));
    let told: Vec<String> = told.map(|fact| format!("{}: {}", fact.label, fact.value)).collect();
    [told.first().cloned().unwrap_or_default(), told.get(1..).unwrap_or_default().join(" · ")]
}

fn draw_head(sheet: &mut Layout, paper: &Paper, purpose: Purpose) {
    frame::draw_banner(sheet, purpose);
    let title = sheet.tree.add_root(Tag::Hn(heading_level(1), Some(paper.title().to_owned())));
    draw_text(sheet, title, paper.title(), LineExtent { x: LEFT, width: WIDTH }, TITLE);
    let lead = sheet.tree.add_root(Tag::P);
    draw_text(sheet, lead, paper.lead(), LineExtent { x: LEFT, width: WIDTH }, PLAIN);
    sheet.y += GAP;
    sheet.draw_rule(Ink::Accent);
    sheet.y += 5.0;
}

fn draw_block(sheet: &mut Layout, above: TagNode, block: &PaperBlock) {
    let whole = LineExtent { x: LEFT + INSET, width: TEXT };
    let deeper = LineExtent { x: whole.x + DEEPER, width: TEXT - DEEPER };
    match block {
        PaperBlock::Heading(title) => {
            sheet.y += GAP;
            sheet.make_room(HEADING.leading + 2.0 * PLAIN.leading);
            let heading = sheet.tree.add_child(above, Tag::Hn(heading_level(3), Some(title.clone())));
            draw_text(sheet, heading, title, whole, HEADING);
        }
        PaperBlock::Text(told) => {
            let paragraph = sheet.tree.add_child(above, Tag::P);
            told.lines().for_each(|line| draw_text(sheet, paragraph, line, whole, PLAIN));
        }
        PaperBlock::Quote(told) => {
            let quote = sheet.tree.add_child(above, Tag::BlockQuote);
            let paragraph = sheet.tree.add_child(quote, Tag::P);
            told.lines().for_each(|line| draw_text(sheet, paragraph, line, deeper, QUIET));
        }
        PaperBlock::Points(points) => {
            let points_of = sheet.tree.add_child(above, list_tag());
            for told in points {
                draw_point(sheet, points_of, told, deeper);
            }
        }
        PaperBlock::Rows(rows) => draw_close_rows(sheet, above, rows),
        PaperBlock::Room(lines) => draw_writing_lines(sheet, *lines),
    }
    sheet.y += GAP;
}

/// Where lines stand, across.
#[derive(Clone, Copy)]
struct LineExtent {
    x: f32,
    width: f32,
}

fn draw_text(sheet: &mut Layout, above: TagNode, told: &str, place: LineExtent, style: Style) {
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
fn draw_writing_lines(sheet: &mut Layout, lines: usize) {
    for _ in 0..lines {
        sheet.make_room(ROOM);
        sheet.y += ROOM;
        sheet.draw_rule(Ink::Hair);
    }
    sheet.y += GAP;
}

/// A close row, set: its name, and what is said of it in lines, the first beside the name.
struct CloseRow {
    name: GlyphLine,
    told: Vec<GlyphLine>,
}

/// Close rows in columns, as even as they go, and on the next page what has no room on this one.
fn draw_close_rows(sheet: &mut Layout, above: TagNode, rows: &[(String, String)]) {
    let list = sheet.tree.add_child(above, list_tag());
    let mut rows: Vec<CloseRow> = rows.iter().map(|(name, told)| set_close_row(sheet, name, told)).collect();
    while !rows.is_empty() {
        let room = sheet.lines_left(CLOSE.leading);
        let even = rows.iter().map(CloseRow::line_count).sum::<usize>().div_ceil(COLUMNS).max(1);
        let most = (even..=room).find(|most| split_columns(&rows, *most).iter().sum::<usize>() == rows.len());
        let taken = split_columns(&rows, most.unwrap_or(room));
        let top = sheet.y;
        let mut deepest = top;
        for (column, count) in taken.iter().enumerate() {
            let x = LEFT + INSET + [0.0, COLUMN + GUTTER, 2.0 * (COLUMN + GUTTER)][column];
            sheet.y = top;
            let rest = rows.split_off((*count).min(rows.len()));
            for row in std::mem::replace(&mut rows, rest) {
                draw_close_row(sheet, list, x, row);
            }
            deepest = deepest.max(sheet.y);
        }
        sheet.y = deepest;
        if !rows.is_empty() {
            sheet.next_page();
        }
    }
}

/// How many rows each column takes where none is longer than `most` lines. A row longer than that stands alone.
fn split_columns(rows: &[CloseRow], most: usize) -> [usize; COLUMNS] {
    let mut taken = [0; COLUMNS];
    let mut rows = rows.iter().map(CloseRow::line_count).peekable();
    for count in &mut taken {
        let mut filled = 0;
        while let Some(height) = rows.next_if(|height| filled == 0 || filled + height <= most) {
            filled += height;
            *count += 1;
        }
    }
    taken
}

fn set_close_row(sheet: &Layout, name: &str, told: &str) -> CloseRow {
    let name = sheet.set_line(&format!("{name} "), NAME);
    let beside = COLUMN - name.width * NAME.size;
    // Beside the name stands what has room there without breaking a word.
    let whole = |line: &GlyphLine| line.text.ends_with(' ') || line.text == told;
    let first = sheet.wrap_lines(told, beside, CLOSE).into_iter().next().filter(whole);
    let first = first.unwrap_or_else(|| sheet.set_line("", CLOSE));
    let rest = told.strip_prefix(first.text.as_str()).unwrap_or_default();
    let rest = if rest.is_empty() { Vec::new() } else { sheet.wrap_lines(rest, COLUMN - 6.0, CLOSE) };
    CloseRow { name, told: [first].into_iter().chain(rest).collect() }
}

fn draw_close_row(sheet: &mut Layout, list: TagNode, x: f32, row: CloseRow) {
    let CloseRow { name, told } = row;
    let item = sheet.tree.add_child(list, Tag::LI);
    let (label, body) = (sheet.tree.add_child(item, Tag::Lbl), sheet.tree.add_child(item, Tag::LBody));
    let beside = x + name.width * NAME.size;
    let y = sheet.y;
    sheet.draw_content(label, x, y, name, NAME);
    for (at, line) in told.into_iter().enumerate() {
        let y = sheet.y;
        sheet.draw_content(body, if at == 0 { beside } else { x + 6.0 }, y, line, CLOSE);
        sheet.y += CLOSE.leading;
    }
}

impl CloseRow {
    /// How many lines it takes.
    fn line_count(&self) -> usize {
        self.told.len().max(1)
    }
}
