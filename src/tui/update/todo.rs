//! What is left to do after saved forms: marked done, or not relevant for a reason.

use crate::todo::{ToDoClosing, ToDoItem};
use crate::tui::effect::Effect;
use crate::tui::keymap::KeyCommand;
use crate::tui::model::{Model, Page, ToDoPage, ToDoStage};
use crate::tui::scroll::{scroll_choice, scroll_to};

/// Shows what is left to do.
pub fn open_to_do(model: &mut Model) {
    let items = model.to_do.clone();
    model.page = Page::ToDo(Box::new(ToDoPage { items, cursor: 0, stage: ToDoStage::Items }));
}

/// Takes what is left to do as it now is. The page of it is left when there is nothing more.
pub(super) fn set_to_do(model: &mut Model, items: Vec<ToDoItem>, said: Option<String>) {
    model.to_do = items;
    model.notice = said.map(|said| said + correct_form(&model.page)).or(model.notice.take());
    if let Page::ToDo(page) = &mut model.page {
        page.items.clone_from(&model.to_do);
        page.cursor = page.cursor.min(page.items.len().saturating_sub(1));
        page.stage = ToDoStage::Items;
        if page.items.is_empty() {
            model.page = Page::Start { cursor: 0 };
        }
    }
}

/// How what was closed is taken back, where a form keeps it.
fn correct_form(page: &Page) -> &'static str {
    match page {
        Page::ToDo(page)
            if page.stage != ToDoStage::Items && page.selected().is_some_and(|item| item.form.is_some()) =>
        {
            " Blev det fel? Rätta den."
        }
        _ => "",
    }
}

pub(super) fn handle_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let Page::ToDo(page) = &mut model.page else { return Vec::new() };
    match (page.stage, command) {
        (ToDoStage::Closing { cursor: None }, KeyCommand::Confirm) => {
            model.notice = Some("Välj hur det är, med siffra eller ↓.".to_owned());
            return Vec::new();
        }
        (ToDoStage::Closing { cursor }, _) => return choose_closing(page, cursor, command),
        (ToDoStage::Certain { nth }, KeyCommand::Confirm) => return close_selected(page, nth),
        (ToDoStage::Certain { .. }, KeyCommand::Close | KeyCommand::Back) => {
            page.stage = ToDoStage::Items;
            return Vec::new();
        }
        (ToDoStage::Certain { .. }, _) => return Vec::new(),
        (ToDoStage::Items, _) => {}
    }
    let last = page.items.len().saturating_sub(1);
    match command {
        KeyCommand::Back => model.page = Page::Start { cursor: 0 },
        KeyCommand::Confirm if !page.items.is_empty() => {
            page.stage = ToDoStage::Closing { cursor: None };
        }
        KeyCommand::Pick(item) if item < page.items.len() => {
            page.cursor = item;
            page.stage = ToDoStage::Closing { cursor: None };
        }
        _ => scroll_to(&mut page.cursor, command, last),
    }
    Vec::new()
}

/// Chooses how the thing under the cursor is over: done first, and then the reasons why it is not relevant.
fn choose_closing(page: &mut ToDoPage, cursor: Option<usize>, command: KeyCommand) -> Vec<Effect> {
    let last = page.selected().map_or(0, |item| item.reasons.len());
    let mut at = cursor;
    match (command, cursor) {
        (KeyCommand::Close | KeyCommand::Back, _) => page.stage = ToDoStage::Items,
        (KeyCommand::Pick(nth), _) if nth <= last => return close_or_ask(page, nth),
        (KeyCommand::Confirm, Some(nth)) => return close_or_ask(page, nth),
        (command, _) => {
            scroll_choice(&mut at, command, last);
            page.stage = ToDoStage::Closing { cursor: at };
        }
    }
    Vec::new()
}

/// Closes the thing under the cursor; what no form keeps is asked about first, since it cannot be had back.
fn close_or_ask(page: &mut ToDoPage, nth: usize) -> Vec<Effect> {
    if page.selected().is_some_and(|item| item.form.is_none()) {
        page.stage = ToDoStage::Certain { nth };
        return Vec::new();
    }
    close_selected(page, nth)
}

fn close_selected(page: &ToDoPage, nth: usize) -> Vec<Effect> {
    let how = nth.checked_sub(1).map_or(ToDoClosing::Done, ToDoClosing::NotRelevant);
    page.selected().map(|item| Effect::CloseToDo(item.id.clone(), how)).into_iter().collect()
}
