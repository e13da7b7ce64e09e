//! `stegvis test --questions`: every written question with its right answer, and how that is known: a way that was walked, or the
//! step it stands in.

use chrono::NaiveDate;

use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::faults;
use crate::flow::model::Flow;
use crate::library;
use crate::quiz::Question;
use crate::quiz::selection::QuestionAudience;
use crate::quiz::written::read_questions;
use crate::routines::load_routine;

/// Tells of the questions of a routine; of each that has any where none is named.
pub(super) fn report_questions(
    named: Option<&str>,
    today: NaiveDate,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let known = || library::QUIZZES.iter().map(|(id, _)| (*id).to_owned()).collect();
    let routines: Vec<String> = named.map_or_else(known, |one| vec![one.to_owned()]);
    let mut exit = Exit::Done;
    for name in routines {
        let flow = load_routine(name, today).map_err(Failure::Load)?;
        let Some(file) = library::find_quiz(flow.flow().id.as_str()) else {
            return Err(Failure::Nothing("inga frågor", format!("om rutinen {}", flow.flow().id)));
        };
        match read_questions(&file, flow.flow()) {
            Ok(questions) => console.write_result(questions_to_text(&questions, flow.flow()))?,
            Err(found) => {
                console.write_fault(&faults::faults_to_text(&file, &found, console.colour()));
                exit = Exit::Refused;
            }
        }
    }
    Ok(exit)
}

fn questions_to_text(questions: &[Question], flow: &Flow) -> String {
    let walked = questions.iter().filter(|question| !question.told.is_empty()).count();
    let count = questions.len();
    let head = format!("{}: {count} frågor, {walked} gångna och {} citerade\n", flow.id, count - walked);
    std::iter::once(head).chain(questions.iter().map(|question| question_to_text(question, flow))).collect()
}

fn question_to_text(question: &Question, flow: &Flow) -> String {
    let step = flow.step(question.about);
    let who = match &question.audience {
        QuestionAudience::Everybody => "alla".to_owned(),
        QuestionAudience::Roles(roles) => {
            roles.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
    };
    let proof = if question.told.is_empty() { "Står i" } else { "Gången väg; läs" };
    let right = question.options.get(question.right).map(|option| option.text.as_str()).unwrap_or_default();
    format!(
        "  {} ({who}, {})\n    {}\n    Rätt: {right}\n    {proof} `{}`: {}\n",
        question.id,
        question.level.id(),
        question.asks,
        step.id,
        step.title
    )
}
