//! The local picture: read, and told by another fineness of time.

use std::path::PathBuf;

use crate::store;
use crate::summary::period::Granularity;
use crate::tui::effect::Effect;
use crate::tui::keymap::KeyCommand;
use crate::tui::model::{CountedForms, CountedPicture, Model, Overlay, Page, PicturePage, ShownNumbers};
use crate::tui::scroll::scroll_to;

/// Shows what was counted.
pub(super) fn show_picture(model: &mut Model, counted: CountedPicture) {
    let numbers = ShownNumbers::Protected;
    model.page = Page::Picture(Box::new(PicturePage { counted, numbers, scroll: 0 }));
}

pub(super) fn handle_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let furthest = model.layout.furthest;
    let Page::Picture(page) = &mut model.page else { return Vec::new() };
    match command {
        KeyCommand::Back => match page.counted.of {
            CountedForms::Saved => model.page = Page::Start { cursor: 0 },
            CountedForms::Received => return vec![Effect::OpenInbox(Vec::new())],
        },
        KeyCommand::WholeNumbers => {
            page.numbers = match page.numbers {
                ShownNumbers::Protected => ShownNumbers::Whole,
                ShownNumbers::Whole => ShownNumbers::Protected,
            };
            page.scroll = 0;
        }
        KeyCommand::Coarseness => {
            let report = &mut page.counted.report;
            report.by = next_grouping(report.by);
            page.scroll = 0;
        }
        KeyCommand::Write => return vec![Effect::Report(Box::new(page.counted.report.clone()))],
        _ => scroll_to(&mut page.scroll, command, furthest),
    }
    Vec::new()
}

/// Tells where the picture was written.
pub(super) fn show_written(model: &mut Model, files: &[PathBuf]) {
    let text = vec![
        files.iter().map(|file| store::display_path(file)).collect::<Vec<_>>().join("\n"),
        "Som tabell, som webbsida och att skriva ut. Samma siffror som här, utan små tal.".to_owned(),
    ];
    model.overlay = Some(Overlay::Told { heading: "Lägesbilden är skriven till filer", text });
}

fn next_grouping(by: Granularity) -> Granularity {
    let at = Granularity::ALL.iter().position(|other| *other == by).unwrap_or(0);
    Granularity::ALL.get((at + 1) % Granularity::ALL.len()).copied().unwrap_or(by)
}
