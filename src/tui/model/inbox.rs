//! The inbox on the screen: the received forms, and one of them read and noted.

use std::sync::Arc;

use super::TextEdit;
use crate::deid::Scanner;
use crate::deid::screened::Clearings;
use crate::form::model::FormId;
pub use crate::inbox::FormAction;
use crate::inbox::OpenInbox;
use crate::store::inbox::ReceivedForm;
use crate::store::inbox::register::InboxState;
use crate::tui::editor::Editor;

/// The inbox.
#[derive(Debug)]
pub struct InboxPage {
    /// What was received.
    pub open: OpenInbox,
    /// What finds identifying text.
    pub scanner: Arc<Scanner>,
    /// Findings the user has kept, form by form.
    pub clearings: Clearings,
    /// The row under the cursor, in the list of forms.
    pub cursor: usize,
    /// Which forms are shown: those in one state, or all.
    pub state: Option<InboxState>,
    /// Which forms are shown: those with these words.
    pub words: String,
    /// The form that is open.
    pub chosen: Option<FormId>,
    /// What is done.
    pub stage: InboxStage,
}

/// What is done in the inbox.
#[derive(Debug)]
pub enum InboxStage {
    /// The forms are looked at.
    Forms,
    /// One of them is read.
    Form(FormCursor),
    /// How far it has come is said.
    State {
        /// The state under the cursor.
        cursor: usize,
    },
    /// Its removal is asked about.
    Removal,
    /// A note of it is typed.
    Note(Box<TextEdit>),
    /// A line is typed.
    Line {
        /// What for.
        asked: InboxLine,
        /// What was typed.
        input: Editor,
        /// Why it cannot stand, and what to do.
        problem: Option<String>,
    },
}

/// Where a reader of a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FormCursor {
    /// The first line shown of the form.
    pub scroll: usize,
    /// What can be done with it that is under the cursor.
    pub cursor: usize,
}

/// What a line is typed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InboxLine {
    /// The form's number in the diary.
    Diary,
    /// The name of another form about the same event.
    Link,
    /// A file or a folder to receive.
    Receive,
    /// Words to look for.
    Search,
}

/// A row of the list.
#[derive(Debug, Clone, Copy)]
pub enum InboxRow<'i> {
    /// A form.
    Form(&'i ReceivedForm),
    /// Receive from a file or a folder.
    Receive,
    /// Look for words.
    Search,
    /// Count them to a local picture.
    Count,
}

impl InboxPage {
    /// The inbox as it is opened.
    pub fn new(open: OpenInbox, scanner: Arc<Scanner>) -> Self {
        Self {
            open,
            scanner,
            clearings: Clearings::default(),
            cursor: 0,
            state: None,
            words: String::new(),
            chosen: None,
            stage: InboxStage::Forms,
        }
    }

    /// The rows of the list, in the order shown.
    pub fn rows(&self) -> impl Iterator<Item = InboxRow<'_>> {
        let forms = self.open.find_forms(self.state, &self.words).map(InboxRow::Form);
        let count = (!self.open.forms.is_empty()).then_some(InboxRow::Count);
        forms.chain(count).chain([InboxRow::Receive, InboxRow::Search])
    }

    /// The form that is open.
    pub fn chosen_form(&self) -> Option<&ReceivedForm> {
        let id = self.chosen.as_ref()?;
        self.open.forms.iter().find(|form| form.note.id == *id)
    }

    /// The note being typed, where one is.
    pub fn text(&self) -> Option<&TextEdit> {
        match &self.stage {
            InboxStage::Note(text) => Some(text),
            InboxStage::Forms
            | InboxStage::Form(_)
            | InboxStage::State { .. }
            | InboxStage::Removal
            | InboxStage::Line { .. } => None,
        }
    }
}
