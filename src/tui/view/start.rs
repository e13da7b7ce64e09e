//! The first page and the last.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::drafts::render_draft;
use super::sheet::{PageSheet, SheetItem, number_label};
use crate::present;
use crate::saved_forms;
use crate::todo::{self, ToDoItem};
use crate::tui::keymap::{DIGITS, DigitAction};
use crate::tui::model::{DraftCard, FirstRun, Model, RoutineCard, SaveLocation, SavedPage};
use crate::tui::start::{
    OTHERS, StartRow, count_passing_rows, count_routine_rows, describe_others, start_rows,
};
use crate::tui::theme::Theme;
use crate::tui::words;

/// How much the page says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StartDetail {
    /// All there is.
    Whole,
    /// Little beside the names of what can be opened.
    Brief,
}

/// The first page: whole where it has room, so that what can be opened is always in sight.
pub(super) fn render_start(model: &Model, cursor: usize, body: Rect, theme: &Theme) -> PageSheet {
    let whole = render_rows(model, cursor, (body.width, StartDetail::Whole), theme);
    if whole.fits(body) { whole } else { render_rows(model, cursor, (body.width, StartDetail::Brief), theme) }
}

fn render_rows(
    model: &Model,
    cursor: usize,
    (width, detail): (u16, StartDetail),
    theme: &Theme,
) -> PageSheet {
    // Without air, since the page can hold much; what must be read stands at the top, which is never cut.
    let mut top = vec![Line::styled("Rutinen, ett steg i taget", theme.heading)];
    let promise = match detail {
        StartDetail::Brief => {
            "Allt stannar på den här datorn. Skriv aldrig namn eller annat som pekar ut någon."
        }
        StartDetail::Whole => {
            "Du svarar på några frågor, får veta vad du ska göra och på vilken grund, och får en ifylld \
             avidentifierad blankett. Allt stannar på den här datorn. Skriv aldrig namn eller annat som pekar ut någon."
        }
    };
    top.extend(words::wrap_plain(promise, width, theme.text));
    if model.first_run == FirstRun::Asked {
        top.extend(words::wrap_plain(FIRST_RUN, width, theme.attention));
    }
    top.extend(render_due(model, width, theme));
    top.push(Line::default());
    let passing = count_passing_rows(model);
    let items = start_rows(model).enumerate().map(|(n, row)| SheetItem {
        mark: n.checked_sub(passing).map_or_else(|| " ".to_owned(), number_label),
        lines: match row {
            StartRow::Draft(card) => render_draft(&describe_draft(model, card, width), card, width, theme),
            StartRow::Drafts(cards) => render_drafts(cards, width, theme),
            StartRow::ToDo(items) => render_to_do(items, width, theme),
            StartRow::Routine(card) => render_routine(card, width, detail, theme),
            StartRow::Others(cards) => {
                vec![entry_line("Rutiner", &format!("andra: {}", describe_others(cards)), width, theme)]
            }
            StartRow::Entry(entry) => vec![entry_line(entry.title, entry.says, width, theme)],
            StartRow::Plan(reminder) => vec![entry_line("Planen", &reminder.purpose(), width, theme)],
        },
        heading: starts_group(model, n).then(Line::default),
    });
    let advice = "Verktyget informerar. Du, din chef och den som har rätt att besluta avgör.";
    let mut bottom = vec![Line::default()];
    bottom.extend(words::wrap_plain(advice, width, theme.quiet));
    let on_row = Some(DigitAction::Choose((start_rows(model).count() - passing).min(DIGITS)));
    PageSheet { top, items: items.collect(), cursor: Some(cursor), bottom, on_row, ..PageSheet::default() }
}

/// The routines that are not the workplace's own, to walk one.
pub(super) fn render_others(model: &Model, cursor: usize, width: u16, theme: &Theme) -> PageSheet {
    let top = vec![Line::default(), Line::styled(OTHERS, theme.heading), Line::default()];
    let others = model.routines.iter().skip(1).enumerate();
    let items = others.map(|(n, card)| SheetItem {
        mark: number_label(n),
        lines: render_routine(card, width, StartDetail::Whole, theme),
        heading: None,
    });
    PageSheet { top, items: items.collect(), cursor: Some(cursor), ..PageSheet::default() }
}

/// What is due in the user's own action plan, in one line with the digit that opens it: its row can be out of sight.
fn render_due(model: &Model, width: u16, theme: &Theme) -> Option<Line<'static>> {
    let due = model.reminder.as_ref()?.due.as_ref()?;
    let digit = start_rows(model).count() - count_passing_rows(model);
    let opens = match digit.checked_sub(1).and_then(present::row_digit) {
        Some(digit) => format!(" {digit} öppnar den."),
        None => String::new(),
    };
    let line = format!("Handlingsplanen: {due}.{opens}");
    Some(Line::styled(words::cut_to_width(&line, width.into()), theme.text))
}

