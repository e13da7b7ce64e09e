//! Driving: the answers taken one by one as the walk comes to them, until its end, and then the form.

use std::sync::Arc;

use super::{Answers, names};
use crate::calendar;
use crate::check::verified::VerifiedFlow;
use crate::deid::screened::{Clearings, screen};
use crate::deid::{Class, Finding, Scanner};
use crate::diagnostic::Diagnostic;
use crate::flow::id::{AnswerId, FieldIx, ReasonId, StepIx};
use crate::flow::model::{Field, FieldKind, Flow, Mark, Step, StepKind};
use crate::flow::tree::{Entry, Node, Value as Written};
use crate::form::fill;
use crate::form::review::{self, Weight};
use crate::prose;
use crate::session::answer;
use crate::session::event::{Event, Value};
use crate::session::walk::Walk;

pub(super) fn drive(
    answers: &Answers,
    flow: &Arc<VerifiedFlow>,
    scanner: &Scanner,
) -> (Walk, Vec<Diagnostic>) {
    let mut walk = Walk::new(Arc::clone(flow));
    if let Err(fault) = to_the_end(answers, &mut walk) {
        return (walk, vec![*fault]);
    }
    let mut faults = never_reached(answers, &walk);
    for entry in &answers.form.entries {
        if let Err(fault) = fill(&mut walk, entry, scanner) {
            faults.push(*fault);
        }
    }
    faults.extend(disagreements(answers, &walk));
    faults.extend(left_out(answers, &walk));
    faults.sort_by_key(Diagnostic::span);
    (walk, faults)
}

/// Every field that was filled although what stands in another field leaves it out.
fn left_out(answers: &Answers, walk: &Walk) -> Vec<Diagnostic> {
    let gone =
        |at: FieldIx| walk.position().fields.contains_key(&at) && fill::visible(walk, &[at]).next().is_none();
    let filled = answers.form.entries.iter();
    let filled = filled.filter(|entry| walk.flow().form.find(&entry.key).is_some_and(gone));
    filled
        .map(|entry| {
            let why =
                format!("Fältet `{}` hör inte till blanketten med det som står i ett annat fält.", entry.key);
            Diagnostic::error("varde-passar-inte", entry.key_span, why)
                .help("Ta bort raden, eller rätta det andra fältet.")
        })
        .collect()
}

fn to_the_end(answers: &Answers, walk: &mut Walk) -> Result<(), Box<Diagnostic>> {
    while let Some(event) = next(answers, walk)? {
        take(walk, event).map_err(|why| Box::new(refused(answers, walk, &why)))?;
    }
    Ok(())
}

/// What happens where the walk stands; `None` at its end.
fn next(answers: &Answers, walk: &Walk) -> Result<Option<Event>, Box<Diagnostic>> {
    let step = walk.flow().step(walk.position().at);
    let id = step.id.clone();
    let given = || answers.questions.find(step.id.as_str()).and_then(|entry| names::ids(&entry.value));
    let missing = || Box::new(unanswered(answers, step));
    Ok(Some(match &step.kind {
        StepKind::Ask { .. } => {
            let named = given().ok_or_else(missing)?;
            let answer = named.first().map(|(word, _)| AnswerId::new(word)).ok_or_else(missing)?;
            Event::Answered { step: id, answer }
        }
        StepKind::Choose { .. } => {
            let named = given().ok_or_else(missing)?;
            Event::Chose { step: id, options: named.iter().map(|(word, _)| AnswerId::new(word)).collect() }
        }
        StepKind::Act { .. } => marked(answers, step),
        StepKind::Tell { .. } => Event::Read { step: id },
        StepKind::End => return Ok(None),
    }))
}

fn take(walk: &mut Walk, event: Event) -> Result<(), String> {
    walk.take(event).map(drop).map_err(|refusal| refusal.to_string())
}

/// What the file says of an act; what it does not name is still to be done.
fn marked(answers: &Answers, step: &Step) -> Event {
    let id = step.id.clone();
    match answers.acts.find(step.id.as_str()).and_then(|entry| names::said(&entry.value)) {
        Some((_, Some((reason, _)))) => Event::Declined { step: id, reason: ReasonId::new(reason) },
        Some((word, None)) => {
            let mark = Mark::ALL.into_iter().find(|mark| word == mark.id()).unwrap_or(Mark::Todo);
            Event::Marked { step: id, mark }
        }
        None => Event::Marked { step: id, mark: Mark::Todo },
    }
}

fn unanswered(answers: &Answers, step: &Step) -> Diagnostic {
    let message = format!("Frågan `{}` är obesvarad: {}", step.id, step.title);
    Diagnostic::error("obesvarad", answers.questions.span, message).help(format!(
        "Skriv `{}:` och ett av svaren {}.",
        step.id,
        step.answer_ids().join(", ")
    ))
}

fn refused(answers: &Answers, walk: &Walk, why: &str) -> Diagnostic {
    let step = walk.flow().step(walk.position().at);
    let given = answers.questions.find(step.id.as_str()).or_else(|| answers.acts.find(step.id.as_str()));
    let span = given.map_or(answers.questions.span, |entry| entry.value.span);
    Diagnostic::error("svar-passar-inte", span, why)
}

