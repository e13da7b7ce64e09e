//! `unsure_is_safe` and `monotone`: an answer that never brings fewer acts than another.
//!
//! At every situation in which the question is asked, the acts that every walk onwards brings are compared answer by
//! answer. An act counts as brought where one that covers it is. Of a `choose` whole choices are compared: each that has
//! the unsure option with each that has not; and in an order each choice by the strictest of its options there, with
//! those that are alike in everything outside the order.

use super::Break;
use crate::check::expr;
use crate::check::follow::{At, Follow, Given, Reached, Way};
use crate::check::live::Live;
use crate::check::states::{Bounded, Edge, Space, StateIx};
use crate::flow::guard::{Guard, Outcome};
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, Step, StepKind};

/// More words than this are not kept for what situations bring.
const MOST: usize = 16_000_000;

/// The unsure answer of each of `steps` brings what every sure answer brings.
pub(super) fn unsure(
    of: (&Flow, &Live, &Space),
    given: &Guard,
    steps: &[StepIx],
) -> Result<Option<Break>, Bounded> {
    let orders = steps.iter().filter_map(|step| {
        Some(Order { step: *step, rows: vec![of.0.step(*step).unsure()?], first: First::EveryOther })
    });
    compare(of, given, &orders.collect::<Vec<_>>())
}

/// At `step`, each answer brings what those before it in `order` bring.
pub(super) fn rising(
    of: (&Flow, &Live, &Space),
    given: &Guard,
    step: StepIx,
    order: &[AnswerIx],
) -> Result<Option<Break>, Bounded> {
    compare(of, given, &[Order { step, rows: order.to_vec(), first: First::Own }])
}

/// Answers of a question, mildest first: what an earlier one brings, a later one must bring too.
struct Order {
    step: StepIx,
    rows: Vec<AnswerIx>,
    first: First,
}

/// What is mildest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum First {
    /// The first row.
    Own,
    /// Before the first row: whatever has none of the rows.
    EveryOther,
}

impl Order {
    /// How strict an outcome is; `None` where it stands outside the order.
    fn rank(&self, outcome: &Outcome) -> Option<usize> {
        let row = self.rows.iter().rposition(|row| outcome.includes(*row)).map(|row| row + 1);
        row.or((self.first == First::EveryOther).then_some(0))
    }

    /// What conditions see of an outcome outside the order: only those alike in it are compared.
    fn beside(&self, live: &Live, outcome: &Outcome) -> Vec<bool> {
        match (self.first, outcome) {
            (First::Own, Outcome::Many(chosen)) => {
                let rest = chosen.iter().copied().filter(|option| !self.rows.contains(option)).collect();
                let rest = Outcome::Many(rest);
                live.apart(self.step).map(|answers| expr::told(Some(answers), &rest)).collect()
            }
            (First::Own | First::EveryOther, _) => Vec::new(),
        }
    }
}

fn compare(
    (flow, live, space): (&Flow, &Live, &Space),
    given: &Guard,
    orders: &[Order],
) -> Result<Option<Break>, Bounded> {
    // What an answer always brings is told situation by situation. With options left open one situation stands for many, and
    // "always" would be of all of them together: too weak to compare, and so a proof of nothing.
    if let Some(wide) = flow.places().find(|at| space.is_late(*at)) {
        return Err(Bounded::Choice(wide));
    }
    let acts = Acts::of(flow);
    let given = Given::of(given, &acts.covering)?;
    let follow = Follow { flow, space, given: &given };
    let brought = Brought::of(&follow, &acts)?;
    let reached = follow.reach(follow.start(), 1, |_, _| Some(0), |_, _| false)?;
    for (row, at) in reached.situations() {
        let step = space.step(at.state);
        for order in orders.iter().filter(|order| order.step == step) {
            if let Some(lost) = lost(&follow, live, &acts, &brought, at, order) {
                return shown(&follow, &acts, &reached, row, order.step, &lost).map(Some);
            }
        }
    }
    Ok(None)
}

/// An act that one outcome always brings here, and where the walk stands after the other, which does not.
struct Lost {
    act: usize,
    bringing: Outcome,
    matching: Outcome,
    at: At,
}

/// A way on from the question, by how strict it is.
struct Ranked<'b> {
    rank: usize,
    beside: Vec<bool>,
    edge: Edge,
    brings: &'b [u64],
}

