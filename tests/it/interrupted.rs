//! Walks that were interrupted, as a person meets them on the start page and in a walk: told apart, taken up, removed, and
//! what is said where one cannot be kept.

use std::sync::Arc;

use stegvis::clock;
use stegvis::deid::Scanner;
use stegvis::draft::list::{Drafts, FoundDraft};
use stegvis::draft::progress::DraftProgress;
use stegvis::draft::writer::DraftWriter;
use stegvis::tui::effect::Effect;
use stegvis::tui::message::Message;
use stegvis::tui::model::DraftCard;

use crate::tui::{DAY, Screen, stockholm};

/// A walk that was interrupted, as the start page shows it.
pub(crate) fn interrupted() -> (tempfile::TempDir, DraftWriter, DraftCard) {
    let folder = tempfile::tempdir().unwrap();
    let mut keeper = DraftWriter::new(Drafts::in_folder(folder.path()));
    let mut screen = Screen::walking();
    screen.keys("2 3 1");
    screen.news().into_iter().for_each(|news| assert!(keeper.append(news).is_ok()));
    keeper.release_draft();
    let found = FoundDraft { written: None, ..keeper.find_drafts().remove(0) };
    let card = DraftCard {
        id: found.id.clone(),
        routine: found.head.routine.clone(),
        title: stockholm().flow().title.clone(),
        says: stegvis::draft::words::describe_draft(
            &found,
            keeper.read_progress(&found.id, &stockholm()).as_ref(),
        ),
        left: Vec::new(),
    };
    (folder, keeper, card)
}

#[test]
fn an_interrupted_walk_stands_first_on_the_start_page_and_is_taken_up() {
    let (_folder, mut keeper, card) = interrupted();
    let mut screen = Screen::start();
    screen.take(Message::Drafts(vec![card.clone()]));
    insta::assert_snapshot!(screen.text());
    assert!(matches!(screen.keys("x").text(), text if text.contains("Vill du ta bort den påbörjade")));
    screen.keys("n Enter");
    assert!(matches!(screen.asked().as_slice(), [Effect::TakeUp(asked)] if **asked == card));
    let taken = keeper.resume(&card.id, &stockholm(), clock::parse_day(DAY).unwrap()).unwrap();
    screen.take(Message::TakenUp(Box::new(taken), Arc::new(Scanner::builtin())));
    let mut straight = Screen::walking();
    straight.keys("2 3 1");
    assert_eq!(
        (screen.walk().log(), screen.walk().position()),
        (straight.walk().log(), straight.walk().position())
    );
    assert!(screen.kept().is_empty(), "what is kept is not kept once more");
    assert!(screen.text().contains("Du är där du var."));
}

#[test]
fn more_than_two_interrupted_walks_stand_under_one_row() {
    let (_folder, _keeper, card) = interrupted();
    let mut screen = Screen::start();
    screen.take(Message::Drafts(vec![card.clone(), card.clone()]));
    assert!(screen.text().contains("▸   Fortsätt: Stockholms stad · Rutin vid oro"), "{}", screen.text());
    let other = DraftCard { says: "påbörjad 2026-11-20, ett svar".to_owned(), ..card.clone() };
    screen.take(Message::Drafts(vec![card.clone(), other.clone(), card]));
    assert!(screen.text().contains("▸   Fortsätt    3 påbörjade genomgångar"), "{}", screen.text());
    insta::assert_snapshot!(screen.keys("Enter Down").text());
    screen.keys("x");
    assert!(screen.text().contains("Vill du ta bort den påbörjade"), "{}", screen.text());
    screen.keys("n Enter 2");
    assert!(matches!(screen.asked().as_slice(), [Effect::TakeUp(asked)] if **asked == other));
}

#[test]
fn a_digit_of_the_start_page_means_the_same_with_and_without_an_interrupted_walk() {
    let (_folder, _keeper, card) = interrupted();
    for drafts in 0..=3 {
        let mut screen = Screen::start();
        screen.take(Message::Drafts(vec![card.clone(); drafts]));
        assert!(matches!(screen.keys("1").asked().as_slice(), [Effect::Open(id)] if id == "stockholm-vbe"));
        assert!(matches!(screen.keys("2").asked().as_slice(), [Effect::Train]), "{drafts}");
        assert!(screen.keys("8 0").asked().is_empty());
        assert!(screen.text().contains("  1–7 öppna"), "{}", screen.text());
    }
}

#[test]
fn a_click_on_an_interrupted_walk_takes_it_up() {
    let (_folder, _keeper, card) = interrupted();
    let mut screen = Screen::start();
    screen.take(Message::Drafts(vec![card.clone()]));
    screen.keys("Down").take(Message::Clicked(8, 7));
    assert!(matches!(screen.asked().as_slice(), [Effect::TakeUp(asked)] if **asked == card));
}

#[test]
fn a_changed_answer_counts_once_in_how_far_a_walk_had_come() {
    let mut screen = Screen::walking();
    screen.keys("2 3 1");
    assert_eq!(
        DraftProgress::from_walk(screen.walk()),
        DraftProgress {
            answers: 3,
            at: "Hur gammal är den yngsta du är orolig för?".to_owned(),
            left: Vec::new()
        }
    );
    screen.keys("t Up Up Enter 1 j");
    assert_eq!((DraftProgress::from_walk(screen.walk()).answers, screen.walk().log().len()), (1, 4));
}

#[test]
fn what_cannot_be_kept_is_told_once_and_the_walk_goes_on() {
    let mut screen = Screen::walking();
    screen.keys("2");
    screen.take(Message::NotKept("Disken är full: x fick inte plats. Frigör plats.".to_owned()));
    insta::assert_snapshot!(screen.text());
    screen.keys("Enter 3 q");
    assert!(screen.text().contains("Avslutar du nu behålls inget"), "{}", screen.text());
}

#[test]
fn nothing_stands_between_a_person_and_112() {
    let mut screen = Screen::walking();
    screen.keys("1");
    screen.take(Message::NotKept("Disken är full.".to_owned()));
    let text = screen.text();
    assert!(text.contains("Ring 112 nu") && text.contains("Dina svar sparas inte på vägen."), "{text}");
}
