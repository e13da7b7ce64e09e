//! Guarantees: each held against every walk, one kind of claim a file. What breaks one is shown by a shortest walk.

mod act;
mod before;
mod declined;
mod ends;
mod laws;
mod passing;
mod questions;
mod reachable;
mod strength;

use chrono::NaiveDate;

use super::bound::BoundExceeded;
use super::follow::{Assumption, Trace, WalkSearch};
use super::live::LiveAnalysis;
use super::states::StateGraph;
use super::trace::build_trace;
use crate::diagnostic::TraceStep;
use crate::flow::guard::Guard;
use crate::flow::model::{Claim, Flow, Guarantee, Mark};

/// What was found of a guarantee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GuaranteeVerdict {
    /// It holds of every walk.
    Proved,
    /// It does not hold of this walk.
    Broken {
        /// A shortest walk, whole, that breaks it; empty where it is broken because no walk does as it says.
        walk: Vec<TraceStep>,
        /// What the walk does, in Swedish.
        words: String,
    },
    /// No walk is such as its `given` says, so that it says nothing.
    Vacuous,
    /// It was not decided within the bound.
    Undecided(BoundExceeded),
}

/// What breaks a guarantee: the walk, empty where none does as it says, and in words what it does.
#[derive(Debug)]
struct Counterexample {
    way: Trace,
    words: String,
}

/// The guarantees of a flow held against its states, in the order of the flow.
pub fn check_guarantees(
    flow: &Flow,
    live: &LiveAnalysis,
    space: &StateGraph,
    on: NaiveDate,
) -> Vec<GuaranteeVerdict> {
    let mut asked: Vec<(&Guard, bool)> = Vec::new();
    let one = |guarantee| check_guarantee((flow, live, space), guarantee, on, &mut asked);
    flow.guarantees.iter().map(one).collect()
}

fn check_guarantee<'f>(
    (flow, live, space): (&'f Flow, &LiveAnalysis, &StateGraph),
    guarantee: &'f Guarantee,
    on: NaiveDate,
    asked: &mut Vec<(&'f Guard, bool)>,
) -> GuaranteeVerdict {
    match try_check_guarantee((flow, live, space), guarantee, on, asked) {
        Ok(verdict) => verdict,
        Err(bounded) => GuaranteeVerdict::Undecided(bounded),
    }
}

fn try_check_guarantee<'f>(
    (flow, live, space): (&'f Flow, &LiveAnalysis, &StateGraph),
    guarantee: &'f Guarantee,
    on: NaiveDate,
    asked: &mut Vec<(&'f Guard, bool)>,
) -> Result<GuaranteeVerdict, BoundExceeded> {
    let given = Assumption::from_guard(&guarantee.given, &[])?;
    let follow = WalkSearch { flow, space, given: &given };
    let broken = match &guarantee.then {
        Claim::Visits(step) => passing::check_always_passes(&follow, *step)?,
        Claim::Never(steps) => passing::check_never_passes(&follow, steps)?,
        Claim::Before { first, second } => before::check_before(&follow, *first, *second)?,
        Claim::FirstAct(act) => act::check_first_act(&follow, *act)?,
        Claim::IncludesAct(acts) => act::check_includes_act(&follow, acts)?,
        Claim::Ends(ends) => ends::check_ends(&follow, ends)?,
        Claim::UnsureIsSafe(steps) => {
            strength::check_unsure_is_safe((flow, live, space), &guarantee.given, steps)?
        }
        Claim::Monotone { step, order } => {
            strength::check_monotone((flow, live, space), &guarantee.given, *step, order)?
        }
        Claim::LawsInForce => laws::check_laws_in_force(&follow, on)?,
        Claim::MaxQuestions(most) => questions::check_max_questions(&follow, *most)?,
        Claim::Reachable(steps) => reachable::check_reachable(&follow, steps)?,
        Claim::DeclinedOnly { step, reasons } => {
            declined::check_declined_only(flow, space, &guarantee.given, *step, reasons)?
        }
    };
    Ok(match broken {
        Some(Counterexample { way, words }) => {
            GuaranteeVerdict::Broken { walk: build_guarantee_trace(flow, guarantee, &way), words }
        }
        None if can_assumption_hold(&follow, &guarantee.given, asked)? => GuaranteeVerdict::Proved,
        None => GuaranteeVerdict::Vacuous,
    })
}

/// The walk as answers. Where a guarantee says which reasons an act is declined for, it shows another.
fn build_guarantee_trace(flow: &Flow, guarantee: &Guarantee, way: &Trace) -> Vec<TraceStep> {
    let mut told = build_trace(flow, way);
    if let Claim::DeclinedOnly { step, reasons } = &guarantee.then {
        let act = flow.step(*step);
        let other = declined::find_other_reasons(act, reasons).next();
        if let (Some(turn), Some(other)) = (told.iter_mut().find(|turn| turn.step == act.id.as_str()), other)
        {
            turn.answers = vec![Mark::NotRelevant.id().to_owned(), other.id.to_string()];
        }
    }
    told
}

/// Whether any walk is such as `given` says. Several guarantees often say the same, so what was found is kept.
fn can_assumption_hold<'f>(
    follow: &WalkSearch<'_>,
    given: &'f Guard,
    asked: &mut Vec<(&'f Guard, bool)>,
) -> Result<bool, BoundExceeded> {
    if let Some((_, found)) = asked.iter().find(|(guard, _)| *guard == given) {
        return Ok(*found);
    }
    let found = follow.can_happen(given)?;
    asked.push((given, found));
    Ok(found)
}
