//! `unsure_is_safe` and `monotone`: an answer that never brings fewer acts than another.
//!
//! At every situation in which the question is asked, the acts that every walk onwards brings are compared answer by
//! answer. An act counts as brought where one that covers it is. Of a `choose` whole choices are compared: each that has
//! the unsure option with each that has not; and in an order each choice by the strictest of its options there, with
//! those that are alike in everything outside the order.

use super::Counterexample;
use crate::check::bound::BoundExceeded;
use crate::check::expr;
use crate::check::follow::{Assumption, ReachedSet, Situation, Trace, WalkSearch};
use crate::check::live::LiveAnalysis;
use crate::check::states::{Edge, StateGraph, StateIx};
use crate::flow::guard::{Guard, Outcome};
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, Step, StepKind};

/// More words than this are not kept for what situations bring.
const MOST: usize = 16_000_000;

/// The unsure answer of each of `steps` brings what every sure answer brings.
pub(super) fn check_unsure_is_safe(
    of: (&Flow, &LiveAnalysis, &StateGraph),
    given: &Guard,
    steps: &[StepIx],
) -> Result<Option<Counterexample>, BoundExceeded> {
    let orders = steps.iter().filter_map(|step| {
        Some(AnswerOrder {
            step: *step,
            rows: vec![of.0.step(*step).unsure_answer()?],
            first: Mildest::EveryOther,
        })
    });
    compare_ranks(of, given, &orders.collect::<Vec<_>>())
}

/// At `step`, each answer brings what those before it in `order` bring.
pub(super) fn check_monotone(
    of: (&Flow, &LiveAnalysis, &StateGraph),
    given: &Guard,
    step: StepIx,
    order: &[AnswerIx],
) -> Result<Option<Counterexample>, BoundExceeded> {
    compare_ranks(of, given, &[AnswerOrder { step, rows: order.to_vec(), first: Mildest::Own }])
}

/// Answers of a question, mildest first: what an earlier one brings, a later one must bring too.
struct AnswerOrder {
    step: StepIx,
    rows: Vec<AnswerIx>,
    first: Mildest,
}

/// What is mildest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mildest {
    /// The first row.
    Own,
    /// Before the first row: whatever has none of the rows.
    EveryOther,
}

impl AnswerOrder {
    /// How strict an outcome is; `None` where it stands outside the order.
    fn rank_outcome(&self, outcome: &Outcome) -> Option<usize> {
        let row = self.rows.iter().rposition(|row| outcome.includes(*row)).map(|row| row + 1);
        row.or((self.first == Mildest::EveryOther).then_some(0))
    }

    /// What conditions see of an outcome outside the order: only those alike in it are compared.
    fn outside_signature(&self, live: &LiveAnalysis, outcome: &Outcome) -> Vec<bool> {
        match (self.first, outcome) {
            (Mildest::Own, Outcome::Many(chosen)) => {
                let rest = chosen.iter().copied().filter(|option| !self.rows.contains(option)).collect();
                let rest = Outcome::Many(rest);
                live.distinguished_answers(self.step)
                    .map(|answers| expr::satisfies_test(Some(answers), &rest))
                    .collect()
            }
            (Mildest::Own | Mildest::EveryOther, _) => Vec::new(),
        }
    }
}

fn compare_ranks(
    (flow, live, space): (&Flow, &LiveAnalysis, &StateGraph),
    given: &Guard,
    orders: &[AnswerOrder],
) -> Result<Option<Counterexample>, BoundExceeded> {
    // What an answer always brings is told situation by situation. With options left open one situation stands for many, and
    // "always" would be of all of them together: too weak to compare, and so a proof of nothing.
    if let Some(wide) = flow.step_indices().find(|at| space.is_late(*at)) {
        return Err(BoundExceeded::Choice(wide));
    }
    let acts = ActEffects::from_flow(flow);
    let given = Assumption::from_guard(given, &acts.covering)?;
    let follow = WalkSearch { flow, space, given: &given };
    let brought = GuaranteedActs::compute_all(&follow, &acts)?;
    let reached = follow.explore_until(follow.start_situation(), 1, |_, _| Some(0), |_, _| false)?;
    for (row, at) in reached.situations() {
        let step = space.step_of(at.state);
        for order in orders.iter().filter(|order| order.step == step) {
            if let Some(lost) = find_lost_act(&follow, live, &acts, &brought, at, order) {
                return build_counterexample(&follow, &acts, &reached, row, order.step, &lost).map(Some);
            }
        }
    }
    Ok(None)
}

