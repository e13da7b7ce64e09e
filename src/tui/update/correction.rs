//! A saved form corrected: a row opened, what it is to say chosen or typed, and the correction saved or let go.

use std::sync::Arc;

use ratatui::crossterm::event::KeyCode;

use super::typing::{paste_line, type_line};
use super::{forms, prose, text};
use crate::corrections::{CorrectionRow, CorrectionSubject, OpenCorrection};
use crate::deid::Scanner;
use crate::deid::screened::Screened;
use crate::flow::model::Mark;
use crate::form::correct::{Correction, CorrectionRefusal};
use crate::form::model::{FormEntry, Tick, TickState};
use crate::profile::Retention;
use crate::session::period::NotAPeriod;
use crate::session::ticks::toggle_tick;
use crate::store::list::SavedForm;
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::key::{HeldKey, KeyPress};
use crate::tui::keymap::KeyCommand;
use crate::tui::model::{CorrectionEnding, CorrectionPage, CorrectionStage, Edit, Model, Overlay, Page};
use crate::tui::scroll::{scroll_choice, scroll_to};

/// What is said where something is to be chosen, and nothing is.
const CHOOSE: &str = "Välj med siffra eller ↓. Inget är ändrat.";

/// Shows a saved form that is open to be corrected.
pub(super) fn show_form(model: &mut Model, open: OpenCorrection, scanner: Arc<Scanner>) {
    model.page = Page::Correction(Box::new(CorrectionPage::new(open, scanner)));
    model.overlay = None;
}

/// Goes back to the saved forms, and tells where the correction was saved.
pub(super) fn show_saved(
    model: &mut Model,
    forms: Vec<SavedForm>,
    retention: Option<Retention>,
    told: Vec<String>,
) {
    forms::set_forms(model, forms, retention, None);
    model.overlay = Some(Overlay::Told { heading: "Rättelsen är sparad", text: told });
}

/// Says that nothing was saved. What was changed stays.
pub(super) fn warn_not_saved(model: &mut Model, why: String) {
    model.overlay = Some(Overlay::Told { heading: "Rättelsen är inte sparad", text: vec![why] });
}

pub(super) fn handle_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let furthest = model.layout.furthest;
    let Page::Correction(page) = &mut model.page else { return Vec::new() };
    match &mut page.stage {
        CorrectionStage::Rows => return handle_rows_command(page, command),
        CorrectionStage::Choice { .. } => handle_choice_command(model, command),
        CorrectionStage::Time { .. } => handle_time_command(model, command),
        CorrectionStage::Text(edit) if command == KeyCommand::Back && edit.is_changed() => {
            model.overlay = Some(Overlay::LetGo);
        }
        CorrectionStage::Text(_) if command == KeyCommand::Back => leave_row(page),
        CorrectionStage::Text(_) => {
            if let Some(text) = text::handle_command(model, command) {
                take_text(model, text);
            }
        }
        CorrectionStage::Ending { .. } => return handle_ending_command(page, command, furthest),
    }
    Vec::new()
}

fn handle_rows_command(page: &mut CorrectionPage, command: KeyCommand) -> Vec<Effect> {
    let last = page.rows().len();
    match command {
        KeyCommand::Back => return end_or_ask(page),
        KeyCommand::Confirm => open_row(page),
        _ => scroll_to(&mut page.cursor, command, last),
    }
    Vec::new()
}

/// Goes to a row, and opens it.
pub(super) fn open_at(model: &mut Model, row: usize) -> Vec<Effect> {
    if let Page::Correction(page) = &mut model.page {
        page.cursor = row;
        open_row(page);
    }
    Vec::new()
}

/// Back to the saved forms, after a question where something is changed.
pub(super) fn end_or_ask(page: &mut CorrectionPage) -> Vec<Effect> {
    if !page.is_changed() {
        return vec![Effect::List];
    }
    // Whoever only wants out saves nothing by pressing on.
    let go_on = CorrectionEnding::ALL.iter().position(|ending| *ending == CorrectionEnding::GoOn);
    page.stage = CorrectionStage::Ending { cursor: go_on.unwrap_or_default(), scroll: 0 };
    Vec::new()
}

fn open_row(page: &mut CorrectionPage) {
    let Some(row) = page.chosen_row() else {
        page.stage = CorrectionStage::Ending { cursor: 0, scroll: 0 };
        return;
    };
    let entry = find_entry(page, &row);
    page.stage = match entry {
        Some(FormEntry::One(ticks) | FormEntry::Any(ticks)) => {
            let chosen = ticks.iter().position(|tick| tick.state == TickState::On);
            CorrectionStage::Choice { cursor: chosen }
        }
        Some(FormEntry::Period(period) | FormEntry::Planned(period)) => {
            let known = period.map(|period| period.to_string()).unwrap_or_default();
            CorrectionStage::Time { input: Editor::new(&known), problem: None }
        }
        Some(FormEntry::Text(text)) => {
            let known = text.map(|text| text.text().to_owned()).unwrap_or_default();
            let Edit::Text(edit) = text::open_text(&known) else { return };
            page.scanner.prepare_thread();
            CorrectionStage::Text(edit)
        }
        Some(FormEntry::Acts(acts)) => {
            let stands = acts.first().and_then(|act| act.state.mark());
            let at = stands.and_then(|mark| Mark::ALL.iter().position(|known| *known == mark));
            CorrectionStage::Choice { cursor: at }
        }
        Some(FormEntry::Day(_)) | None => return,
    };
}

