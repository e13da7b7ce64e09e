//! Five ordinary cases walked by keys on the screen, with how many keys and pages they take. Shared by the bench and by the test
//! that holds the first of them to its target.

use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::KeyCode;
use stegvis::deid::Scanner;
use stegvis::flow::id::FieldIx;
use stegvis::flow::model::{FieldKind, Mark, StepKind, Urgency};
use stegvis::form::fill;
use stegvis::present::number::{has_direct_keys, row_digit};
use stegvis::profile::Profile;
use stegvis::profile::key::ProfileKey;
use stegvis::routines;
use stegvis::tui::effect::Effect;
use stegvis::tui::key::KeyPress;
use stegvis::tui::message::Message;
use stegvis::tui::model::{Model, Page, RoutineCard, WalkStage};
use stegvis::tui::theme::{ColorSupport, Theme};
use stegvis::tui::{update_undrawn, view};

/// An ordinary case: what is answered, and what is filled in.
pub(crate) struct Case {
    /// What it is called.
    pub(crate) name: &'static str,
    /// The answers, by question. Acts are marked done, and no grounds are ticked.
    pub(crate) answers: &'static [(&'static str, &'static str)],
    /// The fields that are filled in by hand, in order, with the option chosen; a text is written where there is none.
    pub(crate) fields: &'static [(&'static str, &'static str)],
}

/// The cases. In all of them the workplace was filled in once.
pub(crate) const CASES: [Case; 5] = [
    Case {
        name: "oro, under 18",
        answers: &[
            ("akut", "nej"),
            ("galler", "oro"),
            ("handling", "handling"),
            ("alder", "under-18"),
            ("brott", "nej"),
            ("roll", "faltassistent"),
            ("samtycke", "ej-fragat"),
        ],
        fields: &[
            ("omrade", "farsta"),
            ("plats", "fritidsgard"),
            ("beskrivning", ""),
            ("vad", "hot"),
            ("antal", "en"),
            ("kontroll", "nej"),
        ],
    },
    Case {
        name: "klistermärken",
        answers: &[
            ("akut", "nej"),
            ("galler", "fynd"),
            ("person", "nej"),
            ("brott", "nej"),
            ("roll", "faltassistent"),
        ],
        fields: &[
            ("omrade", "farsta"),
            ("plats", "tunnel"),
            ("vad", "klistermarken"),
            ("dokumenterat", "foto"),
        ],
    },
    Case {
        name: "akut händelse",
        answers: &[
            ("akut", "ja"),
            ("galler", "handelse"),
            ("person", "nej"),
            ("brott", "begatt"),
            ("roll", "faltassistent"),
        ],
        fields: &[("omrade", "farsta"), ("plats", "torg"), ("beskrivning", ""), ("vad", "hot")],
    },
    Case {
        name: "orolig anhörig",
        answers: &[
            ("akut", "nej"),
            ("galler", "anhorig"),
            ("person", "ja"),
            ("handling", "annan-oro"),
            ("alder", "21-plus"),
            ("barn", "nej"),
            ("brott", "nej"),
            ("roll", "faltassistent"),
            ("samtycke", "ja"),
        ],
        fields: &[("omrade", "farsta"), ("beskrivning", ""), ("antal", "en"), ("kontroll", "nej")],
    },
    Case {
        name: "allmän information",
        answers: &[
            ("akut", "nej"),
            ("galler", "information"),
            ("information-person", "nej"),
            ("roll", "faltassistent"),
        ],
        fields: &[("omrade", "farsta"), ("beskrivning", ""), ("vad", "flygblad")],
    },
];

/// A clean short description: its letters are not counted.
pub(crate) const DESCRIPTION: &str = "Lugnt samtal efteråt.";

/// What a case took.
#[derive(Debug, Clone)]
pub(crate) struct Effort {
    /// Keys, but for the letters of the description.
    pub(crate) keys: usize,
    /// Pages: the start page, every step, the form, the review and the page after saving. What opens within the form is no
    /// page of its own.
    pub(crate) pages: usize,
    /// Lists and texts that opened within the form.
    pub(crate) opened: usize,
    /// Words on the pages, each page as it came up.
    pub(crate) words: usize,
    /// The keys, in order.
    pub(crate) pressed: Vec<String>,
}

