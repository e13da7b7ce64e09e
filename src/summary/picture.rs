//! The protected picture: tables of counts that may be shown, by any fineness of time, each safe beside the others.

use std::collections::BTreeMap;

use super::period::{Granularity, Month, TimeSpan};
use super::read::CountedKind;

/// What the options that are not shown are called together.
pub(super) const TOGETHER: &str = "Dolda tillsammans";

/// What may be shown. Made only by [`protect`](super::protect::protect_counts).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub(super) months: Vec<Month>,
    pub(super) forms: BTreeMap<TimeSpan, Cell>,
    pub(super) tables: Vec<PictureTable>,
    pub(super) rule: ProtectionRule,
}

/// What may not be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProtectionRule {
    /// The smallest count that is shown, apart from none at all.
    pub limit: u64,
    /// Whether it may be told that everybody gave the same answer.
    pub alike: Unanimity,
}

/// Whether it may be told that everybody gave the same answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unanimity {
    /// It may not: it says so of each of them.
    Protected,
    /// It may.
    Shown,
}

impl ProtectionRule {
    /// For forms about persons.
    pub const PERSONS: Self = Self { limit: 5, alike: Unanimity::Protected };

    /// For finds that concern no person.
    pub const THINGS: Self = Self { limit: 3, alike: Unanimity::Shown };

    /// Whether it may be told that some of a group stand apart from the others of it: neither are few, nor are there no others
    /// where that says so of each.
    pub(super) fn may_tell_apart(self, some: u64, others: u64) -> bool {
        let alike = others == 0 && self.alike == Unanimity::Protected;
        some > 0 && self.may_show(some) && self.may_show(others) && !alike
    }

    /// Whether a count may be shown.
    pub(super) fn may_show(self, count: u64) -> bool {
        count == 0 || count >= self.limit
    }
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
pub struct PictureTable {
    /// The field's id.
    pub id: String,
    /// The field's label.
    pub label: String,
    /// What it counts.
    pub kind: CountedKind,
    /// Its rows.
    pub rows: Vec<PictureRow>,
}

/// A row: an option of the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureRow {
    /// What it is of.
    pub of: RowSubject,
    /// Its text.
    pub label: String,
    /// Its counts; where a stretch is missing, nothing of it is shown.
    pub(super) cells: BTreeMap<TimeSpan, Cell>,
}

/// What a row is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowSubject {
    /// The option with this id.
    Option(String),
    /// Forms where the field says nothing.
    Unsaid,
    /// The options that are not shown, together.
    Together,
}

impl RowSubject {
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
    pub fn columns(&self, by: Granularity) -> Vec<TimeSpan> {
        let mut columns = TimeSpan::all_spans(by, &self.months);
        if !columns.is_empty() {
            columns.push(TimeSpan::All);
        }
        columns
    }

    /// How many forms there are.
    pub fn form_count(&self, span: TimeSpan) -> Cell {
        self.forms.get(&span).copied().unwrap_or(Cell::Hidden)
    }

    /// The tables.
    pub fn tables(&self) -> &[PictureTable] {
        &self.tables
    }

    /// From and to which month it tells.
    pub fn month_range(&self) -> Option<(Month, Month)> {
        Some((*self.months.first()?, *self.months.last()?))
    }

    /// What it protects by.
    pub fn rule(&self) -> ProtectionRule {
        self.rule
    }

    /// Whether there are forms, and enough of them to be told of.
    pub fn is_shown(&self) -> bool {
        matches!(self.form_count(TimeSpan::All), Cell::Count(1..))
    }

    /// Whether a fineness says something: at least half of its stretches are shown, and of at least half of those with forms
    /// something more than how many they are.
    pub fn says_something(&self, by: Granularity) -> bool {
        let spans = TimeSpan::all_spans(by, &self.months);
        let shown = spans.iter().filter(|span| self.form_count(**span) != Cell::Hidden).count();
        let with_forms = spans.iter().filter(|span| matches!(self.form_count(**span), Cell::Count(1..)));
        let with_forms: Vec<&TimeSpan> = with_forms.collect();
        let told = with_forms.iter().filter(|span| self.tells_of(***span)).count();
        2 * shown >= spans.len() && told > 0 && 2 * told >= with_forms.len()
    }

    /// Whether an answer is told of a stretch.
    fn tells_of(&self, span: TimeSpan) -> bool {
        let options =
            self.tables.iter().flat_map(|table| &table.rows).filter(|row| row.of != RowSubject::Together);
        options.into_iter().any(|row| matches!(row.cell(span), Cell::Count(1..)))
    }
}

impl PictureRow {
    /// Its count over a stretch of time.
    pub fn cell(&self, span: TimeSpan) -> Cell {
        self.cells.get(&span).copied().unwrap_or(Cell::Hidden)
    }

    /// Its count over all of the time.
    pub fn total(&self) -> Cell {
        self.cell(TimeSpan::All)
    }
}

impl PictureTable {
    /// What is counted, in words to stand after the label.
    pub fn count_noun(&self) -> &'static str {
        match self.kind {
            CountedKind::One => "blanketter",
            CountedKind::Any => "blanketter, som kan ha flera svar",
            CountedKind::Acts => "blanketter där åtgärden är gjord",
        }
    }

    /// The largest count shown over all of the time.
    pub fn largest_count(&self) -> u64 {
        let counts = self.rows.iter().map(|row| match row.cell(TimeSpan::All) {
            Cell::Count(count) => count,
            Cell::Hidden => 0,
        });
        counts.max().unwrap_or(0)
    }
}
