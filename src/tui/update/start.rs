//! The first page, where a routine or something else is opened, and the last.

use crate::tui::effect::{Effect, HandOver};
use crate::tui::keymap::Command;
use crate::tui::model::{DraftCard, Model, Overlay, Page, SavedPage};
use crate::tui::scroll::scroll;
use crate::tui::{start, view};

pub(super) fn update(model: &mut Model, command: Command) -> Vec<Effect> {
    let last = start::rows(model).count().saturating_sub(1);
    let Page::Start { cursor } = &mut model.page else { return Vec::new() };
    match command {
        Command::Pick(digit) => return start::open(model, start::numbered(model, digit)),
        Command::Delete => model.overlay = start::draft(model).cloned().map(Overlay::Remove),
        Command::Confirm => {
            let row = *cursor;
            return start::open(model, row);
        }
        _ => scroll(cursor, command, last),
    }
    Vec::new()
}

/// What can be taken up now; the cursor stays within the page.
pub(super) fn drafts(model: &mut Model, drafts: Vec<DraftCard>) {
    model.drafts = drafts;
    let last = start::rows(model).count().saturating_sub(1);
    if let Page::Start { cursor } = &mut model.page {
        *cursor = (*cursor).min(last);
    }
}

pub(super) fn after_saving(model: &mut Model, command: Command) -> Vec<Effect> {
    let furthest = view::furthest(model);
    let Page::Saved(page) = &mut model.page else { return Vec::new() };
    match command {
        Command::Again => {
            model.page = Page::Start { cursor: 0 };
            return vec![Effect::FindDrafts];
        }
        Command::Forms => return vec![Effect::FindDrafts, Effect::List],
        Command::OpenFile => return handed_over(page, HandOver::Open),
        Command::OpenFolder => return handed_over(page, HandOver::Folder),
        Command::CopyPath => return handed_over(page, HandOver::Copy),
        Command::Print => return handed_over(page, HandOver::Print),
        _ => scroll(&mut page.scroll, command, furthest),
    }
    Vec::new()
}

fn handed_over(page: &SavedPage, how: HandOver) -> Vec<Effect> {
    page.to_send().map(|file| Effect::HandOver(how, file.clone())).into_iter().collect()
}
