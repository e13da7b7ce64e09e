//! A walk in progress: the step, the form or the field on the screen, and what is kept with it.

use std::sync::Arc;

use chrono::NaiveDate;

use super::TextEdit;
use crate::deid::Scanner;
use crate::deid::screened::Clearings;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerId, AnswerIx, FieldIx, StepIx};
use crate::flow::model::{FieldKind, FieldNeed, Flow, Mark, Step};
use crate::form::fill;
use crate::present::Choices;
use crate::session::period::Period;
use crate::session::spoken_time::TimePrecision;
use crate::session::walk::{Remaining, Walk};
use crate::tui::editor::Editor;

/// A walk in progress.
#[derive(Debug)]
pub struct WalkPage {
    /// The walk.
    pub walk: Walk,
    /// How many questions are left, kept so that drawing need not count.
    pub remaining: Remaining,
    /// Where in the work the user is.
    pub stage: WalkStage,
    /// What finds identifying text.
    pub scanner: Arc<Scanner>,
    /// Findings the user has kept in this walk, field by field: what is kept in one is to be decided in another.
    pub clearings: Clearings,
    /// Whether what is decided is kept.
    pub keeping: DraftStatus,
}

/// The stages of a walk.
#[derive(Debug)]
pub enum WalkStage {
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
        input: Editor,
        /// Why saving failed, and what to do.
        problem: String,
    },
}

/// A step of the routine on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepPage {
    /// A passed step that is looked at again; `None` for the step the walk stands at.
    pub focus: Option<StepIx>,
    /// The answer under the cursor; none before it is moved where nothing was answered: a hurried Enter answers nothing, and goes on
    /// from a `choose` step.
    pub cursor: Option<usize>,
    /// The options chosen so far, in a `choose` step.
    pub chosen: Vec<AnswerIx>,
    /// What Enter does, in a `choose` step.
    pub enter: EnterInTicks,
}

/// What Enter does in a list of ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnterInTicks {
    /// It ticks the row that the cursor was moved to, or takes its tick away.
    TickRow,
    /// It goes on: the cursor was not moved since the last tick.
    GoOn,
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
        /// The option under the cursor; none before anything is chosen, so that a hurried Enter says nothing.
        cursor: Option<usize>,
    },
    /// Any of several options.
    Any {
        /// The option under the cursor; none before it is moved.
        cursor: Option<usize>,
        /// The options chosen.
        chosen: Vec<AnswerId>,
        /// What Enter does.
        enter: EnterInTicks,
    },
    /// A day, or a longer stretch of time.
    Time {
        /// The period as it stands.
        period: Period,
        /// The day that stays where week, month and day take turns, so that whoever goes round comes back to where they were.
        day: NaiveDate,
        /// How exact it may be.
        grain: TimePrecision,
        /// What was typed, until it is read as a period.
        typed: Editor,
    },
    /// Free text.
    Text(Box<TextEdit>),
}

/// Whether what is decided in a walk is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftStatus {
    /// It is: the walk can be taken up again.
    Kept,
    /// It cannot be.
    NotKept,
}

impl WalkPage {
    /// A walk shown at the step, or the form, where it stands.
    pub fn new(walk: Walk, scanner: Arc<Scanner>) -> Self {
        let stage = WalkStage::Step(StepPage {
            focus: None,
            cursor: None,
            chosen: Vec::new(),
            enter: EnterInTicks::GoOn,
        });
        let (remaining, clearings) = (walk.remaining(), Clearings::default());
        let mut page = Self { walk, remaining, stage, scanner, clearings, keeping: DraftStatus::Kept };
        page.show_current();
        page
    }

    /// Shows the place where the walk stands, after it has moved.
    pub fn show_current(&mut self) {
        self.remaining = self.walk.remaining();
        if self.walk.position().in_form(self.walk.flow()) {
            self.stage = WalkStage::Form { cursor: self.next_open_row(0) };
        } else {
            self.show_step(None);
        }
    }

    /// Shows a passed step, or with `None` the one the walk stands at, with what was answered there.
    pub fn show_step(&mut self, focus: Option<StepIx>) {
        let at = focus.unwrap_or(self.walk.position().at);
        let (cursor, chosen) = match self.walk.position().outcome(at) {
            Some(Outcome::One(answer)) => (Some(answer.index()), Vec::new()),
            Some(Outcome::Many(answers)) => (None, answers.clone()),
            // An act nobody has said anything of is still to be done: a hurried Enter must not claim more.
            Some(Outcome::Passed) | None if self.flow().step(at).is_act() => {
                (Some(Mark::Todo as usize), Vec::new())
            }
            Some(Outcome::Passed) | None => (fill::begun_answer(&self.walk, at), self.walk.kept_ticks(at)),
        };
        self.stage = WalkStage::Step(StepPage { focus, cursor, chosen, enter: EnterInTicks::GoOn });
    }

