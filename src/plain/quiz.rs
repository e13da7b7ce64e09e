//! The quiz over lines: answered by one, or by a room whose hands are told question by question.

use super::numbers;
use super::talk::{Conversation, StopReason};
use super::training_line::{EXERCISE, ask_training_line};
use crate::flow::model::Flow;
use crate::prose;
use crate::quiz::Question;
use crate::quiz::round::{AnsweredBy, HandTally, MOST, QuestionStage, QuizRound};

/// A round of the quiz being asked.
pub(super) struct QuizConversation<'q, 't> {
    /// Where it is asked.
    pub(super) talk: &'q mut Conversation<'t>,
    /// The routine.
    pub(super) flow: &'q Flow,
}

impl QuizConversation<'_, '_> {
    /// Asks every question, and tells what to read again.
    pub(super) fn run_round(&mut self, round: &mut QuizRound) -> Result<(), StopReason> {
        while round.stage() != QuestionStage::Over {
            self.ask_question(round)?;
            round.go_on();
        }
        self.tell_result(round)
    }

    /// How many there are in the room: no question gets more hands.
    pub(super) fn ask_present(&mut self) -> Result<u32, StopReason> {
        self.talk.write_blank_line()?;
        self.talk.write_paragraph(&format!("{EXERCISE}: hur många är ni?"))?;
        loop {
            let line = ask_training_line(self.talk)?;
            match line.parse::<u32>() {
                Ok(present) if (1..=MOST).contains(&present) => return Ok(present),
                Ok(_) | Err(_) => {
                    self.talk.refuse_line("Skriv hur många ni är, med siffror.")?;
                }
            }
        }
    }

    fn ask_question(&mut self, round: &mut QuizRound) -> Result<(), StopReason> {
        let Some(question) = round.question().cloned() else { return Ok(()) };
        let (number, questions) = round.place();
        self.talk.write_blank_line()?;
        self.talk.write_paragraph(&format!("{EXERCISE}, fråga {number} av {questions}"))?;
        for (asked, answer) in &question.told {
            let (asked, answer) = (prose::with_full_stop(asked), prose::with_full_stop(answer));
            self.talk.write_paragraph(&format!("{asked} {answer}"))?;
        }
        self.talk.write_question(&question.asks)?;
        for (n, option) in question.options.iter().enumerate() {
            self.talk.write_numbered(n + 1, &option.text)?;
        }
        match round.by {
            AnsweredBy::One => self.ask_one(&question, round)?,
            AnsweredBy::Room => self.ask_hands(&question, round)?,
        }
        match question.options.get(question.right) {
            Some(right) => Ok(self.talk.write_paragraph(&format!(
                "Rätt svar: {} {}",
                prose::with_full_stop(&right.text),
                right.explains
            ))?),
            None => Ok(()),
        }
    }

    fn ask_one(&mut self, question: &Question, round: &mut QuizRound) -> Result<(), StopReason> {
        let chosen = self.ask_number(question.options.len())?;
        round.choose_option(chosen);
        if chosen == question.right {
            self.talk.write_paragraph("Rätt.")?;
        } else if let Some(option) = question.options.get(chosen) {
            self.talk.write_paragraph(&format!("Inte det. {}", option.explains))?;
        }
        Ok(())
    }

    /// The hands for each option, told one by one; an empty line is none.
    fn ask_hands(&mut self, question: &Question, round: &mut QuizRound) -> Result<(), StopReason> {
        for nth in 0..question.options.len() {
            self.talk.write_paragraph(&format!("Händer för {}?", nth + 1))?;
            loop {
                let line = ask_training_line(self.talk)?;
                let hands = if line.is_empty() { Some(0) } else { line.parse::<u32>().ok() };
                match hands.map(|hands| round.set_hands(nth, hands)) {
                    Some(true) => break,
                    Some(false) => {
                        let left = round.hand_counts().get(nth).copied().unwrap_or(0);
                        let says = format!("Så många är ni inte. Skriv högst {left}.");
                        self.talk.refuse_line(&says)?;
                    }
                    None => self.talk.refuse_line("Skriv antalet händer med siffror.")?,
                }
            }
        }
        round.show_answer();
        Ok(())
    }

    fn tell_result(&mut self, round: &QuizRound) -> Result<(), StopReason> {
        self.talk.write_blank_line()?;
        if round.by == AnsweredBy::Room {
            let HandTally { right, missed } = round.total_hands();
            let all = right.saturating_add(missed);
            self.talk.write_paragraph(&format!("I allt: händer {all}, varav för rätt svar {right}."))?;
        }
        let again = round.read_again();
        self.talk.write_paragraph(&match (round.quiz.questions.is_empty(), again.is_empty()) {
            (true, _) => format!("{EXERCISE}: den här rutinen ger inga frågor."),
            (false, true) => format!("{EXERCISE}: alla svar stämde med rutinen."),
            (false, false) => format!("{EXERCISE}: läs igen de här stegen."),
        })?;
        Ok(again.into_iter().try_for_each(|at| self.talk.write_item(&self.flow.step(at).title))?)
    }

    fn ask_number(&mut self, most: usize) -> Result<usize, StopReason> {
        loop {
            let line = ask_training_line(self.talk)?;
            match numbers::parse_number(&line, most) {
                Ok(nth) => return Ok(nth),
                Err(why) => self.talk.refuse_line(&why)?,
            }
        }
    }
}
