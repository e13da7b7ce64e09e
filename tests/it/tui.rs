//! The terminal interface as a person meets it: keys in, a drawn screen out, without a terminal.

use std::sync::Arc;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::KeyCode;
use stegvis::check::states::StateGraph;
use stegvis::check::verified::VerifiedFlow;
use stegvis::clock;
use stegvis::deid::Scanner;
use stegvis::draft::log::Record;
use stegvis::draft::writer::Append;
use stegvis::export::Purpose;
use stegvis::export::json::write;
use stegvis::flow::guard::Outcome;
use stegvis::flow::id::FieldIx;
use stegvis::flow::model::{Mark, StepKind, Urgency};
use stegvis::form::{deidentified, fill};
use stegvis::routines;
use stegvis::session::event::Event;
use stegvis::session::walk::Walk;
use stegvis::spelling::Speller;
use stegvis::tui::effect::{Effect, Folder};
use stegvis::tui::key::KeyPress;
use stegvis::tui::message::Message;
use stegvis::tui::model::{FirstRun, Model, Page, RoutineCard, WalkStage};
use stegvis::tui::rest::ScreenQuestion;
use stegvis::tui::theme::{ColorSupport, Theme};
use stegvis::tui::{update_undrawn, view};

pub(crate) const DAY: &str = "2026-11-21";

/// The interface, a screen, and what it asked the outside world for.
pub(crate) struct Screen {
    model: Model,
    terminal: Terminal<TestBackend>,
    pub(crate) asked: Vec<Effect>,
    kept: Vec<Append>,
}

pub(crate) fn stockholm() -> Arc<VerifiedFlow> {
    routines::load_routine("stockholm-vbe", clock::parse_day(DAY).unwrap()).unwrap()
}

impl Screen {
    pub(crate) fn start() -> Self {
        Self::sized(80, 24)
    }

    pub(crate) fn sized(width: u16, height: u16) -> Self {
        let card = RoutineCard {
            id: "stockholm-vbe".to_owned(),
            title: "Rutin vid oro/händelse rörande våldsbejakande extremism".to_owned(),
            owner: "Stockholms stad".to_owned(),
            origin: "Stockholms stad, version 2019".to_owned(),
        };
        Self::of_routines(vec![card], (width, height))
    }

    pub(crate) fn of_routines(cards: Vec<RoutineCard>, (width, height): (u16, u16)) -> Self {
        Self {
            model: Model::new(clock::parse_day(DAY).unwrap(), (width, height), cards),
            terminal: Terminal::new(TestBackend::new(width, height)).unwrap(),
            asked: Vec::new(),
            kept: Vec::new(),
        }
    }

    pub(crate) fn walking() -> Self {
        let mut screen = Self::start();
        screen.take(Self::opened());
        screen
    }

    pub(crate) fn opened() -> Message {
        Message::Opened(stockholm(), Arc::new(Scanner::builtin()))
    }

    pub(crate) fn take(&mut self, message: Message) {
        for effect in update_undrawn(&mut self.model, message) {
            if let Effect::Keep(news) = effect {
                self.kept.push(news);
            } else {
                self.asked.push(effect);
            }
        }
    }

