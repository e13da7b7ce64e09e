//! What a rule is, and what it may look at.

use std::cell::OnceCell;

use chrono::NaiveDate;

use super::follow::{Assumption, WalkSearch};
use super::guard_outcomes::GuardCoverage;
use super::live::LiveAnalysis;
use super::states::{StateGraph, StateIx};
use super::trace::build_trace;
use crate::diagnostic::{Diagnostic, TraceStep};
use crate::flow::glossary::Wording;
use crate::flow::guard::Guard;
use crate::flow::model::Flow;

/// One rule about flows: its code, what it says in one line, and the finding of its faults.
pub struct Rule {
    /// Stable code, documented in `flows/README.md`.
    pub code: &'static str,
    /// What the rule holds, in one Swedish sentence.
    pub doc: &'static str,
    /// What a breach would mean for whoever walks or edits the routine, in Swedish.
    pub why: &'static str,
    /// The codes of the rules above it whose findings make its own meaningless: it is not asked then.
    pub after: &'static [&'static str],
    /// Finds every breach.
    pub find: fn(&RuleContext<'_>) -> Vec<Diagnostic>,
}

/// A code that checking can give, as `flows/README.md` and the pages in `docs/rules` tell of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckCode {
    /// The code, which is stable.
    pub code: &'static str,
    /// What holds where it is not given, in one Swedish sentence.
    pub doc: &'static str,
    /// Why that matters, in Swedish.
    pub why: &'static str,
}

/// The code of a way that comes back to where it was.
pub const LOOP: &str = "slinga";

/// The code of a step where no way goes on.
pub const DEAD_END: &str = "atervandsgrand";

/// The code of a step that no walk comes to.
pub const UNREACHABLE: &str = "onabart-steg";

/// For rules about what happens on walks: where walks go round, not all of them are known.
pub const ROUND: &[&str] = &[LOOP];

/// For rules that say that something never happens, or always: where steps are cut off, that is no wonder.
pub const CUT_OFF: &[&str] = &[LOOP, DEAD_END, UNREACHABLE];

/// What a rule may look at.
#[derive(Debug)]
pub struct RuleContext<'f> {
    /// The flow.
    pub flow: &'f Flow,
    /// What its states remember.
    pub live: &'f LiveAnalysis,
    /// Its states.
    pub space: &'f StateGraph,
    /// What its guards came to.
    pub seen: GuardCoverage,
    /// The day the flow is checked for.
    pub on: NaiveDate,
    /// See [`wording`](Self::wording).
    wording: OnceCell<Wording<'f>>,
}

impl<'f> RuleContext<'f> {
    /// The facts of a flow that was explored.
    pub fn from_states(flow: &'f Flow, live: &'f LiveAnalysis, space: &'f StateGraph, on: NaiveDate) -> Self {
        Self {
            flow,
            live,
            space,
            seen: GuardCoverage::evaluate_guards(flow, live, space),
            on,
            wording: OnceCell::new(),
        }
    }

    /// The texts of its steps, put together when a rule first asks.
    pub fn wording(&self) -> &Wording<'f> {
        self.wording.get_or_init(|| Wording::from_flow(self.flow))
    }

    /// Whether a guard of the form holds after some walk; `None` where that is not decided within the bound.
    pub fn can_happen(&self, guard: &Guard) -> Option<bool> {
        if *guard == Guard::always_true() {
            return Some(true);
        }
        let given = Assumption::from_guard(guard, &[]).ok()?;
        let follow = WalkSearch { flow: self.flow, space: self.space, given: &given };
        follow.can_happen(guard).ok()
    }

    /// The shortest walk to a state, as answers that can be replayed.
    pub fn walk_to(&self, state: StateIx) -> Vec<TraceStep> {
        build_trace(self.flow, &self.space.trace_to(state))
    }
}