/// What stands in a row: of the acts, its own alone.
fn find_entry(page: &CorrectionPage, row: &CorrectionRow) -> Option<FormEntry> {
    let form = page.open.form.content();
    match &row.of {
        CorrectionSubject::Field(field) => page.open.form.find_row(field).map(|row| row.entry.clone()),
        CorrectionSubject::Act(act) => form.rows().find_map(|row| {
            let own: Vec<_> = row.entry.acts().iter().filter(|known| known.id == *act).cloned().collect();
            (!own.is_empty()).then_some(FormEntry::Acts(own))
        }),
    }
}

fn handle_choice_command(model: &mut Model, command: KeyCommand) {
    let Page::Correction(page) = &mut model.page else { return };
    let Some(row) = page.chosen_row() else { return };
    let entry = find_entry(page, &row);
    let count = choice_texts(entry.as_ref()).len();
    let CorrectionStage::Choice { cursor } = &mut page.stage else { return };
    let at = match command {
        KeyCommand::Back => return leave_row(page),
        KeyCommand::Pick(at) if at < count => at,
        KeyCommand::Confirm => match *cursor {
            Some(at) => at,
            None => {
                model.notice = Some(CHOOSE.to_owned());
                return;
            }
        },
        _ => return scroll_choice(cursor, command, count.saturating_sub(1)),
    };
    *cursor = Some(at);
    choose(model, &row, entry, at);
}

/// Takes the choice at a place: one option and back, one of several ticked or not, or how far an act has come.
fn choose(model: &mut Model, row: &CorrectionRow, entry: Option<FormEntry>, at: usize) {
    let Page::Correction(page) = &mut model.page else { return };
    let several = matches!(entry, Some(FormEntry::Any(_)));
    let correction = match (&row.of, entry) {
        (CorrectionSubject::Act(act), _) => {
            Mark::ALL.get(at).map(|mark| Correction::Mark { act: act.clone(), mark: *mark })
        }
        (CorrectionSubject::Field(field), Some(FormEntry::One(ticks))) => ticks
            .get(at)
            .map(|tick| Correction::Choose { field: field.clone(), options: vec![tick.id.clone()] }),
        (CorrectionSubject::Field(field), Some(FormEntry::Any(ticks))) => ticks.get(at).map(|tick| {
            Correction::Choose { field: field.clone(), options: toggle_option(page, field, &ticks, &tick.id) }
        }),
        (CorrectionSubject::Field(_), _) => None,
    };
    let Some(correction) = correction else { return };
    match page.open.form.apply(correction) {
        Ok(()) if several => {}
        // To choose what stands there already changes nothing.
        Ok(()) | Err(CorrectionRefusal::NoAct { .. }) => leave_row(page),
        Err(refusal) => warn_refused(model, &refusal),
    }
}

fn toggle_option(page: &CorrectionPage, field: &str, ticks: &[Tick], option: &String) -> Vec<String> {
    let chosen: Vec<String> =
        ticks.iter().filter(|tick| tick.state == TickState::On).map(|tick| tick.id.clone()).collect();
    let flow = page.open.form.flow();
    let known = flow.and_then(|flow| Some(flow.form.field(flow.form.find_field(field)?).kind.options()));
    let is_alone = |id: &String| {
        known.unwrap_or_default().iter().any(|option| option.alone && option.id.as_str() == id.as_str())
    };
    toggle_tick(&chosen, option, is_alone)
}

fn warn_refused(model: &mut Model, refusal: &CorrectionRefusal) {
    model.overlay =
        Some(Overlay::Told { heading: "Det går inte att ändra så", text: vec![refusal.to_string()] });
}

fn handle_time_command(model: &mut Model, command: KeyCommand) {
    let Page::Correction(page) = &mut model.page else { return };
    let CorrectionStage::Time { input, .. } = &page.stage else { return };
    let typed = input.text().trim().to_owned();
    match command {
        KeyCommand::Back => leave_row(page),
        KeyCommand::Confirm => take_time(page, &typed),
        _ => {}
    }
}

fn take_time(page: &mut CorrectionPage, typed: &str) {
    let Some(CorrectionRow { of: CorrectionSubject::Field(field), .. }) = page.chosen_row() else { return };
    let why = match page.open.parse_time(&field, typed) {
        Ok(correction) => page.open.form.apply(correction).err().map(|refusal| refusal.to_string()),
        Err(NotAPeriod) => Some(page.open.time_precision(&field).describe_unread()),
    };
    match (why, &mut page.stage) {
        (Some(why), CorrectionStage::Time { problem, .. }) => *problem = Some(why),
        (_, _) => leave_row(page),
    }
}

