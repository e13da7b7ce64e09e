//! How far an interrupted walk had come.

use crate::session::marks;
use crate::session::walk::Walk;

/// How far an interrupted walk had come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftProgress {
    /// How many answers stand: one that was changed counts once, and one that fell away not at all.
    pub answers: usize,
    /// The heading of the step it stands at.
    pub at: String,
    /// The headings of the acts that are not over, the most pressing first.
    pub left: Vec<String>,
}

impl DraftProgress {
    /// How far the walk has come.
    pub fn from_walk(walk: &Walk) -> Self {
        let (flow, position) = (walk.flow(), walk.position());
        let answered = position.path.iter().map(|visit| flow.step(visit.step));
        let answered = answered.filter(|step| step.is_question() || step.is_act()).count();
        let at = if position.in_form(flow) { &flow.form.title } else { &flow.step(position.at).title };
        let left = marks::find_open_acts(walk).into_iter().map(|at| flow.step(at).title.clone());
        Self { answers: answered + position.fields.len(), at: at.clone(), left: left.collect() }
    }
}