/// Somebody at the keyboard.
struct Hand {
    model: Model,
    scanner: Arc<Scanner>,
    effort: Effort,
    page: String,
    saved: bool,
}

/// Walks a case from the start page to the saved form.
pub(crate) fn walk_case(case: &Case, today: NaiveDate) -> Effort {
    let card = RoutineCard {
        id: routines::DEFAULT.to_owned(),
        title: "Rutin".to_owned(),
        owner: String::new(),
        origin: String::new(),
    };
    let effort = Effort { keys: 0, pages: 1, opened: 0, words: 0, pressed: Vec::new() };
    let model = Model::new(today, (80, 24), vec![card]);
    let scanner = Arc::new(Scanner::builtin());
    let mut hand = Hand { model, scanner, effort, page: "start".to_owned(), saved: false };
    hand.effort.words = count_words(&hand.model);
    hand.press(KeyCode::Char('1'));
    while hand.answer_step(case) {}
    for (n, (field, option)) in case.fields.iter().enumerate() {
        hand.fill_field(field, option, case.fields.get(n + 1).map(|next| next.0));
    }
    if hand.page != "review" {
        hand.press_with_ctrl('s');
    }
    hand.press(KeyCode::Enter);
    assert!(hand.saved, "{}: not saved", case.name);
    hand.effort
}

impl Hand {
    fn press(&mut self, code: KeyCode) {
        self.effort.keys += 1;
        self.effort.pressed.push(format!("{code}"));
        self.send(Message::Key(KeyPress::plain(code)));
    }

    fn press_with_ctrl(&mut self, letter: char) {
        self.effort.keys += 1;
        self.effort.pressed.push(format!("^{letter}"));
        self.send(Message::Key(KeyPress::ctrl(letter)));
    }

    fn send(&mut self, message: Message) {
        let mut messages = vec![message];
        while let Some(message) = messages.pop() {
            for effect in update_undrawn(&mut self.model, message) {
                if let Effect::Open(id) = &effect {
                    let routine = local_routine(id, self.model.today);
                    messages.push(Message::Opened(routine, self.scanner.clone()));
                }
                if let Effect::Save(..) = &effect {
                    self.saved = true;
                    messages.push(Message::Saved(vec!["blankett.pdf".into()]));
                }
            }
        }
        let page = self.describe_page();
        if page != self.page {
            self.effort.pages += 1;
            self.page = page;
            self.effort.words += count_words(&self.model);
        }
    }

    fn describe_page(&self) -> String {
        match (&self.model.page, self.model.walking()) {
            (_, Some(walking)) => match &walking.stage {
                WalkStage::Step(_) => walking.current_step().id.to_string(),
                WalkStage::Form { .. } | WalkStage::Field(_) => "form".to_owned(),
                WalkStage::Review { .. } => "review".to_owned(),
                WalkStage::Folder { .. } => "folder".to_owned(),
            },
            (Page::Saved(_), _) => "saved".to_owned(),
            _ => "start".to_owned(),
        }
    }

    /// Answers the step on the screen; not where the form has come.
    fn answer_step(&mut self, case: &Case) -> bool {
        let walking = self.model.walking().unwrap();
        if !matches!(walking.stage, WalkStage::Step(_)) {
            return false;
        }
        let step = walking.current_step();
        let keys = match &step.kind {
            StepKind::Ask { answers } => {
                let known = case.answers.iter().find(|(id, _)| *id == step.id.as_str());
                let known = known.unwrap_or_else(|| panic!("{}: {} is asked", case.name, step.id)).1;
                let at = answers.iter().position(|answer| answer.id.as_str() == known).unwrap();
                choose(at)
            }
            StepKind::Act { urgency: Urgency::Now | Urgency::Promptly, .. } => {
                vec![digit(Mark::Done as usize), KeyCode::Enter]
            }
            StepKind::Act { .. } => vec![digit(Mark::Done as usize)],
            StepKind::Choose { .. } | StepKind::Tell { .. } | StepKind::End => vec![KeyCode::Enter],
        };
        for key in keys {
            self.press(key);
        }
        true
    }

