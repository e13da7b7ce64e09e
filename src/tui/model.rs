//! Everything the interface knows. Changed only by `update`, drawn by `view`.

mod correction;
mod inbox;
mod plan;
mod profile;
mod stray;
mod text;
mod todo;
mod walk;

use std::path::PathBuf;

use chrono::NaiveDate;
use zeroize::Zeroizing;

pub use self::correction::{CorrectionEnding, CorrectionPage, CorrectionStage};
pub use self::inbox::{FormAction, FormCursor, InboxLine, InboxPage, InboxRow, InboxStage};
pub use self::plan::{PlanPage, PlanRow, PlanStage, StateChoice};
pub use self::profile::{ProfileEdit, ProfileOrder, ProfilePage};
pub use self::stray::BeforeStray;
pub use self::text::{TextEdit, TextMode};
pub use self::todo::{ToDoPage, ToDoStage};
pub use self::walk::{DraftStatus, Edit, EnterInTicks, FieldPage, StepPage, WalkPage, WalkStage};
use super::layout::ScreenLayout;
use super::map::MapPage;
use crate::draft::list::DraftId;
use crate::flow::id::StepIx;
use crate::plans::PlanReminder;
use crate::profile::Retention;
use crate::saved_forms::file_to_send;
use crate::session::change::Change;
use crate::session::event::Event;
use crate::session::walk::Walk;
use crate::spelling::Speller;
use crate::store::list::SavedForm;
use crate::summary::{Counts, Report};
use crate::todo::ToDoItem;
use crate::tui::stray_text::StrayText;
use crate::tui::type_ahead::TypeAhead;

/// The smallest terminal every page fits in: columns and rows.
pub const SMALLEST: (u16, u16) = (60, 20);

/// The whole state of the interface.
#[derive(Debug)]
pub struct Model {
    /// The day; what laws and forms are dated by.
    pub today: NaiveDate,
    /// Width and height of the terminal.
    pub size: (u16, u16),
    /// Where things stand on the screen.
    pub layout: ScreenLayout,
    /// The routines that can be walked.
    pub routines: Vec<RoutineCard>,
    /// Walks that were interrupted and can be taken up, the latest first.
    pub drafts: Vec<DraftCard>,
    /// What there is to tell of the user's own action plan; `None` for whoever has none.
    pub reminder: Option<PlanReminder>,
    /// What is left to do after saved forms, the oldest first.
    pub to_do: Vec<ToDoItem>,
    /// Whether it is asked what is the same every time.
    pub first_run: FirstRun,
    /// What looks up how words are spelled.
    pub speller: Speller,
    /// What was copied or cut while writing: it goes nowhere else, and is wiped with the walk.
    pub clipboard: Zeroizing<String>,
    /// The page shown.
    pub page: Page,
    /// What lies over the page.
    pub overlay: Option<Overlay>,
    /// How many lines of a dialog over the page are scrolled out.
    pub dialog_scroll: usize,
    /// A line to the user about the latest key; gone with the next one.
    pub notice: Option<String>,
    /// What was typed in a list to find a row; gone with any other key.
    pub type_ahead: TypeAhead,
    /// What was typed where letters ask for things; gone with any other key.
    pub stray: StrayText,
    /// How things stood when that began; `None` while nothing was typed.
    pub before_stray: Option<BeforeStray>,
    /// Whether everything is hidden from whoever looks over the shoulder.
    pub cover: Cover,
}

/// A routine on the start page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutineCard {
    /// Its id or path, as it is opened by.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whose it is, in few words.
    pub owner: String,
    /// Who answers for it, and its version.
    pub origin: String,
}

impl RoutineCard {
    /// Its title with whose it is first: that tells routines apart where a line is cut.
    pub fn owned_title(&self) -> String {
        if self.owner.is_empty() { self.title.clone() } else { format!("{} · {}", self.owner, self.title) }
    }

    /// Whose it is, or its title where that is not known.
    pub fn owner_or_title(&self) -> &str {
        if self.owner.is_empty() { &self.title } else { &self.owner }
    }
}

/// A walk that was interrupted, on the start page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftCard {
    /// Its draft.
    pub id: DraftId,
    /// The id of its routine.
    pub routine: String,
    /// The routine's title.
    pub title: String,
    /// When it was begun and how far it had come.
    pub says: String,
    /// What was left to do in it, the most pressing first.
    pub left: Vec<String>,
}

