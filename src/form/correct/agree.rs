//! A corrected form held against the routine it comes from, as far as a saved form knows how it was walked.

use std::collections::BTreeSet;

use super::{CorrectionRefusal, is_choice};
use crate::deid;
use crate::deid::screened::{Clearings, Screened};
use crate::flow::guard::{Guard, Outcome};
use crate::flow::id::{AnswerIx, FieldIx, StepIx};
use crate::flow::model::{
    CrossCheck, CrossCheckTrigger, Field, FieldKind, FieldNeed, FieldOption, Flow, Prefill, StepKind,
    Telltale, Urgency,
};
use crate::form::model::{
    Certainty, Form, FormEntry, FormRow, FormSection, Persons, Required, Tick, TickState,
};

/// That a text is longer than its field takes.
pub(super) fn check_length(flow: &Flow, field: &str, text: &Screened) -> Result<(), CorrectionRefusal> {
    let kind = flow.form.find_field(field).map(|at| &flow.form.field(at).kind);
    match kind {
        Some(FieldKind::Text { max }) if text.text().chars().count() > *max => {
            Err(CorrectionRefusal::TooLong(*max))
        }
        Some(_) | None => Ok(()),
    }
}

/// That an option which is chosen alone stands beside another.
pub(super) fn check_alone(flow: &Flow, field: &str, options: &[String]) -> Result<(), CorrectionRefusal> {
    let known = flow.form.find_field(field).map(|at| flow.form.field(at).kind.options()).unwrap_or_default();
    let alone = known.iter().find(|option| option.alone && options.iter().any(|id| option.id.as_str() == id));
    match alone {
        Some(option) if options.len() > 1 => Err(CorrectionRefusal::NotAlone(option.text.clone())),
        Some(_) | None => Ok(()),
    }
}

/// That an act is declined only for a reason; so it may be where the routine is not there to tell.
pub(super) fn check_declined(flow: Option<&Flow>, form: &Form, act: &str) -> Result<(), CorrectionRefusal> {
    let kind = flow.and_then(|flow| flow.find_step(act).map(|at| &flow.step(at).kind));
    let is_there = form
        .rows()
        .any(|row| matches!(&row.entry, FormEntry::Acts(acts) if acts.iter().any(|row| row.id == act)));
    match kind {
        Some(StepKind::Act { urgency: Urgency::Normal, decline, .. }) if decline.is_empty() => Ok(()),
        Some(_) => Err(CorrectionRefusal::NeedsReason),
        None if is_there => Err(CorrectionRefusal::NeedsReason),
        None => Ok(()),
    }
}

/// That a field says something else than the question it is bound to was answered with. What says less than the answer agrees
/// with it.
pub(super) fn find_contradiction(flow: &Flow, before: &Form, after: &Form, field: &str) -> Option<String> {
    let field = flow.form.field(flow.form.find_field(field)?);
    let step = field.bound.filter(|step| walk_passed(flow, before, *step))?;
    let (said, says) = (chosen_in(before, field), chosen_in(after, field));
    let governed: BTreeSet<AnswerIx> = rows_about(field, step).map(|row| row.set).collect();
    let agrees = match &field.kind {
        FieldKind::Choice { .. } => {
            let less = said_when_unsure(flow, field, step);
            let was_free = said.iter().all(|option| !governed.contains(option));
            says.iter().all(|option| {
                said.contains(option) || less.contains(option) || (was_free && !governed.contains(option))
            })
        }
        FieldKind::Choices { .. } => {
            governed.iter().all(|option| said.contains(option) == says.contains(option))
        }
        FieldKind::Date { .. }
        | FieldKind::Period { .. }
        | FieldKind::Planned { .. }
        | FieldKind::Text { .. }
        | FieldKind::Acts => true,
    };
    (!agrees).then(|| {
        format!(
            "Fältet ”{}” följer av svaret på frågan ”{}”, och rutinen ger andra åtgärder vid ett annat svar. Gå en ny \
             genomgång, och ta bort den här blanketten.",
            field.label,
            flow.step(step).title
        )
    })
}

/// What the review would tell of the walk: of fields that were corrected, and of what the gate met.
pub(super) fn tell_remarks(
    flow: &Flow,
    form: &Form,
    corrected: &BTreeSet<String>,
    clearings: &Clearings,
) -> Vec<String> {
    let signs = |check: &&CrossCheck| match &check.sign {
        CrossCheckTrigger::Chosen { field, any_of } => {
            let field = flow.form.field(*field);
            let chosen = chosen_in(form, field);
            corrected.contains(field.id.as_str()) && any_of.iter().any(|option| chosen.contains(option))
        }
        CrossCheckTrigger::Met(Telltale::AgeUnder18) => {
            clearings.met_age_under_18() || tells_of_minor(form, corrected)
        }
    };
    // What a saved form does not know of its walk may hold: better said once too often.
    let told = flow.form.review.iter().filter(|check| known_to_hold(flow, form, &check.when) != Some(false));
    let told = told.filter(signs).map(|check| {
        format!("{} Var det fel på vägen: gå en ny genomgång, och ta bort den här.", check.says.trim_end())
    });
    told.chain(ask_attested_again(flow, form, corrected)).collect()
}

