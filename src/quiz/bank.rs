//! The questions there are on a routine: those that are written, read once, and what is drawn of them and of those that are made.

use super::make::make_questions;
use super::selection::QuizSelection;
use super::written::read_questions;
use super::{NEXT_STEP, Question, Quiz};
use crate::check::verified::VerifiedFlow;
use crate::flow::model::Flow;
use crate::library;

/// The questions that are written on a routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionBank {
    written: Vec<Question>,
}

impl QuestionBank {
    /// The questions that are part of the program for this routine; none where there are none.
    pub fn from_flow(flow: &Flow) -> Self {
        let file = library::find_quiz(flow.id.as_str());
        Self { written: file.and_then(|file| read_questions(&file, flow).ok()).unwrap_or_default() }
    }

    /// How many of them fit.
    pub fn count_fitting(&self, selection: &QuizSelection) -> usize {
        self.written.iter().filter(|question| selection.fits(question)).count()
    }

    /// The question with this id, written or made; `None` where the routine has none.
    pub fn find_question(&self, flow: &VerifiedFlow, id: &str) -> Option<Question> {
        if let Some(written) = self.written.iter().find(|question| question.id.as_str() == id) {
            return Some(written.clone());
        }
        let step = id.strip_prefix(NEXT_STEP)?;
        flow.flow().find_step(step)?;
        let made = make_questions(flow, Vec::new(), 0, &QuizSelection::default());
        made.into_iter().find(|question| question.id.as_str() == id)
    }

    /// A quiz of at most so many questions. The same routine, seed and selection give the same one.
    pub fn draw_quiz(&self, flow: &VerifiedFlow, seed: u64, most: usize, selection: &QuizSelection) -> Quiz {
        let written = self.written.iter().filter(|question| selection.fits(question)).cloned().collect();
        let mut questions = make_questions(flow, written, seed, selection);
        questions.truncate(most);
        Quiz { questions }
    }
}
