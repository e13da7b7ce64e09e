//! The first page and the last.

use ratatui::text::Line;

use super::sheet::{Item, Sheet};
use crate::tui::model::{Model, SavedPage};
use crate::tui::theme::Theme;
use crate::tui::words;

pub(super) fn start(model: &Model, cursor: usize, width: u16, theme: &Theme) -> Sheet {
    let mut top =
        vec![Line::default(), Line::styled("Rutinen, ett steg i taget", theme.heading), Line::default()];
    let promise = "Du svarar på några frågor, får veta vad du ska göra och på vilken grund, och får en ifylld \
                   avidentifierad blankett. Allt stannar på den här datorn.";
    top.extend(words::plain(promise, width, theme.text));
    top.push(Line::default());
    top.push(Line::styled("Välj rutin:", theme.text));
    top.push(Line::default());
    let items = model.routines.iter().enumerate().map(|(n, card)| {
        let mut lines = words::plain(&card.title, width.saturating_sub(6), theme.heading);
        lines.extend(words::plain(&card.origin, width.saturating_sub(6), theme.quiet));
        Item { mark: (n + 1).to_string(), lines, heading: None }
    });
    let advice = "Verktyget informerar. Du, din chef och den som har rätt att besluta avgör. \
                  Skriv aldrig namn eller annat som pekar ut någon.";
    let mut bottom = vec![Line::default()];
    bottom.extend(words::plain(advice, width, theme.quiet));
    Sheet { top, items: items.collect(), cursor: Some(cursor), bottom, ..Sheet::default() }
}

pub(super) fn saved(page: &SavedPage, width: u16, theme: &Theme) -> Sheet {
    let mut top = vec![Line::default(), Line::styled("Blanketten är sparad", theme.heading), Line::default()];
    for file in &page.files {
        top.extend(words::plain(&file.display().to_string(), width, theme.text));
    }
    section(&mut top, "Gör nu", theme);
    top.extend(words::markdown(&page.after, width, theme.text));
    if !page.todo.is_empty() {
        section(&mut top, "Kvar att göra", theme);
        let todo: Vec<String> = page.todo.iter().map(|act| format!("- {act}")).collect();
        top.extend(words::markdown(&todo.join("\n"), width, theme.text));
    }
    if !page.contacts.is_empty() {
        section(&mut top, "Kontakter", theme);
        let contacts: Vec<String> =
            page.contacts.iter().map(|(who, how)| format!("- {who}: {how}")).collect();
        top.extend(words::markdown(&contacts.join("\n"), width, theme.text));
    }
    Sheet { top, scroll: page.scroll, ..Sheet::default() }
}

fn section(lines: &mut Vec<Line<'static>>, heading: &'static str, theme: &Theme) {
    lines.extend([Line::default(), Line::styled(heading, theme.heading)]);
}
