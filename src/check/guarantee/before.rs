//! `before`: where the second step is passed, the first was passed earlier.

use super::Counterexample;
use crate::check::bound::BoundExceeded;
use crate::check::follow::WalkSearch;
use crate::flow::id::StepIx;

const TOO_EARLY: usize = 1;

pub(super) fn check_before(
    follow: &WalkSearch<'_>,
    first: StepIx,
    second: StepIx,
) -> Result<Option<Counterexample>, BoundExceeded> {
    let enter = |flag, at| match flag {
        TOO_EARLY => Some(TOO_EARLY),
        _ if at == second => Some(TOO_EARLY),
        _ if at == first => None,
        other => Some(other),
    };
    let way = follow.find_shortest(follow.start_situation(), 2, enter, |flag, _| flag == TOO_EARLY)?;
    let id = |step| &follow.flow.step(step).id;
    Ok(way.map(|way| Counterexample {
        way,
        words: format!("vägen kommer till `{}` utan att ha passerat `{}`", id(second), id(first)),
    }))
}
