//! What each key changes on the page where a training is counted.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the page answers the commands of its own context and no others"
)]

use super::field::type_line;
use crate::store::trainings::Training;
use crate::tui::count::{Count, Row};
use crate::tui::keymap::training::Place;
use crate::tui::keymap::{self, Command, Context};
use crate::tui::message::{Key, Message};

/// What the page asks for: all it can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// Nothing.
    Nothing,
    /// Note the training.
    Note(Training),
    /// Leave.
    Leave,
}

/// Takes one message.
pub fn update(count: &mut Count, message: &Message) -> Asks {
    match message {
        Message::Resized(width, height) => count.size = (*width, *height),
        Message::Key(key) => return pressed(count, *key),
        _ => {}
    }
    Asks::Nothing
}

/// Where keys mean the same.
pub fn context(count: &Count) -> Context {
    Context::Training(if count.noted.is_some() { Place::Counted } else { Place::Count })
}

fn pressed(count: &mut Count, key: Key) -> Asks {
    if let Some(cover) = keymap::cover::after(count.cover, key) {
        count.cover = cover;
        return Asks::Nothing;
    }
    count.problem = None;
    match keymap::command(context(count), key) {
        Some(Command::Quit) => return Asks::Leave,
        Some(Command::Up) => count.row = count.row.before(),
        Some(Command::Confirm) if count.row == Row::Participants => return note(count),
        Some(Command::Confirm | Command::Down) => count.row = count.row.next(),
        Some(_) => {}
        None => type_line(count.input(), key),
    }
    Asks::Nothing
}

fn note(count: &mut Count) -> Asks {
    match count.training() {
        Ok(training) => Asks::Note(training),
        Err(wrong) => {
            count.row = wrong.row;
            count.problem = Some(wrong.to_string());
            Asks::Nothing
        }
    }
}
