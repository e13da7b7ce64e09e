//! The saved forms as a list, and what lies over it: one form to read, the formats, the question before deletion.

use chrono::NaiveDate;
use ratatui::text::Line;

use super::overlay::yes_no_line;
use super::sheet::{PageSheet, SheetItem, number_label};
use crate::export::{Format, Purpose, txt};
use crate::profile::Retention;
use crate::prose::sanitize;
use crate::saved_forms::{SavedRow, form_name};
use crate::store::list::SavedForm;
use crate::tui::model::FormsPage;
use crate::tui::theme::Theme;
use crate::tui::words;

pub(super) fn render_list(page: &FormsPage, today: NaiveDate, width: u16, theme: &Theme) -> PageSheet {
    let mut top = render_title("Sparade blanketter", theme);
    if page.forms.is_empty() {
        let text =
            "Det finns inga sparade blanketter än. De kommer hit när du sparar i slutet av en genomgång.";
        top.extend(words::wrap_plain(text, width, theme.text));
    }
    let due = |saved: &SavedForm| page.retention.is_some_and(|kept| saved.is_older(kept.days(), today));
    let items = page.forms.iter().enumerate().map(|(n, saved)| {
        let note = if due(saved) { "  kan gallras" } else { "" };
        form_item(n, saved, note, width, theme)
    });
    let old = page.forms.iter().filter(|saved| due(saved)).count();
    let mut bottom = vec![Line::default()];
    if let Some(text) = page.retention.and_then(|kept| retention_reminder(old, kept)) {
        bottom.extend(words::wrap_plain(&text, width, theme.attention));
    }
    PageSheet { top, items: items.collect(), cursor: Some(page.cursor), bottom, ..PageSheet::default() }
}

/// What can be weeded out, and that nothing goes by itself; nothing where there is none.
fn retention_reminder(due: usize, kept: Retention) -> Option<String> {
    let them = match due {
        0 => return None,
        1 => "En blankett är".to_owned(),
        due => format!("{due} blanketter är"),
    };
    Some(format!("{them} äldre än {kept} och kan gallras. Inget tas bort av sig självt."))
}

fn form_item(n: usize, saved: &SavedForm, note: &str, width: u16, theme: &Theme) -> SheetItem {
    let room = width.saturating_sub(6);
    let row = SavedRow::from_form(saved);
    let about = if saved.form.is_ok() { theme.text } else { theme.quiet };
    let mut lines = words::wrap_plain(&format!("{}{note}", row.head), room, theme.heading);
    lines.extend(words::wrap_plain(&row.about, room, about));
    if let Some(origin) = &row.origin {
        lines.push(Line::styled(words::cut_to_width(origin, usize::from(room)), theme.quiet));
    }
    SheetItem { mark: number_label(n), lines, heading: None }
}

/// One form, as the text it is saved as.
pub(super) fn render_form(page: &FormsPage, scroll: usize, theme: &Theme) -> PageSheet {
    let form = page.forms.get(page.cursor).and_then(|saved| saved.form.as_ref().ok());
    let bytes = form.map(|form| txt::write(form, Purpose::Case)).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let top = text.lines().map(|line| Line::styled(sanitize(line), theme.text)).collect();
    PageSheet { top, scroll, ..PageSheet::default() }
}

/// The formats the form can be written in.
pub(super) fn render_formats(cursor: usize, width: u16, theme: &Theme) -> PageSheet {
    let mut top = render_title("Skriv blanketten i ett annat format", theme);
    top.extend(words::wrap_plain("Filen läggs bredvid den sparade blanketten.", width, theme.text));
    top.push(Line::default());
    let items = Format::ALL.iter().enumerate().map(|(n, format)| {
        let text = format!("{}: {}", format.id(), format.label());
        let lines = words::wrap_plain(&text, width.saturating_sub(6), theme.text);
        SheetItem { mark: number_label(n), lines, heading: None }
    });
    PageSheet { top, items: items.collect(), cursor: Some(cursor), ..PageSheet::default() }
}

/// The question before a form is deleted.
pub(super) fn render_deletion(page: &FormsPage, width: u16, theme: &Theme) -> PageSheet {
    let mut top = render_title("Vill du ta bort blanketten för gott?", theme);
    if let Some(saved) = page.forms.get(page.cursor) {
        top.extend(words::wrap_plain(&sanitize(&form_name(saved)), width, theme.text));
        top.push(Line::default());
    }
    let text = "Den tas bort i alla format den sparats i, med märket att den är skickad. Det går inte att ångra. \
                En blankett som har skickats in kan vara en allmän handling hos den som tog emot den.";
    top.extend(words::wrap_plain(text, width, theme.text));
    top.push(Line::default());
    PageSheet { top, foot: vec![yes_no_line("ta bort", "behåll", theme)], ..PageSheet::default() }
}

fn render_title(title: &'static str, theme: &Theme) -> Vec<Line<'static>> {
    vec![Line::default(), Line::styled(title, theme.heading), Line::default()]
}
