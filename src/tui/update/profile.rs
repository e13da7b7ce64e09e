//! The local profile: its values looked at, chosen from a list or typed on a line, and saved.

use std::sync::Arc;

use ratatui::crossterm::event::KeyCode;

use super::prose;
use super::typing::{paste_line, type_line};
use crate::deid::Scanner;
use crate::profile::key::KeyKind;
use crate::profile::{ValueOrigin, names};
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::key::{HeldKey, KeyPress};
use crate::tui::keymap::KeyCommand;
use crate::tui::model::{FirstRun, Model, Page, ProfileEdit, ProfileOrder, ProfilePage};
use crate::tui::scroll::{scroll_choice, scroll_to};
use crate::workplace::OpenProfile;

/// Takes the profile as it now is. The cursor stays where it was.
pub(super) fn set_profile(model: &mut Model, open: OpenProfile, scanner: Arc<Scanner>, said: Option<String>) {
    let before = match &model.page {
        Page::Profile(page) => Some(page.cursor),
        _ => None,
    };
    let order = match model.first_run {
        FirstRun::Answering => ProfileOrder::OneByOne,
        FirstRun::Asked | FirstRun::Over => ProfileOrder::List,
    };
    let keys = match order {
        ProfileOrder::List => open.offer.keys(&open.layered),
        ProfileOrder::OneByOne => open.offer.first_questions(),
    };
    let personal = names::find_personal_keys(&scanner, &open.layered.merge());
    let filling = ProfileEdit::Nothing;
    let cursor = before.unwrap_or(0);
    let page = ProfilePage { open, keys, personal, cursor, order, filling, scanner };
    model.page = Page::Profile(Box::new(page));
    model.notice = said;
    match (order, before) {
        (ProfileOrder::OneByOne, Some(answered)) => ask_question(model, answered + 1),
        (ProfileOrder::OneByOne, None) => ask_question(model, 0),
        (ProfileOrder::List, _) => {}
    }
}

/// Asks the question at this place; after the last one it is over.
fn ask_question(model: &mut Model, nth: usize) {
    let Page::Profile(page) = &mut model.page else { return };
    if nth < page.keys.len() {
        page.cursor = nth;
        open_value(page);
    } else {
        model.page = Page::Start { cursor: 0 };
        model.first_run = FirstRun::Over;
        model.notice = Some("Klart. Blanketten börjar med det. Ändra under Profil.".to_owned());
    }
}

pub(super) fn handle_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let Page::Profile(page) = &mut model.page else { return Vec::new() };
    if page.order == ProfileOrder::OneByOne && command == KeyCommand::Back {
        let next = page.cursor + 1;
        let is_last = next >= page.keys.len();
        let own = page.open.layered.own.clone();
        ask_question(model, next);
        // Whoever skips them all has said so too.
        return if is_last && own.is_empty() { vec![Effect::SkipProfile] } else { Vec::new() };
    }
    match &mut page.filling {
        ProfileEdit::Nothing => handle_list_command(model, command),
        ProfileEdit::Choosing { .. } => handle_choice_command(page, command),
        ProfileEdit::Typing { .. } => handle_typing_command(page, command),
    }
}

fn handle_list_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let Page::Profile(page) = &mut model.page else { return Vec::new() };
    let last = page.keys.len().saturating_sub(1);
    match command {
        KeyCommand::Back => model.page = Page::Start { cursor: 0 },
        KeyCommand::Pick(row) if row <= last => {
            page.cursor = row;
            open_value(page);
        }
        KeyCommand::Confirm => open_value(page),
        KeyCommand::Clear => match nothing_to_clear(page) {
            Some(why) => model.notice = Some(why.to_owned()),
            None => return fill_value(page, ""),
        },
        _ => scroll_to(&mut page.cursor, command, last),
    }
    Vec::new()
}

/// Why there is nothing of the user's own to take away under the cursor, where there is not.
fn nothing_to_clear(page: &ProfilePage) -> Option<&'static str> {
    match page.open.layered.origin(page.key()?) {
        ValueOrigin::Own => None,
        ValueOrigin::System => {
            Some("Det står i datorns profil och inte i din. Enter skriver något annat i din.")
        }
        ValueOrigin::Nowhere => Some("Det var redan tomt."),
    }
}

