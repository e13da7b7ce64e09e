//! What a walk must remember: for every step, the tests of earlier outcomes that some guard ahead may still make.
//!
//! This is the classic live-variable analysis, with the *tests* of guards as variables rather than the answers: two
//! answers that no guard ahead tells apart are one and the same. Two walks that agree on the live tests have the same
//! future.

mod facts;
mod slots;

use self::facts::{OwnOutcome, Predicates};
use self::slots::BitSlots;
use super::bound::BoundExceeded;
use super::expr::{self, Expr};
use crate::flow::graph::post_order;
use crate::flow::guard::{Guard, Outcome};
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, StepKind, Target};

/// For every step, what a walk that stands there must remember, as bits.
#[derive(Debug)]
pub struct LiveAnalysis {
    facts: Predicates,
    slots: BitSlots,
    /// Per step, its place in `compiled`; most steps have no guards.
    place: Vec<Option<u32>>,
    compiled: Vec<CompiledGuards>,
    /// Tests from elsewhere that ways on must tell apart, though no state remembers them. By step.
    told: Vec<(StepIx, Vec<AnswerIx>)>,
}

/// The guards of one step.
#[derive(Debug, Default)]
struct CompiledGuards {
    offers: Vec<Expr>,
    branches: Vec<Vec<Expr>>,
}

impl LiveAnalysis {
    /// Analyses `flow`. Ways on from a step tell apart what the guards `told` test, and no state remembers it.
    ///
    /// # Errors
    /// [`BoundExceeded::Tests`] where too many tests live for too long.
    pub fn analyze(flow: &Flow, told: &[&Guard]) -> Result<Self, BoundExceeded> {
        let facts = Predicates::from_flow(flow);
        let order = post_order(flow);
        let rows = facts.compute_live_rows(flow, &order)?;
        let slots = BitSlots::assign_bits(&facts, rows, &order);
        let mut live = Self {
            facts,
            slots,
            place: vec![None; flow.steps.len()],
            compiled: Vec::new(),
            told: collect_tests(told),
        };
        for at in flow.step_indices().filter(|at| guards_of(flow, *at).next().is_some()) {
            live.place[at.index()] = u32::try_from(live.compiled.len()).ok();
            let compiled = live.compile_guards(flow, at);
            live.compiled.push(compiled);
        }
        Ok(live)
    }

    /// How many words of bits a state has.
    pub fn width(&self) -> usize {
        self.slots.width()
    }

