//! From an event to an outcome: what may be answered where.

use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerId, AnswerIx, FieldIx, StepId, StepIx};
use crate::flow::model::{Choice, Field, FieldKind, Flow, Mark, Step, StepKind};

use super::event::{Event, FieldValue};
use super::refusal::Refusal;
use super::{decline, ticks};

/// An event with its ids resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolvedEvent {
    /// A step came to an outcome.
    Step(StepIx, Outcome),
    /// A field was set, or with `None` put back to what the walk says.
    Field(FieldIx, Option<FieldValue>),
}

/// Resolves an event's ids and holds its value against what the step or field takes, wherever the walk stands.
///
/// # Errors
/// A [`Refusal`] that says what would have been taken.
pub fn resolve_event(flow: &Flow, event: &Event) -> Result<ResolvedEvent, Refusal> {
    match event {
        Event::Answered { step, answer } => {
            let at = find_step(flow, step)?;
            let StepKind::Ask { .. } = flow.step(at).kind else {
                return Err(Refusal::WrongKind(step.clone()));
            };
            Ok(ResolvedEvent::Step(at, Outcome::One(find_answer(flow.step(at), answer)?)))
        }
        Event::Chose { step, options } => {
            let at = find_step(flow, step)?;
            let StepKind::Choose { .. } = flow.step(at).kind else {
                return Err(Refusal::WrongKind(step.clone()));
            };
            let chosen = options.iter().map(|option| find_answer(flow.step(at), option));
            let mut chosen = chosen.collect::<Result<Vec<_>, _>>()?;
            chosen.sort_unstable();
            chosen.dedup();
            Ok(ResolvedEvent::Step(at, Outcome::Many(chosen)))
        }
        Event::Marked { step, mark } => {
            let at = find_step(flow, step)?;
            let StepKind::Act { .. } = flow.step(at).kind else {
                return Err(Refusal::WrongKind(step.clone()));
            };
            if !decline::allows_mark(flow.step(at), *mark) {
                let known = decline::known_reasons(flow.step(at));
                return Err(Refusal::NeedsReason { step: step.clone(), known });
            }
            Ok(ResolvedEvent::Step(at, mark.outcome()))
        }
        Event::Declined { step, reason } => {
            let at = find_step(flow, step)?;
            let StepKind::Act { .. } = flow.step(at).kind else {
                return Err(Refusal::WrongKind(step.clone()));
            };
            Ok(ResolvedEvent::Step(at, decline::resolve_decline(flow, at, reason)?))
        }
        Event::Read { step } => {
            let at = find_step(flow, step)?;
            let StepKind::Tell { .. } = flow.step(at).kind else {
                return Err(Refusal::WrongKind(step.clone()));
            };
            Ok(ResolvedEvent::Step(at, Outcome::Passed))
        }
        Event::Filled { field, value } => {
            let at = find_field(flow, field.as_str())?;
            check_value(flow.form.field(at), value)?;
            Ok(ResolvedEvent::Field(at, Some(value.clone())))
        }
        Event::Cleared { field } => Ok(ResolvedEvent::Field(find_field(flow, field.as_str())?, None)),
    }
}

/// The event by which a step comes to an outcome: what [`resolve_event`] reads back. `None` for an outcome the step cannot
/// have.
pub fn make_event(step: &Step, outcome: &Outcome) -> Option<Event> {
    let ids = step.answer_ids();
    let id = |answer: &AnswerIx| ids.get(answer.index()).map(|id| AnswerId::new(id));
    let of = step.id.clone();
    match (&step.kind, outcome) {
        (StepKind::Ask { .. }, Outcome::One(answer)) => {
            id(answer).map(|answer| Event::Answered { step: of, answer })
        }
        (StepKind::Choose { .. }, Outcome::Many(chosen)) => {
            let options = chosen.iter().map(id).collect::<Option<Vec<_>>>()?;
            Some(Event::Chose { step: of, options })
        }
        (StepKind::Act { .. }, _) => Mark::from_outcome(outcome).and_then(|mark| mark_event(step, mark)),
        (StepKind::Tell { .. }, Outcome::Passed) => Some(Event::Read { step: of }),
        (
            StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::Tell { .. } | StepKind::End,
            Outcome::One(_) | Outcome::Many(_) | Outcome::Passed,
        ) => None,
    }
}

