//! What can be said of an act: done, still to be done, declined for a reason, or a question answered wrong. The one
//! place that decides it, whatever door it comes through.

use super::answer::{Refusal, ResolvedEvent};
use super::event::Event;
use super::walk::Walk;
use crate::flow::id::{ReasonId, StepIx};
use crate::flow::model::{Flow, Mark, Reason, Step};

/// Something that can be said of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActOption<'f> {
    /// It is marked so, with no reason given.
    Mark(Mark),
    /// It is not relevant, for this reason.
    Declined(&'f Reason),
    /// The question was answered wrong, and is to be answered again: nothing is marked.
    Back(&'f Reason, StepIx),
}

impl ActOption<'_> {
    /// The event by which it is said of the act; `None` where the question is to be shown instead.
    pub fn to_event(&self, act: &Step) -> Option<Event> {
        let step = act.id.clone();
        match self {
            Self::Mark(mark) => Some(Event::Marked { step, mark: *mark }),
            Self::Declined(reason) => Some(Event::Declined { step, reason: reason.id.clone() }),
            Self::Back(_, _) => None,
        }
    }
}

/// What can be said of an act on this walk, in the order shown. A reason that leads back is offered where the walk has
/// passed a question that it leads to, and leads to the last of those.
pub fn find_act_options(walk: &Walk, act: StepIx) -> Vec<ActOption<'_>> {
    let step = walk.flow().step(act);
    if !step.is_act() {
        return Vec::new();
    }
    let bare = Mark::ALL.into_iter().filter(|mark| allows_mark(step, *mark)).map(ActOption::Mark);
    let reasoned = step.decline_reasons().iter().filter_map(|reason| {
        let back = || last_passed(walk, act, &reason.back).map(|at| ActOption::Back(reason, at));
        if reason.is_mark() { Some(ActOption::Declined(reason)) } else { back() }
    });
    bare.chain(reasoned).collect()
}

/// The reason an act on the walk was declined for; `None` where it was not, or needed none.
pub fn decline_reason(walk: &Walk, act: StepIx) -> Option<&Reason> {
    let step = walk.flow().step(act);
    walk.position().outcome(act).filter(|outcome| Mark::from_outcome(outcome) == Some(Mark::NotRelevant))?;
    let of_act = |event: &&Event| match event {
        Event::Marked { step: of, .. } | Event::Declined { step: of, .. } => *of == step.id,
        Event::Answered { .. }
        | Event::Chose { .. }
        | Event::Read { .. }
        | Event::Filled { .. }
        | Event::Cleared { .. } => false,
    };
    match walk.log().iter().rev().find(of_act)? {
        Event::Declined { reason, .. } => step.decline_reasons().iter().find(|known| known.id == *reason),
        Event::Answered { .. }
        | Event::Chose { .. }
        | Event::Marked { .. }
        | Event::Read { .. }
        | Event::Filled { .. }
        | Event::Cleared { .. } => None,
    }
}

/// Whether an act may be marked so without a reason.
pub fn allows_mark(act: &Step, mark: Mark) -> bool {
    match mark {
        Mark::Done | Mark::Todo => true,
        Mark::NotRelevant => act.is_declined_bare(),
    }
}

/// The event that marks an act so: where a reason is needed, with the first there is. `None` where it cannot be.
pub(super) fn mark_event(act: &Step, mark: Mark) -> Option<Event> {
    if allows_mark(act, mark) {
        return Some(Event::Marked { step: act.id.clone(), mark });
    }
    let reason = act.decline_reasons().iter().find(|reason| reason.is_mark())?;
    Some(Event::Declined { step: act.id.clone(), reason: reason.id.clone() })
}

/// The reasons of an act in a sentence: `Skälen är: redan-anmalt — Jag har redan anmält just detta.`
pub fn known_reasons(act: &Step) -> String {
    let reasons: Vec<String> =
        act.decline_reasons().iter().map(|reason| format!("{} — {}", reason.id, reason.text)).collect();
    if act.is_declined_bare() {
        "Här behövs inget skäl: skriv bara inte-aktuellt.".to_owned()
    } else if reasons.is_empty() {
        "Rutinen har inga skäl att låta bli: märk det gjort eller ska göras.".to_owned()
    } else {
        format!("Skälen är: {}.", reasons.join(" · "))
    }
}

/// A reason as the decision that it is.
pub(super) fn resolve_decline(flow: &Flow, at: StepIx, id: &ReasonId) -> Result<ResolvedEvent, Refusal> {
    let step = flow.step(at);
    let Some(reason) = step.decline_reasons().iter().find(|reason| reason.id == *id) else {
        let (step, known) = (step.id.clone(), known_reasons(step));
        return Err(Refusal::UnknownReason { step, reason: id.to_string(), known });
    };
    if !reason.is_mark() {
        let questions: Vec<String> =
            reason.back.iter().map(|at| format!("`{}`", flow.step(*at).id)).collect();
        let (step, text) = (step.id.clone(), reason.text.clone());
        return Err(Refusal::LeadsBack { step, text, questions: questions.join(" eller ") });
    }
    Ok(ResolvedEvent::Step(at, Mark::NotRelevant.outcome()))
}

/// The last of these questions that the walk passed before the act.
fn last_passed(walk: &Walk, act: StepIx, questions: &[StepIx]) -> Option<StepIx> {
    let before = walk.position().path.iter().take_while(|visit| visit.step != act);
    before.map(|visit| visit.step).filter(|step| questions.contains(step)).last()
}
