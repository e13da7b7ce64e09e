//! `reachable`: each of the steps is passed by some walk. The only claim that one walk proves, and that none can break.

use super::Break;
use crate::check::follow::{Follow, Way};
use crate::check::states::Bounded;
use crate::flow::id::StepIx;

/// Some walk passes each of `steps`; not the same walk for all.
pub(super) fn check(follow: &Follow<'_>, steps: &[StepIx]) -> Result<Option<Break>, Bounded> {
    let mut missed = Vec::new();
    for step in steps {
        if passing(follow, *step)?.is_none() {
            missed.push(format!("`{}`", follow.flow.step(*step).id));
        }
    }
    let words = match missed.as_slice() {
        [] => return Ok(None),
        [only] => format!("ingen väg som den gäller passerar {only}"),
        several => format!("ingen väg som den gäller passerar {}", several.join(" eller ")),
    };
    Ok(Some(Break { way: Way::new(), words }))
}

/// A shortest walk that passes the step.
fn passing(follow: &Follow<'_>, step: StepIx) -> Result<Option<Way>, Bounded> {
    let passed = |flag, at| Some(if at == step { 1 } else { flag });
    follow.shortest(follow.start(), 2, passed, |flag, _| flag == 1)
}
