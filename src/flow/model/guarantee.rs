//! What the author promises of every walk.

use crate::flow::guard::Guard;
use crate::flow::id::{AnswerIx, GuaranteeId, ReasonId, StepIx};
use crate::flow::shape::ClaimWord;
use crate::source::Span;

/// What the author promises of every walk.
#[derive(Debug, Clone)]
pub struct Guarantee {
    /// Its id.
    pub id: GuaranteeId,
    /// The promise in words.
    pub says: String,
    /// Which walks it is about.
    pub given: Guard,
    /// What holds of them.
    pub then: Claim,
    /// Where its id stands in the file.
    pub span: Span,
}

/// The kinds of promise.
#[derive(Debug, Clone)]
pub enum Claim {
    /// Every such walk passes the step.
    Visits(StepIx),
    /// No such walk passes any of the steps.
    Never(Vec<StepIx>),
    /// On every such walk that passes `second`, `first` was passed earlier.
    Before {
        /// What must come first.
        first: StepIx,
        /// What must not come before it.
        second: StepIx,
    },
    /// The first `act` of every such walk is this step.
    FirstAct(StepIx),
    /// Every such walk ends at one of these.
    Ends(Vec<StepIx>),
    /// Every such walk passes at least one of these acts.
    IncludesAct(Vec<StepIx>),
    /// The unsure answer of each of these asks is never milder than its strictest sure answer.
    UnsureIsSafe(Vec<StepIx>),
    /// At the step, an answer later in the list never leaves out an act that an earlier one brings.
    Monotone {
        /// The `ask` step.
        step: StepIx,
        /// Its answers, mildest first.
        order: Vec<AnswerIx>,
    },
    /// Every act that rests on a law rests on one in force on the day of checking.
    LawsInForce,
    /// No such walk asks more questions than this (`ask` and `choose` steps).
    MaxQuestions(usize),
    /// Each of the steps is passed by some such walk.
    Reachable(Vec<StepIx>),
    /// On such a walk the act can be declined for these reasons and no others.
    DeclinedOnly {
        /// The `act` step.
        step: StepIx,
        /// The reasons; with none it cannot be declined.
        reasons: Vec<ReasonId>,
    },
}

impl Claim {
    /// Returns the word it is written by.
    pub const fn word(&self) -> ClaimWord {
        match self {
            Self::Visits(_) => ClaimWord::Visits,
            Self::Never(_) => ClaimWord::Never,
            Self::Before { .. } => ClaimWord::Before,
            Self::FirstAct(_) => ClaimWord::FirstAct,
            Self::Ends(_) => ClaimWord::Ends,
            Self::IncludesAct(_) => ClaimWord::IncludesAct,
            Self::UnsureIsSafe(_) => ClaimWord::UnsureIsSafe,
            Self::Monotone { .. } => ClaimWord::Monotone,
            Self::LawsInForce => ClaimWord::LawsInForce,
            Self::MaxQuestions(_) => ClaimWord::MaxQuestions,
            Self::Reachable(_) => ClaimWord::Reachable,
            Self::DeclinedOnly { .. } => ClaimWord::DeclinedOnly,
        }
    }
}