/// Whether a text that was corrected tells of somebody under 18.
fn tells_of_minor(form: &Form, corrected: &BTreeSet<String>) -> bool {
    let tells = |row: &FormRow| matches!(&row.entry, FormEntry::Text(Some(text)) if deid::tells_of_minor(text.text()));
    form.rows().filter(|row| corrected.contains(&row.id)).any(tells)
}

/// That what was attested of the details was attested before they were changed.
fn ask_attested_again(flow: &Flow, form: &Form, corrected: &BTreeSet<String>) -> Option<String> {
    let attesting = flow.form.fields.iter().find(|field| field.attests.is_some())?;
    let row = form.rows().find(|row| row.id == attesting.id.as_str() && !row.entry.is_empty())?;
    let details = flow.form.fields.iter().filter(|field| {
        let tells = match field.kind {
            FieldKind::Text { .. } | FieldKind::Period { .. } | FieldKind::Planned { .. } => true,
            FieldKind::Choice { .. }
            | FieldKind::Choices { .. }
            | FieldKind::Date { .. }
            | FieldKind::Acts => false,
        };
        field.points.is_some() || tells
    });
    let changed = details.into_iter().any(|field| corrected.contains(field.id.as_str()));
    (changed && !corrected.contains(attesting.id.as_str())).then(|| {
        format!("Du har ändrat en uppgift. ”{}” – stämmer svaret ”{}” ännu?", row.label, row.entry.words())
    })
}

/// Lets the fields that another field calls for come and go with it, and says whether anybody may be concerned.
pub(super) fn settle_fields(flow: &Flow, form: &mut Form) {
    form.persons = if says_nobody(flow, form) { Persons::Nobody } else { Persons::Perhaps };
    for section in &flow.form.sections {
        for at in &section.fields {
            let field = flow.form.field(*at);
            let is_there = form.rows().any(|row| row.id == field.id.as_str());
            match belongs(flow, form, field) {
                Some(true) if !is_there => add_row(flow, form, *at),
                Some(false) if is_there => form
                    .sections
                    .iter_mut()
                    .for_each(|section| section.rows.retain(|row| row.id != field.id.as_str())),
                Some(true | false) | None => {}
            }
        }
    }
    form.sections.retain(|section| !section.rows.is_empty());
}

/// Whether a field belongs to the form because of what stands in others; `None` where that does not decide it.
fn belongs(flow: &Flow, form: &Form, field: &Field) -> Option<bool> {
    let may_hold = || known_to_hold(flow, form, &field.when) != Some(false);
    if field.attests.is_some() {
        // What attests that nobody can be worked out is asked as soon as somebody may be concerned, and stands once it is answered.
        return (form.persons == Persons::Perhaps && may_hold()).then_some(true);
    }
    let other = field.when_field.as_ref()?;
    let chosen = chosen_in(form, flow.form.field(other.field));
    Some(other.any_of.iter().any(|option| chosen.contains(option)) && may_hold())
}

fn says_nobody(flow: &Flow, form: &Form) -> bool {
    let says = |field: &Field| field.nobody.is_some_and(|nobody| chosen_in(form, field).contains(&nobody));
    flow.form.fields.iter().any(says)
}

/// Puts an empty row of a field where the routine has it.
fn add_row(flow: &Flow, form: &mut Form, at: FieldIx) {
    let Some(of) = flow.form.sections.iter().position(|section| section.fields.contains(&at)) else { return };
    let Some(section) = flow.form.sections.get(of) else { return };
    let place = form.sections.iter().position(|known| known.title == section.title);
    let place = place.unwrap_or_else(|| {
        let earlier: Vec<&str> =
            flow.form.sections.iter().take(of).map(|earlier| earlier.title.as_str()).collect();
        let place = form.sections.iter().take_while(|known| earlier.contains(&known.title.as_str())).count();
        form.sections.insert(place, FormSection { title: section.title.clone(), rows: Vec::new() });
        place
    });
    let before: Vec<&str> = section
        .fields
        .iter()
        .take_while(|other| **other != at)
        .map(|other| flow.form.field(*other).id.as_str())
        .collect();
    let row = empty_row(flow, form, flow.form.field(at));
    if let Some(there) = form.sections.get_mut(place) {
        let place = there.rows.iter().take_while(|row| before.contains(&row.id.as_str())).count();
        there.rows.insert(place, row);
    }
}

