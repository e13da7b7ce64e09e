//! What was decided, in the words of the routine.

use crate::flow::guard::Outcome;
use crate::flow::id::AnswerIx;
use crate::flow::model::{Flow, Mark, Step, StepKind};
use crate::prose;
use crate::session::event::Event;
use crate::session::replay::Visit;

/// A passed step with what it came to: `Är någon i fara? Nej.`
pub(super) fn visit(flow: &Flow, visit: &Visit) -> String {
    let step = flow.step(visit.step);
    format!("{} {}", prose::ended(&step.title), prose::ended(&outcome(step, &visit.outcome)))
}

/// What a step came to.
pub(super) fn outcome(step: &Step, outcome: &Outcome) -> String {
    match outcome {
        Outcome::One(at) => match Mark::of(outcome).filter(|_| step.is_act()) {
            Some(mark) => capital(mark.label()),
            None => answer(step, *at),
        },
        Outcome::Many(chosen) if chosen.is_empty() => "Inget av alternativen".to_owned(),
        Outcome::Many(chosen) => chosen.iter().map(|at| answer(step, *at)).collect::<Vec<_>>().join(", "),
        Outcome::Passed => "Läst".to_owned(),
    }
}

/// What an event is about: the heading of its step or the label of its field.
pub(super) fn subject(flow: &Flow, event: &Event) -> String {
    match event {
        Event::Answered { step, .. }
        | Event::Chose { step, .. }
        | Event::Marked { step, .. }
        | Event::Read { step } => {
            flow.find(step.as_str()).map(|at| flow.step(at).title.clone()).unwrap_or_default()
        }
        Event::Filled { field, .. } | Event::Cleared { field } => {
            let at = flow.form.find(field.as_str());
            at.map(|at| flow.form.field(at).label.clone()).unwrap_or_default()
        }
    }
}

/// With a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A count with its noun.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn answer(step: &Step, at: AnswerIx) -> String {
    let text = match &step.kind {
        StepKind::Ask { answers } => answers.get(at.index()).map(|answer| &answer.text),
        StepKind::Choose { options, .. } => options.get(at.index()).map(|option| &option.text),
        StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => None,
    };
    text.cloned().unwrap_or_default()
}