/// Every answer and mark for a step that the walk did not pass.
fn never_reached(answers: &Answers, walk: &Walk) -> Vec<Diagnostic> {
    let passed = |at: StepIx| walk.position().outcome(at).is_some();
    let off = |entry: &&Entry| walk.flow().find(&entry.key).is_some_and(|at| !passed(at));
    let given = answers.questions.entries.iter().chain(&answers.acts.entries);
    given
        .filter(off)
        .map(|entry| {
            let message = format!("Vägen kommer aldrig till `{}` med de svar som getts.", entry.key);
            Diagnostic::error("nas-aldrig", entry.key_span, message)
                .help("Ta bort raden, eller rätta svaret som leder förbi den.")
        })
        .collect()
}

/// The fields that say something else than the answer they are bound to.
fn disagreements(answers: &Answers, walk: &Walk) -> Vec<Diagnostic> {
    let remarks = review::remarks(walk, &Clearings::default()).into_iter();
    let stops = remarks.filter(|remark| remark.weight == Weight::Stops);
    stops
        .map(|remark| {
            let id = remark.field.map(|at| walk.flow().form.field(at).id.as_str()).unwrap_or_default();
            let entry = answers.form.find(id);
            let span = entry.map_or(answers.form.span, |entry| entry.value.span);
            let fault = Diagnostic::error("stammer-inte", span, remark.says);
            let step = remark.back.map(|step| walk.flow().step(step));
            let asked = step.and_then(|step| answers.questions.find(step.id.as_str()));
            match asked {
                Some(asked) => fault.and_at(asked.value.span, "svaret på frågan"),
                None => fault,
            }
        })
        .collect()
}

fn fill(walk: &mut Walk, entry: &Entry, scanner: &Scanner) -> Result<(), Box<Diagnostic>> {
    let Some(field) = field_of(walk.flow(), entry) else { return Ok(()) };
    let value = value(field, &entry.value, scanner)?;
    let event = Event::Filled { field: field.id.clone(), value };
    take(walk, event).map_err(|why| Box::new(Diagnostic::error("varde-passar-inte", entry.value.span, why)))
}

fn field_of<'f>(flow: &'f Flow, entry: &Entry) -> Option<&'f Field> {
    flow.form.find(&entry.key).map(|at| flow.form.field(at))
}

/// The value as the field takes it. A fault tells what the field takes and never what was written.
fn value(field: &Field, node: &Node, scanner: &Scanner) -> Result<Value, Box<Diagnostic>> {
    let wrong = || {
        let message = format!("Fältet `{}`: {}", field.id, answer::takes(field));
        Box::new(Diagnostic::error("fel-varde", node.span, message))
    };
    let text = match &node.value {
        Written::Text(text) => Some(text.as_str()),
        Written::Null | Written::Seq(_) | Written::Map(_) => None,
    };
    match &field.kind {
        FieldKind::Choice { .. } => {
            text.and_then(|id| option(field, id)).map(Value::Option).ok_or_else(wrong)
        }
        FieldKind::Choices { .. } => {
            let named = names::ids(node).ok_or_else(wrong)?;
            let chosen = named.iter().map(|(id, _)| option(field, id)).collect::<Option<Vec<_>>>();
            chosen.map(|chosen| Value::Options(in_order(field, &chosen))).ok_or_else(wrong)
        }
        FieldKind::Date => text.and_then(calendar::day).map(Value::Day).ok_or_else(wrong),
        FieldKind::Period { .. } => {
            text.and_then(|text| text.parse().ok()).map(Value::Period).ok_or_else(wrong)
        }
        FieldKind::Text { .. } => {
            let text = text.ok_or_else(wrong)?;
            if text.split(['\n', '\t']).any(prose::steers) {
                return Err(Box::new(steering(field, node)));
            }
            screen(scanner, text, &Clearings::default())
                .map(Value::Text)
                .map_err(|found| Box::new(undecided(field, node, &found)))
        }
        FieldKind::Acts => Err(wrong()),
    }
}

/// That a text holds what steers a screen. Never the text.
fn steering(field: &Field, node: &Node) -> Diagnostic {
    let message = format!("Fältet `{}` har tecken som styr en skärm eller vänder text.", field.id);
    Diagnostic::error("styrtecken", node.span, message).help("Ta bort dem, eller skriv om texten.")
}

/// Which classes were found in a field, and how many of each. Never the text.
fn undecided(field: &Field, node: &Node, found: &[Finding]) -> Diagnostic {
    let message = format!("Fältet `{}` kan peka ut någon: {}.", field.id, Class::counted(found));
    Diagnostic::error("fri-text", node.span, message)
        .help("Skriv om texten utan det, eller skriv [person], [adress] och så vidare i stället.")
}

fn option(field: &Field, id: &str) -> Option<AnswerId> {
    field.kind.options().iter().find(|option| option.id.as_str() == id).map(|option| option.id.clone())
}

/// The chosen options in the field's own order, each once.
fn in_order(field: &Field, chosen: &[AnswerId]) -> Vec<AnswerId> {
    let options = field.kind.options().iter().map(|option| &option.id);
    options.filter(|id| chosen.contains(id)).cloned().collect()
}
