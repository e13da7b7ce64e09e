//! Driving: the answers taken one by one as the walk comes to them, until its end, and then the form.

use std::sync::Arc;

use super::{Answers, names};
use crate::calendar;
use crate::check::verified::VerifiedFlow;
use crate::deid::screened::{Clearings, screen_text};
use crate::deid::{Class, Finding, Scanner};
use crate::diagnostic::Diagnostic;
use crate::flow::id::{AnswerId, FieldIx, ReasonId, StepIx};
use crate::flow::model::{Field, FieldKind, Flow, Mark, Step, StepKind};
use crate::flow::tree::{YamlEntry, YamlNode, YamlValue as Written};
use crate::form::fill;
use crate::form::review::{self, RemarkSeverity};
use crate::prose;
use crate::session::answer;
use crate::session::event::{Event, FieldValue};
use crate::session::walk::Walk;

pub(super) fn drive_walk(
    answers: &Answers,
    flow: &Arc<VerifiedFlow>,
    scanner: &Scanner,
) -> (Walk, Vec<Diagnostic>) {
    let mut walk = Walk::new(Arc::clone(flow));
    if let Err(fault) = walk_to_end(answers, &mut walk) {
        return (walk, vec![*fault]);
    }
    let mut faults = find_never_reached(answers, &walk);
    for entry in &answers.form.entries {
        if let Err(fault) = fill_field(&mut walk, entry, scanner) {
            faults.push(*fault);
        }
    }
    faults.extend(find_disagreements(answers, &walk));
    faults.extend(find_left_out_fields(answers, &walk));
    faults.sort_by_key(Diagnostic::span);
    (walk, faults)
}

/// Every field that was filled although what stands in another field leaves it out.
fn find_left_out_fields(answers: &Answers, walk: &Walk) -> Vec<Diagnostic> {
    let gone = |at: FieldIx| {
        walk.position().fields.contains_key(&at) && fill::visible_fields(walk, &[at]).next().is_none()
    };
    let filled = answers.form.entries.iter();
    let filled = filled.filter(|entry| walk.flow().form.find_field(&entry.key).is_some_and(gone));
    filled
        .map(|entry| {
            let why =
                format!("Fältet `{}` hör inte till blanketten med det som står i ett annat fält.", entry.key);
            Diagnostic::error("varde-passar-inte", entry.key_span, why)
                .with_help("Ta bort raden, eller rätta det andra fältet.")
        })
        .collect()
}

fn walk_to_end(answers: &Answers, walk: &mut Walk) -> Result<(), Box<Diagnostic>> {
    while let Some(event) = next_event(answers, walk)? {
        apply_event(walk, event).map_err(|why| Box::new(refused_fault(answers, walk, &why)))?;
    }
    Ok(())
}

/// What happens where the walk stands; `None` at its end.
fn next_event(answers: &Answers, walk: &Walk) -> Result<Option<Event>, Box<Diagnostic>> {
    let step = walk.flow().step(walk.position().at);
    let id = step.id.clone();
    let missing = || Box::new(unanswered_fault(answers, step));
    let given = given_answers(answers, step);
    Ok(Some(match &step.kind {
        StepKind::Ask { .. } => {
            let first = given.and_then(|answers| answers.into_iter().next());
            Event::Answered { step: id, answer: first.ok_or_else(missing)? }
        }
        StepKind::Choose { .. } => Event::Chose { step: id, options: given.ok_or_else(missing)? },
        StepKind::Act { .. } => act_event(answers, step),
        StepKind::Tell { .. } => Event::Read { step: id },
        StepKind::End => return Ok(None),
    }))
}

fn apply_event(walk: &mut Walk, event: Event) -> Result<(), String> {
    walk.apply(event).map(drop).map_err(|refusal| refusal.to_string())
}

/// What the file says of an act; what it does not name is still to be done.
/// The answers given to a question; `None` where there are none, or something else stands there.
fn given_answers(answers: &Answers, step: &Step) -> Option<Vec<AnswerId>> {
    let entry = answers.questions.find_entry(step.id.as_str())?;
    let named = names::answer_ids(&entry.value)?;
    Some(named.into_iter().map(|(word, _)| AnswerId::new(word)).collect())
}

fn act_event(answers: &Answers, step: &Step) -> Event {
    let id = step.id.clone();
    match answers.acts.find_entry(step.id.as_str()).and_then(|entry| names::read_act_mark(&entry.value)) {
        Some((_, Some((reason, _)))) => Event::Declined { step: id, reason: ReasonId::new(reason) },
        Some((word, None)) => {
            let mark = Mark::ALL.into_iter().find(|mark| word == mark.id()).unwrap_or(Mark::Todo);
            Event::Marked { step: id, mark }
        }
        None => Event::Marked { step: id, mark: Mark::Todo },
    }
}

fn unanswered_fault(answers: &Answers, step: &Step) -> Diagnostic {
    let message = format!("Frågan `{}` är obesvarad: {}", step.id, step.title);
    Diagnostic::error("obesvarad", answers.questions.span, message).with_help(format!(
        "Skriv `{}:` och ett av svaren {}.",
        step.id,
        step.answer_ids().join(", ")
    ))
}

fn refused_fault(answers: &Answers, walk: &Walk, why: &str) -> Diagnostic {
    let step = walk.flow().step(walk.position().at);
    let given =
        answers.questions.find_entry(step.id.as_str()).or_else(|| answers.acts.find_entry(step.id.as_str()));
    let span = given.map_or(answers.questions.span, |entry| entry.value.span);
    Diagnostic::error("svar-passar-inte", span, why)
}