    fn fill_field(&mut self, id: &str, option: &str, next: Option<&str>) {
        self.go_to(id);
        let walking = self.model.walking().unwrap();
        let at = walking.flow().form.find_field(id).unwrap();
        let options: Vec<_> = fill::offered_options(&walking.walk, at).cloned().collect();
        let place = options.iter().position(|known| known.id.as_str() == option);
        let leaves = next.is_none_or(|next| self.section(next) != self.section(id));
        let walking = self.model.walking().unwrap();
        match (&walking.flow().form.field(at).kind, place) {
            (FieldKind::Text { .. }, _) => {
                self.effort.opened += 1;
                self.press(KeyCode::Enter);
                for letter in DESCRIPTION.chars() {
                    self.send(Message::Key(KeyPress::char(letter)));
                }
                self.press_with_ctrl('s');
            }
            (_, Some(place)) if has_direct_keys(&options) => self.press(digit(place)),
            (FieldKind::Choices { .. }, Some(place)) => {
                self.effort.opened += 1;
                let done = if leaves { KeyCode::Tab } else { KeyCode::Enter };
                for key in [KeyCode::Enter].into_iter().chain(choose(place)).chain([done]) {
                    self.press(key);
                }
            }
            (_, Some(place)) => {
                self.effort.opened += 1;
                for key in [KeyCode::Enter].into_iter().chain(choose(place)) {
                    self.press(key);
                }
            }
            (_, None) => panic!("{id} has no {option}"),
        }
    }

    /// To the row of a field by the fewest keys.
    fn go_to(&mut self, id: &str) {
        loop {
            let walking = self.model.walking().unwrap();
            let WalkStage::Form { cursor } = walking.stage else { panic!("{id}: {}", self.page) };
            let to = walking
                .fields()
                .iter()
                .position(|at| walking.flow().form.field(*at).id.as_str() == id)
                .unwrap();
            let tabbed = walking.next_group_row(cursor);
            match to {
                to if to == cursor => return,
                to if to > cursor && tabbed <= to && tabbed > cursor + 1 => self.press(KeyCode::Tab),
                to if to > cursor => self.press(KeyCode::Down),
                _ => self.press(KeyCode::Up),
            }
        }
    }

    fn section(&self, id: &str) -> Option<usize> {
        let form = &self.model.walking()?.flow().form;
        let at: FieldIx = form.find_field(id)?;
        form.sections.iter().position(|section| section.fields.contains(&at))
    }
}

/// The words on the screen.
fn count_words(model: &Model) -> usize {
    let mut terminal = Terminal::new(TestBackend::new(model.size.0, model.size.1)).unwrap();
    let theme = Theme::new(ColorSupport::None);
    terminal.draw(|frame| drop(view::draw_screen(frame, model, &theme))).unwrap();
    let text: String =
        terminal.backend().buffer().content().iter().map(ratatui::buffer::Cell::symbol).collect();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count()
}

/// Seconds that whoever holds the keyboard needs, as the keystroke-level model has it (Card, Moran and Newell): 0.28 a key and 1.35 to
/// make up one's mind at every page, and on top of that reading every word at 200 a minute. Modelled, not timed.
pub(crate) fn model_seconds(keys: usize, pages: usize, words: usize) -> (f64, f64) {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    let hands = count(keys) * 0.28 + count(pages) * 1.35;
    (hands, hands + count(words) * 60.0 / 200.0)
}

/// The keys that choose an item: its digit, or the arrows and Enter where none stands before it.
fn choose(place: usize) -> Vec<KeyCode> {
    match row_digit(place) {
        Some(_) => vec![digit(place)],
        None => [vec![KeyCode::Down; place + 1], vec![KeyCode::Enter]].concat(),
    }
}

fn digit(place: usize) -> KeyCode {
    KeyCode::Char(char::from_digit(u32::try_from((place + 1) % 10).unwrap(), 10).unwrap())
}

pub(crate) fn local_routine(id: &str, today: NaiveDate) -> Arc<stegvis::check::verified::VerifiedFlow> {
    let mut profile = Profile::default();
    profile.set(ProfileKey::Administration, "farsta").unwrap();
    profile.set(ProfileKey::Activity, "falt").unwrap();
    profile.set(ProfileKey::Role, "faltassistent").unwrap();
    routines::load_local(id, today, &profile.local_values()).unwrap()
}
