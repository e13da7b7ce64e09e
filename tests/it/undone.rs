//! Duties on the screen: no key waves an urgent act off, what goes before everything is asked about once more, and what is
//! left to do stands first until it is marked.

use std::path::PathBuf;
use std::sync::Arc;

use stegvis::clock;
use stegvis::deid::Scanner;
use stegvis::flow::model::Mark;
use stegvis::routines;
use stegvis::tui::message::Message;

use crate::tui::Screen;
use crate::world::TODAY;

const FLOW: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/avboja.yaml");

fn walking() -> Screen {
    let mut screen = Screen::start();
    let flow = routines::load_routine(FLOW, clock::parse_day(TODAY).unwrap()).unwrap();
    screen.take(Message::Opened(flow, Arc::new(Scanner::builtin())));
    screen
}

fn mark(screen: &Screen, step: &str) -> Option<Mark> {
    let at = screen.walk().flow().find_step(step).unwrap();
    screen.walk().position().outcome(at).and_then(Mark::from_outcome)
}

#[test]
fn an_urgent_act_is_declined_for_a_reason_and_by_no_bare_key() {
    let mut screen = walking();
    let page = screen.keys("1").text();
    assert!(page.contains("2 Ska göras") && page.contains("3 Inte aktuellt … (välj skäl)"), "{page}");
    let reasons = screen.keys("3 Enter").text();
    assert!(
        reasons.contains("Varför är det inte aktuellt?") && reasons.contains("1 Faran är över"),
        "{reasons}"
    );
    screen.keys("Esc");
    assert_eq!(mark(&screen, "ring-112"), None);
    screen.keys("3 Enter 1");
    assert_eq!(mark(&screen, "ring-112"), Some(Mark::NotRelevant));
    let again = screen.keys("Left").text();
    assert!(again.contains("Inte aktuellt: Faran är över (ditt svar)"), "{again}");
}

#[test]
fn without_reasons_there_is_no_such_answer() {
    let mut screen = walking();
    let page = screen.keys("2 1 1 1 Enter 3").text();
    assert!(page.contains("Gör en polisanmälan") && !page.contains("Inte aktuellt"), "{page}");
    assert_eq!(mark(&screen, "polis"), None);
    let acts = screen.keys("1 Enter a Up 3").text();
    assert!(acts.contains("Det kan inte sättas till inte aktuellt"), "{acts}");
    assert_eq!(mark(&screen, "polis"), Some(Mark::Done));
}

#[test]
fn a_reason_that_leads_back_shows_the_question_and_marks_nothing() {
    let mut screen = walking();
    let page = screen.keys("2 1 1 3 Enter 2").text();
    assert!(page.contains("Kan ett barn fara illa?") && page.contains("Inget är markerat"), "{page}");
    assert_eq!(mark(&screen, "orosanmalan"), None);
}

#[test]
fn taking_back_that_it_is_done_in_the_list_of_acts_asks_the_same() {
    let mut screen = walking();
    let asked = screen.keys("1 1 Enter a 2").text();
    assert!(asked.contains("Gör det här före allt annat: Ring 112. Är det gjort nu?"), "{asked}");
    screen.keys("n");
    assert_eq!(mark(&screen, "ring-112"), Some(Mark::Todo));
}

#[test]
fn what_goes_before_everything_is_asked_about_before_the_next_question() {
    let mut screen = walking();
    let asked = screen.keys("1 2 Enter").text();
    assert!(asked.contains("Gör det här före allt annat: Ring 112. Är det gjort nu?"), "{asked}");
    screen.keys("Esc");
    assert_eq!(mark(&screen, "ring-112"), None);
    screen.keys("2 Enter j");
    assert_eq!(mark(&screen, "ring-112"), Some(Mark::Done));
    let mut screen = walking();
    let next = screen.keys("1 2 Enter n").text();
    assert_eq!(mark(&screen, "ring-112"), Some(Mark::Todo));
    assert!(
        next.contains("KVAR ATT GÖRA (a): Ring 112") && next.contains("Kan ett barn fara illa?"),
        "{next}"
    );
}

#[test]
fn what_is_left_stands_first_until_it_is_marked_most_pressing_first() {
    let mut screen = walking();
    let left = |key: &str| format!("KVAR ATT GÖRA ({key}): Ring 112 · Gör en orosanmälan · Informera chefen");
    let page = screen.keys("1 2 Enter n 1 2 2 Enter 1 Enter 1").text();
    assert_eq!(page.lines().nth(2).unwrap().trim(), left("F7"), "{page}");
    let review = screen.keys("^S").text();
    assert_eq!(review.lines().nth(2).unwrap().trim(), left("a"), "{review}");
    let marked = screen.keys("a 1 j").text();
    assert!(marked.contains("granska"), "the review is still there: {marked}");
    assert!(marked.contains("KVAR ATT GÖRA (a): Gör en orosanmälan · Informera chefen"), "{marked}");
    screen.keys("Esc");
    screen.take(Message::Saved(vec![PathBuf::from("/hemma/blankett.json")]));
    let saved = screen.text();
    let rows: Vec<&str> = saved.lines().skip(2).take(3).map(str::trim).collect();
    assert_eq!(rows, ["KVAR ATT GÖRA", "• Gör en orosanmälan", "• Informera chefen"], "{saved}");
}