/// Whether a row is the first of its kind, and not the first of all.
fn starts_group(model: &Model, row: usize) -> bool {
    let passing = count_passing_rows(model);
    row > 0 && (row == passing || row == passing + count_routine_rows(model))
}

/// What goes on with an interrupted walk: on one line with whose routine it follows, where that is known.
fn describe_draft(model: &Model, draft: &DraftCard, width: u16) -> String {
    let known = model.routines.iter().find(|card| card.id == draft.routine && card.title == draft.title);
    match known {
        Some(card) => words::cut_to_width(
            &format!("Fortsätt: {}", card.owned_title()),
            usize::from(width.saturating_sub(6)),
        ),
        None => format!("Fortsätt: {}", draft.title),
    }
}

/// Several interrupted walks on one line, and under it what is left to do in any of them.
fn render_drafts(cards: &[DraftCard], width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let says = format!("{} påbörjade genomgångar: välj en, eller ta bort", cards.len());
    let mut left: Vec<&String> = Vec::new();
    for title in cards.iter().flat_map(|card| &card.left) {
        if !left.contains(&title) {
            left.push(title);
        }
    }
    let left = present::describe_open_acts(&left);
    let left = left.iter().flat_map(|left| words::wrap_plain(left, width.saturating_sub(6), theme.attention));
    std::iter::once(entry_line("Fortsätt", &says, width, theme)).chain(left).collect()
}

/// How many things are left to do, and under it those that the page names.
fn render_to_do(items: &[ToDoItem], width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let count = Line::styled(todo::count_things(items.len()), theme.heading);
    let room = width.saturating_sub(6);
    std::iter::once(count)
        .chain(todo::list_named(items).flat_map(|says| words::wrap_plain(&says, room, theme.text)))
        .collect()
}

fn render_routine(card: &RoutineCard, width: u16, detail: StartDetail, theme: &Theme) -> Vec<Line<'static>> {
    let room = width.saturating_sub(6);
    if detail == StartDetail::Brief {
        return vec![Line::styled(
            words::cut_to_width(&card.owned_title(), usize::from(room)),
            theme.heading,
        )];
    }
    let mut lines = words::wrap_plain(&card.title, room, theme.heading);
    lines.extend(words::wrap_plain(&card.origin, room, theme.quiet));
    lines
}

/// Its name and what it is for, on one line: the page is short.
fn entry_line(title: &str, says: &str, width: u16, theme: &Theme) -> Line<'static> {
    let title = Span::styled(format!("{title:<12}"), theme.heading);
    let says = words::cut_to_width(says, usize::from(width).saturating_sub(18));
    Line::from(vec![title, Span::styled(says, theme.text)])
}

/// What is asked the first time.
const FIRST_RUN: &str =
    "Första gången: fylla i var du arbetar och vem du vänder dig till, en gång för alla? j ja, n nej.";

pub(super) fn render_saved(page: &SavedPage, width: u16, theme: &Theme) -> PageSheet {
    let mut top = Vec::new();
    if !page.todo.is_empty() {
        top.push(Line::styled("KVAR ATT GÖRA", theme.attention));
        let todo: Vec<String> = page.todo.iter().map(|act| format!("- {act}")).collect();
        top.extend(words::wrap_markdown(&todo.join("\n"), width, theme.heading));
    }
    top.extend([Line::default(), Line::styled("Blanketten är sparad", theme.heading), Line::default()]);
    if let Some(send) = saved_forms::describe_file_to_send(&page.files) {
        top.extend(words::wrap_plain(&send, width, theme.text));
    }
    for file in &page.files {
        top.extend(words::wrap_plain(&file.display().to_string(), width, theme.quiet));
    }
    if page.shelf == SaveLocation::Listed {
        let again = "Den finns under Blanketter på startsidan: läs, skriv ut, märk som skickad.";
        top.extend(words::wrap_plain(again, width, theme.quiet));
    }
    push_section(&mut top, "Gör nu", theme);
    top.extend(words::wrap_markdown(&page.after, width, theme.text));
    if !page.contacts.is_empty() {
        push_section(&mut top, "Kontakter", theme);
        let contacts: Vec<String> =
            page.contacts.iter().map(|(who, how)| format!("- {who}: {how}")).collect();
        top.extend(words::wrap_markdown(&contacts.join("\n"), width, theme.text));
    }
    PageSheet { top, scroll: page.scroll, ..PageSheet::default() }
}

fn push_section(lines: &mut Vec<Line<'static>>, heading: &'static str, theme: &Theme) {
    lines.extend([Line::default(), Line::styled(heading, theme.heading)]);
}
