//! A hundred thousand random keys, pastes, clicks and changes of size against the interface, with what must always hold:
//! it never falls, the place follows from the log alone, no undecided text is ever kept, the draft is the log, and
//! nothing that steers a terminal is drawn. `STEGVIS_EVENTS` sets another number of events, `STEGVIS_SEED` another run.

mod kept;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::KeyCode;
use stegvis::check::verified::VerifiedFlow;
use stegvis::clock;
use stegvis::corrections::OpenCorrection;
use stegvis::deid::Scanner;
use stegvis::deid::screened::{Screened, screen_text};
use stegvis::draft::log::{self, Record};
use stegvis::plan::progress::{PlanEntry, PlanNote};
use stegvis::routines;
use stegvis::session::change;
use stegvis::session::event::{Event, FieldValue, LogEntry};
use stegvis::store::inbox::register::{InboxChange, InboxEvent};
use stegvis::todo::ToDoItem;
use stegvis::tui::effect::Effect;
use stegvis::tui::key::{HeldKey, KeyPress};
use stegvis::tui::message::{Message, Scroll};
use stegvis::tui::model::{CountedForms, Edit, Model, Overlay, Page, RoutineCard, WalkStage};
use stegvis::tui::theme::{ColorSupport, Theme};
use stegvis::tui::training::{TrainingModel, TrainingPage};
use stegvis::tui::update::training::TrainingAction;
use stegvis::tui::{update, update_undrawn, view};

use self::kept::{FORMS, INBOX, PLAN};
use crate::random::RandomSource;
use crate::world::TODAY;

/// Keys that mean something somewhere, the digits and Enter more often than the rest.
const LETTERS: &str = "1234512345123412 vtauUkxrgbjnyqmGs?+-/*åäö\u{301}\u{30a}e漢👩\u{200d}👧";

/// What is pasted: names, numbers, line breaks, and what would steer a terminal.
const PIECES: [&str; 12] = [
    "Fatima Haddad",
    "19121212-1212",
    "070-123 45 67",
    "14 år",
    "klotter på väggen",
    "\u{1b}[2J\u{1b}]0;titel\u{7}",
    "\r\n\t\u{8}",
    "\u{202e}baklänges\u{2066}",
    "\u{9b}31m",
    "e\u{301}\u{301}\u{301}",
    "漢字かな交じり",
    "2026-v47 kväll",
];

/// What is typed by somebody who has nothing to hide.
const WORDS: [&str; 4] = ["hot", "eld", "film", "hela"];

/// The interface, with the outside world played by the test.
struct KeySession {
    chance: RandomSource,
    flow: Arc<VerifiedFlow>,
    scanner: Arc<Scanner>,
    model: Model,
    /// Keys that are still to be pressed, one after the other.
    hand: VecDeque<KeyPress>,
    /// The draft of the walk in progress.
    draft: Vec<Record>,
    saved: usize,
    left: Vec<ToDoItem>,
    kept_texts: usize,
    /// How many events each page met, and a form that was being filled in.
    met: BTreeMap<&'static str, usize>,
}

impl KeySession {
    fn new(flow: Arc<VerifiedFlow>, seed: u64) -> Self {
        let card = RoutineCard {
            id: "r".to_owned(),
            title: "Rutin".to_owned(),
            owner: "Stad".to_owned(),
            origin: "Stad".to_owned(),
        };
        let model = Model::new(clock::parse_day(TODAY).unwrap(), (80, 24), vec![card]);
        let scanner = Arc::new(Scanner::builtin());
        let (hand, draft) = (VecDeque::new(), Vec::new());
        Self {
            chance: RandomSource(seed),
            flow,
            scanner,
            model,
            hand,
            draft,
            saved: 0,
            left: Vec::new(),
            kept_texts: 0,
            met: BTreeMap::new(),
        }
    }

    /// One random event, and what follows from it.
    fn step(&mut self) {
        *self.met.entry(page_name(&self.model)).or_default() += 1;
        let message = self.message();
        let mut messages = vec![message];
        while let Some(message) = messages.pop() {
            let effects = update_undrawn(&mut self.model, message);
            messages.extend(effects.into_iter().filter_map(|effect| self.perform(effect)));
        }
    }

