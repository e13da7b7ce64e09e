//! What was decided, in the words of the routine.

use crate::flow::guard::Outcome;
use crate::flow::model::{Flow, Step};
use crate::map::words;
use crate::prose;
use crate::session::event::Event;
use crate::session::marks::ActOption;
use crate::session::replay::Visit;

/// A passed step with what it came to: `Är någon i fara? Nej.`
pub(super) fn describe_visit(flow: &Flow, visit: &Visit) -> String {
    let step = flow.step(visit.step);
    format!(
        "{} {}",
        prose::with_full_stop(&step.title),
        prose::with_full_stop(&describe_outcome(step, &visit.outcome))
    )
}

/// What a step came to, as a sentence begins.
pub(super) fn describe_outcome(step: &Step, outcome: &Outcome) -> String {
    capitalize(&words::describe_outcome(step, outcome))
}

/// What an event is about: the heading of its step or the label of its field.
pub(super) fn event_subject(flow: &Flow, event: &Event) -> String {
    match event {
        Event::Answered { step, .. }
        | Event::Chose { step, .. }
        | Event::Marked { step, .. }
        | Event::Declined { step, .. }
        | Event::Read { step } => {
            flow.find_step(step.as_str()).map(|at| flow.step(at).title.clone()).unwrap_or_default()
        }
        Event::Filled { field, .. } | Event::Cleared { field } => {
            let at = flow.form.find_field(field.as_str());
            at.map(|at| flow.form.field(at).label.clone()).unwrap_or_default()
        }
    }
}

/// What can be said of an act, as it is offered.
pub(super) fn saying_text(flow: &Flow, saying: ActOption<'_>) -> String {
    match saying {
        ActOption::Mark(mark) => capitalize(mark.label()),
        ActOption::Declined(reason) => format!("Inte aktuellt: {}", reason.text),
        ActOption::Back(reason, at) => format!("{} (tillbaka till: {})", reason.text, flow.step(at).title),
    }
}

/// With a capital first letter.
pub(super) fn capitalize(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A count with its noun.
pub(super) fn count_noun(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
