//! The form's fields, and the whole form before it is saved.

use chrono::NaiveDate;
use ratatui::text::{Line, Span};

use super::left;
use super::sheet::{PageSheet, SheetItem};
use crate::flow::model::FieldNeed;
use crate::form::fill;
use crate::form::review::RemarkSeverity;
use crate::present::{self, FieldView, RemarkView, ReviewSection, ReviewView};
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

/// The whole form before it is saved. What is left to do stands over the page, and whole on it where that has no room.
pub(super) fn render_review(
    walking: &WalkPage,
    today: NaiveDate,
    scroll: usize,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let review = ReviewView::from_walk(&walking.walk, &walking.clearings, &walking.scanner, today);
    let mut top = vec![Line::default(), Line::styled("Granska blanketten", theme.heading)];
    top.extend(left::render_whole(&review.left, width, theme));
    for missing in &review.missing {
        top.extend(words::wrap_plain(&format!("! {missing}"), width, theme.attention));
    }
    top.extend(render_remarks(&review, width, theme));
    if review.blocking().next().is_none() {
        top.extend(words::wrap_plain(
            "Så här sparas den, på den här datorn. Enter sparar.",
            width,
            theme.quiet,
        ));
    }
    for advice in &review.advice {
        top.extend(words::wrap_plain(&format!("Tänk på: {advice}"), width, theme.text));
    }
    top.extend(review.sections.iter().flat_map(|section| render_section(section, width, theme)));
    top.push(Line::default());
    top.extend(words::wrap_plain(&review.origin, width, theme.quiet));
    PageSheet { top, scroll, ..PageSheet::default() }
}

/// What does not agree with the walk. The key goes to the first question; the others are named.
fn render_remarks(review: &ReviewView<'_>, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let first = review.first_way_back();
    let render = |remark: &RemarkView<'_>| {
        let (lead, style) = match remark.weight {
            RemarkSeverity::Stops => ("!", theme.attention),
            RemarkSeverity::Tells => ("Tänk på:", theme.text),
        };
        let way = match remark.back {
            None => String::new(),
            Some(back) if remark.back == first => format!(" Tangenten g går till frågan ”{}”.", back.title),
            Some(back) => format!(" Det gäller frågan ”{}”.", back.title),
        };
        words::wrap_plain(&format!("{lead} {}{way}", remark.says), width, style)
    };
    review.remarks.iter().flat_map(render).collect()
}

/// The fields of a section that have something in them, under its heading; nothing where none has.
fn render_section(section: &ReviewSection<'_>, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let filled = section.fields.iter().filter(|field| !field.view.entry.is_empty());
    let rows: Vec<Line<'static>> = filled
        .flat_map(|field| {
            let kept = field.kept.iter();
            let kept =
                kept.flat_map(|kept| words::wrap_plain(kept, value_width(width), theme.attention)).collect();
            let note = field.view.note.iter().flat_map(|note| words::wrap_plain(note, width, theme.quiet));
            let lines = render_field_lines(&field.view, width, theme).into_iter();
            lines.chain(indent_lines(kept)).chain(note).collect::<Vec<_>>()
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let heading = [Line::default(), Line::styled(section.title.to_owned(), theme.heading)];
    heading.into_iter().chain(rows).collect()
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
