//! Training: a scenario as the pages a group meets, and what another answer would have led to. Decides what is on each
//! page and in which order; draws nothing, and has nothing to write with.

pub mod meeting;
pub mod missed;
pub mod otherwise;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::check::verified::VerifiedFlow;
use crate::deid::Scanner;
use crate::deid::screened::Screened;
use crate::diagnostic::Diagnostic;
use crate::flow::guard::Outcome;
use crate::flow::id::StepIx;
use crate::flow::model::{Flow, MeetingPoint, PointSubject, StepKind, Telling};
use crate::form::fill::fill_form;
use crate::present::lesson::describe_outcome;
use crate::present::{LessonBody, LessonPage};
use crate::profile::Profile;
use crate::profile::key::ProfileKey;
use crate::prose::Markdown;
use crate::quiz::selection::QuizSelection;
use crate::scenario::{Scenario, TrainerNote};
use crate::session::replay::Position;
use crate::session::walk::Walk;
use crate::summary::missed::MissedQuestion;

/// What there is to show. Everything is read before a training begins, so that it need not read, and cannot write.
#[derive(Debug, Clone)]
pub struct Material {
    /// The routine of the quiz and the map.
    pub flow: Arc<VerifiedFlow>,
    /// The scenarios, those of each routine together.
    pub lessons: Vec<Lesson>,
    /// The points a workplace meeting takes up: heading, and what is said of it here.
    pub points: Vec<(String, String)>,
    /// What the quiz draws its questions by.
    pub seed: u64,
    /// How many scenarios could not be read.
    pub faulty: usize,
    /// What meetings have missed, each time it was noted.
    pub missed: Vec<Vec<MissedQuestion>>,
}

/// How a training begins.
#[derive(Debug, Clone, Default)]
pub struct TrainingStart {
    /// The place of the scenario it begins with; where what to show is chosen if none is named.
    pub lesson: Option<usize>,
    /// How much of a scenario is shown.
    pub length: LessonLength,
    /// Which questions are asked.
    pub selection: QuizSelection,
}

impl Material {
    /// What stands over a scenario in a list where another stands before it, or none: whose routine it is of, where it is the
    /// first of them.
    pub fn heading(&self, nth: usize, before: Option<usize>) -> Option<String> {
        let flow = |nth: usize| self.lessons.get(nth).map(Lesson::flow);
        let (this, before) = (flow(nth)?, before.and_then(flow));
        if before.is_some_and(|before| before.id == this.id) {
            return None;
        }
        let own = this.id == self.flow.flow().id;
        let heading = "Händelser att gå igenom";
        Some(if own { heading.to_owned() } else { format!("{heading}: {}", this.publisher) })
    }

    /// The places of the scenarios that have all of these words in what is said of them; all of them where there are none.
    pub fn find_lessons(&self, wanted: &str) -> Vec<usize> {
        let wanted = wanted.to_lowercase();
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let has_all = |lesson: &Lesson| {
            let says = lesson.search_text();
            words.iter().all(|word| says.contains(word))
        };
        let found = self.lessons.iter().enumerate().filter(|(_, lesson)| has_all(lesson));
        found.map(|(nth, _)| nth).collect()
    }
}

/// A scenario being shown, page by page.
#[derive(Debug, Clone)]
pub struct Lesson {
    scenario: Scenario,
    walk: Walk,
    topics: Vec<String>,
    length: LessonLength,
    pages: Vec<LessonStage>,
    at: usize,
}

/// How much of a scenario is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LessonLength {
    /// All of it, with every act put to the room.
    #[default]
    Whole,
    /// The questions of the routine, and what there is to do.
    Short,
    /// The questions that whoever wrote the scenario has something to say of.
    Key,
}

impl LessonLength {
    /// Every one, the longest first.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Short, Self::Key];

