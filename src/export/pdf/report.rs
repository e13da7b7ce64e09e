//! A report on paper: a title, what to know, and tables of numbers. What the numbers are, others know.

use chrono::NaiveDate;
use krilla::tagging::{TableHeaderScope, Tag};

use super::face::{Faces, FontWeight, GlyphLine};
use super::frame::{self, heading_level};
use super::item::{Ink, Style};
use super::layout::{LEFT, Layout, PageBreak, WIDTH, text_style};
use super::tree::TagNode;
use super::{AttachedContent, DocumentInfo, build_document};
use crate::export::{Purpose, RenderFault};

const TITLE: Style = text_style(FontWeight::Bold, 15.0, 19.0, Ink::Text);
const CAPTION: Style = text_style(FontWeight::Bold, 9.5, 15.0, Ink::Text);
const HEAD: Style = text_style(FontWeight::Bold, 8.5, 11.5, Ink::Text);
const PLAIN: Style = text_style(FontWeight::Regular, 9.0, 11.5, Ink::Text);

/// How wide a row's label is, in points.
const LABEL: f32 = 170.0;

/// How wide the longest bar is, with the space before it.
const BARS: f32 = 100.0;

/// The space before a bar.
const BEFORE_BAR: f32 = 8.0;

/// How many numbers stand beside each other.
const ACROSS: usize = 6;

/// The space after a table.
const GAP: f32 = 10.0;

/// What stands in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfReport {
    /// Its title.
    pub title: String,
    /// What to know before the numbers, a paragraph each.
    pub notes: Vec<String>,
    /// The numbers.
    pub tables: Vec<PdfTable>,
    /// The program that made it, with its version.
    pub tool: String,
    /// The day it tells of last.
    pub day: NaiveDate,
}

/// A table of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfTable {
    /// What it tells.
    pub caption: String,
    /// What stands over each number.
    pub heads: Vec<String>,
    /// What stands before each row, and its numbers.
    pub rows: Vec<(String, Vec<String>)>,
}

/// The report as PDF/UA-1 and PDF/A-2a.
///
/// # Errors
/// [`RenderFault::NotConforming`] where it would not be that.
pub fn write(report: &PdfReport) -> Result<Vec<u8>, RenderFault> {
    let (title, tool, day, purpose) = (&report.title, &report.tool, report.day, Purpose::Case);
    build_document(&DocumentInfo { title, purpose, tool, day, carries: AttachedContent::Nothing }, |faces| {
        lay_out_report(report, faces)
    })
}

fn lay_out_report<'f>(report: &PdfReport, faces: &'f Faces) -> Layout<'f> {
    let mut sheet = Layout::new(faces);
    let title = sheet.tree.add_root(Tag::Hn(heading_level(1), Some(report.title.clone())));
    draw_paragraph(&mut sheet, title, &report.title, TITLE);
    for note in &report.notes {
        let note_tag = sheet.tree.add_root(Tag::P);
        draw_paragraph(&mut sheet, note_tag, note, PLAIN);
    }
    for made in &report.tables {
        let last = made.rows.iter().filter_map(|(_, numbers)| numbers.last()?.parse::<f32>().ok());
        let most = last.fold(0.0, f32::max);
        for (nth, heads) in made.heads.chunks(ACROSS).enumerate() {
            let from = nth * ACROSS;
            let most = (from + heads.len() == made.heads.len() && most > 0.0).then_some(most);
            draw_table(&mut sheet, made, &TablePiece { heads, from, most });
        }
    }
    frame::draw_feet(&mut sheet, &[report.title.clone(), report.tool.clone()]);
    sheet
}

fn draw_paragraph(sheet: &mut Layout, tag: TagNode, text: &str, style: Style) {
    for line in sheet.wrap_lines(text, WIDTH, style) {
        sheet.make_room(style.leading);
        let y = sheet.y;
        sheet.draw_content(tag, LEFT, y, line, style);
        sheet.y += style.leading;
    }
    sheet.y += GAP / 2.0;
}

/// A piece of a table: the numbers that stand beside each other.
struct TablePiece<'t> {
    heads: &'t [String],
    /// The first of them.
    from: usize,
    /// The largest last number, where this piece has the last ones and so has bars.
    most: Option<f32>,
}

/// A piece of a table, with its heads again on every page that it goes over.
fn draw_table(sheet: &mut Layout, made: &PdfTable, piece: &TablePiece<'_>) {
    sheet.make_room(6.0 * PLAIN.leading);
    let table = sheet.tree.add_root(Tag::Table);
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
    for (nth, text) in numbers.iter().skip(piece.from).take(piece.heads.len()).enumerate() {
        let cell = sheet.tree.add_child(row, Tag::TD);
        let (x, line) = set_number(sheet, piece, nth, text, PLAIN);
        sheet.draw_content(cell, x, top, line, PLAIN);
    }
    if let Some(most) = piece.most {
        let share = numbers.last().and_then(|last| last.parse::<f32>().ok()).unwrap_or_default() / most;
        let x = LEFT + WIDTH - BARS + BEFORE_BAR;
        sheet.draw_bar(x, top + 2.0, (BARS - BEFORE_BAR) * share, PLAIN.leading - 4.0);
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

/// A number, or the head over it, against the right side of its column: where it stands, and as a line.
fn set_number(
    sheet: &Layout,
    piece: &TablePiece<'_>,
    nth: usize,
    text: &str,
    style: Style,
) -> (f32, GlyphLine) {
    let bars = if piece.most.is_some() { BARS } else { 0.0 };
    let across = piece.heads.iter().map(|_| 1.0).sum::<f32>().max(1.0);
    let wide = (WIDTH - LABEL - bars) / across;
    let line = sheet.set_line(text, style);
    let right = LEFT + LABEL + (0..=nth).map(|_| wide).sum::<f32>();
    (right - line.width * style.size, line)
}
