//! Every name in an answers file held against the routine, before anything is walked.

use super::Answers;
use crate::diagnostic::Diagnostic;
use crate::flow::held::{clipped, suggestion};
use crate::flow::id::StepIx;
use crate::flow::model::{Flow, Mark, Step, StepKind};
use crate::flow::tree::{Entry, Node, Value};
use crate::session::marks;
use crate::source::{Span, Spanned};

/// Every name the routine does not know, and every answer of a kind its step does not take.
pub(super) fn unknown(answers: &Answers, flow: &Flow) -> Vec<Diagnostic> {
    let mut faults: Vec<Diagnostic> = Vec::new();
    if let Some(named) = &answers.flow
        && named.value != flow.id.as_str()
    {
        faults.push(other_flow(named, flow));
    }
    faults.extend(answers.questions.entries.iter().flat_map(|entry| answer(flow, entry)));
    faults.extend(answers.acts.entries.iter().flat_map(|entry| act(flow, entry)));
    faults.extend(answers.form.entries.iter().filter_map(|entry| field(flow, entry)));
    faults.sort_by_key(Diagnostic::span);
    faults
}

/// The ids an answer names; `None` where the value is no word and no list of words.
pub(super) fn ids(node: &Node) -> Option<Vec<(&str, Span)>> {
    let one = |node: &Node| match &node.value {
        Value::Text(_) => true,
        Value::Null | Value::Seq(_) | Value::Map(_) => false,
    };
    match &node.value {
        Value::Text(text) => Some(vec![(text.as_str(), node.span)]),
        Value::Seq(parts) if parts.iter().all(one) => Some(parts.iter().filter_map(text).collect()),
        Value::Null | Value::Seq(_) | Value::Map(_) => None,
    }
}

fn text(node: &Node) -> Option<(&str, Span)> {
    match &node.value {
        Value::Text(text) => Some((text.as_str(), node.span)),
        Value::Null | Value::Seq(_) | Value::Map(_) => None,
    }
}

fn other_flow(named: &Spanned<String>, flow: &Flow) -> Diagnostic {
    let message = format!("Svaren är för rutinen `{}`, inte för `{}`.", clipped(&named.value), flow.id);
    Diagnostic::error("fel-rutin", named.span, message)
}

fn answer(flow: &Flow, entry: &Entry) -> Vec<Diagnostic> {
    let Some(step) = flow.find(&entry.key).map(|at| flow.step(at)) else {
        return vec![no_step(flow, entry, &|step| step.is_question())];
    };
    match step.kind {
        StepKind::Ask { .. } | StepKind::Choose { .. } => {}
        StepKind::Act { .. } => return vec![misplaced(entry, "är en åtgärd och hör till `acts`")],
        StepKind::Tell { .. } | StepKind::End => return vec![misplaced(entry, "har inga svar")],
    }
    let wrong = |why: &str| vec![Diagnostic::error("fel-typ", entry.value.span, why)];
    let Some(named) = ids(&entry.value) else {
        return wrong("Här ska ett svars id stå, eller en lista av dem.");
    };
    if matches!(step.kind, StepKind::Ask { .. }) && named.len() != 1 {
        return wrong("Frågan har precis ett svar.");
    }
    named.into_iter().filter_map(|(word, span)| no_answer(step, word, span)).collect()
}

fn act(flow: &Flow, entry: &Entry) -> Vec<Diagnostic> {
    let Some(step) = flow.find(&entry.key).map(|at| flow.step(at)) else {
        return vec![no_step(flow, entry, &|step| step.is_act())];
    };
    if !step.is_act() {
        return vec![misplaced(entry, "är ingen åtgärd och hör inte till `acts`")];
    }
    let fault = match said(&entry.value) {
        None => {
            let marks = Mark::ALL.map(Mark::id).join(", ");
            let message = format!("Här ska ett av {marks} stå.");
            let fault = Diagnostic::error("fel-typ", entry.value.span, message);
            Some(fault.maybe_help((!step.decline().is_empty()).then(|| with_reason(step))))
        }
        Some((word, None)) if word == Mark::NotRelevant.id() && !step.is_declined_bare() => {
            Some(needs_reason(step, entry.value.span))
        }
        Some((word, None)) => no_answer(step, word, entry.value.span),
        Some((_, Some((reason, span)))) => no_reason(flow, step, reason, span),
    };
    fault.into_iter().collect()
}

