//! What only acts have: how pressing they are, how the form tells of them, and what the worker says of them.

use std::fmt;

use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, ContactIx, ReasonId, StepIx};
use crate::source::Span;

/// How pressing an act is, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Before anything else: 112.
    Now,
    /// Without delay: `genast`.
    Promptly,
    /// In the ordinary course.
    Normal,
}

/// Who answers for an act, and how soon it is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Duty {
    /// The function that answers for it.
    pub who: Option<ContactIx>,
    /// How soon.
    pub within: Option<TimeLimit>,
}

/// How soon something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeLimit {
    /// The same day.
    SameDay,
    /// Within so many hours.
    Hours(usize),
    /// Within so many days.
    Days(usize),
    /// Within so many weeks.
    Weeks(usize),
    /// Within so many months.
    Months(usize),
}

impl TimeLimit {
    /// The limit in hours, to be compared: a month is the longest there is.
    pub fn hours(self) -> usize {
        match self {
            Self::SameDay => 24,
            Self::Hours(count) => count,
            Self::Days(count) => count.saturating_mul(24),
            Self::Weeks(count) => count.saturating_mul(7 * 24),
            Self::Months(count) => count.saturating_mul(31 * 24),
        }
    }
}

impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, [one, several]) = match self {
            Self::SameDay => return f.write_str("samma dag"),
            Self::Hours(count) => (count, ["en timme", "timmar"]),
            Self::Days(count) => (count, ["en dag", "dagar"]),
            Self::Weeks(count) => (count, ["en vecka", "veckor"]),
            Self::Months(count) => (count, ["en månad", "månader"]),
        };
        if *count == 1 { write!(f, "inom {one}") } else { write!(f, "inom {count} {several}") }
    }
}

/// How an act is told in the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InForm {
    /// By its title, with the worker's mark.
    Named,
    /// By a neutral row that says only that the step was handled, so that the form never ties a report to a
    /// describable child (OSL 40 kap. 7 g §). Holds the row's text.
    Discreet(String),
    /// Not at all.
    Hidden,
}

/// A reason to decline an act, in the author's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Its id within the act.
    pub id: ReasonId,
    /// What the user sees.
    pub text: String,
    /// Questions it leads back to, since the reason means that one of them was answered wrong. Without any it is a mark.
    pub back: Vec<StepIx>,
    /// Where its id stands in the file.
    pub span: Span,
}

impl Reason {
    /// Whether the act is marked with it, rather than a question asked again.
    pub fn is_mark(&self) -> bool {
        self.back.is_empty()
    }
}

/// What the worker says of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    /// `gjort`
    Done,
    /// `ska-goras`
    Todo,
    /// `inte-aktuellt`
    NotRelevant,
}

impl Mark {
    /// The marks in the order shown, which is also their order as answers.
    pub const ALL: [Self; 3] = [Self::Done, Self::Todo, Self::NotRelevant];

    /// The id in answers files, drafts and guards.
    pub fn id(self) -> &'static str {
        match self {
            Self::Done => "gjort",
            Self::Todo => "ska-goras",
            Self::NotRelevant => "inte-aktuellt",
        }
    }

    /// The words shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Done => "gjort",
            Self::Todo => "ska göras",
            Self::NotRelevant => "inte aktuellt",
        }
    }

    /// The mark as an outcome of its act step.
    pub fn outcome(self) -> Outcome {
        Outcome::One(AnswerIx::nth(self as usize))
    }

    /// The mark behind an outcome of an act step.
    pub fn from_outcome(outcome: &Outcome) -> Option<Self> {
        match outcome {
            Outcome::One(at) => Self::ALL.get(at.index()).copied(),
            Outcome::Many(_) | Outcome::Passed => None,
        }
    }
}
