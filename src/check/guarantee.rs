//! Guarantees: each held against every walk, one kind of claim a file. What breaks one is shown by a shortest walk.

mod act;
mod before;
mod ends;
mod laws;
mod passing;
mod questions;
mod strength;

use chrono::NaiveDate;

use super::follow::{Follow, Given, Way};
use super::live::Live;
use super::rule::turns;
use super::states::{Bounded, Space};
use crate::diagnostic::Turn;
use crate::flow::guard::Guard;
use crate::flow::model::{Claim, Flow, Guarantee};

/// What was found of a guarantee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It holds of every walk.
    Proved,
    /// It does not hold of this walk.
    Broken {
        /// A shortest walk, whole, that breaks it.
        walk: Vec<Turn>,
        /// What the walk does, in Swedish.
        words: String,
    },
    /// No walk is such as its `given` says, so that it says nothing.
    Vacuous,
    /// It was not decided within the bound.
    Undecided(Bounded),
}

/// What breaks a guarantee: the walk, and in words what it does.
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
    };
    Ok(match broken {
        Some(Break { way, words }) => Verdict::Broken { walk: turns(flow, &way), words },
        None if happens(&follow, &guarantee.given, asked)? => Verdict::Proved,
        None => Verdict::Vacuous,
    })
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
