//! The follow-up of an action plan for its board: every activity with how far it has come, what is late, what was learnt, and
//! the local picture beside it.

use chrono::NaiveDate;

use super::{Paper, PaperKind, PaperOrigin};
use crate::check::verified::VerifiedFlow;
use crate::document::{Block, NumberTable, Part, PartStart};
use crate::plan::progress::{ActivityProgress, CourseCount, PlanProgress};
use crate::plan::{Activity, FollowUpPoint, Plan, PlanArea};
use crate::present::plan::{describe_note, summarize_states};

/// What stands beside the activities in a follow-up.
#[derive(Debug, Clone, Default)]
pub struct FollowUpSources {
    /// Trainings held in the plan's year and noted, with the participations in them: the same persons may come twice.
    pub trainings: Option<(u64, u64)>,
    /// The protected local picture, table by table.
    pub picture: Vec<NumberTable>,
    /// What a reader is to know of the picture.
    pub picture_notes: Vec<String>,
}

/// The follow-up of a plan as it stands on `day`, at one of its points or as a whole. The routine is the one the plan's work
/// follows.
pub fn make_follow_up(
    plan: &Plan,
    progress: &PlanProgress,
    point: Option<&FollowUpPoint>,
    sources: &FollowUpSources,
    routine: &VerifiedFlow,
    day: NaiveDate,
) -> Paper {
    let writer = FollowUpWriter { plan, progress, point, day };
    let mut parts = vec![writer.summary_part(), writer.late_part()];
    parts.extend(plan.areas.iter().map(|area| writer.area_part(area)));
    parts.extend([
        writer.changes_part(),
        training_part(plan, sources, progress),
        picture_part(sources),
        writer.revision_part(),
    ]);
    let at = point.map_or_else(|| format!("läget {day}"), |point| point.label.clone());
    Paper {
        kind: PaperKind::FollowUp,
        title: format!("Uppföljning av handlingsplanen {}: {at}", plan.year),
        lead: [Some(format!("{}, {}. {}.", plan.board, plan.publisher, plan.title)), plan.notice.clone()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
        parts: parts.into_iter().filter(|part| !part.blocks.is_empty()).collect(),
        origin: PaperOrigin::from_flow(routine, day),
    }
}

/// A follow-up being written.
struct FollowUpWriter<'p> {
    plan: &'p Plan,
    progress: &'p PlanProgress,
    point: Option<&'p FollowUpPoint>,
    day: NaiveDate,
}

impl<'p> FollowUpWriter<'p> {
    /// The activities that are followed up here: those of the point, or all.
    fn is_followed_up(&self, activity: &Activity) -> bool {
        let places = || activity.follow_up.iter().filter_map(|at| self.plan.points.get(*at));
        self.point.is_none_or(|point| {
            places().any(|named| named.id == point.id) || self.progress.at_point(activity, point).is_some()
        })
    }

    fn noted(&self, activity: &Activity) -> Option<(NaiveDate, &'p ActivityProgress)> {
        match self.point {
            Some(point) => self.progress.at_point(activity, point),
            None => self.progress.latest(activity),
        }
    }

    /// How far the activities that are followed up here have come, in a sentence.
    fn summary_part(&self) -> Part {
        let followed = || self.plan.activities().filter(|activity| self.is_followed_up(activity));
        let states = followed().map(|activity| self.noted(activity).map(|(_, noted)| noted.state));
        let late = followed().filter(|activity| self.progress.describe_delay(activity, self.day).is_some());
        let said = summarize_states(&states.collect::<Vec<_>>(), late.count());
        part("I korthet".to_owned(), vec![Block::Text(said)])
    }

    fn area_part(&self, area: &PlanArea) -> Part {
        let activities = area.activities.iter().filter(|activity| self.is_followed_up(activity));
        part(area.title.clone(), activities.flat_map(|activity| self.activity_blocks(activity)).collect())
    }

    fn activity_blocks(&self, activity: &Activity) -> Vec<Block> {
        let row = |label: &str, value: Option<String>| value.map(|value| format!("{label}: {value}"));
        let noted = self.noted(activity);
        let state = noted.map_or_else(
            || "inget noterat".to_owned(),
            |(day, progress)| format!("{} ({day})", progress.state.label()),
        );
        let text = noted.and_then(|(_, progress)| progress.text.as_ref()).map(|text| text.text().to_owned());
        let principle = self.plan.principle.clone().filter(|_| activity.shows_principle);
        let rows = [
            row("Läge", Some(state)),
            row("Kommentar", text),
            row("Sent", self.progress.describe_delay(activity, self.day)),
            row("Ansvarig", activity.responsible.clone()),
            row("Tidplan", activity.time.clone()),
            row("Mått", activity.measure.clone()),
            row("Mål", activity.goal.clone()),
            row("Planen säger också", principle),
        ];
        let rows = rows.into_iter().flatten().chain(self.earlier_rows(activity)).collect();
        vec![Block::Heading(format!("{}. {}", activity.id, activity.text)), Block::Points(rows)]
    }