    fn message(&mut self) -> Message {
        if let Some(key) = self.hand.pop_front() {
            return Message::Key(key);
        }
        if self.is_at_a_text() && self.chance.one_in(4) {
            // Whoever writes sees what is written: the window is large enough, and a blank takes the cover away.
            self.hand.push_back(KeyPress::char(' '));
            self.write_a_word();
            return Message::Resized(80, 24);
        }
        match self.chance.below(40) {
            0 => Message::Pasted(self.pasted()),
            1 => {
                let sizes = [(80, 24), (80, 24), (120, 40), (40, 10), (200, 60), (81, 100), (0, 0), (1, 1)];
                let (width, height) = sizes[self.chance.below(sizes.len())];
                Message::Resized(width, height)
            }
            2 => Message::Clicked(self.cell(), self.cell()),
            3 => Message::Scrolled(if self.chance.one_in(2) { Scroll::Up } else { Scroll::Down }),
            4 => {
                self.write_a_word();
                Message::Key(self.key())
            }
            _ => Message::Key(self.key()),
        }
    }

    /// A word, what is found decided in one of the ways there are, and the text taken: as somebody writes, wherever it
    /// happens to be pressed.
    fn write_a_word(&mut self) {
        let word = WORDS[self.chance.below(WORDS.len())];
        self.hand.extend(word.chars().map(KeyPress::char));
        let found = KeyPress::plain(KeyCode::F(4));
        match self.chance.below(4) {
            0 => self.hand.push_back(KeyPress::plain(KeyCode::F(3))),
            1 => self.hand.extend([found, KeyPress::plain(KeyCode::F(3))]),
            2 => self.hand.extend([found, KeyPress::char('3'), KeyPress::plain(KeyCode::Enter)]),
            _ => self.hand.extend([found, KeyPress::char('1')]),
        }
        // Whatever was there before is masked.
        self.hand.extend([KeyPress::plain(KeyCode::F(3)), KeyPress::ctrl('s')]);
    }

    fn cell(&mut self) -> u16 {
        u16::try_from(self.chance.below(130)).unwrap()
    }

