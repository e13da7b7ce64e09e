//! A text being typed: the kept editing widget, made true to what a person sees as one character.

use std::ops::Range;

use crate::characters;
use ratatui_textarea::{CursorMove, TextArea};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;
use zeroize::{Zeroize, Zeroizing};

/// How much a single paste may bring; the rest is left out.
const LONGEST_PASTE: usize = 20_000;

/// A text and a cursor that moves over, and deletes, whole grapheme clusters. Everything that comes in is normalised
/// to NFC and freed of control characters.
#[derive(Debug, Clone)]
pub struct Editor {
    area: Box<TextArea<'static>>,
    mark: TextMark,
}

/// Where the marked text begins or ends, in bytes; the cursor is its other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextMark {
    /// Nothing is marked.
    Nothing,
    /// It was begun, and goes on until it is ended.
    Begun(usize),
    /// It goes on for as long as Shift is held.
    WithShift(usize),
}

/// An editor in which nothing has been typed.
impl Default for Editor {
    fn default() -> Self {
        Self::new("")
    }
}

/// One row of the text as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownRow {
    /// Where its text starts in the whole text, in bytes.
    pub start: usize,
    /// Its text.
    pub text: String,
}

/// Where the cursor goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CursorTarget {
    /// One character towards the start.
    Left,
    /// One character towards the end.
    Right,
    /// One shown row up.
    Up,
    /// One shown row down.
    Down,
    /// To the start of the line.
    Home,
    /// To the end of the line.
    End,
}

