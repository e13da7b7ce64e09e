//! What is said at the review where the form does not agree with the walk: in words, with the field and the way back.

use super::fill::{self, visible_fields};
use crate::deid;
use crate::deid::screened::Clearings;
use crate::flow::guard::{Guard, Outcome};
use crate::flow::id::{AnswerIx, FieldIx, StepIx};
use crate::flow::model::{
    CrossCheck, CrossCheckTrigger, Field, FieldKind, Prefill, Step, StepKind, Telltale,
};
use crate::session::event::FieldValue;
use crate::session::walk::Walk;

/// One thing that is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRemark {
    /// What, in Swedish sentences.
    pub says: String,
    /// The field it is about; `None` where it is about something written.
    pub field: Option<FieldIx>,
    /// The question to go back to; `None` where the walk passed none of those named.
    pub back: Option<StepIx>,
    /// Whether the form can be saved all the same.
    pub weight: RemarkSeverity,
}

/// Whether a form can be saved in spite of a remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkSeverity {
    /// It cannot: the field or the answer must be changed first.
    Stops,
    /// It can: somebody should think.
    Tells,
}

/// What is said of the form of a walk: first what stops it. `clearings` know what the gate has met in this
/// sitting.
pub fn review_form(walk: &Walk, clearings: &Clearings) -> Vec<FormRemark> {
    let form = &walk.flow().form;
    let shown: Vec<FieldIx> =
        form.sections.iter().flat_map(|section| visible_fields(walk, &section.fields)).collect();
    let stops = shown.iter().filter_map(|at| find_disagreement(walk, *at));
    let signs = |check: &&CrossCheck| match &check.sign {
        CrossCheckTrigger::Chosen { field, any_of } => {
            shown.contains(field) && any_of.iter().any(|at| chosen_answers(walk, *field).contains(at))
        }
        CrossCheckTrigger::Met(Telltale::AgeUnder18) => {
            clearings.met_age_under_18() || shown.iter().any(|field| is_about_minor(walk, *field))
        }
    };
    let earlier = |step| walk.position().outcome(step);
    let tells = form.review.iter().filter(|check| check.when.holds(&earlier)).filter(signs);
    stops.chain(tells.map(|check| cross_check_remark(walk, check))).collect()
}

/// Whether what is written in a field tells of somebody under 18.
fn is_about_minor(walk: &Walk, at: FieldIx) -> bool {
    let written = walk.position().fields.get(&at);
    matches!(written, Some(FieldValue::Text(text)) if deid::tells_of_minor(text.text()))
}

/// What hinders the form from being saved, with the first question to go back to.
pub fn find_blocking(remarks: &[FormRemark]) -> Option<&FormRemark> {
    remarks.iter().find(|remark| remark.weight == RemarkSeverity::Stops)
}

fn cross_check_remark(walk: &Walk, check: &CrossCheck) -> FormRemark {
    let passed = walk.position().path.iter().rev().map(|visit| visit.step);
    let field = match &check.sign {
        CrossCheckTrigger::Chosen { field, .. } => Some(*field),
        CrossCheckTrigger::Met(_) => None,
    };
    let back = passed.into_iter().find(|step| check.back.contains(step));
    FormRemark { says: check.says.trim_end().to_owned(), field, back, weight: RemarkSeverity::Tells }
}

/// That a field says something else than the answer to the question it is bound to.
pub(super) fn find_disagreement(walk: &Walk, at: FieldIx) -> Option<FormRemark> {
    let field = walk.flow().form.field(at);
    let step = field.bound?;
    let outcome = walk.position().outcome(step)?;
    let chosen = chosen_answers(walk, at);
    let agrees = match &field.kind {
        FieldKind::Choice { .. } => chosen.iter().all(|option| may_say(walk, field, step, outcome, *option)),
        FieldKind::Choices { .. } => {
            let set = set_by(walk, field, step, outcome);
            let governed = prefills_from_step(field, step).map(|row| row.set);
            governed.into_iter().all(|option| chosen.contains(&option) == set.contains(&option))
        }
        FieldKind::Date { .. }
        | FieldKind::Period { .. }
        | FieldKind::Planned { .. }
        | FieldKind::Text { .. }
        | FieldKind::Acts => true,
    };
    (!agrees).then(|| FormRemark {
        says: describe_disagreement(walk.flow().step(step), outcome, field, &chosen),
        field: Some(at),
        back: Some(step),
        weight: RemarkSeverity::Stops,
    })
}

