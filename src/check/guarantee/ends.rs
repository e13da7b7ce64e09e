//! `ends`: where walks end.

use super::Break;
use crate::check::follow::Follow;
use crate::check::states::Bounded;
use crate::flow::id::StepIx;
use crate::flow::model::Target;

pub(super) fn check(follow: &Follow<'_>, ends: &[StepIx]) -> Result<Option<Break>, Bounded> {
    let way = follow.shortest(follow.start(), 1, |_, _| Some(0), |_, end| !ends.contains(&end))?;
    Ok(way.map(|way| {
        let others = way.last().map(|(step, _)| other_ends(follow, *step, ends)).unwrap_or_default();
        let words = match others.as_slice() {
            [only] => format!("vägen slutar i `{only}`"),
            _ => "vägen slutar på ett annat ställe".to_owned(),
        };
        Break { way, words }
    }))
}

/// The ends right after a step that are not among those promised.
fn other_ends(follow: &Follow<'_>, last: StepIx, ends: &[StepIx]) -> Vec<String> {
    let next = follow.flow.step(last).targets().into_iter().flat_map(Target::steps);
    let mut others: Vec<StepIx> =
        next.filter(|step| !ends.contains(step) && follow.flow.step(*step).targets().is_empty()).collect();
    others.sort_unstable();
    others.dedup();
    others.into_iter().map(|step| follow.flow.step(step).id.to_string()).collect()
}
