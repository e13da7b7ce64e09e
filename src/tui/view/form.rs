//! The form's fields, and the whole form before it is saved.

use chrono::NaiveDate;
use ratatui::text::{Line, Span};

use super::sheet::{Item, Sheet};
use crate::deid::Advice;
use crate::form::advice;
use crate::form::deidentified;
use crate::form::fill;
use crate::form::model::{Entry, Required, Row};
use crate::tui::model::WalkPage;
use crate::tui::theme::Theme;
use crate::tui::words;

/// Columns given to the labels.
const LABELS: usize = 36;

pub(super) fn form(walking: &WalkPage, cursor: usize, today: NaiveDate, width: u16, theme: &Theme) -> Sheet {
    let form = fill::fill(&walking.walk, today);
    let mut top = words::plain(&form.title, width, theme.heading);
    let advice = "Det som dina svar redan ger är ifyllt. Ändra det som behövs.";
    top.extend(words::plain(advice, width, theme.quiet));
    let mut items = Vec::new();
    for section in &form.sections {
        for (n, row) in section.rows.iter().enumerate() {
            let heading = (n == 0).then(|| Line::styled(section.title.clone(), theme.heading));
            items.push(Item { mark: sign(row), lines: lines(row, width, theme), heading });
        }
    }
    let save = vec![Line::styled("Granska och spara", theme.key)];
    items.push(Item { mark: "→".to_owned(), lines: save, heading: Some(Line::default()) });
    Sheet { top, items, cursor: Some(cursor), ..Sheet::default() }
}

pub(super) fn review(
    walking: &WalkPage,
    today: NaiveDate,
    scroll: usize,
    width: u16,
    theme: &Theme,
) -> Sheet {
    let form = fill::fill(&walking.walk, today);
    let mut top = vec![Line::default(), Line::styled("Granska blanketten", theme.heading)];
    let objections = deidentified::objections(&form);
    for objection in &objections {
        top.extend(words::plain(&format!("! {objection}"), width, theme.attention));
    }
    if objections.is_empty() {
        top.extend(words::plain("Så här sparas den, på den här datorn. Enter sparar.", width, theme.quiet));
    }
    let advice = advice::advice(&walking.walk, today, &walking.scanner);
    let advice = advice.iter().map(Advice::text).chain(advice::notes(&walking.walk, today));
    for text in advice {
        top.extend(words::plain(&format!("Tänk på: {text}"), width, theme.text));
    }
    for section in &form.sections {
        top.extend([Line::default(), Line::styled(section.title.clone(), theme.heading)]);
        for row in section.rows.iter().filter(|row| !row.entry.is_empty()) {
            top.extend(lines(row, width, theme));
        }
    }
    let (routine, print) = (&form.routine, form.routine.fingerprint.chars().take(12).collect::<String>());
    top.push(Line::default());
    let foot =
        format!("{}, version {}, fingeravtryck {print}, {}", routine.title, routine.version, form.tool);
    top.extend(words::plain(&foot, width, theme.quiet));
    Sheet { top, scroll, ..Sheet::default() }
}

/// What stands before a row: something in it, nothing, or something wanted.
fn sign(row: &Row) -> String {
    match (row.entry.is_empty(), row.required) {
        (false, _) => "✓",
        (true, Required::Yes) => "!",
        (true, Required::No) => "·",
    }
    .to_owned()
}

fn lines(row: &Row, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let label = format!("{:<LABELS$} ", words::cut(&row.label, LABELS));
    let room = usize::from(width).saturating_sub(LABELS + 8).max(10);
    let room = u16::try_from(room).unwrap_or(u16::MAX);
    let mut values = words::plain(&value(row), room, theme.text).into_iter();
    let first = values.next().unwrap_or_default();
    let mut spans = vec![Span::styled(label, theme.quiet)];
    spans.extend(first.spans);
    let mut lines = vec![Line::from(spans)];
    for value in values {
        let mut spans = vec![Span::raw(" ".repeat(LABELS + 1))];
        spans.extend(value.spans);
        lines.push(Line::from(spans));
    }
    lines
}

fn value(row: &Row) -> String {
    match (&row.entry, row.entry.is_empty(), row.required) {
        (_, true, Required::Yes) => "– måste fyllas i".to_owned(),
        (_, true, Required::No) => "–".to_owned(),
        (
            Entry::One(_)
            | Entry::Any(_)
            | Entry::Day(_)
            | Entry::Period(_)
            | Entry::Text(_)
            | Entry::Acts(_),
            false,
            Required::Yes | Required::No,
        ) => row.entry.words(),
    }
}
