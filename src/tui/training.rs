//! Training: everything it knows. It is given no store, and what its keys do is all in here: there is no effect that it
//! could ask the outside world for, so nothing shown in a training can be written anywhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::editor::Editor;
use super::keymap::training::TrainingContext;
use super::keymap::{self, Context};
use super::layout::ScreenLayout;
use super::lobby::{LobbyRow, list_rows};
use super::map::MapPage;
use super::model::Cover;
use crate::flow::guard::Outcome;
use crate::flow::id::AnswerIx;
use crate::flow::model::{Flow, StepKind};
use crate::quiz::bank::QuestionBank;
use crate::quiz::round::{AnsweredBy, QuestionStage, QuizRound};
use crate::quiz::selection::{QuestionFilter, QuizSelection};
use crate::quiz::{LENGTH, QuestionId};
use crate::session::answer;
use crate::training::meeting::MeetingState;
use crate::training::missed::{MissedTopic, find_topics};
use crate::training::otherwise::Counterfactual;
use crate::training::{Lesson, LessonLength, LessonStage as Turn, Material, ScenarioCard};

/// The whole state of a training.
#[derive(Debug)]
pub struct TrainingModel {
    /// The day; what laws are dated by.
    pub today: NaiveDate,
    /// Width and height of the terminal.
    pub size: (u16, u16),
    /// Where things stand on the screen.
    pub layout: ScreenLayout,
    /// The page shown.
    pub page: TrainingPage,
    /// What lies over the page.
    pub overlay: Option<TrainingOverlay>,
    /// A line to the user about the latest key; gone with the next one.
    pub notice: Option<String>,
    /// Whether everything is hidden from whoever looks over the shoulder.
    pub cover: Cover,
    /// How large the text is.
    pub letters: Letters,
    /// The page of a scenario whose notes for whoever leads are shown; they are hidden until a key asks for them, and on the next page.
    pub notes: Option<usize>,
    /// What there is to show.
    pub material: Material,
    /// How much of a scenario is shown.
    pub length: LessonLength,
    /// What scenarios are searched for, while they are.
    pub wanted: Option<Editor>,
    /// The questions that are written on the routine.
    pub bank: QuestionBank,
    /// Which of them are asked.
    pub selection: QuizSelection,
    /// What meetings have missed, to be taken up again.
    pub topics: Vec<MissedTopic>,
    /// What the meeting has come to.
    pub meeting: MeetingState,
    /// The page of each scenario that was left before its end, by the scenario's place.
    pub left: BTreeMap<usize, usize>,
    /// The scenarios in which a question was answered, in order, each once: one that was only opened is not counted.
    pub shown: Vec<ScenarioCard>,
    /// Whether anything was shown at all.
    pub held: TrainingActivity,
}

/// The pages.
#[derive(Debug)]
pub enum TrainingPage {
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
    /// What meetings have missed.
    Missed {
        /// The first line shown.
        scroll: usize,
    },
    /// How many are in the room is asked, before a quiz by raised hands.
    Present {
        /// The number as it is typed.
        number: u32,
    },
    /// A scenario.
    Lesson(Box<LessonState>),
    /// The quiz.
    Quiz(Box<QuizPage>),
}

/// A scenario on the screen.
#[derive(Debug)]
pub struct LessonState {
    /// The scenario's place among all.
    pub nth: usize,
    /// The scenario, at one of its pages.
    pub lesson: Lesson,
    /// The first line shown.
    pub scroll: usize,
    /// What the step of the page could have come to, and what that would have changed.
    pub others: Vec<(Outcome, Counterfactual)>,
}

/// The quiz on the screen.
#[derive(Debug)]
pub struct QuizPage {
    /// The round.
    pub round: QuizRound,
    /// The option under the cursor.
    pub cursor: usize,
    /// The first line shown.
    pub scroll: usize,
}

