//! A walk in progress: the log, what can be undone, and the questions asked of it.

use std::sync::Arc;

use super::answer::Refusal;
use super::change::Change;
use super::event::Event;
use super::replay::{self, Position};
pub use crate::check::figures::Questions as Remaining;
use crate::check::states::Space;
use crate::check::verified::VerifiedFlow;
use crate::flow::id::StepIx;
use crate::flow::model::{Flow, Mark};

/// A walk over a verified flow.
#[derive(Debug, Clone)]
pub struct Walk {
    flow: Arc<VerifiedFlow>,
    log: Vec<Event>,
    undone: Vec<Event>,
    position: Position,
}

impl Walk {
    /// A walk that has not begun.
    pub fn new(flow: Arc<VerifiedFlow>) -> Self {
        let position = Position::start(flow.flow());
        Self { flow, log: Vec::new(), undone: Vec::new(), position }
    }

    /// A walk taken up from its log.
    ///
    /// # Errors
    /// The place in the log of the first event that does not fit, and why.
    pub fn resume(flow: Arc<VerifiedFlow>, log: Vec<Event>) -> Result<Self, (usize, Refusal)> {
        let position = replay::replay(&flow, &log)?;
        Ok(Self { flow, log, undone: Vec::new(), position })
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
        let after = self.position.after(self.flow(), event)?;
        Ok(Change::between(&self.position, &after))
    }

    /// Takes one decision, and says what fell away.
    ///
    /// # Errors
    /// Why the event does not fit here; the walk is then unchanged.
    pub fn take(&mut self, event: Event) -> Result<Change, Refusal> {
        let after = self.position.after(self.flow(), &event)?;
        let change = Change::between(&self.position, &after);
        self.position = after;
        self.log.push(event);
        self.undone.clear();
        Ok(change)
    }

    /// Takes the latest decision back, with everything that fell away through it; `None` at the beginning.
    pub fn undo(&mut self) -> Option<&Event> {
        let event = self.log.pop()?;
        self.undone.push(event);
        self.replay();
        self.undone.last()
    }

    /// Takes the latest undone decision again; `None` where nothing was undone since the last decision.
    pub fn redo(&mut self) -> Option<&Event> {
        let event = self.undone.pop()?;
        self.log.push(event);
        self.replay();
        self.log.last()
    }

    /// How many questions (`ask` and `choose`) are left, counting the one the walk stands at.
    pub fn remaining(&self) -> Remaining {
        let known = |step: StepIx| self.position.outcome(step);
        // A verified flow was explored whole within the bound, so what lies ahead of one position is too.
        Space::onwards(self.flow(), self.flow.live(), self.position.at, &known)
            .map_or(Remaining { fewest: 0, most: 0 }, |space| Remaining::ahead(self.flow(), &space))
    }

    /// The acts met so far, with their marks; the act the walk stands at has none yet.
    pub fn acts(&self) -> Vec<(StepIx, Option<Mark>)> {
        let flow = self.flow();
        let passed = self.position.path.iter().map(|visit| (visit.step, Mark::of(&visit.outcome)));
        let here = std::iter::once((self.position.at, None));
        passed.chain(here).filter(|(step, _)| flow.step(*step).is_act()).collect()
    }

    fn replay(&mut self) {
        // Every prefix of a log that was taken event by event replays.
        if let Ok(position) = replay::replay(&self.flow, &self.log) {
            self.position = position;
        }
    }
}
