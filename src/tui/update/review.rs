//! The whole form before it is saved, saving, and another folder where saving failed.

use std::path::PathBuf;

use super::form;
use crate::form::deidentified::{self, Objection};
use crate::form::{fill, review};
use crate::tui::editor::Editor;
use crate::tui::effect::{Effect, Folder};
use crate::tui::keymap::Command;
use crate::tui::model::{Model, Stage, WalkPage};
use crate::tui::scroll::scroll;
use crate::tui::view;

pub(super) fn update(model: &mut Model, command: Command) -> Vec<Effect> {
    let furthest = view::furthest(model);
    let Some(walking) = model.walking_mut() else { return Vec::new() };
    match (&mut walking.stage, command) {
        (Stage::Review { .. }, Command::Save) => return save(model, Folder::Usual),
        (Stage::Review { .. }, Command::Jump) => jump(model),
        (Stage::Folder { input, .. }, Command::Save) => {
            let folder = PathBuf::from(input.text().trim());
            return save(model, Folder::Named(folder));
        }
        (Stage::Review { .. } | Stage::Folder { .. }, Command::Back) => {
            let cursor = walking.fields().len();
            walking.stage = Stage::Form { cursor };
        }
        (Stage::Review { scroll: at }, _) => scroll(at, command, furthest),
        _ => {}
    }
    Vec::new()
}

/// Keeps the form on the screen after saving failed, and asks for another folder.
pub(super) fn not_saved(model: &mut Model, problem: String) {
    if let Some(walking) = model.walking_mut() {
        walking.stage = Stage::Folder { input: Editor::default(), problem };
    }
}

/// To the question that the first remark with a way back is about.
fn jump(model: &mut Model) {
    let Some(walking) = model.walking_mut() else { return };
    let remarks = review::remarks(&walking.walk, &walking.clearings);
    match remarks.iter().find_map(|remark| remark.back) {
        Some(step) => walking.look_at(Some(step)),
        None => {
            let nothing = "Blanketten stämmer med dina svar: det finns ingen fråga att gå till.";
            model.notice = Some(nothing.to_owned());
        }
    }
}

fn save(model: &mut Model, folder: Folder) -> Vec<Effect> {
    let today = model.today;
    let Some(walking) = model.walking_mut() else { return Vec::new() };
    if review::stopping(&review::remarks(&walking.walk, &walking.clearings)).is_some() {
        walking.stage = Stage::Review { scroll: 0 };
        let way = "Kan inte sparas än: se det som är märkt med ! överst. g går till frågan.";
        model.notice = Some(way.to_owned());
        return Vec::new();
    }
    match deidentified::gate(fill::fill(&walking.walk, today)) {
        Ok(form) => vec![Effect::Save(Box::new(form), folder)],
        Err(objections) => {
            let row = first_row(walking, &objections);
            form::open(model, row);
            model.notice = objections.first().map(ToString::to_string);
            Vec::new()
        }
    }
}

fn first_row(walking: &WalkPage, objections: &[Objection]) -> usize {
    let mut missing = objections.iter().map(|objection| match objection {
        Objection::Missing { field, .. } => field.as_str(),
    });
    let fields = walking.fields();
    let row = |id: &str| fields.iter().position(|at| walking.flow().form.field(*at).id.as_str() == id);
    missing.find_map(row).unwrap_or(0)
}
