//! `declined_only`: the reasons an act can be declined for.

use super::Counterexample;
use crate::check::bound::BoundExceeded;
use crate::check::follow::{Assumption, WalkSearch};
use crate::check::states::StateGraph;
use crate::flow::guard::{Guard, GuardTest};
use crate::flow::id::{AnswerIx, ReasonId, StepIx};
use crate::flow::model::{Flow, Mark, Reason, Step};

/// On no walk can `act` be declined for another reason than `reasons`. One that leads back to a question declines nothing.
pub(super) fn check_declined_only(
    flow: &Flow,
    space: &StateGraph,
    given: &Guard,
    act: StepIx,
    reasons: &[ReasonId],
) -> Result<Option<Counterexample>, BoundExceeded> {
    let step = flow.step(act);
    let words = match find_other_reasons(step, reasons).next() {
        Some(other) => format!("`{}` kan avböjas av skälet `{}`: {}", step.id, other.id, other.text),
        None if step.is_declined_bare() => format!("`{}` kan avböjas utan skäl", step.id),
        None => return Ok(None),
    };
    let mark = AnswerIx::nth(Mark::NotRelevant as usize);
    let declined = GuardTest { step: act, any_of: vec![mark], if_unasked: Some(false) };
    let given = Assumption::from_guard(&Guard::All(vec![given.clone(), Guard::Is(declined)]), &[])?;
    let follow = WalkSearch { flow, space, given: &given };
    let way = follow.find_shortest(follow.start_situation(), 1, |_, _| Some(0), |_, _| true)?;
    Ok(way.map(|way| Counterexample { way, words }))
}

/// The reasons that decline the act and are not among these.
pub(super) fn find_other_reasons<'f>(
    act: &'f Step,
    reasons: &[ReasonId],
) -> impl Iterator<Item = &'f Reason> {
    act.decline_reasons().iter().filter(|reason| reason.is_mark() && !reasons.contains(&reason.id))
}
