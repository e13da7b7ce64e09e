//! Following walks through the explored states with a little memory beside: which of the tests of a guarantee's `given`
//! hold so far, and one flag of the claim's own. Breadth first, so that what is found is shortest.

use super::bound::BoundExceeded;
use super::expr::{self, Expr};
use super::states::{Edge, StateGraph, StateIx};
use crate::flow::guard::{self as flow_guard, Guard, Outcome};
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, StepKind};

/// More situations than this are not followed for one guarantee.
pub const MOST: usize = 20_000_000;

/// How many situations room is made for at first: as many as there are states, but not more than this.
const FIRST_ROWS: usize = 1024;

/// More different situations than this are not told apart, reached or not.
const WIDEST: usize = 1 << 30;

/// The most tests a `given` may make.
const TESTS: usize = 20;

/// A guard to be evaluated at the end of a walk, its tests followed along the way.
#[derive(Debug)]
pub struct Assumption {
    tests: Vec<FollowedTest>,
    holds: Expr,
    start: u32,
}

#[derive(Debug)]
struct FollowedTest {
    step: StepIx,
    /// The answers that make it hold; `None`: that the step was passed at all.
    answers: Option<Vec<AnswerIx>>,
    /// Whether the guard cannot hold where the step was passed and the test failed.
    needed: bool,
}

/// A walk, as what each step came to.
pub type Trace = Vec<(StepIx, Outcome)>;

/// What follows walks: a flow's states, and the walks that are asked about.
#[derive(Debug, Clone, Copy)]
pub struct WalkSearch<'f> {
    /// The flow.
    pub flow: &'f Flow,
    /// Its states.
    pub space: &'f StateGraph,
    /// Which walks.
    pub given: &'f Assumption,
}

/// A situation: a state, and the tests that hold so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Situation {
    /// The state.
    pub state: StateIx,
    /// The tests, a bit each.
    pub held: u32,
}

/// Everything that was reached, in the order it was.
#[derive(Debug)]
pub struct ReachedSet {
    rows: Vec<ReachedRow>,
    /// The first situation that was looked for.
    found: Option<usize>,
}

#[derive(Debug)]
struct ReachedRow {
    at: Situation,
    flag: usize,
    before: u32,
    edge: u32,
}

impl Assumption {
    /// Follows a guard, and besides that which of `acts` were passed: the bits after the guard's own.
    ///
    /// # Errors
    /// [`BoundExceeded::Followed`] where it makes too many tests.
    pub fn from_guard(guard: &Guard, acts: &[StepIx]) -> Result<Self, BoundExceeded> {
        let mut tests: Vec<FollowedTest> = Vec::new();
        let needed = find_required_tests(guard);
        let mut start = 0;
        let holds = Expr::from_guard(guard, &mut |test| {
            let bit = tests.len();
            let needed = needed.iter().any(|other| std::ptr::eq(*other, test));
            tests.push(FollowedTest { step: test.step, answers: Some(test.any_of.clone()), needed });
            start |= u32::from(test.if_unasked.unwrap_or(false)) << (bit % 32);
            Expr::Bit(u32::try_from(bit).unwrap_or(u32::MAX))
        });
        tests.extend(acts.iter().map(|act| FollowedTest { step: *act, answers: None, needed: false }));
        if tests.len() > TESTS {
            return Err(BoundExceeded::Followed(WIDEST));
        }
        Ok(Self { tests, holds, start })
    }

    /// How many different sets of tests can hold.
    pub fn count_test_sets(&self) -> usize {
        1 << self.tests.len()
    }

    /// Whether the guard holds of a walk that ended with these tests.
    pub fn holds(&self, held: u32) -> bool {
        self.holds.holds(&[u64::from(held)])
    }

    /// Whether the `nth` of the acts was passed.
    pub fn has_passed_act(&self, nth: usize, acts: usize, held: u32) -> bool {
        held >> (self.tests.len() - acts + nth) & 1 == 1
    }

