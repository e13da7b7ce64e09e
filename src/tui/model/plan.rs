//! An action plan on the screen: its activities, one of them being noted, and the follow-up being written.

use std::sync::Arc;

use super::TextEdit;
use crate::deid::Scanner;
use crate::deid::screened::Clearings;
use crate::plan::progress::ActivityState;
use crate::plan::{Activity, FollowUpPoint};
use crate::plans::OpenPlan;
use crate::present::plan::points_of;
use crate::tui::editor::Editor;

/// An action plan.
#[derive(Debug)]
pub struct PlanPage {
    /// The plan with what is noted of it.
    pub open: OpenPlan,
    /// What finds identifying text.
    pub scanner: Arc<Scanner>,
    /// Findings the user has kept, activity by activity.
    pub clearings: Clearings,
    /// The row under the cursor, in the list of activities.
    pub cursor: usize,
    /// What is done with the plan.
    pub stage: PlanStage,
}

/// What is done with a plan.
#[derive(Debug)]
pub enum PlanStage {
    /// Its activities are looked at.
    Activities,
    /// One of them is read, and how far it has come is said.
    State(StateChoice),
    /// A text to it is typed.
    Text(StateChoice, Box<TextEdit>),
    /// The numbers of the web course are typed.
    Course {
        /// What was typed.
        input: Editor,
        /// Why it cannot stand, and what to do.
        problem: Option<String>,
    },
    /// A follow-up is chosen, to be written.
    Report {
        /// The point under the cursor; one past the last is the whole plan.
        cursor: usize,
    },
}

/// How far an activity has come, being said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateChoice {
    /// The activity, by its place among all.
    pub activity: usize,
    /// The point, by its place among those of the activity.
    pub point: usize,
    /// The state under the cursor.
    pub cursor: usize,
    /// The first line shown of what is said of the activity.
    pub scroll: usize,
}

/// A row of the list.
#[derive(Debug, Clone, Copy)]
pub enum PlanRow<'p> {
    /// An activity.
    Activity(&'p Activity),
    /// The web course.
    Course,
    /// The follow-up.
    Report,
}

impl PlanPage {
    /// A plan as it is opened.
    pub fn new(open: OpenPlan, scanner: Arc<Scanner>) -> Self {
        Self { open, scanner, clearings: Clearings::default(), cursor: 0, stage: PlanStage::Activities }
    }

    /// The rows of the list, in the order shown.
    pub fn rows(&self) -> impl Iterator<Item = PlanRow<'_>> {
        let activities = self.open.plan.activities().map(PlanRow::Activity);
        activities.chain([PlanRow::Course, PlanRow::Report])
    }

    /// The activity and the point that are chosen.
    pub fn chosen(&self, choice: StateChoice) -> Option<(&Activity, &FollowUpPoint)> {
        let activity = self.open.plan.activities().nth(choice.activity)?;
        let point = points_of(&self.open.plan, activity).into_iter().nth(choice.point)?;
        Some((activity, point))
    }

    /// The text being typed, where one is.
    pub fn text(&self) -> Option<&TextEdit> {
        match &self.stage {
            PlanStage::Text(_, text) => Some(text),
            PlanStage::Activities
            | PlanStage::State(_)
            | PlanStage::Course { .. }
            | PlanStage::Report { .. } => None,
        }
    }
}

impl StateChoice {
    /// The state under the cursor.
    pub fn state(self) -> Option<ActivityState> {
        ActivityState::ALL.get(self.cursor).copied()
    }
}
