//! What is left to do after saved forms, on the screen.

use crate::todo::ToDoItem;

/// What is left to do after saved forms.
#[derive(Debug)]
pub struct ToDoPage {
    /// The things, the oldest first.
    pub items: Vec<ToDoItem>,
    /// The one under the cursor.
    pub cursor: usize,
    /// What is being chosen.
    pub stage: ToDoStage,
}

/// What is being chosen on the page of what is left to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToDoStage {
    /// One of the things.
    Items,
    /// How the thing under the cursor is over.
    Closing {
        /// The way under the cursor; none before it is moved, so that a hurried Enter says nothing.
        cursor: Option<usize>,
    },
    /// Whether it is over, of what no form keeps.
    Certain {
        /// The way that was chosen.
        nth: usize,
    },
}

impl ToDoPage {
    /// The thing under the cursor.
    pub fn selected(&self) -> Option<&ToDoItem> {
        self.items.get(self.cursor)
    }
}