impl Editor {
    /// An editor holding `text`, the cursor at its end.
    pub fn new(text: &str) -> Self {
        let mut area = TextArea::new(sanitize_text(text).split('\n').map(str::to_owned).collect());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area: Box::new(area), mark: TextMark::Nothing }
    }

    /// Begins to mark text at the cursor, unless some is marked.
    pub fn begin_mark(&mut self) {
        self.mark_from(TextMark::Begun);
    }

    /// The same for as long as Shift is held.
    pub fn begin_mark_with_shift(&mut self) {
        self.mark_from(TextMark::WithShift);
    }

    fn mark_from(&mut self, how: fn(usize) -> TextMark) {
        if self.mark == TextMark::Nothing {
            self.mark = how(self.offset());
        }
    }

    /// Marks nothing any more, where text was marked with Shift: the cursor is moved without it.
    pub fn release_shift(&mut self) {
        if let TextMark::WithShift(_) = self.mark {
            self.end_mark();
        }
    }

    /// Marks nothing.
    pub fn end_mark(&mut self) {
        self.mark = TextMark::Nothing;
    }

    /// Whether text is being marked, even if none is yet.
    pub fn is_marking(&self) -> bool {
        self.mark != TextMark::Nothing
    }

    /// The marked text, in bytes; `None` where none is.
    pub fn marked(&self) -> Option<Range<usize>> {
        let (TextMark::Begun(anchor) | TextMark::WithShift(anchor)) = self.mark else { return None };
        let cursor = self.offset();
        (anchor != cursor).then(|| anchor.min(cursor)..anchor.max(cursor))
    }

    /// The marked text; empty where none is.
    pub fn marked_text(&self) -> Zeroizing<String> {
        let text = Zeroizing::new(self.text());
        let marked = self.marked().and_then(|marked| text.get(marked)).unwrap_or_default();
        Zeroizing::new(marked.to_owned())
    }

    /// Takes the marked text out, as one edit that can be undone, and returns it.
    pub fn take_marked(&mut self) -> Zeroizing<String> {
        let taken = self.marked_text();
        if let Some(marked) = self.marked() {
            self.go_to(marked.start);
            self.area.delete_str(taken.chars().count());
        }
        self.end_mark();
        taken
    }

    /// Marks the next place where the text says this, whatever the letters' size; past the end it goes on from the start.
    /// `after` the one that is marked, or else from where it begins. Whether there is one.
    pub fn mark_next(&mut self, wanted: &str, from: MatchStart) -> bool {
        let wanted: Vec<char> = wanted.chars().flat_map(char::to_lowercase).collect();
        let text = Zeroizing::new(self.text());
        let marked = self.marked();
        let begin = match (from, &marked) {
            (MatchStart::Here, Some(marked)) => marked.start,
            (MatchStart::Here | MatchStart::After, _) => self.offset(),
        };
        let places = || text.char_indices().map(|(at, _)| at);
        let mut places = places().filter(|at| *at >= begin).chain(places().filter(|at| *at < begin));
        let found = places.find_map(|at| Some(at..match_end(&text, at, &wanted)?));
        if let Some(found) = found.clone() {
            self.go_to(found.end);
            self.mark = TextMark::WithShift(found.start);
        }
        found.is_some()
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Whether nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// Types one character.
    pub fn type_char(&mut self, c: char) {
        self.insert_text(c.encode_utf8(&mut [0; 4]));
    }

    /// Puts in a text at the cursor. Says whether something was left out because it was too long.
    pub fn insert_text(&mut self, text: &str) -> PasteResult {
        let kept: String = text.chars().take(LONGEST_PASTE).collect();
        let pasted = if kept.len() < text.len() { PasteResult::Cut } else { PasteResult::Whole };
        // A combining mark joins the character before it, so that one is taken out and put back composed.
        let kept = match kept.chars().next() {
            Some(mark) if unicode_normalization::char::is_combining_mark(mark) => self.take_before() + &kept,
            Some(_) | None => kept,
        };
        self.area.insert_str(sanitize_text(&kept));
        pasted
    }

    /// Puts another text in the place of the whole, as one edit that can be undone.
    pub fn replace_all(&mut self, text: &str) {
        self.area.select_all();
        self.area.insert_str(sanitize_text(text));
    }

    /// Breaks the line.
    pub fn insert_newline(&mut self) {
        self.area.insert_newline();
    }

    /// Deletes the character before the cursor.
    pub fn delete_before(&mut self) {
        self.take_before();
    }

    /// Deletes the character after the cursor.
    pub fn delete_after(&mut self) {
        let (_, after) = self.line_around_cursor();
        let cluster = after.graphemes(true).next().map_or(1, |cluster| cluster.chars().count());
        self.area.delete_str(cluster);
    }

    /// Deletes the word before the cursor.
    pub fn delete_word(&mut self) {
        self.area.delete_word();
    }

    /// Deletes what stands before the cursor on its line.
    pub fn delete_to_start(&mut self) {
        self.area.delete_line_by_head();
    }

    /// Takes the latest edit back. A text put in the place of another is two edits below: never half of one is shown.
    pub fn undo(&mut self) {
        self.area.undo();
        if self.is_empty() {
            self.area.undo();
        }
    }

    /// Takes the latest undone edit again.
    pub fn redo(&mut self) {
        self.area.redo();
        if self.is_empty() {
            self.area.redo();
        }
    }

    /// Moves the cursor, rows being `width` columns wide.
    pub fn move_cursor(&mut self, to: CursorTarget, width: u16) {
        match to {
            CursorTarget::Left => self.step_left(),
            CursorTarget::Right => self.step_right(),
            CursorTarget::Home => self.area.move_cursor(CursorMove::Head),
            CursorTarget::End => self.area.move_cursor(CursorMove::End),
            CursorTarget::Up => self.step_row(width, |row| row.checked_sub(1)),
            CursorTarget::Down => self.step_row(width, |row| Some(row + 1)),
        }
    }

    /// Sets the cursor at a byte of the whole text, or at the end of the character that byte lies in.
    pub fn go_to(&mut self, offset: usize) {
        let mut left = offset;
        for (row, line) in self.area.lines().iter().enumerate() {
            if left <= line.len() {
                let column = line.char_indices().take_while(|(at, _)| *at < left).count();
                self.set_cursor(row, column);
                return;
            }
            left -= line.len() + 1;
        }
        self.area.move_cursor(CursorMove::Bottom);
        self.area.move_cursor(CursorMove::End);
    }

    /// Where the cursor stands, in bytes of the whole text.
    pub fn offset(&self) -> usize {
        let (row, column) = self.cursor_position();
        let before: usize = self.area.lines().iter().take(row).map(|line| line.len() + 1).sum();
        before + self.area.lines().get(row).map_or(0, |line| bytes_of(line, column))
    }

    /// The rows shown at a width, and the cursor's row and column among them.
    pub fn shown_rows(&self, width: u16) -> (Vec<ShownRow>, (usize, u16)) {
        let rows = break_rows(self.area.lines(), width);
        let offset = self.offset();
        let row = rows.iter().rposition(|row| row.start <= offset).unwrap_or(0);
        let column = rows
            .get(row)
            .and_then(|row| row.text.get(..offset - row.start))
            .map_or(0, UnicodeWidthStr::width);
        (rows, (row, u16::try_from(column).unwrap_or(width)))
    }

    fn cursor_position(&self) -> (usize, usize) {
        let at = self.area.cursor();
        (at.0, at.1)
    }

    fn line_around_cursor(&self) -> (String, String) {
        let (row, column) = self.cursor_position();
        let line = self.area.lines().get(row).map_or("", String::as_str);
        let at = bytes_of(line, column);
        (line.get(..at).unwrap_or("").to_owned(), line.get(at..).unwrap_or("").to_owned())
    }

    /// Deletes the character before the cursor and returns it.
    fn take_before(&mut self) -> String {
        let (before, _) = self.line_around_cursor();
        let Some(cluster) = before.graphemes(true).next_back() else {
            self.area.delete_newline();
            return String::new();
        };
        let (row, column) = self.cursor_position();
        let length = cluster.chars().count();
        self.set_cursor(row, column - length);
        self.area.delete_str(length);
        cluster.to_owned()
    }

    fn step_left(&mut self) {
        let (before, _) = self.line_around_cursor();
        let (row, column) = self.cursor_position();
        match before.graphemes(true).next_back() {
            Some(cluster) => self.set_cursor(row, column - cluster.chars().count()),
            None => self.area.move_cursor(CursorMove::Back),
        }
    }

    fn step_right(&mut self) {
        let (_, after) = self.line_around_cursor();
        let (row, column) = self.cursor_position();
        match after.graphemes(true).next() {
            Some(cluster) => self.set_cursor(row, column + cluster.chars().count()),
            None => self.area.move_cursor(CursorMove::Forward),
        }
    }

    fn step_row(&mut self, width: u16, next: impl Fn(usize) -> Option<usize>) {
        let (rows, (row, column)) = self.shown_rows(width);
        let Some(target) = next(row).and_then(|row| rows.get(row)) else { return };
        let mut used = 0;
        let mut offset = target.start;
        for cluster in target.text.graphemes(true) {
            used += cluster.width();
            if used > usize::from(column) {
                break;
            }
            offset += cluster.len();
        }
        self.go_to(offset);
    }

    fn set_cursor(&mut self, row: usize, column: usize) {
        let place = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(place(row), place(column)));
    }
}

