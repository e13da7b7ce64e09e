//! The inbox: a form opened, how far it has come said, noted or removed, and forms received and looked for.

use std::path::PathBuf;
use std::sync::Arc;

use super::text;
use super::typing::{paste_line, type_line};
use crate::deid::Scanner;
use crate::deid::screened::Screened;
use crate::form::model::FormId;
use crate::inbox::{DIARY_ADVICE, LONGEST_NOTE, NO_OTHER, OpenInbox, write_receipt};
use crate::store::inbox::diary::DiaryNumber;
use crate::store::inbox::register::{InboxChange, InboxEvent, InboxState};
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::key::KeyPress;
use crate::tui::keymap::KeyCommand;
use crate::tui::model::{
    CountedForms, Edit, FormAction, FormCursor, InboxLine, InboxPage, InboxRow, InboxStage, Model, Overlay,
    Page,
};
use crate::tui::scroll::scroll_to;

/// Shows the inbox as it now is: the forms, and what became of the files that were looked at.
pub(super) fn show_inbox(model: &mut Model, open: OpenInbox, scanner: Arc<Scanner>) {
    let arrivals = open.describe_arrivals();
    model.page = Page::Inbox(Box::new(InboxPage::new(open, scanner)));
    if !arrivals.is_empty() {
        model.overlay = Some(Overlay::Told { heading: "Filerna i inkorgen", text: arrivals });
    }
}

/// Takes the inbox with what has just been done, and goes back to the form, or where it is gone, to the others.
pub(super) fn set_noted(model: &mut Model, open: OpenInbox) {
    let Page::Inbox(page) = &mut model.page else { return };
    page.open = open;
    let is_there = page.chosen_form().is_some();
    page.stage = if is_there { InboxStage::Form(FormCursor::default()) } else { InboxStage::Forms };
    page.cursor = page.cursor.min(page.rows().count().saturating_sub(1));
    model.notice =
        Some(if is_there { "Noterat." } else { "Blanketten är borttagen ur inkorgen." }.to_owned());
}

/// Says that nothing was done. What was typed stays.
pub(super) fn warn_not_noted(model: &mut Model, why: String) {
    model.overlay = Some(Overlay::Told { heading: "Inget är ändrat", text: vec![why] });
}

pub(super) fn handle_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let furthest = model.layout.furthest;
    let Page::Inbox(page) = &mut model.page else { return Vec::new() };
    match &mut page.stage {
        InboxStage::Forms => return handle_list_command(model, command),
        InboxStage::Form(_) => return handle_form_command(model, command, furthest),
        InboxStage::State { .. } => return handle_state_command(model, command),
        InboxStage::Removal => return handle_removal_command(page, command),
        InboxStage::Note(edit) if command == KeyCommand::Back && edit.is_changed() => {
            model.overlay = Some(Overlay::LetGo);
        }
        InboxStage::Note(_) if command == KeyCommand::Back => leave_text(page),
        InboxStage::Note(_) => {
            let text = text::handle_command(model, command);
            return text.map_or_else(Vec::new, |text| note_text(model, text));
        }
        InboxStage::Line { .. } => return handle_line_command(model, command),
    }
    Vec::new()
}

fn handle_list_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let Page::Inbox(page) = &mut model.page else { return Vec::new() };
    let last = page.rows().count().saturating_sub(1);
    match command {
        KeyCommand::Back => model.page = Page::Start { cursor: 0 },
        KeyCommand::Coarseness => turn_state(page),
        KeyCommand::Confirm => return open_row(page),
        _ => scroll_to(&mut page.cursor, command, last),
    }
    Vec::new()
}

/// Goes to a row of the list, and opens it.
pub(super) fn open_at(model: &mut Model, row: usize) -> Vec<Effect> {
    if let Page::Inbox(page) = &mut model.page {
        page.cursor = row;
        return open_row(page);
    }
    Vec::new()
}

/// The next state whose forms are shown; after the last, all.
fn turn_state(page: &mut InboxPage) {
    page.state = match page.state {
        None => InboxState::ALL.first().copied(),
        Some(state) => InboxState::ALL.into_iter().skip_while(|known| *known != state).nth(1),
    };
    page.cursor = 0;
}