    /// What was noted before what stands here, the latest first.
    fn earlier_rows(&self, activity: &Activity) -> Vec<String> {
        let history = self.progress.history(activity);
        let at = self.noted(activity).and_then(|last| history.iter().rposition(|noted| *noted == last));
        let earlier = history.iter().take(at.unwrap_or(history.len())).rev();
        earlier
            .map(|(day, noted)| format!("Tidigare noterat: {}", describe_note(self.plan, *day, noted)))
            .collect()
    }

    fn late_part(&self) -> Part {
        let late = |activity: &Activity| {
            let delay = self.progress.describe_delay(activity, self.day)?;
            Some(format!("Aktivitet {} {delay}.", activity.id))
        };
        let late: Vec<String> = self.plan.activities().filter_map(late).collect();
        let block = if late.is_empty() {
            Block::Text("Inget är sent av det som planen ger en dag för.".to_owned())
        } else {
            Block::Points(late)
        };
        part("Det som är sent".to_owned(), vec![block])
    }

    /// Which states have changed since the follow-up before: what stood at an earlier point, or else what was noted before it.
    fn changes_part(&self) -> Part {
        let change = |activity: &Activity| {
            let (day, now) = self.noted(activity)?;
            let (before_day, before) = self.noted_before(activity)?;
            (before.state != now.state).then(|| {
                let (id, before, now) = (&activity.id, before.state.label(), now.state.label());
                format!("Aktivitet {id}: från {before} ({before_day}) till {now} ({day}).")
            })
        };
        let changes: Vec<String> = self.plan.activities().filter_map(change).collect();
        let has_earlier = self.plan.activities().any(|activity| self.noted_before(activity).is_some());
        let block = if changes.is_empty() {
            let says = if has_earlier {
                "Inget läge är ändrat sedan sist."
            } else {
                "Inget är noterat tidigare att jämföra med."
            };
            Block::Text(says.to_owned())
        } else {
            Block::Points(changes)
        };
        part("Ändrat sedan sist".to_owned(), vec![block])
    }

    fn noted_before(&self, activity: &Activity) -> Option<(NaiveDate, &'p ActivityProgress)> {
        let history = self.progress.history(activity);
        let last = self.noted(activity)?;
        let before = history.get(..history.iter().rposition(|noted| *noted == last)?)?;
        let place = |id: &str| self.plan.find_point(id);
        let at = self.point.and_then(|point| place(&point.id));
        let is_earlier = |noted: &&(NaiveDate, &ActivityProgress)| at.is_some() && place(&noted.1.point) < at;
        before.iter().rfind(is_earlier).or(before.last()).copied()
    }

    fn revision_part(&self) -> Part {
        let heading = |heading: &String| [Block::Heading(heading.clone()), Block::Room(LINES_TO_WRITE_ON)];
        Part {
            title: "Inför den årliga översynen av planen".to_owned(),
            starts: PartStart::OnNewPage,
            blocks: self.plan.revision.iter().flat_map(heading).collect(),
        }
    }
}

/// How many lines are left under each heading of the revision.
const LINES_TO_WRITE_ON: usize = 5;

fn training_part(plan: &Plan, sources: &FollowUpSources, progress: &PlanProgress) -> Part {
    let mut rows = Vec::new();
    if let Some((occasions, participations)) = sources.trainings {
        rows.push(format!("Tillfällen i övningsläge {}: {occasions}", plan.year));
        rows.push(format!("Deltaganden (samma person kan ha varit med flera gånger): {participations}"));
    }
    if let Some((day, count)) = progress.course() {
        let CourseCount { persons, employees } = count;
        let share = count.percent().map(|percent| format!(", {percent} procent")).unwrap_or_default();
        let value = format!("{persons} personer av {employees} anställda{share}, noterat {day}");
        rows.push(format!("Webbutbildningen, påbörjad eller genomförd: {value}"));
    }
    let blocks = if rows.is_empty() { Vec::new() } else { vec![Block::Points(rows)] };
    part("Utbildning".to_owned(), blocks)
}

fn picture_part(sources: &FollowUpSources) -> Part {
    let tables: Vec<Block> = sources.picture.iter().cloned().map(Block::Numbers).collect();
    let notes = sources.picture_notes.iter().cloned().map(Block::Text);
    let notes = if tables.is_empty() { Vec::new() } else { notes.collect() };
    part("Den lokala lägesbilden".to_owned(), notes.into_iter().chain(tables).collect())
}

fn part(title: String, blocks: Vec<Block>) -> Part {
    Part { title, starts: PartStart::Here, blocks }
}
