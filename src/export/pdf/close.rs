//! Many short rows, set close together in columns.

use krilla::tagging::Tag;

use super::face::{FontWeight, GlyphLine};
use super::frame::INSET;
use super::item::{Ink, Style};
use super::layout::{LEFT, Layout, WIDTH, text_style};
use super::tree::TagNode;
use super::value::list_tag;

const NAME: Style = text_style(FontWeight::Bold, 6.9, 8.3, Ink::Text);
const CLOSE: Style = text_style(FontWeight::Regular, 6.9, 8.3, Ink::Text);

/// How many columns close rows stand in, and the space between them.
const COLUMNS: usize = 3;
const GUTTER: f32 = 12.0;

/// How wide a column is.
const COLUMN: f32 = (WIDTH - 2.0 * INSET - 2.0 * GUTTER) / 3.0;

/// A close row, set: its name, of which a long one has lines before its last, and what is said of it in lines, the first beside
/// the name.
struct CloseRow {
    above: Vec<GlyphLine>,
    name: GlyphLine,
    told: Vec<GlyphLine>,
}

/// Close rows in columns, as even as they go, and on the next page what has no room on this one.
pub(super) fn draw_close_rows(sheet: &mut Layout, above: TagNode, rows: &[(String, String)]) {
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
    let mut above = sheet.wrap_lines(&format!("{name} "), COLUMN, NAME);
    let name = above.pop().unwrap_or_else(|| sheet.set_line(name, NAME));
    let beside = COLUMN - name.width * NAME.size;
    // Beside the name stands what has room there without breaking a word.
    let whole = |line: &GlyphLine| line.text.ends_with(' ') || line.text == told;
    let first = sheet.wrap_lines(told, beside, CLOSE).into_iter().next().filter(whole);
    let first = first.unwrap_or_else(|| sheet.set_line("", CLOSE));
    let rest = told.strip_prefix(first.text.as_str()).unwrap_or_default();
    let rest = if rest.is_empty() { Vec::new() } else { sheet.wrap_lines(rest, COLUMN - 6.0, CLOSE) };
    CloseRow { above, name, told: [first].into_iter().chain(rest).collect() }
}

fn draw_close_row(sheet: &mut Layout, list: TagNode, x: f32, row: CloseRow) {
    let CloseRow { above, name, told } = row;
    let item = sheet.tree.add_child(list, Tag::LI);
    let (label, body) = (sheet.tree.add_child(item, Tag::Lbl), sheet.tree.add_child(item, Tag::LBody));
    for line in above {
        let y = sheet.y;
        sheet.draw_content(label, x, y, line, NAME);
        sheet.y += NAME.leading;
    }
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
        self.above.len() + self.told.len().max(1)
    }
}