/// An act that one outcome always brings here, and where the walk stands after the other, which does not.
struct LostAct {
    act: usize,
    bringing: Outcome,
    matching: Outcome,
    at: Situation,
}

/// A way on from the question, by how strict it is.
struct RankedEdge<'b> {
    rank: usize,
    beside: Vec<bool>,
    edge: Edge,
    brings: &'b [u64],
}

fn find_lost_act(
    follow: &WalkSearch<'_>,
    live: &LiveAnalysis,
    acts: &ActEffects,
    brought: &GuaranteedActs,
    at: Situation,
    order: &AnswerOrder,
) -> Option<LostAct> {
    let ranked = |edge: &Edge| {
        let outcome = follow.space.outcome_of(*edge);
        let brings = brought.acts_after(follow.follow_edge(at, *edge))?;
        let (rank, beside) = (order.rank_outcome(&outcome)?, order.outside_signature(live, &outcome));
        Some(RankedEdge { rank, beside, edge: *edge, brings })
    };
    let mut ways: Vec<RankedEdge<'_>> = follow.space.edges(at.state).iter().filter_map(ranked).collect();
    ways.sort_by(|one, other| (&one.beside, one.rank).cmp(&(&other.beside, other.rank)));
    let before = acts.acts_already_brought(follow.given, at);
    ways.chunk_by(|one, other| one.beside == other.beside).find_map(|alike| {
        let mut needed = vec![0; acts.width];
        for same in alike.chunk_by(|one, other| one.rank == other.rank) {
            let lacking = |way: &RankedEdge<'_>| {
                let missing = needed.iter().zip(way.brings).zip(&before);
                let missing = missing.map(|((needed, brings), before)| needed & !brings & !before);
                let found = missing.enumerate().find(|(_, word)| *word != 0);
                found.map(|(n, word)| n * 64 + word.trailing_zeros() as usize)
            };
            if let Some((way, act)) = same.iter().find_map(|way| Some((way, lacking(way)?))) {
                let brings = |way: &&RankedEdge<'_>| way.brings[act / 64] >> (act % 64) & 1 == 1;
                let bringing = alike.iter().find(brings)?;
                return Some(LostAct {
                    act,
                    bringing: follow.space.outcome_of(bringing.edge),
                    matching: follow.space.outcome_of(way.edge),
                    at: follow.follow_edge(at, way.edge),
                });
            }
            for way in same {
                needed.iter_mut().zip(way.brings).for_each(|(needed, brings)| *needed |= brings);
            }
        }
        None
    })
}

/// The walk to the question, the answer, and a shortest way on without the act.
fn build_counterexample(
    follow: &WalkSearch<'_>,
    acts: &ActEffects,
    reached: &ReachedSet,
    row: usize,
    step: StepIx,
    lost: &LostAct,
) -> Result<Counterexample, BoundExceeded> {
    let mut way: Trace = reached.trace_to(row, follow.space);
    way.push((step, lost.matching.clone()));
    let around = |_, at: StepIx| (!acts.brings_act(at, lost.act)).then_some(0);
    way.extend(follow.find_shortest(lost.at, 1, around, |_, _| true)?.unwrap_or_default());
    let step = follow.flow.step(step);
    let act = acts.list.get(lost.act).map(|at| follow.flow.step(*at).id.to_string()).unwrap_or_default();
    let words = format!(
        "i `{}` leder {} alltid till `{act}`, men {} kan leda förbi",
        step.id,
        join_answer_ids(step, &lost.bringing),
        join_answer_ids(step, &lost.matching)
    );
    Ok(Counterexample { way, words })
}

/// The ids of an outcome, as they stand in a sentence.
fn join_answer_ids(step: &Step, outcome: &Outcome) -> String {
    let ids = step.answer_ids();
    let chosen = ids.iter().enumerate().filter(|(n, _)| outcome.includes(AnswerIx::nth(*n)));
    let chosen: Vec<String> = chosen.map(|(_, id)| format!("`{id}`")).collect();
    if chosen.is_empty() { "inget valt".to_owned() } else { chosen.join(" med ") }
}

/// The acts of a flow, and what each brings: itself and what it covers, and what those cover.
struct ActEffects {
    list: Vec<StepIx>,
    /// Those that cover others: the only ones whose being passed earlier matters later.
    covering: Vec<StepIx>,
    /// Per step, its place in `list`.
    place: Vec<Option<usize>>,
    width: usize,
    /// Per act, `width` words of the acts it brings.
    brings: Vec<u64>,
}

