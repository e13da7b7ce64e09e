//! A training as a room meets it: every page says that it is an exercise, nothing is ever written, and what is shown of
//! other answers is what walking them comes to.

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use stegvis::clock;
use stegvis::deid::Scanner;
use stegvis::flow::guard::Outcome;
use stegvis::flow::id::{AnswerIx, StepIx};
use stegvis::flow::model::{Mark, StepKind};
use stegvis::present::lesson::LessonBody;
use stegvis::profile::Profile;
use stegvis::quiz::round::QuestionStage as Up;
use stegvis::session::answer;
use stegvis::session::replay::Position;
use stegvis::session::walk::Walk;
use stegvis::training::otherwise::{Chance, Counterfactual};
use stegvis::training::{Lesson, LessonStage as Turn, Material, meeting_points};
use stegvis::tui::message::Message;
use stegvis::tui::theme::{ColorSupport, Theme};
use stegvis::tui::training::{TrainingModel, TrainingOverlay, TrainingPage};
use stegvis::tui::update::training::{TrainingAction, update};
use stegvis::tui::view;
use stegvis::{routines, scenarios};

use crate::tui::{key, rows, stockholm};
use crate::world::TODAY;

/// Takes a message on the screen as it would be drawn now.
fn take(training: &mut TrainingModel, message: &Message) -> TrainingAction {
    training.layout = view::training::lay_out(training);
    update(training, message)
}

/// Everything that is built in, with a quiz that is always the same.
pub(crate) fn material() -> Material {
    let (flow, scanner) = (stockholm(), Scanner::builtin());
    let mut routines = vec![(routines::DEFAULT.to_owned(), Arc::clone(&flow))];
    let lesson = |name: &String| {
        let found = scenarios::find_scenario(name).unwrap();
        if !routines.iter().any(|(id, _)| id == found.flow()) {
            let walked = routines::load_routine(found.flow(), clock::parse_day(TODAY).unwrap()).unwrap();
            routines.push((found.flow().to_owned(), walked));
        }
        let (_, walked) = routines.iter().find(|(id, _)| id == found.flow()).unwrap();
        Lesson::new(found.read_scenario(walked, &scanner).unwrap(), &scanner).unwrap()
    };
    let lessons = scenarios::built_in_names().iter().map(lesson).collect();
    let points = meeting_points(flow.flow(), &Profile::default());
    Material { flow: Arc::clone(&flow), lessons, points, seed: 1, faulty: 0, missed: Vec::new() }
}

/// A training, and a screen.
pub(crate) struct TrainingScreen {
    pub(crate) training: TrainingModel,
    terminal: Terminal<TestBackend>,
}

impl TrainingScreen {
    pub(crate) fn sized(width: u16, height: u16) -> Self {
        Self {
            training: TrainingModel::new(clock::parse_day(TODAY).unwrap(), (width, height), material()),
            terminal: Terminal::new(TestBackend::new(width, height)).unwrap(),
        }
    }

    pub(crate) fn new() -> Self {
        Self::sized(80, 24)
    }

    /// In a scenario.
    fn open_at(id: &str) -> Self {
        let mut room = Self::new();
        room.show(id);
        room
    }

    fn show(&mut self, id: &str) {
        let lessons = &self.training.material.lessons;
        let nth = lessons.iter().position(|lesson| lesson.scenario().id == id).unwrap();
        self.training.open_row(stegvis::tui::lobby::LobbyRow::Lesson(nth));
    }

    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        keys.split(' ').for_each(|name| assert_eq!(self.press(name), TrainingAction::Stay));
        self
    }

    fn press(&mut self, name: &str) -> TrainingAction {
        take(&mut self.training, &Message::Key(key(name)))
    }

    pub(crate) fn text(&mut self) -> String {
        let theme = Theme::new(ColorSupport::None);
        let training = &self.training;
        self.terminal.draw(|frame| drop(view::training::draw_training(frame, training, &theme))).unwrap();
        rows(self.terminal.backend())
    }

    /// Goes on until the page is another, and gives all that was read of this one.
    fn turn(&mut self) -> String {
        let before = self.place();
        let mut read = self.text();
        while self.place() == before {
            self.keys("Enter");
            if self.training.notice.is_some() {
                break;
            }
            if self.place() == before {
                read.push_str(&self.text());
            }
        }
        read
    }

    fn place(&self) -> (usize, usize) {
        match &self.training.page {
            TrainingPage::Lesson(page) => page.lesson.page_number(),
            TrainingPage::Quiz(page) => {
                (page.round.place().0 * 2 + usize::from(page.round.stage() == Up::Shown), 0)
            }
            TrainingPage::Lobby { .. }
            | TrainingPage::Points { .. }
            | TrainingPage::Missed { .. }
            | TrainingPage::Present { .. } => (0, 0),
        }
    }
}

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

