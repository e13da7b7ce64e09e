//! A step of the routine: the question large and calm, its answers, and the reasons under them.

use chrono::NaiveDate;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::large;
use super::overlay::{render_contacts, render_reasons};
use super::sheet::{PageSheet, SheetItem, number_label};
use crate::flow::guard::Outcome;
use crate::flow::model::{Mark, Urgency};
use crate::present::{self, Call, Choices, OptionView, StepView};
use crate::session::marks;
use crate::tui::keymap::DigitAction;
use crate::tui::model::{StepPage, WalkPage};
use crate::tui::theme::Theme;
use crate::tui::words;

pub(super) fn render_step(
    walking: &WalkPage,
    page: &StepPage,
    today: NaiveDate,
    body: Rect,
    theme: &Theme,
) -> PageSheet {
    let view = StepView::from_walk(&walking.walk, walking.shown_step(), today);
    let width = body.width;
    let mut top = vec![trail_line(walking, width, theme), Line::default()];
    top.extend(render_heading(&view, width, theme));
    if let Some(text) = view.text {
        top.push(Line::default());
        top.extend(words::wrap_markdown(text.source(), width, theme.text));
    }
    let mut bottom = vec![Line::default()];
    top.extend(view.duty.iter().flat_map(|duty| words::wrap_plain(duty, width, theme.heading)));
    match view.call {
        Call::Act(_) => top.extend(render_contacts(&view, width, theme)),
        Call::Answer | Call::Know | Call::Form => bottom.extend(contact_line(&view, width, theme)),
    }
    top.push(Line::default());
    let items = step_items(walking, page, &view, width, theme);
    let cursor = page.cursor.filter(|_| !items.is_empty());
    bottom.push(Line::styled("Varför (v visar allt)", theme.key));
    bottom.extend(render_reasons(&view, width, theme));
    let on_row = present::is_pressing(walking.current_step()).then_some(DigitAction::Select(items.len()));
    PageSheet { top, items, cursor, bottom, on_row, ..PageSheet::default() }.tighten_top(body)
}

/// Whom a question names, on one line: its answers need the room, and how they are reached stands with the reasons.
fn contact_line(view: &StepView<'_>, width: u16, theme: &Theme) -> Option<Line<'static>> {
    let names: Vec<&str> = view.contacts.iter().map(|contact| contact.label.as_str()).collect();
    let line = format!("Kontakter: {}", names.join(", "));
    (!names.is_empty()).then(|| Line::styled(words::cut_to_width(&line, usize::from(width)), theme.text))
}

/// The latest answers on one line.
fn trail_line(walking: &WalkPage, width: u16, theme: &Theme) -> Line<'static> {
    let shown = walking.shown_step();
    let path = walking.walk.position().path.iter().take_while(|visit| visit.step != shown);
    let questions = path.filter(|visit| walking.flow().step(visit.step).is_question());
    let answers: Vec<String> = questions
        .map(|visit| super::overlay::answer_words(walking.flow().step(visit.step), &visit.outcome))
        .map(|answer| words::cut_to_width(&answer, 24))
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

fn render_heading(view: &StepView<'_>, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let label = view.call.label().unwrap_or_default();
    let label = match view.call {
        Call::Act(Urgency::Now) => return render_urgent_heading(view.title, width, theme),
        Call::Act(Urgency::Promptly) => Some(Line::styled(label.to_uppercase(), theme.attention)),
        Call::Act(Urgency::Normal) | Call::Know => Some(Line::styled(label, theme.key)),
        Call::Answer | Call::Form => None,
    };
    label.into_iter().chain(words::wrap_plain(view.title, width, theme.heading)).collect()
}

/// The heading of an act that goes before everything: in letters four rows high, and once more in words.
pub(super) fn render_urgent_heading(title: &str, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = vec![fill_line("", width, theme.urgent)];
    lines.extend(large::render_line(&format!(" {}", title.to_uppercase()), width, theme.urgent));
    lines.push(fill_line(&format!("  {title}"), width, theme.urgent));
    lines
}

fn fill_line(text: &str, width: u16, style: Style) -> Line<'static> {
    Line::styled(format!("{text:<width$}", width = usize::from(width)), style)
}

fn step_items(
    walking: &WalkPage,
    page: &StepPage,
    view: &StepView<'_>,
    width: u16,
    theme: &Theme,
) -> Vec<SheetItem> {
    let room = width.saturating_sub(8);
    let answered = page.focus.and_then(|step| walking.walk.position().outcome(step));
    match &view.choices {
        Choices::One(options) => {
            let item = |(n, option): (usize, &OptionView<'_>)| {
                let here = answered.is_some_and(|came| came.includes(option.at));
                let text = if here { format!("{} (ditt svar)", option.text) } else { option.text.to_owned() };
                SheetItem {
                    mark: number_label(n),
                    lines: words::wrap_plain(&text, room, theme.text),
                    heading: None,
                }
            };
            options.iter().enumerate().map(item).collect()
        }
        Choices::Any { options, .. } => {
            let item = |(n, option): (usize, &OptionView<'_>)| {
                let tick = if page.chosen.contains(&option.at) { "[x]" } else { "[ ]" };
                let mut lines = words::wrap_plain(option.text, room, theme.text);
                let note = option.note.iter();
                lines.extend(note.flat_map(|note| words::wrap_markdown(note.source(), room, theme.quiet)));
                SheetItem { mark: format!("{tick} {}", number_label(n)), lines, heading: None }
            };
            options.iter().enumerate().map(item).collect()
        }
        Choices::Mark { bare, reasons } => {
            let mut items = mark_items(bare, answered, theme);
            items.extend((!reasons.is_empty()).then(|| declined_item(walking, items.len(), width, theme)));
            items
        }
        Choices::Nothing => Vec::new(),
    }
}

fn mark_items(marks: &[Mark], answered: Option<&Outcome>, theme: &Theme) -> Vec<SheetItem> {
    let item = |(n, mark): (usize, &Mark)| {
        let here = answered == Some(&mark.outcome());
        let text = if here {
            format!("{} (ditt svar)", capitalized_mark(*mark))
        } else {
            capitalized_mark(*mark).to_owned()
        };
        SheetItem { mark: (n + 1).to_string(), lines: vec![Line::styled(text, theme.text)], heading: None }
    };
    marks.iter().enumerate().map(item).collect()
}

/// The reasons not to do an act, behind one item that opens them; and the one that was given.
fn declined_item(walking: &WalkPage, nth: usize, width: u16, theme: &Theme) -> SheetItem {
    let text = match marks::decline_reason(&walking.walk, walking.shown_step()) {
        Some(reason) => format!("Inte aktuellt: {} (ditt svar)", reason.text),
        None => "Inte aktuellt … (välj skäl)".to_owned(),
    };
    SheetItem {
        mark: number_label(nth),
        lines: words::wrap_plain(&text, width.saturating_sub(8), theme.text),
        heading: None,
    }
}

fn capitalized_mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Done => "Gjort",
        Mark::Todo => "Ska göras",
        Mark::NotRelevant => "Inte aktuellt",
    }
}
