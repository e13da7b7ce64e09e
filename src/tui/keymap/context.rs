//! Where keys mean the same, and which of those places is on the screen.

use super::training;
use crate::deid::Finding;
use crate::flow::model::StepKind;
use crate::tui::model::{
    CorrectionStage, Edit, FirstRun, InboxStage, Model, Overlay, Page, PlanStage, ProfileEdit, TextEdit,
    TextMode, ToDoStage, WalkStage,
};
use crate::tui::start;

/// Where keys mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// The start page.
    Start,
    /// The start page, where nobody has said what is the same every time.
    StartFirst,
    /// The start page, on a walk that was interrupted.
    StartDraft,
    /// A question with one answer.
    Ask,
    /// A question with one answer, looked at again.
    AskedBefore,
    /// A question with several.
    Choose,
    /// An act.
    Act,
    /// An act, looked at again.
    ActedBefore,
    /// Something to know.
    Tell,
    /// The form's fields.
    Form,
    /// The form's fields, on a row of free text.
    FormText,
    /// A field with one option.
    FieldOne,
    /// A field with several.
    FieldAny,
    /// A day or a period.
    FieldTime,
    /// Free text being typed.
    FieldText,
    /// What to search for in free text being typed.
    TextSearch,
    /// The findings in free text being decided.
    Findings(FindingActions),
    /// The form before saving.
    Review,
    /// A folder being typed.
    Folder,
    /// After saving.
    Saved,
    /// The saved forms.
    Forms,
    /// What is left to do after the saved forms.
    ToDo,
    /// The formats a saved form can be written in, over the page; or the follow-ups of a plan.
    Formats,
    /// What can be said more coarsely, over the page.
    Coarsen,
    /// The local profile.
    Profile,
    /// A value of the profile being chosen.
    ProfileChoice,
    /// A value of the profile being typed.
    ProfileLine,
    /// The local picture.
    Picture,
    /// The activities of an action plan.
    Plan,
    /// How far an activity has come.
    PlanState,
    /// The received forms.
    Inbox,
    /// One of them, or a choice about it.
    InboxForm,
    /// A saved form that is corrected.
    Correction,
    /// What one of its rows can say, or how it ends.
    CorrectionChoice,
    /// A text to read, over the page.
    Reader,
    /// The answers given, over the page.
    Trail,
    /// The acts, over the page.
    Acts,
    /// The reasons not to do an act, over the page.
    Reasons,
    /// Whether an act is done now, over the page.
    AskedAgain,
    /// The map, over the page.
    Map,
    /// What to search for on the map being typed.
    MapSearch,
    /// Somewhere in a training.
    Training(training::TrainingContext),
    /// A yes or no, over the page.
    Dialog,
    /// Whether a finding is to be kept, over the page: answered by no letter that a text could hold.
    Keep,
    /// The walks that were interrupted, over the page.
    Drafts,
    /// Whether to take up a walk, over the page.
    TakeUp,
    /// Whether to leave a walk that is kept, over the page.
    Leave,
}

/// What can be done with the finding under the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingActions {
    /// Anything.
    Coarsely,
    /// It can be masked or kept: there is nothing coarser to say.
    Plainly,
    /// Nothing: every finding is decided.
    Over,
}

impl Context {
    /// Every place.
    #[cfg(test)]
    pub(super) fn every() -> impl Iterator<Item = Self> {
        let findings =
            [FindingActions::Coarsely, FindingActions::Plainly, FindingActions::Over].map(Self::Findings);
        let training = training::TrainingContext::ALL.map(Self::Training);
        SINGLE.into_iter().chain(findings).chain(training)
    }

    /// Whether text is typed there.
    pub fn is_typing(self) -> bool {
        matches!(
            self,
            Self::FormText
                | Self::FieldTime
                | Self::FieldText
                | Self::TextSearch
                | Self::Folder
                | Self::ProfileLine
                | Self::MapSearch
                | Self::Training(training::TrainingContext::Count)
        )
    }