fn empty_row(flow: &Flow, form: &Form, field: &Field) -> FormRow {
    let ticks = || {
        let offered = field
            .kind
            .options()
            .iter()
            .filter(|option| known_to_hold(flow, form, &option.when) != Some(false));
        let tick = |option: &FieldOption| Tick {
            id: option.id.to_string(),
            text: option.text.clone(),
            state: TickState::Off,
        };
        offered.map(tick).collect()
    };
    FormRow {
        id: field.id.to_string(),
        label: field.label.clone(),
        required: match field.need {
            FieldNeed::Required => Required::Yes,
            FieldNeed::Optional => Required::No,
        },
        counting: field.counting,
        tells: field.tells,
        certainty: Certainty::Known,
        entry: match field.kind {
            FieldKind::Choice { .. } => FormEntry::One(ticks()),
            FieldKind::Choices { .. } => FormEntry::Any(ticks()),
            FieldKind::Date { .. } => FormEntry::Day(None),
            FieldKind::Period { .. } => FormEntry::Period(None),
            FieldKind::Planned { .. } => FormEntry::Planned(None),
            FieldKind::Text { .. } => FormEntry::Text(None),
            FieldKind::Acts => FormEntry::Acts(Vec::new()),
        },
    }
}

/// The options that stand chosen in a field of a saved form.
fn chosen_in(form: &Form, field: &Field) -> Vec<AnswerIx> {
    let row = form.rows().find(|row| row.id == field.id.as_str()).filter(|row| is_choice(&row.entry));
    let Some(FormEntry::One(ticks) | FormEntry::Any(ticks)) = row.map(|row| &row.entry) else {
        return Vec::new();
    };
    let on = |option: &FieldOption| {
        ticks.iter().any(|tick| tick.state == TickState::On && tick.id == option.id.as_str())
    };
    let options = field.kind.options().iter().enumerate();
    options.filter(|(_, option)| on(option)).map(|(place, _)| AnswerIx::nth(place)).collect()
}

/// The rows of prefilling that ask about a step.
fn rows_about(field: &Field, step: StepIx) -> impl Iterator<Item = &Prefill> {
    let asks = move |guard: &Guard| guard.collect_tests().iter().any(|test| test.step == step);
    field.kind.prefill_rows().iter().filter(move |row| asks(&row.when))
}

/// What one who does not know the answer would have set.
fn said_when_unsure(flow: &Flow, field: &Field, step: StepIx) -> Vec<AnswerIx> {
    let StepKind::Ask { answers } = &flow.step(step).kind else { return Vec::new() };
    let Some(unsure) = answers.iter().position(|answer| answer.unsure) else { return Vec::new() };
    let outcome = Outcome::One(AnswerIx::nth(unsure));
    let were = |asked: StepIx| (asked == step).then_some(&outcome);
    rows_about(field, step).filter(|row| row.when.holds(&were)).map(|row| row.set).collect()
}

/// Whether the walk passed a question.
fn walk_passed(flow: &Flow, form: &Form, step: StepIx) -> bool {
    form.steps.iter().any(|id| id == flow.step(step).id.as_str())
}

/// Whether a guard held on the walk; `None` where an answer decides that, which a saved form does not hold.
fn known_to_hold(flow: &Flow, form: &Form, guard: &Guard) -> Option<bool> {
    let parts = |parts: &[Guard]| {
        parts.iter().map(|part| known_to_hold(flow, form, part)).collect::<Vec<Option<bool>>>()
    };
    match guard {
        Guard::Is(test) => {
            let step = flow.step(test.step);
            if !step.is_question() {
                return None;
            }
            if !walk_passed(flow, form, test.step) {
                return Some(test.if_unasked.unwrap_or(false));
            }
            let StepKind::Ask { answers } = &step.kind else { return None };
            let all = (0..answers.len()).all(|place| test.any_of.contains(&AnswerIx::nth(place)));
            all.then_some(true)
        }
        Guard::All(all) => {
            let all = parts(all);
            if all.contains(&Some(false)) {
                Some(false)
            } else {
                all.into_iter().collect::<Option<Vec<_>>>().map(|_| true)
            }
        }
        Guard::Any(any) => {
            let any = parts(any);
            if any.contains(&Some(true)) {
                Some(true)
            } else {
                any.into_iter().collect::<Option<Vec<_>>>().map(|_| false)
            }
        }
        Guard::Not(part) => known_to_hold(flow, form, part).map(|held| !held),
    }
}
