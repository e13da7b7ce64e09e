//! The form's fields, and the whole form before it is saved.

use chrono::NaiveDate;
use ratatui::text::{Line, Span};

use super::left;
use super::overlay::yes_no_line;
use super::sheet::{PageSheet, SheetItem, number_label};
use crate::flow::id::FieldIx;
use crate::flow::model::{FieldNeed, FieldOption};
use crate::form::model::Certainty;
use crate::form::review::RemarkSeverity;
use crate::form::{advice, fill};
use crate::present::{self, CoarserView, FieldView, RemarkView, ReviewSection, ReviewView};
use crate::tui::keymap::DigitAction;
use crate::tui::model::WalkPage;
use crate::tui::theme::Theme;
use crate::tui::words;

/// The most columns given to the labels.
const LABELS: usize = 36;

/// Columns given to the labels on a page of this width: less than half of it.
fn label_width(width: u16) -> usize {
    LABELS.min(usize::from(width) * 9 / 20)
}

/// How many rows of its group stand before a field that is being filled in.
const BEFORE: usize = 2;

/// What the signs before the rows mean, where something is guessed.
const SIGNS: &str =
    "✓\u{a0}ifyllt   ?\u{a0}gissat: Enter visar, Enter bekräftar   !\u{a0}måste   ·\u{a0}tomt";

/// What stands after what is guessed.
const GUESSED_WORD: &str = " (gissat)";

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
    let advice = present::form_advice(&walking.walk, today);
    top.extend(words::wrap_plain(&advice, width, theme.quiet));
    if advice::describe_guesses(&walking.walk, today).is_some() {
        top.extend(words::wrap_plain(SIGNS, width, theme.quiet));
    }
    let mut items = Vec::new();
    for section in present::form_sections(&walking.walk, today) {
        for (n, field) in section.fields.iter().enumerate() {
            let heading = (n == 0).then(|| Line::styled(section.title.to_owned(), theme.heading));
            let mut lines = render_field_lines(field, &value_text(field), width, theme);
            lines.extend(field.against.iter().flat_map(|against| {
                indent_lines(width, words::wrap_plain(against, value_width(width), theme.attention))
            }));
            if items.len() == cursor {
                lines.extend(render_direct_keys(field, width, theme));
            }
            if let (Certainty::Guessed, Some(line)) = (field.certainty, lines.first_mut()) {
                line.push_span(Span::styled(GUESSED_WORD, theme.attention));
            }
            items.push(SheetItem { mark: row_sign(field), lines, heading });
        }
    }
    let save = vec![Line::styled("Granska och spara", theme.key)];
    items.push(SheetItem { mark: "→".to_owned(), lines: save, heading: Some(Line::default()) });
    let on_row = Some(direct_keys_at(walking, cursor));
    PageSheet { top, items, cursor: Some(cursor), on_row, ..PageSheet::default() }
}

/// What a digit does on the row under the cursor: nothing where none stands there.
fn direct_keys_at(walking: &WalkPage, row: usize) -> DigitAction {
    let at = walking.fields().get(row).copied();
    let options = at.map(|at| fill::offered_options(&walking.walk, at).cloned().collect::<Vec<_>>());
    let options = options.unwrap_or_default();
    DigitAction::Choose(if present::has_direct_keys(&options) { options.len() } else { 0 })
}

/// What can be chosen on the row itself, each with its key; in a longer list how many there are.
fn render_direct_keys(field: &FieldView<'_>, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let options: Vec<FieldOption> = field.options.iter().map(|option| (*option).clone()).collect();
    let text = match options.len() {
        0 => return Vec::new(),
        _ if present::has_direct_keys(&options) => {
            let keyed = options.iter().enumerate();
            let keyed = keyed.map(|(n, option)| format!("{}\u{a0}{}", number_label(n), option.text));
            keyed.collect::<Vec<_>>().join("   ")
        }
        many => format!("Enter visar {many} val"),
    };
    indent_by(4, words::wrap_plain(&text, width.saturating_sub(10), theme.text))
}

