//! Pages as plain values: what stands on a form, a handout, a proof sheet or a report, whatever it is written in.

use chrono::NaiveDate;

/// A whole document. What it may hold is for its makers to answer for: a form that has passed the gate, a paper, protected
/// counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    /// What it is.
    pub(crate) kind: DocumentKind,
    /// Its title.
    pub(crate) title: String,
    /// Whether it is an exercise, which every page says.
    pub(crate) purpose: Purpose,
    /// What stands right under the title.
    pub(crate) lead: Vec<Block>,
    /// Its parts, in order.
    pub(crate) parts: Vec<Part>,
    /// Where it comes from.
    pub(crate) origin: Origin,
}

/// What a document is, where its looks depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DocumentKind {
    /// A form: it is received, and so has fields that are filled in by hand.
    Form,
    /// Anything that is only read.
    Sheet,
    /// What is shown to a room, part by part, where it is written as a web page.
    Slides {
        /// What stands at the foot of every slide.
        line: &'static str,
    },
}

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The heading over the facts.
    pub(crate) heading: &'static str,
    /// The facts.
    pub(crate) facts: Vec<OriginFact>,
    /// The same in short, for the foot of every page.
    pub(crate) short: [String; 2],
    /// The program that made it, with its version.
    pub(crate) tool: String,
    /// The day it is of, and nothing finer.
    pub(crate) day: NaiveDate,
}

/// One fact of where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OriginFact {
    /// What it is.
    pub(crate) label: &'static str,
    /// What it says.
    pub(crate) value: String,
}

/// What a document is for. An exercise says so on every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// Something that has happened.
    #[default]
    Case,
    /// Training: nothing in it has happened.
    Exercise,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its heading.
    pub title: String,
    /// Where it starts.
    pub starts: PartStart,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// Where a part starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartStart {
    /// Right after what comes before it.
    Here,
    /// On a page of its own, so that nobody reads it too soon.
    OnNewPage,
}

/// A piece of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading within the part.
    Heading(String),
    /// A paragraph, on one or several lines.
    Text(String),
    /// What someone else wrote, such as the routine's own words.
    Quote(String),
    /// What a reader is to know of what stands just before it.
    Note(String),
    /// Points.
    Points(Vec<String>),
    /// Many short rows, set close together: what each is called, and what is said of it.
    Rows(Vec<(String, String)>),
    /// A field with this label that is filled in by hand.
    ByHand(&'static str),
    /// Room to write by hand: so many lines, or as many as there is room for on the page.
    Room(usize),
    /// A field with what stands in it.
    Field(FieldBlock),
    /// Acts with how far each has come.
    Acts(ActTable),
    /// Numbers.
    Numbers(NumberTable),
}

/// A field with what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldBlock {
    /// Its label.
    pub label: String,
    /// What stands in it.
    pub content: FieldContent,
}

/// What stands in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldContent {
    /// Boxes: all of a short list, ticked or not, and of a long list those that are ticked.
    Boxes(Vec<CheckBox>),
    /// What to choose among by hand: every one with an empty box.
    Options(Vec<String>),
    /// Lines of text.
    Lines(Vec<String>),
    /// Nothing.
    Empty,
}

/// A box with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckBox {
    /// The text beside it.
    pub text: String,
    /// Whether it is ticked.
    pub state: BoxState,
}

impl CheckBox {
    /// A box that is not ticked.
    pub fn new_blank(text: &str) -> Self {
        Self { text: text.to_owned(), state: BoxState::Blank }
    }
}

/// Whether a box is ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxState {
    /// It is.
    Ticked,
    /// It is not.
    Blank,
}

/// Acts with how far each has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActTable {
    /// What the table is called.
    pub caption: String,
    /// Its rows.
    pub rows: Vec<ActLine>,
}

/// An act in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActLine {
    /// What it is called.
    pub text: String,
    /// How far it has come, in words.
    pub state: &'static str,
    /// How far it has come, as a mark.
    pub mark: ActMark,
}

/// The mark beside an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActMark {
    /// It is done.
    Ticked,
    /// It waits to be done.
    Open,
    /// It is not relevant.
    Dashed,
    /// Nothing is told by a mark.
    Bare,
}

/// What stands over the columns of a table of acts.
pub(crate) const ACT_HEADS: [&str; 2] = ["Åtgärd", "Läge"];

/// A table of numbers, each row with a bar in proportion to its last number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberTable {
    /// What it tells.
    pub caption: String,
    /// What stands over each number.
    pub heads: Vec<String>,
    /// What stands before each row, and its numbers; what is no number is not shown.
    pub rows: Vec<(String, Vec<String>)>,
}

impl NumberTable {
    /// The pieces it is set in where so many numbers stand beside each other: the heads of each, and where they begin.
    pub(crate) fn pieces(&self, across: usize) -> impl Iterator<Item = TablePiece<'_>> {
        let last = self.heads.len().div_ceil(across).saturating_sub(1);
        self.heads.chunks(across).enumerate().map(move |(nth, heads)| TablePiece {
            heads,
            from: nth * across,
            most: (nth == last).then(|| self.largest_count()).filter(|most| *most > 0),
        })
    }

    fn largest_count(&self) -> u64 {
        self.rows.iter().map(|(_, numbers)| last_count(numbers)).max().unwrap_or(0)
    }
}

/// A piece of a table: the numbers that stand beside each other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TablePiece<'t> {
    /// What stands over them.
    pub(crate) heads: &'t [String],
    /// The place of the first of them.
    from: usize,
    /// The largest last number, where this piece has the last ones and so has bars.
    pub(crate) most: Option<u64>,
}

impl TablePiece<'_> {
    /// The numbers of a row that stand in the piece.
    pub(crate) fn numbers_of<'r>(&self, numbers: &'r [String]) -> &'r [String] {
        let end = (self.from + self.heads.len()).min(numbers.len());
        numbers.get(self.from..end).unwrap_or_default()
    }
}

/// The number that a row's bar shows: the last; of one that is not shown, nothing.
pub(crate) fn last_count(numbers: &[String]) -> u64 {
    numbers.last().and_then(|last| last.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_table_is_set_in_pieces_and_the_last_has_the_bars() {
        let numbers =
            |numbers: &[&str]| numbers.iter().map(|number| (*number).to_owned()).collect::<Vec<_>>();
        let rows = vec![
            ("Torg".to_owned(), numbers(&["1", "2", "7"])),
            ("Skola".to_owned(), numbers(&["0", "–", "–"])),
        ];
        let table = NumberTable { caption: String::new(), heads: numbers(&["T1", "T2", "alla"]), rows };
        let pieces: Vec<_> = table.pieces(2).collect();
        assert_eq!(pieces.iter().map(|piece| piece.most).collect::<Vec<_>>(), [None, Some(7)]);
        assert_eq!(pieces[0].numbers_of(&table.rows[0].1), ["1", "2"]);
        assert_eq!(pieces[1].numbers_of(&table.rows[1].1), ["–"]);
        assert_eq!(last_count(&table.rows[1].1), 0);
    }
}
