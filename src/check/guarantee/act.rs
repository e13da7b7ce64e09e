//! `first_act` and `includes_act`: what is to be done first, and what is to be done at all.

use super::Counterexample;
use crate::check::bound::BoundExceeded;
use crate::check::follow::WalkSearch;
use crate::flow::id::StepIx;

const OTHER: usize = 1;

/// The first act of every walk is `act`.
pub(super) fn check_first_act(
    follow: &WalkSearch<'_>,
    act: StepIx,
) -> Result<Option<Counterexample>, BoundExceeded> {
    let enter = |flag, at| match flag {
        OTHER => Some(OTHER),
        _ if at == act => None,
        _ if follow.flow.step(at).is_act() => Some(OTHER),
        none_yet => Some(none_yet),
    };
    let way = follow.find_shortest(follow.start_situation(), 2, enter, |_, _| true)?;
    Ok(way.map(|way| {
        let met = way.iter().map(|(step, _)| follow.flow.step(*step)).find(|step| step.is_act());
        let words = match met {
            Some(step) => format!("det första att göra på vägen är `{}`", step.id),
            None => "vägen har ingenting att göra".to_owned(),
        };
        Counterexample { way, words }
    }))
}

/// Every walk has one of `acts`.
pub(super) fn check_includes_act(
    follow: &WalkSearch<'_>,
    acts: &[StepIx],
) -> Result<Option<Counterexample>, BoundExceeded> {
    let around = |_, at| (!acts.contains(&at)).then_some(0);
    let way = follow.find_shortest(follow.start_situation(), 1, around, |_, _| true)?;
    let names: Vec<String> = acts.iter().map(|act| format!("`{}`", follow.flow.step(*act).id)).collect();
    let words = match names.as_slice() {
        [only] => format!("åtgärden {only} saknas på vägen"),
        several => format!("ingen av åtgärderna {} finns på vägen", several.join(", ")),
    };
    Ok(way.map(|way| Counterexample { way, words }))
}
