//! What the interface asks of the outside world. Asked for by `update`, done by `perform`.

use std::path::PathBuf;

use super::model::{CountedForms, DraftCard};
use crate::corrections::OpenCorrection;
use crate::draft::list::DraftId;
use crate::draft::writer::Append;
use crate::form::deidentified::DeidentifiedForm;
use crate::plan::Plan;
use crate::plan::progress::PlanEntry;
use crate::plans::OpenPlan;
use crate::profile::Profile;
pub use crate::saved_forms::SavedFormAction;
use crate::store::inbox::ReceivedForm;
use crate::store::inbox::register::InboxEvent;
use crate::store::save::EarlierVersion;
use crate::summary::Report;
use crate::todo::{ToDoClosing, ToDoItem};

/// One thing to do.
#[derive(Debug)]
pub enum Effect {
    /// Read and prove the routine with this id or path.
    Open(String),
    /// Read and prove the routine with this id or path, and show its map.
    Map(String),
    /// Begin a training.
    Train,
    /// Save the form.
    Save(Box<DeidentifiedForm>, Folder),
    /// Keep what was decided, so that the walk can be taken up again.
    Keep(Append),
    /// Take up a walk that was interrupted.
    TakeUp(Box<DraftCard>),
    /// Remove the draft of the walk in progress: it is saved, or not to be kept.
    Discard,
    /// Remove another draft.
    Remove(DraftId),
    /// Look for walks that were interrupted.
    FindDrafts,
    /// List the saved forms.
    List,
    /// Do this with the saved form in this file, and list them again.
    Shelve(PathBuf, SavedFormAction),
    /// Open the saved form in this file to be corrected.
    OpenCorrection(PathBuf),
    /// Save this correction of a form, do this with the earlier version, and list the saved forms again.
    SaveCorrection(Box<OpenCorrection>, EarlierVersion),
    /// Read the local profile, to be looked at and filled in.
    Profile,
    /// Save the user's own profile, and read it again.
    SaveProfile(Box<Profile>),
    /// Count these forms to a local picture.
    Count(CountedForms),
    /// Write the local picture to files beside the saved forms.
    Report(Box<Report>),
    /// Open the action plan of this id or path; where none is named, the user's own.
    OpenPlan(Option<String>),
    /// Note this of the action plan, and read what is noted of it again.
    NotePlan(Box<Plan>, Box<PlanEntry>),
    /// Write the follow-up of the action plan at the point at this place; one past the last is the whole plan.
    ReportPlan(Box<OpenPlan>, usize),
    /// Receive these files and folders, and open the inbox.
    OpenInbox(Vec<PathBuf>),
    /// Note this of a received form, and read the inbox again.
    NoteReceived(Box<InboxEvent>),
    /// Remove this received form for good, and read the inbox again.
    RemoveReceived(Box<ReceivedForm>),
    /// Look for what is left to do after saved forms.
    FindToDo,
    /// Note these as left to do.
    NoteToDo(Vec<ToDoItem>),
    /// Close what is left to do under this id.
    CloseToDo(String, ToDoClosing),
    /// Never ask again what is the same every time.
    SkipProfile,
    /// Look for what there is to tell of the user's own action plan.
    FindReminder,
    /// Hand a saved file over to the computer's own programs.
    HandOver(HandOver, PathBuf),
    /// Leave the program.
    Quit,
}

/// What the computer is asked to do with a saved file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandOver {
    /// Open it.
    Open,
    /// Open its folder.
    Folder,
    /// Copy its path.
    Copy,
    /// Print it.
    Print,
}

/// Where a form is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Folder {
    /// In the usual place.
    Usual,
    /// In the folder the user named.
    Named(PathBuf),
}