/// Takes a text that has passed the gate.
fn take_text(model: &mut Model, text: Screened) {
    let Page::Correction(page) = &mut model.page else { return };
    let Some(CorrectionRow { of: CorrectionSubject::Field(field), .. }) = page.chosen_row() else { return };
    match page.open.form.apply(Correction::Text { field, text }) {
        Ok(()) => leave_row(page),
        Err(refusal) => warn_refused(model, &refusal),
    }
}

/// Goes back to the rows.
pub(super) fn leave_row(page: &mut CorrectionPage) {
    page.stage = CorrectionStage::Rows;
    page.cursor = page.cursor.min(page.rows().len());
}

fn handle_ending_command(page: &mut CorrectionPage, command: KeyCommand, furthest: usize) -> Vec<Effect> {
    let CorrectionStage::Ending { cursor, scroll } = &mut page.stage else { return Vec::new() };
    let chosen = match command {
        KeyCommand::Back => Some(CorrectionEnding::GoOn),
        KeyCommand::Pick(at) => CorrectionEnding::ALL.get(at).copied(),
        KeyCommand::Confirm => CorrectionEnding::ALL.get(*cursor).copied(),
        KeyCommand::PageUp | KeyCommand::PageDown => {
            scroll_to(scroll, command, furthest);
            None
        }
        _ => {
            scroll_to(cursor, command, CorrectionEnding::ALL.len() - 1);
            None
        }
    };
    match chosen {
        Some(CorrectionEnding::Save(_)) if !page.is_changed() => leave_row(page),
        Some(CorrectionEnding::Save(earlier)) => {
            return vec![Effect::SaveCorrection(Box::new(page.open.clone()), earlier)];
        }
        Some(CorrectionEnding::GoOn) => leave_row(page),
        Some(CorrectionEnding::LetGo) => return vec![Effect::List],
        None => {}
    }
    Vec::new()
}

/// A key that is no command: what is typed on a row begins its text or its time, or goes to a choice in its list.
pub(super) fn type_key(model: &mut Model, key: KeyPress) {
    let width = model.layout.text_width;
    let Page::Correction(page) = &mut model.page else { return };
    if let KeyPress { code: KeyCode::Char(letter), held: HeldKey::Neither | HeldKey::Shift } = key
        && letter != ' '
    {
        open_typed_row(page);
    }
    match &mut page.stage {
        CorrectionStage::Text(_) => text::handle_key(model, key, width),
        CorrectionStage::Time { input, problem } => {
            *problem = None;
            type_line(input, key);
        }
        CorrectionStage::Choice { .. } => search_choices(model, key),
        CorrectionStage::Rows | CorrectionStage::Ending { .. } => {}
    }
}

/// Opens the row under the cursor for what is typed on it; the one that saves takes no text.
fn open_typed_row(page: &mut CorrectionPage) {
    if matches!(page.stage, CorrectionStage::Rows) && page.chosen_row().is_some() {
        open_row(page);
    }
}

/// Goes to the choice that the letters typed so far begin.
fn search_choices(model: &mut Model, key: KeyPress) {
    let Page::Correction(page) = &mut model.page else { return };
    let (KeyCode::Char(letter), Some(row)) = (key.code, page.chosen_row()) else { return };
    let texts = choice_texts(find_entry(page, &row).as_ref());
    if let CorrectionStage::Choice { cursor } = &mut page.stage {
        *cursor = model.type_ahead.type_letter(&texts, *cursor, letter);
        prose::keep_prose(model);
    }
}

/// What can be chosen of an entry: its options, or how far an act can have come.
fn choice_texts(entry: Option<&FormEntry>) -> Vec<String> {
    match entry {
        Some(FormEntry::One(ticks) | FormEntry::Any(ticks)) => {
            ticks.iter().map(|tick| tick.text.clone()).collect()
        }
        Some(
            FormEntry::Acts(_)
            | FormEntry::Day(_)
            | FormEntry::Period(_)
            | FormEntry::Planned(_)
            | FormEntry::Text(_),
        )
        | None => Mark::ALL.iter().map(|mark| mark.label().to_owned()).collect(),
    }
}

/// Text that was pasted, wherever text is typed.
pub(super) fn paste_text(model: &mut Model, pasted: &str) {
    let Page::Correction(page) = &mut model.page else { return };
    open_typed_row(page);
    match &mut page.stage {
        CorrectionStage::Text(_) => text::paste_text(model, pasted),
        CorrectionStage::Time { input, problem } => {
            *problem = None;
            paste_line(input, pasted);
        }
        CorrectionStage::Choice { .. } => prose::keep_pasted(model, pasted),
        CorrectionStage::Rows | CorrectionStage::Ending { .. } => {}
    }
}
