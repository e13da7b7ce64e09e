//! What the review of the whole form says before it is saved: what stops it, what to think of, what stands in it and what
//! is left to do.

use chrono::NaiveDate;

use super::field::{FieldView, form_sections};
use super::left::{ToDo, left_to_do};
use crate::deid::screened::Clearings;
use crate::deid::{Advice, Scanner};
use crate::flow::id::StepIx;
use crate::form::deidentified;
use crate::form::model::{Form, FormEntry};
use crate::form::review::{self, FormRemark, RemarkSeverity};
use crate::form::{advice, fill};
use crate::session::walk::Walk;

/// How much of the routine's fingerprint is shown: short enough to read aloud.
const FINGERPRINT: usize = 12;

/// Everything the review says on a day.
#[derive(Debug, Clone)]
pub struct ReviewView<'w> {
    /// What is asked before it is saved where it says next to nothing.
    pub blank: Option<String>,
    /// What must be filled in first, as sentences.
    pub missing: Vec<String>,
    /// Where the form does not agree with the walk: what stops it first.
    pub remarks: Vec<RemarkView<'w>>,
    /// What to think of, as sentences: details that meet, what is guessed, what was set otherwise than the walk says.
    pub advice: Vec<String>,
    /// The form, section by section.
    pub sections: Vec<ReviewSection<'w>>,
    /// The acts that are still to be done, the most pressing first.
    pub left: Vec<ToDo<'w>>,
    /// The routine and the program that the form comes from.
    pub origin: String,
}

/// Where the form does not agree with the walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemarkView<'w> {
    /// What does not agree, as sentences.
    pub says: String,
    /// Whether the form can be saved all the same.
    pub weight: RemarkSeverity,
    /// The question to go back to; `None` where the walk passed none.
    pub back: Option<WayBack<'w>>,
}

/// A question to go back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WayBack<'w> {
    /// Its step.
    pub at: StepIx,
    /// Its title.
    pub title: &'w str,
}

/// A section of the form under review.
#[derive(Debug, Clone)]
pub struct ReviewSection<'w> {
    /// Its heading.
    pub title: &'w str,
    /// Its fields, at least one.
    pub fields: Vec<ReviewField<'w>>,
}

/// A field of the form under review.
#[derive(Debug, Clone)]
pub struct ReviewField<'w> {
    /// What the field says.
    pub view: FieldView<'w>,
    /// What was found in its text and has been kept, each with its class.
    pub kept: Vec<String>,
}

impl<'w> ReviewView<'w> {
    /// What the review says of the form of a walk, as it stands on the day. `clearings` know what the gate has met in this
    /// sitting.
    pub fn from_walk(walk: &'w Walk, clearings: &Clearings, scanner: &Scanner, day: NaiveDate) -> Self {
        let form = fill::fill_form(walk, day);
        let remarks = review::review_form(walk, clearings).into_iter();
        let sections = review_sections(walk, scanner, day);
        Self {
            blank: advice::question_blank(walk, day),
            missing: deidentified::find_objections(&form).iter().map(ToString::to_string).collect(),
            remarks: remarks.map(|remark| RemarkView::from_remark(walk, remark)).collect(),
            advice: describe_all_kept(&sections)
                .into_iter()
                .chain(collect_advice(walk, scanner, day))
                .collect(),
            sections,
            left: left_to_do(walk),
            origin: describe_origin(&form),
        }
    }

    /// What hinders the form from being saved, the first to be said first.
    pub fn blocking(&self) -> impl Iterator<Item = &str> {
        let stops = self.remarks.iter().filter(|remark| remark.weight == RemarkSeverity::Stops);
        stops.map(|remark| remark.says.as_str()).chain(self.missing.iter().map(String::as_str))
    }

    /// The first question to go back to.
    pub fn first_way_back(&self) -> Option<WayBack<'w>> {
        self.remarks.iter().find_map(|remark| remark.back)
    }
}

impl<'w> RemarkView<'w> {
    fn from_remark(walk: &'w Walk, remark: FormRemark) -> Self {
        let back = remark.back.map(|at| WayBack { at, title: &walk.flow().step(at).title });
        Self { says: remark.says, weight: remark.weight, back }
    }
}

fn collect_advice(walk: &Walk, scanner: &Scanner, day: NaiveDate) -> Vec<String> {
    let details = advice::advise_on_form(walk, day, scanner);
    let details = details.iter().map(|advice: &Advice| advice.text());
    details.chain(advice::describe_guesses(walk, day)).chain(advice::form_notes(walk, day)).collect()
}

fn review_sections<'w>(walk: &'w Walk, scanner: &Scanner, day: NaiveDate) -> Vec<ReviewSection<'w>> {
    let field = |view: FieldView<'w>| ReviewField { kept: describe_kept(&view.entry, scanner), view };
    let sections = form_sections(walk, day).into_iter();
    sections
        .map(|section| ReviewSection {
            title: section.title,
            fields: section.fields.into_iter().map(field).collect(),
        })
        .collect()
}

/// What is kept in any of the texts, said before all else: it goes with the form to whoever receives it.
fn describe_all_kept(sections: &[ReviewSection<'_>]) -> Option<String> {
    let kept = sections.iter().flat_map(|section| &section.fields).flat_map(|field| &field.kept);
    let kept: Vec<&str> = kept.map(|kept| kept.trim_start_matches(KEPT)).collect();
    let one = "Det här har du låtit stå kvar, och det följer med till den som får blanketten";
    (!kept.is_empty()).then(|| format!("{one}: {}.", kept.join(", ")))
}

/// What stands before words that are kept.
const KEPT: &str = "behållet: ";

/// The words that were found in a text and that the user has kept, each with its class.
fn describe_kept(entry: &FormEntry, scanner: &Scanner) -> Vec<String> {
    let FormEntry::Text(Some(text)) = entry else { return Vec::new() };
    let found = scanner.scan(text.text()).into_iter();
    found
        .map(|finding| {
            let words = text.text().get(finding.range).unwrap_or_default().replace('\n', " ");
            format!("{KEPT}”{words}” ({})", finding.class.label(1))
        })
        .collect()
}

fn describe_origin(form: &Form) -> String {
    let routine = &form.routine;
    let print: String = routine.fingerprint.chars().take(FINGERPRINT).collect();
    format!("{}, version {}, fingeravtryck {print}, {}", routine.title, routine.version, form.tool)
}
