//! `visits` and `never`: a step that every walk passes, steps that no walk passes.

use super::Counterexample;
use crate::check::bound::BoundExceeded;
use crate::check::follow::WalkSearch;
use crate::flow::id::StepIx;

/// Every walk passes `step`.
pub(super) fn check_always_passes(
    follow: &WalkSearch<'_>,
    step: StepIx,
) -> Result<Option<Counterexample>, BoundExceeded> {
    let around = |_, at| (at != step).then_some(0);
    let way = follow.find_shortest(follow.start_situation(), 1, around, |_, _| true)?;
    Ok(way.map(|way| Counterexample {
        way,
        words: format!("vägen passerar aldrig `{}`", follow.flow.step(step).id),
    }))
}

/// No walk passes any of `steps`.
pub(super) fn check_never_passes(
    follow: &WalkSearch<'_>,
    steps: &[StepIx],
) -> Result<Option<Counterexample>, BoundExceeded> {
    let passed = |flag, at| Some(if steps.contains(&at) { 1 } else { flag });
    let way = follow.find_shortest(follow.start_situation(), 2, passed, |flag, _| flag == 1)?;
    Ok(way.map(|way| {
        let met = way.iter().map(|(step, _)| *step).find(|step| steps.contains(step));
        // The only step a walk comes to without leaving it is its end.
        let words = match met {
            Some(step) => format!("vägen passerar `{}`", follow.flow.step(step).id),
            None => "vägen slutar där den inte får".to_owned(),
        };
        Counterexample { way, words }
    }))
}
