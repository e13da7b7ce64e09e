//! `laws_in_force`: every act that rests on law rests on one that is in force on the day.

use chrono::NaiveDate;

use super::Counterexample;
use crate::check::bound::BoundExceeded;
use crate::check::follow::WalkSearch;
use crate::flow::id::{LawIx, StepIx};
use crate::flow::law;
use crate::flow::model::Flow;

pub(super) fn check_laws_in_force(
    follow: &WalkSearch<'_>,
    on: NaiveDate,
) -> Result<Option<Counterexample>, BoundExceeded> {
    let flow = follow.flow;
    let weak: Vec<(StepIx, String)> =
        flow.step_indices().filter_map(|at| Some((at, find_weakness(flow, at, on)?))).collect();
    if weak.is_empty() {
        return Ok(None);
    }
    let enter = |flag, at| Some(if weak.iter().any(|(step, _)| *step == at) { 1 } else { flag });
    let way = follow.find_shortest(follow.start_situation(), 2, enter, |flag, _| flag == 1)?;
    Ok(way.map(|way| {
        let met = way.iter().find_map(|(at, _)| weak.iter().find(|(step, _)| step == at));
        Counterexample { words: met.map(|(_, words)| words.clone()).unwrap_or_default(), way }
    }))
}

/// Why an act does not rest on law in force; `None` where it does, or cites none.
fn find_weakness(flow: &Flow, at: StepIx, on: NaiveDate) -> Option<String> {
    let step = flow.step(at);
    if !step.is_act() || step.laws.is_empty() {
        return None;
    }
    let day = on.format("%Y-%m-%d");
    let gone = |at: &&LawIx| {
        let law = &flow.laws[at.index()];
        law.until.is_some_and(|until| until < on) && law::find_in_force(flow, **at, on).is_none()
    };
    if let Some(at) = step.laws.iter().find(gone) {
        let law = &flow.laws[at.index()];
        return Some(format!(
            "åtgärden `{}` vilar på `{}`, som inte gäller {day} och inte har någon ersättare som gäller",
            step.id, law.id
        ));
    }
    let holds = step.laws.iter().any(|law| law::find_in_force(flow, *law, on).is_some());
    (!holds).then(|| format!("ingen lag som åtgärden `{}` vilar på gäller {day}", step.id))
}