fn ids() -> Vec<String> {
    scenarios::built_in_names()
}

/// Looks at what lies over the page too, and leaves it as it was.
fn overlays(room: &mut TrainingScreen) -> Vec<String> {
    let look = |over: &str| {
        let text = room.keys(over).text();
        if room.training.overlay.take().is_some() { text } else { room.text() }
    };
    ["t", "g", "m", "?"].into_iter().map(look).collect()
}

#[test]
fn every_page_of_every_scenario_says_that_it_is_an_exercise() {
    let mut pages = 0;
    for (width, height) in SIZES {
        let mut room = TrainingScreen::sized(width, height);
        for id in ids() {
            room.show(&id);
            room.training.notice = None;
            while room.training.notice.is_none() {
                let mut seen = if width == 80 { overlays(&mut room) } else { Vec::new() };
                seen.push(room.keys("z").text());
                room.keys("z");
                seen.push(room.turn());
                assert!(seen.iter().all(|text| text.contains("ÖVNING")), "{id}\n{}", seen.join("\n"));
                pages += 1;
            }
        }
    }
    assert!(pages > 800, "{pages}");
}

#[test]
fn the_other_pages_say_so_too() {
    for (width, height) in SIZES {
        let mut room = TrainingScreen::sized(width, height);
        let mut seen =
            vec![room.text(), room.keys("k").text(), room.keys("Esc ?").text(), room.keys("Esc 1").text()];
        for quiz in ["3", "4"] {
            room.keys(&format!("Esc {quiz}"));
            if matches!(room.training.page, TrainingPage::Present { .. }) {
                seen.push(room.text());
                room.keys("1 4 Enter");
            }
            while !matches!(&room.training.page, TrainingPage::Quiz(page) if page.round.stage() == Up::Over) {
                seen.push(room.turn());
            }
            seen.push(room.text());
        }
        room.training.size = (59, 19);
        seen.push(room.text());
        assert!(seen.iter().all(|text| text.contains("ÖVNING")), "{}", seen.join("\n"));
    }
}

#[test]
fn all_that_is_asked_is_seen_at_once_and_where_it_has_no_room_there_is_said_to_be_more() {
    let mut below = Vec::new();
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        for letters in ["Up", "z"] {
            let mut room = TrainingScreen::sized(width, height);
            room.keys(letters);
            for id in ids() {
                room.show(&id);
                room.training.notice = None;
                while room.training.notice.is_none() {
                    let (wanted, call, first) = (wanted(&room), call(&room), room.text());
                    let page = format!("{id} {:?} {width}x{height} {letters}", room.place());
                    let read = squeezed(&room.turn());
                    // What the room is to do stands under the last answer.
                    let is_whole = call.is_none_or(|call| first.contains(call));
                    if !is_whole && (height > 20 || !first.contains('↓')) {
                        below.push(format!("{page}\n{first}"));
                    }
                    // Letters that are drawn of blocks are no text.
                    let is_text = |text: &&String| letters == "Up" && !read.contains(&squeezed(text));
                    assert_eq!(wanted.iter().find(is_text), None, "{page}: {read}");
                }
            }
        }
    }
    assert!(below.is_empty(), "{} below the fold:\n{}", below.len(), below.join("\n"));
}

/// What the room is asked to do on this page, where something is put to it.
fn call(room: &TrainingScreen) -> Option<&'static str> {
    let TrainingPage::Lesson(page) = &room.training.page else { return None };
    match page.lesson.page_view(room.training.today).body {
        LessonBody::Asked(asked) => Some(asked.call),
        LessonBody::Story | LessonBody::Shown(_) | LessonBody::Form(_) | LessonBody::Talk { .. } => None,
    }
}

/// The answers that a page puts to the room.
fn wanted(room: &TrainingScreen) -> Vec<String> {
    let TrainingPage::Lesson(page) = &room.training.page else { return Vec::new() };
    let Turn::Asked(at) = page.lesson.page() else { return Vec::new() };
    match &page.flow().step(at).kind {
        StepKind::Ask { answers } => answers.iter().map(|answer| answer.text.clone()).collect(),
        StepKind::Choose { options, .. } => {
            let offered =
                answer::offered_options(options, &|asked| page.lesson.walk().position().outcome(asked));
            offered.into_iter().map(|(_, option)| option.text.clone()).collect()
        }
        StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => Vec::new(),
    }
}

/// Without line breaks and blanks, which fall where the window has them.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn the_first_page() {
    insta::assert_snapshot!(TrainingScreen::new().text());
}

#[test]
fn a_step_is_put_to_the_room_and_then_shown_with_why_and_what_else_could_have_come_of_it() {
    let mut room = TrainingScreen::open_at("faltet-en-kvall");
    room.keys("l Down Down Down Enter");
    insta::assert_snapshot!("asked", room.text());
    insta::assert_snapshot!("shown", room.keys("Enter").text());
    insta::assert_snapshot!("shown_to_the_end", room.keys("Enter").text());
}

