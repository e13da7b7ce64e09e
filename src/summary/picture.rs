//! The protected picture: tables of counts that may be shown, by any fineness of time, each safe beside the others.

use std::collections::BTreeMap;

use super::period::{By, Month, Span};
use super::read::Kind;

/// What may be shown. Made only by [`protect`](super::protect::protect).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub(super) months: Vec<Month>,
    pub(super) forms: BTreeMap<Span, Cell>,
    pub(super) tables: Vec<Table>,
}

/// A count that may be shown, or that one is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// So many.
    Count(u64),
    /// Not shown: it is small, or a small one could be worked out from it.
    Hidden,
}

/// A table: one counted field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The field's id.
    pub id: &'static str,
    /// The field's label.
    pub label: String,
    /// What it counts.
    pub kind: Kind,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row: an option of the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is of.
    pub of: Of,
    /// Its text.
    pub label: String,
    /// Its counts; where a stretch is missing, nothing of it is shown.
    pub(super) cells: BTreeMap<Span, Cell>,
}

/// What a row is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// The option with this id.
    Option(String),
    /// Forms where the field says nothing.
    Unsaid,
    /// The options that are not shown, together.
    Together,
}

impl Of {
    /// The id in CSV and JSON.
    pub fn id(&self) -> &str {
        match self {
            Self::Option(id) => id,
            Self::Unsaid => "(unsaid)",
            Self::Together => "(hidden)",
        }
    }
}

impl Picture {
    /// The columns: the stretches of a fineness, and last all of it. None where there are no forms.
    pub fn columns(&self, by: By) -> Vec<Span> {
        let mut columns = Span::all(by, &self.months);
        if !columns.is_empty() {
            columns.push(Span::All);
        }
        columns
    }

    /// How many forms there are.
    pub fn forms(&self, span: Span) -> Cell {
        self.forms.get(&span).copied().unwrap_or(Cell::Hidden)
    }

    /// The tables.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// From and to which month it tells.
    pub fn ends(&self) -> Option<(Month, Month)> {
        Some((*self.months.first()?, *self.months.last()?))
    }

    /// What it is a picture of, in a line: `Lokal lägesbild: 128 blanketter, 2026-01 till 2026-11`.
    pub fn title(&self) -> String {
        let Some((first, last)) = self.ends() else { return "Lokal lägesbild: inga blanketter".to_owned() };
        let count = match self.forms(Span::All) {
            Cell::Count(count) => format!("{count} blanketter"),
            Cell::Hidden => "färre än 5 blanketter".to_owned(),
        };
        let (first, last) = (Span::Month(first), Span::Month(last));
        if first == last {
            format!("Lokal lägesbild: {count}, {first}")
        } else {
            format!("Lokal lägesbild: {count}, {first} till {last}")
        }
    }
}

impl Row {
    /// Its count over a stretch of time.
    pub fn cell(&self, span: Span) -> Cell {
        self.cells.get(&span).copied().unwrap_or(Cell::Hidden)
    }
}

impl Table {
    /// What is counted, in words to stand after the label.
    pub fn counts(&self) -> &'static str {
        match self.kind {
            Kind::One => "blanketter",
            Kind::Any => "blanketter, som kan ha flera svar",
            Kind::Acts => "blanketter där åtgärden är gjord eller hanterad",
        }
    }

    /// The largest count shown over all of the time.
    pub fn largest(&self) -> u64 {
        let counts = self.rows.iter().map(|row| match row.cell(Span::All) {
            Cell::Count(count) => count,
            Cell::Hidden => 0,
        });
        counts.max().unwrap_or(0)
    }
}
