//! `before`: where the second step is passed, the first was passed earlier.

use super::Break;
use crate::check::follow::Follow;
use crate::check::states::Bounded;
use crate::flow::id::StepIx;

const TOO_EARLY: usize = 1;

pub(super) fn check(follow: &Follow<'_>, first: StepIx, second: StepIx) -> Result<Option<Break>, Bounded> {
    let enter = |flag, at| match flag {
        TOO_EARLY => Some(TOO_EARLY),
        _ if at == second => Some(TOO_EARLY),
        _ if at == first => None,
        other => Some(other),
    };
    let way = follow.shortest(follow.start(), 2, enter, |flag, _| flag == TOO_EARLY)?;
    let id = |step| &follow.flow.step(step).id;
    Ok(way.map(|way| Break {
        way,
        words: format!("vägen kommer till `{}` utan att ha passerat `{}`", id(second), id(first)),
    }))
}
