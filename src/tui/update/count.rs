//! What each key changes on the page where a training is counted.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the page answers the commands of its own context and no others"
)]

use super::typing::type_line;
use crate::store::trainings::TrainingRecord;
use crate::tui::count::{TrainingRecordPage, TrainingRecordRow};
use crate::tui::key::KeyPress;
use crate::tui::keymap::training::TrainingContext;
use crate::tui::keymap::{self, Context, KeyCommand};
use crate::tui::message::Message;

/// What the page asks for: all it can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordAction {
    /// Nothing.
    Nothing,
    /// Note the training.
    Note(TrainingRecord),
    /// Leave.
    Leave,
}

/// Takes one message.
pub fn update(count: &mut TrainingRecordPage, message: &Message) -> RecordAction {
    match message {
        Message::Resized(width, height) => count.size = (*width, *height),
        Message::Key(key) => return handle_key(count, *key),
        _ => {}
    }
    RecordAction::Nothing
}

/// Where keys mean the same.
pub fn context(count: &TrainingRecordPage) -> Context {
    Context::Training(if count.noted.is_some() { TrainingContext::Counted } else { TrainingContext::Count })
}

fn handle_key(count: &mut TrainingRecordPage, key: KeyPress) -> RecordAction {
    if let Some(cover) = keymap::cover::cover_after(count.cover, key) {
        count.cover = cover;
        return RecordAction::Nothing;
    }
    count.problem = None;
    match keymap::find_command(context(count), key) {
        Some(KeyCommand::Quit) => return RecordAction::Leave,
        Some(KeyCommand::Up) => count.row = count.row.previous(),
        Some(KeyCommand::Confirm) if count.row == TrainingRecordRow::Participants => {
            return submit_record(count);
        }
        Some(KeyCommand::Confirm | KeyCommand::Down) => count.row = count.row.next(),
        Some(_) => {}
        None => {
            count.begin_number(key);
            type_line(count.current_input(), key);
        }
    }
    RecordAction::Nothing
}

fn submit_record(count: &mut TrainingRecordPage) -> RecordAction {
    match count.parse_training() {
        Ok(training) => RecordAction::Note(training),
        Err(wrong) => {
            count.row = wrong.row;
            count.problem = Some(wrong.to_string());
            RecordAction::Nothing
        }
    }
}
