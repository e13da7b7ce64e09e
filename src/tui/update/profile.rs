//! The local profile: its values looked at, chosen from a list or typed on a line, and saved.

use std::sync::Arc;

use super::field;
use crate::deid::Scanner;
use crate::profile::key::{Key, Takes};
use crate::profile::{Layered, Origin, names};
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::keymap::Command;
use crate::tui::message;
use crate::tui::model::{Filling, Model, Page, ProfilePage};
use crate::tui::scroll::scroll;

/// Takes the profile as it now is. The cursor stays where it was.
pub(super) fn read(model: &mut Model, layered: Layered, scanner: Arc<Scanner>, said: Option<String>) {
    let cursor = match &model.page {
        Page::Profile(page) => page.cursor,
        _ => 0,
    };
    let keys = layered.keys();
    let personal = names::personal(&scanner, &layered.joined());
    let filling = Filling::Nothing;
    model.page = Page::Profile(Box::new(ProfilePage { layered, keys, personal, cursor, filling, scanner }));
    model.notice = said;
}

pub(super) fn update(model: &mut Model, command: Command) -> Vec<Effect> {
    let Page::Profile(page) = &mut model.page else { return Vec::new() };
    match &mut page.filling {
        Filling::Nothing => list(model, command),
        Filling::Choosing { .. } => choose(page, command),
        Filling::Typing { .. } => typing(page, command),
    }
}

fn list(model: &mut Model, command: Command) -> Vec<Effect> {
    let Page::Profile(page) = &mut model.page else { return Vec::new() };
    let last = page.keys.len().saturating_sub(1);
    match command {
        Command::Back => model.page = Page::Start { cursor: 0 },
        Command::Pick(row) if row <= last => {
            page.cursor = row;
            open(page);
        }
        Command::Confirm => open(page),
        Command::Clear => match nothing_to_clear(page) {
            Some(why) => model.notice = Some(why.to_owned()),
            None => return fill(page, ""),
        },
        _ => scroll(&mut page.cursor, command, last),
    }
    Vec::new()
}

/// Why there is nothing of the user's own to take away under the cursor, where there is not.
fn nothing_to_clear(page: &ProfilePage) -> Option<&'static str> {
    match page.layered.origin(page.key()?) {
        Origin::Own => None,
        Origin::System => Some("Det står i datorns profil och inte i din. Enter skriver något annat i din."),
        Origin::Nowhere => Some("Det var redan tomt."),
    }
}

/// Begins to fill in the value under the cursor, as it stands.
fn open(page: &mut ProfilePage) {
    let Some(key) = page.key().cloned() else { return };
    let value = page.layered.joined().get(&key).unwrap_or_default().to_owned();
    let choices = key.choices();
    page.filling = match key.takes() {
        Takes::Id(_) | Takes::One(_) => {
            Filling::Choosing { cursor: choices.iter().position(|choice| choice.id == value).unwrap_or(0) }
        }
        Takes::Line | Takes::Formats | Takes::Phone | Takes::Mailbox | Takes::Days | Takes::Folder => {
            Filling::Typing { input: Editor::new(&value), problem: None }
        }
    };
}

fn choose(page: &mut ProfilePage, command: Command) -> Vec<Effect> {
    let choices = page.key().map(Key::choices).unwrap_or_default();
    let last = choices.len().saturating_sub(1);
    let Filling::Choosing { cursor } = &mut page.filling else { return Vec::new() };
    match command {
        Command::Pick(at) if at <= last => {
            return choices.get(at).map_or_else(Vec::new, |choice| fill(page, choice.id));
        }
        Command::Confirm => {
            let at = *cursor;
            return choices.get(at).map_or_else(Vec::new, |choice| fill(page, choice.id));
        }
        Command::Back => page.filling = Filling::Nothing,
        _ => scroll(cursor, command, last),
    }
    Vec::new()
}

fn typing(page: &mut ProfilePage, command: Command) -> Vec<Effect> {
    let Filling::Typing { input, .. } = &page.filling else { return Vec::new() };
    match command {
        Command::Confirm => {
            let typed = input.text();
            fill(page, &typed)
        }
        Command::Back => {
            page.filling = Filling::Nothing;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// A key that is no command: typed on the line.
pub(super) fn key(page: &mut ProfilePage, key: message::Key) {
    if let Filling::Typing { input, problem } = &mut page.filling {
        *problem = None;
        field::type_line(input, key);
    }
}

/// Text that was pasted on the line.
pub(super) fn paste(page: &mut ProfilePage, text: &str) {
    if let Filling::Typing { input, problem } = &mut page.filling {
        *problem = None;
        field::paste_line(input, text);
    }
}

/// Fills in the value under the cursor, or says why not. Blanks take away what the user's own profile says.
fn fill(page: &mut ProfilePage, text: &str) -> Vec<Effect> {
    let Some(key) = page.key().cloned() else { return Vec::new() };
    let why = if names::seems_personal(&page.scanner, &key, text) {
        Some(format!("Det ser ut att peka ut en person. {}", names::help(&key)))
    } else {
        page.layered.own.set(key, text).err().map(|refusal| refusal.to_string())
    };
    if let (Some(_), Filling::Typing { problem, .. }) = (&why, &mut page.filling) {
        *problem = why;
        return Vec::new();
    }
    page.filling = Filling::Nothing;
    vec![Effect::SaveProfile(Box::new(page.layered.own.clone()))]
}
