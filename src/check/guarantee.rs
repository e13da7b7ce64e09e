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

use super::follow::{Follow, Given, Way};
use super::live::Live;
use super::rule::turns;
use super::states::{Bounded, Space};
use crate::diagnostic::Turn;
use crate::flow::guard::Guard;
use crate::flow::model::{Claim, Flow, Guarantee, Mark};

/// What was found of a guarantee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It holds of every walk.
    Proved,
    /// It does not hold of this walk.
    Broken {
        /// A shortest walk, whole, that breaks it; empty where it is broken because no walk does as it says.
        walk: Vec<Turn>,
        /// What the walk does, in Swedish.
        words: String,
    },
    /// No walk is such as its `given` says, so that it says nothing.
    Vacuous,
    /// It was not decided within the bound.
    Undecided(Bounded),
}

/// What breaks a guarantee: the walk, empty where none does as it says, and in words what it does.
#[derive(Debug)]
struct Break {
    way: Way,
    words: String,
}

/// The guarantees of a flow held against its states, in the order of the flow.
pub fn verdicts(flow: &Flow, live: &Live, space: &Space, on: NaiveDate) -> Vec<Verdict> {
    let mut asked: Vec<(&Guard, bool)> = Vec::new();
    let one = |guarantee| verdict((flow, live, space), guarantee, on, &mut asked);
    flow.guarantees.iter().map(one).collect()
}

fn verdict<'f>(
    (flow, live, space): (&'f Flow, &Live, &Space),
    guarantee: &'f Guarantee,
    on: NaiveDate,
    asked: &mut Vec<(&'f Guard, bool)>,
) -> Verdict {
    match decide((flow, live, space), guarantee, on, asked) {
        Ok(verdict) => verdict,
        Err(bounded) => Verdict::Undecided(bounded),
    }
}

fn decide<'f>(
    (flow, live, space): (&'f Flow, &Live, &Space),
    guarantee: &'f Guarantee,
    on: NaiveDate,
    asked: &mut Vec<(&'f Guard, bool)>,
) -> Result<Verdict, Bounded> {
    let given = Given::of(&guarantee.given, &[])?;
    let follow = Follow { flow, space, given: &given };
    let broken = match &guarantee.then {
        Claim::Visits(step) => passing::always(&follow, *step)?,
        Claim::Never(steps) => passing::never(&follow, steps)?,
        Claim::Before { first, second } => before::check(&follow, *first, *second)?,
        Claim::FirstAct(act) => act::first(&follow, *act)?,
        Claim::IncludesAct(acts) => act::some(&follow, acts)?,
        Claim::Ends(ends) => ends::check(&follow, ends)?,
        Claim::UnsureIsSafe(steps) => strength::unsure((flow, live, space), &guarantee.given, steps)?,
        Claim::Monotone { step, order } => {
            strength::rising((flow, live, space), &guarantee.given, *step, order)?
        }
        Claim::LawsInForce => laws::check(&follow, on)?,
        Claim::MaxQuestions(most) => questions::check(&follow, *most)?,
        Claim::Reachable(steps) => reachable::check(&follow, steps)?,
        Claim::DeclinedOnly { step, reasons } => {
            declined::check(flow, space, &guarantee.given, *step, reasons)?
        }
    };
    Ok(match broken {
        Some(Break { way, words }) => Verdict::Broken { walk: way_told(flow, guarantee, &way), words },
        None if happens(&follow, &guarantee.given, asked)? => Verdict::Proved,
        None => Verdict::Vacuous,
    })
}

/// The walk as answers. Where a guarantee says which reasons an act is declined for, it shows another.
fn way_told(flow: &Flow, guarantee: &Guarantee, way: &Way) -> Vec<Turn> {
    let mut told = turns(flow, way);
    if let Claim::DeclinedOnly { step, reasons } = &guarantee.then {
        let act = flow.step(*step);
        let other = declined::others(act, reasons).next();
        if let (Some(turn), Some(other)) = (told.iter_mut().find(|turn| turn.step == act.id.as_str()), other)
        {
            turn.answers = vec![Mark::NotRelevant.id().to_owned(), other.id.to_string()];
        }
    }
    told
}

/// Whether any walk is such as `given` says. Several guarantees often say the same, so what was found is kept.
fn happens<'f>(
    follow: &Follow<'_>,
    given: &'f Guard,
    asked: &mut Vec<(&'f Guard, bool)>,
) -> Result<bool, Bounded> {
    if let Some((_, found)) = asked.iter().find(|(guard, _)| *guard == given) {
        return Ok(*found);
    }
    let found = follow.happens(given)?;
    asked.push((given, found));
    Ok(found)
}
