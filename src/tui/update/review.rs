//! The whole form before it is saved, saving, and another folder where saving failed.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::{form, open_trail};
use crate::form::deidentified::{self, Objection};
use crate::form::fill;
use crate::form::review::RemarkSeverity;
use crate::present::{RemarkView, ReviewView};
use crate::tui::editor::Editor;
use crate::tui::effect::{Effect, Folder};
use crate::tui::keymap::KeyCommand;
use crate::tui::model::{Model, Overlay, WalkPage, WalkStage};
use crate::tui::scroll::scroll_to;

pub(super) fn handle_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let furthest = model.layout.furthest;
    let Some(walking) = model.walking_mut() else { return Vec::new() };
    match (&mut walking.stage, command) {
        (WalkStage::Review { .. }, KeyCommand::Save) => return save_or_ask(model),
        (WalkStage::Review { .. }, KeyCommand::Jump) => go_to_remark(model),
        (WalkStage::Folder { input, .. }, KeyCommand::Save) => {
            let folder = PathBuf::from(input.text().trim());
            return save_form(model, Folder::Named(folder));
        }
        (WalkStage::Review { .. } | WalkStage::Folder { .. }, KeyCommand::Back) => {
            let cursor = walking.fields().len();
            walking.stage = WalkStage::Form { cursor };
        }
        (WalkStage::Review { scroll: at }, _) => scroll_to(at, command, furthest),
        _ => {}
    }
    Vec::new()
}

/// Keeps the form on the screen after saving failed, and asks for another folder.
pub(super) fn ask_other_folder(model: &mut Model, problem: String) {
    if let Some(walking) = model.walking_mut() {
        walking.stage = WalkStage::Folder { input: Editor::default(), problem };
    }
}

/// To the question that the first remark with a way back is about; where there is none, to all earlier answers.
fn go_to_remark(model: &mut Model) {
    let today = model.today;
    let Some(walking) = model.walking_mut() else { return };
    match view_review(walking, today).first_way_back().map(|back| back.at) {
        Some(step) => walking.show_step(Some(step)),
        None => open_trail(model),
    }
}

/// Saves the form, after a question where it says next to nothing.
fn save_or_ask(model: &mut Model) -> Vec<Effect> {
    let today = model.today;
    let Some(walking) = model.walking() else { return Vec::new() };
    let review = view_review(walking, today);
    if review.blank.is_some() && review.blocking().next().is_none() {
        model.overlay = Some(Overlay::Blank);
        return Vec::new();
    }
    save_blank(model)
}

/// Saves the form, whatever it says.
pub(super) fn save_blank(model: &mut Model) -> Vec<Effect> {
    save_form(model, Folder::Usual)
}

fn save_form(model: &mut Model, folder: Folder) -> Vec<Effect> {
    let today = model.today;
    let Some(walking) = model.walking_mut() else { return Vec::new() };
    let stops = |remark: &RemarkView<'_>| remark.weight == RemarkSeverity::Stops;
    if view_review(walking, today).remarks.iter().any(stops) {
        walking.stage = WalkStage::Review { scroll: 0 };
        let way = "Kan inte sparas än: se det som är märkt med ! överst. t går till frågan.";
        model.notice = Some(way.to_owned());
        return Vec::new();
    }
    match deidentified::pass_gate(fill::fill_form(&walking.walk, today)) {
        Ok(form) => vec![Effect::Save(Box::new(form), folder)],
        Err(objections) => {
            let row = first_row(walking, &objections);
            form::open_row(model, row);
            model.notice = objections.first().map(ToString::to_string);
            Vec::new()
        }
    }
}

fn view_review(walking: &WalkPage, today: NaiveDate) -> ReviewView<'_> {
    ReviewView::from_walk(&walking.walk, &walking.clearings, &walking.scanner, today)
}

fn first_row(walking: &WalkPage, objections: &[Objection]) -> usize {
    let mut missing = objections.iter().map(|objection| match objection {
        Objection::Missing { field, .. } => field.as_str(),
    });
    let fields = walking.fields();
    let row = |id: &str| fields.iter().position(|at| walking.flow().form.field(*at).id.as_str() == id);
    missing.find_map(row).unwrap_or(0)
}
