//! The first page, where a routine is chosen, and the last.

use crate::tui::effect::Effect;
use crate::tui::keymap::Command;
use crate::tui::model::{Model, Page};
use crate::tui::view;

pub(super) fn update(model: &mut Model, command: Command) -> Vec<Effect> {
    let last = model.routines.len().saturating_sub(1);
    let Page::Start { cursor } = &mut model.page else { return Vec::new() };
    match command {
        Command::Up => *cursor = cursor.saturating_sub(1),
        Command::Down => *cursor = (*cursor + 1).min(last),
        Command::Pick(item) if item <= last => {
            *cursor = item;
            return open(model);
        }
        Command::Confirm => return open(model),
        _ => {}
    }
    Vec::new()
}

fn open(model: &Model) -> Vec<Effect> {
    let Page::Start { cursor } = model.page else { return Vec::new() };
    model.routines.get(cursor).map(|card| Effect::Open(card.id.clone())).into_iter().collect()
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
