//! States: every situation a walk can be in, told apart only by what can still matter. Explored once, breadth first.

use std::collections::HashMap;

use super::live::Live;
use crate::flow::guard::{Guard, Outcome};
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Choice, Flow, Mark, StepKind};

/// More states than this are not explored: the answer is then "not decided", never a silent pass.
pub const BOUND: usize = 2_000_000;

/// The most outcomes of a single `choose` step that are told apart.
const WIDEST_CHOICE: usize = 16;

/// A state's place in [`Space::states`].
pub type StateIx = usize;

/// The explored states of a flow, from one situation onwards.
#[derive(Debug)]
pub struct Space {
    /// The states, in the order found; the first is the start.
    pub states: Vec<State>,
    /// Per state, what is known of each step that matters there, as places in `outcomes`.
    known: Vec<Box<[u32]>>,
    /// Every outcome met; place 0 stands for "not passed".
    outcomes: Vec<Outcome>,
}

/// One state: a step, and what came out of the earlier steps that still matter.
#[derive(Debug)]
pub struct State {
    /// The step the walk stands at.
    pub step: StepIx,
    /// How the walk got here first, which is a shortest way: the state before and the outcome there.
    pub from: Option<(StateIx, Outcome)>,
    /// Ways on, in the order of the step's answers. Empty at an end, and at a dead end.
    pub edges: Vec<Edge>,
}

/// One way on from a state.
#[derive(Debug)]
pub struct Edge {
    /// An outcome that takes this way; of outcomes that no guard tells apart, one stands for all.
    pub outcome: Outcome,
    /// The state it leads to.
    pub to: StateIx,
}

/// Why exploring stopped before the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bounded {
    /// More than this many states.
    States(usize),
    /// A `choose` step whose tested options are too many to tell apart.
    Choice(StepIx),
}

impl Space {
    /// Explores `flow` from its start, keeping apart what `also` tests.
    ///
    /// # Errors
    /// [`Bounded`] where a declared bound is hit.
    pub fn explore(flow: &Flow, also: &[&Guard]) -> Result<Self, Bounded> {
        let live = Live::of(flow, also);
        Explorer::new(flow, &live).run(flow.start, &|_| None)
    }

    /// Explores `flow` onwards from `start`, given what earlier steps came to.
    ///
    /// # Errors
    /// [`Bounded`] where a declared bound is hit.
    pub fn onwards<'a>(
        flow: &Flow,
        live: &Live,
        start: StepIx,
        earlier: &impl Fn(StepIx) -> Option<&'a Outcome>,
    ) -> Result<Self, Bounded> {
        Explorer::new(flow, live).run(start, earlier)
    }

    /// The shortest way to a state, as outcomes from the start.
    pub fn way_to(&self, state: StateIx) -> Vec<(StepIx, Outcome)> {
        let mut way = Vec::new();
        let mut at = state;
        while let Some((before, outcome)) = &self.states[at].from {
            way.push((self.states[*before].step, outcome.clone()));
            at = *before;
        }
        way.reverse();
        way
    }

    /// What a walk in this state knows of an earlier step; `None` where it was not passed or no longer matters.
    pub fn known(&self, live: &Live, state: StateIx, step: StepIx) -> Option<&Outcome> {
        let place = live.at(self.states[state].step).position(|at| at == step)?;
        match self.known[state][place] {
            0 => None,
            number => self.outcomes.get(number as usize),
        }
    }

    /// How many ways on there are in all.
    pub fn transitions(&self) -> usize {
        self.states.iter().map(|state| state.edges.len()).sum()
    }

    /// The states, successors before predecessors; right for spaces without rings, which verified flows have.
    pub fn backwards(&self) -> Vec<StateIx> {
        let mut seen = vec![false; self.states.len()];
        let mut order = Vec::with_capacity(self.states.len());
        let mut stack = vec![(0, false)];
        while let Some((at, done)) = stack.pop() {
            if done {
                order.push(at);
            } else if !std::mem::replace(&mut seen[at], true) {
                stack.push((at, true));
                stack.extend(self.states[at].edges.iter().map(|edge| (edge.to, false)));
            }
        }
        order
    }
}

/// What a state is known by while exploring: the step and the outcomes that matter there (0: not passed).
type Key = (StepIx, Box<[u32]>);

struct Explorer<'f> {
    flow: &'f Flow,
    live: &'f Live,
    /// Interned outcomes; place 0 stands for "not passed".
    outcomes: Vec<Outcome>,
    numbers: HashMap<Outcome, u32>,
    found: HashMap<Key, StateIx>,
    keys: Vec<Box<[u32]>>,
    states: Vec<State>,
}

impl<'f> Explorer<'f> {
    fn new(flow: &'f Flow, live: &'f Live) -> Self {
        Self {
            flow,
            live,
            outcomes: vec![Outcome::Passed],
            numbers: HashMap::new(),
            found: HashMap::new(),
            keys: Vec::new(),
            states: Vec::new(),
        }
    }