/// The rows of the group that a field stands in: those before it and those after, each on a line.
pub(super) fn render_group(
    walking: &WalkPage,
    at: FieldIx,
    today: NaiveDate,
    width: u16,
    theme: &Theme,
) -> (Vec<Line<'static>>, Vec<Line<'static>>) {
    let sections = present::form_sections(&walking.walk, today);
    let group = sections.into_iter().find(|section| section.fields.iter().any(|field| field.at == at));
    let Some(group) = group else { return (Vec::new(), Vec::new()) };
    let place = group.fields.iter().position(|field| field.at == at).unwrap_or(0);
    let row = |field: &FieldView<'_>| {
        let guessed = if field.certainty == Certainty::Guessed { GUESSED_WORD } else { "" };
        let value = value_text(field).replace('\n', " ");
        let text = format!("{} {:<LABELS$} {value}{guessed}", row_sign(field), field.label);
        Line::styled(words::cut_to_width(&text, usize::from(width)), theme.quiet)
    };
    let title = Line::styled(group.title.to_owned(), theme.quiet);
    let before = group.fields.iter().take(place).skip(place.saturating_sub(BEFORE)).map(row);
    let after = group.fields.iter().skip(place + 1).map(row).collect();
    (std::iter::once(title).chain(before).collect(), after)
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

/// What can be said more coarsely, one row a detail.
pub(super) fn render_coarser(
    walking: &WalkPage,
    cursor: Option<usize>,
    today: NaiveDate,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let details = present::coarser_details(&walking.walk, today);
    let mut top = vec![Line::default(), Line::styled(present::coarsen::COARSEN_HEADING, theme.heading)];
    let says = if details.is_empty() {
        present::coarsen::describe_nothing_coarser(&walking.walk)
    } else {
        present::coarsen::COARSEN_ADVICE
    };
    top.extend(words::wrap_plain(says, width, theme.text));
    top.push(Line::default());
    let item = |(n, detail): (usize, &CoarserView)| SheetItem {
        mark: number_label(n),
        lines: words::wrap_plain(&detail.says, width.saturating_sub(8), theme.text),
        heading: None,
    };
    let items = details.iter().enumerate().map(item).collect();
    PageSheet { top, items, cursor, ..PageSheet::default() }
}

/// The question before a form that says next to nothing is saved.
pub(super) fn render_blank_question(
    walking: &WalkPage,
    today: NaiveDate,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let review = ReviewView::from_walk(&walking.walk, &walking.clearings, &walking.scanner, today);
    let mut top =
        vec![Line::default(), Line::styled("Blanketten är nästan tom", theme.heading), Line::default()];
    top.extend(review.blank.iter().flat_map(|asks| words::wrap_plain(asks, width, theme.text)));
    top.push(Line::default());
    let blank = advice::find_blank_fields(&walking.walk, today);
    let first = blank.first().map(|at| walking.flow().form.field(*at).label.as_str()).unwrap_or_default();
    let answers = yes_no_line("spara ändå", &format!("gå till ”{first}” och fyll i"), theme);
    PageSheet { top, foot: vec![answers], ..PageSheet::default() }
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
            Some(back) if remark.back == first => format!(" Tangenten t går till frågan ”{}”.", back.title),
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
            let lines = render_field_lines(&field.view, &field.view.words(), width, theme).into_iter();
            lines.chain(indent_lines(width, kept)).chain(note).collect::<Vec<_>>()
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
    match (field.entry.is_empty(), field.need, field.certainty) {
        (false, _, Certainty::Known) => "✓",
        (false, _, Certainty::Guessed) => GUESSED,
        (true, FieldNeed::Required, _) => "!",
        (true, FieldNeed::Optional, _) => "·",
    }
    .to_owned()
}

fn render_field_lines(field: &FieldView<'_>, value: &str, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let labels = label_width(width);
    let label = format!("{:<labels$} ", words::cut_to_width(field.label, labels));
    let mut lines = indent_lines(width, words::wrap_plain(value, value_width(width), theme.text));
    if let Some(first) = lines.first_mut().and_then(|line| line.spans.first_mut()) {
        *first = Span::styled(label, theme.quiet);
    }
    lines
}

/// How many columns the values have.
fn value_width(width: u16) -> u16 {
    let room = usize::from(width).saturating_sub(label_width(width) + 8).max(10);
    u16::try_from(room).unwrap_or(u16::MAX)
}

/// Lines set under the values, with nothing where labels stand.
fn indent_lines(width: u16, lines: Vec<Line<'static>>) -> Vec<Line<'static>> {
    indent_by(label_width(width) + 1, lines)
}

fn indent_by(columns: usize, lines: Vec<Line<'static>>) -> Vec<Line<'static>> {
    let indented = |line: Line<'static>| {
        let indent = Span::raw(" ".repeat(columns));
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
