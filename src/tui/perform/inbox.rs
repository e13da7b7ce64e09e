//! The inbox opened, noted in and weeded.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::describe_store_error;
use crate::inbox::OpenInbox;
use crate::store::error::StoreError;
use crate::store::inbox::register::InboxEvent;
use crate::store::inbox::{Inbox, ReceivedForm};
use crate::store::names;
use crate::tui::message::Message;

/// Receives these files and folders, and opens the inbox.
pub(super) fn open_inbox(named: &[PathBuf], today: NaiveDate) -> Message {
    let opened = OpenInbox::receive_files(&Inbox::in_local_folder(), named, today);
    match opened.and_then(|open| Ok((open, names::load_scanner()?))) {
        Ok((open, scanner)) => Message::InboxOpened(Box::new(open), scanner.warming_up()),
        Err(fault) => Message::InboxNotNoted(describe_store_error(&fault)),
    }
}

/// Notes something of a received form.
pub(super) fn note_event(event: &InboxEvent) -> Message {
    tell_result(OpenInbox::note_event(&Inbox::in_local_folder(), event))
}

/// Removes a received form for good.
pub(super) fn remove_form(form: &ReceivedForm) -> Message {
    tell_result(OpenInbox::remove_form(&Inbox::in_local_folder(), form))
}

fn tell_result(done: Result<OpenInbox, StoreError>) -> Message {
    match done {
        Ok(open) => Message::InboxNoted(Box::new(open)),
        Err(fault) => Message::InboxNotNoted(describe_store_error(&fault)),
    }
}