/// Whether it is asked what is the same every time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstRun {
    /// It is: nobody has said anything of it.
    Asked,
    /// It is being answered, one question at a time.
    Answering,
    /// It was answered, or it was said that it is not to be asked.
    Over,
}

/// Whether the screen is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// It shows its page.
    Off,
    /// It shows nothing of it.
    On,
}

/// The pages.
#[derive(Debug)]
pub enum Page {
    /// Where the program opens.
    Start {
        /// The routine under the cursor.
        cursor: usize,
    },
    /// A walk in progress.
    Walk(Box<WalkPage>),
    /// After saving.
    Saved(Box<SavedPage>),
    /// The saved forms.
    Forms(FormsPage),
    /// What is left to do after them.
    ToDo(Box<ToDoPage>),
    /// The local profile.
    Profile(Box<ProfilePage>),
    /// The local picture.
    Picture(Box<PicturePage>),
    /// An action plan.
    Plan(Box<PlanPage>),
    /// The inbox.
    Inbox(Box<InboxPage>),
    /// A saved form that is corrected.
    Correction(Box<CorrectionPage>),
}

/// The saved forms, newest first.
#[derive(Debug)]
pub struct FormsPage {
    /// The forms, those that cannot be read among them.
    pub forms: Vec<SavedForm>,
    /// How old they may be before their weeding is brought to mind.
    pub retention: Option<Retention>,
    /// The one under the cursor.
    pub cursor: usize,
}

/// The local picture on the screen.
#[derive(Debug)]
pub struct PicturePage {
    /// What was counted, and by which fineness of time it is shown.
    pub counted: CountedPicture,
    /// Which numbers are shown.
    pub numbers: ShownNumbers,
    /// The first line shown.
    pub scroll: usize,
}

/// Forms that were counted.
#[derive(Debug, Clone)]
pub struct CountedPicture {
    /// Which forms.
    pub of: CountedForms,
    /// The protected picture: what can be written.
    pub report: Report,
    /// The counts as they are, for the screen alone.
    pub counts: Counts,
    /// Which files were left out, in lines.
    pub left_out: String,
}

/// Which forms are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountedForms {
    /// Those that were saved here.
    Saved,
    /// Those that were received here.
    Received,
}

/// Which numbers of a picture are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownNumbers {
    /// Those that may leave the computer.
    Protected,
    /// All of them: working material.
    Whole,
}

/// After saving.
#[derive(Debug)]
pub struct SavedPage {
    /// The walk that was saved.
    pub walk: Walk,
    /// The files.
    pub files: Vec<PathBuf>,
    /// Where they lie.
    pub shelf: SaveLocation,
    /// What the routine says to do now.
    pub after: String,
    /// Whom to contact: label and how.
    pub contacts: Vec<(String, String)>,
    /// Acts that are still to be done.
    pub todo: Vec<String>,
    /// The first line shown.
    pub scroll: usize,
}

impl SavedPage {
    /// The one file to send.
    pub fn to_send(&self) -> Option<&PathBuf> {
        file_to_send(&self.files)
    }
}

/// Where a form was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveLocation {
    /// Among the saved forms that the program lists.
    Listed,
    /// In a folder of the user's own choice.
    Elsewhere,
}

