//! The first page, where a routine or something else is opened, and the last.

use crate::tui::effect::{Effect, HandOver};
use crate::tui::keymap::KeyCommand;
use crate::tui::model::{DraftCard, FirstRun, Model, Overlay, Page, SavedPage};
use crate::tui::scroll::scroll_to;
use crate::tui::start;

pub(super) fn handle_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let last = start::start_rows(model).count().saturating_sub(1);
    let Page::Start { cursor } = &mut model.page else { return Vec::new() };
    match command {
        KeyCommand::Pick(digit) => return start::open_row(model, start::row_for_digit(model, digit)),
        KeyCommand::FillIn => {
            model.first_run = FirstRun::Answering;
            return vec![Effect::Profile];
        }
        KeyCommand::Skip => {
            model.first_run = FirstRun::Over;
            return vec![Effect::SkipProfile];
        }
        KeyCommand::Delete => model.overlay = start::selected_draft(model).cloned().map(Overlay::Remove),
        KeyCommand::Confirm => {
            let row = *cursor;
            return start::open_row(model, row);
        }
        _ => scroll_to(cursor, command, last),
    }
    Vec::new()
}

/// What can be taken up now; the cursor stays within the page.
pub(super) fn set_drafts(model: &mut Model, drafts: Vec<DraftCard>) {
    model.drafts = drafts;
    let last = start::start_rows(model).count().saturating_sub(1);
    if let Page::Start { cursor } = &mut model.page {
        *cursor = (*cursor).min(last);
    }
}

pub(super) fn handle_saved_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let furthest = model.layout.furthest;
    let Page::Saved(page) = &mut model.page else { return Vec::new() };
    match command {
        KeyCommand::Again => {
            model.page = Page::Start { cursor: 0 };
            return vec![Effect::FindDrafts];
        }
        KeyCommand::Forms => return vec![Effect::FindDrafts, Effect::List],
        KeyCommand::Correct => {
            return page.to_send().map(|file| Effect::OpenCorrection(file.clone())).into_iter().collect();
        }
        KeyCommand::OpenFile => return hand_over_file(page, HandOver::Open),
        KeyCommand::OpenFolder => return hand_over_file(page, HandOver::Folder),
        KeyCommand::CopyPath => return hand_over_file(page, HandOver::Copy),
        KeyCommand::Print => return hand_over_file(page, HandOver::Print),
        _ => scroll_to(&mut page.scroll, command, furthest),
    }
    Vec::new()
}

fn hand_over_file(page: &SavedPage, how: HandOver) -> Vec<Effect> {
    page.to_send().map(|file| Effect::HandOver(how, file.clone())).into_iter().collect()
}