#[test]
fn what_is_for_whoever_leads_is_hidden_until_a_key_shows_it_and_again_on_the_next_page() {
    let mut room = TrainingScreen::sized(120, 100);
    room.show("anhorig-ringer");
    let mut shown = 0;
    while room.place().0 < room.place().1 {
        assert!(!room.text().contains("För dig som leder"), "{}", room.text());
        shown += usize::from(room.keys("d").text().contains("För dig som leder"));
        room.keys("Enter");
    }
    assert!(shown > 2, "{shown}");
}

#[test]
fn large_letters_are_read_from_the_back_of_a_room() {
    let mut room = TrainingScreen::open_at("faltet-en-kvall");
    insta::assert_snapshot!("large_asked", room.keys("z l Down Enter").text());
    insta::assert_snapshot!("large_shown", room.keys("Enter").text());
}

#[test]
fn an_act_is_not_named_before_the_room_has_said_what_it_would_do() {
    let mut room = TrainingScreen::open_at("faltet-en-kvall");
    let asked = room.keys("l Down Down Down Down Enter").text();
    assert!(asked.contains("Vad gör ni nu?") && !asked.contains("orosanmälan"), "{asked}");
    assert!(room.keys("Enter").text().contains("Gör en orosanmälan till socialtjänsten genast"));
}

#[test]
fn another_answer_shows_what_comes_and_what_goes() {
    let mut room = TrainingScreen::open_at("faltet-en-kvall");
    room.keys("l Down Down Down Enter Enter ä Down");
    insta::assert_snapshot!(room.text());
    room.keys("Esc");
    assert!(
        matches!(&room.training.page, TrainingPage::Lesson(page) if page.lesson.outcome() == Some(&Outcome::One(AnswerIx::nth(0))))
    );
}

#[test]
fn the_map_shows_where_the_scenario_stands_and_no_further() {
    let mut room = TrainingScreen::open_at("faltet-en-kvall");
    room.keys("l Down Down Down Enter k");
    insta::assert_snapshot!(room.text());
    assert!(matches!(room.training.overlay, Some(TrainingOverlay::Map(_))));
}

#[test]
fn back_and_forth_and_past_the_ends() {
    let mut room = TrainingScreen::open_at("bara-asikt");
    assert!(room.keys("Left").text().contains("Det här är första sidan."));
    room.keys("Enter Enter Left");
    assert_eq!(room.place().0, 2);
    let last = room.place().1;
    (0..200).for_each(|_| {
        room.keys("Enter");
    });
    assert_eq!(room.place().0, last);
    assert!(room.text().contains("Det var sista sidan."));
}

#[test]
fn the_form_is_shown_as_it_became_and_the_talk_comes_last() {
    let mut room = TrainingScreen::open_at("faltet-en-kvall");
    let mut read = String::new();
    while room.training.notice.is_none() {
        read = room.turn();
    }
    assert!(read.contains("Ta med er") && read.contains("Under 18 år anmäls oron genast."), "{read}");
    room.training.notice = None;
    let form = room.keys("Left").text();
    assert!(form.contains("Blanketten blir") && form.contains("Gäller: Oro för individ"), "{form}");
}

#[test]
fn hands_are_counted_and_the_right_answer_is_explained() {
    let mut room = TrainingScreen::new();
    insta::assert_snapshot!("hands", room.keys("3 1 4 Enter 1 0 Down 3 Right").text());
    insta::assert_snapshot!("right_answer", room.keys("Enter").text());
}

#[test]
fn the_quiz_ends_in_what_to_read_again_and_keeps_no_answer() {
    let mut room = TrainingScreen::new();
    room.keys("4");
    while let TrainingPage::Quiz(page) = &room.training.page {
        let Some(question) = page.round.question() else { break };
        // Every other answer is the wrong one.
        let digit = if page.round.place().0 % 2 == 0 { question.right } else { (question.right + 1) % 2 };
        room.keys(&(digit + 1).to_string());
        room.turn();
    }
    insta::assert_snapshot!(room.text());
    assert!(room.keys("y").text().contains("fråga 1 av 8"));
}

#[test]
fn a_click_opens_what_it_hits_and_a_remote_turns_pages() {
    let mut room = TrainingScreen::new();
    let row = room.text().lines().position(|row| row.contains("Ett märke på ryggsäcken")).unwrap();
    take(&mut room.training, &Message::Clicked(10, u16::try_from(row).unwrap()));
    assert!(
        matches!(&room.training.page, TrainingPage::Lesson(page) if page.lesson.scenario().id == "bara-asikt")
    );
    room.keys("PgDn PgDn PgUp");
    assert_eq!(room.place().0, 2);
}