    /// The next one; after the last the first.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Whole => Self::Short,
            Self::Short => Self::Key,
            Self::Key => Self::Whole,
        }
    }

    /// How many minutes it is meant for.
    pub fn minutes(self) -> u64 {
        match self {
            Self::Whole => 40,
            Self::Short => 20,
            Self::Key => 10,
        }
    }

    /// The one that is meant for so many minutes.
    pub fn from_minutes(minutes: u64) -> Option<Self> {
        Self::ALL.into_iter().find(|length| length.minutes() == minutes)
    }

    /// What it is called where it is chosen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Whole => "Längd: 40 minuter, hela händelsen",
            Self::Short => "Längd: 20 minuter, rutinens frågor och åtgärder",
            Self::Key => "Längd: 10 minuter, de viktigaste frågorna",
        }
    }
}

/// A scenario as it is counted after a training.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioCard {
    /// Its id, as it is noted.
    pub id: String,
    /// Its title, as it is read.
    pub title: String,
}

impl ScenarioCard {
    /// What was gone through, in words.
    pub fn describe_all(cards: &[Self]) -> String {
        let titles: Vec<String> = cards.iter().map(|card| format!("”{}”", card.title)).collect();
        match titles.as_slice() {
            [] => "Ingen händelse gicks igenom.".to_owned(),
            [one] => format!("Händelse: {one}."),
            many => format!("Händelser: {}.", many.join(", ")),
        }
    }
}

/// A page of a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LessonStage {
    /// The beginning of the story.
    Story,
    /// A step is put to the room: what would you answer, what do you do?
    Asked(StepIx),
    /// What it came to in the story, why, and what else could have come of it.
    Shown(StepIx),
    /// The form as it became.
    Form,
    /// What to talk about, and what to take away.
    Talk,
}

impl Lesson {
    /// A lesson at its first page.
    ///
    /// # Errors
    /// Why the scenario's answers do not carry the walk to its end.
    pub fn new(scenario: Scenario, scanner: &Scanner) -> Result<Self, Vec<Diagnostic>> {
        let walk = scenario.walk_to_end(scanner)?;
        let (topics, length) = (list_topics(&walk), LessonLength::Whole);
        let lesson = Self { scenario, walk, topics, length, pages: Vec::new(), at: 0 };
        Ok(lesson.in_length(LessonLength::Whole))
    }

    /// The same lesson at its first page, with so much of it shown.
    #[must_use]
    pub fn in_length(mut self, length: LessonLength) -> Self {
        self.length = length;
        let form = match length {
            LessonLength::Whole => Some(LessonStage::Form),
            LessonLength::Short | LessonLength::Key => None,
        };
        let steps = self.steps().into_iter().flat_map(|step| self.pages_of(step));
        self.pages =
            std::iter::once(LessonStage::Story).chain(steps).chain(form).chain([LessonStage::Talk]).collect();
        self.at = 0;
        self
    }

    /// What stands beside it where one is chosen: how long it is, and how much of it is asked.
    pub fn describe_size(&self) -> String {
        let asked = self.pages.iter().filter(|page| matches!(page, LessonStage::Asked(_))).count();
        let asked = if asked == 1 { "1 fråga".to_owned() } else { format!("{asked} frågor") };
        format!("{} sidor, {asked} till rummet", self.pages.len())
    }

    /// What it is about, in words: the subject, the role of whoever tells, and the place, as far as the story says them.
    pub fn topics(&self) -> &[String] {
        &self.topics
    }

    /// How much of it is shown.
    pub fn length(&self) -> LessonLength {
        self.length
    }

    /// All that it can be found by, in small letters.
    fn search_text(&self) -> String {
        let scenario = &self.scenario;
        let says = [scenario.title.text(), scenario.aim.text(), self.flow().publisher.as_str()];
        let says = says.into_iter().chain(self.topics.iter().map(String::as_str));
        says.collect::<Vec<_>>().join(" ").to_lowercase()
    }

    /// The scenario.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The whole walk of the scenario.
    pub fn walk(&self) -> &Walk {
        &self.walk
    }

    /// The routine.
    pub fn flow(&self) -> &Flow {
        self.walk.flow()
    }

    /// The page that is up.
    pub fn page(&self) -> LessonStage {
        self.pages.get(self.at).copied().unwrap_or(LessonStage::Story)
    }

    /// The number of the page from 1, and how many there are.
    pub fn page_number(&self) -> (usize, usize) {
        (self.at + 1, self.pages.len())
    }

