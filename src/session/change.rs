//! What a changed answer does to what was decided later: what falls away, and what waits for the way to come there again.

use std::collections::BTreeSet;

use super::event::Event;
use super::refusal::Refusal;
use super::replay::{Position, Visit};
use crate::check::states::StateGraph;
use crate::check::verified::VerifiedFlow;
use crate::flow::id::{FieldIx, StepIx};

/// The difference an event makes to what was already decided.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Passed steps that fall away, in the order they were passed: no way on comes to them, or they are asked again.
    pub steps: Vec<Visit>,
    /// Fields set by hand that fall away.
    pub fields: Vec<FieldIx>,
    /// Passed steps that stand again if the way on comes to them.
    pub waiting: Vec<Visit>,
    /// Fields set by hand that stand again if they belong to the form then.
    pub waiting_fields: Vec<FieldIx>,
    /// Steps that waited and stand again, with what they came to then.
    pub returned: Vec<Visit>,
}

/// Where a walk is after one more event, and what that made of what was decided. What is said to fall away is forgotten: it is asked
/// anew where the way comes to it.
///
/// # Errors
/// Why the event does not fit here.
pub fn follow_event(
    flow: &VerifiedFlow,
    before: &Position,
    event: &Event,
) -> Result<(Position, Change), Refusal> {
    let mut after = before.apply_event(flow.flow(), event)?;
    let change = Change::compare_positions(flow, before, &after);
    after.aside.forget(&change.steps, &change.fields);
    Ok((after, change))
}

/// Replays a whole log.
///
/// # Errors
/// The place in the log of the first event that does not fit, and why.
pub fn replay_log(flow: &VerifiedFlow, log: &[Event]) -> Result<Position, (usize, Refusal)> {
    log.iter().enumerate().try_fold(Position::start(flow.flow()), |position, (n, event)| {
        let (after, _) = follow_event(flow, &position, event).map_err(|refusal| (n, refusal))?;
        Ok(after)
    })
}

impl Change {
    /// What stands decided in `before` and no longer in `after`. A step that is passed in both, with another outcome,
    /// has not fallen away.
    pub fn compare_positions(flow: &VerifiedFlow, before: &Position, after: &Position) -> Self {
        let lost = before.path.iter().filter(|visit| after.outcome(visit.step).is_none()).cloned();
        let lost: Vec<Visit> = lost.collect();
        let fields = before.fields.keys().filter(|field| !after.fields.contains_key(field)).copied();
        let waits = |field: &FieldIx| !after.in_form(flow.flow()) && after.aside.holds_field(*field);
        let (waiting_fields, fields) = fields.partition(waits);
        // What lies ahead is looked for only where it matters: it is the dearest of this.
        let ahead = if lost.is_empty() { BTreeSet::new() } else { steps_ahead(flow, after) };
        let returns = |visit: &Visit| {
            visit.step != after.at
                && ahead.contains(&visit.step)
                && after.aside.can_return(flow.flow(), visit.step, after)
        };
        let (waiting, steps) = lost.into_iter().partition(returns);
        let is_new = |visit: &&Visit| before.outcome(visit.step).is_none() && visit.step != before.at;
        let returned = after.path.iter().filter(is_new).cloned().collect();
        Self { steps, fields, waiting, waiting_fields, returned }
    }

    /// Whether nothing falls away or waits.
    pub fn is_nothing(&self) -> bool {
        let Self { steps, fields, waiting, waiting_fields, returned: _ } = self;
        steps.is_empty() && fields.is_empty() && waiting.is_empty() && waiting_fields.is_empty()
    }

    /// How much falls away for good.
    pub fn count_lost(&self) -> usize {
        self.steps.len() + self.fields.len()
    }

    /// How much waits.
    pub fn count_waiting(&self) -> usize {
        self.waiting.len() + self.waiting_fields.len()
    }
}

/// The steps that some way on comes to.
fn steps_ahead(flow: &VerifiedFlow, from: &Position) -> BTreeSet<StepIx> {
    let known = |step| from.outcome(step);
    let ahead = StateGraph::explore_from(flow.flow(), flow.live(), from.at, &known);
    ahead.map(|space| (0..space.len()).map(|at| space.step_of(at)).collect()).unwrap_or_default()
}
