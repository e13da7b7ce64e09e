//! Everything the interface knows. Changed only by `update`, drawn by `view`.

mod text;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use tui_input::Input;

pub use self::text::{TextEdit, TextMode};
use super::map::MapPage;
use crate::deid::Scanner;
use crate::deid::screened::Clearings;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerId, AnswerIx, FieldIx, StepIx};
use crate::flow::model::{Flow, Mark, Step, StepKind};
use crate::form::fill;
use crate::profile::key::Key;
use crate::profile::{Layered, Retention};
use crate::session::answer;
use crate::session::change::Change;
use crate::session::event::Event;
use crate::session::period::Period;
use crate::session::walk::{Remaining, Walk};
use crate::store::drafts::DraftId;
use crate::store::list::SavedForm;
use crate::summary::Report;

/// The smallest terminal every page fits in.
pub const SMALLEST: (u16, u16) = (80, 24);

/// The whole state of the interface.
#[derive(Debug)]
pub struct Model {
    /// The day; what laws and forms are dated by.
    pub today: NaiveDate,
    /// Width and height of the terminal.
    pub size: (u16, u16),
    /// The routines that can be walked.
    pub routines: Vec<RoutineCard>,
    /// Walks that were interrupted and can be taken up, the latest first.
    pub drafts: Vec<DraftCard>,
    /// The page shown.
    pub page: Page,
    /// What lies over the page.
    pub overlay: Option<Overlay>,
    /// A line to the user about the latest key; gone with the next one.
    pub notice: Option<String>,
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
    /// Who answers for it, and its version.
    pub origin: String,
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
}

/// Whether the screen is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// It shows its page.
    Off,
    /// It shows nothing of it.
    On,
}

/// Whether what is decided in a walk is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// It is: the walk can be taken up again.
    Kept,
    /// It cannot be.
    NotKept,
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
    /// The local profile.
    Profile(Box<ProfilePage>),
    /// The local picture.
    Picture(Box<PicturePage>),
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

/// A walk in progress.
#[derive(Debug)]
pub struct WalkPage {
    /// The walk.
    pub walk: Walk,
    /// How many questions are left, kept so that drawing need not count.
    pub remaining: Remaining,
    /// Where in the work the user is.
    pub stage: Stage,
    /// What finds identifying text.
    pub scanner: Arc<Scanner>,
    /// Findings the user has cleared in this walk.
    pub clearings: Clearings,
    /// Whether what is decided is kept.
    pub keeping: Keeping,
}

/// The stages of a walk.
#[derive(Debug)]
pub enum Stage {
    /// A step of the routine.
    Step(StepPage),
    /// The form's fields.
    Form {
        /// The row under the cursor; one past the last field is "review and save".
        cursor: usize,
    },
    /// One field of the form.
    Field(FieldPage),
    /// The whole form before it is saved.
    Review {
        /// The first line shown.
        scroll: usize,
    },
    /// Another folder to save in, after saving failed.
    Folder {
        /// What was typed.
        input: Input,
        /// Why saving failed, and what to do.
        problem: String,
    },
}

/// A step of the routine on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepPage {
    /// A passed step that is looked at again; `None` for the step the walk stands at.
    pub focus: Option<StepIx>,
    /// The answer under the cursor.
    pub cursor: usize,
    /// The options chosen so far, in a `choose` step.
    pub chosen: Vec<AnswerIx>,
}

/// A field of the form on the screen.
#[derive(Debug)]
pub struct FieldPage {
    /// The field.
    pub field: FieldIx,
    /// The row in the form to come back to.
    pub row: usize,
    /// What is being edited.
    pub edit: Edit,
}

/// The editing of a field's value.
#[derive(Debug)]
pub enum Edit {
    /// One of several options.
    One {
        /// The option under the cursor.
        cursor: usize,
    },
    /// Any of several options.
    Any {
        /// The option under the cursor.
        cursor: usize,
        /// The options chosen.
        chosen: Vec<AnswerId>,
    },
    /// A day, or a longer stretch of time.
    Time {
        /// The period as it stands.
        period: Period,
        /// How exact it may be.
        grain: Grain,
        /// What was typed, until it is read as a period.
        typed: Input,
    },
    /// Free text.
    Text(Box<TextEdit>),
}

/// How exact a time may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// A day, and nothing else: the day the form is filled in.
    Day,
    /// A week or a month: a day could point a person out.
    Coarse,
    /// A day, a week or a month: no person is concerned.
    Any,
}

/// The local profile on the screen.
#[derive(Debug)]
pub struct ProfilePage {
    /// What is filled in.
    pub layered: Layered,
    /// The keys, in the order shown.
    pub keys: Vec<Key>,
    /// The key under the cursor.
    pub cursor: usize,
    /// What is being filled in.
    pub filling: Filling,
    /// What finds the names of persons.
    pub scanner: Arc<Scanner>,
}

/// What of the profile is being filled in: the key under the cursor, if anything.
#[derive(Debug)]
pub enum Filling {
    /// Nothing.
    Nothing,
    /// One of the key's choices.
    Choosing {
        /// The choice under the cursor.
        cursor: usize,
    },
    /// A line.
    Typing {
        /// What was typed.
        input: Input,
        /// Why it cannot stand, and what to do.
        problem: Option<String>,
    },
}

