//! Replay: the only definition of where a walk is. A log in, a position out; the same log always gives the same.

use std::collections::BTreeMap;

use super::answer::{self, Refusal, ResolvedEvent};
use super::event::{Event, FieldValue};
use crate::check::verified::VerifiedFlow;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerId, FieldIx, StepIx};
use crate::flow::model::{FieldKind, Flow, StepKind};

/// Where a walk is, and what stands decided on its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The steps passed, in order, with what each came to.
    pub path: Vec<Visit>,
    /// The step the walk stands at. At an `end` step, the form is open.
    pub at: StepIx,
    /// Form fields set by hand.
    pub fields: BTreeMap<FieldIx, FieldValue>,
}

/// A passed step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The step.
    pub step: StepIx,
    /// What it came to.
    pub outcome: Outcome,
}

/// Replays a whole log.
///
/// # Errors
/// The place in the log of the first event that does not fit, and why.
pub fn replay_log(flow: &VerifiedFlow, log: &[Event]) -> Result<Position, (usize, Refusal)> {
    log.iter().enumerate().try_fold(Position::start(flow.flow()), |position, (n, event)| {
        position.apply_event(flow.flow(), event).map_err(|refusal| (n, refusal))
    })
}

impl Position {
    /// Where every walk starts.
    pub fn start(flow: &Flow) -> Self {
        Self { path: Vec::new(), at: flow.start, fields: BTreeMap::new() }
    }

    /// The position after one more event. What no longer lies on the path, or no longer fits there, falls away.
    ///
    /// # Errors
    /// Why the event does not fit here.
    pub fn apply_event(&self, flow: &Flow, event: &Event) -> Result<Self, Refusal> {
        match answer::resolve_event(flow, event)? {
            ResolvedEvent::Step(step, outcome) => self.with_outcome(flow, step, outcome),
            ResolvedEvent::Field(field, value) => self.with_field(flow, field, value),
        }
    }

    /// What a step on the path came to.
    pub fn outcome(&self, step: StepIx) -> Option<&Outcome> {
        self.path.iter().find(|visit| visit.step == step).map(|visit| &visit.outcome)
    }

    /// Whether the walk has come to the form.
    pub fn in_form(&self, flow: &Flow) -> bool {
        matches!(flow.step(self.at).kind, StepKind::End)
    }

    fn with_outcome(&self, flow: &Flow, step: StepIx, outcome: Outcome) -> Result<Self, Refusal> {
        let place = self.path.iter().position(|visit| visit.step == step);
        if place.is_none() && step != self.at {
            return Err(Refusal::NotOnPath(flow.step(step).id.clone()));
        }
        let before = &self.path[..place.unwrap_or(self.path.len())];
        answer::check_offered(flow.step(step), &outcome, &|asked| outcome_in(before, asked))?;
        if flow.step(step).target_for(&outcome).is_none() {
            return Err(Refusal::WrongKind(flow.step(step).id.clone()));
        }
        let mut known: BTreeMap<StepIx, Outcome> =
            self.path.iter().map(|visit| (visit.step, visit.outcome.clone())).collect();
        known.insert(step, outcome);
        Ok(Self::follow_path(flow, &known, self.fields.clone()))
    }

    /// Walks from the start as far as `known` reaches, keeping of it only what fits on the way.
    fn follow_path(
        flow: &Flow,
        known: &BTreeMap<StepIx, Outcome>,
        fields: BTreeMap<FieldIx, FieldValue>,
    ) -> Self {
        let mut path: Vec<Visit> = Vec::new();
        let mut at = flow.start;
        while let Some(outcome) = known.get(&at) {
            let earlier = |asked: StepIx| outcome_in(&path, asked);
            if answer::check_offered(flow.step(at), outcome, &earlier).is_err() {
                break;
            }
            let Some(target) = flow.step(at).target_for(outcome) else { break };
            let next = target.resolve_step(&|asked| if asked == at { Some(outcome) } else { earlier(asked) });
            path.push(Visit { step: at, outcome: outcome.clone() });
            at = next;
        }
        let mut position = Self { path, at, fields: BTreeMap::new() };
        let kept =
            fields.into_iter().filter(|(field, value)| position.check_field(flow, *field, value).is_ok());
        let kept = kept.collect();
        position.fields = kept;
        position
    }

    fn with_field(&self, flow: &Flow, field: FieldIx, value: Option<FieldValue>) -> Result<Self, Refusal> {
        let mut next = self.clone();
        match value {
            Some(_) if !self.in_form(flow) => {
                return Err(Refusal::FieldNotInForm(flow.form.field(field).id.to_string()));
            }
            Some(value) => {
                self.check_field(flow, field, &value)?;
                next.fields.insert(field, value);
            }
            None => {
                next.fields.remove(&field);
            }
        }
        Ok(next)
    }

    /// Whether the field is part of the form on this path and takes this value here.
    fn check_field(&self, flow: &Flow, at: FieldIx, value: &FieldValue) -> Result<(), Refusal> {
        let field = flow.form.field(at);
        let earlier = |asked: StepIx| self.outcome(asked);
        if !field.when.holds(&earlier) {
            return Err(Refusal::FieldNotInForm(field.id.to_string()));
        }
        let is_offered = |id: &AnswerId| {
            let option = field.kind.options().iter().find(|option| option.id == *id);
            option.is_none_or(|option| option.when.holds(&earlier))
        };
        let options = match value {
            FieldValue::Option(id) => std::slice::from_ref(id),
            FieldValue::Options(ids) => ids,
            FieldValue::Day(_) | FieldValue::Period(_) | FieldValue::Text(_) => &[],
        };
        if let Some(id) = options.iter().find(|id| !is_offered(id)) {
            let why = format!("`{id}` finns inte att välja efter de svar som är givna.");
            return Err(Refusal::WrongValue { field: field.id.to_string(), why });
        }
        match (&field.kind, value) {
            (FieldKind::Period { exact } | FieldKind::Planned { exact }, FieldValue::Period(period))
                if period.when.is_day() && !exact.holds(&earlier) =>
            {
                let why = "ange vecka eller månad; ett exakt datum kan röja vem det gäller.".to_owned();
                Err(Refusal::WrongValue { field: field.id.to_string(), why })
            }
            _ => Ok(()),
        }
    }
}

fn outcome_in(path: &[Visit], step: StepIx) -> Option<&Outcome> {
    path.iter().find(|visit| visit.step == step).map(|visit| &visit.outcome)
}
