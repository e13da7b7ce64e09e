//! A walk in progress: the log, what can be undone, and the questions asked of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::change::{self, Change};
use super::event::{Event, LogEntry, Subject};
use super::refusal::Refusal;
use super::replay::Position;
pub use crate::check::figures::StepRange;
use crate::check::states::StateGraph;
use crate::check::verified::VerifiedFlow;
use crate::flow::id::{AnswerId, AnswerIx, FieldId, StepId, StepIx};
use crate::flow::model::{Flow, Mark, Step};

/// A walk over a verified flow.
#[derive(Debug, Clone)]
pub struct Walk {
    flow: Arc<VerifiedFlow>,
    log: Vec<Event>,
    undone: Vec<Event>,
    position: Position,
    /// What happened since it was last asked for.
    news: Vec<LogEntry>,
    /// Decisions from an earlier version of the routine, for steps the walk has not come to.
    waiting: Vec<Event>,
    /// What stands ticked in checklists that are not answered, by their steps.
    ticked: BTreeMap<StepId, Vec<AnswerId>>,
    /// The day it was begun, where that was another than the day it goes on.
    begun: Option<NaiveDate>,
}

/// What lies ahead of a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remaining {
    /// The questions.
    pub questions: StepRange,
    /// The acts.
    pub acts: StepRange,
}

impl Remaining {
    const NOTHING: Self = {
        let none = StepRange { fewest: 0, most: 0 };
        Self { questions: none, acts: none }
    };
}

impl Walk {
    /// A walk that has not begun.
    pub fn new(flow: Arc<VerifiedFlow>) -> Self {
        let position = Position::start(flow.flow());
        Self::with_position(flow, Vec::new(), position)
    }

    /// A walk taken up from its log.
    ///
    /// # Errors
    /// The place in the log of the first event that does not fit, and why.
    pub fn resume(flow: Arc<VerifiedFlow>, log: Vec<Event>) -> Result<Self, (usize, Refusal)> {
        let position = change::replay_log(&flow, &log)?;
        Ok(Self::with_position(flow, log, position))
    }

    fn with_position(flow: Arc<VerifiedFlow>, log: Vec<Event>, position: Position) -> Self {
        Self {
            flow,
            log,
            undone: Vec::new(),
            position,
            news: Vec::new(),
            waiting: Vec::new(),
            ticked: BTreeMap::new(),
            begun: None,
        }
    }

    /// The same walk without what stands in its form: what was answered and done, and no text.
    #[must_use]
    pub fn without_form(&self) -> Self {
        let of_the_walk = |event: &&Event| matches!(event.subject(), Subject::Step(_));
        let log = self.log.iter().filter(of_the_walk).cloned().collect();
        Self::resume(Arc::clone(&self.flow), log).unwrap_or_else(|_| Self::new(Arc::clone(&self.flow)))
    }

    /// The same walk, begun on this day.
    #[must_use]
    pub fn begun_on(self, day: NaiveDate) -> Self {
        Self { begun: Some(day), ..self }
    }

    /// The day it was begun, as far as that is another than `today` and can be true.
    pub fn start_day(&self, today: NaiveDate) -> NaiveDate {
        self.begun.filter(|day| self.flow.current_date().past_days().includes_day(*day)).unwrap_or(today)
    }

    /// The flow that is walked.
    pub fn flow(&self) -> &Flow {
        self.flow.flow()
    }

    /// The flow with its proof.
    pub fn verified(&self) -> &Arc<VerifiedFlow> {
        &self.flow
    }

    /// Where the walk is.
    pub fn position(&self) -> &Position {
        &self.position
    }

    /// What was decided, oldest first.
    pub fn log(&self) -> &[Event] {
        &self.log
    }

    /// What `event` would make fall away, without doing it.
    ///
    /// # Errors
    /// Why the event does not fit here.
    pub fn preview(&self, event: &Event) -> Result<Change, Refusal> {
        Ok(self.position_after(event)?.1)
    }

    /// Takes one decision, and says what fell away.
    ///
    /// # Errors
    /// Why the event does not fit here; the walk is then unchanged.
    pub fn apply(&mut self, event: Event) -> Result<Change, Refusal> {
        let (after, change) = self.position_after(&event)?;
        self.commit(event, after);
        self.apply_waiting();
        Ok(change)
    }

    /// What happened since this was last asked, oldest first: what a draft has still to write.
    pub fn take_entries(&mut self) -> Vec<LogEntry> {
        std::mem::take(&mut self.news)
    }

    /// Keeps a decision from an earlier version of the routine until the walk comes to its step or its form.
    pub fn wait_for(&mut self, event: Event) {
        self.waiting.retain(|other| other.subject() != event.subject());
        self.news.push(LogEntry::Waits(event.clone()));
        self.waiting.push(event);
        self.apply_waiting();
    }

    /// Does once more what the draft of a walk over the same routine says was done. `None` where it does not fit.
    pub fn replay_entry(&mut self, entry: &LogEntry) -> Option<()> {
        match entry {
            LogEntry::Took(event) => {
                let (after, _) = change::follow_event(&self.flow, &self.position, event).ok()?;
                self.waiting.retain(|other| other.subject() != event.subject());
                self.commit(event.clone(), after);
            }
            LogEntry::Undid => {
                self.undo()?;
            }
            LogEntry::Redid => {
                self.redo()?;
            }
            LogEntry::Waits(event) => self.waiting.push(event.clone()),
            LogEntry::Ticked { step, options } => {
                self.ticked.insert(step.clone(), options.clone());
            }
        }
        Some(())
    }

