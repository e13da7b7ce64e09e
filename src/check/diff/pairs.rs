//! Pairs of situations: where the old and the new version stand after the same answers.

use std::collections::{HashMap, HashSet};

use crate::check::bound::BoundExceeded;
use crate::check::expr;
use crate::check::live::{LiveAnalysis, guards_of};
use crate::check::states::{Edge, StateGraph, StateIx};
use crate::flow::graph;
use crate::flow::guard::{Guard, GuardTest, Outcome};
use crate::flow::id::{AnswerIx, StepId, StepIx};
use crate::flow::model::{Flow, StepKind, Target};

/// More pairs than this are not explored.
const PAIRS: usize = 1_000_000;

/// More ways on from pairs, or outcomes looked at for them, than this are not followed.
const ROWS: usize = 4_000_000;

/// The longest version, in steps, for which it is worked out what each step can still lead to.
const STEPS: usize = 20_000;

/// A way on from a pair: what one version's step, or both versions' same step, came to.
#[derive(Debug, Clone)]
pub(super) struct PairStep {
    pub(super) old: Option<(StepIx, Outcome)>,
    pub(super) new: Option<(StepIx, Outcome)>,
    pub(super) to: usize,
}

/// An answer that only one version has, at a question both come to.
#[derive(Debug)]
pub(super) struct UnmatchedAnswer {
    pub(super) node: usize,
    pub(super) step: StepId,
    pub(super) answer: String,
    pub(super) in_old: bool,
}

/// A pair: a state of each version, and what one has been told that the other may still ask.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct PairState {
    old: StateIx,
    new: StateIx,
    /// By the other version's step that may still come to be asked.
    for_old: Vec<(StepIx, Outcome)>,
    for_new: Vec<(StepIx, Outcome)>,
}

#[derive(Debug)]
pub(super) struct Pairs<'f> {
    pub(super) old: &'f Flow,
    pub(super) new: &'f Flow,
    pub(super) rows: Vec<PairStep>,
    pub(super) unmatched: Vec<UnmatchedAnswer>,
    first: Vec<usize>,
    from: Vec<Option<(usize, usize)>>,
    /// Per pair, the steps it stands at.
    stands: Vec<(StepIx, StepIx)>,
}

/// One version, ready to be walked beside the other.
struct DiffVersion<'f> {
    flow: &'f Flow,
    live: LiveAnalysis,
    space: StateGraph,
    /// Per step, the same step in the other version.
    twin: Vec<Option<StepIx>>,
    ahead: StepReachability,
}

/// What tells an outcome apart from others of its step: every answer of an `ask`, else what is tested of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum OutcomeSignature {
    Outcome(Outcome),
    Told(Vec<bool>),
}

impl<'f> DiffVersion<'f> {
    fn from_flow(flow: &'f Flow, other: &Flow) -> Result<Self, BoundExceeded> {
        if flow.steps.len() > STEPS {
            return Err(BoundExceeded::States(STEPS));
        }
        let told = translate_tests(other, flow);
        let live = LiveAnalysis::analyze(flow, &told.iter().collect::<Vec<_>>())?;
        let space = StateGraph::explore(flow, &live)?;
        if let Some(wide) = flow.step_indices().find(|at| space.is_late(*at)) {
            return Err(BoundExceeded::Choice(wide));
        }
        let same = |at: &StepIx, to: &StepIx| {
            std::mem::discriminant(&flow.step(*at).kind) == std::mem::discriminant(&other.step(*to).kind)
        };
        let by_id: HashMap<&str, StepIx> =
            other.step_indices().map(|at| (other.step(at).id.as_str(), at)).collect();
        let twin = |at: StepIx| by_id.get(flow.step(at).id.as_str()).copied().filter(|to| same(&at, to));
        let twin = flow.step_indices().map(twin).collect();
        Ok(Self { flow, live, space, twin, ahead: StepReachability::from_flow(flow) })
    }

    /// The ways on from a state, by what tells outcomes apart there.
    fn edges_by_signature(&self, state: StateIx) -> HashMap<OutcomeSignature, Edge> {
        let step = self.space.step_of(state);
        let signed = |edge: &Edge| (self.outcome_signature(step, &self.space.outcome_of(*edge)), *edge);
        self.space.edges(state).iter().map(signed).collect()
    }