/// Where the search for the next match begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchStart {
    /// Where the one that is marked begins.
    Here,
    /// After it.
    After,
}

/// Whether a paste was taken whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasteResult {
    /// All of it.
    Whole,
    /// Its beginning.
    Cut,
}

impl Drop for Editor {
    fn drop(&mut self) {
        // The widget's own copies are wiped when freed, by the allocator; what is left of the text goes here.
        let area = std::mem::take(&mut self.area);
        area.into_lines().iter_mut().for_each(Zeroize::zeroize);
    }
}

fn sanitize_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
    text.nfc().filter(|c| *c == '\n' || !characters::is_control(*c)).collect()
}

/// Where a match that begins at a byte ends; `None` where none begins there.
fn match_end(text: &str, at: usize, wanted: &[char]) -> Option<usize> {
    let mut left = wanted.split_first()?;
    for (n, c) in text.get(at..)?.char_indices() {
        for small in c.to_lowercase() {
            if *left.0 != small {
                return None;
            }
            match left.1.split_first() {
                Some(next) => left = next,
                None => return Some(at + n + c.len_utf8()),
            }
        }
    }
    None
}

fn bytes_of(line: &str, chars: usize) -> usize {
    line.char_indices().nth(chars).map_or(line.len(), |(at, _)| at)
}

