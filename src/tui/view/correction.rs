//! A saved form that is corrected, drawn: its rows, what one can say, and what is changed before it is saved.

use ratatui::text::Line;

use super::field;
use super::sheet::{PageSheet, SheetItem, number_label};
use crate::corrections::{CorrectionRow, CorrectionSubject};
use crate::flow::model::{FieldKind, Mark};
use crate::form::model::{FormEntry, TickState};
use crate::prose::{sanitize, with_colon};
use crate::session::spoken_time::TimePrecision;
use crate::tui::model::{CorrectionEnding, CorrectionPage, CorrectionStage};
use crate::tui::theme::Theme;
use crate::tui::words;

/// The longest text of a field whose routine is not there to say.
const LONGEST_TEXT: usize = 600;

pub(super) fn render_correction(page: &CorrectionPage, width: u16, theme: &Theme) -> PageSheet {
    match (&page.stage, page.chosen_row()) {
        (CorrectionStage::Ending { cursor, scroll }, _) => {
            render_ending(page, (*cursor, *scroll), width, theme)
        }
        (CorrectionStage::Choice { cursor }, Some(row)) => render_choice(page, &row, *cursor, width, theme),
        (CorrectionStage::Time { input, problem }, Some(row)) => {
            let mut top = render_heading(&row, width, theme);
            top.extend(words::wrap_plain(&describe_time(page, &row), width, theme.quiet));
            top.push(Line::default());
            let bottom = problem.as_ref().map(|why| words::wrap_plain(why, width, theme.attention));
            let typed = Some(field::line_box(input, width, theme));
            PageSheet { top, typed, bottom: bottom.unwrap_or_default(), ..PageSheet::default() }
        }
        (CorrectionStage::Text(edit), Some(row)) => {
            let mut top = render_heading(&row, width, theme);
            let advice = "Skriv utan det som kan peka ut någon. Ctrl+S tar med texten.";
            top.extend(words::wrap_plain(advice, width, theme.quiet));
            top.push(Line::default());
            let mut sheet = PageSheet { top, ..PageSheet::default() };
            field::add_text(&mut sheet, longest_text(page, &row), edit, width, theme);
            sheet
        }
        (
            CorrectionStage::Rows
            | CorrectionStage::Choice { .. }
            | CorrectionStage::Time { .. }
            | CorrectionStage::Text(_),
            _,
        ) => render_rows(page, width, theme),
    }
}

fn longest_text(page: &CorrectionPage, row: &CorrectionRow) -> usize {
    let CorrectionSubject::Field(field) = &row.of else { return LONGEST_TEXT };
    let flow = page.open.form.flow();
    let kind = flow.and_then(|flow| Some(&flow.form.field(flow.form.find_field(field)?).kind));
    match kind {
        Some(FieldKind::Text { max }) => *max,
        Some(_) | None => LONGEST_TEXT,
    }
}

fn render_rows(page: &CorrectionPage, width: u16, theme: &Theme) -> PageSheet {
    let mut top = vec![Line::styled("Rätta blanketten", theme.heading)];
    let says = "En ny version ersätter den som är sparad. Det som följer av dina svar på vägen ändras i en ny genomgång.";
    top.extend(words::wrap_plain(says, width, theme.quiet));
    top.push(Line::default());
    let changed: Vec<String> = page.open.form.list_changes().into_iter().map(|change| change.label).collect();
    let room = width.saturating_sub(8);
    let rows = page.rows().into_iter().map(|row| {
        let is_changed = changed.contains(&row.label);
        let style = if is_changed { theme.attention } else { theme.text };
        let note = if is_changed { " (ändrat)" } else { "" };
        let text = sanitize(&format!("{} {}{note}", with_colon(&row.label), row.says));
        SheetItem { mark: "  ".to_owned(), lines: words::wrap_plain(&text, room, style), heading: None }
    });
    let save = SheetItem {
        mark: "  ".to_owned(),
        lines: vec![Line::styled("Läs ändringarna och spara …", theme.text)],
        heading: None,
    };
    let items = rows.chain([save]).collect();
    PageSheet { top, items, cursor: Some(page.cursor), ..PageSheet::default() }
}

