//! A scenario's pages: the story, the question to the room, what it came to and why, the form, and what to talk about.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::overlay::{answer_words, reasons};
use super::super::sheet::{Item, Sheet};
use super::{air, heading};
use crate::flow::id::StepIx;
use crate::flow::model::{Step, StepKind};
use crate::form::fill;
use crate::map::words as told;
use crate::scenario::WhatIf;
use crate::training::Page as Turn;
use crate::training::otherwise::{Chance, Otherwise};
use crate::tui::theme::Theme;
use crate::tui::training::{LessonPage, Letters, Training};
use crate::tui::words;

pub(super) fn page(training: &Training, page: &LessonPage, body: Rect, theme: &Theme) -> Sheet {
    let mut sheet = match page.lesson.page() {
        Turn::Story => story(training, page, body, theme),
        Turn::Asked(at) => asked(training, page, at, body, theme),
        Turn::Shown(at) => shown(training, page, at, body, theme),
        Turn::Form => form(training, page, body, theme),
        Turn::Talk => talk(training, page, body, theme),
    };
    sheet.scroll = page.scroll;
    sheet
}

fn story(training: &Training, page: &LessonPage, body: Rect, theme: &Theme) -> Sheet {
    let mut top = heading(training, page.lesson.scenario().title.text(), body, 8, theme);
    top.extend(told_so_far(training, page, body.width, theme));
    Sheet { top, ..Sheet::default() }
}

/// The parts of the story told on this page.
fn told_so_far(training: &Training, page: &LessonPage, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for part in page.lesson.told() {
        lines.push(Line::default());
        for line in part.text().trim_end().lines() {
            lines.extend(words::markdown(line, width, theme.text));
            lines.extend(air(training));
        }
    }
    lines
}

/// The step is put to the room. An act is not named before the room has said what it would do.
fn asked(training: &Training, page: &LessonPage, at: StepIx, body: Rect, theme: &Theme) -> Sheet {
    let step = page.flow().step(at);
    let (question, answers, call) = match &step.kind {
        StepKind::Ask { answers } => {
            (step.title.as_str(), answers.iter().map(|answer| answer.text.as_str()).collect(), ANSWER)
        }
        StepKind::Choose { options, .. } => {
            (step.title.as_str(), options.iter().map(|option| option.text.as_str()).collect(), ANSWER)
        }
        StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => ("Vad gör ni nu?", Vec::new(), ACT),
    };
    let mut under = answers_to(training, answers, body.width, theme);
    under.extend([Line::default(), Line::styled(call, theme.attention)]);
    under.extend(questions(page, body.width, theme));
    let mut top = told_so_far(training, page, body.width, theme);
    top.push(Line::default());
    let room = body.height.saturating_sub(rows(top.len() + under.len()));
    top.extend(heading(training, question, body, room.max(4), theme));
    top.extend(under);
    Sheet { top, ..Sheet::default() }
}

/// What can be answered, numbered. Many answers are set closer.
fn answers_to(training: &Training, answers: Vec<&str>, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let close = answers.len() > 5;
    for (n, text) in answers.into_iter().enumerate() {
        if n == 0 || !close {
            lines.push(if n == 0 { Some(Line::default()) } else { air(training) });
        }
        let numbered = format!("{}  {text}", n + 1);
        lines.extend(words::plain(&numbered, width.saturating_sub(2), theme.text).into_iter().map(Some));
    }
    lines.into_iter().flatten().collect()
}

const ANSWER: &str = "Vad skulle ni svara?";
const ACT: &str = "Prata ihop er. Sedan visas vad rutinen säger.";

/// What whoever leads can ask the room at this step.
fn questions(page: &LessonPage, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let asks = page.lesson.note().map(|note| note.ask.as_slice()).unwrap_or_default();
    let lines = asks.iter().flat_map(|ask| words::markdown(&format!("- {}", ask.text()), width, theme.text));
    lines.collect()
}

