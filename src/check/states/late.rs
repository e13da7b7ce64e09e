//! Options of a wide `choose` step, decided late: each when a condition first asks about it, or when none ahead can ask any
//! more. So a checklist of forty things, each with a step of its own, has about forty situations and not 2⁴⁰.
//!
//! Between two steps a walk then stands in states of their own, one for each option that has to be decided there. The
//! walks are the same as when all is decided at once; only the order in which their answers are told apart differs.

use std::collections::BTreeMap;

use crate::check::expr::{self, Switch};
use crate::check::live::LiveAnalysis;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, StepKind, Target};

/// An option that is decided late, by its place among all such.
pub(super) type LateIx = usize;

/// The options of a flow that are decided late, and the tests that ask about them.
#[derive(Debug, Default)]
pub(super) struct LateOptions {
    options: Vec<(StepIx, AnswerIx)>,
    tests: Vec<LateTest>,
    /// How many words of a state are what it remembers.
    width: usize,
    /// For states between steps: which option is decided there.
    pub(super) asked: BTreeMap<usize, LateIx>,
    /// For ways on from wide choices: the options left open.
    pub(super) opened: BTreeMap<usize, Vec<LateIx>>,
}

/// A test that some guard makes of a wide choice.
#[derive(Debug)]
struct LateTest {
    step: StepIx,
    fact: u32,
    bit: u32,
    options: Vec<LateIx>,
}

impl LateOptions {
    /// What is decided late: at every `choose` step with more than `most` options that are told apart.
    pub(super) fn find_late_options(flow: &Flow, live: &LiveAnalysis, most: usize) -> Self {
        let mut late = Self { width: live.width(), ..Self::default() };
        for step in flow.step_indices() {
            let options = distinguished_options(flow, live, step);
            if count_distinguished(live, step, &options) > most {
                late.add_options(live, step, &options);
            }
        }
        late
    }

    fn add_options(&mut self, live: &LiveAnalysis, step: StepIx, options: &[AnswerIx]) {
        let from = self.options.len();
        self.options.extend(options.iter().map(|option| (step, *option)));
        let place = |answer: &AnswerIx| options.iter().position(|option| option == answer).map(|n| from + n);
        for (fact, bit, answers) in live.answer_tests(step) {
            let options = answers.iter().filter_map(place).collect();
            self.tests.push(LateTest { step, fact, bit, options });
        }
    }

    /// How many words a state has besides what it remembers.
    pub(super) fn extra_words(&self) -> usize {
        if self.options.is_empty() { 0 } else { self.options.len().div_ceil(64) + 1 }
    }

    /// Whether options of the step are decided late.
    pub(super) fn is_late(&self, step: StepIx) -> bool {
        self.options.iter().any(|(late, _)| *late == step)
    }

    /// The step and the option.
    pub(super) fn option_at(&self, at: LateIx) -> (StepIx, AnswerIx) {
        self.options[at]
    }

    /// The place of an option that is decided late.
    pub(super) fn find_option(&self, step: StepIx, option: AnswerIx) -> Option<LateIx> {
        self.options.iter().position(|late| *late == (step, option))
    }

    /// Leaves an option open.
    pub(super) fn open_option(&self, at: LateIx, bits: &mut [u64]) {
        expr::set_bit(bits, self.open_bit(at), Switch::On);
    }

    /// Decides an option where the walk comes from `step`.
    pub(super) fn decide_option(
        &self,
        live: &LiveAnalysis,
        step: StepIx,
        at: LateIx,
        chosen: Switch,
        bits: &mut [u64],
    ) {
        expr::set_bit(bits, self.open_bit(at), Switch::Off);
        if chosen == Switch::On {
            let asked = self.tests.iter().filter(|test| test.options.contains(&at));
            for test in asked.filter(|test| test.owns_bit(live, step)) {
                expr::set_bit(bits, test.bit, Switch::On);
            }
        }
    }

    /// Where a target leads from `step`, its outcome written; or the option that must be decided first.
    pub(super) fn resolve_target(
        &self,
        live: &LiveAnalysis,
        (step, nth): (StepIx, usize),
        target: &Target,
        bits: &[u64],
    ) -> Result<StepIx, LateIx> {
        let mut go = target.otherwise;
        for (guard, branch) in live.branch_guards(step, nth).iter().zip(&target.branches) {
            if guard.try_holds(bits, &|bit| self.find_deciding_option(live, step, bit, bits))? {
                go = branch.go;
                break;
            }
        }
        self.find_due_option(live, go, bits).map_or(Ok(go), Err)
    }