/// Every answer and mark for a step that the walk did not pass.
fn find_never_reached(answers: &Answers, walk: &Walk) -> Vec<Diagnostic> {
    let passed = |at: StepIx| walk.position().outcome(at).is_some();
    let off = |entry: &&YamlEntry| walk.flow().find_step(&entry.key).is_some_and(|at| !passed(at));
    let given = answers.questions.entries.iter().chain(&answers.acts.entries);
    given
        .filter(off)
        .map(|entry| {
            let message = format!("Vägen kommer aldrig till `{}` med de svar som getts.", entry.key);
            Diagnostic::error("nas-aldrig", entry.key_span, message)
                .with_help("Ta bort raden, eller rätta svaret som leder förbi den.")
        })
        .collect()
}

/// The fields that say something else than the answer they are bound to.
fn find_disagreements(answers: &Answers, walk: &Walk) -> Vec<Diagnostic> {
    let remarks = review::review_form(walk, &Clearings::default()).into_iter();
    let stops = remarks.filter(|remark| remark.weight == RemarkSeverity::Stops);
    stops
        .map(|remark| {
            let id = remark.field.map(|at| walk.flow().form.field(at).id.as_str()).unwrap_or_default();
            let entry = answers.form.find_entry(id);
            let span = entry.map_or(answers.form.span, |entry| entry.value.span);
            let fault = Diagnostic::error("stammer-inte", span, remark.says);
            let step = remark.back.map(|step| walk.flow().step(step));
            let asked = step.and_then(|step| answers.questions.find_entry(step.id.as_str()));
            match asked {
                Some(asked) => fault.with_place(asked.value.span, "svaret på frågan"),
                None => fault,
            }
        })
        .collect()
}

fn fill_field(walk: &mut Walk, entry: &YamlEntry, scanner: &Scanner) -> Result<(), Box<Diagnostic>> {
    let Some(field) = field_of(walk.flow(), entry) else { return Ok(()) };
    let value = read_value(field, &entry.value, scanner)?;
    let event = Event::Filled { field: field.id.clone(), value };
    apply_event(walk, event)
        .map_err(|why| Box::new(Diagnostic::error("varde-passar-inte", entry.value.span, why)))
}

fn field_of<'f>(flow: &'f Flow, entry: &YamlEntry) -> Option<&'f Field> {
    flow.form.find_field(&entry.key).map(|at| flow.form.field(at))
}

/// The value as the field takes it. A fault tells what the field takes and never what was written.
fn read_value(field: &Field, node: &YamlNode, scanner: &Scanner) -> Result<FieldValue, Box<Diagnostic>> {
    let wrong = || {
        let message = format!("Fältet `{}`: {}", field.id, answer::describe_accepted(field));
        Box::new(Diagnostic::error("fel-varde", node.span, message))
    };
    let text = match &node.value {
        Written::Text(text) => Some(text.as_str()),
        Written::Null | Written::Seq(_) | Written::Map(_) => None,
    };
    match &field.kind {
        FieldKind::Choice { .. } => {
            text.and_then(|id| find_option(field, id)).map(FieldValue::Option).ok_or_else(wrong)
        }
        FieldKind::Choices { .. } => {
            let named = names::answer_ids(node).ok_or_else(wrong)?;
            let chosen = named.iter().map(|(id, _)| find_option(field, id)).collect::<Option<Vec<_>>>();
            chosen.map(|chosen| FieldValue::Options(sort_options(field, &chosen))).ok_or_else(wrong)
        }
        FieldKind::Date { .. } => text.and_then(calendar::parse_day).map(FieldValue::Day).ok_or_else(wrong),
        FieldKind::Period { .. } | FieldKind::Planned { .. } => {
            text.and_then(|text| text.parse().ok()).map(FieldValue::Period).ok_or_else(wrong)
        }
        FieldKind::Text { .. } => {
            let text = text.ok_or_else(wrong)?;
            if text.split(['\n', '\t']).any(prose::has_control) {
                return Err(Box::new(control_character_fault(field, node)));
            }
            screen_text(scanner, text, &Clearings::default())
                .map(FieldValue::Text)
                .map_err(|found| Box::new(identifying_text_fault(field, node, &found)))
        }
        FieldKind::Acts => Err(wrong()),
    }
}

/// That a text holds what steers a screen. Never the text.
fn control_character_fault(field: &Field, node: &YamlNode) -> Diagnostic {
    let message = format!("Fältet `{}` har tecken som styr en skärm eller vänder text.", field.id);
    Diagnostic::error("styrtecken", node.span, message).with_help("Ta bort dem, eller skriv om texten.")
}

/// Which classes were found in a field, and how many of each. Never the text.
fn identifying_text_fault(field: &Field, node: &YamlNode, found: &[Finding]) -> Diagnostic {
    let message = format!("Fältet `{}` kan peka ut någon: {}.", field.id, Class::describe_counts(found));
    Diagnostic::error("fri-text", node.span, message)
        .with_help("Skriv om texten utan det, eller skriv [person], [adress] och så vidare i stället.")
}

fn find_option(field: &Field, id: &str) -> Option<AnswerId> {
    field.kind.options().iter().find(|option| option.id.as_str() == id).map(|option| option.id.clone())
}

/// The chosen options in the field's own order, each once.
fn sort_options(field: &Field, chosen: &[AnswerId]) -> Vec<AnswerId> {
    let options = field.kind.options().iter().map(|option| &option.id);
    options.filter(|id| chosen.contains(id)).cloned().collect()
}
