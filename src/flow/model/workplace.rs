//! What a routine says of the workplaces that use it: whom they turn to, what their meetings take up, and what of a form is the
//! same there every time.

use crate::flow::id::{ContactId, ContactIx};
use crate::source::Span;

/// A function to turn to.
#[derive(Debug, Clone)]
pub struct Contact {
    /// Its id in the file; the local profile fills it under the same id.
    pub id: ContactId,
    /// What it is called.
    pub label: String,
    /// What it is called where there is little room.
    pub short: Option<String>,
    /// How to reach it: the routine's own words, or what the local profile fills in.
    pub reach: String,
    /// Whether the profile asks for it.
    pub fill_in: Option<FillIn>,
    /// Where it stands in the file.
    pub span: Span,
}

impl Contact {
    /// What it is called where there is little room.
    pub fn short_label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.label)
    }
}

/// When the profile asks how a function is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FillIn {
    /// The first time the program is opened. What the intranet is searched for is told at the first of these.
    First,
    /// Among all that can be filled in.
    Offered,
}

/// A point that a workplace meeting takes up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingPoint {
    /// Its heading.
    pub title: String,
    /// What the intranet is searched for, where the profile does not say.
    pub search: Option<String>,
    /// A function, told with how it is reached.
    pub contact: Option<ContactIx>,
    /// What it is about, told by its title.
    pub about: Option<PointSubject>,
    /// What is said of it.
    pub says: Option<String>,
}

/// What a point of a meeting is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointSubject {
    /// The routine.
    Routine,
    /// Its form.
    Form,
}

/// What is the same at a workplace every time, and stands in its forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorkplaceFact {
    /// Which administration it is.
    Administration,
    /// Which operation.
    Activity,
    /// The role of whoever reports.
    Role,
}
