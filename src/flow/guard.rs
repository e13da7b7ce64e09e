//! Guards: which earlier answers must hold. Data, not expressions, so that every flow can be proved.

use super::id::{AnswerIx, StepIx};

/// A condition over earlier steps.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Guard {
    /// The step's outcome is, or for `choose` includes, one of these.
    Is(GuardTest),
    /// Every part holds; with no parts it always holds.
    All(Vec<Guard>),
    /// Some part holds; with no parts it never holds.
    Any(Vec<Guard>),
    /// The part does not hold.
    Not(Box<Guard>),
}

/// One step looked at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct GuardTest {
    /// The step whose outcome decides.
    pub step: StepIx,
    /// Outcomes that make the test hold. For an `act` step: the marks, in the order of
    /// [`Mark::ALL`](super::model::Mark::ALL).
    pub any_of: Vec<AnswerIx>,
    /// What holds when the walk never came to the step. `None`: the author said nothing, so every walk must pass it.
    pub if_unasked: Option<bool>,
}

/// What a step came to, as guards see it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// One answer of an `ask`, or the mark of an `act`.
    One(AnswerIx),
    /// The options chosen in a `choose`, ascending, possibly none.
    Many(Vec<AnswerIx>),
    /// A `tell` that was read, or an end that was reached: nothing to test.
    Passed,
}

impl Outcome {
    /// Whether the outcome is, or includes, this answer.
    pub fn includes(&self, answer: AnswerIx) -> bool {
        match self {
            Self::One(one) => *one == answer,
            Self::Many(many) => many.contains(&answer),
            Self::Passed => false,
        }
    }
}

impl Guard {
    /// The guard that always holds.
    pub fn always_true() -> Self {
        Self::All(Vec::new())
    }

    /// Whether the guard holds, given what each step came to (`None`: not passed by this walk).
    pub fn holds<'a>(&self, outcome: &impl Fn(StepIx) -> Option<&'a Outcome>) -> bool {
        match self {
            Self::Is(test) => match outcome(test.step) {
                Some(outcome) => test.any_of.iter().any(|answer| outcome.includes(*answer)),
                None => test.if_unasked.unwrap_or(false),
            },
            Self::All(parts) => parts.iter().all(|part| part.holds(outcome)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(outcome)),
            Self::Not(part) => !part.holds(outcome),
        }
    }

    /// Every test in the guard, left to right.
    pub fn collect_tests(&self) -> Vec<&GuardTest> {
        match self {
            Self::Is(test) => vec![test],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::collect_tests).collect(),
            Self::Not(part) => part.collect_tests(),
        }
    }
}
