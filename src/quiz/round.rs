//! A round of the quiz: which question is up, how many chose what, and what to read again. Knows hands, never whose.

use super::{Question, Quiz};
use crate::flow::id::StepIx;

/// The most hands that are counted for one option.
pub const MOST: u32 = 999;

/// A round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuizRound {
    /// The questions.
    pub quiz: Quiz,
    /// Who answers.
    pub by: AnsweredBy,
    /// How many are in the room, where somebody has said.
    present: Option<u32>,
    at: usize,
    /// For each question the hands raised for each option.
    hands: Vec<Vec<u32>>,
    stage: QuestionStage,
}

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnsweredBy {
    /// One, by choosing.
    One,
    /// A room, by raised hands that the trainer counts.
    Room,
}

/// How far a question has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionStage {
    /// It is being answered.
    Asked,
    /// The right answer is shown.
    Shown,
    /// Every question is behind.
    Over,
}

/// The hands of a question, or of several: never whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HandTally {
    /// For the right answer.
    pub right: u32,
    /// For any other.
    pub missed: u32,
}

impl HandTally {
    /// How many there were.
    pub fn total(self) -> u32 {
        self.right.saturating_add(self.missed)
    }
}

impl QuizRound {
    /// A round at its first question.
    pub fn new(quiz: Quiz, by: AnsweredBy) -> Self {
        let hands = quiz.questions.iter().map(|question| vec![0; question.options.len()]).collect();
        let stage = if quiz.questions.is_empty() { QuestionStage::Over } else { QuestionStage::Asked };
        Self { quiz, by, present: None, at: 0, hands, stage }
    }

    /// The same round with so many in the room: no question gets more hands than that.
    #[must_use]
    pub fn with_present(self, present: u32) -> Self {
        Self { present: Some(present), ..self }
    }

    /// How far it has come.
    pub fn stage(&self) -> QuestionStage {
        self.stage
    }

    /// The question that is up; `None` when every question is behind.
    pub fn question(&self) -> Option<&Question> {
        self.quiz.questions.get(self.at).filter(|_| self.stage != QuestionStage::Over)
    }

    /// The number of the question from 1, and how many there are.
    pub fn place(&self) -> (usize, usize) {
        (self.at + 1, self.quiz.questions.len())
    }

    /// The hands for each option of the question that is up.
    pub fn hand_counts(&self) -> &[u32] {
        self.hands.get(self.at).map_or(&[], Vec::as_slice)
    }

    /// Sets the hands for an option of the question that is up, while it is being answered: as many, or as many as there are left
    /// of those present. Says whether all of them were taken.
    pub fn set_hands(&mut self, option: usize, hands: u32) -> bool {
        if self.stage != QuestionStage::Asked {
            return true;
        }
        let others = self.hand_counts().iter().enumerate().filter(|(other, _)| *other != option);
        let others: u32 = others.map(|(_, hands)| *hands).sum();
        let most = self.present.map_or(MOST, |present| present.saturating_sub(others)).min(MOST);
        if let Some(counted) = self.hands.get_mut(self.at).and_then(|row| row.get_mut(option)) {
            *counted = hands.min(most);
        }
        hands <= most
    }

    /// The questions whose right answer was shown, each with its hands.
    pub fn answered_questions(&self) -> impl Iterator<Item = (&Question, HandTally)> {
        let shown = match self.stage {
            QuestionStage::Asked => self.at,
            QuestionStage::Shown | QuestionStage::Over => self.at + 1,
        };
        self.quiz.questions.iter().zip(&self.hands).take(shown).map(|(question, hands)| {
            let right = hands.get(question.right).copied().unwrap_or(0);
            let missed = hands.iter().sum::<u32>().saturating_sub(right);
            (question, HandTally { right, missed })
        })
    }

    /// The hands of all the questions whose right answer was shown.
    pub fn total_hands(&self) -> HandTally {
        let add = |sum: HandTally, (_, hands): (&Question, HandTally)| HandTally {
            right: sum.right.saturating_add(hands.right),
            missed: sum.missed.saturating_add(hands.missed),
        };
        self.answered_questions().fold(HandTally::default(), add)
    }

    /// Answers with one option and shows the right one.
    pub fn choose_option(&mut self, option: usize) {
        let options = self.hand_counts().len();
        for other in 0..options {
            let _taken = self.set_hands(other, u32::from(other == option));
        }
        self.show_answer();
    }