    /// Whether it looks at the step.
    fn is_tested_at(&self, step: StepIx) -> bool {
        self.tests.iter().any(|test| test.step == step)
    }

    /// Whether the guard can no longer hold after a way on from `step`, whatever comes.
    fn fails_after(&self, space: &StateGraph, step: StepIx, edge: Edge) -> bool {
        let fails = |test: &FollowedTest| {
            test.needed
                && test.step == step
                && test.answers.as_ref().is_some_and(|answers| !space.edge_includes(edge, answers))
        };
        self.tests.iter().any(fails)
    }

    /// The tests that hold after a way on.
    pub fn update_tests(&self, space: &StateGraph, at: Situation, edge: Edge) -> u32 {
        let step = space.step_of(at.state);
        let mut bits = [u64::from(at.held)];
        for (bit, test) in (0..).zip(&self.tests) {
            if test.step == step {
                let holds = test.answers.as_ref().is_none_or(|answers| space.edge_includes(edge, answers));
                // An option that is decided late is chosen beside those before.
                let before = space.pending_decision(at.state).is_some() && expr::get_bit(&bits, bit);
                expr::set_bit(&mut bits, bit, (holds || before).into());
            }
        }
        u32::try_from(bits[0]).unwrap_or(at.held)
    }
}

impl WalkSearch<'_> {
    /// Where every walk starts.
    pub fn start_situation(&self) -> Situation {
        Situation { state: 0, held: self.given.start }
    }

    /// Whether walks that are asked about end here.
    pub fn is_end(&self, at: Situation) -> bool {
        let step = self.flow.step(self.space.step_of(at.state));
        matches!(step.kind, StepKind::End) && self.given.holds(at.held)
    }

    /// The situation after a way on.
    pub fn follow_edge(&self, at: Situation, edge: Edge) -> Situation {
        let held = self.given.update_tests(self.space, at, edge);
        Situation { state: edge.to as StateIx, held }
    }

    /// The shortest walk that is asked about, from `from` to its end, among those whose flag is `broken` there.
    ///
    /// The flag begins as 0 before `from` and becomes what `enter` says at every step the walk comes to, `from` itself
    /// the first; where it says `None` the walk is not followed further.
    ///
    /// # Errors
    /// [`BoundExceeded::Followed`] where too much would have to be followed.
    pub fn find_shortest(
        &self,
        from: Situation,
        flags: usize,
        enter: impl Fn(usize, StepIx) -> Option<usize>,
        broken: impl Fn(usize, StepIx) -> bool,
    ) -> Result<Option<Trace>, BoundExceeded> {
        let stop = |at: Situation, flag| self.is_end(at) && broken(flag, self.space.step_of(at.state));
        let reached = self.explore_until(from, flags, enter, stop)?;
        Ok(reached.found.map(|row| reached.trace_to(row, self.space)))
    }

    /// Whether any walk is such as `given` says, which is what is followed.
    ///
    /// # Errors
    /// [`BoundExceeded::Followed`] where too much would have to be followed.
    pub fn can_happen(&self, given: &Guard) -> Result<bool, BoundExceeded> {
        // One answer of a question that is reached can be given on some walk; and so can one mark of an act.
        if let Guard::Is(test) = given
            && test.if_unasked != Some(true)
            && matches!(self.flow.step(test.step).kind, StepKind::Ask { .. } | StepKind::Act { .. })
            && self.can_reach_end(test)
        {
            return Ok(true);
        }
        Ok(self.find_shortest(self.start_situation(), 1, |_, _| Some(0), |_, _| true)?.is_some())
    }

    /// Whether the step is reached with the tested answer, and a walk from there ends: one walk is enough to see it.
    fn can_reach_end(&self, test: &flow_guard::GuardTest) -> bool {
        let states = 0..self.space.len();
        let Some(mut at) = states.into_iter().find(|state| self.space.step_of(*state) == test.step) else {
            return false;
        };
        let mut edges = self.space.edges(at).iter();
        let mut way = edges.find(|edge| self.space.edge_includes(**edge, &test.any_of));
        for _ in 0..self.flow.steps.len() {
            let Some(edge) = way else { break };
            at = edge.to as StateIx;
            way = self.space.edges(at).last();
        }
        matches!(self.flow.step(self.space.step_of(at)).kind, StepKind::End)
    }

    /// Follows walks until one stands where `stop` says, else until all were followed.
    ///
    /// # Errors
    /// [`BoundExceeded::Followed`] where too much would have to be followed.
    pub fn explore_until(
        &self,
        from: Situation,
        flags: usize,
        enter: impl Fn(usize, StepIx) -> Option<usize>,
        stop: impl Fn(Situation, usize) -> bool,
    ) -> Result<ReachedSet, BoundExceeded> {
        let room = self.space.len().saturating_mul(flags).saturating_mul(self.given.count_test_sets());
        if room > WIDEST {
            return Err(BoundExceeded::Followed(WIDEST));
        }
        let mut seen = vec![0_u64; room / 64 + 1];
        let rows = Vec::with_capacity(self.space.len().min(FIRST_ROWS));
        let mut reached = ReachedSet { rows, found: None };
        if let Some(flag) = enter(0, self.space.step_of(from.state)) {
            reached.rows.push(ReachedRow { at: from, flag, before: 0, edge: u32::MAX });
        }
        let mut next = 0;
        while let Some(row) = reached.rows.get(next) {
            let (at, flag) = (row.at, row.flag);
            if stop(at, flag) {
                reached.found = Some(next);
                break;
            }
            let here = self.space.step_of(at.state);
            let is_tested = self.given.is_tested_at(here);
            for place in self.space.edge_places(at.state) {
                let edge = self.space.edge_at(place);
                let whole = is_tested && !self.space.is_late(here);
                if whole && self.given.fails_after(self.space, here, edge) {
                    continue;
                }
                let untested = Situation { state: edge.to as StateIx, held: at.held };
                let to = if is_tested { self.follow_edge(at, edge) } else { untested };
                // Where an option of an earlier choice is decided, no step is come to.
                let between = self.space.pending_decision(to.state).is_some();
                let flag = if between { Some(flag) } else { enter(flag, self.space.step_of(to.state)) };
                let Some(flag) = flag else { continue };
                let node = (to.state * flags + flag) * self.given.count_test_sets() + to.held as usize;
                if seen[node / 64] >> (node % 64) & 1 == 0 {
                    seen[node / 64] |= 1 << (node % 64);
                    let (before, edge) = (to_u32(next), to_u32(place));
                    reached.rows.push(ReachedRow { at: to, flag, before, edge });
                }
            }
            if reached.rows.len() > MOST {
                return Err(BoundExceeded::Followed(MOST));
            }
            next += 1;
        }
        Ok(reached)
    }
}

impl ReachedSet {
    /// The situations, each with the place of the row that leads to it.
    pub fn situations(&self) -> impl Iterator<Item = (usize, Situation)> + '_ {
        self.rows.iter().enumerate().map(|(n, row)| (n, row.at))
    }

    /// The way to a row, from where following began.
    pub fn trace_to(&self, row: usize, space: &StateGraph) -> Trace {
        let mut way = Vec::new();
        let mut row = row;
        while let Some(ReachedRow { before, edge, .. }) =
            self.rows.get(row).filter(|row| row.edge != u32::MAX)
        {
            row = *before as usize;
            let state = self.rows[row].at.state;
            way.push((space.step_of(state), space.outcome_of(space.edge_at(*edge as usize))));
        }
        way.reverse();
        way
    }
}

/// The tests that all must hold for the guard to hold.
fn find_required_tests(guard: &Guard) -> Vec<&flow_guard::GuardTest> {
    match guard {
        Guard::Is(test) => vec![test],
        Guard::All(parts) => parts.iter().flat_map(find_required_tests).collect(),
        Guard::Any(_) | Guard::Not(_) => Vec::new(),
    }
}

fn to_u32(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