fn open_row(page: &mut InboxPage) -> Vec<Effect> {
    let (chosen, stage) = match page.rows().nth(page.cursor) {
        Some(InboxRow::Form(form)) => (Some(form.note.id.clone()), InboxStage::Form(FormCursor::default())),
        Some(InboxRow::Receive) => (None, line_stage(InboxLine::Receive, "")),
        Some(InboxRow::Search) => (None, line_stage(InboxLine::Search, &page.words)),
        Some(InboxRow::Count) => return vec![Effect::Count(CountedForms::Received)],
        None => return Vec::new(),
    };
    page.chosen = chosen;
    page.stage = stage;
    Vec::new()
}

fn line_stage(asked: InboxLine, known: &str) -> InboxStage {
    InboxStage::Line { asked, input: Editor::new(known), problem: None }
}

fn handle_form_command(model: &mut Model, command: KeyCommand, furthest: usize) -> Vec<Effect> {
    let Page::Inbox(page) = &mut model.page else { return Vec::new() };
    let InboxStage::Form(at) = &mut page.stage else { return Vec::new() };
    match command {
        KeyCommand::Back => page.stage = InboxStage::Forms,
        KeyCommand::Pick(row) => {
            if let Some(action) = FormAction::ALL.get(row) {
                start_action(model, *action);
            }
        }
        KeyCommand::Confirm => {
            if let Some(action) = FormAction::ALL.get(at.cursor).copied() {
                start_action(model, action);
            }
        }
        KeyCommand::PageUp | KeyCommand::PageDown => scroll_to(&mut at.scroll, command, furthest),
        _ => scroll_to(&mut at.cursor, command, FormAction::ALL.len() - 1),
    }
    Vec::new()
}

fn start_action(model: &mut Model, action: FormAction) {
    let Page::Inbox(page) = &mut model.page else { return };
    let Some(form) = page.chosen_form() else { return };
    let note = &form.note;
    page.stage = match action {
        FormAction::State => InboxStage::State { cursor: place_of_state(note.state) },
        FormAction::Diary => line_stage(InboxLine::Diary, note.diary.as_deref().unwrap_or_default()),
        FormAction::Link => line_stage(InboxLine::Link, ""),
        FormAction::Note => {
            let known = note.text.as_ref().map(|text| text.text().to_owned()).unwrap_or_default();
            let Edit::Text(edit) = text::open_text(&known) else { return };
            page.scanner.prepare_thread();
            InboxStage::Note(edit)
        }
        FormAction::Receipt => {
            let text = write_receipt(form).lines().map(str::to_owned).collect();
            model.overlay = Some(Overlay::Told { heading: "Kvitto att svara med", text });
            return;
        }
        FormAction::Remove => InboxStage::Removal,
    };
}

/// The place of a state among all: Enter alone changes nothing.
fn place_of_state(state: InboxState) -> usize {
    InboxState::ALL.iter().position(|known| *known == state).unwrap_or(0)
}

fn handle_state_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let Page::Inbox(page) = &mut model.page else { return Vec::new() };
    let InboxStage::State { cursor } = &mut page.stage else { return Vec::new() };
    let chosen = match command {
        KeyCommand::Back => {
            leave_text(page);
            return Vec::new();
        }
        KeyCommand::Pick(at) => at,
        KeyCommand::Confirm => *cursor,
        _ => {
            scroll_to(cursor, command, InboxState::ALL.len() - 1);
            return Vec::new();
        }
    };
    let before = page.chosen_form().map(|form| form.note.state);
    let state = InboxState::ALL.get(chosen).copied();
    if state == before {
        leave_text(page);
        return Vec::new();
    }
    state.map(|state| note_change(model, InboxChange::State(state))).unwrap_or_default()
}

fn note_change(model: &Model, what: InboxChange) -> Vec<Effect> {
    let Page::Inbox(page) = &model.page else { return Vec::new() };
    let event = |id| Effect::NoteReceived(Box::new(InboxEvent { id, day: model.today, what }));
    page.chosen.clone().map(event).into_iter().collect()
}

