//! What a rule is, what it may look at, and the table of all rules.

use std::cell::OnceCell;

use chrono::NaiveDate;

use super::follow::{Assumption, WalkSearch};
use super::live::LiveAnalysis;
use super::rules::{
    abbreviation_unknown, contact_unused, cut_text, dead_end, field_never, guard_always, guard_never,
    hidden_character, include_unused, law_expired, law_not_yet, law_read_ahead, law_replaced, law_review,
    law_stale, law_unused, look_alike, loops, no_effect, no_unsure, option_never, prefill_never, promises,
    shadowed, source_unused, term_unused, too_long, unasked_guard, unreachable,
};
use super::seen::GuardCoverage;
use super::states::{StateGraph, StateIx};
use crate::diagnostic::{Diagnostic, TraceKind, TraceStep};
use crate::flow::glossary::Wording;
use crate::flow::guard::{Guard, Outcome};
use crate::flow::id::{AnswerIx, LawIx, StepIx};
use crate::flow::model::{Flow, Law, Mark, Step, StepKind};

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

/// Every rule, in the order its findings are reported.
pub const ALL: &[Rule] = &[
    loops::RULE,
    unasked_guard::RULE,
    dead_end::RULE,
    unreachable::RULE,
    option_never::RULE,
    guard_never::RULE,
    guard_always::RULE,
    shadowed::RULE,
    field_never::RULE,
    prefill_never::RULE,
    law_expired::RULE,
    law_replaced::RULE,
    law_not_yet::RULE,
    law_review::RULE,
    law_stale::RULE,
    law_read_ahead::RULE,
    law_unused::RULE,
    contact_unused::RULE,
    source_unused::RULE,
    include_unused::RULE,
    term_unused::RULE,
    abbreviation_unknown::RULE,
    no_effect::RULE,
    no_unsure::RULE,
    look_alike::RULE,
    cut_text::RULE,
    hidden_character::RULE,
    too_long::RULE,
];

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

/// Every code that checking can give.
pub fn all_codes() -> impl Iterator<Item = CheckCode> {
    let code = |rule: &Rule| CheckCode { code: rule.code, doc: rule.doc, why: rule.why };
    ALL.iter().map(code).chain(promises::CODES.iter().copied())
}

/// For rules about what happens on walks: where walks go round, not all of them are known.
pub const ROUND: &[&str] = &[loops::RULE.code];

/// For rules that say that something never happens, or always: where steps are cut off, that is no wonder.
pub const CUT_OFF: &[&str] = &[loops::RULE.code, dead_end::RULE.code, unreachable::RULE.code];

/// What the rules find. A rule that an earlier finding has made meaningless is not asked.
pub fn run_rules(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for rule in ALL {
        if !found.iter().any(|earlier| rule.after.contains(&earlier.code)) {
            found.extend((rule.find)(facts));
        }
    }
    found
}

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

/// The laws that are cited, each once, with the first step that cites it.
pub fn list_cited_laws(flow: &Flow) -> Vec<(LawIx, StepIx)> {
    let mut first: Vec<Option<StepIx>> = vec![None; flow.laws.len()];
    for (step, laws) in list_citing_steps(flow) {
        for law in laws {
            first[law.index()].get_or_insert(step);
        }
    }
    let places = first.into_iter().enumerate();
    places.filter_map(|(n, step)| step.map(|step| (LawIx::nth(n), step))).collect()
}

/// Of each law, whether it is cited or has taken the place of one that is.
pub fn used_laws(flow: &Flow) -> Vec<bool> {
    let mut used = vec![false; flow.laws.len()];
    for (at, _) in list_cited_laws(flow) {
        let mut next = Some(at);
        while let Some(law) = next.filter(|law| !used[law.index()]) {
            used[law.index()] = true;
            next = flow.laws[law.index()].replaced_by;
        }
    }
    used
}

/// The laws the flow rests on: those that are used, and not only taken in.
pub fn rests_on(flow: &Flow) -> impl Iterator<Item = &Law> {
    flow.laws.iter().zip(used_laws(flow)).filter(|(_, used)| *used).map(|(law, _)| law)
}

/// The steps that cite laws, each with the laws it and its options cite.
pub fn list_citing_steps(flow: &Flow) -> impl Iterator<Item = (StepIx, Vec<LawIx>)> {
    let laws = |at| {
        let step: &Step = flow.step(at);
        let offers = match &step.kind {
            StepKind::Choose { options, .. } => options.as_slice(),
            StepKind::Ask { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => &[],
        };
        step.laws.iter().chain(offers.iter().flat_map(|option| &option.laws)).copied().collect()
    };
    flow.step_indices()
        .map(move |at| (at, laws(at)))
        .filter(|(_, laws): &(StepIx, Vec<LawIx>)| !laws.is_empty())
}

/// A walk as answered steps, those that are only passed left out.
pub fn build_trace(flow: &Flow, way: &[(StepIx, Outcome)]) -> Vec<TraceStep> {
    merge_late_choices(
        flow,
        way.iter().filter_map(|(step, outcome)| build_trace_step(flow, *step, outcome)).collect(),
    )
}

/// A walk in which every choice is told whole at its step, where options of it were decided later on the way.
pub fn merge_late_choices(flow: &Flow, told: Vec<TraceStep>) -> Vec<TraceStep> {
    let mut walk: Vec<TraceStep> = Vec::with_capacity(told.len());
    for turn in told {
        let before =
            walk.iter_mut().find(|before| turn.told == TraceKind::Options && before.step == turn.step);
        let Some(before) = before else {
            walk.push(turn);
            continue;
        };
        let ids = flow.find_step(&turn.step).map(|at| flow.step(at).answer_ids()).unwrap_or_default();
        let place = |id: &String| ids.iter().position(|known| known == id);
        before.answers.extend(turn.answers);
        before.answers.sort_by_key(place);
        before.answers.dedup();
    }
    walk
}

/// One outcome as an answered step; `None` for steps that are only passed.
pub fn build_trace_step(flow: &Flow, at: StepIx, outcome: &Outcome) -> Option<TraceStep> {
    let step = flow.step(at);
    let ids = step.answer_ids();
    let word = |answer: &AnswerIx| ids.get(answer.index()).map(|id| (*id).to_owned());
    let told = match step.kind {
        StepKind::Ask { .. } => TraceKind::Answer,
        StepKind::Choose { .. } => TraceKind::Options,
        StepKind::Act { .. } => TraceKind::Mark,
        StepKind::Tell { .. } | StepKind::End => return None,
    };
    let answers = match outcome {
        Outcome::One(answer) => word(answer).into_iter().chain(needed_reason(step, outcome)).collect(),
        Outcome::Many(answers) => answers.iter().filter_map(word).collect(),
        Outcome::Passed => return None,
    };
    Some(TraceStep { step: step.id.to_string(), told, answers })
}

/// The reason that must go with the mark of an act: the first there is.
fn needed_reason(step: &Step, outcome: &Outcome) -> Option<String> {
    let declined = step.is_act() && Mark::from_outcome(outcome) == Some(Mark::NotRelevant);
    let reason = step.decline_reasons().iter().find(|reason| declined && reason.is_mark())?;
    Some(reason.id.to_string())
}