/// Whether a step may come to this outcome on a walk where earlier steps came to `earlier`.
///
/// # Errors
/// [`Refusal::NotOffered`], [`Refusal::NotAlone`] or [`Refusal::TooFew`], for `choose` steps. An option that is chosen
/// alone is enough.
pub fn check_offered<'a>(
    step: &Step,
    outcome: &Outcome,
    earlier: &impl Fn(StepIx) -> Option<&'a Outcome>,
) -> Result<(), Refusal> {
    let (StepKind::Choose { options, at_least, .. }, Outcome::Many(chosen)) = (&step.kind, outcome) else {
        return Ok(());
    };
    let hidden = |at: &&AnswerIx| !options[at.index()].when.holds(earlier);
    if let Some(at) = chosen.iter().find(hidden) {
        return Err(Refusal::NotOffered { step: step.id.clone(), option: options[at.index()].id.clone() });
    }
    let option = |at: &AnswerIx| &options[at.index()];
    ticks::check_alone(chosen, step.id.as_str(), |at| option(at).alone, |at| option(at).text.clone())?;
    if chosen.len() < *at_least && !chosen.iter().any(|at| option(at).alone) {
        return Err(Refusal::TooFew { step: step.id.clone(), at_least: *at_least });
    }
    Ok(())
}

/// The options of a `choose` step that are offered, with their places.
pub fn offered_options<'s, 'a>(
    options: &'s [Choice],
    earlier: &impl Fn(StepIx) -> Option<&'a Outcome>,
) -> Vec<(AnswerIx, &'s Choice)> {
    let all = options.iter().enumerate().map(|(n, option)| (AnswerIx::nth(n), option));
    all.filter(|(_, option)| option.when.holds(earlier)).collect()
}

fn find_step(flow: &Flow, id: &StepId) -> Result<StepIx, Refusal> {
    flow.find_step(id.as_str()).ok_or_else(|| Refusal::UnknownStep(id.to_string()))
}

fn find_answer(step: &Step, id: &AnswerId) -> Result<AnswerIx, Refusal> {
    step.find_answer(id.as_str()).ok_or_else(|| Refusal::UnknownAnswer {
        step: step.id.clone(),
        answer: id.to_string(),
        known: step.answer_ids().join(", "),
    })
}

fn find_field(flow: &Flow, id: &str) -> Result<FieldIx, Refusal> {
    flow.form.find_field(id).ok_or_else(|| Refusal::UnknownField(id.to_owned()))
}

fn check_value(field: &Field, value: &FieldValue) -> Result<(), Refusal> {
    let knows = |id: &AnswerId| field.kind.options().iter().any(|option| option.id == *id);
    let fits = match (&field.kind, value) {
        (FieldKind::Choice { .. }, FieldValue::Option(id)) => knows(id),
        (FieldKind::Choices { .. }, FieldValue::Options(ids)) => ids.iter().all(knows),
        (FieldKind::Date { .. }, FieldValue::Day(_))
        | (FieldKind::Period { .. } | FieldKind::Planned { .. }, FieldValue::Period(_)) => true,
        (FieldKind::Text { max }, FieldValue::Text(text)) => text.text().chars().count() <= *max,
        (
            FieldKind::Choice { .. }
            | FieldKind::Choices { .. }
            | FieldKind::Date { .. }
            | FieldKind::Period { .. }
            | FieldKind::Planned { .. }
            | FieldKind::Text { .. }
            | FieldKind::Acts,
            _,
        ) => false,
    };
    if !fits {
        return Err(Refusal::WrongValue { field: field.id.to_string(), why: describe_accepted(field) });
    }
    let FieldValue::Options(ids) = value else { return Ok(()) };
    let option = |id: &AnswerId| field.kind.options().iter().find(|option| option.id == *id);
    let words = |id: &AnswerId| option(id).map(|option| option.text.clone()).unwrap_or_default();
    ticks::check_alone(ids, field.id.as_str(), |id| option(id).is_some_and(|it| it.alone), words)
}

/// What a field takes, in words.
pub fn describe_accepted(field: &Field) -> String {
    let ids = || field.kind.options().iter().map(|option| option.id.as_str()).collect::<Vec<_>>().join(", ");
    match &field.kind {
        FieldKind::Choice { .. } => format!("välj ett av {}.", ids()),
        FieldKind::Choices { .. } => format!("välj bland {}.", ids()),
        FieldKind::Date { .. } => "skriv ett datum, som 2026-11-21.".to_owned(),
        FieldKind::Period { .. } | FieldKind::Planned { .. } => super::period::NotAPeriod.to_string(),
        FieldKind::Text { max } => format!("skriv högst {max} tecken."),
        FieldKind::Acts => "fylls i av vägens åtgärder och skrivs inte för hand.".to_owned(),
    }
}

/// The event that marks an act so: where a reason is needed, with the first there is. `None` where it cannot be.
fn mark_event(act: &Step, mark: Mark) -> Option<Event> {
    if decline::allows_mark(act, mark) {
        return Some(Event::Marked { step: act.id.clone(), mark });
    }
    let reason = act.decline_reasons().iter().find(|reason| reason.is_mark())?;
    Some(Event::Declined { step: act.id.clone(), reason: reason.id.clone() })
}
