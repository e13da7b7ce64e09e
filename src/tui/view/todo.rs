//! What is left to do after saved forms.

use ratatui::text::Line;

use super::overlay::yes_no_line;
use super::sheet::{PageSheet, SheetItem, number_label};
use crate::prose::sanitize;
use crate::todo::{self, ToDoItem};
use crate::tui::model::{ToDoPage, ToDoStage};
use crate::tui::theme::Theme;
use crate::tui::words;

pub(super) fn render_to_do(page: &ToDoPage, width: u16, theme: &Theme) -> PageSheet {
    match page.stage {
        ToDoStage::Items => render_list(page, width, theme),
        ToDoStage::Closing { cursor } => render_closing(page, cursor, width, theme),
        ToDoStage::Certain { nth } => render_certain(page, nth, width, theme),
    }
}

/// Whether a thing that no form keeps is over: it is gone with the answer.
fn render_certain(page: &ToDoPage, nth: usize, width: u16, theme: &Theme) -> PageSheet {
    let Some(chosen) = page.selected() else { return PageSheet::default() };
    let (asks, yes) = match nth {
        0 => ("Är det gjort?", "ja, det är gjort"),
        _ => ("Är det inte aktuellt?", "ja, det är inte aktuellt"),
    };
    let mut top = words::wrap_plain(&sanitize(&chosen.title), width, theme.heading);
    let says = format!("{asks} Påminnelsen tas bort och går inte att få tillbaka.");
    top.push(Line::default());
    top.extend(words::wrap_plain(&says, width, theme.text));
    top.push(Line::default());
    PageSheet { top, foot: vec![yes_no_line(yes, "nej, behåll den", theme)], ..PageSheet::default() }
}

fn render_list(page: &ToDoPage, width: u16, theme: &Theme) -> PageSheet {
    let mut top = vec![Line::styled("Kvar att göra", theme.heading)];
    let says = "Det du märkte ”ska göras”. Det står här tills det är gjort eller inte aktuellt. Blanketten som det hör till säger sedan detsamma.";
    top.extend(words::wrap_plain(says, width, theme.quiet));
    top.push(Line::default());
    let items = page.items.iter().map(|item| to_do_item(item, width, theme)).collect();
    PageSheet { top, items, cursor: Some(page.cursor), ..PageSheet::default() }
}

fn to_do_item(item: &ToDoItem, width: u16, theme: &Theme) -> SheetItem {
    let room = width.saturating_sub(8);
    let mut lines = words::wrap_plain(&sanitize(&item.title), room, theme.heading);
    lines.extend(words::wrap_plain(&sanitize(&todo::describe_item(item)), room, theme.quiet));
    SheetItem { mark: "[ ]".to_owned(), lines, heading: None }
}

fn render_closing(page: &ToDoPage, cursor: Option<usize>, width: u16, theme: &Theme) -> PageSheet {
    let Some(chosen) = page.selected() else { return PageSheet::default() };
    let mut top = words::wrap_plain(&sanitize(&chosen.title), width, theme.heading);
    top.extend([Line::default(), Line::styled("Hur är det med det?", theme.text), Line::default()]);
    let ways = std::iter::once("Gjort".to_owned())
        .chain(chosen.reasons.iter().map(|reason| format!("Inte aktuellt: {}", sanitize(reason))));
    let items = ways.enumerate().map(|(n, way)| SheetItem {
        mark: number_label(n),
        lines: words::wrap_plain(&way, width.saturating_sub(8), theme.text),
        heading: None,
    });
    PageSheet { top, items: items.collect(), cursor, ..PageSheet::default() }
}
