//! What can be said of an act: done, still to be done, declined for a reason, or a question answered wrong. The one
//! place that decides it, whatever door it comes through.

use super::decline::allows_mark;
use super::event::Event;
use super::walk::Walk;
use crate::flow::id::StepIx;
use crate::flow::model::{Mark, Reason, Step, StepKind, Urgency};

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

/// The acts of the walk that are not over: those to be done, and the one it stands at and nothing is said of. The most pressing
/// first.
pub fn find_open_acts(walk: &Walk) -> Vec<StepIx> {
    let is_open = |mark: Option<Mark>| mark.is_none_or(|mark| mark == Mark::Todo);
    let acts = walk.acts().into_iter().filter(|(_, mark)| is_open(*mark)).map(|(at, _)| at);
    let mut open: Vec<StepIx> = acts.collect();
    open.sort_by_key(|at| act_urgency(walk.flow().step(*at)));
    open
}

fn act_urgency(step: &Step) -> Option<Urgency> {
    match step.kind {
        StepKind::Act { urgency, .. } => Some(urgency),
        StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::Tell { .. } | StepKind::End => None,
    }
}

/// The reason an act on the walk was declined for; `None` where it was not, or needed none.
pub fn decline_reason(walk: &Walk, act: StepIx) -> Option<&Reason> {
    let step = walk.flow().step(act);
    walk.position().outcome(act).filter(|outcome| Mark::from_outcome(outcome) == Some(Mark::NotRelevant))?;
    let given = walk.log().iter().rev().find_map(|event| match event {
        Event::Declined { step: of, reason } => (*of == step.id).then_some(Some(reason)),
        Event::Marked { step: of, .. } => (*of == step.id).then_some(None),
        Event::Answered { .. }
        | Event::Chose { .. }
        | Event::Read { .. }
        | Event::Filled { .. }
        | Event::Cleared { .. } => None,
    });
    given?.and_then(|reason| step.decline_reasons().iter().find(|known| known.id == *reason))
}

/// The last of these questions that the walk passed before the act.
fn last_passed(walk: &Walk, act: StepIx, questions: &[StepIx]) -> Option<StepIx> {
    let before = walk.position().path.iter().take_while(|visit| visit.step != act);
    before.map(|visit| visit.step).filter(|step| questions.contains(step)).last()
}
