//! The saved forms: read, written in another format, marked as sent, deleted after a question.

use crate::export::Format;
use crate::profile::Retention;
use crate::store::list::SavedForm;
use crate::store::shelf::State;
use crate::tui::effect::{Effect, Shelving};
use crate::tui::keymap::Command;
use crate::tui::model::{FormsPage, Model, Overlay, Page};
use crate::tui::scroll::scroll;

/// Takes the list as it now is. The cursor stays where it was.
pub(super) fn listed(
    model: &mut Model,
    forms: Vec<SavedForm>,
    retention: Option<Retention>,
    said: Option<String>,
) {
    let before = match &model.page {
        Page::Forms(page) => page.cursor,
        Page::Start { .. } | Page::Walk(_) | Page::Saved(_) | Page::Profile(_) | Page::Picture(_) => 0,
    };
    let cursor = before.min(forms.len().saturating_sub(1));
    model.page = Page::Forms(FormsPage { forms, retention, cursor });
    model.overlay = None;
    model.notice = said;
}

pub(super) fn update(model: &mut Model, command: Command) -> Vec<Effect> {
    let Page::Forms(page) = &mut model.page else { return Vec::new() };
    let last = page.forms.len().saturating_sub(1);
    match command {
        Command::Back => model.page = Page::Start { cursor: 0 },
        Command::Pick(row) if row <= last => page.cursor = row,
        Command::Confirm => read(model),
        Command::Write => lay_over(model, Overlay::Formats { cursor: 0 }),
        Command::Sent => return turn(model),
        Command::Delete if !page.forms.is_empty() => model.overlay = Some(Overlay::Delete),
        _ => scroll(&mut page.cursor, command, last),
    }
    Vec::new()
}

/// Writes the form under the cursor in the `nth` format.
pub(super) fn write(model: &Model, nth: usize) -> Vec<Effect> {
    Format::ALL.get(nth).map_or_else(Vec::new, |format| shelve(model, Shelving::Write(*format)))
}

/// Does something with the form under the cursor.
pub(super) fn shelve(model: &Model, shelving: Shelving) -> Vec<Effect> {
    let saved = under_cursor(model);
    saved.map(|saved| Effect::Shelve(saved.path.clone(), shelving)).into_iter().collect()
}

fn read(model: &mut Model) {
    lay_over(model, Overlay::Form { scroll: 0 });
}

/// Lays something over the form under the cursor, which must be readable for that.
fn lay_over(model: &mut Model, overlay: Overlay) {
    match under_cursor(model).map(|saved| saved.form.is_ok()) {
        Some(true) => model.overlay = Some(overlay),
        Some(false) => model.notice = Some("Blanketten kan inte läsas. Skälet står i listan.".to_owned()),
        None => {}
    }
}

/// Marks the form as sent, or takes the mark away.
fn turn(model: &Model) -> Vec<Effect> {
    let turned = under_cursor(model).map(|saved| match saved.state {
        State::NotSent => State::Sent,
        State::Sent => State::NotSent,
    });
    turned.map_or_else(Vec::new, |state| shelve(model, Shelving::Mark(state)))
}

fn under_cursor(model: &Model) -> Option<&SavedForm> {
    match &model.page {
        Page::Forms(page) => page.forms.get(page.cursor),
        Page::Start { .. } | Page::Walk(_) | Page::Saved(_) | Page::Profile(_) | Page::Picture(_) => None,
    }
}