/// Removes the form only where that is answered with ja: a digit too many says nothing.
fn handle_removal_command(page: &mut InboxPage, command: KeyCommand) -> Vec<Effect> {
    match command {
        KeyCommand::Confirm => {
            let form = page.chosen_form();
            form.map(|form| Effect::RemoveReceived(Box::new(form.clone()))).into_iter().collect()
        }
        KeyCommand::Close | KeyCommand::Back => {
            leave_text(page);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn handle_line_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let Page::Inbox(page) = &mut model.page else { return Vec::new() };
    let InboxStage::Line { asked, input, .. } = &page.stage else { return Vec::new() };
    let (asked, typed) = (*asked, input.text().trim().to_owned());
    match command {
        KeyCommand::Back => leave_text(page),
        KeyCommand::Confirm => return take_line(model, asked, &typed),
        _ => {}
    }
    Vec::new()
}

fn take_line(model: &mut Model, asked: InboxLine, typed: &str) -> Vec<Effect> {
    match asked {
        InboxLine::Diary => match DiaryNumber::parse_number(typed) {
            Some(number) => return note_change(model, InboxChange::Diary(number)),
            None => offer_number(model, typed),
        },
        InboxLine::Link => match find_other(model, typed) {
            Some(other) => return note_change(model, InboxChange::Link(other)),
            None => show_problem(model, NO_OTHER),
        },
        InboxLine::Receive if typed.is_empty() => {}
        InboxLine::Receive => return vec![Effect::OpenInbox(vec![PathBuf::from(typed)])],
        InboxLine::Search => {
            if let Page::Inbox(page) = &mut model.page {
                typed.clone_into(&mut page.words);
                page.cursor = 0;
                page.stage = InboxStage::Forms;
            }
        }
    }
    Vec::new()
}

/// Says what a diarienummer is, with the number that was found among what was typed left alone on the line.
fn offer_number(model: &mut Model, typed: &str) {
    let number = DiaryNumber::find_number(typed);
    let offers =
        number.as_ref().map(|number| format!(" Resten är struket: Enter noterar ”{}”.", number.as_str()));
    show_problem(model, &format!("{DIARY_ADVICE}{}", offers.unwrap_or_default()));
    if let Page::Inbox(page) = &mut model.page
        && let (InboxStage::Line { input, .. }, Some(number)) = (&mut page.stage, number)
    {
        *input = Editor::new(number.as_str());
    }
}

fn find_other(model: &Model, typed: &str) -> Option<FormId> {
    let Page::Inbox(page) = &model.page else { return None };
    page.open.find_other(page.chosen.as_ref()?, typed)
}

fn show_problem(model: &mut Model, why: &str) {
    if let Page::Inbox(page) = &mut model.page
        && let InboxStage::Line { problem, .. } = &mut page.stage
    {
        *problem = Some(why.to_owned());
    }
}

/// Goes back to the form, or where none is open, to the others.
pub(super) fn leave_text(page: &mut InboxPage) {
    let is_open = page.chosen.is_some();
    page.stage = if is_open { InboxStage::Form(FormCursor::default()) } else { InboxStage::Forms };
}

/// Notes a text that has passed the gate.
fn note_text(model: &mut Model, text: Screened) -> Vec<Effect> {
    if text.text().chars().count() > LONGEST_NOTE {
        model.notice = Some(format!("Anteckningen är längre än {LONGEST_NOTE} tecken. Korta den."));
        return Vec::new();
    }
    note_change(model, InboxChange::Note(text))
}

/// A key that is no command: typed in the note or on the line.
pub(super) fn type_key(model: &mut Model, key: KeyPress) {
    let width = model.layout.text_width;
    let Page::Inbox(page) = &mut model.page else { return };
    match &mut page.stage {
        InboxStage::Note(_) => text::handle_key(model, key, width),
        InboxStage::Line { input, problem, .. } => {
            *problem = None;
            type_line(input, key);
        }
        InboxStage::Forms | InboxStage::Form(_) | InboxStage::State { .. } | InboxStage::Removal => {}
    }
}

/// Text that was pasted, wherever text is typed.
pub(super) fn paste_text(model: &mut Model, pasted: &str) {
    let Page::Inbox(page) = &mut model.page else { return };
    match &mut page.stage {
        InboxStage::Note(_) => text::paste_text(model, pasted),
        InboxStage::Line { input, problem, .. } => {
            *problem = None;
            paste_line(input, pasted);
        }
        InboxStage::Forms | InboxStage::Form(_) | InboxStage::State { .. } | InboxStage::Removal => {}
    }
}