/// What is said of an act: its mark, and the reason where the mark stands with one; `None` where it is neither.
pub(super) fn said(node: &Node) -> Option<(&str, Option<(&str, Span)>)> {
    match &node.value {
        Value::Text(word) => Some((word, None)),
        Value::Map(entries) => match entries.as_slice() {
            [only] if only.key == Mark::NotRelevant.id() => Some((&only.key, Some(text(&only.value)?))),
            [] | [_, ..] => None,
        },
        Value::Null | Value::Seq(_) => None,
    }
}

fn needs_reason(step: &Step, span: Span) -> Diagnostic {
    let message = format!("`{}` märks inte ”inte aktuellt” utan ett skäl.", step.id);
    let help = if step.decline().is_empty() { marks::known(step) } else { with_reason(step) };
    Diagnostic::error("utan-skal", span, message).help(help)
}

/// How a reason is written, and which there are.
fn with_reason(step: &Step) -> String {
    format!("Skriv `{}: {{inte-aktuellt: SKÄL}}`. {}", step.id, marks::known(step))
}

fn no_reason(flow: &Flow, step: &Step, word: &str, span: Span) -> Option<Diagnostic> {
    match step.decline().iter().find(|reason| reason.id.as_str() == word) {
        None => {
            let message = format!("`{}` kan inte avböjas av skälet `{}`.", step.id, clipped(word));
            Some(Diagnostic::error("okant-skal", span, message).help(marks::known(step)))
        }
        Some(reason) if reason.is_mark() => None,
        Some(reason) => {
            let questions = reason.back.iter().map(|at| format!("`{}`", flow.step(*at).id));
            let questions: Vec<String> = questions.collect();
            let message = format!("Skälet ”{}” är ingen märkning.", reason.text);
            let help = format!("Rätta svaret på {}.", questions.join(" eller "));
            Some(Diagnostic::error("skal-ar-fel-svar", span, message).help(help))
        }
    }
}

fn field(flow: &Flow, entry: &Entry) -> Option<Diagnostic> {
    if flow.form.find(&entry.key).is_some() {
        return None;
    }
    let known: Vec<&str> = flow.form.fields.iter().map(|field| field.id.as_str()).collect();
    let message = format!("Blanketten har inget fält `{}`.", clipped(&entry.key));
    let help = suggestion(&entry.key, &known).unwrap_or_else(|| format!("Fälten är: {}.", known.join(", ")));
    Some(Diagnostic::error("okant-falt", entry.key_span, message).help(help))
}

fn no_step(flow: &Flow, entry: &Entry, belongs: &dyn Fn(&Step) -> bool) -> Diagnostic {
    let steps = flow.places().map(|at: StepIx| flow.step(at));
    let known: Vec<&str> = steps.filter(|step| belongs(step)).map(|step| step.id.as_str()).collect();
    let message = format!("Rutinen har inget steg `{}`.", clipped(&entry.key));
    Diagnostic::error("okant-steg", entry.key_span, message).maybe_help(suggestion(&entry.key, &known))
}

fn misplaced(entry: &Entry, why: &str) -> Diagnostic {
    Diagnostic::error("fel-plats", entry.key_span, format!("`{}` {why}.", clipped(&entry.key)))
}

fn no_answer(step: &Step, word: &str, span: Span) -> Option<Diagnostic> {
    if step.find_answer(word).is_some() {
        return None;
    }
    let known = step.answer_ids();
    let message = format!("Steget `{}` har inget svar `{}`.", step.id, clipped(word));
    let help = suggestion(word, &known).unwrap_or_else(|| format!("Svaren är: {}.", known.join(", ")));
    Some(Diagnostic::error("okant-svar", span, message).help(help))
}