    /// How it is counted.
    pub fn card(&self) -> ScenarioCard {
        ScenarioCard { id: self.scenario.id.clone(), title: self.scenario.title.text().to_owned() }
    }

    /// Whether going on from the page shows what a question put to the room came to: then the scenario was held, and not only
    /// opened.
    pub fn is_at_question(&self) -> bool {
        matches!(self.page(), LessonStage::Asked(_))
    }

    /// To the next page. Says whether there was one.
    pub fn go_on(&mut self) -> bool {
        let next = self.at + 1 < self.pages.len();
        self.at += usize::from(next);
        next
    }

    /// To the page before. Says whether there was one.
    pub fn go_back(&mut self) -> bool {
        let before = self.at > 0;
        self.at -= usize::from(before);
        before
    }

    /// To the first page.
    pub fn go_to_start(&mut self) {
        self.at = 0;
    }

    /// To the page with this number from 1, or the last.
    pub fn go_to_page(&mut self, number: usize) {
        self.at = number.saturating_sub(1).min(self.pages.len().saturating_sub(1));
    }

    /// The steps of the walk, in order.
    pub fn steps(&self) -> Vec<StepIx> {
        self.walk.position().path.iter().map(|visit| visit.step).collect()
    }

    /// To the first page about a step of the walk.
    pub fn go_to_step(&mut self, step: StepIx) {
        let about = |page: &LessonStage| matches!(page, LessonStage::Asked(at) | LessonStage::Shown(at) if *at == step);
        self.at = self.pages.iter().position(about).unwrap_or(self.at);
    }

    /// The step that the page is about; at the form, where the walk ended.
    pub fn step(&self) -> Option<StepIx> {
        match self.page() {
            LessonStage::Asked(at) | LessonStage::Shown(at) => Some(at),
            LessonStage::Form => Some(self.walk.position().at),
            LessonStage::Story | LessonStage::Talk => None,
        }
    }

    /// What the step of the page came to in the story.
    pub fn outcome(&self) -> Option<&Outcome> {
        self.walk.position().outcome(self.step()?)
    }

    /// The step that follows the one of the page.
    pub fn next_step(&self) -> Option<StepIx> {
        let at = self.step()?;
        let path = &self.walk.position().path;
        let place = path.iter().position(|visit| visit.step == at)?;
        Some(path.get(place + 1).map_or(self.walk.position().at, |visit| visit.step))
    }

    /// Where the walk stands on the page: it has passed what was shown before, and no more.
    pub fn position(&self) -> Position {
        let mut position = self.walk.position().clone();
        let at = match self.page() {
            LessonStage::Story => Some(self.flow().start),
            LessonStage::Asked(at) | LessonStage::Shown(at) => Some(at),
            LessonStage::Form | LessonStage::Talk => None,
        };
        if let Some(at) = at {
            let place = position.path.iter().position(|visit| visit.step == at);
            position.path.truncate(place.unwrap_or(position.path.len()));
            position.at = at;
        }
        position
    }