    fn pasted(&mut self) -> String {
        (0..=self.chance.below(4))
            .map(|_| PIECES[self.chance.below(PIECES.len())])
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn key(&mut self) -> KeyPress {
        let codes = [
            KeyCode::Enter,
            KeyCode::Esc,
            KeyCode::Up,
            KeyCode::Down,
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::Tab,
            KeyCode::Backspace,
            KeyCode::Delete,
            KeyCode::Home,
            KeyCode::End,
            KeyCode::PageUp,
            KeyCode::PageDown,
            KeyCode::F(1),
            KeyCode::F(2),
            KeyCode::F(3),
            KeyCode::F(4),
            KeyCode::F(5),
            KeyCode::F(9),
            KeyCode::F(12),
            KeyCode::Insert,
            KeyCode::BackTab,
        ];
        match self.chance.below(10) {
            0..=1 => KeyPress::plain(KeyCode::Enter),
            2..=3 => KeyPress::plain(codes[self.chance.below(codes.len())]),
            4 => KeyPress::ctrl(['s', 'z', 'y', 'w', 'g', 'a', 'c', 'x', 'v', 'f'][self.chance.below(10)]),
            5 => KeyPress {
                code: codes[self.chance.below(codes.len())],
                held: if self.chance.one_in(2) { HeldKey::Control } else { HeldKey::Shift },
            },
            _ => {
                let letters: Vec<char> = LETTERS.chars().collect();
                KeyPress::char(letters[self.chance.below(letters.len())])
            }
        }
    }

    /// What the outside world answers.
    fn perform(&mut self, effect: Effect) -> Option<Message> {
        match effect {
            Effect::Open(_) | Effect::TakeUp(_) => {
                self.draft.clear();
                Some(Message::Opened(Arc::clone(&self.flow), Arc::clone(&self.scanner)))
            }
            Effect::Keep(news) => {
                news.records.iter().for_each(|record| self.nothing_undecided(record));
                self.draft.extend(news.records);
                self.chance.one_in(50).then(|| Message::NotKept("Disken är full.".to_owned()))
            }
            Effect::Discard => {
                self.draft.clear();
                None
            }
            Effect::Save(_, _) if self.chance.one_in(3) => {
                Some(Message::NotSaved("Disken är full.".to_owned()))
            }
            Effect::Save(_, _) => {
                self.saved += 1;
                Some(Message::Saved(vec!["/hem/blankett\u{1b}[2J.json".into()]))
            }
            Effect::List | Effect::Shelve(..) => {
                Some(Message::Listed(FORMS.0.clone(), None, Some("Gjort.".to_owned())))
            }
            Effect::Profile | Effect::SaveProfile(_) => {
                Some(Message::Profile(Box::default(), Arc::clone(&self.scanner), Some("Sparat.".to_owned())))
            }
            Effect::Count(_) => Some(Message::Counted(Box::new(FORMS.1.clone()))),
            Effect::Report(_) => Some(Message::Reported(vec!["/hem/lagesbild.pdf".into()])),
            Effect::FindDrafts | Effect::Remove(_) => Some(Message::Drafts(FORMS.2.clone())),
            Effect::Quit => {
                let again = Self::new(Arc::clone(&self.flow), 0).model;
                self.model = again;
                self.draft.clear();
                Some(self.begin_anew())
            }
            Effect::Map(_) => Some(Message::Mapped(Arc::clone(&self.flow))),
            effect @ (Effect::OpenPlan(_) | Effect::NotePlan(..)) => Some(self.perform_plan(&effect)),
            Effect::ReportPlan(..) => {
                Some(Message::FollowUpWritten(vec!["/hem/uppfoljning\u{1b}[2J.pdf".into()], String::new()))
            }
            effect @ (Effect::OpenInbox(_) | Effect::NoteReceived(_) | Effect::RemoveReceived(_)) => {
                Some(self.perform_inbox(&effect))
            }
            Effect::OpenCorrection(_) => Some(self.open_correction()),
            Effect::SaveCorrection(open, _) => Some(self.save_correction(&open)),
            Effect::FindReminder => Some(Message::Reminded(None)),
            effect @ (Effect::NoteToDo(_) | Effect::CloseToDo(..) | Effect::FindToDo) => {
                Some(self.perform_to_do(effect))
            }
            Effect::SkipProfile => Some(Message::Said("Gjort.".to_owned())),
            Effect::Train | Effect::HandOver(..) => None,
        }
    }

    /// Most of the play is to be in walks, where there is most to upset; the rest begins on the pages of their own.
    fn begin_anew(&mut self) -> Message {
        match self.chance.below(13) {
            0 => self.perform(Effect::List),
            1 => self.perform(Effect::Profile),
            2 => self.perform(Effect::Count(CountedForms::Saved)),
            3 => {
                self.model.overlay = Some(Overlay::Drafts { cursor: 0 });
                self.perform(Effect::FindDrafts)
            }
            5 => Some(self.open_inbox()),
            6 => Some(self.open_correction()),
            4 => Some(Message::PlanOpened(Box::new(PLAN.clone()), Arc::clone(&self.scanner))),
            _ => self.perform(Effect::Open(String::new())),
        }
        .unwrap()
    }

    /// What the plan answers.
    fn perform_plan(&mut self, effect: &Effect) -> Message {
        if self.chance.one_in(4) {
            return Message::PlanNotNoted("Disken är full.".to_owned());
        }
        if let Effect::NotePlan(_, entry) = effect {
            self.nothing_undecided_noted(entry);
            return Message::PlanNoted(Box::new(PLAN.clone()));
        }
        Message::PlanOpened(Box::new(PLAN.clone()), Arc::clone(&self.scanner))
    }

    /// What is left to do, as it is answered.
    fn perform_to_do(&mut self, effect: Effect) -> Message {
        if let Effect::NoteToDo(left) = effect {
            self.left.extend(left);
        } else {
            self.left.pop();
        }
        Message::ToDo(self.left.clone(), Some("Märkt gjort.".to_owned()))
    }

    /// What the inbox answers.
    fn perform_inbox(&mut self, effect: &Effect) -> Message {
        if self.chance.one_in(4) {
            return Message::InboxNotNoted("Disken är full.".to_owned());
        }
        if matches!(effect, Effect::OpenInbox(_)) {
            return self.open_inbox();
        }
        if let Effect::NoteReceived(event) = effect {
            self.nothing_undecided_received(event);
        }
        Message::InboxNoted(Box::new(INBOX.clone()))
    }

    /// What the saving of a correction answers.
    fn save_correction(&mut self, open: &OpenCorrection) -> Message {
        if self.chance.one_in(3) {
            return Message::NotCorrected("Disken är full.".to_owned());
        }
        open.form.finish().unwrap();
        Message::Corrected(FORMS.0.clone(), None, vec!["/hem/ny\u{1b}[2J.pdf".to_owned()])
    }

    fn open_correction(&self) -> Message {
        let open = kept::open_correction(Arc::clone(&self.flow));
        Message::CorrectionOpened(Box::new(open), Arc::clone(&self.scanner))
    }

    fn open_inbox(&self) -> Message {
        Message::InboxOpened(Box::new(INBOX.clone()), Arc::clone(&self.scanner))
    }

    fn is_at_a_text(&self) -> bool {
        let field = self.model.walking().and_then(|walking| match &walking.stage {
            WalkStage::Field(page) => Some(&page.edit),
            WalkStage::Step(_)
            | WalkStage::Form { .. }
            | WalkStage::Review { .. }
            | WalkStage::Folder { .. } => None,
        });
        let page = &self.model.page;
        let noting = matches!(page, Page::Plan(page) if page.text().is_some())
            || matches!(page, Page::Inbox(page) if page.text().is_some());
        self.model.overlay.is_none() && (noting || matches!(field, Some(Edit::Text(_))))
    }

    /// Text that is noted of a plan has passed the gate too.
    fn nothing_undecided_noted(&self, entry: &PlanEntry) {
        let (PlanNote::Progress(noted), Page::Plan(page)) = (&entry.note, &self.model.page) else { return };
        let text = noted.text.as_ref().map(Screened::text).unwrap_or_default();
        assert!(screen_text(&self.scanner, text, &page.clearings).is_ok(), "undecided text was noted");
    }

    /// As is text that is noted of a received form.
    fn nothing_undecided_received(&self, event: &InboxEvent) {
        let (InboxChange::Note(text), Page::Inbox(page)) = (&event.what, &self.model.page) else { return };
        let screened = screen_text(&self.scanner, text.text(), &page.clearings);
        assert!(screened.is_ok(), "undecided text was noted");
    }

    /// Text that is kept has passed the gate: every finding in it was cleared by the one who wrote it.
    fn nothing_undecided(&mut self, record: &Record) {
        let LogEntry::Took(Event::Filled { value: FieldValue::Text(text), .. }) = &record.entry else {
            return;
        };
        self.kept_texts += 1;
        let clearings = &self.model.walking().unwrap().clearings;
        assert!(screen_text(&self.scanner, text.text(), clearings).is_ok(), "undecided text was kept");
    }

    fn check(&self) {
        let Page::Walk(page) = &self.model.page else { return };
        let walk = &page.walk;
        assert_eq!(&change::replay_log(walk.verified(), walk.log()).unwrap(), walk.position());
        let kept = log::resume_walk(&self.flow, &self.draft).unwrap();
        assert_eq!((kept.log(), kept.position()), (walk.log(), walk.position()), "the draft is not the log");
    }

    fn draw(&self) {
        let (width, height) = self.model.size;
        if width == 0 || height == 0 {
            return;
        }
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let theme = Theme::new(ColorSupport::Sixteen);
        terminal.draw(|frame| drop(view::draw_screen(frame, &self.model, &theme))).unwrap();
        for cell in terminal.backend().buffer().content() {
            assert!(!cell.symbol().chars().any(steers), "{:?}", cell.symbol());
        }
    }
}

/// Where an event was met.
fn page_name(model: &Model) -> &'static str {
    match (&model.page, &model.overlay) {
        (Page::Start { .. }, Some(Overlay::Drafts { .. })) => "drafts",
        (Page::Start { .. }, _) => "start",
        (Page::Walk(page), _) => match &page.stage {
            WalkStage::Step(_) => "step",
            WalkStage::Form { .. } => "form",
            WalkStage::Field(_) => "field",
            WalkStage::Review { .. } => "review",
            WalkStage::Folder { .. } => "folder",
        },
        (Page::Saved(_), _) => "saved",
        (Page::Forms(_), _) => "forms",
        (Page::ToDo(_), _) => "todo",
        (Page::Profile(_), _) => "profile",
        (Page::Picture(_), _) => "picture",
        (Page::Plan(_), _) => "plan",
        (Page::Inbox(_), _) => "inbox",
        (Page::Correction(_), _) => "correction",
    }
}

