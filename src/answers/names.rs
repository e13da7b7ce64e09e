//! Every name in an answers file held against the routine, before anything is walked.

use super::Answers;
use crate::diagnostic::Diagnostic;
use crate::flow::id::StepIx;
use crate::flow::model::{Flow, Mark, Step, StepKind};
use crate::flow::tree::{YamlEntry, YamlNode, YamlValue};
use crate::flow::word::{clip_word, suggest_nearest};
use crate::session::decline;
use crate::source::{Span, Spanned};

/// Every name the routine does not know, and every answer of a kind its step does not take.
pub(super) fn find_unknown_names(answers: &Answers, flow: &Flow) -> Vec<Diagnostic> {
    let mut faults: Vec<Diagnostic> = Vec::new();
    if let Some(named) = &answers.flow
        && named.value != flow.id.as_str()
    {
        faults.push(other_flow(named, flow));
    }
    faults.extend(answers.questions.entries.iter().flat_map(|entry| check_answer(flow, entry)));
    faults.extend(answers.acts.entries.iter().flat_map(|entry| check_act(flow, entry)));
    faults.extend(answers.form.entries.iter().filter_map(|entry| check_field(flow, entry)));
    faults.sort_by_key(Diagnostic::span);
    faults
}

/// The ids an answer names; `None` where the value is no word and no list of words.
pub(super) fn answer_ids(node: &YamlNode) -> Option<Vec<(&str, Span)>> {
    let one = |node: &YamlNode| match &node.value {
        YamlValue::Text(_) => true,
        YamlValue::Null | YamlValue::Seq(_) | YamlValue::Map(_) => false,
    };
    match &node.value {
        YamlValue::Text(text) => Some(vec![(text.as_str(), node.span)]),
        YamlValue::Seq(parts) if parts.iter().all(one) => Some(parts.iter().filter_map(text_of).collect()),
        YamlValue::Null | YamlValue::Seq(_) | YamlValue::Map(_) => None,
    }
}

fn text_of(node: &YamlNode) -> Option<(&str, Span)> {
    match &node.value {
        YamlValue::Text(text) => Some((text.as_str(), node.span)),
        YamlValue::Null | YamlValue::Seq(_) | YamlValue::Map(_) => None,
    }
}

fn other_flow(named: &Spanned<String>, flow: &Flow) -> Diagnostic {
    let message = format!("Svaren är för rutinen `{}`, inte för `{}`.", clip_word(&named.value), flow.id);
    Diagnostic::error("fel-rutin", named.span, message)
}

fn check_answer(flow: &Flow, entry: &YamlEntry) -> Vec<Diagnostic> {
    let Some(step) = flow.find_step(&entry.key).map(|at| flow.step(at)) else {
        return vec![unknown_step_fault(flow, entry, &|step| step.is_question())];
    };
    match step.kind {
        StepKind::Ask { .. } | StepKind::Choose { .. } => {}
        StepKind::Act { .. } => return vec![misplaced_fault(entry, "är en åtgärd och hör till `acts`")],
        StepKind::Tell { .. } | StepKind::End => return vec![misplaced_fault(entry, "har inga svar")],
    }
    let wrong = |why: &str| vec![Diagnostic::error("fel-typ", entry.value.span, why)];
    let Some(named) = answer_ids(&entry.value) else {
        return wrong("Här ska ett svars id stå, eller en lista av dem.");
    };
    if matches!(step.kind, StepKind::Ask { .. }) && named.len() != 1 {
        return wrong("Frågan har precis ett svar.");
    }
    named.into_iter().filter_map(|(word, span)| check_answer_id(step, word, span)).collect()
}

fn check_act(flow: &Flow, entry: &YamlEntry) -> Vec<Diagnostic> {
    let Some(step) = flow.find_step(&entry.key).map(|at| flow.step(at)) else {
        return vec![unknown_step_fault(flow, entry, &|step| step.is_act())];
    };
    if !step.is_act() {
        return vec![misplaced_fault(entry, "är ingen åtgärd och hör inte till `acts`")];
    }
    let fault = match read_act_mark(&entry.value) {
        // The file's shape has been checked: a mark or a reason stands there.
        None => None,
        Some((word, None)) if word == Mark::NotRelevant.id() && !step.is_declined_bare() => {
            Some(missing_reason_fault(step, entry.value.span))
        }
        Some((word, None)) => check_answer_id(step, word, entry.value.span),
        Some((_, Some((reason, span)))) => check_reason(flow, step, reason, span),
    };
    fault.into_iter().collect()
}

