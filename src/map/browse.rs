//! Moving about on the map: a cursor, folded steps, search, and the rows in sight. Decides nothing of how they look.

use std::collections::BTreeSet;

use super::{Map, MapTarget};
use crate::flow::id::StepIx;

/// The map as someone looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapBrowser {
    /// The map.
    pub map: Map,
    /// The row under the cursor; always one that is shown.
    cursor: usize,
    /// The steps whose ways on are hidden.
    folded: BTreeSet<StepIx>,
}

/// Whether a step's ways on are hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// They are shown.
    Open,
    /// They are hidden.
    Folded,
}

impl MapBrowser {
    /// The map with the cursor where the walk stands, and the ways on of only that step shown.
    pub fn new(map: Map) -> Self {
        let cursor = map.current_row();
        let mut browse = Self { map, cursor, folded: BTreeSet::new() };
        browse.fold_all();
        browse.open_row(cursor);
        browse
    }

    /// The row under the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether a step's ways on are hidden.
    pub fn fold_of_step(&self, step: StepIx) -> Fold {
        if self.folded.contains(&step) { Fold::Folded } else { Fold::Open }
    }

    /// Which of the shown rows the cursor is on, from 1, and how many they are.
    pub fn cursor_place(&self) -> (usize, usize) {
        let shown = self.visible_rows();
        let before = shown.iter().take_while(|row| **row < self.cursor).count();
        (before + 1, shown.len())
    }

    /// The rows in sight in a window of so many rows: those around the cursor.
    pub fn in_sight(&self, height: usize) -> Vec<usize> {
        let shown = self.visible_rows();
        let at = shown.iter().position(|row| *row == self.cursor).unwrap_or(0);
        let first = at.saturating_sub(height / 2).min(shown.len().saturating_sub(height));
        shown.into_iter().skip(first).take(height).collect()
    }

    /// Moves the cursor so many shown rows down, or up where negative; stops at the ends.
    pub fn move_by(&mut self, rows: isize) {
        let shown = self.visible_rows();
        let at = shown.iter().position(|row| *row == self.cursor).unwrap_or(0);
        let to = at.saturating_add_signed(rows).min(shown.len().saturating_sub(1));
        if let Some(row) = shown.get(to) {
            self.cursor = *row;
        }
    }

    /// Moves the cursor to a row that is shown.
    pub fn move_to(&mut self, row: usize) {
        if self.visible_rows().contains(&row) {
            self.cursor = row;
        }
    }

    /// Moves the cursor to where the walk stands.
    pub fn go_here(&mut self) {
        self.cursor = self.map.current_row();
    }

    /// On a step: shows or hides its ways on. On a way: follows it to the step it leads to.
    pub fn activate_row(&mut self) {
        match self.map.rows.get(self.cursor).map(|row| row.place) {
            Some(MapTarget::Step(step)) => match self.fold_of_step(step) {
                Fold::Folded => {
                    self.folded.remove(&step);
                }
                Fold::Open => {
                    self.folded.insert(step);
                }
            },
            Some(MapTarget::Way { to, .. }) => self.cursor = self.map.row_of(to).unwrap_or(self.cursor),
            None => {}
        }
    }

    /// Hides the ways on of the step under the cursor; from a way, the cursor goes up to its step.
    pub fn close_step(&mut self) {
        let Some(step) = self.step_of(self.cursor) else { return };
        self.folded.insert(step);
        self.cursor = self.map.row_of(step).unwrap_or(self.cursor);
    }

    /// Shows the ways on of every step, or where none is hidden, hides all.
    pub fn toggle_all(&mut self) {
        if self.folded.is_empty() {
            self.close_step();
            self.fold_all();
        } else {
            self.folded.clear();
        }
    }

    /// Moves the cursor to the next row with this text, from the cursor on and around the end, and shows it. Whether
    /// letters are capital does not matter. Says whether there was one.
    pub fn seek_text(&mut self, text: &str, from: SearchStart) -> bool {
        let wanted = text.to_lowercase();
        let rows = self.map.rows.len();
        let skip = match from {
            SearchStart::Cursor => 0,
            SearchStart::Next => 1,
        };
        let found = (skip..rows + skip)
            .map(|n| (self.cursor + n) % rows.max(1))
            .find(|at| self.map.rows[*at].text.to_lowercase().contains(&wanted));
        if let (Some(row), false) = (found, wanted.is_empty()) {
            self.open_row(row);
            self.cursor = row;
            return true;
        }
        false
    }

    /// The rows that no fold hides.
    fn visible_rows(&self) -> Vec<usize> {
        let hidden = |place: &MapTarget| match place {
            MapTarget::Step(_) => false,
            MapTarget::Way { from, .. } => self.folded.contains(from),
        };
        let rows = self.map.rows.iter().enumerate();
        rows.filter(|(_, row)| !hidden(&row.place)).map(|(at, _)| at).collect()
    }

    fn fold_all(&mut self) {
        self.folded.extend(self.map.rows.iter().filter_map(|row| match row.place {
            MapTarget::Step(step) => Some(step),
            MapTarget::Way { .. } => None,
        }));
    }

    /// Shows a row that may be hidden, and the ways on of a step.
    fn open_row(&mut self, row: usize) {
        if let Some(step) = self.step_of(row) {
            self.folded.remove(&step);
        }
    }

    /// The step of a row: its own, or the one a way goes from.
    fn step_of(&self, row: usize) -> Option<StepIx> {
        match self.map.rows.get(row)?.place {
            MapTarget::Step(step) | MapTarget::Way { from: step, .. } => Some(step),
        }
    }
}

/// Where a search begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchStart {
    /// At the row under the cursor: the text is still being typed.
    Cursor,
    /// At the row after it.
    Next,
}
