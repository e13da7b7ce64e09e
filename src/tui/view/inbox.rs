//! The inbox drawn: the received forms, one of them with what can be done with it, and what is typed.

use ratatui::text::Line;

use super::field;
use super::overlay::yes_no_line;
use super::sheet::{PageSheet, SheetItem, number_label};
use crate::inbox::{LONGEST_NOTE, ReceivedRow, describe_notes, describe_routine, form_text};
use crate::prose::sanitize;
use crate::store::display_path;
use crate::store::inbox::register::InboxState;
use crate::tui::editor::Editor;
use crate::tui::model::{FormAction, FormCursor, InboxLine, InboxPage, InboxRow, InboxStage, TextEdit};
use crate::tui::theme::Theme;
use crate::tui::words;

pub(super) fn render_inbox(page: &InboxPage, width: u16, theme: &Theme) -> PageSheet {
    match &page.stage {
        InboxStage::Forms => render_forms(page, width, theme),
        InboxStage::Form(at) => render_form(page, *at, width, theme),
        InboxStage::State { cursor } => {
            let labels = InboxState::ALL.map(InboxState::label);
            render_choice("Hur långt har blanketten kommit?", &labels, *cursor, width, theme)
        }
        InboxStage::Removal => render_removal(width, theme),
        InboxStage::Note(edit) => render_note(edit, width, theme),
        InboxStage::Line { asked, input, problem } => {
            render_line(*asked, input, problem.as_deref(), width, theme)
        }
    }
}

fn render_forms(page: &InboxPage, width: u16, theme: &Theme) -> PageSheet {
    let mut top = vec![Line::styled("Inkorg", theme.heading)];
    top.extend(words::wrap_plain(&describe_shown(page), width, theme.text));
    if page.open.count_routines() > 1 {
        let says = "Blanketterna kommer ur olika rutiner. De läggs aldrig ihop i lägesbilden.";
        top.extend(words::wrap_plain(says, width, theme.attention));
    }
    top.push(Line::default());
    let row = |(n, row)| {
        render_row(
            page,
            row,
            if n == page.cursor { RowDetail::Whole } else { RowDetail::Brief },
            (width, theme),
        )
    };
    let items = page.rows().enumerate().map(row).collect();
    PageSheet { top, items, cursor: Some(page.cursor), ..PageSheet::default() }
}

/// How many forms there are, and which of them are shown.
fn describe_shown(page: &InboxPage) -> String {
    let all = page.open.forms.len();
    let shown = page.open.find_forms(page.state, &page.words).count();
    let noun = if all == 1 { "mottagen blankett" } else { "mottagna blanketter" };
    let state = page.state.map(|state| format!("läge: {}", state.label()));
    let words = (!page.words.is_empty()).then(|| format!("med orden ”{}”", page.words));
    let chosen: Vec<String> = [state, words].into_iter().flatten().collect();
    match (all, chosen.is_empty()) {
        (0, _) => "Inga blanketter är mottagna än.".to_owned(),
        (_, true) => format!("{all} {noun}."),
        (_, false) => format!("{all} {noun}, {shown} visas ({}).", chosen.join(", ")),
    }
}

/// How much a row says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RowDetail {
    /// All there is: the cursor stands there.
    Whole,
    /// One line, so that many rows are in sight.
    Brief,
}

fn render_row(
    page: &InboxPage,
    row: InboxRow<'_>,
    detail: RowDetail,
    (width, theme): (u16, &Theme),
) -> SheetItem {
    let room = width.saturating_sub(8);
    let lines = match (row, detail) {
        (InboxRow::Form(form), RowDetail::Whole) => {
            let row = ReceivedRow::from_form(form);
            let mut lines = words::wrap_plain(&row.head, room, theme.text);
            for says in [Some(row.about), row.note].into_iter().flatten().filter(|says| !says.is_empty()) {
                lines.extend(words::wrap_plain(&says, room, theme.quiet));
            }
            lines
        }
        (InboxRow::Form(form), RowDetail::Brief) => {
            let ReceivedRow { head, about, .. } = ReceivedRow::from_form(form);
            let says = if about.is_empty() { head } else { format!("{head} · {about}") };
            vec![Line::styled(words::cut_to_width(&says, usize::from(room)), theme.text)]
        }
        (InboxRow::Receive, detail) => {
            let folder =
                format!("Filer som läggs i {} tas emot nästa gång.", display_path(&page.open.folder));
            let folder = match detail {
                RowDetail::Whole => words::wrap_plain(&folder, room, theme.quiet),
                RowDetail::Brief => Vec::new(),
            };
            std::iter::once(Line::styled("Ta emot från en fil eller mapp …", theme.text))
                .chain(folder)
                .collect()
        }
        (InboxRow::Count, _) => vec![Line::styled("Räkna dem till en lägesbild …", theme.text)],
        (InboxRow::Search, _) => vec![Line::styled("Sök bland blanketterna …", theme.text)],
    };
    SheetItem { mark: "  ".to_owned(), lines, heading: None }
}

