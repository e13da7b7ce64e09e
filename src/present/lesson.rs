//! What a page of a lesson says: the story, a step put to the room, what it came to and why, the form, the talk.

use chrono::NaiveDate;

use super::step::{Call, Choices, StepView};
use crate::flow::id::StepIx;
use crate::flow::model::{Step, StepKind};
use crate::form::fill;
use crate::form::model::Form;
use crate::map::words;
use crate::prose::Markdown;
use crate::scenario::Scenario;
use crate::session::walk::Walk;

/// What a page says.
#[derive(Debug)]
pub struct LessonPage<'l> {
    /// The parts of the story that are told on it.
    pub told: Vec<Markdown<'l>>,
    /// What else stands on it.
    pub body: LessonBody<'l>,
}

/// What stands on a page besides the story.
#[derive(Debug)]
pub enum LessonBody<'l> {
    /// Nothing: the story begins.
    Story,
    /// A step is put to the room.
    Asked(LessonQuestion<'l>),
    /// What the step came to, and why.
    Shown(Box<LessonOutcome<'l>>),
    /// The form as it became.
    Form(Box<Form>),
    /// What to talk about, and what to take away.
    Talk {
        /// What to talk about.
        discuss: Vec<Markdown<'l>>,
        /// What to take away.
        aim: Markdown<'l>,
    },
}

/// A step that is put to the room.
#[derive(Debug)]
pub struct LessonQuestion<'l> {
    /// What is asked. An act is not named before the room has said what it would do.
    pub question: &'l str,
    /// What can be answered.
    pub answers: Vec<&'l str>,
    /// What the room is to do.
    pub call: &'static str,
    /// What whoever leads can ask besides.
    pub asks: Vec<Markdown<'l>>,
}

/// What a step came to in the story.
#[derive(Debug)]
pub struct LessonOutcome<'l> {
    /// What the step says.
    pub step: StepView<'l>,
    /// What it came to, in words; nothing where there was nothing to decide.
    pub came_to: Option<String>,
    /// The heading of the step after it.
    pub next: Option<&'l str>,
    /// Help for whoever leads.
    pub leader: Option<Markdown<'l>>,
}

impl LessonPage<'_> {
    /// What is only for whoever leads.
    pub fn notes(&self) -> Vec<String> {
        match &self.body {
            LessonBody::Asked(asked) => asked.asks.iter().map(|ask| ask.to_plain()).collect(),
            LessonBody::Shown(shown) => shown.leader.iter().map(|say| say.to_plain()).collect(),
            LessonBody::Story | LessonBody::Form(_) | LessonBody::Talk { .. } => Vec::new(),
        }
    }
}

impl<'l> LessonBody<'l> {
    /// A step of the scenario, put to the room.
    pub fn from_question(scenario: &'l Scenario, walk: &'l Walk, at: StepIx) -> Self {
        let step = walk.flow().step(at);
        let asks = scenario.note_at(at).map(|note| note.ask.as_slice()).unwrap_or_default();
        let answers = Choices::from_walk(walk, at).options().iter().map(|option| option.text).collect();
        let (question, call) = match Call::from_step(step) {
            Call::Answer => (step.title.as_str(), "Vad skulle ni svara?"),
            Call::Act(_) | Call::Know | Call::Form => {
                ("Vad gör ni nu?", "Prata ihop er. Sedan visas vad rutinen säger.")
            }
        };
        let asks = asks.iter().map(|ask| Markdown::new(ask.text())).collect();
        Self::Asked(LessonQuestion { question, answers, call, asks })
    }

    /// What a step of the scenario came to.
    pub fn from_outcome(scenario: &'l Scenario, walk: &'l Walk, at: StepIx, day: NaiveDate) -> Self {
        let leader = scenario.note_at(at).and_then(|note| note.say.as_ref());
        Self::Shown(Box::new(LessonOutcome {
            step: StepView::from_walk(walk, at, day),
            came_to: describe_outcome(walk, at),
            next: step_after(walk, at).map(|step| step.title.as_str()),
            leader: leader.map(|say| Markdown::new(say.text())),
        }))
    }

    /// The form of the scenario's walk.
    pub fn from_form(walk: &Walk, day: NaiveDate) -> Self {
        Self::Form(Box::new(fill::fill_form(walk, day)))
    }

    /// What to talk about after the scenario.
    pub fn from_discussion(scenario: &'l Scenario) -> Self {
        let discuss = scenario.discuss.iter().map(|question| Markdown::new(question.text())).collect();
        Self::Talk { discuss, aim: Markdown::new(scenario.aim.text()) }
    }
}

/// What a step on the walk came to, in words; nothing where there was nothing to decide.
pub fn describe_outcome(walk: &Walk, at: StepIx) -> Option<String> {
    let step = walk.flow().step(at);
    let outcome = walk.position().outcome(at)?;
    let decided = !matches!(step.kind, StepKind::Tell { .. } | StepKind::End);
    decided.then(|| words::describe_outcome(step, outcome))
}

/// The step after one on the walk.
fn step_after(walk: &Walk, at: StepIx) -> Option<&Step> {
    let position = walk.position();
    let place = position.path.iter().position(|visit| visit.step == at)?;
    let next = position.path.get(place + 1).map_or(position.at, |visit| visit.step);
    Some(walk.flow().step(next))
}