/// Whether a character moves the cursor, changes colours, or turns the order of reading.
fn steers(c: char) -> bool {
    stegvis::characters::is_control(c)
}

#[expect(clippy::disallowed_methods, reason = "a longer run is asked for in the environment")]
fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn a_hundred_thousand_random_events_upset_nothing() {
    let flow = routines::load_routine(routines::DEFAULT, clock::parse_day(TODAY).unwrap()).unwrap();
    let mut play = KeySession::new(flow, number("STEGVIS_SEED").unwrap_or(1907));
    let events = number("STEGVIS_EVENTS").unwrap_or(100_000);
    for event in 0..events {
        play.step();
        if event % 16 == 0 {
            play.check();
        }
        if event % 101 == 0 {
            play.draw();
        }
        // A log without end would only make the checks slow.
        if play.model.walking().is_some_and(|page| page.walk.log().len() > 120) {
            let anew = play.perform(Effect::Quit);
            anew.map(|message| update_undrawn(&mut play.model, message));
        }
    }
    play.check();
    println!("{events} events: {} forms saved, {} texts kept, {:?}", play.saved, play.kept_texts, play.met);
    let pages = [
        "start", "drafts", "step", "form", "field", "review", "saved", "forms", "profile", "picture", "plan",
    ];
    for page in pages.into_iter().filter(|_| events >= 50_000) {
        assert!(play.met.get(page).is_some_and(|met| *met > 0), "{page}: {:?}", play.met);
    }
    assert!(events < 50_000 || (play.saved > 0 && play.kept_texts > 0), "{} {}", play.saved, play.kept_texts);
}