/// What lies over a page.
#[derive(Debug)]
pub enum Overlay {
    /// Why the step is there: reasons, law, source, the routine's own words.
    Why {
        /// The first line shown.
        scroll: usize,
    },
    /// The answers given, to look at and to change.
    Trail {
        /// The step under the cursor.
        cursor: usize,
    },
    /// The acts so far, with their marks.
    Acts {
        /// The act under the cursor.
        cursor: usize,
    },
    /// The reasons not to do an act.
    Reasons {
        /// The act.
        act: StepIx,
        /// The reason under the cursor; none before it is moved, so that a hurried Enter gives no reason.
        cursor: Option<usize>,
    },
    /// Whether an act that goes before everything is done now, before the walk goes on.
    AskedAgain {
        /// The act.
        act: StepIx,
        /// What is asked.
        asks: String,
    },
    /// The map of the routine.
    Map(Box<MapPage>),
    /// What a changed answer would make fall away.
    Change {
        /// The changed answer.
        event: Event,
        /// What falls away.
        change: Change,
    },
    /// The keys of the page.
    Help {
        /// The first line shown.
        scroll: usize,
    },
    /// Something that had to be told, to be read and closed.
    Told {
        /// What it is about.
        heading: &'static str,
        /// What there is to say, a paragraph each.
        text: Vec<String>,
    },
    /// Whether to take up a walk that was interrupted.
    TakeUp {
        /// The walk.
        card: DraftCard,
        /// What else there is to say, a paragraph each.
        text: Vec<String>,
    },
    /// The routines that are not the workplace's own, to walk one.
    Routines {
        /// The routine under the cursor.
        cursor: usize,
    },
    /// The walks that were interrupted, to take one up.
    Drafts {
        /// The walk under the cursor.
        cursor: usize,
    },
    /// Whether to remove a walk that was interrupted.
    Remove(DraftCard),
    /// Whether to leave without saving.
    Quit,
    /// Whether to leave and remove the walk.
    RemoveWalk,
    /// A saved form to read.
    Form {
        /// The first line shown.
        scroll: usize,
    },
    /// The formats a saved form can be written in.
    Formats {
        /// The format under the cursor.
        cursor: usize,
    },
    /// Whether to delete a saved form for good.
    Delete,
    /// Whether to let go of a text that has been typed.
    LetGo,
    /// What can be said more coarsely, where only a few people can be meant.
    Coarsen {
        /// The detail under the cursor; none before it is moved, so that a hurried Enter changes nothing.
        cursor: Option<usize>,
    },
    /// Whether to save a form that says next to nothing.
    Blank,
    /// Whether to keep the finding under the cursor as it stands.
    Keep,
}

impl Overlay {
    /// Whether it tells or asks something, and has no list or scroll of its own.
    pub fn is_dialog(&self) -> bool {
        match self {
            Self::Change { .. }
            | Self::Told { .. }
            | Self::TakeUp { .. }
            | Self::Remove(_)
            | Self::Quit
            | Self::RemoveWalk
            | Self::Delete
            | Self::AskedAgain { .. }
            | Self::LetGo
            | Self::Blank
            | Self::Keep => true,
            Self::Why { .. }
            | Self::Trail { .. }
            | Self::Acts { .. }
            | Self::Reasons { .. }
            | Self::Map(_)
            | Self::Help { .. }
            | Self::Drafts { .. }
            | Self::Routines { .. }
            | Self::Form { .. }
            | Self::Coarsen { .. }
            | Self::Formats { .. } => false,
        }
    }
}

/// Whether a terminal of this width and height is too small for the pages. Keys then do nothing but leave, so that nothing is
/// decided unseen.
pub fn is_too_small(size: (u16, u16)) -> bool {
    size.0 < SMALLEST.0 || size.1 < SMALLEST.1
}

impl Model {
    /// The program as it opens.
    pub fn new(today: NaiveDate, size: (u16, u16), routines: Vec<RoutineCard>) -> Self {
        let page = Page::Start { cursor: 0 };
        Self {
            today,
            size,
            layout: ScreenLayout::default(),
            routines,
            drafts: Vec::new(),
            reminder: None,
            to_do: Vec::new(),
            first_run: FirstRun::Over,
            speller: Speller::default(),
            clipboard: Zeroizing::default(),
            page,
            overlay: None,
            dialog_scroll: 0,
            notice: None,
            type_ahead: TypeAhead::default(),
            stray: StrayText::default(),
            before_stray: None,
            cover: Cover::Off,
        }
    }

    /// The walk in progress, where there is one.
    pub fn walking(&self) -> Option<&WalkPage> {
        let Page::Walk(page) = &self.page else { return None };
        Some(page)
    }

    /// Whether a step of the routine is on the screen, with nothing over it: what is read there can be scrolled.
    pub fn shows_step(&self) -> bool {
        self.overlay.is_none()
            && self.walking().is_some_and(|walking| matches!(walking.stage, WalkStage::Step(_)))
    }

    /// Whether a walk is in progress that can be taken up again after leaving.
    pub fn is_kept(&self) -> bool {
        self.walking().is_some_and(|walking| walking.keeping == DraftStatus::Kept)
    }

    /// The walk in progress, where there is one.
    pub fn walking_mut(&mut self) -> Option<&mut WalkPage> {
        let Page::Walk(page) = &mut self.page else { return None };
        Some(page)
    }
}