fn lost(
    follow: &Follow<'_>,
    live: &Live,
    acts: &Acts,
    brought: &Brought,
    at: At,
    order: &Order,
) -> Option<Lost> {
    let ranked = |edge: &Edge| {
        let outcome = follow.space.outcome(*edge);
        let brings = brought.by(follow.after(at, *edge))?;
        let (rank, beside) = (order.rank(&outcome)?, order.beside(live, &outcome));
        Some(Ranked { rank, beside, edge: *edge, brings })
    };
    let mut ways: Vec<Ranked<'_>> = follow.space.edges(at.state).iter().filter_map(ranked).collect();
    ways.sort_by(|one, other| (&one.beside, one.rank).cmp(&(&other.beside, other.rank)));
    let before = acts.before(follow.given, at);
    ways.chunk_by(|one, other| one.beside == other.beside).find_map(|alike| {
        let mut needed = vec![0; acts.width];
        for same in alike.chunk_by(|one, other| one.rank == other.rank) {
            let lacking = |way: &Ranked<'_>| {
                let missing = needed.iter().zip(way.brings).zip(&before);
                let missing = missing.map(|((needed, brings), before)| needed & !brings & !before);
                let found = missing.enumerate().find(|(_, word)| *word != 0);
                found.map(|(n, word)| n * 64 + word.trailing_zeros() as usize)
            };
            if let Some((way, act)) = same.iter().find_map(|way| Some((way, lacking(way)?))) {
                let brings = |way: &&Ranked<'_>| way.brings[act / 64] >> (act % 64) & 1 == 1;
                let bringing = alike.iter().find(brings)?;
                return Some(Lost {
                    act,
                    bringing: follow.space.outcome(bringing.edge),
                    matching: follow.space.outcome(way.edge),
                    at: follow.after(at, way.edge),
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
fn shown(
    follow: &Follow<'_>,
    acts: &Acts,
    reached: &Reached,
    row: usize,
    step: StepIx,
    lost: &Lost,
) -> Result<Break, Bounded> {
    let mut way: Way = reached.way(row, follow.space);
    way.push((step, lost.matching.clone()));
    let around = |_, at: StepIx| (!acts.brings(at, lost.act)).then_some(0);
    way.extend(follow.shortest(lost.at, 1, around, |_, _| true)?.unwrap_or_default());
    let step = follow.flow.step(step);
    let act = acts.list.get(lost.act).map(|at| follow.flow.step(*at).id.to_string()).unwrap_or_default();
    let words = format!(
        "i `{}` leder {} alltid till `{act}`, men {} kan leda förbi",
        step.id,
        named(step, &lost.bringing),
        named(step, &lost.matching)
    );
    Ok(Break { way, words })
}

/// The ids of an outcome, as they stand in a sentence.
fn named(step: &Step, outcome: &Outcome) -> String {
    let ids = step.answer_ids();
    let chosen = ids.iter().enumerate().filter(|(n, _)| outcome.includes(AnswerIx::nth(*n)));
    let chosen: Vec<String> = chosen.map(|(_, id)| format!("`{id}`")).collect();
    if chosen.is_empty() { "inget valt".to_owned() } else { chosen.join(" med ") }
}

/// The acts of a flow, and what each brings: itself and what it covers, and what those cover.
struct Acts {
    list: Vec<StepIx>,
    /// Those that cover others: the only ones whose being passed earlier matters later.
    covering: Vec<StepIx>,
    /// Per step, its place in `list`.
    place: Vec<Option<usize>>,
    width: usize,
    /// Per act, `width` words of the acts it brings.
    brings: Vec<u64>,
}

impl Acts {
    fn of(flow: &Flow) -> Self {
        let list: Vec<StepIx> = flow.places().filter(|at| flow.step(*at).is_act()).collect();
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

    fn brings(&self, at: StepIx, act: usize) -> bool {
        self.row(at).is_some_and(|row| row[act / 64] >> (act % 64) & 1 == 1)
    }

    fn row(&self, at: StepIx) -> Option<&[u64]> {
        let n = self.place[at.index()]?;
        Some(&self.brings[n * self.width..(n + 1) * self.width])
    }

    /// What covering acts passed earlier have brought already.
    fn before(&self, given: &Given, at: At) -> Vec<u64> {
        let mut words = vec![0; self.width];
        for (n, act) in self.covering.iter().enumerate() {
            if given.passed(n, self.covering.len(), at.held) {
                let row = self.row(*act).unwrap_or_default();
                words.iter_mut().zip(row).for_each(|(word, more)| *word |= more);
            }
        }
        words
    }
}

/// Per situation, the acts that every walk from there on brings.
struct Brought {
    sets: usize,
    width: usize,
    /// Whether any walk that is asked about goes on from there.
    goes_on: Vec<bool>,
    words: Vec<u64>,
}

impl Brought {
    fn of(follow: &Follow<'_>, acts: &Acts) -> Result<Self, Bounded> {
        let sets = follow.given.sets();
        let room = follow.space.len().saturating_mul(sets);
        if room.saturating_mul(acts.width.max(1)) > MOST {
            return Err(Bounded::Followed(MOST));
        }
        let width = acts.width;
        let mut brought =
            Self { sets, width, goes_on: vec![false; room], words: vec![u64::MAX; room * width] };
        let mut words = vec![0; width];
        for state in follow.space.backwards() {
            for held in (0..).take(sets) {
                brought.settle(follow, acts, At { state, held }, &mut words);
            }
        }
        Ok(brought)
    }

    /// Works out one situation from those after it, in `words`, which are as many as a situation has.
    fn settle(&mut self, follow: &Follow<'_>, acts: &Acts, at: At, words: &mut [u64]) {
        let mut goes_on = follow.ends(at);
        words.fill(if goes_on { 0 } else { u64::MAX });
        for edge in follow.space.edges(at.state) {
            if let Some(next) = self.by(follow.after(at, *edge)) {
                goes_on = true;
                words.iter_mut().zip(next).for_each(|(word, next)| *word &= next);
            }
        }
        if let Some(own) = acts.row(follow.space.step(at.state)) {
            words.iter_mut().zip(own).for_each(|(word, own)| *word |= own);
        }
        let place = self.place(at);
        self.goes_on[place] = goes_on;
        self.words[place * self.width..(place + 1) * self.width].copy_from_slice(words);
    }

    /// What every walk from here on brings; `None` where no walk that is asked about goes on from here.
    fn by(&self, at: At) -> Option<&[u64]> {
        let place = self.place(at);
        self.goes_on[place].then(|| &self.words[place * self.width..(place + 1) * self.width])
    }

    fn place(&self, at: At) -> usize {
        let state: StateIx = at.state;
        state * self.sets + at.held as usize
    }
}
