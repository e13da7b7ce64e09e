//! An action plan over lines: its activities, how far each has come noted through the gate, and the follow-up written.

use std::io::{self, BufRead, Write};

use chrono::NaiveDate;

use super::gate;
use super::talk::{Conversation, StopReason};
use crate::deid::Scanner;
use crate::deid::screened::{Clearings, Screened};
use crate::plan::progress::{
    ActivityProgress, ActivityState, CourseCount, LONGEST_TEXT, PlanEntry, PlanNote,
};
use crate::plan::{Activity, FollowUpPoint};
use crate::plans::{self, FollowUpBasis, OpenPlan};
use crate::present::plan::{ActivityView, PlanView, next_point, points_of};
use crate::prose;
use crate::store::{Store, display_path};

/// How much of an activity stands in the list, in columns.
const LONGEST_TITLE: usize = 64;

/// What can be written at the list, besides the id of an activity.
const HELP: &str = "Skriv en aktivitets id för att läsa den och notera. Eller skriv lista, webb för webbutbildningen, rapport \
                    eller sluta.";

/// What a session with a plan needs.
#[derive(Debug)]
pub struct PlanSetup {
    /// The plan with what is noted of it.
    pub open: OpenPlan,
    /// What finds identifying text.
    pub scanner: Scanner,
    /// The day.
    pub today: NaiveDate,
    /// Where the follow-up is written.
    pub store: Store,
}

/// Shows the plan and notes what is said of it, until the user leaves or the input ends.
///
/// # Errors
/// Where the lines can no longer be read or written.
pub fn run_plan_session(setup: PlanSetup, input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<()> {
    let talk = Conversation::new(input, output);
    let mut session = PlanSession { talk, setup, clearings: Clearings::default() };
    match session.run_to_end() {
        Ok(()) | Err(StopReason::Left | StopReason::InputEnded) => {
            session.talk.write_blank_line()?;
            session.talk.write_paragraph("Det som är noterat finns kvar på den här datorn.")
        }
        Err(StopReason::Broken(error)) => Err(error),
    }
}

struct PlanSession<'t> {
    talk: Conversation<'t>,
    setup: PlanSetup,
    clearings: Clearings,
}