    /// What the page that is up says.
    pub fn page_view(&self, day: NaiveDate) -> LessonPage<'_> {
        let told = self.told_parts().into_iter().map(|part| Markdown::new(part.text())).collect();
        let body = match self.page() {
            LessonStage::Story => LessonBody::Story,
            LessonStage::Asked(at) => LessonBody::from_question(&self.scenario, &self.walk, at),
            LessonStage::Shown(at) => LessonBody::from_outcome(&self.scenario, &self.walk, at, day),
            LessonStage::Form => LessonBody::from_form(&self.walk, day),
            LessonStage::Talk => LessonBody::from_discussion(&self.scenario),
        };
        LessonPage { told, body }
    }

    /// The parts of the story that the page tells.
    fn told_parts(&self) -> Vec<&Screened> {
        match self.page() {
            LessonStage::Story => self.scenario.opening_parts().collect(),
            LessonStage::Asked(at) => self.scenario.story_at(at).collect(),
            LessonStage::Shown(at) if !self.is_asked(at) => self.scenario.story_at(at).collect(),
            LessonStage::Shown(_) | LessonStage::Form | LessonStage::Talk => Vec::new(),
        }
    }

    /// The help for whoever leads, at the step of the page.
    pub fn note(&self) -> Option<&TrainerNote> {
        self.scenario.note_at(self.step()?)
    }

    /// The pages about a step. What is only to be known is shown at once: there is nothing to answer.
    fn pages_of(&self, at: StepIx) -> Vec<LessonStage> {
        let (asked, shown) = (LessonStage::Asked(at), LessonStage::Shown(at));
        // What the story tells there is not left out.
        let told = || self.scenario.story_at(at).next().map(|_| shown).into_iter().collect();
        match (&self.flow().step(at).kind, self.length) {
            (StepKind::End, _) => Vec::new(),
            // A long list to tick among takes more time than a short meeting has.
            (_, LessonLength::Key) | (StepKind::Choose { .. }, LessonLength::Short) if !self.is_key(at) => {
                told()
            }
            (StepKind::Ask { .. } | StepKind::Choose { .. }, _)
            | (StepKind::Act { .. }, LessonLength::Whole) => vec![asked, shown],
            (StepKind::Act { .. }, LessonLength::Short | LessonLength::Key)
            | (StepKind::Tell { .. }, LessonLength::Whole) => vec![shown],
            (StepKind::Tell { .. }, LessonLength::Short | LessonLength::Key) => told(),
        }
    }

    /// Whether whoever wrote the scenario has something to say of a step: help for whoever leads, or what another answer changes.
    fn is_key(&self, at: StepIx) -> bool {
        self.scenario.note_at(at).is_some() || self.scenario.what_if_at(at).next().is_some()
    }

    /// The questions of the routine that are put to the room, in order.
    pub fn asked_questions(&self) -> Vec<StepIx> {
        let questions = self.steps().into_iter().filter(|at| self.flow().step(*at).is_question());
        questions.filter(|at| self.is_asked(*at)).collect()
    }

    /// Whether a step is put to the room before it is shown.
    fn is_asked(&self, at: StepIx) -> bool {
        self.pages.contains(&LessonStage::Asked(at))
    }
}

/// What a walk is about, in words: the answers that the routine says tell it, and the place that its form begins with.
fn list_topics(walk: &Walk) -> Vec<String> {
    let flow = walk.flow();
    let said = flow.topics.iter().filter_map(|step| describe_outcome(walk, *step));
    let form = fill_form(walk, walk.verified().current_date().effective_day());
    let places = form.rows().filter(|row| row.tells == Some(Telling::Where)).map(|row| row.entry.words());
    // The last is the closest: first comes which part of town, then what kind of place.
    let place = places.filter(|words| !words.is_empty()).last();
    said.chain(place).filter(|says| !says.is_empty()).collect()
}

/// The points that a workplace meeting takes up, filled in by what the profile says; the routine and its form where the routine
/// says none.
pub fn meeting_points(flow: &Flow, profile: &Profile) -> Vec<(String, String)> {
    let word = profile.get(&ProfileKey::Intranet);
    if flow.meeting.is_empty() {
        return [("Rutinen", PointSubject::Routine), ("Blanketten", PointSubject::Form)]
            .map(|(title, about)| (title.to_owned(), describe_subject(flow, about)))
            .to_vec();
    }
    flow.meeting.iter().map(|point| (point.title.clone(), describe_point(flow, point, word))).collect()
}

fn describe_point(flow: &Flow, point: &MeetingPoint, word: Option<&str>) -> String {
    let search = point.search.as_deref().map(|usual| format!("Sök på ”{}”.", word.unwrap_or(usual)));
    let contact = point.contact.and_then(|at| flow.contacts.get(at.index()));
    let contact = contact.map(|contact| format!("{}: {}", contact.label, contact.reach));
    let about = point.about.map(|about| describe_subject(flow, about));
    [search, contact, about, point.says.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn describe_subject(flow: &Flow, about: PointSubject) -> String {
    match about {
        PointSubject::Routine => format!("{}, version {}.", flow.title, flow.version),
        PointSubject::Form => format!("”{}”.", flow.form.title),
    }
}