/// Whether a field with one option may say this: what the answer sets, what one who does not know would set and so says
/// less, or, where the answer sets nothing, what no other answer sets.
fn may_say(walk: &Walk, field: &Field, step: StepIx, outcome: &Outcome, option: AnswerIx) -> bool {
    let set = set_by(walk, field, step, outcome);
    let says_less = || {
        let unsure = unsure_outcome(walk.flow().step(step));
        unsure.is_some_and(|unsure| set_by(walk, field, step, &unsure).contains(&option))
    };
    match set.first() {
        Some(first) => option == *first || says_less(),
        None => prefills_from_step(field, step).all(|row| row.set != option),
    }
}

/// The options that the rows about the question set, were this its answer.
fn set_by(walk: &Walk, field: &Field, step: StepIx, outcome: &Outcome) -> Vec<AnswerIx> {
    let were = |asked: StepIx| if asked == step { Some(outcome) } else { walk.position().outcome(asked) };
    prefills_from_step(field, step).filter(|row| row.when.holds(&were)).map(|row| row.set).collect()
}

fn prefills_from_step(field: &Field, step: StepIx) -> impl Iterator<Item = &Prefill> {
    let asks = move |guard: &Guard| guard.collect_tests().iter().any(|test| test.step == step);
    field.kind.prefill_rows().iter().filter(move |row| asks(&row.when))
}

/// The answer of one who does not know.
fn unsure_outcome(step: &Step) -> Option<Outcome> {
    let StepKind::Ask { answers } = &step.kind else { return None };
    answers.iter().position(|answer| answer.unsure).map(|at| Outcome::One(AnswerIx::nth(at)))
}

fn chosen_answers(walk: &Walk, at: FieldIx) -> Vec<AnswerIx> {
    let chosen = fill::chosen_options(walk, at);
    let options = walk.flow().form.field(at).kind.options().iter().enumerate();
    options.filter(|(_, option)| chosen.contains(&option.id)).map(|(place, _)| AnswerIx::nth(place)).collect()
}

fn describe_disagreement(step: &Step, outcome: &Outcome, field: &Field, chosen: &[AnswerIx]) -> String {
    let options = chosen.iter().filter_map(|at| field.kind.options().get(at.index()));
    let said: Vec<&str> = options.map(|option| option.text.as_str()).collect();
    let said = if said.is_empty() { "inget".to_owned() } else { format!("”{}”", said.join("”, ”")) };
    format!(
        "I fältet ”{}” står {said}, men på frågan ”{}” svarade du {}. Rätta fältet, eller gå tillbaka till frågan.",
        field.label,
        step.title,
        describe_outcome(step, outcome)
    )
}

fn describe_outcome(step: &Step, outcome: &Outcome) -> String {
    let text = |at: &AnswerIx| match &step.kind {
        StepKind::Ask { answers } => answers.get(at.index()).map(|answer| answer.text.as_str()),
        StepKind::Choose { options, .. } => options.get(at.index()).map(|option| option.text.as_str()),
        StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => None,
    };
    let given: Vec<&str> = match outcome {
        Outcome::One(at) => text(at).into_iter().collect(),
        Outcome::Many(answers) => answers.iter().filter_map(text).collect(),
        Outcome::Passed => Vec::new(),
    };
    if given.is_empty() { "inget".to_owned() } else { format!("”{}”", given.join("”, ”")) }
}