/// The local picture on the screen.
#[derive(Debug)]
pub struct PicturePage {
    /// What is shown, and by which fineness of time.
    pub report: Report,
    /// Which files were left out, in lines.
    pub left_out: String,
    /// The first line shown.
    pub scroll: usize,
}

impl ProfilePage {
    /// The key under the cursor.
    pub fn key(&self) -> Option<&Key> {
        self.keys.get(self.cursor)
    }
}

/// After saving.
#[derive(Debug)]
pub struct SavedPage {
    /// The walk that was saved.
    pub walk: Walk,
    /// The files.
    pub files: Vec<PathBuf>,
    /// What the routine says to do now.
    pub after: String,
    /// Whom to contact: label and how.
    pub contacts: Vec<(String, String)>,
    /// Acts that are still to be done.
    pub todo: Vec<String>,
    /// The first line shown.
    pub scroll: usize,
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
    /// Whether to remove a walk that was interrupted.
    Remove(DraftCard),
    /// Whether to leave without saving.
    Quit,
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
}

impl Model {
    /// The program as it opens.
    pub fn new(today: NaiveDate, size: (u16, u16), routines: Vec<RoutineCard>) -> Self {
        let page = Page::Start { cursor: 0 };
        Self {
            today,
            size,
            routines,
            drafts: Vec::new(),
            page,
            overlay: None,
            notice: None,
            cover: Cover::Off,
        }
    }

    /// The walk in progress, where there is one.
    pub fn walking(&self) -> Option<&WalkPage> {
        match &self.page {
            Page::Walk(page) => Some(page),
            Page::Start { .. } | Page::Saved(_) | Page::Forms(_) | Page::Profile(_) | Page::Picture(_) => {
                None
            }
        }
    }

    /// Whether a walk is in progress that can be taken up again after leaving.
    pub fn is_kept(&self) -> bool {
        self.walking().is_some_and(|walking| walking.keeping == Keeping::Kept)
    }

    /// The walk in progress, where there is one.
    pub fn walking_mut(&mut self) -> Option<&mut WalkPage> {
        match &mut self.page {
            Page::Walk(page) => Some(page),
            Page::Start { .. } | Page::Saved(_) | Page::Forms(_) | Page::Profile(_) | Page::Picture(_) => {
                None
            }
        }
    }
}

impl WalkPage {
    /// A walk shown at the step, or the form, where it stands.
    pub fn new(walk: Walk, scanner: Arc<Scanner>) -> Self {
        let stage = Stage::Step(StepPage { focus: None, cursor: 0, chosen: Vec::new() });
        let (remaining, clearings) = (walk.remaining(), Clearings::default());
        let mut page = Self { walk, remaining, stage, scanner, clearings, keeping: Keeping::Kept };
        page.settle();
        page
    }

    /// Shows the place where the walk stands, after it has moved.
    pub fn settle(&mut self) {
        self.remaining = self.walk.remaining();
        if self.walk.position().in_form(self.walk.flow()) {
            self.stage = Stage::Form { cursor: 0 };
        } else {
            self.look_at(None);
        }
    }

    /// Shows a passed step, or with `None` the one the walk stands at, with what was answered there.
    pub fn look_at(&mut self, focus: Option<StepIx>) {
        let at = focus.unwrap_or(self.walk.position().at);
        let (cursor, chosen) = match self.walk.position().outcome(at) {
            Some(Outcome::One(answer)) => (answer.index(), Vec::new()),
            Some(Outcome::Many(answers)) => (0, answers.clone()),
            // An act nobody has said anything of is still to be done: a hurried Enter must not claim more.
            Some(Outcome::Passed) | None if self.flow().step(at).is_act() => {
                (Mark::Todo as usize, Vec::new())
            }
            Some(Outcome::Passed) | None => (0, Vec::new()),
        };
        self.stage = Stage::Step(StepPage { focus, cursor, chosen });
    }

    /// The flow that is walked.
    pub fn flow(&self) -> &Flow {
        self.walk.flow()
    }

    /// The step on the screen; at the form, the end step.
    pub fn shown(&self) -> StepIx {
        match &self.stage {
            Stage::Step(page) => page.focus.unwrap_or(self.walk.position().at),
            Stage::Form { .. } | Stage::Field(_) | Stage::Review { .. } | Stage::Folder { .. } => {
                self.walk.position().at
            }
        }
    }

    /// The step on the screen.
    pub fn step(&self) -> &Step {
        self.flow().step(self.shown())
    }

    /// The answers or options offered at the step on the screen, with their places among all of the step's.
    pub fn offered(&self) -> Vec<AnswerIx> {
        match &self.step().kind {
            StepKind::Ask { answers } => (0..answers.len()).map(AnswerIx::nth).collect(),
            StepKind::Choose { options, .. } => {
                let earlier = |asked: StepIx| self.walk.position().outcome(asked);
                answer::offers(options, &earlier).into_iter().map(|(at, _)| at).collect()
            }
            StepKind::Act { .. } => (0..Mark::ALL.len()).map(AnswerIx::nth).collect(),
            StepKind::Tell { .. } | StepKind::End => Vec::new(),
        }
    }

    /// The form's fields on this walk, in order.
    pub fn fields(&self) -> Vec<FieldIx> {
        let sections = &self.flow().form.sections;
        sections.iter().flat_map(|section| fill::visible(&self.walk, &section.fields)).collect()
    }
}
