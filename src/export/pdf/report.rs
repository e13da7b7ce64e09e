//! A report on paper: a title, what to know, and tables of numbers. What the numbers are, others know.

use chrono::NaiveDate;
use krilla::tagging::{TableHeaderScope, Tag};

use super::face::{Faces, Weight};
use super::frame::{self, level};
use super::item::{Ink, Style};
use super::layout::{LEFT, Layout, WIDTH, style};
use super::tree::Branch;
use super::{About, document};
use crate::export::{Purpose, RenderFault};

const TITLE: Style = style(Weight::Bold, 15.0, 19.0, Ink::Text);
const CAPTION: Style = style(Weight::Bold, 9.5, 15.0, Ink::Text);
const HEAD: Style = style(Weight::Bold, 8.5, 11.5, Ink::Text);
const PLAIN: Style = style(Weight::Regular, 9.0, 11.5, Ink::Text);

/// How wide a row's label is, in points.
const LABEL: f32 = 170.0;

/// How many numbers stand beside each other.
const ACROSS: usize = 7;

/// The space after a table.
const GAP: f32 = 10.0;

/// What stands in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its title.
    pub title: String,
    /// What to know before the numbers, a paragraph each.
    pub notes: Vec<String>,
    /// The numbers.
    pub tables: Vec<Table>,
    /// The program that made it, with its version.
    pub tool: String,
    /// The day it tells of last.
    pub day: NaiveDate,
}

/// A table of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
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
pub fn write(report: &Report) -> Result<Vec<u8>, RenderFault> {
    let about = About { title: &report.title, purpose: Purpose::Case, tool: &report.tool, day: report.day };
    document(&about, |faces| set(report, faces))
}

fn set<'f>(report: &Report, faces: &'f Faces) -> Layout<'f> {
    let mut sheet = Layout::new(faces);
    let title = sheet.tree.root(Tag::Hn(level(1), Some(report.title.clone())));
    paragraph(&mut sheet, title, &report.title, TITLE);
    for note in &report.notes {
        let note_tag = sheet.tree.root(Tag::P);
        paragraph(&mut sheet, note_tag, note, PLAIN);
    }
    for made in &report.tables {
        let heads: Vec<&[String]> = made.heads.chunks(ACROSS).collect();
        for (nth, heads) in heads.into_iter().enumerate() {
            table(&mut sheet, made, heads, nth * ACROSS);
        }
    }
    frame::feet(&mut sheet, &[report.title.clone(), report.tool.clone()]);
    sheet
}

fn paragraph(sheet: &mut Layout, tag: Branch, text: &str, style: Style) {
    for line in sheet.lines(text, WIDTH, style) {
        sheet.make_room(style.leading);
        let y = sheet.y;
        sheet.content(tag, LEFT, y, line, style);
        sheet.y += style.leading;
    }
    sheet.y += GAP / 2.0;
}

/// A piece of a table: these heads, the first of which is number `from`.
fn table(sheet: &mut Layout, made: &Table, heads: &[String], from: usize) {
    sheet.make_room(6.0 * PLAIN.leading);
    let table = sheet.tree.root(Tag::Table);
    let caption = sheet.tree.under(table, Tag::Caption);
    for line in sheet.lines(&made.caption, WIDTH, CAPTION) {
        let y = sheet.y;
        sheet.content(caption, LEFT, y, line, CAPTION);
        sheet.y += CAPTION.leading;
    }
    let head = sheet.tree.under(table, Tag::THead);
    let head = sheet.tree.under(head, Tag::TR);
    // The corner over the labels is an empty cell.
    sheet.tree.under(head, Tag::TD);
    for (nth, text) in heads.iter().enumerate() {
        let cell = sheet.tree.under(head, Tag::TH(TableHeaderScope::Column));
        number(sheet, cell, nth, text, HEAD);
    }
    sheet.y += HEAD.leading + 1.0;
    sheet.rule(Ink::Quiet);
    let body = sheet.tree.under(table, Tag::TBody);
    for (label, numbers) in &made.rows {
        row(sheet, body, label, numbers.get(from..from + heads.len()).unwrap_or_default());
    }
    sheet.y += GAP;
}

fn row(sheet: &mut Layout, body: Branch, label: &str, numbers: &[String]) {
    let lines = sheet.lines(label, LABEL, PLAIN);
    let height = lines.iter().map(|_| PLAIN.leading).sum::<f32>();
    sheet.make_room(height + 2.0);
    let row = sheet.tree.under(body, Tag::TR);
    let name = sheet.tree.under(row, Tag::TH(TableHeaderScope::Row));
    let top = sheet.y;
    for (nth, text) in numbers.iter().enumerate() {
        let cell = sheet.tree.under(row, Tag::TD);
        number(sheet, cell, nth, text, PLAIN);
    }
    for line in lines {
        let y = sheet.y;
        sheet.content(name, LEFT, y, line, PLAIN);
        sheet.y += PLAIN.leading;
    }
    sheet.y = sheet.y.max(top + PLAIN.leading) + 1.0;
    sheet.rule(Ink::Hair);
    sheet.y += 1.0;
}

/// A number, or the head over it, against the right side of its column.
fn number(sheet: &mut Layout, cell: Branch, nth: usize, text: &str, style: Style) {
    let wide = (WIDTH - LABEL) / 7.0;
    let line = sheet.line(text, style);
    let right = LEFT + LABEL + (0..=nth).map(|_| wide).sum::<f32>();
    let x = right - line.width * style.size;
    let y = sheet.y;
    sheet.content(cell, x, y, line, style);
}
