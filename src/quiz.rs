//! The quiz: questions written for the routine and held against it, and questions made of its own ways. The same routine and
//! seed give the same questions. Nothing about persons is asked, kept or counted.

pub mod bank;
mod make;
pub mod round;
pub mod selection;
mod shape;
pub mod written;

use std::fmt;

use self::selection::{QuestionAudience, QuestionLevel};
use crate::flow::id::{StepId, StepIx};

/// How many questions a quiz has, where the routine gives so many.
pub const LENGTH: usize = 8;

/// The questions, in the order asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quiz {
    /// The questions.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which one it is.
    pub id: QuestionId,
    /// For whom it is.
    pub audience: QuestionAudience,
    /// How hard it is.
    pub level: QuestionLevel,
    /// What is asked for.
    pub kind: QuestionKind,
    /// The step it is about, which is what to read again.
    pub about: StepIx,
    /// What has been answered on the walk that is asked about.
    pub told: Vec<(String, String)>,
    /// The question.
    pub asks: String,
    /// What can be answered; one of them is right.
    pub options: Vec<QuestionChoice>,
    /// The place of the right one.
    pub right: usize,
}

/// What stands before a step in the id of a question that asks for it; no id that is written has it.
const NEXT_STEP: &str = "steg:";

/// Which question of its routine. It is made of ids, and so never says anything of anybody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct QuestionId(String);

impl QuestionId {
    /// A question that is written, under this id.
    pub(super) fn from_key(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// The question which step comes, where this one does.
    pub(super) fn from_next_step(step: &StepId) -> Self {
        Self(format!("{NEXT_STEP}{step}"))
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionKind {
    /// The right next step on a given walk.
    Next,
    /// What somebody has written.
    Written,
}

/// Something that can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionChoice {
    /// What it says.
    pub text: String,
    /// What is to be said of it once the right one is shown, from the routine's own texts.
    pub explains: String,
}
