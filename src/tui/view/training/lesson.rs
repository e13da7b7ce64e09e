//! A scenario's pages: the story, the question to the room, what it came to and why, the form, and what to talk about.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::large;
use super::super::overlay::{
    answer_words, render_contacts, render_quote, render_reasons, render_section, render_terms,
};
use super::super::sheet::{PageSheet, SheetItem, number_label};
use super::{render_heading, spacer_line};
use crate::flow::id::StepIx;
use crate::flow::model::StepKind;
use crate::form::model::Form;
use crate::present::lesson::{LessonBody, LessonOutcome, LessonQuestion};
use crate::present::{Call, StepView};
use crate::prose::Markdown;
use crate::scenario::WhatIf;
use crate::training::LessonLength;
use crate::training::otherwise::{Chance, Counterfactual};
use crate::tui::keymap::{DIGITS, DigitAction};
use crate::tui::theme::Theme;
use crate::tui::training::{LessonState, Letters, TrainingModel};
use crate::tui::words;

/// What stands over the notes of whoever leads.
const LEADER: &str = "För dig som leder";

pub(super) fn render_page(
    training: &TrainingModel,
    page: &LessonState,
    body: Rect,
    theme: &Theme,
) -> PageSheet {
    let view = page.lesson.page_view(training.today);
    let told = render_story(training, &view.told, body.width, theme);
    if let LessonBody::Asked(asked) = &view.body {
        return render_question(training, asked, told, page.scroll, body, theme);
    }
    let top = match &view.body {
        LessonBody::Story => {
            let title = render_heading(training, page.lesson.scenario().title.text(), body, 8, theme);
            title.into_iter().chain(told).collect()
        }
        LessonBody::Asked(_) => told,
        LessonBody::Shown(shown) => render_answered(training, page, shown, told, body, theme),
        LessonBody::Form(form) => render_filled_form(training, form, body, theme),
        LessonBody::Talk { discuss, aim } => render_discussion(training, discuss, *aim, body, theme),
    };
    PageSheet { top, scroll: page.scroll, ..PageSheet::default() }
}

/// The parts of the story told on this page.
fn render_story(
    training: &TrainingModel,
    told: &[Markdown<'_>],
    width: u16,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for part in told {
        lines.push(Line::default());
        for line in part.source().lines() {
            lines.extend(words::wrap_markdown(line, width, theme.text));
            lines.extend(spacer_line(training));
        }
    }
    lines
}

/// The step is put to the room: what can be answered shows always, and the story is scrolled above it.
fn render_question(
    training: &TrainingModel,
    asked: &LessonQuestion<'_>,
    told: Vec<Line<'static>>,
    scroll: usize,
    body: Rect,
    theme: &Theme,
) -> PageSheet {
    let mut notes = Vec::new();
    if training.shows_notes() {
        let asks = asked.asks.iter().map(|ask| format!("- {}", ask.source()));
        let lines = asks.flat_map(|ask| words::wrap_markdown(&ask, body.width, theme.text)).collect();
        notes.extend(render_section(LEADER, lines, theme));
    }
    let room = body.height.saturating_sub(row_count(told.len() + notes.len()));
    let put = render_put(training, asked, room, body.width, theme);
    let on_row = (!asked.answers.is_empty()).then(|| DigitAction::Choose(asked.answers.len().min(DIGITS)));
    // The story keeps some rows of its own, or it could not be read.
    let kept = told.len().min(STORY_ROWS);
    let (mut top, mut foot) = (told, put);
    foot.extend(notes);
    if usize::from(body.height) < foot.len() + kept {
        top.append(&mut foot);
    }
    PageSheet { top, scroll, on_row, foot, ..PageSheet::default() }
}

/// The rows that the story keeps above what can be answered.
const STORY_ROWS: usize = 4;

/// The question, what can be answered and what the room is to do, as large as there is room for.
fn render_put(
    training: &TrainingModel,
    asked: &LessonQuestion<'_>,
    room: u16,
    width: u16,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let usual = || words::wrap_plain(asked.question, width, theme.heading);
    let large = || large::render_text(asked.question, width, room, theme.heading);
    let sizes: [LargeParts<'_>; 3] = [
        (&|| large(), &|| number_large(&asked.answers, width, theme)),
        (&|| Some(usual()), &|| number_large(&asked.answers, width, theme)),
        (&|| large(), &|| Some(number_answers(training, &asked.answers, width, theme))),
    ];
    let put = |(question, answers): &LargeParts<'_>| {
        let lines = join_lines(question()?, answers()?, asked.call, theme);
        (row_count(lines.len()) <= room).then_some(lines)
    };
    let large = match training.letters {
        Letters::Large => sizes.iter().find_map(put),
        Letters::Usual => None,
    };
    large.unwrap_or_else(|| {
        let answers = number_answers(training, &asked.answers, width, theme);
        let mut lines = join_lines(usual(), answers, asked.call, theme);
        // What can be answered goes before the air around it.
        if row_count(lines.len()) > room {
            lines.retain(|line| line.width() > 0);
        }
        lines
    })
}

