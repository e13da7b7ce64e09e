//! `laws_in_force`: every act that rests on law rests on one that is in force on the day.

use chrono::NaiveDate;

use super::Break;
use crate::check::follow::Follow;
use crate::check::states::Bounded;
use crate::flow::id::{LawIx, StepIx};
use crate::flow::law;
use crate::flow::model::Flow;

pub(super) fn check(follow: &Follow<'_>, on: NaiveDate) -> Result<Option<Break>, Bounded> {
    let flow = follow.flow;
    let weak: Vec<(StepIx, String)> =
        flow.places().filter_map(|at| Some((at, weakness(flow, at, on)?))).collect();
    if weak.is_empty() {
        return Ok(None);
    }
    let enter = |flag, at| Some(if weak.iter().any(|(step, _)| *step == at) { 1 } else { flag });
    let way = follow.shortest(follow.start(), 2, enter, |flag, _| flag == 1)?;
    Ok(way.map(|way| {
        let met = way.iter().find_map(|(at, _)| weak.iter().find(|(step, _)| step == at));
        Break { words: met.map(|(_, words)| words.clone()).unwrap_or_default(), way }
    }))
}

/// Why an act does not rest on law in force; `None` where it does, or cites none.
fn weakness(flow: &Flow, at: StepIx, on: NaiveDate) -> Option<String> {
    let step = flow.step(at);
    if !step.is_act() || step.laws.is_empty() {
        return None;
    }
    let day = on.format("%Y-%m-%d");
    let gone = |at: &&LawIx| {
        let law = &flow.laws[at.index()];
        law.until.is_some_and(|until| until < on) && law::in_force(flow, **at, on).is_none()
    };
    if let Some(at) = step.laws.iter().find(gone) {
        let law = &flow.laws[at.index()];
        return Some(format!(
            "åtgärden `{}` vilar på `{}`, som inte gäller {day} och inte har någon ersättare som gäller",
            step.id, law.id
        ));
    }
    let holds = step.laws.iter().any(|law| law::in_force(flow, *law, on).is_some());
    (!holds).then(|| format!("ingen lag som åtgärden `{}` vilar på gäller {day}", step.id))
}