fn shown(training: &Training, page: &LessonPage, at: StepIx, body: Rect, theme: &Theme) -> Sheet {
    let (flow, step, width) = (page.flow(), page.flow().step(at), body.width);
    let mut top = told_so_far(training, page, width, theme);
    if !top.is_empty() {
        top.push(Line::default());
    }
    top.extend(answered(training, page, step, body, theme));
    if let Some(text) = &step.text {
        top.push(Line::default());
        top.extend(words::markdown(text, width, theme.text));
    }
    top.extend([Line::default(), Line::styled("Varför", theme.heading)]);
    top.extend(reasons(flow, step, training.today, width, theme));
    top.extend(others(page, at, width, theme));
    if let Some(next) = page.lesson.next() {
        top.push(Line::default());
        let next = format!("Nästa steg: **{}**", flow.step(next).title);
        top.extend(words::markdown(&next, width, theme.text));
    }
    top.extend(for_the_leader(training, page, width, theme));
    Sheet { top, ..Sheet::default() }
}

/// What the step came to in the story; an act is named here for the first time.
fn answered(
    training: &Training,
    page: &LessonPage,
    step: &Step,
    body: Rect,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let answer = page.lesson.outcome().map(|outcome| answer_words(step, outcome)).unwrap_or_default();
    match step.kind {
        StepKind::Ask { .. } | StepKind::Choose { .. } => {
            let mut lines = words::plain(&step.title, body.width, theme.text);
            lines.extend(match training.letters {
                Letters::Usual => {
                    words::plain(&format!("I berättelsen: {answer}"), body.width, theme.heading)
                }
                Letters::Large => heading(training, &answer, body, 8, theme),
            });
            lines
        }
        StepKind::Act { .. } => {
            let mut lines = vec![Line::styled(told::kind(step).to_uppercase(), theme.attention)];
            lines.extend(heading(training, &step.title, body, 8, theme));
            lines.extend(words::plain(&format!("I berättelsen: {answer}."), body.width, theme.quiet));
            lines
        }
        StepKind::Tell { .. } | StepKind::End => heading(training, &step.title, body, 8, theme),
    }
}

/// Where other answers lead, those that lead to the same step together.
fn others(page: &LessonPage, at: StepIx, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let (flow, step) = (page.flow(), page.flow().step(at));
    if !matches!(step.kind, StepKind::Ask { .. }) {
        return Vec::new();
    }
    let mut rows: Vec<(StepIx, Vec<String>)> = Vec::new();
    let given = page.lesson.outcome();
    for (outcome, otherwise) in page.others.iter().filter(|(outcome, _)| Some(outcome) != given) {
        let answer = answer_words(step, outcome);
        match rows.iter_mut().find(|(next, _)| *next == otherwise.next) {
            Some((_, answers)) => answers.push(answer),
            None => rows.push((otherwise.next, vec![answer])),
        }
    }
    let mut lines = vec![Line::default(), Line::styled("Andra svar leder hit (t visar mer)", theme.heading)];
    for (next, answers) in rows {
        let row = format!("- {} → **{}**", answers.join(" / "), flow.step(next).title);
        lines.extend(words::markdown(&row, width, theme.text));
    }
    lines
}

/// Help for whoever leads; not on the wall in large letters.
fn for_the_leader(training: &Training, page: &LessonPage, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let say = page.lesson.note().and_then(|note| note.say.as_ref());
    let (Some(say), Letters::Usual) = (say, training.letters) else { return Vec::new() };
    let mut lines = vec![Line::default(), Line::styled("För dig som leder", theme.heading)];
    lines.extend(words::markdown(say.text(), width, theme.quiet));
    lines
}

fn form(training: &Training, page: &LessonPage, body: Rect, theme: &Theme) -> Sheet {
    let form = fill::fill(page.lesson.walk(), training.today);
    let mut top = heading(training, "Blanketten blir", body, 4, theme);
    for section in &form.sections {
        top.extend([Line::default(), Line::styled(section.title.clone(), theme.heading)]);
        for row in &section.rows {
            let value = row.entry.words();
            let row =
                if value.is_empty() { row.label.clone() } else { format!("{}: **{value}**", row.label) };
            top.extend(words::markdown(&row, body.width, theme.text));
        }
    }
    Sheet { top, ..Sheet::default() }
}