/// A way to set a question, and one to set what can be answered; `None` where it has no room.
type LargeParts<'a> =
    (&'a dyn Fn() -> Option<Vec<Line<'static>>>, &'a dyn Fn() -> Option<Vec<Line<'static>>>);

fn join_lines(
    question: Vec<Line<'static>>,
    answers: Vec<Line<'static>>,
    call: &'static str,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let mut lines = vec![Line::default()];
    lines.extend(question);
    lines.extend(answers);
    lines.extend([Line::default(), Line::styled(call, theme.attention)]);
    lines
}

/// What can be answered in large letters, numbered; `None` where a word has no room.
fn number_large(answers: &[&str], width: u16, theme: &Theme) -> Option<Vec<Line<'static>>> {
    let numbered = answers.iter().enumerate().map(|(n, text)| format!("{} {text}", n + 1));
    let each = numbered.map(|text| large::render_text(&text, width, u16::MAX, theme.text));
    Some(each.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
}

/// What can be answered, numbered. Many answers are set closer.
fn number_answers(
    training: &TrainingModel,
    answers: &[&str],
    width: u16,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let close = answers.len() > 5;
    for (n, text) in answers.iter().enumerate() {
        if n == 0 || !close {
            lines.push(if n == 0 { Some(Line::default()) } else { spacer_line(training) });
        }
        let numbered = format!("{}  {text}", n + 1);
        lines.extend(words::wrap_plain(&numbered, width.saturating_sub(2), theme.text).into_iter().map(Some));
    }
    lines.into_iter().flatten().collect()
}

fn render_answered(
    training: &TrainingModel,
    page: &LessonState,
    shown: &LessonOutcome<'_>,
    told: Vec<Line<'static>>,
    body: Rect,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let (view, width) = (&shown.step, body.width);
    let mut top = told;
    if !top.is_empty() {
        top.push(Line::default());
    }
    top.extend(render_outcome(training, shown, body, theme));
    if let Some(text) = view.text {
        top.push(Line::default());
        top.extend(words::wrap_markdown(text.source(), width, theme.text));
    }
    let is_whole = page.lesson.length() == LessonLength::Whole;
    let reasons = if is_whole { render_reasons } else { render_short_reasons };
    top.extend(render_section("Varför", reasons(view, width, theme), theme));
    top.extend(render_other_answers(page, width, theme));
    if let Some(next) = shown.next {
        top.push(Line::default());
        top.extend(words::wrap_markdown(&format!("Nästa steg: **{next}**"), width, theme.text));
    }
    top.extend(render_leader_note(training, shown, width, theme));
    top.extend(render_section("Kontakter", render_contacts(view, width, theme), theme));
    // A short meeting reads what the step says, and looks the rest up where it is walked.
    if is_whole {
        top.extend(render_section("Rutinens egna ord", render_quote(view, width, theme), theme));
        top.extend(render_section("Ord och förkortningar", render_terms(view, width, theme), theme));
    }
    top
}

/// Why the step is there, with the laws by their names alone.
fn render_short_reasons(view: &StepView<'_>, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let why = view.why.iter().flat_map(|why| words::wrap_markdown(why.source(), width, theme.text));
    let laws: Vec<&str> = view.laws.iter().map(|law| law.cite.as_str()).collect();
    let laws = (!laws.is_empty()).then(|| format!("Lagrum: {}.", laws.join("; ")));
    let read = laws.iter().chain(view.laws_read.as_ref().filter(|_| laws.is_some()));
    why.chain(read.flat_map(|says| words::wrap_plain(says, width, theme.quiet))).collect()
}

/// What the step came to in the story; an act is named here for the first time.
fn render_outcome(
    training: &TrainingModel,
    shown: &LessonOutcome<'_>,
    body: Rect,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let (title, came) = (shown.step.title, shown.came_to.as_deref().unwrap_or_default());
    match shown.step.call {
        Call::Answer => {
            let mut lines = words::wrap_plain(title, body.width, theme.text);
            lines.extend(match training.letters {
                Letters::Usual => {
                    words::wrap_plain(&format!("I berättelsen: {came}"), body.width, theme.heading)
                }
                Letters::Large => render_heading(training, came, body, 8, theme),
            });
            lines
        }
        Call::Act(_) => {
            let label = shown.step.call.label().unwrap_or_default().to_uppercase();
            let mut lines = vec![Line::styled(label, theme.attention)];
            lines.extend(render_heading(training, title, body, 8, theme));
            lines.extend(words::wrap_plain(&format!("I berättelsen: {came}."), body.width, theme.quiet));
            lines
        }
        Call::Know | Call::Form => render_heading(training, title, body, 8, theme),
    }
}

/// Where other answers lead, those that lead to the same step together.
fn render_other_answers(page: &LessonState, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let Some(at) = page.lesson.step() else { return Vec::new() };
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
    let mut lines = vec![Line::default(), Line::styled("Andra svar leder till (ä visar mer)", theme.heading)];
    for (next, answers) in rows {
        let row = format!("- {} → **{}**", answers.join(" / "), flow.step(next).title);
        lines.extend(words::wrap_markdown(&row, width, theme.text));
    }
    lines
}