fn render_form(page: &InboxPage, at: FormCursor, width: u16, theme: &Theme) -> PageSheet {
    let Some(form) = page.chosen_form() else { return PageSheet::default() };
    let mut top: Vec<Line<'static>> = Vec::new();
    for (n, line) in describe_notes(form).iter().enumerate() {
        top.extend(words::wrap_plain(line, width, if n == 0 { theme.heading } else { theme.text }));
    }
    top.extend(words::wrap_plain(&describe_routine(form), width, theme.quiet));
    top.push(Line::default());
    let text = form_text(form).unwrap_or_else(|| "Blanketten går inte att läsa längre.".to_owned());
    top.extend(text.lines().map(|line| Line::styled(sanitize(line), theme.text)));
    let items = FormAction::ALL.iter().enumerate().map(|(n, action)| SheetItem {
        mark: number_label(n),
        lines: vec![Line::styled(action.label(), theme.text)],
        heading: None,
    });
    PageSheet {
        top,
        scroll: at.scroll,
        items: items.collect(),
        cursor: Some(at.cursor),
        ..PageSheet::default()
    }
}

fn render_choice(asks: &str, labels: &[&'static str], cursor: usize, width: u16, theme: &Theme) -> PageSheet {
    let mut top = vec![Line::default()];
    top.extend(words::wrap_plain(asks, width, theme.heading));
    top.push(Line::default());
    let items = labels.iter().enumerate().map(|(n, label)| SheetItem {
        mark: number_label(n),
        lines: vec![Line::styled(*label, theme.text)],
        heading: None,
    });
    PageSheet { top, items: items.collect(), cursor: Some(cursor), ..PageSheet::default() }
}

fn render_removal(width: u16, theme: &Theme) -> PageSheet {
    let asks = "Ska blanketten tas bort ur inkorgen, med allt som är noterat om den? Det går inte att ångra.";
    let mut top = vec![Line::default()];
    top.extend(words::wrap_plain(asks, width, theme.heading));
    top.push(Line::default());
    PageSheet {
        top,
        foot: vec![yes_no_line("ta bort den för gott", "behåll den", theme)],
        ..PageSheet::default()
    }
}

fn render_note(edit: &TextEdit, width: u16, theme: &Theme) -> PageSheet {
    let mut top = vec![Line::default(), Line::styled("Anteckning", theme.heading)];
    let advice = "En kort text till blanketten, utan uppgifter om någon. Tom tar den bort. Ctrl+S noterar.";
    top.extend(words::wrap_plain(advice, width, theme.quiet));
    top.push(Line::default());
    let mut sheet = PageSheet { top, ..PageSheet::default() };
    field::add_text(&mut sheet, LONGEST_NOTE, edit, width, theme);
    sheet
}

fn render_line(
    asked: InboxLine,
    input: &Editor,
    problem: Option<&str>,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let (heading, asks) = match asked {
        InboxLine::Diary => ("Diarienummer", "Skriv blankettens diarienummer. Tomt tar bort det."),
        InboxLine::Link => (
            "Samma händelse",
            "Skriv den andra blankettens ord eller diarienummer. En gång till tar bort kopplingen.",
        ),
        InboxLine::Receive => {
            ("Ta emot", "Skriv sökvägen till en fil eller en mapp. Undermappar tas med. Inget i dem ändras.")
        }
        InboxLine::Search => (
            "Sök",
            "Skriv ord som ska stå i blanketten eller anteckningen, eller en månad som 2026-11. Tomt visar alla.",
        ),
    };
    let mut top = vec![Line::default(), Line::styled(heading, theme.heading)];
    top.extend(words::wrap_plain(asks, width, theme.text));
    top.push(Line::default());
    let bottom = problem.map(|why| words::wrap_plain(why, width, theme.attention)).unwrap_or_default();
    PageSheet { top, typed: Some(field::line_box(input, width, theme)), bottom, ..PageSheet::default() }
}