    /// Whether a guard holds; `None` where that depends on an option that is open.
    pub(super) fn try_guard(
        &self,
        live: &LiveAnalysis,
        step: StepIx,
        guard: &expr::Expr,
        bits: &[u64],
    ) -> Option<bool> {
        guard.try_holds(bits, &|bit| self.find_deciding_option(live, step, bit, bits)).ok()
    }

    /// An open option that decides what a bit will be, for a walk that comes from `step`.
    fn find_deciding_option(
        &self,
        live: &LiveAnalysis,
        step: StepIx,
        bit: u32,
        bits: &[u64],
    ) -> Option<LateIx> {
        if expr::get_bit(bits, bit) {
            return None;
        }
        let test = self.tests.iter().find(|test| test.bit == bit && test.owns_bit(live, step))?;
        test.options.iter().copied().find(|at| self.is_open(*at, bits))
    }

    /// An open option that cannot wait any longer where the walk comes to `go`: nothing ahead asks about it, or what is
    /// offered there does.
    fn find_due_option(&self, live: &LiveAnalysis, go: StepIx, bits: &[u64]) -> Option<LateIx> {
        let mut open = (0..self.options.len()).filter(|at| self.is_open(*at, bits));
        open.find(|at| {
            let mut asked = self.tests.iter().filter(|test| test.options.contains(at));
            let mut ahead = asked.clone().filter(|test| live.is_test_live(go, test.fact)).peekable();
            ahead.peek().is_none() || asked.any(|test| live.offers_depend_on(go, test.bit))
        })
    }

    fn is_open(&self, at: LateIx, bits: &[u64]) -> bool {
        expr::get_bit(bits, self.open_bit(at))
    }

    fn open_bit(&self, at: LateIx) -> u32 {
        u32::try_from(self.width * 64 + at).unwrap_or(u32::MAX)
    }
}

impl LateTest {
    /// Whether its bit is its own for a walk that comes from `step`.
    fn owns_bit(&self, live: &LiveAnalysis, step: StepIx) -> bool {
        self.step == step || live.is_test_live(step, self.fact)
    }
}

/// The choices that begin with exactly so many of these options chosen: each with those left open after them.
pub(super) fn enumerate_prefixes(options: &[AnswerIx], needed: usize) -> Vec<(Vec<AnswerIx>, &[AnswerIx])> {
    if needed == 0 {
        return vec![(Vec::new(), options)];
    }
    let from = |(n, first): (usize, &AnswerIx)| {
        let rest = enumerate_prefixes(&options[n + 1..], needed - 1).into_iter();
        let with = |(mut chosen, open): (Vec<AnswerIx>, _)| {
            chosen.insert(0, *first);
            (chosen, open)
        };
        rest.map(with).collect::<Vec<_>>()
    };
    options.iter().enumerate().flat_map(from).collect()
}

/// The outcome that decides an option.
pub(super) fn decision_outcome(option: AnswerIx, chosen: Switch) -> Outcome {
    Outcome::Many(if chosen == Switch::On { vec![option] } else { Vec::new() })
}

/// The options of a `choose` step that some test names, those that are chosen alone left out.
fn distinguished_options(flow: &Flow, live: &LiveAnalysis, step: StepIx) -> Vec<AnswerIx> {
    let StepKind::Choose { options, .. } = &flow.step(step).kind else { return Vec::new() };
    let several = (0..options.len()).filter(|n| !options[*n].alone).map(AnswerIx::nth);
    several
        .filter(|option| live.distinguished_answers(step).any(|answers| answers.contains(option)))
        .collect()
}

/// How many of the options tests tell from each other.
fn count_distinguished(live: &LiveAnalysis, step: StepIx, options: &[AnswerIx]) -> usize {
    let sign = |option: &AnswerIx| {
        live.distinguished_answers(step).map(|answers| answers.contains(option)).collect()
    };
    let mut signs: Vec<Vec<bool>> = options.iter().map(sign).collect();
    signs.sort_unstable();
    signs.dedup();
    signs.len()
}
