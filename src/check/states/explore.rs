//! Exploring: from each state every outcome the step can come to, and the state it leads to.

use super::late::{self, LateOptions};
use super::table::{self, StateTable};
use super::{Edge, PackedOutcome, SEVERAL, STATES, StateGraph, StateIx, TRANSITIONS};
use crate::check::bound::{BoundExceeded, WIDEST_CHOICE};
use crate::check::expr::Switch;
use crate::check::live::LiveAnalysis;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, Mark, StepKind, Target};

pub(super) struct Explorer<'f> {
    flow: &'f Flow,
    live: &'f LiveAnalysis,
    table: StateTable,
    space: StateGraph,
    /// The bits of the state being expanded, and of the one a way on leads to.
    here: Vec<u64>,
    there: Vec<u64>,
}

impl<'f> Explorer<'f> {
    pub(super) fn new(flow: &'f Flow, live: &'f LiveAnalysis, widest: usize) -> Self {
        let late = LateOptions::find_late_options(flow, live, widest);
        let width = live.width() + late.extra_words();
        let space = StateGraph {
            steps: Vec::new(),
            from: Vec::new(),
            first: Vec::new(),
            edges: Vec::new(),
            choices: Vec::new(),
            bits: Vec::new(),
            width,
            late,
        };
        Self { flow, live, table: StateTable::new(), space, here: vec![0; width], there: vec![0; width] }
    }