    /// Presses keys: single characters, or names, with spaces between.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for name in keys.split(' ') {
            self.take(Message::Key(key(name)));
        }
        self
    }

    /// Opens a row of the start page by the digit before its name.
    pub(crate) fn open(&mut self, name: &str) -> &mut Self {
        let row = self.text().lines().find(|row| row.contains(name)).unwrap().to_owned();
        let digit = row.split_whitespace().find(|word| word.chars().all(|c| c.is_ascii_digit())).unwrap();
        self.keys(digit)
    }

    /// Everything a draft would hold by now.
    pub(crate) fn kept(&self) -> Vec<Record> {
        self.kept.iter().flat_map(|news| news.records.clone()).collect()
    }

    /// What was to be kept since the last time.
    pub(crate) fn news(&mut self) -> Vec<Append> {
        std::mem::take(&mut self.kept)
    }

    /// The row of a field in the form.
    pub(crate) fn row(&self, field: &str) -> usize {
        let walking = self.model.walking().unwrap();
        let is_it = |at: &FieldIx| walking.flow().form.field(*at).id.as_str() == field;
        walking.fields().iter().position(is_it).unwrap()
    }

    pub(crate) fn text(&mut self) -> String {
        let theme = Theme::new(ColorSupport::None);
        self.terminal.draw(|frame| drop(view::draw_screen(frame, &self.model, &theme))).unwrap();
        rows(self.terminal.backend())
    }

    pub(crate) fn set_speller(&mut self, speller: Speller) {
        self.model.speller = speller;
    }

    pub(crate) fn set_first_run(&mut self, first_run: FirstRun) {
        self.model.first_run = first_run;
    }

    /// What was asked of the outside world since the last time.
    pub(crate) fn asked(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.asked)
    }

    /// What is shown to be answered: an early key answers nothing after it has changed.
    pub(crate) fn question(&self) -> ScreenQuestion {
        ScreenQuestion::from_model(&self.model)
    }

    pub(crate) fn walk(&self) -> &Walk {
        &self.model.walking().unwrap().walk
    }

    /// The bytes of the form as it would be saved now.
    fn form(&self) -> Vec<u8> {
        let form = fill::fill_form(self.walk(), clock::parse_day(DAY).unwrap());
        write(&deidentified::pass_gate(form).unwrap(), Purpose::Case)
    }
}

/// A key by its name: a single character, or `Enter`, `Esc`, `^C`.
pub(crate) fn key(name: &str) -> KeyPress {
    match name {
        "Enter" => KeyPress::plain(KeyCode::Enter),
        "Esc" => KeyPress::plain(KeyCode::Esc),
        "Up" => KeyPress::plain(KeyCode::Up),
        "Down" => KeyPress::plain(KeyCode::Down),
        "Left" => KeyPress::plain(KeyCode::Left),
        "Right" => KeyPress::plain(KeyCode::Right),
        "Home" => KeyPress::plain(KeyCode::Home),
        "End" => KeyPress::plain(KeyCode::End),
        "Tab" => KeyPress::plain(KeyCode::Tab),
        "BackTab" => KeyPress::plain(KeyCode::BackTab),
        "PgDn" => KeyPress::plain(KeyCode::PageDown),
        "PgUp" => KeyPress::plain(KeyCode::PageUp),
        "Space" => KeyPress::char(' '),
        "F1" => KeyPress::plain(KeyCode::F(1)),
        "F3" => KeyPress::plain(KeyCode::F(3)),
        "F4" => KeyPress::plain(KeyCode::F(4)),
        "F5" => KeyPress::plain(KeyCode::F(5)),
        "F6" => KeyPress::plain(KeyCode::F(6)),
        "F7" => KeyPress::plain(KeyCode::F(7)),
        "F8" => KeyPress::plain(KeyCode::F(8)),
        "Backspace" => KeyPress::plain(KeyCode::Backspace),
        "Del" => KeyPress::plain(KeyCode::Delete),
        one => match one.chars().collect::<Vec<_>>()[..] {
            ['^', letter] => KeyPress::ctrl(letter.to_ascii_lowercase()),
            [c, ..] => KeyPress::char(c),
            [] => panic!("two spaces between keys"),
        },
    }
}

