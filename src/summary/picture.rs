//! The protected picture: tables of counts that may be shown, by any fineness of time, each safe beside the others.

use std::collections::BTreeMap;

use super::period::{By, Month, Span};
use super::protect::Rule;
use super::read::Kind;

/// What may be shown. Made only by [`protect`](super::protect::protect).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub(super) months: Vec<Month>,
    pub(super) forms: BTreeMap<Span, Cell>,
    pub(super) tables: Vec<Table>,
    pub(super) rule: Rule,
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
    pub id: String,
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

    /// What it protects by.
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// Whether there are forms, and enough of them to be told of.
    pub fn is_shown(&self) -> bool {
        matches!(self.forms(Span::All), Cell::Count(1..))
    }

    /// Whether a fineness says something: at least half of its stretches are shown, and of at least half of those with forms
    /// something more than how many they are.
    pub fn says_something(&self, by: By) -> bool {
        let spans = Span::all(by, &self.months);
        let shown = spans.iter().filter(|span| self.forms(**span) != Cell::Hidden).count();
        let with_forms = spans.iter().filter(|span| matches!(self.forms(**span), Cell::Count(1..)));
        let with_forms: Vec<&Span> = with_forms.collect();
        let told = with_forms.iter().filter(|span| self.tells_of(***span)).count();
        2 * shown >= spans.len() && told > 0 && 2 * told >= with_forms.len()
    }

    /// Whether an answer is told of a stretch.
    fn tells_of(&self, span: Span) -> bool {
        let options = self.tables.iter().flat_map(|table| &table.rows).filter(|row| row.of != Of::Together);
        options.into_iter().any(|row| matches!(row.cell(span), Cell::Count(1..)))
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
