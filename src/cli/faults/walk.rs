//! The walk that shows a finding: on a line for a person, as an answers file to walk it again, and for a program.

use serde_json::{Value, json};

use crate::diagnostic::{TraceKind, TraceStep};

/// `akut: nej → ring-112 → typ: hot`. Acts stand without a mark where they are still to be done.
pub(super) fn trace_to_line(walk: &[TraceStep]) -> String {
    let turn = |turn: &TraceStep| match turn.told {
        TraceKind::Mark if is_unmarked(turn) => turn.step.clone(),
        TraceKind::Mark | TraceKind::Answer | TraceKind::Options => {
            format!("{}: {}", turn.step, step_words(turn))
        }
    };
    walk.iter().map(turn).collect::<Vec<_>>().join(" → ")
}

/// The answers file that walks it, on one line. An act it does not name is still to be done.
pub(super) fn trace_to_snippet(walk: &[TraceStep]) -> String {
    let rows = |marks: bool| {
        let turns = walk.iter().filter(|turn| (turn.told == TraceKind::Mark) == marks && !is_unmarked(turn));
        turns.map(|turn| format!("{}: {}", turn.step, step_value(turn))).collect::<Vec<_>>().join(", ")
    };
    let (answers, acts) = (rows(false), rows(true));
    if acts.is_empty() {
        format!("{{answers: {{{answers}}}}}")
    } else {
        format!("{{answers: {{{answers}}}, acts: {{{acts}}}}}")
    }
}

/// `[{"step", "answers": […]}]`.
pub(super) fn trace_to_json(walk: &[TraceStep]) -> Value {
    walk.iter().map(|turn| json!({"step": turn.step, "answers": turn.answers})).collect()
}

fn is_unmarked(turn: &TraceStep) -> bool {
    turn.told == TraceKind::Mark && turn.answers.iter().all(|mark| mark == "ska-goras")
}

fn step_words(turn: &TraceStep) -> String {
    match (turn.told, turn.answers.as_slice()) {
        (_, []) => "inget valt".to_owned(),
        (TraceKind::Mark, answers) => answers.join(": "),
        (TraceKind::Answer | TraceKind::Options, answers) => answers.join(" + "),
    }
}

fn step_value(turn: &TraceStep) -> String {
    match (turn.told, turn.answers.as_slice()) {
        (TraceKind::Options, answers) => format!("[{}]", answers.join(", ")),
        (TraceKind::Mark, [mark, reason]) => format!("{{{mark}: {reason}}}"),
        (TraceKind::Answer | TraceKind::Mark, answers) => answers.join(", "),
    }
}
