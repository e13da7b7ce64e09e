//! The form as the flow file describes it: sections, fields, and what the walk already says of them.

use super::workplace::WorkplaceFact;
use crate::flow::guard::Guard;
use crate::flow::id::{AnswerId, AnswerIx, FieldId, FieldIx, StepIx};
use crate::source::Span;

/// The form every walk ends in.
#[derive(Debug, Clone, Default)]
pub struct FormSpec {
    /// Its title.
    pub title: String,
    /// What is said on the last page, after saving: who to contact, that it can become a public document.
    pub after: String,
    /// Its sections, in order.
    pub sections: Vec<SectionSpec>,
    /// Its fields, in order; sections refer to them.
    pub fields: Vec<Field>,
    /// What is held against the walk when the form is reviewed.
    pub review: Vec<CrossCheck>,
}

/// Something in the form that the walk should have asked about: told at the review, with the way back.
#[derive(Debug, Clone)]
pub struct CrossCheck {
    /// What is in the form.
    pub sign: CrossCheckTrigger,
    /// On which walks it is told.
    pub when: Guard,
    /// What is said.
    pub says: String,
    /// The steps to go back to: the last of them that the walk passed.
    pub back: Vec<StepIx>,
    /// Where it stands in the file.
    pub span: Span,
}

/// What in a form a cross-check looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CrossCheckTrigger {
    /// At least one of these options is chosen in the field.
    Chosen {
        /// The field.
        field: FieldIx,
        /// The options.
        any_of: Vec<AnswerIx>,
    },
    /// The gate met it in some free text, whatever was then decided of it.
    Met(Telltale),
}

/// What in a free text can tell that the walk should have asked more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telltale {
    /// An age in years, under 18.
    AgeUnder18,
}

/// A section of the form.
#[derive(Debug, Clone)]
pub struct SectionSpec {
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
    /// What must stand in an earlier field besides.
    pub when_field: Option<FieldCondition>,
    /// Whether the field may be left empty.
    pub need: FieldNeed,
    /// Whether it is counted in the local picture.
    pub counting: Counting,
    /// The option that says that nobody is concerned.
    pub nobody: Option<AnswerIx>,
    /// The option that attests that nobody can be worked out. Such a field is asked only where a person may be concerned, and
    /// every other option leads to what can be said more coarsely.
    pub attests: Option<AnswerIx>,
    /// What the profile says that it begins with.
    pub profile: Option<WorkplaceFact>,
    /// Whether it stands in lists of forms.
    pub tells: Option<Telling>,
    /// What kind of field it is, with what only that kind has.
    pub kind: FieldKind,
    /// What the field tells that can point a person out together with other details.
    pub points: Option<IdentifyingDetail>,
    /// The question whose answer the field must agree with, as its prefilling says.
    pub bound: Option<StepIx>,
    /// Where its id stands in the file.
    pub span: Span,
}

/// That at least one of these options is chosen in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldCondition {
    /// The field.
    pub field: FieldIx,
    /// The options.
    pub any_of: Vec<AnswerIx>,
}

/// A field that tells a detail which, met with others, can point a person out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentifyingDetail {
    /// The kind of detail.
    pub to: IdentifyingKind,
    /// The options that tell it; every option where there are none.
    pub by: Vec<AnswerIx>,
}

/// Kinds of detail that together can point a person out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdentifyingKind {
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

/// What a field tells of a form in a list of forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Telling {
    /// What it is about.
    What,
    /// Where it was.
    Where,
}

impl Telling {
    /// Every one, in the order told.
    pub const ALL: [Self; 2] = [Self::What, Self::Where];

    /// Its word in the files.
    pub fn id(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::Where => "where",
        }
    }
}

/// Whether a field is counted in the local picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// It is.
    Counted,
    /// It is not.
    NotCounted,
}

/// Whether a field may be left empty. Even a wanted field never traps the user: the review page names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldNeed {
    /// The form is not saved without it.
    Required,
    /// May be left empty.
    Optional,
}

/// What stands in a field for a time before anybody has said anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayPrefill {
    /// The day it is, of a period its week.
    Today,
    /// Nothing.
    Nothing,
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
    /// A day.
    Date {
        /// What stands there before anybody has said anything.
        prefill: DayPrefill,
    },
    /// When it happened: a week or a month, a day only where `exact` holds, and part of the day.
    Period {
        /// When an exact day may be given.
        exact: Guard,
        /// What stands there before anybody has said anything.
        prefill: DayPrefill,
    },
    /// When something is expected to happen: as a period, and the only time that may lie ahead. Never guessed.
    Planned {
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
    /// When it is offered, over the whole walk; a step that was not passed counts as not answered.
    pub when: Guard,
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
    /// Whose word it is.
    pub source: PrefillSource,
}

/// Whose word it is that a field begins with something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrefillSource {
    /// The routine's.
    Routine,
    /// The workplace's own, which it has said in its profile.
    Profile,
}

impl Prefill {
    /// Whether it holds whatever was answered.
    pub fn is_default(&self) -> bool {
        self.when.collect_tests().is_empty()
    }
}

impl Field {
    /// Every condition over the walk that the field has: its own, its options', its prefilling's and its exact day's.
    pub fn guards(&self) -> impl Iterator<Item = &Guard> {
        let exact = match &self.kind {
            FieldKind::Period { exact, .. } | FieldKind::Planned { exact } => Some(exact),
            FieldKind::Choice { .. }
            | FieldKind::Choices { .. }
            | FieldKind::Date { .. }
            | FieldKind::Text { .. }
            | FieldKind::Acts => None,
        };
        let options = self.kind.options().iter().map(|option| &option.when);
        let prefill = self.kind.prefill_rows().iter().map(|row| &row.when);
        [&self.when].into_iter().chain(options).chain(prefill).chain(exact)
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
    pub fn find_field(&self, id: &str) -> Option<FieldIx> {
        self.fields.iter().position(|field| field.id.as_str() == id).map(FieldIx::nth)
    }
}

impl FieldKind {
    /// Whether its time is one that may lie ahead.
    pub fn is_planned(&self) -> bool {
        matches!(self, Self::Planned { .. })
    }

    /// What the walk already says of a choice; empty for other kinds.
    pub fn prefill_rows(&self) -> &[Prefill] {
        match self {
            Self::Choice { prefill, .. } | Self::Choices { prefill, .. } => prefill,
            Self::Date { .. }
            | Self::Period { .. }
            | Self::Planned { .. }
            | Self::Text { .. }
            | Self::Acts => &[],
        }
    }

    /// The options of a choice; empty for other kinds.
    pub fn options(&self) -> &[FieldOption] {
        match self {
            Self::Choice { options, .. } | Self::Choices { options, .. } => options,
            Self::Date { .. }
            | Self::Period { .. }
            | Self::Planned { .. }
            | Self::Text { .. }
            | Self::Acts => &[],
        }
    }

    /// The options of a choice, to be changed; empty for other kinds.
    pub(in crate::flow) fn options_mut(&mut self) -> &mut [FieldOption] {
        match self {
            Self::Choice { options, .. } | Self::Choices { options, .. } => options,
            Self::Date { .. }
            | Self::Period { .. }
            | Self::Planned { .. }
            | Self::Text { .. }
            | Self::Acts => &mut [],
        }
    }
}
