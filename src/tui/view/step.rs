//! A step of the routine: the question large and calm, its answers, and the reasons under them.

use chrono::NaiveDate;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::large;
use super::overlay::reasons;
use super::sheet::{Item, Sheet};
use crate::flow::guard::Outcome;
use crate::flow::id::AnswerIx;
use crate::flow::model::{Mark, Step, StepKind, Urgency};
use crate::tui::model::{StepPage, WalkPage};
use crate::tui::theme::Theme;
use crate::tui::words;

pub(super) fn step(
    walking: &WalkPage,
    page: &StepPage,
    today: NaiveDate,
    body: Rect,
    theme: &Theme,
) -> Sheet {
    let (step, width) = (walking.step(), body.width);
    let mut top = vec![trail(walking, width, theme), Line::default()];
    top.extend(heading(step, width, theme));
    if let Some(text) = &step.text {
        top.push(Line::default());
        top.extend(words::markdown(text, width, theme.text));
    }
    top.extend(contacts(walking, step, width, theme));
    top.push(Line::default());
    let items = items(walking, page, width, theme);
    let cursor = (!items.is_empty()).then_some(page.cursor);
    let mut bottom = vec![Line::default(), Line::styled("Varför (v visar allt)", theme.key)];
    bottom.extend(reasons(walking.flow(), step, today, width, theme));
    Sheet { top, items, cursor, bottom, ..Sheet::default() }.tightened(body)
}

/// The latest answers on one line.
fn trail(walking: &WalkPage, width: u16, theme: &Theme) -> Line<'static> {
    let shown = walking.shown();
    let path = walking.walk.position().path.iter().take_while(|visit| visit.step != shown);
    let questions = path.filter(|visit| walking.flow().step(visit.step).is_question());
    let answers: Vec<String> = questions
        .map(|visit| super::overlay::answer_words(walking.flow().step(visit.step), &visit.outcome))
        .map(|answer| words::cut(&answer, 24))
        .collect();
    if answers.is_empty() {
        return Line::default();
    }
    let mut line = format!("Dina svar: {}", answers.join(" › "));
    let mut from = 0;
    while line.width() > usize::from(width) && from < answers.len() {
        from += 1;
        line = format!("Dina svar: … › {}", answers.get(from..).unwrap_or_default().join(" › "));
    }
    Line::styled(line, theme.quiet)
}

fn heading(step: &Step, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    match &step.kind {
        StepKind::Act { urgency: Urgency::Now, .. } => urgent(&step.title, width, theme),
        StepKind::Act { urgency: Urgency::Promptly, .. } => {
            let mut lines = vec![Line::styled("ATT GÖRA GENAST", theme.attention)];
            lines.extend(words::plain(&step.title, width, theme.heading));
            lines
        }
        StepKind::Act { urgency: Urgency::Normal, .. } => {
            let mut lines = vec![Line::styled("Att göra", theme.key)];
            lines.extend(words::plain(&step.title, width, theme.heading));
            lines
        }
        StepKind::Tell { .. } => {
            let mut lines = vec![Line::styled("Att veta", theme.key)];
            lines.extend(words::plain(&step.title, width, theme.heading));
            lines
        }
        StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::End => {
            words::plain(&step.title, width, theme.heading)
        }
    }
}

/// The heading of an act that goes before everything: in letters four rows high, and once more in words.
fn urgent(title: &str, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = vec![filled("", width, theme.urgent)];
    lines.extend(large::line(&format!(" {}", title.to_uppercase()), width, theme.urgent));
    lines.push(filled(&format!("  {title}"), width, theme.urgent));
    lines
}

fn filled(text: &str, width: u16, style: Style) -> Line<'static> {
    Line::styled(format!("{text:<width$}", width = usize::from(width)), style)
}

fn contacts(walking: &WalkPage, step: &Step, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    if !step.is_act() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for at in &step.contacts {
        let contact = &walking.flow().contacts[at.index()];
        lines.extend(words::plain(&format!("→ {}: {}", contact.label, contact.reach), width, theme.text));
    }
    lines
}

fn items(walking: &WalkPage, page: &StepPage, width: u16, theme: &Theme) -> Vec<Item> {
    let room = width.saturating_sub(8);
    let answered = page.focus.and_then(|step| walking.walk.position().outcome(step));
    match &walking.step().kind {
        StepKind::Ask { answers } => answers
            .iter()
            .enumerate()
            .map(|(n, answer)| {
                let here = answered.is_some_and(|came| came.includes(AnswerIx::nth(n)));
                let text = if here { format!("{} (ditt svar)", answer.text) } else { answer.text.clone() };
                Item {
                    mark: (n + 1).to_string(),
                    lines: words::plain(&text, room, theme.text),
                    heading: None,
                }
            })
            .collect(),
        StepKind::Choose { options, .. } => walking
            .offered()
            .into_iter()
            .enumerate()
            .filter_map(|(n, at)| Some((n, at, options.get(at.index())?)))
            .map(|(n, at, option)| {
                let tick = if page.chosen.contains(&at) { "[x]" } else { "[ ]" };
                let mut lines = words::plain(&option.text, room, theme.text);
                lines.extend(option.note.iter().flat_map(|note| words::plain(note, room, theme.quiet)));
                Item { mark: format!("{tick} {}", n + 1), lines, heading: None }
            })
            .collect(),
        StepKind::Act { .. } => marks(answered, theme),
        StepKind::Tell { .. } | StepKind::End => Vec::new(),
    }
}

fn marks(answered: Option<&Outcome>, theme: &Theme) -> Vec<Item> {
    let item = |(n, mark): (usize, Mark)| {
        let here = answered == Some(&mark.outcome());
        let text =
            if here { format!("{} (ditt svar)", capitalised(mark)) } else { capitalised(mark).to_owned() };
        Item { mark: (n + 1).to_string(), lines: vec![Line::styled(text, theme.text)], heading: None }
    };
    Mark::ALL.into_iter().enumerate().map(item).collect()
}

fn capitalised(mark: Mark) -> &'static str {
    match mark {
        Mark::Done => "Gjort",
        Mark::Todo => "Ska göras",
        Mark::NotRelevant => "Inte aktuellt",
    }
}
