//! What is left to do after saved forms: found, noted and closed.

use super::{Environment, describe_store_error};
use crate::profile::Retention;
use crate::store::profile::{self as files, ProfileLayer};
use crate::store::todo::ToDoFile;
use crate::todo::{self, ToDoClosing, ToDoItem};
use crate::tui::message::Message;
use crate::tui::model::FirstRun;

impl Environment {
    /// What is left to do, and what there is to say of it.
    pub(super) fn find_to_do(&self, said: Option<String>) -> Message {
        match self.list_to_do() {
            Ok(items) => Message::ToDo(items, said),
            Err(why) => Message::Said(why),
        }
    }

    /// What is left to do; why it cannot be told, in words.
    fn list_to_do(&self) -> Result<Vec<ToDoItem>, String> {
        let most = self.profile.retention().map(Retention::count);
        todo::list_open(&ToDoFile::in_local_folder(), self.today, most)
            .map_err(|fault| describe_store_error(&fault))
    }

    /// Whether it is to be asked what is the same every time: nobody has a profile, nor said that none is wanted.
    pub fn find_first_run(&self) -> FirstRun {
        let missing = files::find_profiles().is_ok_and(|found| matches!(found.own, ProfileLayer::Missing));
        if missing && self.profile.is_empty() { FirstRun::Asked } else { FirstRun::Over }
    }

    pub(super) fn note_to_do(&self, left: Vec<ToDoItem>) -> Message {
        match todo::note_left(&ToDoFile::in_local_folder(), left) {
            Ok(()) => self.find_to_do(None),
            Err(fault) => Message::Said(describe_store_error(&fault)),
        }
    }

    pub(super) fn close_to_do(&self, id: &str, how: &ToDoClosing) -> Message {
        match todo::close_with_form((&ToDoFile::in_local_folder(), &self.store), id, how, self.today) {
            Ok(said) => self.find_to_do(Some(said)),
            Err(fault) => Message::Said(describe_store_error(&fault)),
        }
    }
}
