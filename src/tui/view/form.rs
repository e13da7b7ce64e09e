//! The form's fields, and the whole form before it is saved.

use chrono::NaiveDate;
use ratatui::text::{Line, Span};

use super::sheet::{PageSheet, SheetItem};
use crate::deid::{Advice, Finding, Scanner};
use crate::flow::model::FieldNeed;
use crate::form::advice;
use crate::form::deidentified;
use crate::form::fill;
use crate::form::model::FormEntry;
use crate::form::review::{self, RemarkSeverity};
use crate::present::{self, FieldView};
use crate::tui::model::WalkPage;
use crate::tui::theme::Theme;
use crate::tui::words;

/// Columns given to the labels.
const LABELS: usize = 36;

/// What stands before a row that is guessed.
const GUESSED: &str = "?";

pub(super) fn render_form(
    walking: &WalkPage,
    cursor: usize,
    today: NaiveDate,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let mut top = words::wrap_plain(&walking.flow().form.title, width, theme.heading);
    let advice = "Det som dina svar redan ger är ifyllt. Ändra det som behövs.";
    top.extend(words::wrap_plain(advice, width, theme.quiet));
    let mut items = Vec::new();
    for section in present::form_sections(&walking.walk, today) {
        for (n, field) in section.fields.iter().enumerate() {
            let heading = (n == 0).then(|| Line::styled(section.title.to_owned(), theme.heading));
            let mut lines = render_field_lines(field, width, theme);
            lines.extend(field.against.iter().flat_map(|against| {
                indent_lines(words::wrap_plain(against, value_width(width), theme.attention))
            }));
            let guess = fill::guess_value(&walking.walk, field.at, today);
            if let (Some(_), Some(line)) = (&guess, lines.first_mut()) {
                line.push_span(Span::styled(" (gissat)", theme.attention));
            }
            let mark = if guess.is_some() { GUESSED.to_owned() } else { row_sign(field) };
            items.push(SheetItem { mark, lines, heading });
        }
    }
    let save = vec![Line::styled("Granska och spara", theme.key)];
    items.push(SheetItem { mark: "→".to_owned(), lines: save, heading: Some(Line::default()) });
    PageSheet { top, items, cursor: Some(cursor), ..PageSheet::default() }
}

pub(super) fn render_review(
    walking: &WalkPage,
    today: NaiveDate,
    scroll: usize,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let form = fill::fill_form(&walking.walk, today);
    let mut top = vec![Line::default(), Line::styled("Granska blanketten", theme.heading)];
    let objections = deidentified::find_objections(&form);
    for objection in &objections {
        top.extend(words::wrap_plain(&format!("! {objection}"), width, theme.attention));
    }
    let remarks = review::review_form(&walking.walk, &walking.clearings);
    for remark in &remarks {
        let (lead, style) = match remark.weight {
            RemarkSeverity::Stops => ("!", theme.attention),
            RemarkSeverity::Tells => ("Tänk på:", theme.text),
        };
        let way = if remark.back.is_some() { " Tangenten g går till frågan." } else { "" };
        top.extend(words::wrap_plain(&format!("{lead} {}{way}", remark.says), width, style));
    }
    if objections.is_empty() && review::find_blocking(&remarks).is_none() {
        top.extend(words::wrap_plain(
            "Så här sparas den, på den här datorn. Enter sparar.",
            width,
            theme.quiet,
        ));
    }
    let advice = advice::advise_on_form(&walking.walk, today, &walking.scanner);
    let noted = advice::describe_guesses(&walking.walk, today)
        .into_iter()
        .chain(advice::form_notes(&walking.walk, today));
    for text in advice.iter().map(Advice::text).chain(noted) {
        top.extend(words::wrap_plain(&format!("Tänk på: {text}"), width, theme.text));
    }
    for section in present::form_sections(&walking.walk, today) {
        let filled = section.fields.iter().filter(|field| !field.entry.is_empty());
        let rows = filled.flat_map(|field| {
            let note = field.note.iter().flat_map(|note| words::wrap_plain(note, width, theme.quiet));
            let kept = render_kept_words(&field.entry, &walking.scanner, width, theme);
            render_field_lines(field, width, theme).into_iter().chain(kept).chain(note)
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
    top.extend(words::wrap_plain(&foot, width, theme.quiet));
    PageSheet { top, scroll, ..PageSheet::default() }
}

/// The words that were found in a text and that the user has kept, each with its class.
fn render_kept_words(entry: &FormEntry, scanner: &Scanner, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let FormEntry::Text(Some(text)) = entry else { return Vec::new() };
    let told = |finding: Finding| {
        let words = text.text().get(finding.range).unwrap_or_default().replace('\n', " ");
        words::wrap_plain(
            &format!("behållet: ”{words}” ({})", finding.class.label(1)),
            value_width(width),
            theme.attention,
        )
    };
    indent_lines(scanner.scan(text.text()).into_iter().flat_map(told).collect())
}

/// What stands before a row: something in it, nothing, or something wanted.
fn row_sign(field: &FieldView<'_>) -> String {
    match (field.entry.is_empty(), field.need) {
        (false, _) => "✓",
        (true, FieldNeed::Required) => "!",
        (true, FieldNeed::Optional) => "·",
    }
    .to_owned()
}

fn render_field_lines(field: &FieldView<'_>, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let label = format!("{:<LABELS$} ", words::cut_to_width(field.label, LABELS));
    let mut lines = indent_lines(words::wrap_plain(&value_text(field), value_width(width), theme.text));
    if let Some(first) = lines.first_mut().and_then(|line| line.spans.first_mut()) {
        *first = Span::styled(label, theme.quiet);
    }
    lines
}

/// How many columns the values have.
fn value_width(width: u16) -> u16 {
    let room = usize::from(width).saturating_sub(LABELS + 8).max(10);
    u16::try_from(room).unwrap_or(u16::MAX)
}

/// Lines set under the values, with nothing where labels stand.
fn indent_lines(lines: Vec<Line<'static>>) -> Vec<Line<'static>> {
    let indented = |line: Line<'static>| {
        let indent = Span::raw(" ".repeat(LABELS + 1));
        Line::from(std::iter::once(indent).chain(line.spans).collect::<Vec<_>>())
    };
    lines.into_iter().map(indented).collect()
}

fn value_text(field: &FieldView<'_>) -> String {
    match (field.entry.is_empty(), field.need) {
        (true, FieldNeed::Required) => "– måste fyllas i".to_owned(),
        (true, FieldNeed::Optional) => "–".to_owned(),
        (false, FieldNeed::Required | FieldNeed::Optional) => field.entry.words(),
    }
}