    fn run<'a>(
        mut self,
        start: StepIx,
        earlier: &impl Fn(StepIx) -> Option<&'a Outcome>,
    ) -> Result<Space, Bounded> {
        let known = self.live.at(start).collect::<Vec<_>>();
        let known = known.into_iter().map(|step| earlier(step).map_or(0, |came| self.number(came))).collect();
        self.enter((start, known), None);
        let mut next = 0;
        while next < self.states.len() {
            if next >= BOUND {
                return Err(Bounded::States(BOUND));
            }
            let edges = self.expand(next)?;
            self.states[next].edges = edges;
            next += 1;
        }
        Ok(Space { states: self.states, known: self.keys, outcomes: self.outcomes })
    }

    fn expand(&mut self, at: StateIx) -> Result<Vec<Edge>, Bounded> {
        let step = self.states[at].step;
        let known: Vec<(StepIx, u32)> = self.live.at(step).zip(self.keys[at].iter().copied()).collect();
        let outcomes = {
            let earlier = |asked: StepIx| self.recall(&known, asked);
            outcomes(self.flow, self.live, step, &earlier)?
        };
        let mut edges = Vec::with_capacity(outcomes.len());
        for outcome in outcomes {
            let number = self.number(&outcome);
            let Some(target) = self.flow.step(step).target(&outcome) else { continue };
            let go = target.resolve(&|asked| {
                if asked == step { Some(&outcome) } else { self.recall(&known, asked) }
            });
            let carried =
                self.live.at(go).map(|asked| if asked == step { number } else { lookup(&known, asked) });
            let key = (go, carried.collect());
            let to = self.enter(key, Some((at, outcome.clone())));
            edges.push(Edge { outcome, to });
        }
        Ok(edges)
    }

    fn enter(&mut self, key: Key, from: Option<(StateIx, Outcome)>) -> StateIx {
        if let Some(at) = self.found.get(&key) {
            return *at;
        }
        let at = self.states.len();
        self.states.push(State { step: key.0, from, edges: Vec::new() });
        self.keys.push(key.1.clone());
        self.found.insert(key, at);
        at
    }

    fn number(&mut self, outcome: &Outcome) -> u32 {
        if let Some(number) = self.numbers.get(outcome) {
            return *number;
        }
        let number = u32::try_from(self.outcomes.len()).unwrap_or(u32::MAX);
        self.outcomes.push(outcome.clone());
        self.numbers.insert(outcome.clone(), number);
        number
    }

    fn recall(&self, known: &[(StepIx, u32)], step: StepIx) -> Option<&Outcome> {
        match lookup(known, step) {
            0 => None,
            number => self.outcomes.get(number as usize),
        }
    }
}

fn lookup(known: &[(StepIx, u32)], step: StepIx) -> u32 {
    known.binary_search_by_key(&step, |(at, _)| *at).map_or(0, |row| known[row].1)
}

/// One outcome of the step for each that guards or targets can tell apart.
fn outcomes<'a>(
    flow: &Flow,
    live: &Live,
    at: StepIx,
    earlier: &impl Fn(StepIx) -> Option<&'a Outcome>,
) -> Result<Vec<Outcome>, Bounded> {
    Ok(match &flow.step(at).kind {
        StepKind::Ask { answers } => (0..answers.len()).map(|n| Outcome::One(AnswerIx::nth(n))).collect(),
        StepKind::Choose { options, at_least, .. } => {
            let tested = live.told_apart(at).unwrap_or(&[]);
            choices(options, *at_least, tested, earlier).ok_or(Bounded::Choice(at))?
        }
        StepKind::Act { .. } if live.told_apart(at).is_some() => Mark::ALL.map(Mark::outcome).to_vec(),
        StepKind::Act { .. } => vec![Mark::Done.outcome()],
        StepKind::Tell { .. } => vec![Outcome::Passed],
        StepKind::End => Vec::new(),
    })
}

/// One choice for each set of tested options, made large enough with untested ones; `None` where there are too many.
fn choices<'a>(
    options: &[Choice],
    at_least: usize,
    tested: &[AnswerIx],
    earlier: &impl Fn(StepIx) -> Option<&'a Outcome>,
) -> Option<Vec<Outcome>> {
    let offered = options.iter().enumerate().filter(|(_, option)| option.when.holds(earlier));
    let (apart, alike): (Vec<AnswerIx>, Vec<AnswerIx>) =
        offered.map(|(n, _)| AnswerIx::nth(n)).partition(|option| tested.contains(option));
    if apart.len() > WIDEST_CHOICE {
        return None;
    }
    let sets = (0..1_usize << apart.len()).filter_map(|mask| {
        let mut set: Vec<AnswerIx> =
            apart.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, at)| *at).collect();
        set.extend(alike.iter().take(at_least.saturating_sub(set.len())));
        set.sort_unstable();
        (set.len() >= at_least).then_some(Outcome::Many(set))
    });
    Some(sets.collect())
}
