//! Where keys mean the same.

use super::training;
use crate::deid::Finding;

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
    /// The same, with the cursor moved to a row.
    ChooseRow,
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
    /// The same, with the cursor moved to a row.
    FieldAnyRow,
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
    /// The same, where something in it stops it from being saved.
    ReviewStopped,
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
    /// The same, with the cursor moved to a row.
    CoarsenRow,
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
    /// The routines that are not the workplace's own.
    Routines,
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

    /// Whether letters go to a row of a list there.
    pub fn is_list(self) -> bool {
        matches!(
            self,
            Self::FieldOne
                | Self::FieldAny
                | Self::FieldAnyRow
                | Self::ProfileChoice
                | Self::CorrectionChoice
        )
    }

    /// Whether letters ask for things there: nothing is typed, looked for or begun with them.
    pub fn has_letter_commands(self) -> bool {
        let begins_text = matches!(self, Self::Form | Self::Profile | Self::Correction);
        !(self.is_typing() || self.is_list() || begins_text)
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
                | Self::Training(training::TrainingContext::Count | training::TrainingContext::LobbySearch)
        )
    }
}

impl FindingActions {
    /// What can be done with a finding, or where there is none left.
    pub fn from_finding(finding: Option<&Finding>) -> Self {
        match finding.map(|finding| &finding.coarser) {
            Some(Some(_)) => Self::Coarsely,
            Some(None) => Self::Plainly,
            None => Self::Over,
        }
    }
}

/// Every place but those of findings and trainings.
#[cfg(test)]
const SINGLE: [Context; 50] = [
    Context::Start,
    Context::StartFirst,
    Context::StartDraft,
    Context::Ask,
    Context::AskedBefore,
    Context::Choose,
    Context::ChooseRow,
    Context::Act,
    Context::ActedBefore,
    Context::Tell,
    Context::Form,
    Context::FormText,
    Context::FieldOne,
    Context::FieldAny,
    Context::FieldAnyRow,
    Context::FieldTime,
    Context::FieldText,
    Context::TextSearch,
    Context::Review,
    Context::ReviewStopped,
    Context::Folder,
    Context::Saved,
    Context::Forms,
    Context::ToDo,
    Context::Formats,
    Context::Coarsen,
    Context::CoarsenRow,
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
    Context::Routines,
    Context::TakeUp,
    Context::Leave,
];
