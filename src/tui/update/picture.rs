//! The local picture: read, and told by another fineness of time.

use std::path::PathBuf;

use crate::store;
use crate::summary::period::By;
use crate::tui::effect::Effect;
use crate::tui::keymap::Command;
use crate::tui::model::{Model, Overlay, Page};
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
        Command::Write => return vec![Effect::Report(Box::new(page.report.clone()))],
        _ => scroll(&mut page.scroll, command, furthest),
    }
    Vec::new()
}

/// Tells where the picture was written.
pub(super) fn reported(model: &mut Model, files: &[PathBuf]) {
    let text = vec![
        files.iter().map(|file| store::shown(file)).collect::<Vec<_>>().join("\n"),
        "Som tabell, som webbsida och att skriva ut. Samma siffror som här, utan små tal.".to_owned(),
    ];
    model.overlay = Some(Overlay::Told { heading: "Lägesbilden är skriven till filer", text });
}

fn next(by: By) -> By {
    let at = By::ALL.iter().position(|other| *other == by).unwrap_or(0);
    By::ALL.get((at + 1) % By::ALL.len()).copied().unwrap_or(by)
}
