//! The form's fields, and the whole form before it is saved.

use chrono::NaiveDate;
use ratatui::text::{Line, Span};

use super::sheet::{Item, Sheet};
use crate::deid::{Advice, Finding, Scanner};
use crate::flow::model::Need;
use crate::form::advice;
use crate::form::deidentified;
use crate::form::fill;
use crate::form::model::Entry;
use crate::form::review::{self, Weight};
use crate::present::{self, FieldView};
use crate::tui::model::WalkPage;
use crate::tui::theme::Theme;
use crate::tui::words;

/// Columns given to the labels.
const LABELS: usize = 36;

/// What stands before a row that is guessed.
const GUESSED: &str = "?";

pub(super) fn form(walking: &WalkPage, cursor: usize, today: NaiveDate, width: u16, theme: &Theme) -> Sheet {
    let mut top = words::plain(&walking.flow().form.title, width, theme.heading);
    let advice = "Det som dina svar redan ger är ifyllt. Ändra det som behövs.";
    top.extend(words::plain(advice, width, theme.quiet));
    let mut items = Vec::new();
    for section in present::sections(&walking.walk, today) {
        for (n, field) in section.fields.iter().enumerate() {
            let heading = (n == 0).then(|| Line::styled(section.title.to_owned(), theme.heading));
            let mut lines = lines(field, width, theme);
            lines.extend(
                field
                    .against
                    .iter()
                    .flat_map(|against| under(words::plain(against, values(width), theme.attention))),
            );
            let guess = fill::guess(&walking.walk, field.at, today);
            if let (Some(_), Some(line)) = (&guess, lines.first_mut()) {
                line.push_span(Span::styled(" (gissat)", theme.attention));
            }
            let mark = if guess.is_some() { GUESSED.to_owned() } else { sign(field) };
            items.push(Item { mark, lines, heading });
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
    let noted = advice::guesses(&walking.walk, today).into_iter().chain(advice::notes(&walking.walk, today));
    for text in advice.iter().map(Advice::text).chain(noted) {
        top.extend(words::plain(&format!("Tänk på: {text}"), width, theme.text));
    }
    for section in present::sections(&walking.walk, today) {
        let filled = section.fields.iter().filter(|field| !field.entry.is_empty());
        let rows = filled.flat_map(|field| {
            let note = field.note.iter().flat_map(|note| words::plain(note, width, theme.quiet));
            let kept = kept(&field.entry, &walking.scanner, width, theme);
            lines(field, width, theme).into_iter().chain(kept).chain(note)
        });
        let rows: Vec<Line<'static>> = rows.collect();
        if !rows.is_empty() {
            top.extend([Line::default(), Line::styled(section.title.to_owned(), theme.heading)]);
            top.extend(rows);
        }
    }
    let (routine, print) = (&form.routine, form.routine.fingerprint.chars().take(12).collect::<String>());
    top.push(Line::default());
    let foot =
        format!("{}, version {}, fingeravtryck {print}, {}", routine.title, routine.version, form.tool);
    top.extend(words::plain(&foot, width, theme.quiet));
    Sheet { top, scroll, ..Sheet::default() }
}

/// The words that were found in a text and that the user has kept, each with its class.
fn kept(entry: &Entry, scanner: &Scanner, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let Entry::Text(Some(text)) = entry else { return Vec::new() };
    let told = |finding: Finding| {
        let words = text.text().get(finding.range).unwrap_or_default().replace('\n', " ");
        words::plain(
            &format!("behållet: ”{words}” ({})", finding.class.label(1)),
            values(width),
            theme.attention,
        )
    };
    under(scanner.scan(text.text()).into_iter().flat_map(told).collect())
}

/// What stands before a row: something in it, nothing, or something wanted.
fn sign(field: &FieldView<'_>) -> String {
    match (field.entry.is_empty(), field.need) {
        (false, _) => "✓",
        (true, Need::Required) => "!",
        (true, Need::Optional) => "·",
    }
    .to_owned()
}

fn lines(field: &FieldView<'_>, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let label = format!("{:<LABELS$} ", words::cut(field.label, LABELS));
    let mut lines = under(words::plain(&value(field), values(width), theme.text));
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

fn value(field: &FieldView<'_>) -> String {
    match (field.entry.is_empty(), field.need) {
        (true, Need::Required) => "– måste fyllas i".to_owned(),
        (true, Need::Optional) => "–".to_owned(),
        (false, Need::Required | Need::Optional) => field.entry.words(),
    }
}
