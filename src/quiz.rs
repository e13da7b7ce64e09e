//! The quiz: questions written for the routine and held against it, and questions made of its own ways. The same routine and
//! seed give the same questions. Nothing about persons is asked, kept or counted.

mod make;
pub mod round;
mod shape;
pub mod written;

use crate::check::verified::VerifiedFlow;
use crate::flow::id::StepIx;

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

impl Quiz {
    /// A quiz over a routine, of at most `most` questions.
    pub fn new(flow: &VerifiedFlow, seed: u64, most: usize) -> Self {
        Self { questions: make::make_questions(flow, seed, most) }
    }
}
