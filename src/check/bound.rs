//! The bounds of checking: what is more than them is never decided, and never passed.

use crate::flow::id::StepIx;

/// The most groups of options of a single `choose` step that are told apart at once; more are decided late.
pub(super) const WIDEST_CHOICE: usize = 16;

/// Why exploring stopped before the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BoundExceeded {
    /// More than this many states.
    #[error("flödet har fler än {0} lägen")]
    States(usize),
    /// More than this many ways on.
    #[error("flödet har fler än {0} övergångar")]
    Transitions(usize),
    /// A `choose` step whose tested options are too many for whole choices to be looked at.
    #[error("fler än {most} av alternativen skiljs åt, så hela val kan inte jämföras", most = WIDEST_CHOICE)]
    Choice(StepIx),
    /// More than this many tests to remember, all steps taken together.
    #[error("villkoren minns fler än {0} svar, räknat över alla steg")]
    Tests(usize),
    /// More than this many situations when a guarantee is followed beside the walk.
    #[error("fler än {0} lägen skulle behöva följas")]
    Followed(usize),
}

/// The code of what was not decided within the bound.
pub const UNDECIDED: &str = "inte-avgjort";
