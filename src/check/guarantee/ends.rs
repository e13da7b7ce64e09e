//! `ends`: where walks end.

use super::Counterexample;
use crate::check::bound::BoundExceeded;
use crate::check::follow::WalkSearch;
use crate::flow::id::StepIx;
use crate::flow::model::Target;

pub(super) fn check_ends(
    follow: &WalkSearch<'_>,
    ends: &[StepIx],
) -> Result<Option<Counterexample>, BoundExceeded> {
    let way =
        follow.find_shortest(follow.start_situation(), 1, |_, _| Some(0), |_, end| !ends.contains(&end))?;
    Ok(way.map(|way| {
        let others = way.last().map(|(step, _)| other_ends(follow, *step, ends)).unwrap_or_default();
        let words = match others.as_slice() {
            [only] => format!("vägen slutar i `{only}`"),
            _ => "vägen slutar på ett annat ställe".to_owned(),
        };
        Counterexample { way, words }
    }))
}

/// The ends right after a step that are not among those promised.
fn other_ends(follow: &WalkSearch<'_>, last: StepIx, ends: &[StepIx]) -> Vec<String> {
    let next = follow.flow.step(last).all_targets().into_iter().flat_map(Target::possible_steps);
    let mut others: Vec<StepIx> = next
        .filter(|step| !ends.contains(step) && follow.flow.step(*step).all_targets().is_empty())
        .collect();
    others.sort_unstable();
    others.dedup();
    others.into_iter().map(|step| follow.flow.step(step).id.to_string()).collect()
}