#[test]
fn leaving_is_one_key_and_a_small_window_decides_nothing() {
    let mut room = TrainingScreen::open_at("bara-asikt");
    room.training.size = (59, 19);
    room.keys("Enter Enter q");
    assert_eq!(room.place().0, 1);
    assert_eq!(room.press("^C"), TrainingAction::Leave);
    room.training.size = (80, 24);
    assert_eq!(room.press("q"), TrainingAction::Leave);
    assert_eq!(room.training.shown, [], "it was only opened");
    room.keys("Enter Enter");
    assert_eq!(room.training.shown.iter().map(|card| card.id.as_str()).collect::<Vec<_>>(), ["bara-asikt"]);
}

/// A walk that goes on from a position, by answers picked from a row of numbers.
fn walked_on(walk: &Walk, mut position: Position, picks: &[usize]) -> Position {
    let flow = walk.flow();
    for pick in picks {
        let step = flow.step(position.at);
        let outcome = match &step.kind {
            StepKind::Ask { answers } => Outcome::One(AnswerIx::nth(pick % answers.len())),
            StepKind::Choose { options, .. } => {
                let offered = answer::offered_options(options, &|asked| position.outcome(asked));
                Outcome::Many(
                    offered.get(pick % (offered.len() + 1)).map(|(at, _)| *at).into_iter().collect(),
                )
            }
            StepKind::Act { .. } => step.possible_marks()[pick % step.possible_marks().len()].outcome(),
            StepKind::Tell { .. } => Outcome::Passed,
            StepKind::End => break,
        };
        position = position.apply_event(flow, &answer::make_event(step, &outcome).unwrap()).unwrap();
    }
    position
}

/// The position with another answer, and the story's own wherever they are asked for, up to the first new question.
fn changed(walk: &Walk, at: StepIx, outcome: &Outcome) -> Position {
    let flow = walk.flow();
    let step = flow.step(at);
    let mut position =
        walk.position().apply_event(flow, &answer::make_event(step, outcome).unwrap()).unwrap();
    loop {
        let step = flow.step(position.at);
        let outcome = match (walk.position().outcome(position.at), &step.kind) {
            (Some(known), _) => known.clone(),
            (None, StepKind::Act { .. }) => Mark::Todo.outcome(),
            (None, StepKind::Tell { .. }) => Outcome::Passed,
            (None, _) => return position,
        };
        match position.apply_event(flow, &answer::make_event(step, &outcome).unwrap()) {
            Ok(next) => position = next,
            Err(_) => return position,
        }
    }
}

#[test]
fn what_another_answer_would_change_is_what_walking_it_comes_to() {
    let mut tried = 0;
    for lesson in material().lessons {
        let walk = lesson.walk();
        let before: BTreeSet<StepIx> = lesson.steps().into_iter().collect();
        for at in lesson.steps() {
            let StepKind::Ask { answers } = &lesson.flow().step(at).kind else { continue };
            for n in 0..answers.len() {
                let outcome = Outcome::One(AnswerIx::nth(n));
                let told = Counterfactual::from_outcome(walk, at, &outcome).unwrap();
                let start = changed(walk, at, &outcome);
                for picks in 0..12 {
                    let picks: Vec<usize> = (0..60).map(|n| (n * 7 + picks * 5) % 11).collect();
                    let after = walked_on(walk, start.clone(), &picks);
                    let passed: BTreeSet<StepIx> = after.path.iter().map(|visit| visit.step).collect();
                    for step in passed.difference(&before) {
                        assert!(
                            told.gained.iter().any(|(gained, _)| gained == step),
                            "{}",
                            lesson.scenario().id
                        );
                    }
                    let sure = told.gained.iter().filter(|(_, chance)| *chance == Chance::Sure);
                    sure.for_each(|(step, _)| assert!(passed.contains(step) || after.at == *step));
                    told.lost.iter().for_each(|step| assert!(!passed.contains(step)));
                    let next = after.path.iter().skip_while(|visit| visit.step != at).nth(1);
                    assert_eq!(next.map_or(after.at, |visit| visit.step), told.next);
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 4_000, "{tried}");
}

#[test]
fn one_key_hides_a_training_too_and_another_shows_it_as_it_was() {
    let mut room = TrainingScreen::open_at("bara-asikt");
    let before = room.keys("Enter").text();
    let hidden = room.keys("^G Enter Esc q ^C").text();
    assert_eq!(hidden.trim(), "Paus. Mellanslag fortsätter.");
    assert_eq!(take(&mut room.training, &Message::Clicked(5, 5)), TrainingAction::Stay);
    assert_eq!(room.keys("Space").text(), before);
    assert!(room.keys("? PgDn").text().contains("Ctrl+G      göm"), "{}", room.text());
}