    /// The context of what is on the screen.
    pub fn from_model(model: &Model) -> Self {
        match &model.overlay {
            Some(
                Overlay::Why { .. } | Overlay::Help { .. } | Overlay::Told { .. } | Overlay::Form { .. },
            ) => return Self::Reader,
            Some(Overlay::Formats { .. }) => return Self::Formats,
            Some(Overlay::Coarsen { .. }) => return Self::Coarsen,
            Some(Overlay::Trail { .. }) => return Self::Trail,
            Some(Overlay::Drafts { .. }) => return Self::Drafts,
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
            Page::ToDo(page) if page.stage != ToDoStage::Items => Self::Reasons,
            Page::ToDo(_) => Self::ToDo,
            Page::Picture(_) => Self::Picture,
            Page::Plan(page) => Self::from_plan(&page.stage),
            Page::Inbox(page) => Self::from_inbox(&page.stage),
            Page::Correction(page) => Self::from_correction(&page.stage),
            Page::Profile(page) => match page.filling {
                ProfileEdit::Nothing => Self::Profile,
                ProfileEdit::Choosing { .. } => Self::ProfileChoice,
                ProfileEdit::Typing { .. } => Self::ProfileLine,
            },
            Page::Walk(page) => match &page.stage {
                WalkStage::Step(step) => match (&page.current_step().kind, step.focus) {
                    (StepKind::Ask { .. }, None) => Self::Ask,
                    (StepKind::Ask { .. }, Some(_)) => Self::AskedBefore,
                    (StepKind::Choose { .. }, _) => Self::Choose,
                    (StepKind::Act { .. }, None) => Self::Act,
                    (StepKind::Act { .. }, Some(_)) => Self::ActedBefore,
                    (StepKind::Tell { .. } | StepKind::End, _) => Self::Tell,
                },
                WalkStage::Form { cursor } if page.is_text_row(*cursor) => Self::FormText,
                WalkStage::Form { .. } => Self::Form,
                WalkStage::Field(field) => match field.edit {
                    Edit::One { .. } => Self::FieldOne,
                    Edit::Any { .. } => Self::FieldAny,
                    Edit::Time { .. } => Self::FieldTime,
                    Edit::Text(ref text) => Self::from_text(text),
                },
                WalkStage::Review { .. } => Self::Review,
                WalkStage::Folder { .. } => Self::Folder,
            },
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
            InboxStage::Form(_) | InboxStage::State { .. } | InboxStage::Removal { .. } => Self::InboxForm,
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

impl FindingActions {
    fn from_finding(finding: Option<&Finding>) -> Self {
        match finding.map(|finding| &finding.coarser) {
            Some(Some(_)) => Self::Coarsely,
            Some(None) => Self::Plainly,
            None => Self::Over,
        }
    }
}

/// Every place but those of findings and trainings.
#[cfg(test)]
const SINGLE: [Context; 45] = [
    Context::Start,
    Context::StartFirst,
    Context::StartDraft,
    Context::Ask,
    Context::AskedBefore,
    Context::Choose,
    Context::Act,
    Context::ActedBefore,
    Context::Tell,
    Context::Form,
    Context::FormText,
    Context::FieldOne,
    Context::FieldAny,
    Context::FieldTime,
    Context::FieldText,
    Context::TextSearch,
    Context::Review,
    Context::Folder,
    Context::Saved,
    Context::Forms,
    Context::ToDo,
    Context::Formats,
    Context::Coarsen,
    Context::Profile,
    Context::ProfileChoice,
    Context::ProfileLine,
    Context::Picture,
    Context::Plan,
    Context::PlanState,
    Context::Inbox,
    Context::InboxForm,
    Context::Correction,
    Context::CorrectionChoice,
    Context::Reader,
    Context::Trail,
    Context::Acts,
    Context::Reasons,
    Context::AskedAgain,
    Context::Map,
    Context::MapSearch,
    Context::Dialog,
    Context::Keep,
    Context::Drafts,
    Context::TakeUp,
    Context::Leave,
];
