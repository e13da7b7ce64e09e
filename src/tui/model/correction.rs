//! A saved form on the screen, open to be corrected.

use std::sync::Arc;

use super::TextEdit;
use crate::corrections::{CorrectionRow, OpenCorrection, list_rows};
use crate::deid::Scanner;
use crate::deid::screened::Clearings;
use crate::store::save::EarlierVersion;
use crate::tui::editor::Editor;

/// A saved form that is corrected.
#[derive(Debug)]
pub struct CorrectionPage {
    /// The form.
    pub open: OpenCorrection,
    /// What finds identifying text.
    pub scanner: Arc<Scanner>,
    /// Findings the user has kept, field by field.
    pub clearings: Clearings,
    /// The row under the cursor: what can be corrected, and last the saving.
    pub cursor: usize,
    /// What is done.
    pub stage: CorrectionStage,
}

/// What is done with a form that is corrected.
#[derive(Debug)]
pub enum CorrectionStage {
    /// It is looked at.
    Rows,
    /// Options of a field are chosen, or how far an act has come.
    Choice {
        /// The choice under the cursor: the one that stands, and none where nothing does.
        cursor: Option<usize>,
    },
    /// When it happened is typed.
    Time {
        /// What was typed.
        input: Editor,
        /// Why it cannot stand, and what to do.
        problem: Option<String>,
    },
    /// A field's text is typed.
    Text(Box<TextEdit>),
    /// What is changed is read before it is saved.
    Ending {
        /// How it ends that is under the cursor.
        cursor: usize,
        /// The first line shown.
        scroll: usize,
    },
}

/// How a correction ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectionEnding {
    /// It is saved, and the earlier version goes or stays.
    Save(EarlierVersion),
    /// It does not, yet.
    GoOn,
    /// It is let go.
    LetGo,
}

impl CorrectionEnding {
    /// All, in the order shown.
    pub const ALL: [Self; 4] =
        [Self::Save(EarlierVersion::Removed), Self::Save(EarlierVersion::Kept), Self::GoOn, Self::LetGo];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Save(EarlierVersion::Removed) => "Spara, och ta bort den förra versionen",
            Self::Save(EarlierVersion::Kept) => "Spara, och behåll den förra versionen",
            Self::GoOn => "Rätta mer",
            Self::LetGo => "Släpp rättelsen: blanketten står kvar som den var",
        }
    }
}

impl CorrectionPage {
    /// The form as it is opened.
    pub fn new(open: OpenCorrection, scanner: Arc<Scanner>) -> Self {
        Self { open, scanner, clearings: Clearings::default(), cursor: 0, stage: CorrectionStage::Rows }
    }

    /// What can be corrected, in the order shown.
    pub fn rows(&self) -> Vec<CorrectionRow> {
        list_rows(self.open.form.content())
    }

    /// The row that is corrected; `None` on the one that saves.
    pub fn chosen_row(&self) -> Option<CorrectionRow> {
        self.rows().into_iter().nth(self.cursor)
    }

    /// Whether anything says something else than it did.
    pub fn is_changed(&self) -> bool {
        !self.open.form.list_changes().is_empty()
    }

    /// The text being typed, where one is.
    pub fn text(&self) -> Option<&TextEdit> {
        match &self.stage {
            CorrectionStage::Text(text) => Some(text),
            CorrectionStage::Rows
            | CorrectionStage::Choice { .. }
            | CorrectionStage::Time { .. }
            | CorrectionStage::Ending { .. } => None,
        }
    }
}