    /// The flow that is walked.
    pub fn flow(&self) -> &Flow {
        self.walk.flow()
    }

    /// The step on the screen; at the form, the end step.
    pub fn shown_step(&self) -> StepIx {
        match &self.stage {
            WalkStage::Step(page) => page.focus.unwrap_or(self.walk.position().at),
            WalkStage::Form { .. }
            | WalkStage::Field(_)
            | WalkStage::Review { .. }
            | WalkStage::Folder { .. } => self.walk.position().at,
        }
    }

    /// The field on the screen; `None` where none is being filled in.
    pub fn shown_field(&self) -> Option<FieldIx> {
        match &self.stage {
            WalkStage::Field(page) => Some(page.field),
            WalkStage::Step(_)
            | WalkStage::Form { .. }
            | WalkStage::Review { .. }
            | WalkStage::Folder { .. } => None,
        }
    }

    /// The step on the screen.
    pub fn current_step(&self) -> &Step {
        self.flow().step(self.shown_step())
    }

    /// The answers or options offered at the step on the screen, with their places among all of the step's.
    pub fn offered_answers(&self) -> Vec<AnswerIx> {
        match self.choices() {
            Choices::Mark { bare, .. } => bare.iter().map(|mark| AnswerIx::nth(*mark as usize)).collect(),
            Choices::One(options) | Choices::Any { options, .. } => {
                options.iter().map(|option| option.at).collect()
            }
            Choices::Nothing => Vec::new(),
        }
    }

    /// What can be chosen at the step on the screen.
    pub fn choices(&self) -> Choices<'_> {
        Choices::from_walk(&self.walk, self.shown_step())
    }

    /// The form's fields on this walk, in order.
    pub fn fields(&self) -> Vec<FieldIx> {
        let sections = &self.flow().form.sections;
        sections.iter().flat_map(|section| fill::visible_fields(&self.walk, &section.fields)).collect()
    }

    /// The row of the first field from `from` on in which nothing stands. After all of them the row of one that must be filled
    /// in, or else that of the review.
    pub fn next_open_row(&self, from: usize) -> usize {
        let fields = self.fields();
        let open = |at: &FieldIx| self.is_open(*at);
        let must = |at: &FieldIx| open(at) && self.flow().form.field(*at).need == FieldNeed::Required;
        let after = fields.iter().skip(from).position(open).map(|row| row + from);
        after.or_else(|| fields.iter().position(must)).unwrap_or(fields.len())
    }

    /// Whether a row of the form is a field of free text.
    pub fn is_text_row(&self, row: usize) -> bool {
        let field = self.fields().get(row).map(|at| self.flow().form.field(*at));
        field.is_some_and(|field| matches!(field.kind, FieldKind::Text { .. }))
    }

    /// Goes to the first open field of the section after the one `row` stands in, where the fields are shown.
    pub fn leave_to_next_group(&mut self, row: usize) {
        if let WalkStage::Form { .. } = self.stage {
            self.stage = WalkStage::Form { cursor: self.next_group_row(row) };
        }
    }

    /// The row of the first field after `row` in a later section in which nothing stands.
    pub fn next_group_row(&self, row: usize) -> usize {
        self.next_open_row(self.group_ends().find(|end| *end > row).unwrap_or(row))
    }

    /// The row that the group of a row begins with; where the row is that, the one that the group before begins with.
    pub fn previous_group_row(&self, row: usize) -> usize {
        std::iter::once(0).chain(self.group_ends()).take_while(|start| *start < row).last().unwrap_or(0)
    }

    /// The rows that come after each group of fields.
    fn group_ends(&self) -> impl Iterator<Item = usize> {
        let sections = self.flow().form.sections.iter();
        let counts = sections.map(|section| fill::visible_fields(&self.walk, &section.fields).count());
        counts.scan(0, |ends, count| {
            *ends += count;
            Some(*ends)
        })
    }

    /// How many fields that are filled in by hand have nothing in them.
    pub fn open_fields(&self) -> usize {
        self.fields().into_iter().filter(|at| self.is_open(*at)).count()
    }

    /// Whether nothing stands in a field that is filled in by hand.
    fn is_open(&self, at: FieldIx) -> bool {
        match self.flow().form.field(at).kind {
            FieldKind::Choice { .. } | FieldKind::Choices { .. } => {
                fill::chosen_options(&self.walk, at).is_empty()
                    && !self.walk.position().fields.contains_key(&at)
            }
            FieldKind::Text { .. } | FieldKind::Planned { .. } => {
                !self.walk.position().fields.contains_key(&at)
            }
            FieldKind::Date { .. } | FieldKind::Period { .. } | FieldKind::Acts => false,
        }
    }
}
