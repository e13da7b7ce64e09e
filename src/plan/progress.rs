//! How far the activities of a plan have come: what was noted, one note at a time; the last one stands, and what came before it
//! is kept.

use chrono::NaiveDate;

use super::{Activity, FollowUpPoint, Plan};
use crate::deid::screened::Screened;

/// The longest text that is noted of an activity, in characters.
pub const LONGEST_TEXT: usize = 500;

/// How far an activity has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActivityState {
    /// Nothing has been done.
    NotStarted,
    /// It goes on.
    Ongoing,
    /// It is done.
    Done,
    /// It will not be done.
    Dropped,
}

impl ActivityState {
    /// All, in the order they come.
    pub const ALL: [Self; 4] = [Self::NotStarted, Self::Ongoing, Self::Done, Self::Dropped];

    /// The id: what is typed and written.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotStarted => "inte-paborjad",
            Self::Ongoing => "pagar",
            Self::Done => "klar",
            Self::Dropped => "utgar",
        }
    }

    /// The words shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::NotStarted => "inte påbörjad",
            Self::Ongoing => "pågår",
            Self::Done => "klar",
            Self::Dropped => "utgår",
        }
    }

    /// The state that a word means: its id, or its words.
    pub fn find_state(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == word || state.label() == word)
    }

    /// Whether nothing is left to do.
    pub fn is_settled(self) -> bool {
        match self {
            Self::Done | Self::Dropped => true,
            Self::NotStarted | Self::Ongoing => false,
        }
    }
}

/// Something noted of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanEntry {
    /// The plan's id.
    pub plan: String,
    /// The plan's year.
    pub year: u16,
    /// The day it was noted.
    pub day: NaiveDate,
    /// What.
    pub note: PlanNote,
}

impl PlanEntry {
    /// Takes the text out of a note of the same activity at the same point as another, where the other has another text or none;
    /// `None` where there is none to take.
    pub fn take_text_replaced_by(&mut self, other: &Self) -> Option<Screened> {
        let is_same_plan = self.plan == other.plan && self.year == other.year;
        let (PlanNote::Progress(own), PlanNote::Progress(other)) = (&mut self.note, &other.note) else {
            return None;
        };
        let is_same_place = is_same_plan && own.activity == other.activity && own.point == other.point;
        // What was kept when it was written is no part of what stands on the disk.
        let text = |progress: &ActivityProgress| progress.text.as_ref().map(|text| text.text().to_owned());
        if !is_same_place || text(own) == text(other) {
            return None;
        }
        own.text.take()
    }
}

/// What can be noted of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanNote {
    /// How far an activity had come at a point.
    Progress(ActivityProgress),
    /// How many persons have begun or finished the web course, of how many employees: counted elsewhere, noted by hand.
    Course(CourseCount),
}

/// How far an activity had come at a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityProgress {
    /// The activity's id.
    pub activity: String,
    /// The point's id.
    pub point: String,
    /// How far.
    pub state: ActivityState,
    /// A short text; has passed the gate.
    pub text: Option<Screened>,
}

/// Persons and employees, each a number that somebody else has counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CourseCount {
    /// Persons who have begun or finished the course.
    pub persons: u32,
    /// Employees.
    pub employees: u32,
}

impl CourseCount {
    /// What persons and employees are written as, which cannot be more than there are: `242/1000`.
    pub fn parse_count(text: &str) -> Option<Self> {
        let (persons, employees) = text.split_once('/')?;
        let count = Self { persons: persons.trim().parse().ok()?, employees: employees.trim().parse().ok()? };
        (count.employees > 0 && count.persons <= count.employees).then_some(count)
    }

    /// The share in whole per cent; `None` where there are no employees, or more persons than employees.
    pub fn percent(self) -> Option<u32> {
        let Self { persons, employees } = self;
        (employees > 0 && persons <= employees).then(|| {
            let (persons, employees) = (u64::from(persons), u64::from(employees));
            u32::try_from((persons * 100 + employees / 2) / employees).unwrap_or(100)
        })
    }
}

/// The notes of one plan, the oldest first.
#[derive(Debug, Clone, Default)]
pub struct PlanProgress {
    entries: Vec<PlanEntry>,
}

impl PlanProgress {
    /// Those of the entries that are about the plan and its year.
    pub fn of_plan(plan: &Plan, entries: Vec<PlanEntry>) -> Self {
        let own = |entry: &PlanEntry| entry.plan == plan.id && entry.year == plan.year;
        Self { entries: entries.into_iter().filter(own).collect() }
    }

    /// Everything noted of an activity, with the day, the oldest first.
    pub fn history<'p>(&'p self, activity: &Activity) -> Vec<(NaiveDate, &'p ActivityProgress)> {
        let noted = self.entries.iter().filter_map(|entry| match &entry.note {
            PlanNote::Progress(progress) if progress.activity == activity.id => Some((entry.day, progress)),
            PlanNote::Progress(_) | PlanNote::Course(_) => None,
        });
        noted.collect()
    }

    /// What stands of an activity at a point.
    pub fn at_point<'p>(
        &'p self,
        activity: &Activity,
        point: &FollowUpPoint,
    ) -> Option<(NaiveDate, &'p ActivityProgress)> {
        self.history(activity).into_iter().rfind(|(_, progress)| progress.point == point.id)
    }

    /// What was noted last of an activity.
    pub fn latest<'p>(&'p self, activity: &Activity) -> Option<(NaiveDate, &'p ActivityProgress)> {
        self.history(activity).into_iter().next_back()
    }

    /// How many notes have a day that has not come.
    pub fn count_after(&self, today: NaiveDate) -> usize {
        self.entries.iter().filter(|entry| entry.day > today).count()
    }

    /// How far an activity has come, by what was noted last.
    pub fn state_of(&self, activity: &Activity) -> ActivityState {
        self.latest(activity).map_or(ActivityState::NotStarted, |(_, progress)| progress.state)
    }

    /// What was noted last of the web course.
    pub fn course(&self) -> Option<(NaiveDate, CourseCount)> {
        self.entries.iter().rev().find_map(|entry| match entry.note {
            PlanNote::Course(count) => Some((entry.day, count)),
            PlanNote::Progress(_) => None,
        })
    }

    /// What is late in an activity on a day, in words; `None` where nothing is, or the plan gives no day.
    pub fn describe_delay(&self, activity: &Activity, today: NaiveDate) -> Option<String> {
        let state = self.state_of(activity);
        match (activity.due, activity.starts) {
            (Some(due), _) if due < today && !state.is_settled() => {
                Some(format!("skulle ha varit klar {due}"))
            }
            (_, Some(starts)) if starts < today && state == ActivityState::NotStarted => {
                Some(format!("skulle ha påbörjats {starts}"))
            }
            (_, _) => None,
        }
    }

    /// The points an activity is to be followed up at and has not been, in the plan's order.
    pub fn unnoted_points<'p>(&self, plan: &'p Plan, activity: &Activity) -> Vec<&'p FollowUpPoint> {
        let points = activity.follow_up.iter().filter_map(|at| plan.points.get(*at));
        points.filter(|point| self.at_point(activity, point).is_none()).collect()
    }
}
