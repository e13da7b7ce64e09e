//! An action plan: an activity opened, how far it has come said and noted with a text, and the follow-up written.

use std::path::PathBuf;
use std::sync::Arc;

use super::text;
use super::typing::{paste_line, type_line};
use crate::deid::Scanner;
use crate::deid::screened::Screened;
use crate::plan::progress::{
    ActivityProgress, ActivityState, CourseCount, LONGEST_TEXT, PlanEntry, PlanNote,
};
use crate::plans::OpenPlan;
use crate::present::plan::{next_point, points_of};
use crate::store;
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::key::KeyPress;
use crate::tui::keymap::KeyCommand;
use crate::tui::model::{Edit, Model, Overlay, Page, PlanPage, PlanRow, PlanStage, StateChoice};
use crate::tui::scroll::scroll_to;

/// Shows a plan as it now is. The cursor stays where it was.
pub(super) fn show_plan(model: &mut Model, open: OpenPlan, scanner: Arc<Scanner>) {
    model.notice = open.warnings.first().cloned();
    model.page = Page::Plan(Box::new(PlanPage::new(open, scanner)));
}

/// Takes the plan with what has just been noted, and goes back to its activities.
pub(super) fn set_noted(model: &mut Model, open: OpenPlan) {
    let noted = format!("Noterat {}.", model.today);
    if let Page::Plan(page) = &mut model.page {
        page.open = open;
        page.stage = PlanStage::Activities;
        model.notice = Some(noted);
    }
}

/// Says that nothing was noted. What was typed stays.
pub(super) fn warn_not_noted(model: &mut Model, why: String) {
    model.overlay = Some(Overlay::Told { heading: "Inget är noterat", text: vec![why] });
}

/// Tells where the follow-up was written, and what was left out of it.
pub(super) fn show_written(model: &mut Model, files: &[PathBuf], left_out: &str) {
    let paths = files.iter().map(|file| store::display_path(file)).collect::<Vec<_>>().join("\n");
    let text = [paths].into_iter().chain(left_out.lines().map(str::to_owned)).collect();
    model.overlay = Some(Overlay::Told { heading: "Uppföljningen är skriven", text });
    if let Page::Plan(page) = &mut model.page {
        page.stage = PlanStage::Activities;
    }
}

pub(super) fn handle_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let furthest = model.layout.furthest;
    let Page::Plan(page) = &mut model.page else { return Vec::new() };
    match &mut page.stage {
        PlanStage::Activities => return handle_list_command(model, command),
        PlanStage::State(_) => handle_state_command(page, command, furthest),
        PlanStage::Text(_, edit) if command == KeyCommand::Back && edit.is_changed() => {
            model.overlay = Some(Overlay::LetGo);
        }
        PlanStage::Text(..) if command == KeyCommand::Back => leave_text(page),
        PlanStage::Text(..) => {
            let text = text::handle_command(model, command);
            return text.map_or_else(Vec::new, |text| note_state(model, text));
        }
        PlanStage::Course { .. } => return handle_course_command(model, command),
        PlanStage::Report { .. } => return handle_report_command(page, command),
    }
    Vec::new()
}

fn handle_list_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let Page::Plan(page) = &mut model.page else { return Vec::new() };
    let last = page.rows().count().saturating_sub(1);
    match command {
        KeyCommand::Back => {
            model.page = Page::Start { cursor: 0 };
            return vec![Effect::FindReminder];
        }
        KeyCommand::Write => page.stage = PlanStage::Report { cursor: 0 },
        KeyCommand::Confirm => open_row(page),
        _ => scroll_to(&mut page.cursor, command, last),
    }
    Vec::new()
}

/// Goes to a row of the list, and opens it.
pub(super) fn open_at(model: &mut Model, row: usize) -> Vec<Effect> {
    if let Page::Plan(page) = &mut model.page {
        page.cursor = row;
        open_row(page);
    }
    Vec::new()
}

fn open_row(page: &mut PlanPage) {
    let stage = match page.rows().nth(page.cursor) {
        Some(PlanRow::Activity(activity)) => {
            let point = next_point(&page.open.plan, &page.open.progress, activity);
            let choice = StateChoice { activity: page.cursor, point, cursor: 0, scroll: 0 };
            PlanStage::State(StateChoice { cursor: current_state(page, choice), ..choice })
        }
        Some(PlanRow::Course) => PlanStage::Course { input: Editor::default(), problem: None },
        Some(PlanRow::Report) => PlanStage::Report { cursor: 0 },
        None => return,
    };
    page.stage = stage;
}

/// The state that stands at the point, or else of the activity: a hurried Enter claims no more.
fn current_state(page: &PlanPage, choice: StateChoice) -> usize {
    let Some((activity, point)) = page.chosen(choice) else { return 0 };
    let progress = &page.open.progress;
    let noted = progress.at_point(activity, point).map(|(_, noted)| noted.state);
    let state = noted.unwrap_or_else(|| progress.state_of(activity));
    ActivityState::ALL.iter().position(|known| *known == state).unwrap_or(0)
}

