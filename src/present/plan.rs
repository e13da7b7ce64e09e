//! What an action plan says together with what is noted of it: its activities by area, how far each has come, what is late, and
//! what is left to follow up.

use chrono::{Datelike, NaiveDate};

use crate::plan::progress::{ActivityProgress, ActivityState, CourseCount, PlanProgress};
use crate::plan::{Activity, FollowUpPoint, Plan};

/// How many days ahead something is told of before the plan's own day for it.
const AHEAD: i64 = 30;

/// A whole plan on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanView<'p> {
    /// Its title and year.
    pub title: String,
    /// The board that answers for it, and the municipality.
    pub board: String,
    /// What a reader is to know first.
    pub notice: Option<&'p str>,
    /// How many activities there are, and how far they have come.
    pub summary: String,
    /// Its areas, in order.
    pub areas: Vec<PlanAreaView<'p>>,
    /// What was noted last of the web course.
    pub course: Option<String>,
}

/// An area of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanAreaView<'p> {
    /// Its heading.
    pub title: &'p str,
    /// Its activities, in order.
    pub activities: Vec<ActivityLine<'p>>,
}

/// An activity among the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityLine<'p> {
    /// Its id.
    pub id: &'p str,
    /// What is to be done.
    pub text: &'p str,
    /// How far it has come at each point, what is left to follow up, and what is late.
    pub says: String,
    /// Whether something in it is late.
    pub is_late: bool,
}

/// An activity on its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityView<'p> {
    /// What is to be done, after its id.
    pub heading: String,
    /// Who answers for it, when, and what else the plan says: what each is called, and what it is.
    pub facts: Vec<(&'static str, String)>,
    /// Everything noted of it, the latest first.
    pub history: Vec<String>,
    /// The points it can be followed up at: its own, or all where it has none.
    pub points: Vec<&'p FollowUpPoint>,
}

impl<'p> PlanView<'p> {
    /// The plan as it stands on a day.
    pub fn from_plan(plan: &'p Plan, progress: &PlanProgress, today: NaiveDate) -> Self {
        let line = |activity: &'p Activity| ActivityLine::from_activity(plan, progress, activity, today);
        let areas = plan.areas.iter().map(|area| PlanAreaView {
            title: &area.title,
            activities: area.activities.iter().map(line).collect(),
        });
        Self {
            title: format!("{} {}", plan.title, plan.year),
            board: format!("{}, {}", plan.board, plan.publisher),
            notice: plan.notice.as_deref(),
            summary: summarize_plan(plan, progress, today),
            areas: areas.collect(),
            course: progress.course().map(describe_course),
        }
    }

    /// Every activity, in order.
    pub fn activities(&self) -> impl Iterator<Item = &ActivityLine<'p>> {
        self.areas.iter().flat_map(|area| &area.activities)
    }
}

impl<'p> ActivityLine<'p> {
    fn from_activity(
        plan: &'p Plan,
        progress: &PlanProgress,
        activity: &'p Activity,
        today: NaiveDate,
    ) -> Self {
        let state = |point: &FollowUpPoint| {
            let (_, noted) = progress.at_point(activity, point)?;
            Some(format!("{}: {}", point.label, noted.state.label()))
        };
        let states: Vec<String> = plan.points.iter().filter_map(state).collect();
        let left: Vec<&str> =
            progress.unnoted_points(plan, activity).into_iter().map(|point| point.label.as_str()).collect();
        let delay = progress.describe_delay(activity, today);
        let is_late = delay.is_some();
        let said = [
            (!states.is_empty()).then(|| states.join(" · ")),
            (!left.is_empty()).then(|| format!("att följa upp: {}", left.join(", "))),
            delay,
        ];
        let said: Vec<String> = said.into_iter().flatten().collect();
        let says = if said.is_empty() { "inget att följa upp".to_owned() } else { said.join("; ") };
        Self { id: &activity.id, text: &activity.text, says, is_late }
    }

    /// As many whole words of what is to be done as there is room for.
    pub fn first_words(&self, room: usize) -> String {
        if self.text.chars().count() <= room {
            return self.text.to_owned();
        }
        let cut: String = self.text.chars().take(room.saturating_sub(2)).collect();
        let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
        format!("{whole} …")
    }
}

impl<'p> ActivityView<'p> {
    /// An activity as it stands on a day.
    pub fn from_activity(
        plan: &'p Plan,
        progress: &PlanProgress,
        activity: &'p Activity,
        today: NaiveDate,
    ) -> Self {
        let mut facts = activity_facts(plan, activity);
        facts.extend(progress.describe_delay(activity, today).map(|delay| ("Sent", delay)));
        let history = progress.history(activity).into_iter().rev();
        Self {
            heading: format!("{}. {}", activity.id, activity.text),
            facts,
            history: history.map(|(day, noted)| describe_note(plan, day, noted)).collect(),
            points: points_of(plan, activity),
        }
    }
}

/// Who answers for an activity, when, and what else the plan says: what each is called, and what it is.
pub fn activity_facts(plan: &Plan, activity: &Activity) -> Vec<(&'static str, String)> {
    let points = activity.follow_up.iter().filter_map(|at| plan.points.get(*at));
    let points: Vec<&str> = points.map(|point| point.label.as_str()).collect();
    let facts = [
        ("Ansvarig", activity.responsible.clone()),
        ("Tidplan", activity.time.clone()),
        ("Påbörjas", activity.starts.map(|day| day.to_string())),
        ("Klar", activity.due.map(|day| day.to_string())),
        ("Uppföljning", (!points.is_empty()).then(|| points.join(", "))),
        ("Mått", activity.measure.clone()),
        ("Mål", activity.goal.clone()),
        ("Planen säger också", plan.principle.clone().filter(|_| activity.shows_principle)),
    ];
    facts.into_iter().filter_map(|(label, value)| Some((label, value?))).collect()
}