fn talk(training: &Training, page: &LessonPage, body: Rect, theme: &Theme) -> Sheet {
    let scenario = page.lesson.scenario();
    let mut top = heading(training, "Att prata om", body, 4, theme);
    for question in &scenario.discuss {
        top.extend(air(training));
        top.extend(words::markdown(&format!("- {}", question.text()), body.width, theme.text));
    }
    top.push(Line::default());
    top.extend(heading(training, "Ta med er", body, 4, theme));
    top.extend(words::markdown(scenario.aim.text(), body.width, theme.text));
    Sheet { top, ..Sheet::default() }
}

pub(super) fn jump(page: &LessonPage, cursor: usize, width: u16, theme: &Theme) -> Sheet {
    let top = vec![Line::styled("Gå till ett steg i berättelsen", theme.heading), Line::default()];
    let items = page.lesson.steps().into_iter().enumerate().map(|(n, at)| {
        let title = words::cut(&page.flow().step(at).title, usize::from(width.saturating_sub(8)));
        Item { mark: format!("{:>2}", n + 1), lines: vec![Line::styled(title, theme.text)], heading: None }
    });
    Sheet { top, items: items.collect(), cursor: Some(cursor), ..Sheet::default() }
}

/// The answers to think of, and what the one under the cursor would change.
pub(super) fn otherwise(page: &LessonPage, cursor: usize, width: u16, theme: &Theme) -> Sheet {
    let Some(at) = page.lesson.step() else { return Sheet::default() };
    let step = page.flow().step(at);
    let mut top = words::plain(&format!("Tänk om: {}", step.title), width, theme.heading);
    top.push(Line::default());
    let items = page.others.iter().map(|(outcome, _)| {
        let given = if Some(outcome) == page.lesson.outcome() { " (svaret i berättelsen)" } else { "" };
        let text = format!("{}{given}", answer_words(step, outcome));
        let text = words::cut(&text, usize::from(width.saturating_sub(5)));
        Item { mark: String::new(), lines: vec![Line::styled(text, theme.text)], heading: None }
    });
    let items = items.collect();
    let mut bottom = vec![Line::default()];
    if let Some((outcome, otherwise)) = page.others.get(cursor) {
        let scenario = page.lesson.scenario();
        let says = scenario.what_if_at(at).find(|other: &&WhatIf| other.outcome == *outcome);
        bottom
            .extend(says.into_iter().flat_map(|other| words::markdown(other.says.text(), width, theme.text)));
        bottom.extend(difference(page, otherwise, width, theme));
    }
    Sheet { top, items, cursor: Some(cursor), bottom, ..Sheet::default() }
}

fn difference(page: &LessonPage, otherwise: &Otherwise, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let flow = page.flow();
    let next = format!("Nästa steg: **{}**", flow.step(otherwise.next).title);
    let mut lines = words::markdown(&next, width, theme.text);
    if otherwise.is_nothing() {
        lines.push(Line::styled("Resten av vägen blir densamma.", theme.text));
        return lines;
    }
    let name = |at: &StepIx| flow.step(*at).title.clone();
    for (at, chance) in &otherwise.gained {
        let (sign, word) = match chance {
            Chance::Sure => ("+", "tillkommer"),
            Chance::Open => ("±", "kan tillkomma"),
        };
        lines.push(row(sign, word, &name(at), width, theme));
    }
    lines.extend(otherwise.lost.iter().map(|at| row("−", "faller bort", &name(at), width, theme)));
    lines
}

fn row(sign: &str, word: &str, title: &str, width: u16, theme: &Theme) -> Line<'static> {
    let lead = format!("{sign} {word}: ");
    let title = words::cut(title, usize::from(width).saturating_sub(lead.chars().count()));
    Line::from(vec![Span::styled(lead, theme.key), Span::styled(title, theme.text)])
}

fn rows(lines: usize) -> u16 {
    u16::try_from(lines).unwrap_or(u16::MAX)
}
