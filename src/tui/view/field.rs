//! One field being edited, and a folder being named.

use ratatui::text::{Line, Span};
use tui_input::Input;

use super::sheet::{Item, Sheet, TextBox, box_width};
use crate::flow::id::AnswerId;
use crate::flow::model::{Field, FieldKind, FieldOption};
use crate::session::period::Period;
use crate::tui::editor::Editor;
use crate::tui::model::{Edit, FieldPage, Grain, WalkPage};
use crate::tui::theme::Theme;
use crate::tui::words;

/// Rows given to a text being typed.
const TEXT_ROWS: u16 = 7;

pub(super) fn field(walking: &WalkPage, page: &FieldPage, width: u16, theme: &Theme) -> Sheet {
    let field = walking.flow().form.field(page.field);
    let mut sheet = Sheet { top: top(field, width, theme), ..Sheet::default() };
    match &page.edit {
        Edit::One { cursor } => {
            sheet.items = options(field.kind.options(), None, width, theme);
            sheet.cursor = Some(*cursor);
            sheet.bottom = note(field.kind.options().get(*cursor), width, theme);
        }
        Edit::Any { cursor, chosen } => {
            sheet.items = options(field.kind.options(), Some(chosen), width, theme);
            sheet.cursor = Some(*cursor);
            sheet.bottom = note(field.kind.options().get(*cursor), width, theme);
        }
        Edit::Time { period, grain, typed } => {
            sheet.top.extend(time(*period, *grain, width, theme));
            sheet.typed = Some(one_line(typed, width, theme));
        }
        Edit::Text(editor) => {
            sheet.typed = Some(text_box(editor, width, theme));
            sheet.bottom = text_notes(field, editor, width, theme);
        }
    }
    sheet
}

pub(super) fn folder(input: &Input, problem: &str, width: u16, theme: &Theme) -> Sheet {
    let mut top =
        vec![Line::default(), Line::styled("Blanketten kunde inte sparas", theme.attention), Line::default()];
    top.extend(words::plain(problem, width, theme.text));
    top.push(Line::default());
    let advice = "Allt du har fyllt i finns kvar. Skriv en annan mapp att spara i, till exempel ett USB-minne \
                  eller en mapp i din hemkatalog. Esc går tillbaka till blanketten.";
    top.extend(words::plain(advice, width, theme.text));
    top.extend([Line::default(), Line::styled("Mapp:", theme.heading)]);
    Sheet { top, typed: Some(one_line(input, width, theme)), ..Sheet::default() }
}

fn top(field: &Field, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = vec![Line::default()];
    lines.extend(words::plain(&field.label, width, theme.heading));
    if let Some(help) = &field.help {
        lines.extend(words::plain(help, width, theme.quiet));
    }
    lines.push(Line::default());
    lines
}

fn options(options: &[FieldOption], chosen: Option<&Vec<AnswerId>>, width: u16, theme: &Theme) -> Vec<Item> {
    let item = |(n, option): (usize, &FieldOption)| {
        let digit = if n < 9 { (n + 1).to_string() } else { " ".to_owned() };
        let mark = match chosen {
            Some(chosen) if chosen.contains(&option.id) => format!("[x] {digit}"),
            Some(_) => format!("[ ] {digit}"),
            None => digit,
        };
        Item { mark, lines: words::plain(&option.text, width.saturating_sub(8), theme.text), heading: None }
    };
    options.iter().enumerate().map(item).collect()
}

fn note(option: Option<&FieldOption>, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let note = option.and_then(|option| option.note.as_ref());
    let lines = note.map(|note| words::plain(note, width, theme.attention)).unwrap_or_default();
    std::iter::once(Line::default()).chain(lines).collect()
}

fn time(period: Period, grain: Grain, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = vec![Line::styled(period.words(), theme.selected), Line::default()];
    let advice = match grain {
        Grain::Day => "Ändra med pilarna, eller skriv ett datum: 2026-11-21.",
        Grain::Coarse => {
            "Ändra med pilarna, eller skriv en vecka (2026-v47) eller månad (2026-11), gärna med del av dygnet \
             (kväll). Ett exakt datum kan peka ut någon och går inte att ange här."
        }
        Grain::Any => {
            "Ändra med pilarna, eller skriv ett datum (2026-11-21), en vecka (2026-v47) eller en månad (2026-11), \
             gärna med del av dygnet (kväll)."
        }
    };
    lines.extend(words::plain(advice, width, theme.text));
    lines.push(Line::default());
    lines
}

fn one_line(input: &Input, width: u16, theme: &Theme) -> TextBox {
    let room = usize::from(box_width(width));
    let scroll = input.visual_scroll(room);
    let shown: String = input.value().chars().skip(scroll).collect();
    let column = u16::try_from(input.visual_cursor().saturating_sub(scroll)).unwrap_or(width);
    TextBox { rows: vec![Line::styled(shown, theme.text)], cursor: (0, column), height: 1 }
}

fn text_box(editor: &Editor, width: u16, theme: &Theme) -> TextBox {
    let (rows, cursor) = editor.shown(box_width(width));
    let rows = rows.into_iter().map(|row| Line::from(Span::styled(row.text, theme.text))).collect();
    TextBox { rows, cursor, height: TEXT_ROWS }
}

fn text_notes(field: &Field, editor: &Editor, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let FieldKind::Text { max } = field.kind else { return Vec::new() };
    let used = editor.text().chars().count();
    let style = if used > max { theme.attention } else { theme.quiet };
    words::plain(&format!("{used} av högst {max} tecken. Ctrl+S (eller F2) är klar."), width, style)
}
