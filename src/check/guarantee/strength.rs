//! `unsure_is_safe` and `monotone`: an answer that never brings fewer acts than another.
//!
//! At every situation in which the question is asked, the acts that every walk onwards brings are compared answer by
//! answer. An act counts as brought where one that covers it is.

use super::Break;
use crate::check::follow::{At, Follow, Given, Reached, Way};
use crate::check::states::{Bounded, Space, StateIx};
use crate::flow::guard::Guard;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, StepKind};

/// More words than this are not kept for what situations bring.
const MOST: usize = 16_000_000;

/// The unsure answer of each of `steps` brings what every sure answer brings.
pub(super) fn unsure(
    flow: &Flow,
    space: &Space,
    given: &Guard,
    steps: &[StepIx],
) -> Result<Option<Break>, Bounded> {
    let pairs = steps.iter().flat_map(|step| {
        let answers: &[_] = match &flow.step(*step).kind {
            StepKind::Ask { answers } => answers,
            StepKind::Choose { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => &[],
        };
        let unsure = answers.iter().position(|answer| answer.unsure);
        let sure = answers.iter().enumerate().filter(|(_, answer)| !answer.unsure).map(|(n, _)| n);
        sure.filter_map(move |n| {
            Some(Pair { step: *step, bringing: AnswerIx::nth(n), matching: AnswerIx::nth(unsure?) })
        })
    });
    compare(flow, space, given, &pairs.collect::<Vec<_>>())
}

/// At `step`, each answer brings what those before it in `order` bring.
pub(super) fn rising(
    flow: &Flow,
    space: &Space,
    given: &Guard,
    step: StepIx,
    order: &[AnswerIx],
) -> Result<Option<Break>, Bounded> {
    let pairs = order.iter().enumerate().flat_map(|(n, matching)| {
        order[..n].iter().map(move |bringing| Pair { step, bringing: *bringing, matching: *matching })
    });
    compare(flow, space, given, &pairs.collect::<Vec<_>>())
}

/// Two answers of a question: what the one brings, the other must bring too.
struct Pair {
    step: StepIx,
    bringing: AnswerIx,
    matching: AnswerIx,
}

fn compare(flow: &Flow, space: &Space, given: &Guard, pairs: &[Pair]) -> Result<Option<Break>, Bounded> {
    let acts = Acts::of(flow);
    let given = Given::of(given, &acts.covering)?;
    let follow = Follow { flow, space, given: &given };
    let brought = Brought::of(&follow, &acts)?;
    let reached = follow.reach(follow.start(), 1, |_, _| Some(0), |_, _| false)?;
    for (row, at) in reached.situations() {
        let step = space.step(at.state);
        for pair in pairs.iter().filter(|pair| pair.step == step) {
            if let Some(lost) = lost(&follow, &acts, &brought, at, pair) {
                return shown(&follow, &acts, &reached, row, pair, &lost).map(Some);
            }
        }
    }
    Ok(None)
}

/// An act that one answer always brings here, and where the walk stands after the other, which does not.
struct Lost {
    act: usize,
    at: At,
}

fn lost(follow: &Follow<'_>, acts: &Acts, brought: &Brought, at: At, pair: &Pair) -> Option<Lost> {
    let onwards = |answer: AnswerIx| {
        let edges = follow.space.edges(at.state).iter();
        let edge = edges.copied().find(|edge| follow.space.includes(*edge, &[answer]))?;
        Some(follow.after(at, edge))
    };
    let after = onwards(pair.matching)?;
    let more = brought.by(onwards(pair.bringing)?)?;
    let less = brought.by(after)?;
    let before = acts.before(follow.given, at);
    let missing = more.iter().zip(less).zip(before).map(|((more, less), before)| more & !less & !before);
    let act = missing.enumerate().find(|(_, word)| *word != 0);
    act.map(|(n, word)| Lost { act: n * 64 + word.trailing_zeros() as usize, at: after })
}

/// The walk to the question, the answer, and a shortest way on without the act.
fn shown(
    follow: &Follow<'_>,
    acts: &Acts,
    reached: &Reached,
    row: usize,
    pair: &Pair,
    lost: &Lost,
) -> Result<Break, Bounded> {
    let mut way: Way = reached.way(row, follow.space);
    way.push((pair.step, crate::flow::guard::Outcome::One(pair.matching)));
    let around = |_, at: StepIx| (!acts.brings(at, lost.act)).then_some(0);
    way.extend(follow.shortest(lost.at, 1, around, |_, _| true)?.unwrap_or_default());
    let step = follow.flow.step(pair.step);
    let ids = step.answer_ids();
    let id = |answer: AnswerIx| ids.get(answer.index()).copied().unwrap_or_default();
    let act = acts.list.get(lost.act).map(|at| follow.flow.step(*at).id.to_string()).unwrap_or_default();
    let words = format!(
        "i `{}` leder `{}` alltid till `{act}`, men `{}` kan leda förbi",
        step.id,
        id(pair.bringing),
        id(pair.matching)
    );
    Ok(Break { way, words })
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