/// What can be written as the time in a row.
fn describe_time(page: &CorrectionPage, row: &CorrectionRow) -> String {
    let precision = match &row.of {
        CorrectionSubject::Field(field) => page.open.time_precision(field),
        CorrectionSubject::Act(_) => TimePrecision::Coarse,
    };
    format!("Skriv {}.", precision.examples())
}

fn render_heading(row: &CorrectionRow, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut top = vec![Line::default()];
    top.extend(words::wrap_plain(&sanitize(&row.label), width, theme.heading));
    top
}

fn render_choice(
    page: &CorrectionPage,
    row: &CorrectionRow,
    cursor: Option<usize>,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let mut top = render_heading(row, width, theme);
    top.extend(words::wrap_plain(&sanitize(&format!("Nu står: {}", row.says)), width, theme.quiet));
    let choices = list_choices(page, row);
    if choices.iter().any(|(sign, _)| !sign.is_empty()) {
        let says = "Enter kryssar, eller tar bort krysset. Esc går tillbaka.";
        top.extend(words::wrap_plain(says, width, theme.quiet));
    }
    top.push(Line::default());
    let items = choices.into_iter().enumerate().map(|(n, (sign, text))| SheetItem {
        mark: format!("{}{sign}", number_label(n)),
        lines: words::wrap_plain(&sanitize(&text), width.saturating_sub(10), theme.text),
        heading: None,
    });
    PageSheet { top, items: items.collect(), cursor, ..PageSheet::default() }
}

/// What can be chosen, each with the sign of whether it is where several can be.
fn list_choices(page: &CorrectionPage, row: &CorrectionRow) -> Vec<(&'static str, String)> {
    let CorrectionSubject::Field(field) = &row.of else {
        return Mark::ALL.map(|mark| ("", mark.label().to_owned())).into();
    };
    match page.open.form.find_row(field).map(|row| &row.entry) {
        Some(FormEntry::One(ticks)) => ticks.iter().map(|tick| ("", tick.text.clone())).collect(),
        Some(FormEntry::Any(ticks)) => {
            let sign = |state| if state == TickState::On { " [x]" } else { " [ ]" };
            ticks.iter().map(|tick| (sign(tick.state), tick.text.clone())).collect()
        }
        Some(
            FormEntry::Day(_)
            | FormEntry::Period(_)
            | FormEntry::Planned(_)
            | FormEntry::Text(_)
            | FormEntry::Acts(_),
        )
        | None => Vec::new(),
    }
}

fn render_ending(
    page: &CorrectionPage,
    (cursor, scroll): (usize, usize),
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let mut top = vec![Line::styled("Det här ändras", theme.heading)];
    let changes = page.open.form.list_changes();
    if changes.is_empty() {
        top.push(Line::styled("Inget är ändrat än.", theme.text));
    }
    for change in changes {
        top.extend(words::wrap_plain(&sanitize(&format!("– {change}")), width, theme.text));
    }
    for remark in page.open.form.list_remarks(&page.clearings) {
        top.push(Line::default());
        top.extend(words::wrap_plain(&sanitize(&format!("Tänk på: {remark}")), width, theme.attention));
    }
    top.push(Line::default());
    let says = "Rättelsen kan vara av ett namn. Därför tas den förra versionen bort, om du inte väljer att behålla den.";
    top.extend(words::wrap_plain(says, width, theme.quiet));
    top.push(Line::default());
    let items = CorrectionEnding::ALL.iter().enumerate().map(|(n, ending)| SheetItem {
        mark: number_label(n),
        lines: words::wrap_plain(ending.label(), width.saturating_sub(8), theme.text),
        heading: None,
    });
    PageSheet { top, scroll, items: items.collect(), cursor: Some(cursor), ..PageSheet::default() }
}