    pub(super) fn explore_all<'a>(
        mut self,
        start: StepIx,
        earlier: &impl Fn(StepIx) -> Option<&'a Outcome>,
    ) -> Result<StateGraph, BoundExceeded> {
        self.live.write_start_bits(start, earlier, &mut self.there);
        self.find_or_add_state(start, (0, 0));
        let mut next = 0;
        while next < self.space.len() {
            if self.space.len() > STATES {
                return Err(BoundExceeded::States(STATES));
            }
            if self.space.edges.len() > TRANSITIONS {
                return Err(BoundExceeded::Transitions(TRANSITIONS));
            }
            self.expand_state(next)?;
            next += 1;
        }
        Ok(self.space)
    }

    fn expand_state(&mut self, at: StateIx) -> Result<(), BoundExceeded> {
        self.space.first.push(to_u32(self.space.edges.len()));
        let step = self.space.step_of(at);
        self.here.clear();
        self.here.extend_from_slice(self.space.state_bits(at));
        if let Some(from) = self.space.pending_decision(at) {
            self.decide_option(at, from);
            return Ok(());
        }
        match &self.flow.step(step).kind {
            StepKind::Ask { answers } => {
                for n in 0..answers.len() {
                    self.add_outcome(at, step, n, Outcome::One(AnswerIx::nth(n)));
                }
            }
            StepKind::Choose { at_least, .. } if self.space.late.is_late(step) => {
                self.expand_late_choice(at, step, *at_least)?;
            }
            StepKind::Choose { .. } => {
                for outcome in self.list_choices(step)? {
                    self.add_outcome(at, step, 0, outcome);
                }
            }
            StepKind::Act { .. } => {
                let apart = self.live.distinguished_answers(step).next().is_some();
                // Where nothing tells marks apart, the one that stands for all is what an unmarked act counts as.
                let marks = if apart { self.flow.step(step).possible_marks() } else { vec![Mark::Todo] };
                for mark in marks {
                    self.add_outcome(at, step, 0, mark.outcome());
                }
            }
            StepKind::Tell { .. } => self.add_outcome(at, step, 0, Outcome::Passed),
            StepKind::End => {}
        }
        Ok(())
    }

    /// Takes one way on: by `outcome`, which is led by the `nth` target of the step.
    fn add_outcome(&mut self, at: StateIx, step: StepIx, nth: usize, outcome: Outcome) {
        self.there.clear();
        self.there.extend_from_slice(&self.here);
        self.live.write_outcome(step, &outcome, &mut self.there);
        let pick = self.pack_outcome(outcome);
        self.add_edge(at, (step, nth), pick);
    }

    /// Takes a way on from `from`, what it comes to written: to the step it leads to, or to a state between where an
    /// option is decided first.
    fn add_edge(&mut self, at: StateIx, from: (StepIx, usize), pick: PackedOutcome) {
        let Some(target) = nth_target(self.flow, from) else { return };
        let edge = to_u32(self.space.edges.len());
        let to = if self.space.late.extra_words() == 0 {
            let go = self.live.resolve_target(from.0, from.1, target, &self.there);
            self.live.mask_live_bits(go, &mut self.there);
            self.find_or_add_state(go, (to_u32(at), edge))
        } else {
            match self.space.late.resolve_target(self.live, from, target, &self.there) {
                Ok(go) => {
                    self.live.mask_live_bits(go, &mut self.there);
                    self.find_or_add_state(go, (to_u32(at), edge))
                }
                Err(option) => self.enter_pending_state(from, option, (to_u32(at), edge)),
            }
        };
        self.space.edges.push(Edge { to, pick });
    }

    /// The state where an option is decided for a walk that comes from `from`.
    fn enter_pending_state(&mut self, from: (StepIx, usize), option: late::LateIx, way: (u32, u32)) -> u32 {
        if let Some(origin) = self.there.last_mut() {
            *origin = (from.0.index() as u64 + 1) << 32 | from.1 as u64;
        }
        let step = self.space.late.option_at(option).0;
        let state = self.find_or_add_state(step, way);
        self.space.late.asked.insert(state as usize, option);
        state
    }

    /// Decides the option that is asked about between two steps: chosen, and not.
    fn decide_option(&mut self, at: StateIx, from: (StepIx, usize)) {
        let Some(option) = self.space.late.asked.get(&at).copied() else { return };
        for chosen in [Switch::Off, Switch::On] {
            self.there.clear();
            self.there.extend_from_slice(&self.here);
            self.there.last_mut().into_iter().for_each(|origin| *origin = 0);
            self.space.late.decide_option(self.live, from.0, option, chosen, &mut self.there);
            let pick = self.pack_outcome(late::decision_outcome(self.space.late.option_at(option).1, chosen));
            self.add_edge(at, from, pick);
        }
    }

    /// A wide choice: what must be chosen at once to be enough, and the rest left open.
    fn expand_late_choice(
        &mut self,
        at: StateIx,
        step: StepIx,
        at_least: usize,
    ) -> Result<(), BoundExceeded> {
        let (alone, several) = self.split_offered(step);
        let late = |option: &AnswerIx| self.space.late.find_option(step, *option).is_some();
        let (open, alike): (Vec<AnswerIx>, Vec<AnswerIx>) = several.into_iter().partition(late);
        let needed = at_least.saturating_sub(alike.len());
        if needed > 2 {
            return Err(BoundExceeded::Choice(step));
        }
        for (mut chosen, open) in late::enumerate_prefixes(&open, needed) {
            let missing = at_least.saturating_sub(chosen.len());
            chosen.extend(alike.iter().take(missing));
            chosen.sort_unstable();
            self.there.clear();
            self.there.extend_from_slice(&self.here);
            self.live.write_outcome(step, &Outcome::Many(chosen.clone()), &mut self.there);
            let open: Vec<_> =
                open.iter().filter_map(|option| self.space.late.find_option(step, *option)).collect();
            for option in &open {
                self.space.late.open_option(*option, &mut self.there);
            }
            self.space.late.opened.insert(self.space.edges.len(), open);
            let pick = self.pack_outcome(Outcome::Many(chosen));
            self.add_edge(at, (step, 0), pick);
        }
        for outcome in self.choose_alone(step, alone, at_least) {
            self.add_outcome(at, step, 0, outcome);
        }
        Ok(())
    }

    fn pack_outcome(&mut self, outcome: Outcome) -> PackedOutcome {
        match outcome {
            Outcome::Passed => PackedOutcome(0),
            Outcome::One(answer) => PackedOutcome(answer.0 + 1),
            Outcome::Many(chosen) => {
                self.space.choices.push(chosen);
                PackedOutcome(SEVERAL | to_u32(self.space.choices.len() - 1))
            }
        }
    }

    /// The place of the state at `step` with the bits `there`, found anew or again.
    fn find_or_add_state(&mut self, step: StepIx, from: (u32, u32)) -> u32 {
        let Self { table, space, there, .. } = self;
        let next = to_u32(space.len());
        let same = |state: u32| {
            let state = state as StateIx;
            space.steps[state] == step && space.state_bits(state) == there.as_slice()
        };
        let hash_of =
            |state: u32| table::hash_state(space.steps[state as usize].0, space.state_bits(state as usize));
        let state = table.find_or_insert(table::hash_state(step.0, there), next, same, hash_of);
        if state == next {
            space.steps.push(step);
            space.from.push(from);
            space.bits.extend_from_slice(there);
        }
        state
    }

    /// One choice for each set of options that guards can tell apart.
    fn list_choices(&self, at: StepIx) -> Result<Vec<Outcome>, BoundExceeded> {
        let StepKind::Choose { at_least, .. } = &self.flow.step(at).kind else {
            return Ok(Vec::new());
        };
        let (alone, several) = self.split_offered(at);
        let groups = self.group_options(at, several.into_iter());
        if groups.apart.len() > WIDEST_CHOICE {
            return Err(BoundExceeded::Choice(at));
        }
        let sets =
            (0..1_usize << groups.apart.len()).filter_map(|mask| groups.choose_groups(mask, *at_least));
        let mut sets: Vec<Outcome> = sets.collect();
        sets.extend(self.choose_alone(at, alone, *at_least));
        Ok(sets)
    }

    /// The options offered: those that are chosen alone, and the others.
    fn split_offered(&self, at: StepIx) -> (Vec<AnswerIx>, Vec<AnswerIx>) {
        let StepKind::Choose { options, .. } = &self.flow.step(at).kind else {
            return (Vec::new(), Vec::new());
        };
        let offered = (0..options.len()).filter(|n| self.live.is_offered(at, *n, &self.here));
        offered.map(AnswerIx::nth).partition(|option| options[option.index()].alone)
    }

    /// One choice for each group of options that are chosen alone.
    fn choose_alone(&self, at: StepIx, alone: Vec<AnswerIx>, at_least: usize) -> Vec<Outcome> {
        let groups = self.group_options(at, alone.into_iter());
        let mut firsts: Vec<AnswerIx> =
            groups.apart.iter().filter_map(|group| group.first()).copied().collect();
        // One that nothing tells apart is told by the choice of nothing, where that can be made.
        if at_least > 0 {
            firsts.extend(groups.alike.first());
        }
        firsts.into_iter().map(|option| Outcome::Many(vec![option])).collect()
    }

    fn group_options(&self, at: StepIx, offered: impl Iterator<Item = AnswerIx>) -> OptionGroups {
        let tests: Vec<&[AnswerIx]> = self.live.distinguished_answers(at).collect();
        let mut groups = OptionGroups { apart: Vec::new(), alike: Vec::new() };
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
struct OptionGroups {
    apart: Vec<Vec<AnswerIx>>,
    alike: Vec<AnswerIx>,
}

impl OptionGroups {
    /// A choice of something from exactly the groups in `mask`, with at least so many options; `None` where there is
    /// none.
    fn choose_groups(&self, mask: usize, at_least: usize) -> Option<Outcome> {
        let chosen = || self.apart.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
        let firsts = chosen().filter_map(|(_, group)| group.first());
        let rest = chosen().flat_map(|(_, group)| group.iter().skip(1)).chain(&self.alike);
        let mut set: Vec<AnswerIx> = firsts.copied().collect();
        set.extend(rest.take(at_least.saturating_sub(set.len())));
        set.sort_unstable();
        (set.len() >= at_least).then_some(Outcome::Many(set))
    }
}

/// A target of a step: of a question's answer, or the only one.
fn nth_target(flow: &Flow, (step, nth): (StepIx, usize)) -> Option<&Target> {
    match &flow.step(step).kind {
        StepKind::Ask { answers } => answers.get(nth).map(|answer| &answer.to),
        StepKind::Choose { to, .. } | StepKind::Act { to, .. } | StepKind::Tell { to } => Some(to),
        StepKind::End => None,
    }
}

fn to_u32(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
