//! What a changed answer does to later ones, before it is taken: what falls away and what waits, under which heading.

use crate::flow::id::FieldIx;
use crate::flow::model::Flow;
use crate::map;
use crate::session::change::Change;
use crate::session::replay::Visit;

/// Some of what was decided later, and what becomes of it.
#[derive(Debug, Clone)]
pub struct ChangePart<'c> {
    /// What becomes of it, as a sentence that ends in a colon.
    pub says: String,
    /// The steps.
    pub steps: &'c [Visit],
    /// The fields of the form.
    pub fields: &'c [FieldIx],
}

/// What becomes of what was decided later, what falls away first. Empty where nothing does.
pub fn describe_change(change: &Change) -> Vec<ChangePart<'_>> {
    let count = |parts: usize| format!("{parts} {}", if parts == 1 { "sak" } else { "saker" });
    let falls = ChangePart {
        says: format!("Om du ändrar faller {} bort:", count(change.count_lost())),
        steps: &change.steps,
        fields: &change.fields,
    };
    let waits = ChangePart {
        says: format!("{} står kvar om vägen kommer dit igen:", count(change.count_waiting())),
        steps: &change.waiting,
        fields: &change.waiting_fields,
    };
    [falls, waits].into_iter().filter(|part| !part.steps.is_empty() || !part.fields.is_empty()).collect()
}

/// How many acts that come back are named; those that are most pressing are.
const NAMED: usize = 3;

/// What is said where a decision brought later ones back: how many answers stand again, and which acts, with what they were marked.
pub fn describe_return(flow: &Flow, change: &Change) -> Option<String> {
    let (acts, answers): (Vec<&Visit>, Vec<&Visit>) =
        change.returned.iter().partition(|visit| flow.step(visit.step).is_act());
    let answers = match answers.len() {
        0 => None,
        1 => Some("Ett senare svar står kvar som det var.".to_owned()),
        answers => Some(format!("{answers} senare svar står kvar som de var.")),
    };
    let said: Vec<String> = answers.into_iter().chain(describe_marked(flow, acts)).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The acts that stand again, the most pressing first, with what they were marked.
fn describe_marked(flow: &Flow, mut acts: Vec<&Visit>) -> Option<String> {
    acts.sort_by_key(|visit| flow.step(visit.step).urgency());
    let named = acts.iter().take(NAMED).map(|visit| {
        let step = flow.step(visit.step);
        format!("”{}”: {}", step.title, map::words::describe_outcome(step, &visit.outcome))
    });
    let named = named.collect::<Vec<_>>().join("; ");
    match acts.len().saturating_sub(NAMED) {
        _ if acts.is_empty() => None,
        0 => Some(format!("Märkt sedan förut: {named}.")),
        more => Some(format!("Märkt sedan förut: {named}; och {more} till.")),
    }
}