    fn outcome_signature(&self, step: StepIx, outcome: &Outcome) -> OutcomeSignature {
        match &self.flow.step(step).kind {
            StepKind::Ask { .. } => OutcomeSignature::Outcome(outcome.clone()),
            StepKind::Choose { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => {
                let told = self
                    .live
                    .distinguished_answers(step)
                    .map(|answers| expr::satisfies_test(Some(answers), outcome));
                OutcomeSignature::Told(told.collect())
            }
        }
    }

    /// What another version's outcome is here: the answers of the same ids, those not offered left out.
    fn translate_outcome(
        &self,
        from: &Self,
        at: StepIx,
        outcome: &Outcome,
        state: StateIx,
    ) -> Option<Outcome> {
        let step = self.space.step_of(state);
        let theirs = from.flow.step(at).answer_ids();
        let answer = |answer: AnswerIx| self.flow.step(step).find_answer(theirs.get(answer.index())?);
        Some(match outcome {
            Outcome::Passed => Outcome::Passed,
            Outcome::One(one) => Outcome::One(answer(*one)?),
            Outcome::Many(many) => {
                let bits = self.space.state_bits(state);
                let offered = |at: &AnswerIx| self.live.is_offered(step, at.index(), bits);
                let mut chosen: Vec<AnswerIx> =
                    many.iter().filter_map(|at| answer(*at)).filter(offered).collect();
                chosen.sort_unstable();
                Outcome::Many(chosen)
            }
        })
    }
}

impl<'f> Pairs<'f> {
    pub(super) fn explore(old: &'f Flow, new: &'f Flow) -> Result<Self, BoundExceeded> {
        let (a, b) = (DiffVersion::from_flow(old, new)?, DiffVersion::from_flow(new, old)?);
        let pairs = Self {
            old,
            new,
            rows: Vec::new(),
            unmatched: Vec::new(),
            first: Vec::new(),
            from: Vec::new(),
            stands: Vec::new(),
        };
        let mut exploring =
            PairExplorer { outcomes: 0, a, b, pairs, found: HashMap::new(), nodes: Vec::new() };
        let start = PairState { old: 0, new: 0, for_old: Vec::new(), for_new: Vec::new() };
        exploring.find_or_add_pair(start, None);
        let mut next = 0;
        while next < exploring.nodes.len() {
            if next >= PAIRS || exploring.pairs.rows.len() > ROWS || exploring.outcomes > ROWS {
                return Err(BoundExceeded::Followed(PAIRS));
            }
            exploring.pairs.first.push(exploring.pairs.rows.len());
            exploring.expand_pair(next);
            next += 1;
        }
        Ok(exploring.pairs)
    }

    pub(super) fn len(&self) -> usize {
        self.stands.len()
    }

    pub(super) fn rows_from(&self, node: usize) -> std::ops::Range<usize> {
        self.first[node]..self.first.get(node + 1).copied().unwrap_or(self.rows.len())
    }

    /// Whether both versions have come to an end.
    pub(super) fn has_ended(&self, node: usize) -> bool {
        let (old, new) = self.stands[node];
        let is_end = |flow: &Flow, at| matches!(flow.step(at).kind, StepKind::End);
        is_end(self.old, old) && is_end(self.new, new)
    }

    pub(super) fn ended_pairs(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter(|node| self.has_ended(*node))
    }

    /// The steps a pair stands at.
    pub(super) fn step_ids(&self, node: usize) -> (StepId, StepId) {
        let (old, new) = self.stands[node];
        (self.old.step(old).id.clone(), self.new.step(new).id.clone())
    }

    pub(super) fn trace_to(&self, node: usize) -> Vec<PairStep> {
        let mut rows = Vec::new();
        let mut at = node;
        while let Some((before, place)) = self.from[at] {
            rows.push(self.rows[place].clone());
            at = before;
        }
        rows.reverse();
        rows
    }
}

struct PairExplorer<'f> {
    /// How many outcomes have been looked at.
    outcomes: usize,
    a: DiffVersion<'f>,
    b: DiffVersion<'f>,
    pairs: Pairs<'f>,
    found: HashMap<PairState, usize>,
    nodes: Vec<PairState>,
}

/// Which version goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MovingSide {
    Old,
    New,
}

