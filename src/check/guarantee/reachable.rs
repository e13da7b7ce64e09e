//! `reachable`: each of the steps is passed by some walk. The only claim that one walk proves, and that none can break.

use super::Counterexample;
use crate::check::bound::BoundExceeded;
use crate::check::follow::{Trace, WalkSearch};
use crate::flow::id::StepIx;

/// Some walk passes each of `steps`; not the same walk for all.
pub(super) fn check_reachable(
    follow: &WalkSearch<'_>,
    steps: &[StepIx],
) -> Result<Option<Counterexample>, BoundExceeded> {
    let mut missed = Vec::new();
    for step in steps {
        if find_passing_walk(follow, *step)?.is_none() {
            missed.push(format!("`{}`", follow.flow.step(*step).id));
        }
    }
    let words = match missed.as_slice() {
        [] => return Ok(None),
        [only] => format!("ingen väg som den gäller passerar {only}"),
        several => format!("ingen väg som den gäller passerar {}", several.join(" eller ")),
    };
    Ok(Some(Counterexample { way: Trace::new(), words }))
}

/// A shortest walk that passes the step.
fn find_passing_walk(follow: &WalkSearch<'_>, step: StepIx) -> Result<Option<Trace>, BoundExceeded> {
    let passed = |flag, at| Some(if at == step { 1 } else { flag });
    follow.find_shortest(follow.start_situation(), 2, passed, |flag, _| flag == 1)
}
