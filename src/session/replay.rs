//! Replay: the only definition of where a walk is. An event in, the next position out; the same log always gives the same.

use std::collections::BTreeMap;

use super::answer::{self, ResolvedEvent};
use super::event::{Event, FieldValue};
use super::period::{CalendarSpan, Period};
use super::refusal::Refusal;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerId, FieldIx, StepIx};
use crate::flow::model::{FieldKind, Flow, Mark, StepKind, Urgency};

/// Where a walk is, and what stands decided on its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The steps passed, in order, with what each came to.
    pub path: Vec<Visit>,
    /// The step the walk stands at. At an `end` step, the form is open.
    pub at: StepIx,
    /// Form fields set by hand.
    pub fields: BTreeMap<FieldIx, FieldValue>,
    /// What was decided and waits for the path to come to it: there it stands again, where it still fits.
    pub aside: SetAside,
}

/// What changed answers have set aside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SetAside {
    steps: BTreeMap<StepIx, KnownOutcome>,
    fields: BTreeMap<FieldIx, FieldValue>,
}

/// What a step came to, and what it was decided under.
#[derive(Debug, Clone, PartialEq, Eq)]
struct KnownOutcome {
    outcome: Outcome,
    /// Whether the step's condition for being asked again held; `None` where it has none, or is decided just now.
    held: Option<bool>,
}

impl SetAside {
    /// Whether what a step came to is set aside, as far as it fits the answers that are given now.
    pub fn can_return(&self, flow: &Flow, step: StepIx, after: &Position) -> bool {
        let held = flow.step(step).ask_again.as_ref().map(|guard| guard.holds(&|asked| after.outcome(asked)));
        self.steps.get(&step).is_some_and(|known| known.held == held)
    }

    /// Forgets what was said to fall away: it never comes back, and is asked anew where the way comes to it.
    pub fn forget(&mut self, steps: &[Visit], fields: &[FieldIx]) {
        self.steps.retain(|step, _| steps.iter().all(|visit| visit.step != *step));
        self.fields.retain(|field, _| !fields.contains(field));
    }

    /// Whether what stood in a field is set aside.
    pub fn holds_field(&self, field: FieldIx) -> bool {
        self.fields.contains_key(&field)
    }
}

/// A passed step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The step.
    pub step: StepIx,
    /// What it came to.
    pub outcome: Outcome,
}

impl Position {
    /// Where every walk starts.
    pub fn start(flow: &Flow) -> Self {
        Self { path: Vec::new(), at: flow.start, fields: BTreeMap::new(), aside: SetAside::default() }
    }

    /// The position after one more event. What no longer lies on the path, or no longer fits there, is set aside.
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
        let mut known = self.known_outcomes(flow);
        if self.outcome(step).is_some_and(|before| *before != outcome) {
            let after = self.path.iter().skip_while(|visit| visit.step != step);
            let undone = after.filter(|visit| is_immediate(flow, visit.step) && !is_done(visit));
            undone.for_each(|visit| _ = known.remove(&visit.step));
        }
        known.insert(step, KnownOutcome { outcome, held: None });
        let fields = self.aside.fields.iter().chain(&self.fields);
        let fields = fields.map(|(field, value)| (*field, value.clone())).collect();
        Ok(Self::follow_path(flow, known, fields))
    }

    /// Everything that was decided, on the path and beside it.
    fn known_outcomes(&self, flow: &Flow) -> BTreeMap<StepIx, KnownOutcome> {
        let on_path = self.path.iter().enumerate().map(|(n, visit)| {
            let held = asked_under(flow, visit.step, &self.path[..n]);
            (visit.step, KnownOutcome { outcome: visit.outcome.clone(), held })
        });
        self.aside.steps.iter().map(|(step, known)| (*step, known.clone())).chain(on_path).collect()
    }

    /// Walks from the start as far as `known` reaches, keeping of it what fits on the way. The rest is set aside.
    fn follow_path(
        flow: &Flow,
        mut known: BTreeMap<StepIx, KnownOutcome>,
        fields: BTreeMap<FieldIx, FieldValue>,
    ) -> Self {
        let mut path: Vec<Visit> = Vec::new();
        let mut at = flow.start;
        while let Some(KnownOutcome { outcome, held }) = known.get(&at) {
            let earlier = |asked: StepIx| outcome_in(&path, asked);
            let stands = held.is_none() || *held == asked_under(flow, at, &path);
            if !stands || answer::check_offered(flow.step(at), outcome, &earlier).is_err() {
                break;
            }
            let Some(target) = flow.step(at).target_for(outcome) else { break };
            let next = target.resolve_step(&|asked| if asked == at { Some(outcome) } else { earlier(asked) });
            path.push(Visit { step: at, outcome: outcome.clone() });
            at = next;
        }
        // What must be done at once is never taken as done, or declined, for the sake of an earlier time.
        known.retain(|step, _| outcome_in(&path, *step).is_none() && !is_immediate(flow, *step));
        let mut position = Self { path, at, ..Self::start(flow) };
        let fits = |(field, value): &(FieldIx, FieldValue)| position.check_field(flow, *field, value).is_ok();
        let (kept, aside) = fields.into_iter().partition(fits);
        position.fields = kept;
        position.aside = SetAside { steps: known, fields: aside };
        position
    }

    fn with_field(&self, flow: &Flow, field: FieldIx, value: Option<FieldValue>) -> Result<Self, Refusal> {
        let mut next = self.clone();
        next.aside.fields.remove(&field);
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
            (FieldKind::Period { exact, .. } | FieldKind::Planned { exact }, FieldValue::Period(period))
                if period.when.is_day() && !exact.holds(&earlier) =>
            {
                Err(Refusal::WrongValue { field: field.id.to_string(), why: describe_coarser(*period) })
            }
            _ => Ok(()),
        }
    }
}

/// Why a day is not taken, with the week that it lies in.
fn describe_coarser(period: Period) -> String {
    let week = period.when.first_day().map(CalendarSpan::week_of);
    let week = week.map(|when| Period { when, ..period }.words()).unwrap_or_default();
    format!("ange vecka eller månad, som {week}; ett exakt datum kan röja vem det gäller.")
}

/// Whether what a step is asked under holds after this path; `None` where it is asked under nothing.
fn asked_under(flow: &Flow, step: StepIx, path: &[Visit]) -> Option<bool> {
    flow.step(step).ask_again.as_ref().map(|guard| guard.holds(&|asked| outcome_in(path, asked)))
}

/// Whether a step is something to do at once.
fn is_immediate(flow: &Flow, step: StepIx) -> bool {
    matches!(flow.step(step).kind, StepKind::Act { urgency: Urgency::Now, .. })
}

fn is_done(visit: &Visit) -> bool {
    Mark::from_outcome(&visit.outcome) == Some(Mark::Done)
}

fn outcome_in(path: &[Visit], step: StepIx) -> Option<&Outcome> {
    path.iter().find(|visit| visit.step == step).map(|visit| &visit.outcome)
}