/// Breaks lines into rows of at most `width` columns, after a space where there is one.
fn break_rows(lines: &[String], width: u16) -> Vec<ShownRow> {
    let width = usize::from(width).max(2);
    let mut rows = Vec::new();
    let mut start = 0;
    for line in lines {
        break_line(line, start, width, &mut rows);
        start += line.len() + 1;
    }
    rows
}

fn break_line(line: &str, start: usize, width: usize, rows: &mut Vec<ShownRow>) {
    let mut from = 0;
    let mut used = 0;
    let mut last_space = None;
    for (at, cluster) in line.grapheme_indices(true) {
        if used + cluster.width() > width {
            let end = last_space.filter(|end| *end > from).unwrap_or(at);
            rows.push(ShownRow { start: start + from, text: line.get(from..end).unwrap_or("").to_owned() });
            used = line.get(end..at).map_or(0, UnicodeWidthStr::width);
            from = end;
            last_space = None;
        }
        used += cluster.width();
        if cluster == " " {
            last_space = Some(at + 1);
        }
    }
    rows.push(ShownRow { start: start + from, text: line.get(from..).unwrap_or("").to_owned() });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_letters_are_composed_as_they_are_typed() {
        let mut editor = Editor::new("");
        for c in "ba\u{30a}t".chars() {
            editor.type_char(c);
        }
        assert_eq!(editor.text(), "båt");
        editor.delete_before();
        editor.delete_before();
        assert_eq!(editor.text(), "b");
    }

    #[test]
    fn one_keypress_deletes_one_character_as_seen() {
        let mut editor = Editor::new("a👩\u{200d}👧e\u{323}");
        editor.delete_before();
        assert_eq!(editor.text(), "a👩\u{200d}👧");
        editor.move_cursor(CursorTarget::Left, 20);
        editor.delete_after();
        assert_eq!(editor.text(), "a");
    }

    #[test]
    fn escape_sequences_and_line_ends_are_tamed() {
        let mut editor = Editor::new("");
        editor.insert_text("a\u{1b}[31mb\r\nc\rd\te");
        assert_eq!(editor.text(), "a[31mb\nc\nd e");
        editor.undo();
        assert_eq!(editor.text(), "");
        editor.redo();
        assert_eq!(editor.text(), "a[31mb\nc\nd e");
    }

    #[test]
    fn rows_break_after_spaces_and_the_cursor_follows() {
        let mut editor = Editor::new("ett två tre\nfyra");
        let (rows, cursor) = editor.shown_rows(8);
        assert_eq!(rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), ["ett två ", "tre", "fyra"]);
        assert_eq!(cursor, (2, 4));
        editor.move_cursor(CursorTarget::Up, 8);
        assert_eq!(editor.shown_rows(8).1, (1, 3));
        editor.move_cursor(CursorTarget::Up, 8);
        assert_eq!(editor.offset(), 3);
    }

    #[test]
    fn marked_text_is_taken_out_put_in_and_found() {
        let mut editor = Editor::new("Först det ena.\nSedan det ANDRA.");
        editor.go_to(0);
        editor.begin_mark();
        editor.move_cursor(CursorTarget::End, 40);
        editor.move_cursor(CursorTarget::Right, 40);
        assert_eq!(editor.take_marked().as_str(), "Först det ena.\n");
        assert_eq!((editor.text().as_str(), editor.is_marking()), ("Sedan det ANDRA.", false));
        editor.undo();
        assert_eq!(editor.text(), "Först det ena.\nSedan det ANDRA.");
        assert!(editor.mark_next("andra", MatchStart::Here));
        assert_eq!(editor.marked_text().as_str(), "ANDRA");
        assert!(editor.mark_next("DET", MatchStart::After) && editor.marked() == Some(7..10));
        assert!(editor.mark_next("det", MatchStart::After) && editor.marked() == Some(22..25));
        assert!(!editor.mark_next("tredje", MatchStart::After) && !editor.mark_next("", MatchStart::Here));
    }

    #[test]
    fn a_megabyte_is_cut_and_said_to_be() {
        let mut editor = Editor::new("");
        assert_eq!(editor.insert_text(&"ö".repeat(1_000_000)), PasteResult::Cut);
        assert_eq!(editor.text().chars().count(), LONGEST_PASTE);
    }
}