impl ActEffects {
    fn from_flow(flow: &Flow) -> Self {
        let list: Vec<StepIx> = flow.step_indices().filter(|at| flow.step(*at).is_act()).collect();
        let mut place = vec![None; flow.steps.len()];
        for (n, at) in list.iter().enumerate() {
            place[at.index()] = Some(n);
        }
        let covers = |at: &StepIx| match &flow.step(*at).kind {
            StepKind::Act { covers, .. } => covers.clone(),
            StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::Tell { .. } | StepKind::End => {
                Vec::new()
            }
        };
        let covering = list.iter().copied().filter(|at| !covers(at).is_empty()).collect();
        let width = list.len().div_ceil(64);
        let mut acts = Self { brings: vec![0; list.len() * width], list, covering, place, width };
        for n in 0..acts.list.len() {
            let mut open = vec![acts.list[n]];
            while let Some(at) = open.pop() {
                let Some(m) = acts.place[at.index()] else { continue };
                let word = &mut acts.brings[n * width + m / 64];
                if *word >> (m % 64) & 1 == 0 {
                    *word |= 1 << (m % 64);
                    open.extend(covers(&at));
                }
            }
        }
        acts
    }

    fn brings_act(&self, at: StepIx, act: usize) -> bool {
        self.effects_of(at).is_some_and(|row| row[act / 64] >> (act % 64) & 1 == 1)
    }

    fn effects_of(&self, at: StepIx) -> Option<&[u64]> {
        let n = self.place[at.index()]?;
        Some(&self.brings[n * self.width..(n + 1) * self.width])
    }

    /// What covering acts passed earlier have brought already.
    fn acts_already_brought(&self, given: &Assumption, at: Situation) -> Vec<u64> {
        let mut words = vec![0; self.width];
        for (n, act) in self.covering.iter().enumerate() {
            if given.has_passed_act(n, self.covering.len(), at.held) {
                let row = self.effects_of(*act).unwrap_or_default();
                words.iter_mut().zip(row).for_each(|(word, more)| *word |= more);
            }
        }
        words
    }
}

/// Per situation, the acts that every walk from there on brings.
struct GuaranteedActs {
    sets: usize,
    width: usize,
    /// Whether any walk that is asked about goes on from there.
    goes_on: Vec<bool>,
    words: Vec<u64>,
}

impl GuaranteedActs {
    fn compute_all(follow: &WalkSearch<'_>, acts: &ActEffects) -> Result<Self, BoundExceeded> {
        let sets = follow.given.count_test_sets();
        let room = follow.space.len().saturating_mul(sets);
        if room.saturating_mul(acts.width.max(1)) > MOST {
            return Err(BoundExceeded::Followed(MOST));
        }
        let width = acts.width;
        let mut brought =
            Self { sets, width, goes_on: vec![false; room], words: vec![u64::MAX; room * width] };
        let mut words = vec![0; width];
        for state in follow.space.backward_order() {
            for held in (0..).take(sets) {
                brought.compute_situation(follow, acts, Situation { state, held }, &mut words);
            }
        }
        Ok(brought)
    }

    /// Works out one situation from those after it, in `words`, which are as many as a situation has.
    fn compute_situation(
        &mut self,
        follow: &WalkSearch<'_>,
        acts: &ActEffects,
        at: Situation,
        words: &mut [u64],
    ) {
        let mut goes_on = follow.is_end(at);
        words.fill(if goes_on { 0 } else { u64::MAX });
        for edge in follow.space.edges(at.state) {
            if let Some(next) = self.acts_after(follow.follow_edge(at, *edge)) {
                goes_on = true;
                words.iter_mut().zip(next).for_each(|(word, next)| *word &= next);
            }
        }
        if let Some(own) = acts.effects_of(follow.space.step_of(at.state)) {
            words.iter_mut().zip(own).for_each(|(word, own)| *word |= own);
        }
        let place = self.word_offset(at);
        self.goes_on[place] = goes_on;
        self.words[place * self.width..(place + 1) * self.width].copy_from_slice(words);
    }

    /// What every walk from here on brings; `None` where no walk that is asked about goes on from here.
    fn acts_after(&self, at: Situation) -> Option<&[u64]> {
        let place = self.word_offset(at);
        self.goes_on[place].then(|| &self.words[place * self.width..(place + 1) * self.width])
    }

    fn word_offset(&self, at: Situation) -> usize {
        let state: StateIx = at.state;
        state * self.sets + at.held as usize
    }
}