/// Help for whoever leads, while it is asked for.
fn render_leader_note(
    training: &TrainingModel,
    shown: &LessonOutcome<'_>,
    width: u16,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let Some(say) = shown.leader.filter(|_| training.shows_notes()) else { return Vec::new() };
    render_section(LEADER, words::wrap_markdown(say.source(), width, theme.quiet), theme)
}

fn render_filled_form(
    training: &TrainingModel,
    form: &Form,
    body: Rect,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let mut top = render_heading(training, "Blanketten blir", body, 4, theme);
    for section in &form.sections {
        top.extend([Line::default(), Line::styled(section.title.clone(), theme.heading)]);
        for row in &section.rows {
            let value = row.entry.words();
            let row =
                if value.is_empty() { row.label.clone() } else { format!("{}: **{value}**", row.label) };
            top.extend(words::wrap_markdown(&row, body.width, theme.text));
        }
    }
    top
}

fn render_discussion(
    training: &TrainingModel,
    discuss: &[Markdown<'_>],
    aim: Markdown<'_>,
    body: Rect,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let mut top = render_heading(training, "Att prata om", body, 4, theme);
    for question in discuss {
        top.extend(spacer_line(training));
        top.extend(words::wrap_markdown(&format!("- {}", question.source()), body.width, theme.text));
    }
    top.push(Line::default());
    top.extend(render_heading(training, "Ta med er", body, 4, theme));
    top.extend(words::wrap_markdown(aim.source(), body.width, theme.text));
    top
}

pub(super) fn render_jump(page: &LessonState, cursor: usize, width: u16, theme: &Theme) -> PageSheet {
    let top = vec![Line::styled("Gå till ett steg i berättelsen", theme.heading), Line::default()];
    let here = page.lesson.step();
    let steps = page.lesson.steps();
    let place = steps.iter().position(|at| Some(*at) == here).unwrap_or(0);
    let items = steps.into_iter().enumerate().map(|(n, at)| {
        let step = page.flow().step(at);
        // What there is to do is not told to the room before it comes.
        let title = if n > place && !step.is_question() { "Vad gör ni nu?" } else { &step.title };
        let title = words::cut_to_width(title, usize::from(width.saturating_sub(8)));
        SheetItem { mark: number_label(n), lines: vec![Line::styled(title, theme.text)], heading: None }
    });
    PageSheet { top, items: items.collect(), cursor: Some(cursor), ..PageSheet::default() }
}

/// The answers to think of, and what the one under the cursor would change.
pub(super) fn render_counterfactual(
    page: &LessonState,
    cursor: usize,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let Some(at) = page.lesson.step() else { return PageSheet::default() };
    let step = page.flow().step(at);
    let mut top = words::wrap_plain(&format!("Tänk om: {}", step.title), width, theme.heading);
    top.push(Line::default());
    let items = page.others.iter().map(|(outcome, _)| {
        let given = if Some(outcome) == page.lesson.outcome() { " (svaret i berättelsen)" } else { "" };
        let text = format!("{}{given}", answer_words(step, outcome));
        let text = words::cut_to_width(&text, usize::from(width.saturating_sub(5)));
        SheetItem { mark: String::new(), lines: vec![Line::styled(text, theme.text)], heading: None }
    });
    let items = items.collect();
    let mut bottom = vec![Line::default()];
    if let Some((outcome, otherwise)) = page.others.get(cursor) {
        let scenario = page.lesson.scenario();
        let says = scenario.what_if_at(at).find(|other: &&WhatIf| other.outcome == *outcome);
        bottom.extend(
            says.into_iter().flat_map(|other| words::wrap_markdown(other.says.text(), width, theme.text)),
        );
        bottom.extend(render_difference(page, otherwise, width, theme));
    }
    PageSheet { top, items, cursor: Some(cursor), bottom, ..PageSheet::default() }
}

fn render_difference(
    page: &LessonState,
    otherwise: &Counterfactual,
    width: u16,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let flow = page.flow();
    let next = format!("Nästa steg: **{}**", flow.step(otherwise.next).title);
    let mut lines = words::wrap_markdown(&next, width, theme.text);
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
        lines.push(step_line(sign, word, &name(at), width, theme));
    }
    lines.extend(otherwise.lost.iter().map(|at| step_line("−", "faller bort", &name(at), width, theme)));
    lines
}

fn step_line(sign: &str, word: &str, title: &str, width: u16, theme: &Theme) -> Line<'static> {
    let lead = format!("{sign} {word}: ");
    let title = words::cut_to_width(title, usize::from(width).saturating_sub(lead.chars().count()));
    Line::from(vec![Span::styled(lead, theme.key), Span::styled(title, theme.text)])
}

fn row_count(lines: usize) -> u16 {
    u16::try_from(lines).unwrap_or(u16::MAX)
}
