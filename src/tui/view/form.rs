//! The form's fields, and the whole form before it is saved.

use chrono::NaiveDate;
use ratatui::text::{Line, Span};

use super::sheet::{Item, Sheet};
use crate::deid::Advice;
use crate::form::advice;
use crate::form::deidentified;
use crate::form::fill;
use crate::form::model::{Entry, Required, Row, Section};
use crate::form::review::{self, Weight};
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
    // The form's rows are those fields, in the same order.
    let mut fields = walking.fields().into_iter();
    for section in &form.sections {
        for (n, row) in section.rows.iter().enumerate() {
            let heading = (n == 0).then(|| Line::styled(section.title.clone(), theme.heading));
            let against = fields.next().and_then(|at| fill::against_walk(&walking.walk, at));
            let mut lines = lines(row, width, theme);
            lines.extend(against.into_iter().flat_map(|said| otherwise(&said, width, theme)));
            items.push(Item { mark: sign(row), lines, heading });
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
    let remarks = review::remarks(&walking.walk, &walking.clearings);
    for remark in &remarks {
        let (lead, style) = match remark.weight {
            Weight::Stops => ("!", theme.attention),
            Weight::Tells => ("Tänk på:", theme.text),
        };
        let way = if remark.back.is_some() { " Tangenten g går till frågan." } else { "" };
        top.extend(words::plain(&format!("{lead} {}{way}", remark.says), width, style));
    }
    if objections.is_empty() && review::stopping(&remarks).is_none() {
        top.extend(words::plain("Så här sparas den, på den här datorn. Enter sparar.", width, theme.quiet));
    }
    let advice = advice::advice(&walking.walk, today, &walking.scanner);
    let advice = advice.iter().map(Advice::text).chain(advice::notes(&walking.walk, today));
    for text in advice {
        top.extend(words::plain(&format!("Tänk på: {text}"), width, theme.text));
    }
    let is_filled = |section: &&Section| section.rows.iter().any(|row| !row.entry.is_empty());
    for section in form.sections.iter().filter(is_filled) {
        top.extend([Line::default(), Line::styled(section.title.clone(), theme.heading)]);
        for row in section.rows.iter().filter(|row| !row.entry.is_empty()) {
            top.extend(lines(row, width, theme));
            top.extend(row.entry.note().iter().flat_map(|note| words::plain(note, width, theme.quiet)));
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

/// That the walk's answers say something else than what was set by hand.
fn otherwise(said: &str, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let text = format!("ändrat: dina svar på vägen ger {said}");
    under(words::plain(&text, values(width), theme.attention))
}

fn lines(row: &Row, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let label = format!("{:<LABELS$} ", words::cut(&row.label, LABELS));
    let mut lines = under(words::plain(&value(row), values(width), theme.text));
    if let Some(first) = lines.first_mut().and_then(|line| line.spans.first_mut()) {
        *first = Span::styled(label, theme.quiet);
    }
    lines
}

/// How many columns the values have.
fn values(width: u16) -> u16 {
    let room = usize::from(width).saturating_sub(LABELS + 8).max(10);
    u16::try_from(room).unwrap_or(u16::MAX)
}

/// Lines set under the values, with nothing where labels stand.
fn under(lines: Vec<Line<'static>>) -> Vec<Line<'static>> {
    let indented = |line: Line<'static>| {
        let indent = Span::raw(" ".repeat(LABELS + 1));
        Line::from(std::iter::once(indent).chain(line.spans).collect::<Vec<_>>())
    };
    lines.into_iter().map(indented).collect()
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
