//! What a walk has left to do: the acts that are marked to be done and not yet done.

use crate::flow::id::{ContactIx, StepIx};
use crate::flow::model::{Contact, Flow, Mark, Step, StepKind, TimeLimit, Urgency};
use crate::prose;
use crate::session::event::Event;
use crate::session::marks::{self, ActOption};
use crate::session::walk::Walk;

/// An act that is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToDo<'w> {
    /// Its step.
    pub at: StepIx,
    /// Its title.
    pub title: &'w str,
    /// How pressing it is.
    pub urgency: Urgency,
    /// How soon it is to be done, in hours.
    pub hours: Option<usize>,
}

/// The acts of the walk that are marked to be done, the most pressing first, and of those alike the one that is due first.
pub fn left_to_do(walk: &Walk) -> Vec<ToDo<'_>> {
    let mut left: Vec<ToDo<'_>> =
        walk.acts().into_iter().filter_map(|(at, mark)| to_do(walk, at, mark?)).collect();
    left.sort_by_key(|act| (act.urgency, act.hours.unwrap_or(usize::MAX)));
    left
}

fn to_do(walk: &Walk, at: StepIx, mark: Mark) -> Option<ToDo<'_>> {
    let step = walk.flow().step(at);
    match (&step.kind, mark) {
        (StepKind::Act { urgency, duty, .. }, Mark::Todo) => {
            let hours = duty.within.map(TimeLimit::hours);
            Some(ToDo { at, title: &step.title, urgency: *urgency, hours })
        }
        (
            StepKind::Act { .. }
            | StepKind::Ask { .. }
            | StepKind::Choose { .. }
            | StepKind::Tell { .. }
            | StepKind::End,
            Mark::Done | Mark::Todo | Mark::NotRelevant,
        ) => None,
    }
}

/// What is left to do where a walk is left or was left, with the act it stands at and nothing is said of; `None` where nothing is.
pub fn describe_open_acts<T: AsRef<str>>(titles: &[T]) -> Option<String> {
    let titles: Vec<&str> = titles.iter().map(|title| title.as_ref().trim_end_matches('.')).collect();
    (!titles.is_empty()).then(|| format!("KVAR ATT GÖRA: {}", titles.join(" · ")))
}

/// The headings of the acts of a walk that are not over, that it stands at among them.
pub fn open_act_titles(walk: &Walk) -> Vec<&str> {
    let open = marks::find_open_acts(walk).into_iter();
    open.map(|at| walk.flow().step(at).title.as_str()).collect()
}

/// What is asked before the walk goes on from an act that goes before everything and is not done; nothing of other acts.
pub fn act_confirmation(act: &Step, mark: Mark) -> Option<String> {
    match (&act.kind, mark) {
        (StepKind::Act { urgency: Urgency::Now, .. }, Mark::Todo) => Some(format!(
            "Gör det här före allt annat: {} Är det gjort nu?",
            prose::with_full_stop(&act.title)
        )),
        (
            StepKind::Act { .. }
            | StepKind::Ask { .. }
            | StepKind::Choose { .. }
            | StepKind::Tell { .. }
            | StepKind::End,
            Mark::Done | Mark::Todo | Mark::NotRelevant,
        ) => None,
    }
}

/// What is said when an act that is to be done now or at once was marked done, so that nobody marks it unaware.
pub fn describe_urgent_mark(flow: &Flow, event: &Event) -> Option<String> {
    let Event::Marked { step, mark: Mark::Done } = event else { return None };
    let act = flow.steps.iter().find(|known| known.id == *step)?;
    is_pressing(act).then(|| format!("Märkt som gjort: ”{}”.", act.title))
}

/// Whether an act is to be done now or at once: then one key alone never says that it is done.
pub fn is_pressing(step: &Step) -> bool {
    matches!(step.urgency(), Some(Urgency::Now | Urgency::Promptly))
}

/// What is asked before a pressing act is marked done where its page is not shown; nothing of other acts and marks.
pub fn done_confirmation(act: &Step, mark: Mark) -> Option<String> {
    (mark == Mark::Done && is_pressing(act))
        .then(|| format!("{} Är det gjort?", prose::with_full_stop(&act.title)))
}

/// Whom to turn to after the walk: the functions that the last step names, else those named on the way, each once.
pub fn contacts_after(walk: &Walk) -> Vec<&Contact> {
    let flow = walk.flow();
    let last = &flow.step(walk.position().at).contacts;
    let passed = walk.position().path.iter().flat_map(|visit| &flow.step(visit.step).contacts);
    let named: Vec<&ContactIx> = if last.is_empty() { passed.collect() } else { last.iter().collect() };
    let mut once: Vec<&Contact> = Vec::new();
    for at in named {
        let contact = &flow.contacts[at.index()];
        if !once.iter().any(|other| other.id == contact.id) {
            once.push(contact);
        }
    }
    once
}

/// A reason not to do an act, as it is offered.
pub fn reason_text(walk: &Walk, saying: ActOption<'_>) -> String {
    match saying {
        ActOption::Mark(mark) => mark.label().to_owned(),
        ActOption::Declined(reason) => reason.text.clone(),
        ActOption::Back(reason, at) => {
            format!("{} (tillbaka till: {})", reason.text, walk.flow().step(at).title)
        }
    }
}
