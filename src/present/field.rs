//! What a field of the form says: its label and help, what stands in it, and what the answers on the way already say of it.

use chrono::NaiveDate;

use crate::flow::id::FieldIx;
use crate::flow::model::{FieldNeed, FieldOption, SectionSpec};
use crate::form::fill;
use crate::form::model::{Certainty, FormEntry};
use crate::prose::Markdown;
use crate::session::walk::Walk;

/// Everything a field says on a day.
#[derive(Debug, Clone)]
pub struct FieldView<'w> {
    /// The field.
    pub at: FieldIx,
    /// Its label.
    pub label: &'w str,
    /// A word of help.
    pub help: Option<Markdown<'w>>,
    /// Whether it may be left empty.
    pub need: FieldNeed,
    /// Its options on this walk, where it has some.
    pub options: Vec<&'w FieldOption>,
    /// What stands in it.
    pub entry: FormEntry,
    /// Whether somebody has said that it is so.
    pub certainty: Certainty,
    /// What the answers on the way already say of it, and what it means to say otherwise.
    pub said: Option<String>,
    /// What of that is left out, since something else was set by hand.
    pub against: Option<String>,
    /// What a reader is to know of what stands in it.
    pub note: Option<&'static str>,
}

/// A section of the form on this walk.
#[derive(Debug, Clone)]
pub struct SectionView<'w> {
    /// Its heading.
    pub title: &'w str,
    /// The fields that belong to this walk, at least one.
    pub fields: Vec<FieldView<'w>>,
}

impl<'w> FieldView<'w> {
    /// What a field of the walk's form says on the day.
    pub fn from_walk(walk: &'w Walk, at: FieldIx, day: NaiveDate) -> Self {
        let field = walk.flow().form.field(at);
        let entry = fill::fill_entry(walk, at, day);
        Self {
            at,
            label: &field.label,
            help: field.help.as_deref().map(Markdown::new),
            need: field.need,
            options: fill::offered_options(walk, at).collect(),
            said: describe_known_answer(walk, at),
            against: fill::against_walk(walk, at)
                .map(|said| format!("ändrat: dina svar på vägen ger {said}")),
            note: entry.note(),
            certainty: fill::find_certainty(walk, at, day),
            entry,
        }
    }
}

impl FieldView<'_> {
    /// What stands in the field as it is saved, in words: what is guessed told as a guess.
    pub fn words(&self) -> String {
        self.certainty.describe_entry(&self.entry)
    }
}

/// The form of the walk, section by section, as it stands on the day.
pub fn form_sections(walk: &Walk, day: NaiveDate) -> Vec<SectionView<'_>> {
    let fields = |section: &SectionSpec| {
        fill::visible_fields(walk, &section.fields)
            .map(|at| FieldView::from_walk(walk, at, day))
            .collect::<Vec<_>>()
    };
    let sections = walk.flow().form.sections.iter();
    let views = sections.map(|section| SectionView { title: &section.title, fields: fields(section) });
    views.filter(|section| !section.fields.is_empty()).collect()
}

/// What is said above the form: what is filled in already, and what must be before it is saved.
pub fn form_advice(walk: &Walk, day: NaiveDate) -> String {
    let sections = form_sections(walk, day);
    let fields = sections.iter().flat_map(|section| &section.fields);
    let must = fields.filter(|field| field.need == FieldNeed::Required && field.entry.is_empty());
    let must: Vec<String> = must.map(|field| format!("”{}”", field.label)).collect();
    let said = "Det som dina svar redan ger är ifyllt. Ändra det som behövs.";
    match must.as_slice() {
        [] => format!("{said} Inget mer måste fyllas i."),
        must => format!("{said} Bara det här måste fyllas i: {}.", must.join(", ")),
    }
}

/// What the answers on the way already say of a field, and what it means to say otherwise.
fn describe_known_answer(walk: &Walk, at: FieldIx) -> Option<String> {
    let said: Vec<&str> =
        fill::said_by_walk(walk, at).into_iter().map(|option| option.text.as_str()).collect();
    (!said.is_empty()).then(|| {
        format!(
            "Dina svar på vägen ger: {}. Väljer du något annat här säger blanketten en sak och vägen en annan.",
            said.join(", ")
        )
    })
}
