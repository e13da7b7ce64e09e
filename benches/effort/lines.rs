//! The same cases over lines: keys, the Enter of every line among them, and how many lines are asked for.

use std::sync::Arc;

use chrono::NaiveDate;
use stegvis::deid::Scanner;
use stegvis::draft::list::Drafts;
use stegvis::draft::writer::DraftWriter;
use stegvis::export::Format;
use stegvis::flow::id::{AnswerId, FieldIx};
use stegvis::flow::model::{FieldKind, Mark, StepKind};
use stegvis::form::fill;
use stegvis::plain::{InterruptedWalk, LinePage, SessionEnd, Setup, run_session};
use stegvis::present::form_order::list_fields;
use stegvis::present::{FormOrder, FormPrompt};
use stegvis::routines;
use stegvis::session::event::{Event, FieldValue};
use stegvis::session::walk::Walk;
use stegvis::store::Store;

use super::cases::{Case, DESCRIPTION, local_routine};

/// What a case took over lines.
#[derive(Debug, Clone)]
pub(crate) struct LineEffort {
    /// Keys, but for the letters of the description.
    pub(crate) keys: usize,
    /// Lines that were asked for.
    pub(crate) prompts: usize,
    /// Words that were written on the lines.
    pub(crate) words: usize,
}

/// Walks a case over lines to the saved form, saved in this folder.
pub(crate) fn walk_in_lines(case: &Case, today: NaiveDate, folder: &std::path::Path) -> LineEffort {
    let flow = local_routine(routines::DEFAULT, today);
    let mut walk = Walk::new(Arc::clone(&flow));
    let mut lines = String::new();
    while !walk.position().in_form(walk.flow()) {
        lines.push_str(&answer_step(&mut walk, case));
    }
    lines.push_str(&fill_form(&mut walk, case, today));
    lines.push_str("s\nja\n");
    let setup = Setup {
        flow,
        today,
        store: Store::in_folder(folder),
        formats: vec![Format::Json],
        scanner: Arc::new(Scanner::builtin()),
        speller: stegvis::spelling::Speller::default(),
        keeper: DraftWriter::new(Drafts::in_no_folder()),
        interrupted: InterruptedWalk::Ask,
        page: LinePage::default(),
    };
    let mut input = lines.as_bytes();
    let mut said = Vec::new();
    let ended = run_session(setup, &mut input, &mut said).unwrap();
    assert!(matches!(ended, SessionEnd::Saved { .. }), "{}: not saved", case.name);
    let said = String::from_utf8(said).unwrap();
    let prompts = said.lines().filter(|line| line.starts_with("> ")).count();
    // The reader takes all there is at once: what was written beyond the last line that was asked for is no key.
    let asked: String = lines.split_inclusive('\n').take(prompts).collect();
    let letters = asked.matches(DESCRIPTION).count() * DESCRIPTION.chars().count();
    let words = said.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    LineEffort { keys: asked.chars().count() - letters, prompts, words }
}

fn answer_step(walk: &mut Walk, case: &Case) -> String {
    let step = walk.flow().step(walk.position().at).clone();
    let id = step.id.clone();
    let (line, event) = match &step.kind {
        StepKind::Ask { answers } => {
            let known = case.answers.iter().find(|(asked, _)| *asked == id.as_str());
            let known = known.unwrap_or_else(|| panic!("{}: {id} is asked", case.name)).1;
            let at = answers.iter().position(|answer| answer.id.as_str() == known).unwrap();
            (format!("{}\n", at + 1), Event::Answered { step: id, answer: AnswerId::new(known) })
        }
        StepKind::Act { .. } => ("1\n".to_owned(), Event::Marked { step: id, mark: Mark::Done }),
        StepKind::Choose { .. } => ("0\n".to_owned(), Event::Chose { step: id, options: Vec::new() }),
        StepKind::Tell { .. } | StepKind::End => ("\n".to_owned(), Event::Read { step: id }),
    };
    walk.apply(event).unwrap();
    line
}

fn fill_form(walk: &mut Walk, case: &Case, today: NaiveDate) -> String {
    let (mut order, mut lines) = (FormOrder::default(), String::new());
    loop {
        match order.next_prompt(walk, today) {
            FormPrompt::Standing(_) => {
                lines.push('\n');
                confirm_guesses(walk, today);
                order.pass_standing();
            }
            FormPrompt::Field(at) => {
                lines.push_str(&fill_field(walk, case, at).unwrap_or_else(|| "\n".to_owned()));
                order.pass_fields(&[at]);
            }
            FormPrompt::More(fields) => {
                let wanted: Vec<(usize, FieldIx)> = fields
                    .iter()
                    .copied()
                    .enumerate()
                    .filter(|(_, at)| known(walk, case, *at).is_some())
                    .collect();
                let numbers: Vec<String> = wanted.iter().map(|(n, _)| (n + 1).to_string()).collect();
                lines.extend([numbers.join(" "), "\n".to_owned()]);
                let written: Vec<String> =
                    wanted.into_iter().filter_map(|(_, at)| fill_field(walk, case, at)).collect();
                lines.push_str(&written.concat());
                order.pass_fields(&fields);
            }
            FormPrompt::Over => return lines,
        }
    }
}

fn known(walk: &Walk, case: &Case, at: FieldIx) -> Option<&'static str> {
    let id = walk.flow().form.field(at).id.as_str();
    case.fields.iter().find(|(field, _)| *field == id).map(|(_, option)| *option)
}

/// The line that fills a field in; nothing where the case says nothing of it.
fn fill_field(walk: &mut Walk, case: &Case, at: FieldIx) -> Option<String> {
    let option = known(walk, case, at)?;
    let field = walk.flow().form.field(at).clone();
    if let FieldKind::Text { .. } = field.kind {
        return Some(format!("{DESCRIPTION}\n"));
    }
    let options: Vec<_> = fill::offered_options(walk, at).map(|option| option.id.clone()).collect();
    let place = options.iter().position(|known| known.as_str() == option).unwrap();
    let many = matches!(field.kind, FieldKind::Choices { .. });
    let option = options[place].clone();
    let value = if many { FieldValue::Options(vec![option]) } else { FieldValue::Option(option) };
    walk.apply(Event::Filled { field: field.id, value }).unwrap();
    Some(format!("{}\n", place + 1))
}

fn confirm_guesses(walk: &mut Walk, today: NaiveDate) {
    for at in list_fields(walk).collect::<Vec<_>>() {
        if let Some(value) = fill::guess_value(walk, at, today) {
            let field = walk.flow().form.field(at).id.clone();
            walk.apply(Event::Filled { field, value }).unwrap();
        }
    }
}
