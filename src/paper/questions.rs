//! The quiz on paper: questions with boxes to tick, and apart from them what is right and why.

use crate::document::{Block, FieldBlock, FieldContent, Part, PartStart};
use crate::flow::model::Flow;
use crate::quiz::Question;

/// The questions, without their answers.
pub(super) fn question_part(questions: &[Question]) -> Part {
    let asked = questions.iter().zip(1..).flat_map(|(question, nth)| {
        let label = format!("{nth}. {}", question.asks);
        told_block(question)
            .into_iter()
            .chain([Block::Field(FieldBlock { label, content: option_boxes(question) })])
    });
    let lead = (!questions.is_empty())
        .then(|| Block::Text("Kryssa det svar som är rätt. Ett svar är rätt på varje fråga.".to_owned()));
    let blocks = lead.into_iter().chain(asked).collect();
    Part { title: "Frågor på rutinen".to_owned(), starts: PartStart::OnNewPage, blocks }
}

/// What is right and why, for whoever leads.
pub(super) fn solution_part(questions: &[Question], flow: &Flow) -> Part {
    let blocks = questions.iter().zip(1..).flat_map(|(question, nth)| {
        let heading = Block::Heading(format!("{nth}. {}", question.asks));
        std::iter::once(heading).chain(solution_blocks(question, flow))
    });
    let (title, starts) = ("Svar på frågorna".to_owned(), PartStart::OnNewPage);
    Part { title, starts, blocks: blocks.collect() }
}

/// A slide for every question, and after it one with what is right.
pub(super) fn quiz_slides(questions: &[Question], flow: &Flow) -> Vec<Part> {
    let slide = |title: String, blocks| Part { title, starts: PartStart::OnNewPage, blocks };
    let both = questions.iter().zip(1..).flat_map(|(question, nth)| {
        let label = "Vilket svar är rätt?".to_owned();
        let boxes = Block::Field(FieldBlock { label, content: option_boxes(question) });
        let asked = told_block(question).into_iter().chain([boxes]).collect();
        let answer = solution_blocks(question, flow);
        [
            slide(format!("Fråga {nth}: {}", question.asks), asked),
            slide(format!("Svar på fråga {nth}"), answer),
        ]
    });
    both.collect()
}

fn solution_blocks(question: &Question, flow: &Flow) -> Vec<Block> {
    let right = question.options.get(question.right);
    let right = right.map(|option| Block::Text(format!("Rätt svar: {}", option.text)));
    right.into_iter().chain(reason_blocks(question, flow)).collect()
}

/// Why the right answer is right and the others are not, and where to read again.
fn reason_blocks(question: &Question, flow: &Flow) -> Vec<Block> {
    let why = question.options.get(question.right).map(|option| Block::Text(option.explains.clone()));
    let wrong = question.options.iter().enumerate().filter(|(nth, _)| *nth != question.right);
    let wrong = wrong.map(|(_, option)| format!("Inte ”{}”: {}", option.text, option.explains)).collect();
    let again = Block::Text(format!("Läs igen: {}", flow.step(question.about).title));
    why.into_iter().chain([Block::Points(wrong), again]).collect()
}

/// The answers that led to what is asked for.
fn told_block(question: &Question) -> Option<Block> {
    let rows: Vec<String> =
        question.told.iter().map(|(asked, answer)| format!("{asked} {answer}.")).collect();
    (!rows.is_empty()).then_some(Block::Points(rows))
}

fn option_boxes(question: &Question) -> FieldContent {
    FieldContent::Options(question.options.iter().map(|option| option.text.clone()).collect())
}
