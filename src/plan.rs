//! The local action plan: what a board has promised to do, who answers for it, and when it is followed up. Read from a file,
//! as routines are; how far each activity has come is noted apart, in [`progress`].

mod person;
pub mod progress;
mod read;
pub mod shape;

use chrono::NaiveDate;

use crate::deid::Scanner;
use crate::diagnostic::Diagnostic;
use crate::flow::lower::fields::FileNoun;
use crate::flow::lower::shape_check::{self, ShapedFile};
use crate::source::{FileId, SourceFile};

/// A plan for a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The municipality.
    pub publisher: String,
    /// The board that answers for it.
    pub board: String,
    /// The year.
    pub year: u16,
    /// What a reader is to know first.
    pub notice: Option<String>,
    /// What the plan says of why anything is done, shown beside the activities that need it.
    pub principle: Option<String>,
    /// When it is followed up, in order.
    pub points: Vec<FollowUpPoint>,
    /// Its areas, in order.
    pub areas: Vec<PlanArea>,
    /// Headings for its yearly revision.
    pub revision: Vec<String>,
    /// What hinders nothing and should be looked at: where a comment cuts a text, where a day lies far from the year.
    pub remarks: Vec<Diagnostic>,
}

/// A point in the year when the plan is followed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpPoint {
    /// Its id.
    pub id: String,
    /// What it is called: `Tertialrapport 2`.
    pub label: String,
    /// The day it is due, where the plan says.
    pub due: Option<NaiveDate>,
}

/// An area of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanArea {
    /// Its heading.
    pub title: String,
    /// Its activities, in order.
    pub activities: Vec<Activity>,
}

/// Something that is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Its id.
    pub id: String,
    /// What is to be done.
    pub text: String,
    /// The function that answers for it; never a person. `None` where the plan does not say.
    pub responsible: Option<String>,
    /// When, in the plan's own words.
    pub time: Option<String>,
    /// The day it is to begin, where the plan says.
    pub starts: Option<NaiveDate>,
    /// The day it is to be done, where the plan says.
    pub due: Option<NaiveDate>,
    /// When it is followed up: places among the plan's points.
    pub follow_up: Vec<usize>,
    /// How it is measured.
    pub measure: Option<String>,
    /// What is aimed at.
    pub goal: Option<String>,
    /// Whether the plan's principle is shown beside it.
    pub shows_principle: bool,
}

/// Whether a text is that of a plan, told by its key `plan` at the start of a line.
pub fn is_plan(text: &str) -> bool {
    text.starts_with("plan:") || text.contains("\nplan:")
}

/// Reads a plan. Who answers for an activity is held against `scanner`: a function, never a person.
///
/// # Errors
/// Every fault of its text, else every fault of its shape, else everything in it that cannot be meant.
pub fn read_plan(file: &SourceFile, scanner: &Scanner) -> Result<Plan, Vec<Diagnostic>> {
    read::plan_from_file(&parse_plan(file)?, Some(scanner))
}

/// Reads a plan for its days and nothing else, as quickly as can be: who answers for what is not looked at.
///
/// # Errors
/// As [`read_plan`], but for whoever is named as responsible.
pub fn read_schedule(file: &SourceFile) -> Result<Plan, Vec<Diagnostic>> {
    read::plan_from_file(&parse_plan(file)?, None)
}

/// The text of a plan that reads without a fault: the only text that is written as a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanText(String);

impl PlanText {
    /// The text of a copy under another id, without the comments at the original's head, which are about that.
    ///
    /// # Errors
    /// Every fault of the original, or of the copy.
    pub fn copy_plan(original: &SourceFile, id: &str, scanner: &Scanner) -> Result<Self, Vec<Diagnostic>> {
        let place = parse_plan(original)?.tree.get("id").map(|node| node.span).unwrap_or_default();
        let text = original.text();
        let is_head = |line: &&str| line.trim().is_empty() || line.starts_with('#');
        let head: usize = text.split_inclusive('\n').take_while(is_head).map(str::len).sum();
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let body = format!("{}{id}{}", part(head.min(place.start), place.start), part(place.end, text.len()));
        let copy = format!("# Vår handlingsplan. `stegvis plan check {id}` säger vad som är fel.\n\n{body}");
        read_plan(&SourceFile::new(original.name(), &copy), scanner)?;
        Ok(Self(copy))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn parse_plan(file: &SourceFile) -> Result<ShapedFile, Vec<Diagnostic>> {
    shape_check::parse_shape(file, FileId::MAIN, &shape::PLAN, FileNoun { the: "planen", any: "En plan" })
}

impl Plan {
    /// Every activity, in order.
    pub fn activities(&self) -> impl Iterator<Item = &Activity> {
        self.areas.iter().flat_map(|area| &area.activities)
    }

    /// The activity with this id.
    pub fn find_activity(&self, id: &str) -> Option<&Activity> {
        self.activities().find(|activity| activity.id == id)
    }

    /// The place of the point with this id.
    pub fn find_point(&self, id: &str) -> Option<usize> {
        self.points.iter().position(|point| point.id == id)
    }
}
