//! Training: everything it knows. It is given no store, and what its keys do is all in here: there is no effect that it
//! could ask the outside world for, so nothing shown in a training can be written anywhere.

use std::sync::Arc;

use chrono::NaiveDate;

use super::keymap::training::Place;
use super::keymap::{self, Context};
use super::map::MapPage;
use super::model::Cover;
use crate::flow::guard::Outcome;
use crate::flow::id::AnswerIx;
use crate::flow::model::{Flow, StepKind};
use crate::quiz::round::{By, Round, Stage};
use crate::quiz::{LENGTH, Quiz};
use crate::session::answer;
use crate::training::otherwise::Otherwise;
use crate::training::{Lesson, Material, Page as Turn};

/// The whole state of a training.
#[derive(Debug)]
pub struct Training {
    /// The day; what laws are dated by.
    pub today: NaiveDate,
    /// Width and height of the terminal.
    pub size: (u16, u16),
    /// The page shown.
    pub page: Page,
    /// What lies over the page.
    pub overlay: Option<Overlay>,
    /// A line to the user about the latest key; gone with the next one.
    pub notice: Option<String>,
    /// Whether everything is hidden from whoever looks over the shoulder.
    pub cover: Cover,
    /// How large the text is.
    pub letters: Letters,
    /// What there is to show.
    pub material: Material,
    /// The ids of the scenarios that were shown, in order, each once.
    pub shown: Vec<String>,
    /// Whether anything was shown at all.
    pub held: Held,
}

/// The pages.
#[derive(Debug)]
pub enum Page {
    /// Where what to show is chosen.
    Lobby {
        /// The row under the cursor.
        cursor: usize,
    },
    /// The points of a workplace meeting.
    Points {
        /// The first line shown.
        scroll: usize,
    },
    /// A scenario.
    Lesson(Box<LessonState>),
    /// The quiz.
    Quiz(Box<QuizPage>),
}

/// A scenario on the screen.
#[derive(Debug)]
pub struct LessonState {
    /// The scenario, at one of its pages.
    pub lesson: Lesson,
    /// The first line shown.
    pub scroll: usize,
    /// What the step of the page could have come to, and what that would have changed.
    pub others: Vec<(Outcome, Otherwise)>,
}

/// The quiz on the screen.
#[derive(Debug)]
pub struct QuizPage {
    /// The round.
    pub round: Round,
    /// The option under the cursor.
    pub cursor: usize,
    /// The first line shown.
    pub scroll: usize,
}

/// What lies over a page.
#[derive(Debug)]
pub enum Overlay {
    /// The map, with where the scenario stands.
    Map(Box<MapPage>),
    /// The steps of the scenario.
    Jump {
        /// The step under the cursor.
        cursor: usize,
    },
    /// Other answers than the one given.
    Otherwise {
        /// The answer under the cursor.
        cursor: usize,
    },
    /// The keys of the page.
    Help {
        /// The first line shown.
        scroll: usize,
    },
}

/// How large the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// For one reader.
    Usual,
    /// For a room: headings in letters four rows high, more air, and the strongest contrast.
    Large,
}

/// Whether something was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Something was.
    Something,
    /// Nothing was.
    Nothing,
}

/// A row of the first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// The points of a workplace meeting.
    Points,
    /// The map.
    Map,
    /// The quiz, by raised hands.
    Room,
    /// The quiz, by one.
    One,
    /// A scenario, by its place.
    Lesson(usize),
}

impl Training {
    /// A training as it begins: where what to show is chosen.
    pub fn new(today: NaiveDate, size: (u16, u16), material: Material) -> Self {
        Self {
            today,
            size,
            page: Page::Lobby { cursor: 0 },
            overlay: None,
            notice: None,
            cover: Cover::Off,
            letters: Letters::Usual,
            material,
            shown: Vec::new(),
            held: Held::Nothing,
        }
    }

    /// The rows of the first page.
    pub fn rows(&self) -> Vec<Row> {
        let lessons = (0..self.material.lessons.len()).map(Row::Lesson);
        [Row::Points, Row::Map, Row::Room, Row::One].into_iter().chain(lessons).collect()
    }

    /// Opens a row of the first page.
    pub fn open(&mut self, row: Row) {
        self.held = Held::Something;
        match row {
            Row::Points => self.page = Page::Points { scroll: 0 },
            Row::Map => self.open_map(),
            Row::Room => self.open_quiz(By::Room),
            Row::One => self.open_quiz(By::One),
            Row::Lesson(nth) => self.open_lesson(nth),
        }
    }