#[test]
fn ten_thousand_random_events_upset_no_training() {
    let material = crate::training::material();
    let flow = Arc::clone(&material.flow);
    let today = clock::parse_day(TODAY).unwrap();
    let anew = || TrainingModel::new(today, (80, 24), material.clone());
    let (mut play, mut training) = (KeySession::new(flow, number("STEGVIS_SEED").unwrap_or(1907)), anew());
    let mut met: BTreeMap<&'static str, usize> = BTreeMap::new();
    for event in 0..number("STEGVIS_EVENTS").unwrap_or(10_000) {
        let page = match &training.page {
            TrainingPage::Lobby { .. } => "lobby",
            TrainingPage::Points { .. } => "points",
            TrainingPage::Lesson(_) => "lesson",
            TrainingPage::Missed { .. } => "missed",
            TrainingPage::Present { .. } => "present",
            TrainingPage::Quiz(_) => "quiz",
        };
        *met.entry(page).or_default() += 1;
        training.layout = view::training::lay_out(&training);
        if update::training::update(&mut training, &play.message()) == TrainingAction::Leave {
            training = anew();
        }
        if event % 11 == 0 && training.size.0 > 0 && training.size.1 > 0 {
            let (width, height) = training.size;
            let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
            let theme = Theme::new(ColorSupport::Sixteen);
            terminal.draw(|frame| drop(view::training::draw_training(frame, &training, &theme))).unwrap();
            let cells = terminal.backend().buffer().content();
            assert!(!cells.iter().any(|cell| cell.symbol().chars().any(steers)));
        }
    }
    println!("{met:?}");
    for page in ["lobby", "points", "lesson", "quiz"] {
        assert!(met.get(page).is_some_and(|met| *met >= 50), "{page}: {met:?}");
    }
}
