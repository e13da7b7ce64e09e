//! Exploring: from each state every outcome the step can come to, and the state it leads to.

use super::table::{self, Table};
use super::{Bounded, Edge, Pick, SEVERAL, STATES, Space, StateIx, TRANSITIONS};
use crate::check::live::Live;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, Mark, StepKind};

/// The most groups of options of a single `choose` step that are told apart.
pub(super) const WIDEST_CHOICE: usize = 16;

pub(super) struct Explorer<'f> {
    flow: &'f Flow,
    live: &'f Live,
    table: Table,
    space: Space,
    /// The bits of the state being expanded, and of the one a way on leads to.
    here: Vec<u64>,
    there: Vec<u64>,
}

impl<'f> Explorer<'f> {
    pub(super) fn new(flow: &'f Flow, live: &'f Live) -> Self {
        let width = live.width();
        let space = Space {
            steps: Vec::new(),
            from: Vec::new(),
            first: Vec::new(),
            edges: Vec::new(),
            choices: Vec::new(),
            bits: Vec::new(),
            width,
        };
        Self { flow, live, table: Table::new(), space, here: vec![0; width], there: vec![0; width] }
    }

    pub(super) fn run<'a>(
        mut self,
        start: StepIx,
        earlier: &impl Fn(StepIx) -> Option<&'a Outcome>,
    ) -> Result<Space, Bounded> {
        self.live.begin(start, earlier, &mut self.there);
        self.enter(start, (0, 0));
        let mut next = 0;
        while next < self.space.len() {
            if self.space.len() > STATES {
                return Err(Bounded::States(STATES));
            }
            if self.space.edges.len() > TRANSITIONS {
                return Err(Bounded::Transitions(TRANSITIONS));
            }
            self.expand(next)?;
            next += 1;
        }
        Ok(self.space)
    }

    fn expand(&mut self, at: StateIx) -> Result<(), Bounded> {
        self.space.first.push(number(self.space.edges.len()));
        let step = self.space.step(at);
        self.here.clear();
        self.here.extend_from_slice(self.space.bits(at));
        match &self.flow.step(step).kind {
            StepKind::Ask { answers } => {
                for n in 0..answers.len() {
                    self.go(at, step, n, Outcome::One(AnswerIx::nth(n)));
                }
            }
            StepKind::Choose { .. } => {
                for outcome in self.choices(step)? {
                    self.go(at, step, 0, outcome);
                }
            }
            StepKind::Act { .. } => {
                let apart = self.live.apart(step).next().is_some();
                // Where nothing tells marks apart, the one that stands for all is what an unmarked act counts as.
                let marks = if apart { self.flow.step(step).marks() } else { vec![Mark::Todo] };
                for mark in marks {
                    self.go(at, step, 0, mark.outcome());
                }
            }
            StepKind::Tell { .. } => self.go(at, step, 0, Outcome::Passed),
            StepKind::End => {}
        }
        Ok(())
    }

    /// Takes one way on: by `outcome`, which is led by the `nth` target of the step.
    fn go(&mut self, at: StateIx, step: StepIx, nth: usize, outcome: Outcome) {
        self.there.clear();
        self.there.extend_from_slice(&self.here);
        self.live.write(step, &outcome, &mut self.there);
        let Some(target) = self.flow.step(step).target(&outcome) else { return };
        let go = self.live.resolve(step, nth, target, &self.there);
        self.live.keep(go, &mut self.there);
        let edge = number(self.space.edges.len());
        let to = self.enter(go, (number(at), edge));
        let pick = self.pick(outcome);
        self.space.edges.push(Edge { to, pick });
    }

    fn pick(&mut self, outcome: Outcome) -> Pick {
        match outcome {
            Outcome::Passed => Pick(0),
            Outcome::One(answer) => Pick(answer.0 + 1),
            Outcome::Many(chosen) => {
                self.space.choices.push(chosen);
                Pick(SEVERAL | number(self.space.choices.len() - 1))
            }
        }
    }

    /// The place of the state at `step` with the bits `there`, found anew or again.
    fn enter(&mut self, step: StepIx, from: (u32, u32)) -> u32 {
        let Self { table, space, there, .. } = self;
        let next = number(space.len());
        let same = |state: u32| {
            let state = state as StateIx;
            space.steps[state] == step && space.bits(state) == there.as_slice()
        };
        let hash_of = |state: u32| table::hash(space.steps[state as usize].0, space.bits(state as usize));
        let state = table.find_or_put(table::hash(step.0, there), next, same, hash_of);
        if state == next {
            space.steps.push(step);
            space.from.push(from);
            space.bits.extend_from_slice(there);
        }
        state
    }

    /// One choice for each set of options that guards can tell apart.
    fn choices(&self, at: StepIx) -> Result<Vec<Outcome>, Bounded> {
        let StepKind::Choose { options, at_least, .. } = &self.flow.step(at).kind else {
            return Ok(Vec::new());
        };
        let offered = (0..options.len()).filter(|n| self.live.offers(at, *n, &self.here));
        let (alone, several): (Vec<usize>, Vec<usize>) = offered.partition(|n| options[*n].alone);
        let groups = self.groups(at, several.into_iter().map(AnswerIx::nth));
        if groups.apart.len() > WIDEST_CHOICE {
            return Err(Bounded::Choice(at));
        }
        let sets = (0..1_usize << groups.apart.len()).filter_map(|mask| groups.choice(mask, *at_least));
        let mut sets: Vec<Outcome> = sets.collect();
        let lonely = self.groups(at, alone.into_iter().map(AnswerIx::nth));
        sets.extend(lonely.apart.iter().filter_map(|group| group.first()).map(|at| Outcome::Many(vec![*at])));
        // One that nothing tells apart is told by the choice of nothing, where that can be made.
        if *at_least > 0 {
            sets.extend(lonely.alike.first().map(|at| Outcome::Many(vec![*at])));
        }
        Ok(sets)
    }

    fn groups(&self, at: StepIx, offered: impl Iterator<Item = AnswerIx>) -> Groups {
        let tests: Vec<&[AnswerIx]> = self.live.apart(at).collect();
        let mut groups = Groups { apart: Vec::new(), alike: Vec::new() };
        let mut signs: Vec<Vec<bool>> = Vec::new();
        for option in offered {
            let sign: Vec<bool> = tests.iter().map(|answers| answers.contains(&option)).collect();
            if sign.iter().all(|named| !named) {
                groups.alike.push(option);
            } else if let Some(same) = signs.iter().position(|known| *known == sign) {
                groups.apart[same].push(option);
            } else {
                signs.push(sign);
                groups.apart.push(vec![option]);
            }
        }
        groups
    }
}

/// The options of a choice in groups that no guard tells apart, and those that no guard names.
struct Groups {
    apart: Vec<Vec<AnswerIx>>,
    alike: Vec<AnswerIx>,
}

impl Groups {
    /// A choice of something from exactly the groups in `mask`, with at least so many options; `None` where there is
    /// none.
    fn choice(&self, mask: usize, at_least: usize) -> Option<Outcome> {
        let chosen = || self.apart.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
        let firsts = chosen().filter_map(|(_, group)| group.first());
        let rest = chosen().flat_map(|(_, group)| group.iter().skip(1)).chain(&self.alike);
        let mut set: Vec<AnswerIx> = firsts.copied().collect();
        set.extend(rest.take(at_least.saturating_sub(set.len())));
        set.sort_unstable();
        (set.len() >= at_least).then_some(Outcome::Many(set))
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