    /// Keeps what stands ticked in a checklist until it is answered, so that whoever leaves it finds it as it was.
    pub fn keep_ticks(&mut self, step: StepId, options: Vec<AnswerId>) {
        self.news.push(LogEntry::Ticked { step: step.clone(), options: options.clone() });
        self.ticked.insert(step, options);
    }

    /// What stands ticked in a checklist that is not answered.
    pub fn kept_ticks(&self, step: StepIx) -> Vec<AnswerIx> {
        let step = self.flow().step(step);
        let ticked = self.ticked.get(&step.id).map(Vec::as_slice).unwrap_or_default();
        ticked.iter().filter_map(|id| step.find_answer(id.as_str())).collect()
    }

    /// How many decisions wait for the walk to come to them.
    pub fn waiting_count(&self) -> usize {
        self.waiting.len()
    }

    /// Takes the latest decision back, with everything that fell away through it; `None` at the beginning.
    pub fn undo(&mut self) -> Option<&Event> {
        let event = self.log.pop()?;
        self.undone.push(event);
        self.news.push(LogEntry::Undid);
        self.replay_log();
        self.undone.last()
    }

    /// Takes the latest undone decision again; `None` where nothing was undone since the last decision.
    pub fn redo(&mut self) -> Option<&Event> {
        let event = self.undone.pop()?;
        self.log.push(event);
        self.news.push(LogEntry::Redid);
        self.replay_log();
        self.log.last()
    }

    /// How many questions (`ask` and `choose`) and acts are left, counting the one the walk stands at.
    pub fn remaining(&self) -> Remaining {
        let known = |step: StepIx| self.position.outcome(step);
        // A verified flow was explored whole within the bound, so what lies ahead of one position is too.
        StateGraph::explore_from(self.flow(), self.flow.live(), self.position.at, &known).map_or(
            Remaining::NOTHING,
            |space| Remaining {
                questions: StepRange::from_graph(self.flow(), &space),
                acts: StepRange::count_steps(self.flow(), &space, Step::is_act),
            },
        )
    }

    /// The acts met so far, with their marks; the act the walk stands at has none yet.
    pub fn acts(&self) -> Vec<(StepIx, Option<Mark>)> {
        let flow = self.flow();
        let passed = self.position.path.iter().map(|visit| (visit.step, Mark::from_outcome(&visit.outcome)));
        let here = std::iter::once((self.position.at, None));
        passed.chain(here).filter(|(step, _)| flow.step(*step).is_act()).collect()
    }

    /// The position after one more decision, which must be one that can be true on the day it is taken, and what it changes.
    fn position_after(&self, event: &Event) -> Result<(Position, Change), Refusal> {
        let after = change::follow_event(&self.flow, &self.position, event)?;
        let past = self.flow.current_date().past_days();
        match event {
            Event::Filled { field, value } if !self.is_planned(field) && !value.can_have_been(past) => {
                Err(Refusal::WrongValue { field: field.to_string(), why: format!("skriv en tid {past}.") })
            }
            Event::Filled { .. }
            | Event::Answered { .. }
            | Event::Chose { .. }
            | Event::Marked { .. }
            | Event::Declined { .. }
            | Event::Read { .. }
            | Event::Cleared { .. } => Ok(after),
        }
    }

    fn is_planned(&self, field: &FieldId) -> bool {
        let form = &self.flow().form;
        form.find_field(field.as_str()).is_some_and(|at| form.field(at).kind.is_planned())
    }

    fn commit(&mut self, event: Event, after: Position) {
        self.position = after;
        self.news.push(LogEntry::Took(event.clone()));
        if let Subject::Step(step) = event.subject() {
            self.ticked.remove(step);
        }
        self.log.push(event);
        self.undone.clear();
    }

    /// Takes every waiting decision that the walk now has come to and that nothing was decided about.
    fn apply_waiting(&mut self) {
        while let Some((at, after)) = self.next_waiting() {
            let event = self.waiting.remove(at);
            self.commit(event, after);
        }
    }

    fn next_waiting(&self) -> Option<(usize, Position)> {
        self.waiting.iter().enumerate().find_map(|(n, event)| {
            let fits = !self.is_decided(event);
            let after = fits.then(|| change::follow_event(&self.flow, &self.position, event).ok()).flatten();
            after.map(|(after, _)| (n, after))
        })
    }

    fn is_decided(&self, event: &Event) -> bool {
        match event.subject() {
            Subject::Step(id) => {
                self.flow().find_step(id.as_str()).is_some_and(|at| self.position.outcome(at).is_some())
            }
            Subject::Field(id) => self
                .flow()
                .form
                .find_field(id.as_str())
                .is_some_and(|at| self.position.fields.contains_key(&at)),
        }
    }

    fn replay_log(&mut self) {
        // Every prefix of a log that was taken event by event replays.
        if let Ok(position) = change::replay_log(&self.flow, &self.log) {
            self.position = position;
        }
    }
}
