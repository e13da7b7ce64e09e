//! The start page on a small screen: whose every routine is, and the way back to it.

use stegvis::draft::progress::DraftProgress;
use stegvis::tui::effect::Effect;
use stegvis::tui::message::Message;
use stegvis::tui::model::{DraftCard, RoutineCard};

use crate::interrupted::interrupted;
use crate::tui::Screen;

const SIZES: [(u16, u16); 3] = [(80, 24), (85, 21), (60, 20)];

/// Three routines with the same words first.
fn three() -> Vec<RoutineCard> {
    let card = |id: &str, owner: &str| RoutineCard {
        id: id.to_owned(),
        title: "Rutin vid oro/händelse rörande våldsbejakande extremism".to_owned(),
        owner: owner.to_owned(),
        origin: format!("{owner}, version 2019. Ett utkast som ingen har antagit än, och som är långt."),
    };
    vec![card("a", "Stockholms stad"), card("b", "Lidingö stad"), card("c", "Egen, Stockholms stad")]
}

#[test]
fn routines_are_told_apart_by_whose_they_are() {
    for (width, height) in SIZES {
        let mut screen = Screen::of_routines(three(), (width, height));
        let page = screen.text();
        let own = ["Stockholms stad · Rutin", "Stockholms stad, version"];
        assert!(own.iter().any(|own| page.contains(own)), "{width}x{height}: {page}");
        assert!(page.contains("2 Rutiner     andra: "), "{width}x{height}: {page}");
        let others = screen.keys("2").text();
        for owner in ["Lidingö stad, version", "Egen, Stockholms stad, version"] {
            assert!(others.contains(owner), "{width}x{height}: {owner}: {others}");
        }
    }
}

#[test]
fn the_other_routines_stand_behind_one_row_and_are_opened_from_there() {
    let mut screen = Screen::of_routines(three(), (80, 24));
    assert!(
        screen.text().contains("Rutiner     andra: Lidingö stad, Egen, Stockholms stad"),
        "{}",
        screen.text()
    );
    screen.keys("2 Down Enter");
    assert!(matches!(screen.asked().as_slice(), [Effect::Open(id)] if id == "c"));
    screen.keys("2 1");
    assert!(matches!(screen.asked().as_slice(), [Effect::Open(id)] if id == "b"));
    assert!(screen.keys("2 Esc").text().contains("Rutinen, ett steg i taget"));
    assert!(screen.asked().is_empty());
}

#[test]
fn what_is_gone_on_with_says_whose_routine_it_is() {
    let (_folder, _keeper, other) = interrupted();
    let mut screen = Screen::start();
    let progress = DraftProgress::from_walk(Screen::walking().walk());
    screen.take(Message::Drafts(vec![DraftCard { left: progress.left, ..other }]));
    assert!(screen.text().contains("Fortsätt: Stockholms stad · Rutin"), "{}", screen.text());
}

#[test]
fn the_header_of_a_walk_says_whose_the_routine_is_where_there_is_room() {
    let mut screen = Screen::sized(130, 30);
    screen.take(Screen::opened());
    assert!(screen.text().contains("extremism · Stockholms stad"), "{}", screen.text());
}

#[test]
fn the_first_question_leads_back_to_the_start_page_while_nothing_is_answered() {
    let mut screen = Screen::walking();
    let start = screen.keys("Left").text();
    assert!(start.contains("Rutinen, ett steg i taget"), "{start}");
    assert!(matches!(screen.asked().as_slice(), [Effect::Discard, Effect::FindDrafts]));
    let mut answered = Screen::walking();
    let first = answered.keys("2 Left Left").text();
    assert!(first.contains("Det här är rutinens första steg."), "{first}");
    assert!(answered.asked().is_empty());
}

#[test]
fn a_row_of_the_start_page_is_opened_by_its_digit() {
    let mut screen = Screen::start();
    assert!(matches!(screen.keys("1").asked.as_slice(), [Effect::Open(id)] if id == "stockholm-vbe"));
    assert!(screen.keys("9").asked.len() == 1);
}