/// What stands on a screen, row by row.
pub(crate) fn rows(backend: &TestBackend) -> String {
    let buffer = backend.buffer();
    let width = usize::from(buffer.area.width);
    let rows = buffer.content().chunks(width);
    let rows = rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>());
    rows.map(|row| row.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Keys of the ordinary case under 18, up to the form.
pub(crate) const UNDER_18: &str = "2 3 1 1 1 Enter 3 1 1 1 3 Enter 3 2 Home";

#[test]
fn the_start_page() {
    insta::assert_snapshot!(Screen::start().text());
}

#[test]
fn the_first_question() {
    insta::assert_snapshot!(Screen::walking().text());
}

#[test]
fn acute_danger_is_unmistakable() {
    insta::assert_snapshot!(Screen::walking().keys("3").text());
}

#[test]
fn a_report_is_shown_with_the_routines_law_and_the_law_in_force() {
    insta::assert_snapshot!(Screen::walking().keys("2 3 1 1 v").text());
}

#[test]
fn grounds_are_chosen_by_digit_and_space() {
    insta::assert_snapshot!(Screen::walking().keys("2 3 1 3 2 1 2 1 1 2 1 Down Down Space").text());
}

#[test]
fn a_digit_chooses_the_row_that_it_stands_before_in_a_long_list_too() {
    let mut screen = Screen::walking();
    screen.keys(UNDER_18);
    let row = screen.row("forvaltning");
    for _ in 0..row {
        screen.keys("Down");
    }
    let listed = screen.keys("Enter").text();
    assert!(listed.contains("  3 ") && listed.contains("0–9 svara"), "{listed}");
    let chosen = screen.keys("3").text();
    assert!(!chosen.contains("▸ 3 ") && chosen.contains("✓ Förvaltning"), "{chosen}");
}

#[test]
fn a_changed_answer_says_exactly_what_falls_away() {
    let mut screen = Screen::walking();
    screen.keys(UNDER_18).keys("F6 Up Up Up Up Up Up Up Up Up Enter 3");
    insta::assert_snapshot!(screen.text());
    let before = screen.walk().position().clone();
    screen.keys("n");
    assert_eq!(screen.walk().position(), &before);
    screen.keys("3 j");
    let outcome = |id: &str| screen.walk().position().outcome(screen.walk().flow().find_step(id).unwrap());
    assert_eq!(outcome("orosanmalan"), None);
    assert!(outcome("galler").is_some());
    screen.keys("u");
    assert_eq!(screen.walk().position(), &before);
}

#[test]
fn going_back_and_forth_changes_nothing() {
    let mut screen = Screen::walking();
    screen.keys("2 3 1 1");
    let before = screen.walk().position().clone();
    let log = screen.walk().log().len();
    screen.keys("Left Left Left Left");
    assert_eq!(screen.model.walking().unwrap().current_step().id.as_str(), "akut");
    assert!(screen.keys("Left").text().contains("rutinens första steg"));
    assert!(screen.text().contains("→ framåt igen   1–3 ändra"), "{}", screen.text());
    screen.keys("Right Enter Right Enter");
    assert!(!screen.text().contains("→ framåt igen"), "{}", screen.text());
    assert_eq!((screen.walk().position(), screen.walk().log().len()), (&before, log));
    assert_eq!(screen.model.walking().unwrap().current_step().id.as_str(), "orosanmalan");
}

#[test]
fn the_form_is_filled_from_the_answers() {
    insta::assert_snapshot!(Screen::walking().keys(UNDER_18).text());
}

#[test]
fn a_time_is_turned_or_typed_and_a_day_is_refused_where_a_person_is_concerned() {
    let mut screen = Screen::walking();
    screen.keys(UNDER_18).keys("Down Down Down Down Down Enter Down Right Right Right Right");
    insta::assert_snapshot!(screen.text());
    screen.keys("2 0 2 6 - 1 1 - 2 0 Enter");
    let refused = screen.text();
    assert!(refused.contains("ange vecka eller månad"), "{refused}");
    screen.keys("Esc");
    assert!(matches!(screen.model.walking().unwrap().stage, WalkStage::Form { cursor: 5 }));
}

#[test]
fn an_invalid_field_never_holds_anyone() {
    let mut screen = Screen::walking();
    screen.keys(UNDER_18).keys("Down Down Down Down Down Enter x y z Enter");
    assert!(screen.text().contains("Skriv en vecka"));
    let before = screen.walk().position().clone();
    screen.keys("Esc ^S");
    assert_eq!(screen.walk().position(), &before);
    assert!(matches!(screen.model.walking().unwrap().stage, WalkStage::Review { .. }));
}

#[test]
fn a_field_changed_against_the_walk_says_so_and_is_to_be_thought_of_before_saving() {
    let mut screen = Screen::walking();
    screen.keys(UNDER_18);
    (0..screen.row("galler")).for_each(|_| {
        screen.keys("Down");
    });
    let text = screen.keys("Enter").text();
    assert!(text.contains("Dina svar på vägen ger: Oro för individ."), "{text}");
    insta::assert_snapshot!(screen.keys("1").text());
    assert!(screen.keys("^S").text().contains("Tänk på: ”"), "{}", screen.text());
    let text = screen.keys("Esc PgUp PgUp PgUp r").text();
    assert!(!text.contains("ändrat:"), "{text}");
}

#[test]
fn a_form_without_the_last_question_is_not_saved_but_says_which() {
    let mut screen = Screen::walking();
    screen.keys(UNDER_18).keys("^S Enter");
    assert!(screen.asked.is_empty());
    insta::assert_snapshot!(screen.text());
    screen.keys("2 ^S Enter j");
    assert!(matches!(screen.asked.as_slice(), [Effect::Save(_, Folder::Usual)]));
}

#[test]
fn the_last_page_says_where_and_what_now() {
    let mut screen = Screen::walking();
    screen.keys(UNDER_18).keys("^S Enter 2 ^S Enter j");
    screen.asked();
    screen.take(Message::Saved(vec!["/hem/stegvis/2026-v47-oro-abc234.json".into()]));
    insta::assert_snapshot!(screen.text());
    assert!(matches!(screen.asked().as_slice(), [Effect::Discard, Effect::NoteToDo(_)]));
    screen.keys("b");
    assert!(matches!(screen.asked().as_slice(), [Effect::FindDrafts, Effect::List]));
    assert!(screen.keys("Enter").text().contains("Rutinen, ett steg i taget"));
    assert!(matches!(screen.asked().as_slice(), [Effect::FindDrafts]));
}

#[test]
fn the_review_ends_in_what_is_filled_in_and_says_what_is_told_discreetly() {
    let text = Screen::walking().keys(UNDER_18).keys("^S End").text();
    assert!(text.contains("”Steget hanteras enligt rutinen” står där vad som än är gjort"), "{text}");
    assert!(text.contains("version 2019,") && !text.contains("Önskat stöd"), "{text}");
}

#[test]
fn a_failed_save_keeps_the_form_and_takes_another_folder() {
    let mut screen = Screen::walking();
    screen.keys(UNDER_18).keys("^S Enter 2 ^S Enter j");
    let form = screen.form();
    screen.take(Message::NotSaved("Disken är full. Frigör plats.".to_owned()));
    screen.keys("/ u s b");
    insta::assert_snapshot!(screen.text());
    assert_eq!(screen.form(), form);
    screen.keys("Enter");
    let Some(Effect::Save(again, Folder::Named(folder))) = screen.asked.pop() else {
        panic!("not saved again")
    };
    assert_eq!((write(&again, Purpose::Case), folder), (form, "/usb".into()));
}

#[test]
fn acts_are_marked_from_their_list_too() {
    let mut screen = Screen::walking();
    screen.keys(UNDER_18).keys("F7 1");
    insta::assert_snapshot!(screen.text());
    screen.keys("Esc");
    let (step, mark) = screen.walk().acts().pop().unwrap();
    assert_eq!((screen.walk().flow().step(step).id.as_str(), mark), ("samordnare", Some(Mark::Done)));
}

#[test]
fn help_is_made_of_the_keys_of_the_page() {
    insta::assert_snapshot!(Screen::walking().keys("?").text());
}

#[test]
fn leaving_asks_only_where_something_would_be_lost() {
    let mut screen = Screen::walking();
    assert!(matches!(screen.keys("q").asked.as_slice(), [Effect::Discard, Effect::Quit]));
    let mut screen = Screen::walking();
    screen.keys("2 q");
    assert!(screen.asked.is_empty());
    insta::assert_snapshot!(screen.text());
    assert!(screen.keys("n").asked.is_empty());
    assert!(matches!(screen.keys("^C ^C").asked.as_slice(), [Effect::Quit]));
}

#[test]
fn a_small_window_loses_nothing_and_decides_nothing() {
    let mut screen = Screen::walking();
    screen.keys("2 3");
    let before = screen.walk().position().clone();
    screen.take(Message::Resized(59, 19));
    screen.terminal = Terminal::new(TestBackend::new(59, 19)).unwrap();
    insta::assert_snapshot!(screen.text());
    screen.keys("1 Enter");
    assert_eq!(screen.walk().position(), &before);
    screen.take(Message::Resized(80, 24));
    screen.terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    assert!(screen.text().contains("Vad bygger oron på?"));
}

#[test]
fn a_wide_window_shows_answers_and_acts_beside_the_question() {
    let mut screen = Screen::sized(120, 40);
    screen.take(Message::Opened(stockholm(), Arc::new(Scanner::builtin())));
    insta::assert_snapshot!(screen.keys("1 1 Enter 3 1").text());
}

/// Walks to the first state found of every step, by events.
pub(crate) fn walks_to_every_step(flow: &Arc<VerifiedFlow>) -> Vec<Walk> {
    let space = StateGraph::explore(flow.flow(), flow.live()).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    let first = (0..space.len()).filter(|at| seen.insert(space.step_of(*at))).collect::<Vec<_>>();
    let walk = |state| {
        let mut walk = Walk::new(Arc::clone(flow));
        for (step, outcome) in space.trace_to(state) {
            walk.apply(event(&walk, step, &outcome)).unwrap();
        }
        walk
    };
    first.into_iter().map(walk).collect()
}

pub(crate) fn event(walk: &Walk, at: stegvis::flow::id::StepIx, outcome: &Outcome) -> Event {
    let step = walk.flow().step(at);
    let id = step.id.clone();
    match (&step.kind, outcome) {
        (StepKind::Ask { answers }, Outcome::One(n)) => {
            Event::Answered { step: id, answer: answers[n.index()].id.clone() }
        }
        (StepKind::Choose { options, .. }, Outcome::Many(many)) => {
            Event::Chose { step: id, options: many.iter().map(|n| options[n.index()].id.clone()).collect() }
        }
        (StepKind::Act { .. }, _) => stegvis::session::answer::make_event(step, outcome).unwrap(),
        _ => Event::Read { step: id },
    }
}

#[test]
fn every_step_fits_whole_on_the_smallest_screen() {
    let flow = stockholm();
    for walk in walks_to_every_step(&flow) {
        let mut screen = Screen::walking();
        walk.log().iter().for_each(|event| {
            screen.model.walking_mut().unwrap().walk.apply(event.clone()).unwrap();
        });
        screen.model.walking_mut().unwrap().show_current();
        let text = screen.text();
        let step = screen.model.walking().unwrap().current_step().clone();
        assert!(!text.contains("rader till"), "{}\n{text}", step.id);
        if step.is_question() || step.is_act() {
            assert!(!text.contains("↓ fler") && !text.contains("↑ fler"), "{}\n{text}", step.id);
            assert!(text.contains("Varför"), "{}: the reasons do not show\n{text}", step.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The same answers give the same bytes, whether they come by keys or as events.
    #[test]
    fn keys_and_events_give_the_same_form(picks in proptest::collection::vec(0_usize..9, 40)) {
        let mut screen = Screen::walking();
        let mut walk = Walk::new(stockholm());
        let mut picks = picks.into_iter();
        while let Page::Walk(page) = &screen.model.page {
            let WalkStage::Step(_) = page.stage else { break };
            let (at, offered) = (page.shown_step(), page.offered_answers());
            let pick = picks.next().unwrap_or(0) % offered.len().max(1);
            let digit = char::from_digit(u32::try_from(pick + 1).unwrap(), 10).unwrap();
            let (outcome, key) = match page.current_step().kind {
                StepKind::Tell { .. } | StepKind::End => (Outcome::Passed, "Enter".to_owned()),
                StepKind::Choose { .. } => (Outcome::Many(vec![offered[pick]]), format!("{digit} Enter")),
                StepKind::Act { urgency: Urgency::Now | Urgency::Promptly, .. } => {
                    (Outcome::One(offered[pick]), format!("{digit} Enter"))
                }
                StepKind::Ask { .. } | StepKind::Act { .. } => {
                    (Outcome::One(offered[pick]), digit.to_string())
                }
            };
            walk.apply(event(&walk, at, &outcome)).unwrap();
            screen.keys(&key);
            if screen.text().contains("Är det gjort nu?") {
                screen.keys("n");
            }
            let moved = !matches!(&screen.model.page, Page::Walk(page)
                if matches!(page.stage, WalkStage::Step(_)) && page.shown_step() == at);
            prop_assert!(moved, "{key} leads on from {}\n{}", walk.flow().step(at).id, screen.text());
        }
        let day = clock::parse_day(DAY).unwrap();
        prop_assert_eq!(fill::fill_form(screen.walk(), day), fill::fill_form(&walk, day));
    }
}