/// What is said of an act: its mark, and the reason where the mark stands with one; `None` where it is neither.
pub(super) fn read_act_mark(node: &YamlNode) -> Option<(&str, Option<(&str, Span)>)> {
    match &node.value {
        YamlValue::Text(word) => Some((word, None)),
        YamlValue::Map(entries) => match entries.as_slice() {
            [only] if only.key == Mark::NotRelevant.id() => Some((&only.key, Some(text_of(&only.value)?))),
            [] | [_, ..] => None,
        },
        YamlValue::Null | YamlValue::Seq(_) => None,
    }
}

fn missing_reason_fault(step: &Step, span: Span) -> Diagnostic {
    let message = format!("`{}` märks inte ”inte aktuellt” utan ett skäl.", step.id);
    let help =
        if step.decline_reasons().is_empty() { decline::known_reasons(step) } else { explain_reasons(step) };
    Diagnostic::error("utan-skal", span, message).with_help(help)
}

/// How a reason is written, and which there are.
fn explain_reasons(step: &Step) -> String {
    format!("Skriv `{}: {{inte-aktuellt: SKÄL}}`. {}", step.id, decline::known_reasons(step))
}

fn check_reason(flow: &Flow, step: &Step, word: &str, span: Span) -> Option<Diagnostic> {
    match step.decline_reasons().iter().find(|reason| reason.id.as_str() == word) {
        None => {
            let message = format!("`{}` kan inte avböjas av skälet `{}`.", step.id, clip_word(word));
            Some(Diagnostic::error("okant-skal", span, message).with_help(decline::known_reasons(step)))
        }
        Some(reason) if reason.is_mark() => None,
        Some(reason) => {
            let questions = reason.back.iter().map(|at| format!("`{}`", flow.step(*at).id));
            let questions: Vec<String> = questions.collect();
            let message = format!("Skälet ”{}” är ingen märkning.", reason.text);
            let help = format!("Rätta svaret på {}.", questions.join(" eller "));
            Some(Diagnostic::error("skal-ar-fel-svar", span, message).with_help(help))
        }
    }
}

fn check_field(flow: &Flow, entry: &YamlEntry) -> Option<Diagnostic> {
    if flow.form.find_field(&entry.key).is_some() {
        return None;
    }
    let known: Vec<&str> = flow.form.fields.iter().map(|field| field.id.as_str()).collect();
    let message = format!("Blanketten har inget fält `{}`.", clip_word(&entry.key));
    let help =
        suggest_nearest(&entry.key, &known).unwrap_or_else(|| format!("Fälten är: {}.", known.join(", ")));
    Some(Diagnostic::error("okant-falt", entry.key_span, message).with_help(help))
}

fn unknown_step_fault(flow: &Flow, entry: &YamlEntry, belongs: &dyn Fn(&Step) -> bool) -> Diagnostic {
    let steps = flow.step_indices().map(|at: StepIx| flow.step(at));
    let known: Vec<&str> = steps.filter(|step| belongs(step)).map(|step| step.id.as_str()).collect();
    let message = format!("Rutinen har inget steg `{}`.", clip_word(&entry.key));
    Diagnostic::error("okant-steg", entry.key_span, message)
        .with_optional_help(suggest_nearest(&entry.key, &known))
}

fn misplaced_fault(entry: &YamlEntry, why: &str) -> Diagnostic {
    Diagnostic::error("fel-plats", entry.key_span, format!("`{}` {why}.", clip_word(&entry.key)))
}

fn check_answer_id(step: &Step, word: &str, span: Span) -> Option<Diagnostic> {
    if step.find_answer(word).is_some() {
        return None;
    }
    let known = step.answer_ids();
    let message = format!("Steget `{}` har inget svar `{}`.", step.id, clip_word(word));
    let help = suggest_nearest(word, &known).unwrap_or_else(|| format!("Svaren är: {}.", known.join(", ")));
    Some(Diagnostic::error("okant-svar", span, message).with_help(help))
}
