//! A paper without personal text on its pages: title, parts, close rows in columns, room to write.

use krilla::tagging::Tag;

use super::face::{Faces, Line, Weight};
use super::frame::{self, GAP, INSET, level};
use super::item::{Ink, Style};
use super::layout::{LEFT, Layout, WIDTH, style};
use super::tree::Branch;
use super::value::list;
use crate::export::Purpose;
use crate::export::sheet;
use crate::paper::{Block, Paper, Starts};

const TITLE: Style = style(Weight::Bold, 15.0, 19.0, Ink::Text);
const HEADING: Style = style(Weight::Bold, 9.5, 13.5, Ink::Text);
const PLAIN: Style = style(Weight::Regular, 9.5, 12.8, Ink::Text);
const QUIET: Style = style(Weight::Regular, 9.5, 12.8, Ink::Quiet);
const NAME: Style = style(Weight::Bold, 6.9, 8.3, Ink::Text);
const CLOSE: Style = style(Weight::Regular, 6.9, 8.3, Ink::Text);

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
pub(super) fn set<'f>(paper: &Paper, purpose: Purpose, faces: &'f Faces) -> Layout<'f> {
    let mut sheet = Layout::new(faces);
    head(&mut sheet, paper, purpose);
    for part in paper.parts() {
        if part.starts == Starts::OnNewPage {
            sheet.next_page();
        }
        let above = frame::heading(&mut sheet, &part.title);
        part.blocks.iter().for_each(|part| block(&mut sheet, above, part));
        sheet.y += GAP;
    }
    frame::feet(&mut sheet, &foot(paper));
    frame::every_page(&mut sheet, purpose);
    sheet
}

/// What the foot of every page says: the routine, and the other facts in short.
fn foot(paper: &Paper) -> [String; 2] {
    // What is proved is told in the proof sheet itself, with what it means; on a line of its own it would say too much.
    let told = sheet::of_paper(paper).into_iter().filter(|fact| !sheet::PROVED.contains(&fact.label));
    let told: Vec<String> = told.map(|fact| format!("{}: {}", fact.label, fact.value)).collect();
    [told.first().cloned().unwrap_or_default(), told.get(1..).unwrap_or_default().join(" · ")]
}

fn head(sheet: &mut Layout, paper: &Paper, purpose: Purpose) {
    frame::banner(sheet, purpose);
    let title = sheet.tree.root(Tag::Hn(level(1), Some(paper.title().to_owned())));
    text(sheet, title, paper.title(), Place { x: LEFT, width: WIDTH }, TITLE);
    let lead = sheet.tree.root(Tag::P);
    text(sheet, lead, paper.lead(), Place { x: LEFT, width: WIDTH }, PLAIN);
    sheet.y += GAP;
    sheet.rule(Ink::Accent);
    sheet.y += 5.0;
}

fn block(sheet: &mut Layout, above: Branch, block: &Block) {
    let whole = Place { x: LEFT + INSET, width: TEXT };
    let deeper = Place { x: whole.x + DEEPER, width: TEXT - DEEPER };
    match block {
        Block::Heading(title) => {
            sheet.y += GAP;
            sheet.make_room(HEADING.leading + 2.0 * PLAIN.leading);
            let heading = sheet.tree.under(above, Tag::Hn(level(3), Some(title.clone())));
            text(sheet, heading, title, whole, HEADING);
        }
        Block::Text(told) => {
            let paragraph = sheet.tree.under(above, Tag::P);
            told.lines().for_each(|line| text(sheet, paragraph, line, whole, PLAIN));
        }
        Block::Quote(told) => {
            let quote = sheet.tree.under(above, Tag::BlockQuote);
            let paragraph = sheet.tree.under(quote, Tag::P);
            told.lines().for_each(|line| text(sheet, paragraph, line, deeper, QUIET));
        }
        Block::Points(points) => {
            let points_of = sheet.tree.under(above, list());
            for told in points {
                point(sheet, points_of, told, deeper);
            }
        }
        Block::Rows(rows) => close(sheet, above, rows),
        Block::Room(lines) => room(sheet, *lines),
    }
    sheet.y += GAP;
}

/// Where lines stand, across.
#[derive(Clone, Copy)]
struct Place {
    x: f32,
    width: f32,
}