impl PlanSession<'_> {
    fn run_to_end(&mut self) -> Result<(), StopReason> {
        self.show_head()?;
        self.show_activities()?;
        loop {
            self.talk.write_blank_line()?;
            self.talk.write_question(HELP)?;
            let line = self.talk.ask_line()?;
            match self.setup.open.plan.find_activity(&line).cloned() {
                Some(activity) => self.note_activity(&activity)?,
                None => self.obey_word(&line)?,
            }
        }
    }

    fn obey_word(&mut self, line: &str) -> Result<(), StopReason> {
        match line.to_lowercase().as_str() {
            "lista" | "l" => self.show_activities(),
            "webb" | "w" => self.note_course(),
            "rapport" | "f" => self.write_report(),
            "sluta" | "q" => Err(StopReason::Left),
            _ => {
                let known: Vec<&str> =
                    self.setup.open.plan.activities().map(|activity| activity.id.as_str()).collect();
                let known = known.join(", ");
                let line = prose::sanitize(line);
                Ok(self
                    .talk
                    .write_paragraph(&format!("Planen har ingen aktivitet `{line}`. Den har: {known}."))?)
            }
        }
    }

    fn show_head(&mut self) -> Result<(), StopReason> {
        let OpenPlan { plan, progress, warnings } = &self.setup.open;
        let view = PlanView::from_plan(plan, progress, self.setup.today);
        self.talk.write_paragraph(&view.title)?;
        self.talk.write_paragraph(&view.board)?;
        view.notice.iter().try_for_each(|notice| self.talk.write_paragraph(notice))?;
        self.talk.write_paragraph(&view.summary)?;
        Ok(warnings.iter().try_for_each(|warning| self.talk.write_paragraph(&format!("Obs: {warning}")))?)
    }

    fn show_activities(&mut self) -> Result<(), StopReason> {
        let OpenPlan { plan, progress, .. } = &self.setup.open;
        let view = PlanView::from_plan(plan, progress, self.setup.today);
        for area in &view.areas {
            self.talk.write_blank_line()?;
            self.talk.write_paragraph(area.title)?;
            for line in &area.activities {
                self.talk.write_paragraph(&format!("{}. {}", line.id, line.first_words(LONGEST_TITLE)))?;
                self.talk.write_paragraph(&format!("   {}", line.says))?;
            }
        }
        if let Some(course) = view.course {
            self.talk.write_blank_line()?;
            self.talk.write_paragraph(&format!("Webbutbildningen: {course}"))?;
        }
        Ok(())
    }

    /// Shows an activity, and notes how far it has come where that is answered.
    fn note_activity(&mut self, activity: &Activity) -> Result<(), StopReason> {
        self.show_activity(activity)?;
        let Some(point) = self.ask_point(activity)? else { return Ok(()) };
        self.talk.write_paragraph(&format!("Hur långt har den kommit vid {}?", point.label))?;
        let states = ActivityState::ALL.map(ActivityState::label);
        let Some(at) = self.ask_number(&states)? else { return Ok(()) };
        let text = self.ask_text(activity)?;
        let Some(state) = ActivityState::ALL.get(at).copied() else { return Ok(()) };
        let (activity, point) = (activity.id.clone(), point.id);
        self.append_note(PlanNote::Progress(ActivityProgress { activity, point, state, text }))
    }

    fn show_activity(&mut self, activity: &Activity) -> Result<(), StopReason> {
        let OpenPlan { plan, progress, .. } = &self.setup.open;
        let view = ActivityView::from_activity(plan, progress, activity, self.setup.today);
        self.talk.write_blank_line()?;
        self.talk.write_paragraph(&view.heading)?;
        for (label, fact) in &view.facts {
            self.talk.write_paragraph(&format!("{label}: {fact}"))?;
        }
        if !view.history.is_empty() {
            self.talk.write_paragraph("Noterat, det senaste först:")?;
        }
        Ok(view.history.iter().try_for_each(|noted| self.talk.write_item(noted))?)
    }

    /// The point: asked for where there is more than one.
    fn ask_point(&mut self, activity: &Activity) -> Result<Option<FollowUpPoint>, StopReason> {
        let OpenPlan { plan, progress, .. } = &self.setup.open;
        let points: Vec<FollowUpPoint> = points_of(plan, activity).into_iter().cloned().collect();
        let next = next_point(plan, progress, activity);
        if points.len() == 1 {
            return Ok(points.into_iter().next());
        }
        let next = points.get(next).map(|point| point.label.clone()).unwrap_or_default();
        self.talk.write_paragraph(&format!("Vid vilket tillfälle? Näst på tur: {next}."))?;
        let labels: Vec<&str> = points.iter().map(|point| point.label.as_str()).collect();
        let at = self.ask_number(&labels)?;
        Ok(at.and_then(|at| points.into_iter().nth(at)))
    }

    /// One of these, by its number; `None` where nothing is to be noted after all.
    fn ask_number(&mut self, choices: &[&str]) -> Result<Option<usize>, StopReason> {
        self.talk.ask_number(choices, "Skriv en siffra. Enter går tillbaka utan att notera.")
    }

    /// A short text that has passed the gate; `None` where there is none.
    fn ask_text(&mut self, activity: &Activity) -> Result<Option<Screened>, StopReason> {
        self.clearings.enter_place(&activity.id);
        let asks = "Skriv en kort text på en rad, utan uppgifter om någon. Enter noterar utan text.";
        gate::ask_text(&mut self.talk, &self.setup.scanner, &mut self.clearings, LONGEST_TEXT, asks)
    }

    fn note_course(&mut self) -> Result<(), StopReason> {
        self.talk.write_question(
            "Hur många personer har påbörjat eller genomfört webbutbildningen, av hur många anställda? Skriv som \
             242/1000. Enter går tillbaka.",
        )?;
        loop {
            let line = self.talk.ask_line()?;
            if line.is_empty() {
                return Ok(());
            }
            match CourseCount::parse_count(&line) {
                Some(count) => return self.append_note(PlanNote::Course(count)),
                None => {
                    self.talk.refuse_line("Skriv två hela tal som 242/1000, personerna först.")?;
                }
            }
        }
    }

    fn append_note(&mut self, note: PlanNote) -> Result<(), StopReason> {
        let OpenPlan { plan, .. } = &self.setup.open;
        let entry = PlanEntry { plan: plan.id.clone(), year: plan.year, day: self.setup.today, note };
        let noted =
            plans::append_note(&entry).and_then(|()| plans::read_notes(plan.clone(), self.setup.today));
        match noted {
            Ok(open) => {
                self.setup.open = open;
                Ok(self.talk.write_paragraph(&format!("Noterat {}.", self.setup.today))?)
            }
            Err(fault) => {
                Ok(self.talk.write_paragraph(&format!("Inget är noterat. {fault} {}", fault.help()))?)
            }
        }
    }

    fn write_report(&mut self) -> Result<(), StopReason> {
        let points = self.setup.open.plan.points.clone();
        let labels = points.iter().map(|point| point.label.as_str()).chain([plans::WHOLE]);
        self.talk.write_paragraph("Vilken uppföljning ska skrivas?")?;
        let Some(at) = self.ask_number(&labels.collect::<Vec<_>>())? else { return Ok(()) };
        let PlanSetup { open, store, today, .. } = &self.setup;
        let basis = FollowUpBasis { store, forms: &[], routine: None, today: *today };
        match plans::save_follow_up(open, points.get(at), &basis) {
            Ok((files, left_out)) => {
                self.talk.write_paragraph("Uppföljningen är skriven:")?;
                let paths: Vec<String> = files.iter().map(|file| display_path(file)).collect();
                self.talk.write_lines(&paths)?;
                Ok(left_out.lines().try_for_each(|line| self.talk.write_paragraph(line))?)
            }
            Err(fault) => {
                Ok(self.talk.write_paragraph(&format!("Uppföljningen är inte skriven. {fault}"))?)
            }
        }
    }
}