/// The points an activity can be followed up at: its own, or all of the plan's where it has none.
pub fn points_of<'p>(plan: &'p Plan, activity: &Activity) -> Vec<&'p FollowUpPoint> {
    if activity.follow_up.is_empty() {
        return plan.points.iter().collect();
    }
    activity.follow_up.iter().filter_map(|at| plan.points.get(*at)).collect()
}

/// The point that an activity is to be followed up at next, among [`points_of`] it: the first where nothing is noted, or the last.
pub fn next_point(plan: &Plan, progress: &PlanProgress, activity: &Activity) -> usize {
    let points = points_of(plan, activity);
    let unnoted = points.iter().position(|point| progress.at_point(activity, point).is_none());
    unnoted.unwrap_or(points.len().saturating_sub(1))
}

/// A note in a line: the day, the point, the state and the text.
pub fn describe_note(plan: &Plan, day: NaiveDate, noted: &ActivityProgress) -> String {
    let point = plan.points.iter().find(|point| point.id == noted.point);
    let point = point.map_or(noted.point.as_str(), |point| point.label.as_str());
    let text = noted.text.as_ref().map(|text| format!(". {}", text.text().replace('\n', " ")));
    format!("{day}, {point}: {}{}", noted.state.label(), text.unwrap_or_default())
}

/// What was noted of the web course, in a line.
pub fn describe_course((day, CourseCount { persons, employees }): (NaiveDate, CourseCount)) -> String {
    format!("{persons} personer av {employees} anställda, noterat {day}")
}

/// What is due by the plan's own days, in a line; `None` where nothing is. An old plan, and one of a year to come, are quiet.
pub fn describe_due(plan: &Plan, progress: &PlanProgress, today: NaiveDate) -> Option<String> {
    let year = i32::from(plan.year);
    if !(year..=year + 1).contains(&today.year()) {
        return None;
    }
    let said: Vec<String> = [describe_late(plan, progress, today), describe_follow_up(plan, progress, today)]
        .into_iter()
        .flatten()
        .collect();
    if said.is_empty() { describe_coming(plan, progress, today) } else { Some(said.join(", ")) }
}

fn describe_late(plan: &Plan, progress: &PlanProgress, today: NaiveDate) -> Option<String> {
    match count_late(plan, progress, today) {
        0 => None,
        1 => Some("1 aktivitet är sen".to_owned()),
        late => Some(format!("{late} aktiviteter är sena")),
    }
}

/// What is left to note at the first point whose day has come, or soon does.
fn describe_follow_up(plan: &Plan, progress: &PlanProgress, today: NaiveDate) -> Option<String> {
    plan.points.iter().find_map(|point| {
        let due = point.due.filter(|due| (*due - today).num_days() <= AHEAD)?;
        let left = |activity: &&Activity| {
            progress.unnoted_points(plan, activity).iter().any(|left| left.id == point.id)
        };
        let left = plan.activities().filter(left).count();
        (left > 0).then(|| format!("{left} att följa upp senast {due}"))
    })
}

/// The next day of an activity that the plan gives, where it is soon.
fn describe_coming(plan: &Plan, progress: &PlanProgress, today: NaiveDate) -> Option<String> {
    let is_soon = |day: &NaiveDate| (0..=AHEAD).contains(&(*day - today).num_days());
    let coming = plan.activities().filter_map(|activity| {
        let state = progress.state_of(activity);
        let starts = activity.starts.filter(|_| state == ActivityState::NotStarted);
        let due = activity.due.filter(|_| !state.is_settled());
        let days = [(starts, "ska påbörjas"), (due, "ska vara klar")].into_iter();
        let days = days.filter_map(|(day, says)| Some((day.filter(is_soon)?, says)));
        days.min_by_key(|(day, _)| *day).map(|(day, says)| (day, says, activity))
    });
    let (day, says, activity) = coming.min_by_key(|(day, _, _)| *day)?;
    Some(format!("aktivitet {} {says} {day}", activity.id))
}

fn summarize_plan(plan: &Plan, progress: &PlanProgress, today: NaiveDate) -> String {
    let states = plan.activities().map(|activity| progress.latest(activity).map(|(_, noted)| noted.state));
    summarize_states(&states.collect::<Vec<_>>(), count_late(plan, progress, today))
}

/// How many activities there are, how many have come how far, and how many are late; of `None` nothing is noted.
pub fn summarize_states(states: &[Option<ActivityState>], late: usize) -> String {
    let noun = if states.len() == 1 { "aktivitet" } else { "aktiviteter" };
    let known = ActivityState::ALL.map(|state| (Some(state), state.label()));
    let kinds = known.into_iter().chain([(None, "utan läge")]);
    let counted = kinds.map(|(kind, label)| (states.iter().filter(|state| **state == kind).count(), label));
    let said: Vec<String> =
        counted.filter(|(count, _)| *count > 0).map(|(count, label)| format!("{count} {label}")).collect();
    let late = match late {
        0 => String::new(),
        1 => " 1 är sen.".to_owned(),
        late => format!(" {late} är sena."),
    };
    format!("{} {noun}: {}.{late}", states.len(), said.join(", "))
}

fn count_late(plan: &Plan, progress: &PlanProgress, today: NaiveDate) -> usize {
    plan.activities().filter(|activity| progress.describe_delay(activity, today).is_some()).count()
}