fn text(sheet: &mut Layout, above: Branch, told: &str, place: Place, style: Style) {
    for line in sheet.lines(told, place.width, style) {
        sheet.make_room(style.leading);
        let y = sheet.y;
        sheet.content(above, place.x, y, line, style);
        sheet.y += style.leading;
    }
}

fn point(sheet: &mut Layout, list: Branch, told: &str, place: Place) {
    sheet.make_room(PLAIN.leading);
    let item = sheet.tree.under(list, Tag::LI);
    let (label, body) = (sheet.tree.under(item, Tag::Lbl), sheet.tree.under(item, Tag::LBody));
    let (y, mark) = (sheet.y, sheet.line("•", PLAIN));
    sheet.content(label, place.x - DEEPER + 2.0, y, mark, PLAIN);
    text(sheet, body, told, place, PLAIN);
}

/// Lines to write on by hand.
fn room(sheet: &mut Layout, lines: usize) {
    for _ in 0..lines {
        sheet.make_room(ROOM);
        sheet.y += ROOM;
        sheet.rule(Ink::Hair);
    }
    sheet.y += GAP;
}

/// A close row, set: its name, and what is said of it in lines, the first beside the name.
struct Row {
    name: Line,
    told: Vec<Line>,
}

/// Close rows in columns, as even as they go, and on the next page what has no room on this one.
fn close(sheet: &mut Layout, above: Branch, rows: &[(String, String)]) {
    let list = sheet.tree.under(above, list());
    let mut rows: Vec<Row> = rows.iter().map(|(name, told)| row(sheet, name, told)).collect();
    while !rows.is_empty() {
        let room = sheet.lines_left(CLOSE.leading);
        let even = rows.iter().map(Row::height).sum::<usize>().div_ceil(COLUMNS).max(1);
        let most = (even..=room).find(|most| columns(&rows, *most).iter().sum::<usize>() == rows.len());
        let taken = columns(&rows, most.unwrap_or(room));
        let top = sheet.y;
        let mut deepest = top;
        for (column, count) in taken.iter().enumerate() {
            let x = LEFT + INSET + [0.0, COLUMN + GUTTER, 2.0 * (COLUMN + GUTTER)][column];
            sheet.y = top;
            let rest = rows.split_off((*count).min(rows.len()));
            for row in std::mem::replace(&mut rows, rest) {
                put(sheet, list, x, row);
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
fn columns(rows: &[Row], most: usize) -> [usize; COLUMNS] {
    let mut taken = [0; COLUMNS];
    let mut rows = rows.iter().map(Row::height).peekable();
    for count in &mut taken {
        let mut filled = 0;
        while let Some(height) = rows.next_if(|height| filled == 0 || filled + height <= most) {
            filled += height;
            *count += 1;
        }
    }
    taken
}

fn row(sheet: &Layout, name: &str, told: &str) -> Row {
    let name = sheet.line(&format!("{name} "), NAME);
    let beside = COLUMN - name.width * NAME.size;
    // Beside the name stands what has room there without breaking a word.
    let whole = |line: &Line| line.text.ends_with(' ') || line.text == told;
    let first = sheet.lines(told, beside, CLOSE).into_iter().next().filter(whole);
    let first = first.unwrap_or_else(|| sheet.line("", CLOSE));
    let rest = told.strip_prefix(first.text.as_str()).unwrap_or_default();
    let rest = if rest.is_empty() { Vec::new() } else { sheet.lines(rest, COLUMN - 6.0, CLOSE) };
    Row { name, told: [first].into_iter().chain(rest).collect() }
}

fn put(sheet: &mut Layout, list: Branch, x: f32, row: Row) {
    let Row { name, told } = row;
    let item = sheet.tree.under(list, Tag::LI);
    let (label, body) = (sheet.tree.under(item, Tag::Lbl), sheet.tree.under(item, Tag::LBody));
    let beside = x + name.width * NAME.size;
    let y = sheet.y;
    sheet.content(label, x, y, name, NAME);
    for (at, line) in told.into_iter().enumerate() {
        let y = sheet.y;
        sheet.content(body, if at == 0 { beside } else { x + 6.0 }, y, line, CLOSE);
        sheet.y += CLOSE.leading;
    }
}

impl Row {
    /// How many lines it takes.
    fn height(&self) -> usize {
        self.told.len().max(1)
    }
}