/// Begins to fill in the value under the cursor, as it stands.
fn open_value(page: &mut ProfilePage) {
    let Some(key) = page.key().cloned() else { return };
    let value = page.open.layered.merge().get(&key).unwrap_or_default().to_owned();
    let choices = page.choices();
    page.filling = match key.kind() {
        KeyKind::Id | KeyKind::One(_) if !choices.is_empty() => {
            ProfileEdit::Choosing { cursor: choices.iter().position(|choice| choice.id == value) }
        }
        KeyKind::Id
        | KeyKind::One(_)
        | KeyKind::Line
        | KeyKind::Formats
        | KeyKind::Phone
        | KeyKind::Mailbox
        | KeyKind::Days
        | KeyKind::Folder => ProfileEdit::Typing { input: Editor::new(&value), problem: None },
    };
}

fn handle_choice_command(page: &mut ProfilePage, command: KeyCommand) -> Vec<Effect> {
    let choices = page.choices().to_vec();
    let last = choices.len().saturating_sub(1);
    let ProfileEdit::Choosing { cursor } = &mut page.filling else { return Vec::new() };
    match command {
        KeyCommand::Pick(at) if at <= last => {
            return choices.get(at).map_or_else(Vec::new, |choice| fill_value(page, &choice.id));
        }
        KeyCommand::Confirm => {
            let chosen = cursor.and_then(|at| choices.get(at));
            return chosen.map_or_else(Vec::new, |choice| fill_value(page, &choice.id));
        }
        KeyCommand::Back => page.filling = ProfileEdit::Nothing,
        _ => scroll_choice(cursor, command, last),
    }
    Vec::new()
}

fn handle_typing_command(page: &mut ProfilePage, command: KeyCommand) -> Vec<Effect> {
    let ProfileEdit::Typing { input, .. } = &page.filling else { return Vec::new() };
    match command {
        KeyCommand::Confirm => {
            let typed = input.text();
            fill_value(page, &typed)
        }
        KeyCommand::Back => {
            page.filling = ProfileEdit::Nothing;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// A key that is no command: what is typed on a row begins its line, or goes to a choice in its list.
pub(super) fn type_key(model: &mut Model, key: KeyPress) {
    let Page::Profile(page) = &mut model.page else { return };
    open_typed_row(page, key);
    let choices = page.choices().to_vec();
    match (&mut page.filling, key.code) {
        (ProfileEdit::Typing { input, problem }, _) => {
            *problem = None;
            type_line(input, key);
        }
        (ProfileEdit::Choosing { cursor }, KeyCode::Char(letter)) => {
            let texts: Vec<&str> = choices.iter().map(|choice| choice.label.as_ref()).collect();
            *cursor = model.type_ahead.type_letter(&texts, *cursor, letter);
            prose::keep_prose(model);
        }
        (ProfileEdit::Choosing { .. } | ProfileEdit::Nothing, _) => {}
    }
}

/// Opens the row under the cursor for a letter that is typed on it.
fn open_typed_row(page: &mut ProfilePage, key: KeyPress) {
    if let (
        ProfileEdit::Nothing,
        KeyPress { code: KeyCode::Char(letter), held: HeldKey::Neither | HeldKey::Shift },
    ) = (&page.filling, key)
        && letter != ' '
    {
        open_value(page);
    }
}

/// Text that was pasted on the line, or on the row that begins it.
pub(super) fn paste_text(model: &mut Model, text: &str) {
    let Page::Profile(page) = &mut model.page else { return };
    if matches!(page.filling, ProfileEdit::Nothing) {
        open_value(page);
    }
    match &mut page.filling {
        ProfileEdit::Typing { input, problem } => {
            *problem = None;
            paste_line(input, text);
        }
        ProfileEdit::Choosing { .. } => prose::keep_pasted(model, text),
        ProfileEdit::Nothing => {}
    }
}

/// Fills in the value under the cursor, or says why not. Blanks take away what the user's own profile says.
fn fill_value(page: &mut ProfilePage, text: &str) -> Vec<Effect> {
    let Some(key) = page.key().cloned() else { return Vec::new() };
    let why = if names::seems_personal(&page.scanner, &key, text) {
        Some(format!("Det ser ut att peka ut en person. {}", names::name_help(&key)))
    } else {
        page.open.layered.own.set(key, text).err().map(|refusal| refusal.to_string())
    };
    if let (Some(_), ProfileEdit::Typing { problem, .. }) = (&why, &mut page.filling) {
        *problem = why;
        return Vec::new();
    }
    page.filling = ProfileEdit::Nothing;
    vec![Effect::SaveProfile(Box::new(page.open.layered.own.clone()))]
}
