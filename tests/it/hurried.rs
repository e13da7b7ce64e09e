//! Keys pressed in a hurry, or twice: nothing is chosen, marked or taken back that nobody has read.

use std::sync::Arc;

use stegvis::clock;
use stegvis::deid::Scanner;
use stegvis::flow::guard::Outcome;
use stegvis::flow::model::Mark;
use stegvis::profile::Profile;
use stegvis::profile::key::ProfileKey;
use stegvis::routines;
use stegvis::tui::key::KeyPress;
use stegvis::tui::message::Message;

use crate::traps::{find, go_to, on_field};
use crate::tui::{DAY, Screen, UNDER_18};

/// To the question of which role one has.
const BEFORE_ROLE: &str = "2 3 1 1 1 Enter 3";

/// To the report of concern, where it is to be marked.
const REPORT: &str = "2 3 1 1";

fn mark(screen: &Screen, act: &str) -> Option<Outcome> {
    let at = screen.walk().flow().find_step(act).unwrap();
    screen.walk().position().outcome(at).cloned()
}

#[test]
fn no_reason_is_given_by_a_hurried_enter() {
    for (walked, act) in [("1 3 Enter", "Ring 112 nu"), (REPORT, "orosanmälan")] {
        let mut screen = Screen::walking();
        screen.keys(walked);
        if walked == REPORT {
            screen.keys("3 Enter");
        }
        let reasons = screen.text();
        assert!(reasons.contains(act) && reasons.contains("Varför är det inte aktuellt?"), "{reasons}");
        assert!(!reasons.contains('▸'), "a reason is preselected: {reasons}");
        let before = screen.walk().log().to_vec();
        let refused = screen.keys("Enter").text();
        assert_eq!(screen.walk().log(), before, "{act}: a reason is given");
        assert!(refused.contains("Välj ett skäl med siffra eller ↓."), "{refused}");
        screen.keys("Down Enter");
        assert!(screen.walk().log().len() > before.len(), "{}", screen.text());
    }
}

#[test]
fn a_sentence_that_begins_with_a_digit_answers_nothing() {
    for said in ["2 killar slåss med kniv", "3 st slåss", "1 kille till såg"] {
        let mut screen = Screen::walking();
        let asked = screen.walk().position().at;
        for letter in said.chars() {
            screen.take(Message::Key(KeyPress::char(letter)));
        }
        let text = screen.text();
        assert!(text.contains("inget är valt"), "{said}: {text}");
        assert_eq!((screen.walk().log().len(), screen.walk().position().at), (0, asked), "{said}: {text}");
    }
    let mut screen = Screen::walking();
    assert_eq!(screen.keys("2 3").walk().log().len(), 2, "digits that follow digits choose");
}

#[test]
fn a_digit_pressed_twice_marks_nothing_that_goes_before_everything() {
    let mut screen = Screen::walking();
    let page = screen.keys("1 1").text();
    assert!(page.contains("1–3 till rad") && page.contains("▸ 1 Gjort"), "{page}");
    assert_eq!(mark(&screen, "ring-112"), None);
    screen.keys("1 1");
    assert_eq!(mark(&screen, "ring-112"), None);
    screen.keys("Enter");
    assert_eq!(mark(&screen, "ring-112"), Some(Mark::Done.outcome()));
    let mut clicked = Screen::walking();
    let at = find(&clicked.keys("1").text(), "1 Gjort");
    clicked.take(Message::Clicked(at.0, at.1));
    assert_eq!(mark(&clicked, "ring-112"), Some(Mark::Done.outcome()));
}

#[test]
fn the_next_field_is_a_new_thing_to_read_after_a_digit() {
    let mut screen = on_field("koppling");
    let before = screen.question();
    screen.keys("Down Up");
    assert_eq!(screen.question(), before, "moving the cursor is no answer");
    screen.keys("1");
    assert_ne!(screen.question(), before);
    let after = screen.question();
    go_to(&mut screen, "koppling");
    screen.keys("2");
    assert_ne!(screen.question(), after);
}

#[test]
fn no_answer_is_given_by_a_hurried_enter() {
    let mut screen = Screen::walking();
    let asked = screen.text();
    assert!(!asked.contains('▸'), "an answer is preselected: {asked}");
    let refused = screen.keys("Enter Enter").text();
    assert!(
        screen.walk().log().is_empty() && refused.contains("Välj ett svar med siffra eller ↓."),
        "{refused}"
    );
    screen.keys("Down Down Enter");
    assert_eq!(screen.walk().log().len(), 1);
    let again = screen.keys("Left").text();
    assert!(again.contains("▸ 2"), "what was answered is under the cursor: {again}");
}

#[test]
fn a_notice_names_the_key_that_takes_back_on_its_own_page() {
    let mut screen = Screen::walking();
    screen.keys(UNDER_18).keys("F6 End Enter");
    let changed = screen.keys("1").text();
    assert!(changed.contains("Ctrl+Z ångrar"), "{changed}");
    let undone = screen.keys("^Z").text();
    assert!(undone.contains("Ångrat. Ctrl+Y gör om."), "{undone}");
    let mut walking = Screen::walking();
    assert!(walking.keys("2 u").text().contains("Ångrat. y gör om."), "{}", walking.text());
}

#[test]
fn only_the_letter_in_the_help_takes_back() {
    let mut screen = Screen::walking();
    screen.keys("2 å");
    assert_eq!(screen.walk().log().len(), 1);
    screen.keys("u");
    assert!(screen.walk().log().is_empty());
}

#[test]
fn the_role_of_the_profile_is_under_the_cursor_and_still_asked() {
    let mut profile = Profile::default();
    profile.set(ProfileKey::Role, "larare").unwrap();
    let today = clock::parse_day(DAY).unwrap();
    let flow = routines::load_local("stockholm-vbe", today, &profile.local_values()).unwrap();
    let mut screen = Screen::start();
    screen.take(Message::Opened(flow, Arc::new(Scanner::builtin())));
    let asked = screen.keys(BEFORE_ROLE).text();
    assert!(asked.contains("Vilken är din roll?") && asked.contains("▸ 5 Lärare"), "{asked}");
    let before = screen.walk().log().len();
    screen.keys("Enter");
    assert_eq!(screen.walk().log().len(), before + 1, "{}", screen.text());
    let mut nobody = Screen::walking();
    let asked = nobody.keys(BEFORE_ROLE).text();
    assert!(asked.contains("Vilken är din roll?") && !asked.contains('▸'), "{asked}");
}
