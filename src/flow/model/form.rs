//! The form as the flow file describes it: sections, fields, and what the walk already says of them.

use crate::flow::guard::Guard;
use crate::flow::id::{AnswerId, AnswerIx, FieldId, FieldIx};
use crate::source::Span;

/// The form every walk ends in.
#[derive(Debug, Clone)]
pub struct FormSpec {
    /// Its title.
    pub title: String,
    /// What is said on the last page, after saving: who to contact, that it can become a public document.
    pub after: String,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// Its fields, in order; sections refer to them.
    pub fields: Vec<Field>,
}

/// A section of the form.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Its fields.
    pub fields: Vec<FieldIx>,
}

/// A field of the form.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its id: what saved forms, drafts and answers files are keyed by.
    pub id: FieldId,
    /// Its label.
    pub label: String,
    /// A word of help under the label.
    pub help: Option<String>,
    /// When the field is part of the form.
    pub when: Guard,
    /// Whether the field may be left empty.
    pub need: Need,
    /// What kind of field it is, with what only that kind has.
    pub kind: FieldKind,
    /// What the field tells that can point a person out together with other details.
    pub points: Option<Points>,
    /// Where its id stands in the file.
    pub span: Span,
}

/// A field that tells a detail which, met with others, can point a person out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Points {
    /// The kind of detail.
    pub to: PointsTo,
    /// The options that tell it; every option where there are none.
    pub by: Vec<AnswerIx>,
}

/// Kinds of detail that together can point a person out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PointsTo {
    /// Where.
    Place,
    /// When.
    Time,
    /// Somebody's part in it.
    Role,
    /// Something that seldom happens.
    Event,
    /// How old.
    Age,
}

/// Whether a field may be left empty. Even a wanted field never traps the user: the review page names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The form is not saved without it.
    Required,
    /// May be left empty.
    Optional,
}

/// The kinds of field.
#[derive(Debug, Clone)]
pub enum FieldKind {
    /// One of several.
    Choice {
        /// The options.
        options: Vec<FieldOption>,
        /// What the walk already says; the first row that holds counts.
        prefill: Vec<Prefill>,
    },
    /// Any of several.
    Choices {
        /// The options.
        options: Vec<FieldOption>,
        /// What the walk already says; every row that holds counts.
        prefill: Vec<Prefill>,
    },
    /// The day the form is filled in; today unless changed.
    Date,
    /// When it happened: a week or a month, a day only where `exact` holds, and part of the day.
    Period {
        /// When an exact day may be given.
        exact: Guard,
    },
    /// Free text. Passes the gate before it is kept anywhere.
    Text {
        /// The most characters it may hold.
        max: usize,
    },
    /// The acts of the walk with their marks.
    Acts,
}

/// An option of a form field.
#[derive(Debug, Clone)]
pub struct FieldOption {
    /// Its id within the field.
    pub id: AnswerId,
    /// What the user sees.
    pub text: String,
    /// A reminder shown when it is chosen.
    pub note: Option<String>,
    /// Whether it is chosen alone: it excludes every other option, and they it. Only where several can be chosen.
    pub alone: bool,
    /// Whether this is the "don't know" option. Only where several can be chosen.
    pub unsure: bool,
    /// Where its id stands in the file.
    pub span: Span,
}

/// A row of prefilling: what the field is set to when the guard holds at the end of the walk.
#[derive(Debug, Clone)]
pub struct Prefill {
    /// The condition, over the whole walk; a step that was not passed counts as not answered.
    pub when: Guard,
    /// The option it sets.
    pub set: AnswerIx,
}

impl Prefill {
    /// Whether it holds whatever was answered.
    pub fn is_default(&self) -> bool {
        self.when.tests().is_empty()
    }
}

impl FormSpec {
    /// The field at a place.
    ///
    /// # Panics
    /// Never for places made by lowering this flow.
    pub fn field(&self, at: FieldIx) -> &Field {
        &self.fields[at.index()]
    }

    /// The field with this id.
    pub fn find(&self, id: &str) -> Option<FieldIx> {
        self.fields.iter().position(|field| field.id.as_str() == id).map(FieldIx::nth)
    }
}

impl FieldKind {
    /// The options of a choice; empty for other kinds.
    pub fn options(&self) -> &[FieldOption] {
        match self {
            Self::Choice { options, .. } | Self::Choices { options, .. } => options,
            Self::Date | Self::Period { .. } | Self::Text { .. } | Self::Acts => &[],
        }
    }
}