    /// Shows the right answer.
    pub fn show_answer(&mut self) {
        if self.stage == QuestionStage::Asked {
            self.stage = QuestionStage::Shown;
        }
    }

    /// To the next question, or past the last.
    pub fn go_on(&mut self) {
        if self.stage == QuestionStage::Shown {
            self.stage = if self.at + 1 < self.quiz.questions.len() {
                QuestionStage::Asked
            } else {
                QuestionStage::Over
            };
            self.at += usize::from(self.stage == QuestionStage::Asked);
        }
    }

    /// Back: from the right answer to the question, from a question to the one before it.
    pub fn go_back(&mut self) {
        match self.stage {
            QuestionStage::Shown => self.stage = QuestionStage::Asked,
            QuestionStage::Over if !self.quiz.questions.is_empty() => self.stage = QuestionStage::Shown,
            QuestionStage::Asked | QuestionStage::Over => {
                let before = self.at.saturating_sub(1);
                self.stage = if before < self.at { QuestionStage::Shown } else { self.stage };
                self.at = before;
            }
        }
    }

    /// The steps to read again: those of the questions where some hand was raised for another answer than the right
    /// one. Each step once, in the order asked.
    pub fn read_again(&self) -> Vec<StepIx> {
        let mut steps = Vec::new();
        for (question, hands) in self.quiz.questions.iter().zip(&self.hands) {
            let missed =
                hands.iter().enumerate().any(|(option, hands)| option != question.right && *hands > 0);
            if missed && !steps.contains(&question.about) {
                steps.push(question.about);
            }
        }
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::super::selection::{QuestionAudience, QuestionLevel};
    use super::super::{QuestionChoice, QuestionId, QuestionKind};
    use super::*;

    fn sample_quiz(questions: usize) -> Quiz {
        let choice = |text: &str| QuestionChoice { text: text.to_owned(), explains: String::new() };
        let question = |n| Question {
            id: QuestionId::from_key("vad-nu"),
            audience: QuestionAudience::Everybody,
            level: QuestionLevel::Basic,
            kind: QuestionKind::Next,
            about: StepIx::nth(n),
            told: Vec::new(),
            asks: "Vad nu?".to_owned(),
            options: vec![choice("a"), choice("b")],
            right: 1,
        };
        Quiz { questions: (0..questions).map(question).collect() }
    }

    #[test]
    fn a_wrong_choice_is_what_to_read_again() {
        let mut round = QuizRound::new(sample_quiz(2), AnsweredBy::One);
        round.choose_option(0);
        round.go_on();
        round.choose_option(1);
        round.go_on();
        assert_eq!((round.stage(), round.read_again()), (QuestionStage::Over, vec![StepIx::nth(0)]));
    }

    #[test]
    fn hands_are_counted_until_the_answer_is_shown() {
        let mut round = QuizRound::new(sample_quiz(1), AnsweredBy::Room);
        assert!(round.set_hands(0, 3));
        assert!(!round.set_hands(1, 12_000));
        round.show_answer();
        assert!(round.set_hands(0, 9));
        assert_eq!(round.hand_counts(), [3, MOST]);
    }

    #[test]
    fn there_are_never_more_hands_than_people() {
        let mut round = QuizRound::new(sample_quiz(1), AnsweredBy::Room).with_present(14);
        assert!(round.set_hands(0, 9));
        assert!(!round.set_hands(1, 6));
        assert_eq!(round.hand_counts(), [9, 5]);
        assert!(round.set_hands(0, 2) && round.set_hands(1, 12));
        round.show_answer();
        assert_eq!(round.total_hands(), HandTally { right: 12, missed: 2 });
    }

    #[test]
    fn back_goes_all_the_way_and_keeps_the_hands() {
        let mut round = QuizRound::new(sample_quiz(2), AnsweredBy::Room);
        assert!(round.set_hands(0, 3));
        round.show_answer();
        round.go_on();
        round.go_back();
        assert_eq!((round.place(), round.stage()), ((1, 2), QuestionStage::Shown));
        round.go_back();
        round.go_back();
        assert_eq!(
            (round.place(), round.stage(), round.hand_counts()),
            ((1, 2), QuestionStage::Asked, [3, 0].as_slice())
        );
    }

    #[test]
    fn a_routine_that_gives_no_question_gives_a_round_that_is_over() {
        let mut round = QuizRound::new(sample_quiz(0), AnsweredBy::One);
        assert_eq!((round.stage(), round.question()), (QuestionStage::Over, None));
        round.go_back();
        assert_eq!(round.stage(), QuestionStage::Over);
    }
}
