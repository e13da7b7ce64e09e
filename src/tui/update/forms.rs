//! The saved forms: read, written in another format, marked as sent, deleted after a question.

use crate::export::Format;
use crate::profile::Retention;
use crate::store::form_files::FormState;
use crate::store::list::SavedForm;
use crate::tui::effect::{Effect, HandOver, SavedFormAction};
use crate::tui::keymap::KeyCommand;
use crate::tui::model::{FormsPage, Model, Overlay, Page};
use crate::tui::scroll::scroll_to;

const CANNOT_BE_READ: &str = "Blanketten kan inte läsas. Skälet står i listan.";

/// Takes the list as it now is. The cursor stays where it was.
pub(super) fn set_forms(
    model: &mut Model,
    forms: Vec<SavedForm>,
    retention: Option<Retention>,
    said: Option<String>,
) {
    let before = if let Page::Forms(page) = &model.page { page.cursor } else { 0 };
    let cursor = before.min(forms.len().saturating_sub(1));
    model.page = Page::Forms(FormsPage { forms, retention, cursor });
    model.overlay = None;
    model.notice = said;
}

pub(super) fn handle_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let Page::Forms(page) = &mut model.page else { return Vec::new() };
    let last = page.forms.len().saturating_sub(1);
    match command {
        KeyCommand::Back => model.page = Page::Start { cursor: 0 },
        KeyCommand::Pick(row) if row <= last => page.cursor = row,
        KeyCommand::Confirm => read_form(model),
        KeyCommand::Write => lay_over(model, Overlay::Formats { cursor: 0 }),
        KeyCommand::Sent => return toggle_sent(model),
        KeyCommand::Correct => return correct_form(model),
        KeyCommand::Print => {
            let file = selected_form(model).map(|saved| saved.path.clone());
            return file.map(|file| Effect::HandOver(HandOver::Print, file)).into_iter().collect();
        }
        KeyCommand::Delete if !page.forms.is_empty() => model.overlay = Some(Overlay::Delete),
        _ => scroll_to(&mut page.cursor, command, last),
    }
    Vec::new()
}

/// Writes the form under the cursor in the `nth` format.
pub(super) fn write_form(model: &Model, nth: usize) -> Vec<Effect> {
    Format::ALL.get(nth).map_or_else(Vec::new, |format| change_form(model, SavedFormAction::Write(*format)))
}

/// Does something with the form under the cursor.
pub(super) fn change_form(model: &Model, shelving: SavedFormAction) -> Vec<Effect> {
    let saved = selected_form(model);
    saved.map(|saved| Effect::Shelve(saved.path.clone(), shelving)).into_iter().collect()
}

fn correct_form(model: &mut Model) -> Vec<Effect> {
    match selected_form(model) {
        Some(saved) if saved.form.is_ok() => vec![Effect::OpenCorrection(saved.path.clone())],
        Some(_) => {
            model.notice = Some(CANNOT_BE_READ.to_owned());
            Vec::new()
        }
        None => Vec::new(),
    }
}

fn read_form(model: &mut Model) {
    lay_over(model, Overlay::Form { scroll: 0 });
}

/// Lays something over the form under the cursor, which must be readable for that.
fn lay_over(model: &mut Model, overlay: Overlay) {
    match selected_form(model).map(|saved| saved.form.is_ok()) {
        Some(true) => model.overlay = Some(overlay),
        Some(false) => model.notice = Some(CANNOT_BE_READ.to_owned()),
        None => {}
    }
}

/// Marks the form as sent, or takes the mark away.
fn toggle_sent(model: &Model) -> Vec<Effect> {
    let turned = selected_form(model).map(|saved| match saved.state {
        FormState::NotSent => FormState::Sent,
        FormState::Sent => FormState::NotSent,
    });
    turned.map_or_else(Vec::new, |state| change_form(model, SavedFormAction::Mark(state)))
}

fn selected_form(model: &Model) -> Option<&SavedForm> {
    let Page::Forms(page) = &model.page else { return None };
    page.forms.get(page.cursor)
}
