//! The local picture: read, and told by another fineness of time.

use crate::summary::period::By;
use crate::tui::effect::Effect;
use crate::tui::keymap::Command;
use crate::tui::model::{Model, Page};
use crate::tui::scroll::scroll;
use crate::tui::view;

pub(super) fn update(model: &mut Model, command: Command) -> Vec<Effect> {
    let furthest = view::furthest(model);
    let Page::Picture(page) = &mut model.page else { return Vec::new() };
    match command {
        Command::Back => model.page = Page::Start { cursor: 0 },
        Command::Coarseness => {
            page.report.by = next(page.report.by);
            page.scroll = 0;
        }
        _ => scroll(&mut page.scroll, command, furthest),
    }
    Vec::new()
}

fn next(by: By) -> By {
    let at = By::ALL.iter().position(|other| *other == by).unwrap_or(0);
    By::ALL.get((at + 1) % By::ALL.len()).copied().unwrap_or(by)
}
