//! The quiz: a question with its options, the right answer with the reasons, and what to read again.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::super::sheet::{Item, Sheet};
use super::{air, heading};
use crate::flow::law;
use crate::quiz::round::{By, Round, Stage};
use crate::quiz::{Choice, Kind, Question};
use crate::tui::theme::Theme;
use crate::tui::training::{QuizPage, Training};
use crate::tui::words;

pub(super) fn page(training: &Training, page: &QuizPage, body: Rect, theme: &Theme) -> Sheet {
    match (page.round.stage(), page.round.question()) {
        (Stage::Asked, Some(question)) => asked(training, page, question, body, theme),
        (Stage::Shown, Some(question)) => shown(training, page, question, body, theme),
        (Stage::Over | Stage::Asked | Stage::Shown, _) => over(training, page, body, theme),
    }
}

fn asked(training: &Training, page: &QuizPage, question: &Question, body: Rect, theme: &Theme) -> Sheet {
    let mut top = told(question, body.width, theme);
    top.extend(heading(training, &question.asks, body, 4, theme));
    top.push(Line::default());
    let items = question.options.iter().zip(page.round.hands()).enumerate().map(|(n, (option, hands))| {
        let mut lines = words::plain(&option.text, body.width.saturating_sub(6), theme.text);
        if page.round.by == By::Room {
            lines.push(Line::styled(raised(*hands), theme.key));
        }
        Item { mark: (n + 1).to_string(), lines, heading: air(training) }
    });
    Sheet { top, items: items.collect(), cursor: Some(page.cursor), ..Sheet::default() }
}

/// The walk that is asked about: what has been answered.
fn told(question: &Question, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let rows = question.told.iter();
    let mut lines: Vec<Line<'static>> = rows
        .flat_map(|(asked, answer)| words::markdown(&format!("{asked} **{answer}**"), width, theme.quiet))
        .collect();
    if question.kind == Kind::Next && lines.is_empty() {
        lines.push(Line::styled("Rutinen har just börjat.", theme.quiet));
    }
    lines.push(Line::default());
    lines
}

fn raised(hands: u32) -> String {
    match hands {
        1 => "1 hand".to_owned(),
        hands => format!("{hands} händer"),
    }
}

/// The right answer first, then the others, each explained from the routine's own texts.
fn shown(training: &Training, page: &QuizPage, question: &Question, body: Rect, theme: &Theme) -> Sheet {
    let mut top = words::plain(&question.asks, body.width, theme.text);
    let right = question.options.get(question.right).into_iter();
    top.push(Line::default());
    for option in right {
        top.push(Line::styled(format!("RÄTT SVAR{}", chosen(&page.round, question.right)), theme.attention));
        top.extend(heading(training, &option.text, body, 8, theme));
        top.extend(words::plain(&option.explains, body.width, theme.text));
    }
    for (n, option) in question.options.iter().enumerate().filter(|(n, _)| *n != question.right) {
        top.push(Line::default());
        top.extend(wrong(&page.round, n, option, body.width, theme));
    }
    Sheet { top, scroll: page.scroll, ..Sheet::default() }
}

fn wrong(round: &Round, nth: usize, option: &Choice, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let text = format!("× {}{}", option.text, chosen(round, nth));
    let mut lines = words::plain(&text, width, theme.heading);
    lines.extend(words::plain(&option.explains, width, theme.text));
    lines
}

/// Who chose an option, in words; nothing where nobody did.
fn chosen(round: &Round, nth: usize) -> String {
    match (round.by, round.hands().get(nth).copied().unwrap_or(0)) {
        (_, 0) => String::new(),
        (By::One, _) => " – ditt svar".to_owned(),
        (By::Room, hands) => format!(" – {}", raised(hands)),
    }
}

fn over(training: &Training, page: &QuizPage, body: Rect, theme: &Theme) -> Sheet {
    let flow = training.material.flow.flow();
    let mut top = heading(training, "Att läsa igen", body, 4, theme);
    top.push(Line::default());
    let again = page.round.read_again();
    if page.round.quiz.questions.is_empty() {
        top.extend(words::plain("Den här rutinen ger inga frågor.", body.width, theme.text));
    } else if again.is_empty() {
        top.extend(words::plain("Alla svar stämde med rutinen.", body.width, theme.text));
    }
    for at in again {
        let step = flow.step(at);
        top.extend(words::markdown(&format!("- **{}**", step.title), body.width, theme.text));
        let laws = law::shown(flow, &step.laws, training.today);
        let told = laws.iter().map(law::Shown::cite).chain(law::read(&laws));
        top.extend(told.flat_map(|told| words::plain(&format!("  {told}"), body.width, theme.quiet)));
    }
    top.push(Line::default());
    top.extend(words::plain("Inget av svaren sparas.", body.width, theme.quiet));
    Sheet { top, scroll: page.scroll, ..Sheet::default() }
}
