//! The quiz: a question with its options, the right answer with the reasons, and what to read again.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::super::sheet::{PageSheet, SheetItem};
use super::{render_heading, spacer_line};
use crate::flow::law;
use crate::quiz::round::{AnsweredBy, QuestionStage, QuizRound};
use crate::quiz::{Question, QuestionChoice, QuestionKind};
use crate::tui::theme::Theme;
use crate::tui::training::{QuizPage, TrainingModel};
use crate::tui::words;

pub(super) fn render_page(training: &TrainingModel, page: &QuizPage, body: Rect, theme: &Theme) -> PageSheet {
    match (page.round.stage(), page.round.question()) {
        (QuestionStage::Asked, Some(question)) => render_question(training, page, question, body, theme),
        (QuestionStage::Shown, Some(question)) => render_answer(training, page, question, body, theme),
        (QuestionStage::Over | QuestionStage::Asked | QuestionStage::Shown, _) => {
            render_result(training, page, body, theme)
        }
    }
}

fn render_question(
    training: &TrainingModel,
    page: &QuizPage,
    question: &Question,
    body: Rect,
    theme: &Theme,
) -> PageSheet {
    let mut top = render_walk(question, body.width, theme);
    top.extend(render_heading(training, &question.asks, body, 4, theme));
    top.push(Line::default());
    let items =
        question.options.iter().zip(page.round.hand_counts()).enumerate().map(|(n, (option, hands))| {
            let mut lines = words::wrap_plain(&option.text, body.width.saturating_sub(6), theme.text);
            if page.round.by == AnsweredBy::Room {
                lines.push(Line::styled(describe_hands(*hands), theme.key));
            }
            SheetItem { mark: (n + 1).to_string(), lines, heading: spacer_line(training) }
        });
    PageSheet { top, items: items.collect(), cursor: Some(page.cursor), ..PageSheet::default() }
}

/// The walk that is asked about: what has been answered.
fn render_walk(question: &Question, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let rows = question.told.iter();
    let mut lines: Vec<Line<'static>> = rows
        .flat_map(|(asked, answer)| {
            words::wrap_markdown(&format!("{asked} **{answer}**"), width, theme.quiet)
        })
        .collect();
    if question.kind == QuestionKind::Next && lines.is_empty() {
        lines.push(Line::styled("Rutinen har just börjat.", theme.quiet));
    }
    lines.push(Line::default());
    lines
}

fn describe_hands(hands: u32) -> String {
    match hands {
        1 => "1 hand".to_owned(),
        hands => format!("{hands} händer"),
    }
}

/// The right answer first, then the others, each explained from the routine's own texts.
fn render_answer(
    training: &TrainingModel,
    page: &QuizPage,
    question: &Question,
    body: Rect,
    theme: &Theme,
) -> PageSheet {
    let mut top = words::wrap_plain(&question.asks, body.width, theme.text);
    let right = question.options.get(question.right).into_iter();
    top.push(Line::default());
    for option in right {
        top.push(Line::styled(
            format!("RÄTT SVAR{}", describe_choosers(&page.round, question.right)),
            theme.attention,
        ));
        top.extend(render_heading(training, &option.text, body, 8, theme));
        top.extend(words::wrap_plain(&option.explains, body.width, theme.text));
    }
    for (n, option) in question.options.iter().enumerate().filter(|(n, _)| *n != question.right) {
        top.push(Line::default());
        top.extend(render_wrong_option(&page.round, n, option, body.width, theme));
    }
    PageSheet { top, scroll: page.scroll, ..PageSheet::default() }
}

fn render_wrong_option(
    round: &QuizRound,
    nth: usize,
    option: &QuestionChoice,
    width: u16,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let text = format!("× {}{}", option.text, describe_choosers(round, nth));
    let mut lines = words::wrap_plain(&text, width, theme.heading);
    lines.extend(words::wrap_plain(&option.explains, width, theme.text));
    lines
}

/// Who chose an option, in words; nothing where nobody did.
fn describe_choosers(round: &QuizRound, nth: usize) -> String {
    match (round.by, round.hand_counts().get(nth).copied().unwrap_or(0)) {
        (_, 0) => String::new(),
        (AnsweredBy::One, _) => " – ditt svar".to_owned(),
        (AnsweredBy::Room, hands) => format!(" – {}", describe_hands(hands)),
    }
}

fn render_result(training: &TrainingModel, page: &QuizPage, body: Rect, theme: &Theme) -> PageSheet {
    let flow = training.material.flow.flow();
    let mut top = render_heading(training, "Att läsa igen", body, 4, theme);
    top.push(Line::default());
    let again = page.round.read_again();
    if page.round.quiz.questions.is_empty() {
        top.extend(words::wrap_plain("Den här rutinen ger inga frågor.", body.width, theme.text));
    } else if again.is_empty() {
        top.extend(words::wrap_plain("Alla svar stämde med rutinen.", body.width, theme.text));
    }
    for at in again {
        let step = flow.step(at);
        top.extend(words::wrap_markdown(&format!("- **{}**", step.title), body.width, theme.text));
        let laws = law::resolve_cited_laws(flow, &step.laws, training.today);
        let told = laws.iter().map(law::CitedLaw::format_citation).chain(law::describe_read_days(&laws));
        top.extend(told.flat_map(|told| words::wrap_plain(&format!("  {told}"), body.width, theme.quiet)));
    }
    top.push(Line::default());
    top.extend(words::wrap_plain("Inget av svaren sparas.", body.width, theme.quiet));
    PageSheet { top, scroll: page.scroll, ..PageSheet::default() }
}
