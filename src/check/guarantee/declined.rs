//! `declined_only`: the reasons an act can be declined for.

use super::Break;
use crate::check::follow::{Follow, Given};
use crate::check::states::{Bounded, Space};
use crate::flow::guard::{Guard, Test};
use crate::flow::id::{AnswerIx, ReasonId, StepIx};
use crate::flow::model::{Flow, Mark, Reason, Step};

/// On no walk can `act` be declined for another reason than `reasons`. One that leads back to a question declines nothing.
pub(super) fn check(
    flow: &Flow,
    space: &Space,
    given: &Guard,
    act: StepIx,
    reasons: &[ReasonId],
) -> Result<Option<Break>, Bounded> {
    let step = flow.step(act);
    let words = match others(step, reasons).next() {
        Some(other) => format!("`{}` kan avböjas av skälet `{}`: {}", step.id, other.id, other.text),
        None if step.is_declined_bare() => format!("`{}` kan avböjas utan skäl", step.id),
        None => return Ok(None),
    };
    let mark = AnswerIx::nth(Mark::NotRelevant as usize);
    let declined = Test { step: act, any_of: vec![mark], if_unasked: Some(false) };
    let given = Given::of(&Guard::All(vec![given.clone(), Guard::Is(declined)]), &[])?;
    let follow = Follow { flow, space, given: &given };
    let way = follow.shortest(follow.start(), 1, |_, _| Some(0), |_, _| true)?;
    Ok(way.map(|way| Break { way, words }))
}

/// The reasons that decline the act and are not among these.
pub(super) fn others<'f>(act: &'f Step, reasons: &[ReasonId]) -> impl Iterator<Item = &'f Reason> {
    act.decline().iter().filter(|reason| reason.is_mark() && !reasons.contains(&reason.id))
}