impl PairExplorer<'_> {
    fn find_or_add_pair(&mut self, mut node: PairState, from: Option<(usize, usize)>) -> usize {
        // What the other version can no longer come to ask is forgotten.
        let (old, new) = (self.a.space.step_of(node.old), self.b.space.step_of(node.new));
        node.for_old.retain(|(step, _)| self.a.ahead.can_come_to(old, *step));
        node.for_new.retain(|(step, _)| self.b.ahead.can_come_to(new, *step));
        if let Some(known) = self.found.get(&node) {
            return *known;
        }
        let place = self.nodes.len();
        self.found.insert(node.clone(), place);
        self.nodes.push(node);
        self.pairs.from.push(from);
        self.pairs.stands.push((old, new));
        place
    }

    fn expand_pair(&mut self, at: usize) {
        let node = self.nodes[at].clone();
        let (old, new) = self.pairs.stands[at];
        let told = |told: &[(StepIx, Outcome)], step: StepIx| {
            told.iter().find(|(asked, _)| *asked == step).map(|(_, outcome)| outcome.clone())
        };
        if self.pairs.has_ended(at) {
        } else if self.a.twin[old.index()] == Some(new) {
            self.advance_both(at, &node);
        } else if let Some(outcome) = told(&node.for_old, old) {
            self.advance_one(at, &node, MovingSide::Old, &[outcome]);
        } else if let Some(outcome) = told(&node.for_new, new) {
            self.advance_one(at, &node, MovingSide::New, &[outcome]);
        } else {
            let goes = self.choose_side(old, new);
            let (version, state) = match goes {
                MovingSide::Old => (&self.a, node.old),
                MovingSide::New => (&self.b, node.new),
            };
            let edges = version.space.edges(state).iter();
            let outcomes: Vec<Outcome> = edges.map(|edge| version.space.outcome_of(*edge)).collect();
            self.advance_one(at, &node, goes, &outcomes);
        }
    }

    /// A step that the other version will not come to is taken alone; where both may still come to the other's step,
    /// the old version goes first and the new is told later.
    fn choose_side(&self, old: StepIx, new: StepIx) -> MovingSide {
        let ends = |flow: &Flow, at| matches!(flow.step(at).kind, StepKind::End);
        let waits = |from: &DiffVersion<'_>, to: &DiffVersion<'_>, at: StepIx, other: StepIx| {
            from.twin[at.index()].is_some_and(|twin| to.ahead.can_come_to(other, twin))
        };
        let old_waits = ends(self.a.flow, old) || waits(&self.a, &self.b, old, new);
        let new_waits = ends(self.b.flow, new) || waits(&self.b, &self.a, new, old);
        if ends(self.a.flow, old) || (old_waits && !new_waits) { MovingSide::New } else { MovingSide::Old }
    }

    fn advance_both(&mut self, at: usize, node: &PairState) {
        let (old, new) = self.pairs.stands[at];
        self.note_unmatched(at, old, new);
        let outcomes = |version: &DiffVersion<'_>, state| {
            version.space.edges(state).iter().map(|edge| version.space.outcome_of(*edge)).collect::<Vec<_>>()
        };
        let mut joint: Vec<(Outcome, Outcome)> = Vec::new();
        for outcome in outcomes(&self.a, node.old) {
            if let Some(other) = self.b.translate_outcome(&self.a, old, &outcome, node.new) {
                joint.push((outcome, other));
            }
        }
        for outcome in outcomes(&self.b, node.new) {
            if let Some(other) = self.a.translate_outcome(&self.b, new, &outcome, node.old) {
                joint.push((other, outcome));
            }
        }
        self.outcomes += joint.len();
        let (ways_of_old, ways_of_new) =
            (self.a.edges_by_signature(node.old), self.b.edges_by_signature(node.new));
        let mut taken: HashSet<(u32, u32)> = HashSet::new();
        for (was, is) in joint {
            let one = ways_of_old.get(&self.a.outcome_signature(old, &was)).copied();
            let other = ways_of_new.get(&self.b.outcome_signature(new, &is)).copied();
            let (Some(one), Some(other)) = (one, other) else { continue };
            if !taken.insert((one.to, other.to)) {
                continue;
            }
            let next = PairState { old: one.to as StateIx, new: other.to as StateIx, ..node.clone() };
            self.push_step(at, Some((old, was)), Some((new, is)), next);
        }
    }

    fn advance_one(&mut self, at: usize, node: &PairState, goes: MovingSide, outcomes: &[Outcome]) {
        let (old, new) = self.pairs.stands[at];
        let ways = match goes {
            MovingSide::Old => self.a.edges_by_signature(node.old),
            MovingSide::New => self.b.edges_by_signature(node.new),
        };
        for outcome in outcomes {
            let (own, other, step) = match goes {
                MovingSide::Old => (&self.a, &self.b, old),
                MovingSide::New => (&self.b, &self.a, new),
            };
            let Some(edge) = ways.get(&own.outcome_signature(step, outcome)).copied() else { continue };
            let mut next = node.clone();
            let told = own.twin[step.index()]
                .and_then(|twin| Some((twin, rename_outcome(own, other, step, twin, outcome)?)));
            match goes {
                MovingSide::Old => {
                    next.old = edge.to as StateIx;
                    next.for_new.extend(told);
                    next.for_new.sort();
                    self.push_step(at, Some((old, outcome.clone())), None, next);
                }
                MovingSide::New => {
                    next.new = edge.to as StateIx;
                    next.for_old.extend(told);
                    next.for_old.sort();
                    self.push_step(at, None, Some((new, outcome.clone())), next);
                }
            }
        }
    }

    fn push_step(
        &mut self,
        at: usize,
        old: Option<(StepIx, Outcome)>,
        new: Option<(StepIx, Outcome)>,
        next: PairState,
    ) {
        let place = self.pairs.rows.len();
        let to = self.find_or_add_pair(next, Some((at, place)));
        self.pairs.rows.push(PairStep { old, new, to });
    }

    fn note_unmatched(&mut self, node: usize, old: StepIx, new: StepIx) {
        let (a, b) = (self.a.flow.step(old), self.b.flow.step(new));
        for (mine, theirs, in_old) in [(a, b, true), (b, a, false)] {
            for answer in mine.answer_ids().into_iter().filter(|id| theirs.find_answer(id).is_none()) {
                let known = self.pairs.unmatched.iter();
                let mut known = known.filter(|row| row.step == mine.id && row.in_old == in_old);
                if !known.any(|row| row.answer == answer) {
                    let (step, answer) = (mine.id.clone(), answer.to_owned());
                    self.pairs.unmatched.push(UnmatchedAnswer { node, step, answer, in_old });
                }
            }
        }
    }
}

