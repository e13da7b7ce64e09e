//! What can happen to the interface: something the user did, or an answer from the outside world.

use std::path::PathBuf;
use std::sync::Arc;

use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};

use super::key::{HeldKey, KeyPress};
use super::model::{CountedPicture, DraftCard};
use crate::check::verified::VerifiedFlow;
use crate::corrections::OpenCorrection;
use crate::deid::Scanner;
use crate::draft::writer::Resumed;
use crate::inbox::OpenInbox;
use crate::plans::{OpenPlan, PlanReminder};
use crate::profile::Retention;
use crate::store::list::SavedForm;
use crate::todo::ToDoItem;
use crate::workplace::OpenProfile;

/// One thing that happened.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(KeyPress),
    /// Text was pasted.
    Pasted(String),
    /// The mouse was pressed at a column and a row.
    Clicked(u16, u16),
    /// The wheel was turned.
    Scrolled(Scroll),
    /// The terminal has a new width and height.
    Resized(u16, u16),
    /// A routine was read and proved; with what finds identifying text while it is walked.
    Opened(Arc<VerifiedFlow>, Arc<Scanner>),
    /// A routine was read and proved, to be looked at on its map.
    Mapped(Arc<VerifiedFlow>),
    /// A routine could not be walked; why, in words.
    NotOpened(String),
    /// A walk that was interrupted was taken up; with what finds identifying text.
    TakenUp(Box<Resumed>, Arc<Scanner>),
    /// What was decided could not be kept; why, in words. Told once, until it can be again.
    NotKept(String),
    /// What was decided is kept again.
    KeptAgain,
    /// The walks that were interrupted, the latest first.
    Drafts(Vec<DraftCard>),
    /// The form was saved in these files.
    Saved(Vec<PathBuf>),
    /// The form could not be saved; why and what to do, in words.
    NotSaved(String),
    /// The saved forms, how old they may be before their weeding is brought to mind, and what came of what was done
    /// with one of them.
    Listed(Vec<SavedForm>, Option<Retention>, Option<String>),
    /// The local profile, what finds names of persons in it, and what came of saving it.
    Profile(Box<OpenProfile>, Arc<Scanner>, Option<String>),
    /// Forms were counted to a local picture.
    Counted(Box<CountedPicture>),
    /// The local picture was written to these files.
    Reported(Vec<PathBuf>),
    /// An action plan with what is noted of it, and what finds identifying text.
    PlanOpened(Box<OpenPlan>, Arc<Scanner>),
    /// Something was noted of the action plan, which is now so.
    PlanNoted(Box<OpenPlan>),
    /// Nothing was noted of the action plan; why and what to do, in words.
    PlanNotNoted(String),
    /// The follow-up was written to these files; and what was left out of it, in lines.
    FollowUpWritten(Vec<PathBuf>, String),
    /// The inbox with what became of the files that were looked at, and what finds identifying text.
    InboxOpened(Box<OpenInbox>, Arc<Scanner>),
    /// Something was done in the inbox, which is now so.
    InboxNoted(Box<OpenInbox>),
    /// Nothing was done in the inbox; why and what to do, in words.
    InboxNotNoted(String),
    /// A saved form is open to be corrected; with what finds identifying text.
    CorrectionOpened(Box<OpenCorrection>, Arc<Scanner>),
    /// A correction was saved: the saved forms, how old they may be before their weeding is brought to mind, and what to tell of it.
    Corrected(Vec<SavedForm>, Option<Retention>, Vec<String>),
    /// A correction was not saved; why and what to do, in words.
    NotCorrected(String),
    /// What there is to tell of the user's own action plan.
    Reminded(Option<PlanReminder>),
    /// What is left to do after saved forms, and what there is to say of it.
    ToDo(Vec<ToDoItem>, Option<String>),
    /// What came of something that was asked for, in words.
    Said(String),
    /// The saved forms could not be listed; why and what to do, in words.
    NotListed(String),
}

/// Which way the wheel was turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scroll {
    /// Towards the start.
    Up,
    /// Towards the end.
    Down,
}

impl Message {
    /// The digit that was typed; `None` of anything else.
    pub fn typed_digit(&self) -> Option<char> {
        let Self::Key(KeyPress { code: KeyCode::Char(typed), held: HeldKey::Neither }) = self else {
            return None;
        };
        Some(*typed).filter(char::is_ascii_digit)
    }

    /// The message of a terminal event; `None` for what this program does not listen to.
    pub fn from_event(event: Event) -> Option<Self> {
        match event {
            Event::Key(key) => from_key_event(key),
            Event::Paste(text) => Some(Self::Pasted(text)),
            Event::Resize(width, height) => Some(Self::Resized(width, height)),
            Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Self::Clicked(mouse.column, mouse.row)),
                MouseEventKind::ScrollUp => Some(Self::Scrolled(Scroll::Up)),
                MouseEventKind::ScrollDown => Some(Self::Scrolled(Scroll::Down)),
                MouseEventKind::Down(MouseButton::Right | MouseButton::Middle)
                | MouseEventKind::Up(_)
                | MouseEventKind::Drag(_)
                | MouseEventKind::Moved
                | MouseEventKind::ScrollLeft
                | MouseEventKind::ScrollRight => None,
            },
            Event::FocusGained | Event::FocusLost => None,
        }
    }
}

fn from_key_event(key: KeyEvent) -> Option<Message> {
    // Some terminals report releases and repeats too; a repeat is a press for the one who holds the key.
    if key.kind == KeyEventKind::Release {
        return None;
    }
    // AltGr arrives as Ctrl+Alt on Windows, and is how many letters and signs are typed.
    let altgr = key.modifiers.contains(KeyModifiers::CONTROL | KeyModifiers::ALT);
    if key.modifiers.contains(KeyModifiers::ALT) && !altgr && matches!(key.code, KeyCode::Char(_)) {
        return None;
    }
    let held = match key.modifiers {
        held if held.contains(KeyModifiers::CONTROL) && !altgr => HeldKey::Control,
        held if held.contains(KeyModifiers::SHIFT) && is_moving(key.code) => HeldKey::Shift,
        _ => HeldKey::Neither,
    };
    Some(Message::Key(KeyPress { code: key.code, held }))
}

/// Whether a key moves the cursor, so that Shift with it marks what it moves over.
fn is_moving(code: KeyCode) -> bool {
    use KeyCode::{Down, End, Home, Left, Right, Up};
    matches!(code, Left | Right | Up | Down | Home | End)
}