    /// Opens the map, with where the scenario stands, if one is up.
    pub fn open_map(&mut self) {
        let page = match &self.page {
            Page::Lesson(page) => {
                MapPage::new(Arc::clone(page.lesson.walk().verified()), Some(page.lesson.position()))
            }
            Page::Lobby { .. } | Page::Points { .. } | Page::Quiz(_) => {
                MapPage::new(Arc::clone(&self.material.flow), None)
            }
        };
        self.overlay = Some(Overlay::Map(Box::new(page)));
    }

    /// A new round of the quiz, with other questions than the one before.
    pub fn open_quiz(&mut self, by: By) {
        self.material.seed = self.material.seed.wrapping_add(1);
        let quiz = Quiz::new(&self.material.flow, self.today, self.material.seed, LENGTH);
        self.page = Page::Quiz(Box::new(QuizPage { round: Round::new(quiz, by), cursor: 0, scroll: 0 }));
    }

    fn open_lesson(&mut self, nth: usize) {
        let Some(lesson) = self.material.lessons.get(nth) else { return };
        let id = lesson.scenario().id.clone();
        self.page = Page::Lesson(Box::new(LessonState::new(lesson.clone())));
        if !self.shown.contains(&id) {
            self.shown.push(id);
        }
    }

    /// Where keys mean the same as here.
    pub fn context(&self) -> Context {
        match &self.overlay {
            Some(Overlay::Map(page)) => page.context(),
            Some(Overlay::Jump { .. }) => Context::Training(Place::Jump),
            Some(Overlay::Otherwise { .. }) => Context::Training(Place::Otherwise),
            Some(Overlay::Help { .. }) => Context::Reader,
            None => self.under_overlay(),
        }
    }

    /// The context of the page itself.
    pub fn under_overlay(&self) -> Context {
        Context::Training(match &self.page {
            Page::Lobby { .. } => Place::Lobby,
            Page::Points { .. } => Place::Points,
            Page::Lesson(_) => Place::Lesson,
            Page::Quiz(page) => match (page.round.stage(), page.round.by) {
                (Stage::Asked, By::One) => Place::Asked,
                (Stage::Asked, By::Room) => Place::Hands,
                (Stage::Shown, _) => Place::Shown,
                (Stage::Over, _) => Place::Over,
            },
        })
    }

    /// Whether the terminal is too small for the pages.
    pub fn too_small(&self) -> bool {
        self.size.0 < super::model::SMALLEST.0 || self.size.1 < super::model::SMALLEST.1
    }

    /// What a key asks for here.
    pub fn command(&self, key: super::message::Key) -> Option<keymap::Command> {
        keymap::command(self.context(), key)
    }
}

impl LessonState {
    /// A scenario at its first page.
    pub fn new(lesson: Lesson) -> Self {
        let mut page = Self { lesson, scroll: 0, others: Vec::new() };
        page.settle();
        page
    }

    /// Works out what the page that is up needs, after it was turned to.
    pub fn settle(&mut self) {
        self.scroll = 0;
        self.others = match self.lesson.page() {
            Turn::Shown(_) => self.think_again(),
            Turn::Story | Turn::Asked(_) | Turn::Form | Turn::Talk => Vec::new(),
        };
    }

    /// The routine.
    pub fn flow(&self) -> &Flow {
        self.lesson.flow()
    }

    fn think_again(&self) -> Vec<(Outcome, Otherwise)> {
        let Some(at) = self.lesson.step() else { return Vec::new() };
        let walk = self.lesson.walk();
        let outcomes: Vec<Outcome> = match &self.flow().step(at).kind {
            StepKind::Ask { answers } => (0..answers.len()).map(|n| Outcome::One(AnswerIx::nth(n))).collect(),
            StepKind::Choose { options, .. } => {
                let offered = answer::offers(options, &|step| walk.position().outcome(step));
                let each = offered.into_iter().map(|(option, _)| Outcome::Many(vec![option]));
                each.chain([Outcome::Many(Vec::new())]).collect()
            }
            StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => Vec::new(),
        };
        let other = |outcome: Outcome| {
            let otherwise = Otherwise::of(walk, at, &outcome).ok()?;
            Some((outcome, otherwise))
        };
        outcomes.into_iter().filter_map(other).collect()
    }
}
