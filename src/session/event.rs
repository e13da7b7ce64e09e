//! The log of a walk: what was decided, keyed by the ids of the flow file so that a log outlives an edited routine.

use std::fmt;

use chrono::NaiveDate;

use super::period::Period;
use crate::calendar::PastDays;
use crate::deid::screened::Screened;
use crate::flow::id::{AnswerId, FieldId, ReasonId, StepId};
use crate::flow::model::Mark;

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A question was answered.
    Answered {
        /// The `ask` step.
        step: StepId,
        /// The answer.
        answer: AnswerId,
    },
    /// Options were chosen.
    Chose {
        /// The `choose` step.
        step: StepId,
        /// The options; none is a choice too, where the step allows it.
        options: Vec<AnswerId>,
    },
    /// An act was marked.
    Marked {
        /// The `act` step.
        step: StepId,
        /// What the worker says of it.
        mark: Mark,
    },
    /// An act was marked not relevant, for a reason that the flow names.
    Declined {
        /// The `act` step.
        step: StepId,
        /// The reason.
        reason: ReasonId,
    },
    /// Something to know was read.
    Read {
        /// The `tell` step.
        step: StepId,
    },
    /// A form field was set by hand.
    Filled {
        /// The field.
        field: FieldId,
        /// Its value.
        value: FieldValue,
    },
    /// A form field was put back to what the walk says.
    Cleared {
        /// The field.
        field: FieldId,
    },
}

/// One thing that happened to a walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogEntry {
    /// A decision was taken.
    Took(Event),
    /// The latest decision was taken back.
    Undid,
    /// The latest decision taken back was taken again.
    Redid,
    /// A decision from an earlier version of the routine waits for the walk to come to it.
    Waits(Event),
    /// Options were ticked where the walk stands, and nothing is decided yet.
    Ticked {
        /// The `choose` step.
        step: StepId,
        /// The options that stand ticked.
        options: Vec<AnswerId>,
    },
}

/// What an event decides about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'e> {
    /// A step.
    Step(&'e StepId),
    /// A form field.
    Field(&'e FieldId),
}

/// The value of a form field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldValue {
    /// One option.
    Option(AnswerId),
    /// Any number of options, in the field's order.
    Options(Vec<AnswerId>),
    /// A day.
    Day(NaiveDate),
    /// When something happened.
    Period(Period),
    /// Free text that has passed the gate.
    Text(Screened),
}

impl FieldValue {
    /// Whether it can be true of something that has happened; what is no time always can.
    pub fn can_have_been(&self, past: PastDays) -> bool {
        match self {
            Self::Day(day) => past.includes_day(*day),
            Self::Period(period) => period.when.can_have_been(past),
            Self::Option(_) | Self::Options(_) | Self::Text(_) => true,
        }
    }
}

impl Event {
    /// The step or the field it decides about.
    pub fn subject(&self) -> Subject<'_> {
        match self {
            Self::Answered { step, .. }
            | Self::Chose { step, .. }
            | Self::Marked { step, .. }
            | Self::Declined { step, .. }
            | Self::Read { step } => Subject::Step(step),
            Self::Filled { field, .. } | Self::Cleared { field } => Subject::Field(field),
        }
    }
}

/// Its id.
impl fmt::Display for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Step(id) => id.fmt(f),
            Self::Field(id) => id.fmt(f),
        }
    }
}
