//! The walk that shows a finding: on a line for a person, as an answers file to walk it again, and for a program.

use serde_json::{Value, json};

use crate::diagnostic::{Told, Turn};

/// `akut: nej → ring-112 → galler: oro`. Acts stand without a mark where they are still to be done.
pub(super) fn line(walk: &[Turn]) -> String {
    let turn = |turn: &Turn| match turn.told {
        Told::Mark if is_unmarked(turn) => turn.step.clone(),
        Told::Mark | Told::Answer | Told::Options => format!("{}: {}", turn.step, words(turn)),
    };
    walk.iter().map(turn).collect::<Vec<_>>().join(" → ")
}

/// The answers file that walks it, on one line. An act it does not name is still to be done.
pub(super) fn snippet(walk: &[Turn]) -> String {
    let rows = |marks: bool| {
        let turns = walk.iter().filter(|turn| (turn.told == Told::Mark) == marks && !is_unmarked(turn));
        turns.map(|turn| format!("{}: {}", turn.step, value(turn))).collect::<Vec<_>>().join(", ")
    };
    let (answers, acts) = (rows(false), rows(true));
    if acts.is_empty() {
        format!("{{answers: {{{answers}}}}}")
    } else {
        format!("{{answers: {{{answers}}}, acts: {{{acts}}}}}")
    }
}

/// `[{"step", "answers": […]}]`.
pub(super) fn json(walk: &[Turn]) -> Value {
    walk.iter().map(|turn| json!({"step": turn.step, "answers": turn.answers})).collect()
}

fn is_unmarked(turn: &Turn) -> bool {
    turn.told == Told::Mark && turn.answers.iter().all(|mark| mark == "ska-goras")
}

fn words(turn: &Turn) -> String {
    match (turn.told, turn.answers.as_slice()) {
        (_, []) => "inget valt".to_owned(),
        (Told::Mark, answers) => answers.join(": "),
        (Told::Answer | Told::Options, answers) => answers.join(" + "),
    }
}

fn value(turn: &Turn) -> String {
    match (turn.told, turn.answers.as_slice()) {
        (Told::Options, answers) => format!("[{}]", answers.join(", ")),
        (Told::Mark, [mark, reason]) => format!("{{{mark}: {reason}}}"),
        (Told::Answer | Told::Mark, answers) => answers.join(", "),
    }
}