fn handle_state_command(page: &mut PlanPage, command: KeyCommand, furthest: usize) {
    let PlanStage::State(choice) = page.stage else { return };
    let last = ActivityState::ALL.len() - 1;
    match command {
        KeyCommand::Back => page.stage = PlanStage::Activities,
        KeyCommand::Pick(at) if at <= last => open_text(page, StateChoice { cursor: at, ..choice }),
        KeyCommand::Confirm => open_text(page, choice),
        KeyCommand::Coarseness => page.stage = PlanStage::State(turn_point(page, choice)),
        KeyCommand::PageUp | KeyCommand::PageDown => {
            let mut scroll = choice.scroll;
            scroll_to(&mut scroll, command, furthest);
            page.stage = PlanStage::State(StateChoice { scroll, ..choice });
        }
        _ => {
            let mut cursor = choice.cursor;
            scroll_to(&mut cursor, command, last);
            page.stage = PlanStage::State(StateChoice { cursor, ..choice });
        }
    }
}

/// The next of the activity's points, with the state that stands there.
fn turn_point(page: &PlanPage, choice: StateChoice) -> StateChoice {
    let activity = page.open.plan.activities().nth(choice.activity);
    let points = activity.map_or(1, |activity| points_of(&page.open.plan, activity).len());
    let turned = StateChoice { point: (choice.point + 1) % points.max(1), ..choice };
    StateChoice { cursor: current_state(page, turned), ..turned }
}

/// Begins a text to the state: what stands at the point, or nothing.
fn open_text(page: &mut PlanPage, choice: StateChoice) {
    let Some((activity, point)) = page.chosen(choice) else { return };
    let noted = page.open.progress.at_point(activity, point);
    let found = noted.and_then(|(_, noted)| noted.text.as_ref()).map(|text| text.text().to_owned());
    let Edit::Text(edit) = text::open_text(&found.unwrap_or_default()) else { return };
    page.stage = PlanStage::Text(choice, edit);
    page.scanner.prepare_thread();
}

/// Goes back from the text to the state.
pub(super) fn leave_text(page: &mut PlanPage) {
    if let PlanStage::Text(choice, _) = page.stage {
        page.stage = PlanStage::State(choice);
    }
}

/// Notes the state with a text that has passed the gate.
fn note_state(model: &mut Model, text: Screened) -> Vec<Effect> {
    let today = model.today;
    let Page::Plan(page) = &mut model.page else { return Vec::new() };
    let PlanStage::Text(choice, _) = page.stage else { return Vec::new() };
    if text.text().chars().count() > LONGEST_TEXT {
        model.notice = Some(format!("Texten är längre än {LONGEST_TEXT} tecken. Korta den."));
        return Vec::new();
    }
    let (Some((activity, point)), Some(state)) = (page.chosen(choice), choice.state()) else {
        return Vec::new();
    };
    let (activity, point) = (activity.id.clone(), point.id.clone());
    let text = Some(text).filter(|text| !text.text().trim().is_empty());
    let note = PlanNote::Progress(ActivityProgress { activity, point, state, text });
    note_entry(page, note, today)
}

fn note_entry(page: &PlanPage, note: PlanNote, day: chrono::NaiveDate) -> Vec<Effect> {
    let plan = page.open.plan.clone();
    let entry = PlanEntry { plan: plan.id.clone(), year: plan.year, day, note };
    vec![Effect::NotePlan(Box::new(plan), Box::new(entry))]
}

fn handle_course_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let today = model.today;
    let Page::Plan(page) = &mut model.page else { return Vec::new() };
    let PlanStage::Course { input, problem } = &mut page.stage else { return Vec::new() };
    match command {
        KeyCommand::Back => page.stage = PlanStage::Activities,
        KeyCommand::Confirm => match CourseCount::parse_count(&input.text()) {
            Some(count) => return note_entry(page, PlanNote::Course(count), today),
            None => *problem = Some("Skriv två hela tal som 242/1000, personerna först.".to_owned()),
        },
        _ => {}
    }
    Vec::new()
}

fn handle_report_command(page: &mut PlanPage, command: KeyCommand) -> Vec<Effect> {
    let PlanStage::Report { cursor } = &mut page.stage else { return Vec::new() };
    let last = page.open.plan.points.len();
    let chosen = match command {
        KeyCommand::Back | KeyCommand::Close => {
            page.stage = PlanStage::Activities;
            return Vec::new();
        }
        KeyCommand::Pick(at) if at <= last => at,
        KeyCommand::Confirm => *cursor,
        _ => {
            scroll_to(cursor, command, last);
            return Vec::new();
        }
    };
    vec![Effect::ReportPlan(Box::new(page.open.clone()), chosen)]
}

/// A key that is no command: typed in the text or on the line.
pub(super) fn type_key(model: &mut Model, key: KeyPress) {
    let width = model.layout.text_width;
    let Page::Plan(page) = &mut model.page else { return };
    match &mut page.stage {
        PlanStage::Text(..) => text::handle_key(model, key, width),
        PlanStage::Course { input, problem } => {
            *problem = None;
            type_line(input, key);
        }
        PlanStage::Activities | PlanStage::State(_) | PlanStage::Report { .. } => {}
    }
}

/// Text that was pasted, wherever text is typed.
pub(super) fn paste_text(model: &mut Model, pasted: &str) {
    let Page::Plan(page) = &mut model.page else { return };
    match &mut page.stage {
        PlanStage::Text(..) => text::paste_text(model, pasted),
        PlanStage::Course { input, problem } => {
            *problem = None;
            paste_line(input, pasted);
        }
        PlanStage::Activities | PlanStage::State(_) | PlanStage::Report { .. } => {}
    }
}