/// An outcome in the ids of the twin step, without asking what is offered there.
fn rename_outcome(
    own: &DiffVersion<'_>,
    other: &DiffVersion<'_>,
    step: StepIx,
    twin: StepIx,
    outcome: &Outcome,
) -> Option<Outcome> {
    let ids = own.flow.step(step).answer_ids();
    let answer = |answer: &AnswerIx| other.flow.step(twin).find_answer(ids.get(answer.index())?);
    Some(match outcome {
        Outcome::Passed => Outcome::Passed,
        Outcome::One(one) => Outcome::One(answer(one)?),
        Outcome::Many(many) => {
            let mut chosen: Vec<AnswerIx> = many.iter().filter_map(answer).collect();
            chosen.sort_unstable();
            Outcome::Many(chosen)
        }
    })
}

/// The tests of one version in the steps and answers of another, so that ways on tell apart what either looks at.
fn translate_tests(from: &Flow, to: &Flow) -> Vec<Guard> {
    let mut guards = Vec::new();
    for test in from.step_indices().flat_map(|at| guards_of(from, at)).flat_map(Guard::collect_tests) {
        let ids = from.step(test.step).answer_ids();
        let Some(step) = to.find_step(from.step(test.step).id.as_str()) else { continue };
        let same = |at: &AnswerIx| to.step(step).find_answer(ids.get(at.index())?);
        let any_of = test.any_of.iter().filter_map(same).collect();
        guards.push(Guard::Is(GuardTest { step, any_of, if_unasked: Some(false) }));
    }
    guards
}

/// Which steps can still come after each, when conditions are not looked at.
struct StepReachability {
    width: usize,
    words: Vec<u64>,
}

impl StepReachability {
    fn from_flow(flow: &Flow) -> Self {
        let width = flow.steps.len().div_ceil(64);
        let mut ahead = Self { width, words: vec![0; width * flow.steps.len()] };
        for at in graph::post_order(flow) {
            for next in flow.step(at).all_targets().into_iter().flat_map(Target::possible_steps) {
                for n in 0..width {
                    ahead.words[at.index() * width + n] |= ahead.words[next.index() * width + n];
                }
                ahead.words[at.index() * width + next.index() / 64] |= 1 << (next.index() % 64);
            }
        }
        ahead
    }

    fn can_come_to(&self, from: StepIx, to: StepIx) -> bool {
        from == to || self.words[from.index() * self.width + to.index() / 64] >> (to.index() % 64) & 1 == 1
    }
}