    /// The bits of a walk that begins at `start`, given what earlier steps came to.
    pub fn write_start_bits<'a>(
        &self,
        start: StepIx,
        earlier: &impl Fn(StepIx) -> Option<&'a Outcome>,
        bits: &mut [u64],
    ) {
        bits.fill(0);
        for fact in self.slots.live_at(start) {
            let told = self.facts.get_predicate(*fact);
            let holds = earlier(told.step).map_or(told.unasked, |came| told.holds(came));
            expr::set_bit(bits, self.slots.bit_of(*fact), holds.into());
        }
    }

    /// Writes what `outcome` at `at` adds to the bits of a walk.
    pub fn write_outcome(&self, at: StepIx, outcome: &Outcome, bits: &mut [u64]) {
        for fact in self.facts.predicates_of(at) {
            let holds = self.facts.get_predicate(fact).holds(outcome);
            expr::set_bit(bits, self.slots.bit_of(fact), holds.into());
        }
    }

    /// Keeps of the bits what lives at `at`.
    pub fn mask_live_bits(&self, at: StepIx, bits: &mut [u64]) {
        bits.iter_mut().zip(self.slots.mask_at(at)).for_each(|(word, mask)| *word &= mask);
    }

    /// Whether the `nth` option of a `choose` step is offered to a walk with these bits.
    pub fn is_offered(&self, at: StepIx, nth: usize, bits: &[u64]) -> bool {
        let guards = self.compiled_guards(at).and_then(|compiled| compiled.offers.get(nth));
        guards.is_none_or(|guard| guard.holds(bits))
    }

    /// The guards of the `nth` target of a step, one a branch.
    pub fn branch_guards(&self, at: StepIx, nth: usize) -> &[Expr] {
        self.compiled_guards(at).and_then(|compiled| compiled.branches.get(nth)).map_or(&[], Vec::as_slice)
    }

    /// Where the `nth` target of a step leads a walk with these bits, the step's own outcome written.
    pub fn resolve_target(&self, at: StepIx, nth: usize, target: &Target, bits: &[u64]) -> StepIx {
        let taken = self.branch_guards(at, nth).iter().position(|guard| guard.holds(bits));
        taken.and_then(|n| target.branches.get(n)).map_or(target.otherwise, |branch| branch.go)
    }

    /// Whether a walk that stands at `at` with these bits has passed `step`; `None` where that does not matter there.
    pub fn has_passed(&self, at: StepIx, step: StepIx, bits: &[u64]) -> Option<bool> {
        let fact = self.facts.find_passed(step)?;
        self.slots.live_at(at).binary_search(&fact).ok()?;
        Some(expr::get_bit(bits, self.slots.bit_of(fact)))
    }

    /// The sets of answers of a step that are told apart, by guards or from elsewhere.
    pub fn distinguished_answers(&self, at: StepIx) -> impl Iterator<Item = &[AnswerIx]> {
        let own =
            self.facts.predicates_of(at).filter_map(|fact| self.facts.get_predicate(fact).answers.as_deref());
        let from = self.told.partition_point(|(step, _)| *step < at);
        let told = self.told.iter().skip(from).take_while(move |(step, _)| *step == at);
        own.chain(told.map(|(_, answers)| answers.as_slice()))
    }

    /// The tests that guards make of a step's answers: each with its place, its bit and the answers.
    pub fn answer_tests(&self, at: StepIx) -> impl Iterator<Item = (u32, u32, &[AnswerIx])> {
        let own = self.facts.predicates_of(at).filter(|fact| self.slots.has_bit(*fact));
        own.filter_map(|fact| {
            Some((fact, self.slots.bit_of(fact), self.facts.get_predicate(fact).answers.as_deref()?))
        })
    }

    /// Whether a test can still matter to a walk that comes to `at`.
    pub fn is_test_live(&self, at: StepIx, test: u32) -> bool {
        self.slots.live_at(at).binary_search(&test).is_ok()
    }

    /// Whether what is offered at `at` depends on a bit.
    pub fn offers_depend_on(&self, at: StepIx, bit: u32) -> bool {
        self.compiled_guards(at)
            .is_some_and(|compiled| compiled.offers.iter().any(|guard| guard.reads_bit(bit)))
    }

    /// Whether any guard of the steps looks at what a step came to.
    pub fn is_asked_about(&self, at: StepIx) -> bool {
        self.facts.predicates_of(at).next().is_some()
    }

    fn compiled_guards(&self, at: StepIx) -> Option<&CompiledGuards> {
        let place = self.place.get(at.index()).copied().flatten()?;
        self.compiled.get(place as usize)
    }

    fn compile_guards(&self, flow: &Flow, at: StepIx) -> CompiledGuards {
        let step = flow.step(at);
        let exact = |guard: &Guard, own| {
            Expr::from_guard(guard, &mut |test| match (own, self.facts.find_test(test)) {
                // An option cannot depend on what its own step will come to.
                (OwnOutcome::NotYet, _) if test.step == at => Expr::Known(test.if_unasked.unwrap_or(false)),
                (_, Some(fact)) if self.slots.has_bit(fact) => Expr::Bit(self.slots.bit_of(fact)),
                (_, _) => Expr::Known(test.if_unasked.unwrap_or(false)),
            })
        };
        let offers = match &step.kind {
            StepKind::Choose { options, .. } => options.as_slice(),
            StepKind::Ask { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => &[],
        };
        let branches = |target: &Target| {
            target.branches.iter().map(|branch| exact(&branch.when, OwnOutcome::Written)).collect()
        };
        CompiledGuards {
            offers: offers.iter().map(|option| exact(&option.when, OwnOutcome::NotYet)).collect(),
            branches: step.all_targets().into_iter().map(branches).collect(),
        }
    }
}

fn collect_tests(guards: &[&Guard]) -> Vec<(StepIx, Vec<AnswerIx>)> {
    let tests = guards.iter().flat_map(|guard| guard.collect_tests());
    let mut told: Vec<(StepIx, Vec<AnswerIx>)> =
        tests.map(|test| (test.step, facts::sort_answers(&test.any_of))).collect();
    told.sort_unstable();
    told.dedup();
    told
}

/// Every guard that is evaluated at a step: in its options and in its targets.
pub fn guards_of(flow: &Flow, at: StepIx) -> impl Iterator<Item = &Guard> {
    let step = flow.step(at);
    let offers = match &step.kind {
        StepKind::Choose { options, .. } => options.as_slice(),
        StepKind::Ask { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => &[],
    };
    let branches = step.all_targets().into_iter().flat_map(|target| &target.branches);
    offers.iter().map(|option| &option.when).chain(branches.map(|branch| &branch.when))
}
