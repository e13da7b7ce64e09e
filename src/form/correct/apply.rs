//! Corrections taken into a form: each sets one thing, and says why where it cannot.

use super::{Correction, CorrectionRefusal};
use crate::calendar::PastDays;
use crate::flow::model::Mark;
use crate::form::model::{ActState, Certainty, Form, FormEntry, FormRow, TickState};

pub(super) fn apply_correction(
    form: &mut Form,
    correction: &Correction,
    past: PastDays,
) -> Result<(), CorrectionRefusal> {
    match correction {
        Correction::Choose { field, options } => set_chosen(field, find_entry(form, field)?, options),
        Correction::Period { field, period } => match &mut find_row(form, field)?.entry {
            FormEntry::Period(_) if !period.when.can_have_been(past) => Err(CorrectionRefusal::NotPast(past)),
            FormEntry::Period(there) | FormEntry::Planned(there) => {
                if period.when.is_day() && !there.is_some_and(|before| before.when.is_day()) {
                    return Err(CorrectionRefusal::Day);
                }
                *there = Some(*period);
                find_row(form, field).map(|row| row.certainty = Certainty::Known)
            }
            FormEntry::One(_)
            | FormEntry::Any(_)
            | FormEntry::Day(_)
            | FormEntry::Text(_)
            | FormEntry::Acts(_) => Err(CorrectionRefusal::OtherKind(field.clone())),
        },
        Correction::Text { field, text } => match find_entry(form, field)? {
            FormEntry::Text(there) => {
                *there = (!text.text().is_empty()).then(|| text.clone());
                Ok(())
            }
            FormEntry::One(_)
            | FormEntry::Any(_)
            | FormEntry::Day(_)
            | FormEntry::Period(_)
            | FormEntry::Planned(_)
            | FormEntry::Acts(_) => Err(CorrectionRefusal::OtherKind(field.clone())),
        },
        Correction::Mark { act, mark } => mark_act(form, act, *mark),
    }
}

fn find_entry<'f>(form: &'f mut Form, field: &str) -> Result<&'f mut FormEntry, CorrectionRefusal> {
    find_row(form, field).map(|row| &mut row.entry)
}

fn find_row<'f>(form: &'f mut Form, field: &str) -> Result<&'f mut FormRow, CorrectionRefusal> {
    let known = form.rows().map(|row| row.id.as_str()).collect::<Vec<_>>().join(", ");
    let rows = form.sections.iter_mut().flat_map(|section| &mut section.rows);
    let found = rows.into_iter().find(|row| row.id == field);
    found.ok_or(CorrectionRefusal::NoField { field: field.to_owned(), known })
}

fn set_chosen(field: &str, entry: &mut FormEntry, options: &[String]) -> Result<(), CorrectionRefusal> {
    let (ticks, most) = match entry {
        FormEntry::One(ticks) => (ticks, 1),
        FormEntry::Any(ticks) => (ticks, usize::MAX),
        FormEntry::Day(_)
        | FormEntry::Period(_)
        | FormEntry::Planned(_)
        | FormEntry::Text(_)
        | FormEntry::Acts(_) => {
            return Err(CorrectionRefusal::OtherKind(field.to_owned()));
        }
    };
    let unknown = |option: &&String| !ticks.iter().any(|tick| tick.id == **option);
    let over = options.get(most);
    if let Some(given) = options.iter().find(unknown).or(over) {
        let known = ticks.iter().map(|tick| tick.id.as_str()).collect::<Vec<_>>().join(", ");
        return Err(CorrectionRefusal::NoOption { field: field.to_owned(), given: given.clone(), known });
    }
    for tick in ticks {
        tick.state = if options.contains(&tick.id) { TickState::On } else { TickState::Off };
    }
    Ok(())
}

fn mark_act(form: &mut Form, id: &str, mark: Mark) -> Result<(), CorrectionRefusal> {
    let mut acts: Vec<_> = form
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.rows)
        .flat_map(|row| match &mut row.entry {
            FormEntry::Acts(acts) => acts.iter_mut().collect(),
            FormEntry::One(_)
            | FormEntry::Any(_)
            | FormEntry::Day(_)
            | FormEntry::Period(_)
            | FormEntry::Planned(_)
            | FormEntry::Text(_) => Vec::new(),
        })
        .collect();
    let todo = acts.iter().filter(|act| act.state == ActState::Todo).map(|act| act.id.as_str());
    let known = todo.collect::<Vec<_>>().join(", ");
    let Some(act) = acts.iter_mut().find(|act| act.id == id) else {
        return Err(CorrectionRefusal::NoAct { act: id.to_owned(), known });
    };
    let state = match mark {
        Mark::Done => ActState::Done,
        Mark::Todo => ActState::Todo,
        Mark::NotRelevant => ActState::NotRelevant,
    };
    match act.state {
        ActState::Handled | ActState::BeingHandled => Err(CorrectionRefusal::Discreet),
        there if there == state => Err(CorrectionRefusal::NoAct { act: id.to_owned(), known }),
        ActState::Done | ActState::Todo | ActState::NotRelevant => {
            act.state = state;
            Ok(())
        }
    }
}

/// What the form is about: the answer to its first choice.
pub(super) fn form_kind(form: &Form) -> Option<String> {
    let first = form.rows().find_map(|row| match &row.entry {
        FormEntry::One(ticks) => ticks.iter().find(|tick| tick.state == TickState::On),
        FormEntry::Any(_)
        | FormEntry::Day(_)
        | FormEntry::Period(_)
        | FormEntry::Planned(_)
        | FormEntry::Text(_)
        | FormEntry::Acts(_) => None,
    })?;
    Some(first.id.clone())
}