/// What lies over a page.
#[derive(Debug)]
pub enum TrainingOverlay {
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
    /// Which questions to ask.
    Questions {
        /// The row under the cursor.
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
pub enum TrainingActivity {
    /// Something was.
    Something,
    /// Nothing was.
    Nothing,
}

impl TrainingModel {
    /// A training as it begins: where what to show is chosen.
    pub fn new(today: NaiveDate, size: (u16, u16), material: Material) -> Self {
        let bank = QuestionBank::from_flow(material.flow.flow());
        let topics = find_topics(&material.flow, &bank, &material.missed);
        Self {
            today,
            size,
            layout: ScreenLayout::default(),
            page: TrainingPage::Lobby { cursor: 0 },
            overlay: None,
            notice: None,
            cover: Cover::Off,
            letters: Letters::Usual,
            notes: None,
            material,
            length: LessonLength::default(),
            wanted: None,
            bank,
            selection: QuizSelection::default(),
            topics,
            meeting: MeetingState::default(),
            left: BTreeMap::new(),
            shown: Vec::new(),
            held: TrainingActivity::Nothing,
        }
    }

    /// The rows of the first page.
    pub fn rows(&self) -> Vec<LobbyRow> {
        let wanted = self.wanted.as_ref().map(Editor::text);
        list_rows(&self.material, wanted.as_deref())
    }

    /// What the questions can be chosen by.
    pub fn filters(&self) -> Vec<(QuestionFilter, String)> {
        let missed: Vec<QuestionId> = self.topics.iter().map(|topic| topic.id.clone()).collect();
        QuestionFilter::list_filters(self.material.flow.flow(), &missed)
    }

    /// Opens a row of the first page.
    pub fn open_row(&mut self, row: LobbyRow) {
        match row {
            LobbyRow::Length => {
                self.length = self.length.next();
                self.left.clear();
                return;
            }
            LobbyRow::Questions => return self.overlay = Some(TrainingOverlay::Questions { cursor: 0 }),
            LobbyRow::Missed => return self.page = TrainingPage::Missed { scroll: 0 },
            LobbyRow::Points => self.page = TrainingPage::Points { scroll: 0 },
            LobbyRow::Map => self.open_map(),
            LobbyRow::Room => self.open_room_quiz(),
            LobbyRow::One => self.open_quiz(AnsweredBy::One),
            LobbyRow::Lesson(nth) => self.open_lesson(nth),
        }
        self.held = TrainingActivity::Something;
        self.meeting.begin();
    }

    /// Back to where what to show is chosen, at what was shown; a scenario is left at its page.
    pub fn close_page(&mut self) {
        self.take_round();
        let row = match &self.page {
            TrainingPage::Lobby { .. } => return,
            TrainingPage::Points { .. } => LobbyRow::Points,
            TrainingPage::Missed { .. } => LobbyRow::Missed,
            TrainingPage::Present { .. } => LobbyRow::Room,
            TrainingPage::Quiz(page) if page.round.by == AnsweredBy::Room => LobbyRow::Room,
            TrainingPage::Quiz(_) => LobbyRow::One,
            TrainingPage::Lesson(state) => {
                let (page, pages) = state.lesson.page_number();
                let is_between = page > 1 && page < pages;
                self.left.remove(&state.nth);
                self.left.extend(is_between.then_some((state.nth, page)));
                LobbyRow::Lesson(state.nth)
            }
        };
        let cursor = self.rows().iter().position(|known| *known == row).unwrap_or_default();
        self.page = TrainingPage::Lobby { cursor };
    }

    /// Takes what a round came to, where one is up.
    pub fn take_round(&mut self) {
        if let TrainingPage::Quiz(page) = &self.page {
            self.meeting.take_round(self.material.flow.flow().id.as_str(), &page.round);
        }
    }

    /// Opens the map, with where the scenario stands, if one is up.
    pub fn open_map(&mut self) {
        let page = match &self.page {
            TrainingPage::Lesson(page) => {
                MapPage::new(Arc::clone(page.lesson.walk().verified()), Some(page.lesson.position()))
            }
            TrainingPage::Lobby { .. }
            | TrainingPage::Points { .. }
            | TrainingPage::Missed { .. }
            | TrainingPage::Present { .. }
            | TrainingPage::Quiz(_) => MapPage::new(Arc::clone(&self.material.flow), None),
        };
        self.overlay = Some(TrainingOverlay::Map(Box::new(page)));
    }

    /// Whether the notes of whoever leads are shown on the page.
    pub fn shows_notes(&self) -> bool {
        match &self.page {
            TrainingPage::Lesson(state) => self.notes == Some(state.lesson.page_number().0),
            TrainingPage::Lobby { .. }
            | TrainingPage::Points { .. }
            | TrainingPage::Missed { .. }
            | TrainingPage::Present { .. }
            | TrainingPage::Quiz(_) => false,
        }
    }

    /// Shows or hides the notes of whoever leads; says so where the page has none.
    pub fn toggle_notes(&mut self) {
        let TrainingPage::Lesson(state) = &self.page else { return };
        let page = state.lesson.page_number().0;
        if state.lesson.page_view(self.today).notes().is_empty() {
            self.notice = Some("Sidan har inga anteckningar för den som leder.".to_owned());
        } else {
            self.notes = if self.notes == Some(page) { None } else { Some(page) };
        }
    }

    /// The quiz by raised hands, once it is known how many can raise one.
    fn open_room_quiz(&mut self) {
        match self.meeting.present {
            Some(_) => self.open_quiz(AnsweredBy::Room),
            None => self.page = TrainingPage::Present { number: 0 },
        }
    }

    /// A new round of the quiz, with other questions than the one before.
    pub fn open_quiz(&mut self, by: AnsweredBy) {
        self.take_round();
        self.material.seed = self.material.seed.wrapping_add(1);
        let quiz = self.bank.draw_quiz(&self.material.flow, self.material.seed, LENGTH, &self.selection);
        let round = match (by, self.meeting.present) {
            (AnsweredBy::Room, Some(present)) => QuizRound::new(quiz, by).with_present(present),
            (AnsweredBy::Room | AnsweredBy::One, _) => QuizRound::new(quiz, by),
        };
        self.page = TrainingPage::Quiz(Box::new(QuizPage { round, cursor: 0, scroll: 0 }));
    }

    fn open_lesson(&mut self, nth: usize) {
        self.notes = None;
        let Some(lesson) = self.material.lessons.get(nth) else { return };
        let mut lesson = lesson.clone().in_length(self.length);
        if let Some(page) = self.left.get(&nth) {
            lesson.go_to_page(*page);
            self.notice =
                Some("Ni fortsätter där ni var. l går till ett annat steg, Home till början.".to_owned());
        }
        self.page = TrainingPage::Lesson(Box::new(LessonState::new(nth, lesson)));
    }

    /// Counts a scenario as one that was gone through.
    pub fn count_scenario(&mut self, card: ScenarioCard) {
        if !self.shown.contains(&card) {
            self.shown.push(card);
        }
    }

    /// Where keys mean the same as here.
    pub fn context(&self) -> Context {
        match &self.overlay {
            Some(TrainingOverlay::Map(page)) => page.context(),
            Some(TrainingOverlay::Jump { .. }) => Context::Training(TrainingContext::Jump),
            Some(TrainingOverlay::Otherwise { .. }) => Context::Training(TrainingContext::Otherwise),
            Some(TrainingOverlay::Questions { .. }) => Context::Training(TrainingContext::Questions),
            Some(TrainingOverlay::Help { .. }) => Context::Reader,
            None => self.under_overlay(),
        }
    }

    /// The context of the page itself.
    pub fn under_overlay(&self) -> Context {
        Context::Training(match &self.page {
            TrainingPage::Lobby { .. } if self.wanted.is_some() => TrainingContext::LobbySearch,
            TrainingPage::Lobby { .. } => TrainingContext::Lobby,
            TrainingPage::Points { .. } | TrainingPage::Missed { .. } => TrainingContext::Points,
            TrainingPage::Present { .. } => TrainingContext::Present,
            TrainingPage::Lesson(_) => TrainingContext::Lesson,
            TrainingPage::Quiz(page) => match (page.round.stage(), page.round.by) {
                (QuestionStage::Asked, AnsweredBy::One) => TrainingContext::Asked,
                (QuestionStage::Asked, AnsweredBy::Room) => TrainingContext::Hands,
                (QuestionStage::Shown, _) => TrainingContext::Shown,
                (QuestionStage::Over, _) => TrainingContext::Over,
            },
        })
    }

    /// What a key asks for here.
    pub fn find_command(&self, key: super::key::KeyPress) -> Option<keymap::KeyCommand> {
        keymap::find_command(self.context(), key)
    }
}

impl LessonState {
    /// A scenario at its first page.
    pub fn new(nth: usize, lesson: Lesson) -> Self {
        let mut page = Self { nth, lesson, scroll: 0, others: Vec::new() };
        page.prepare_page();
        page
    }

    /// Works out what the page that is up needs, after it was turned to.
    pub fn prepare_page(&mut self) {
        self.scroll = 0;
        self.others = match self.lesson.page() {
            Turn::Shown(_) => self.find_counterfactuals(),
            Turn::Story | Turn::Asked(_) | Turn::Form | Turn::Talk => Vec::new(),
        };
    }

    /// The routine.
    pub fn flow(&self) -> &Flow {
        self.lesson.flow()
    }

    fn find_counterfactuals(&self) -> Vec<(Outcome, Counterfactual)> {
        let Some(at) = self.lesson.step() else { return Vec::new() };
        let walk = self.lesson.walk();
        let outcomes: Vec<Outcome> = match &self.flow().step(at).kind {
            StepKind::Ask { answers } => (0..answers.len()).map(|n| Outcome::One(AnswerIx::nth(n))).collect(),
            StepKind::Choose { options, .. } => {
                let offered = answer::offered_options(options, &|step| walk.position().outcome(step));
                let each = offered.into_iter().map(|(option, _)| Outcome::Many(vec![option]));
                each.chain([Outcome::Many(Vec::new())]).collect()
            }
            StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => Vec::new(),
        };
        let other = |outcome: Outcome| {
            let otherwise = Counterfactual::from_outcome(walk, at, &outcome).ok()?;
            Some((outcome, otherwise))
        };
        outcomes.into_iter().filter_map(other).collect()
    }
}
