//! The first page, where a routine or something else is opened, and the last.

use crate::tui::effect::Effect;
use crate::tui::keymap::Command;
use crate::tui::model::{Model, Page};
use crate::tui::{start, view};

pub(super) fn update(model: &mut Model, command: Command) -> Vec<Effect> {
    let last = start::rows(model).count().saturating_sub(1);
    let Page::Start { cursor } = &mut model.page else { return Vec::new() };
    match command {
        Command::Up => *cursor = cursor.saturating_sub(1),
        Command::Down => *cursor = (*cursor + 1).min(last),
        Command::Pick(row) if row <= last => {
            *cursor = row;
            return start::open(model, row);
        }
        Command::Confirm => {
            let row = *cursor;
            return start::open(model, row);
        }
        _ => {}
    }
    Vec::new()
}

pub(super) fn after_saving(model: &mut Model, command: Command) -> Vec<Effect> {
    let furthest = view::furthest(model);
    let Page::Saved(page) = &mut model.page else { return Vec::new() };
    match command {
        Command::Up => page.scroll = page.scroll.saturating_sub(1),
        Command::Down => page.scroll = (page.scroll + 1).min(furthest),
        Command::Again => model.page = Page::Start { cursor: 0 },
        _ => {}
    }
    Vec::new()
}
