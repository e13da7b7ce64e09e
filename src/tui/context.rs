//! In which context of keys the interface is: read out of what is on the screen.

use chrono::NaiveDate;

use super::keymap::{Context, FindingActions};
use super::model::{
    CorrectionStage, Edit, EnterInTicks, FirstRun, InboxStage, Model, Overlay, Page, PlanStage, ProfileEdit,
    TextEdit, TextMode, ToDoStage, WalkPage, WalkStage,
};
use super::start;
use crate::flow::model::StepKind;
use crate::form::{deidentified, fill, review};

impl Context {
    /// The context of what is on the screen.
    pub fn from_model(model: &Model) -> Self {
        match &model.overlay {
            Some(
                Overlay::Why { .. } | Overlay::Help { .. } | Overlay::Told { .. } | Overlay::Form { .. },
            ) => return Self::Reader,
            Some(Overlay::Formats { .. }) => return Self::Formats,
            Some(Overlay::Coarsen { cursor: None }) => return Self::Coarsen,
            Some(Overlay::Coarsen { cursor: Some(_) }) => return Self::CoarsenRow,
            Some(Overlay::Trail { .. }) => return Self::Trail,
            Some(Overlay::Drafts { .. }) => return Self::Drafts,
            Some(Overlay::Routines { .. }) => return Self::Routines,
            Some(Overlay::Acts { .. }) => return Self::Acts,
            Some(Overlay::Reasons { .. }) => return Self::Reasons,
            Some(Overlay::AskedAgain { .. }) => return Self::AskedAgain,
            Some(Overlay::Map(page)) => return page.context(),
            Some(Overlay::TakeUp { .. }) => return Self::TakeUp,
            Some(Overlay::Quit) if model.is_kept() => return Self::Leave,
            Some(Overlay::Keep) => return Self::Keep,
            Some(
                Overlay::Change { .. }
                | Overlay::Remove(_)
                | Overlay::Quit
                | Overlay::RemoveWalk
                | Overlay::Delete
                | Overlay::Blank
                | Overlay::LetGo,
            ) => {
                return Self::Dialog;
            }
            None => {}
        }
        Self::under_overlay(model)
    }

    /// The context of the page itself.
    pub fn under_overlay(model: &Model) -> Self {
        match &model.page {
            Page::Start { .. } if start::selected_draft(model).is_some() => Self::StartDraft,
            Page::Start { .. } if model.first_run == FirstRun::Asked => Self::StartFirst,
            Page::Start { .. } => Self::Start,
            Page::Saved(_) => Self::Saved,
            Page::Forms(_) => Self::Forms,
            Page::ToDo(page) => Self::from_to_do(page.stage),
            Page::Picture(_) => Self::Picture,
            Page::Plan(page) => Self::from_plan(&page.stage),
            Page::Inbox(page) => Self::from_inbox(&page.stage),
            Page::Correction(page) => Self::from_correction(&page.stage),
            Page::Profile(page) => match page.filling {
                ProfileEdit::Nothing => Self::Profile,
                ProfileEdit::Choosing { .. } => Self::ProfileChoice,
                ProfileEdit::Typing { .. } => Self::ProfileLine,
            },
            Page::Walk(page) => Self::from_walk(page, model.today),
        }
    }

    fn from_walk(page: &WalkPage, today: NaiveDate) -> Self {
        match &page.stage {
            WalkStage::Step(step) => match (&page.current_step().kind, step.focus) {
                (StepKind::Ask { .. }, None) => Self::Ask,
                (StepKind::Ask { .. }, Some(_)) => Self::AskedBefore,
                (StepKind::Choose { .. }, _) if step.enter == EnterInTicks::TickRow => Self::ChooseRow,
                (StepKind::Choose { .. }, _) => Self::Choose,
                (StepKind::Act { .. }, None) => Self::Act,
                (StepKind::Act { .. }, Some(_)) => Self::ActedBefore,
                (StepKind::Tell { .. } | StepKind::End, _) => Self::Tell,
            },
            WalkStage::Form { cursor } if page.is_text_row(*cursor) => Self::FormText,
            WalkStage::Form { .. } => Self::Form,
            WalkStage::Field(field) => match &field.edit {
                Edit::One { .. } => Self::FieldOne,
                Edit::Any { enter: EnterInTicks::TickRow, .. } => Self::FieldAnyRow,
                Edit::Any { enter: EnterInTicks::GoOn, .. } => Self::FieldAny,
                Edit::Time { .. } => Self::FieldTime,
                Edit::Text(text) => Self::from_text(text),
            },
            WalkStage::Review { .. } if is_stopped(page, today) => Self::ReviewStopped,
            WalkStage::Review { .. } => Self::Review,
            WalkStage::Folder { .. } => Self::Folder,
        }
    }

    fn from_to_do(stage: ToDoStage) -> Self {
        match stage {
            ToDoStage::Items => Self::ToDo,
            ToDoStage::Closing { .. } => Self::Reasons,
            ToDoStage::Certain { .. } => Self::Dialog,
        }
    }

    fn from_plan(stage: &PlanStage) -> Self {
        match stage {
            PlanStage::Activities => Self::Plan,
            PlanStage::State(_) => Self::PlanState,
            PlanStage::Text(_, text) => Self::from_text(text),
            PlanStage::Course { .. } => Self::ProfileLine,
            PlanStage::Report { .. } => Self::Formats,
        }
    }

    fn from_inbox(stage: &InboxStage) -> Self {
        match stage {
            InboxStage::Forms => Self::Inbox,
            InboxStage::Form(_) | InboxStage::State { .. } => Self::InboxForm,
            InboxStage::Removal => Self::Dialog,
            InboxStage::Note(text) => Self::from_text(text),
            InboxStage::Line { .. } => Self::ProfileLine,
        }
    }

    fn from_correction(stage: &CorrectionStage) -> Self {
        match stage {
            CorrectionStage::Rows => Self::Correction,
            CorrectionStage::Choice { .. } | CorrectionStage::Ending { .. } => Self::CorrectionChoice,
            CorrectionStage::Time { .. } => Self::ProfileLine,
            CorrectionStage::Text(text) => Self::from_text(text),
        }
    }

    fn from_text(text: &TextEdit) -> Self {
        match text.mode {
            TextMode::Typing if text.wanted.is_some() => Self::TextSearch,
            TextMode::Typing => Self::FieldText,
            TextMode::Deciding(at) => Self::Findings(FindingActions::from_finding(text.findings.get(at))),
        }
    }
}

/// Whether the form cannot be saved yet: something in it disagrees with the walk, or is missing.
fn is_stopped(page: &WalkPage, today: NaiveDate) -> bool {
    let disagrees = || review::find_blocking(&review::review_form(&page.walk, &page.clearings)).is_some();
    disagrees() || !deidentified::find_objections(&fill::fill_form(&page.walk, today)).is_empty()
}
