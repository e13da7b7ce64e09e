//! The page after a training, where a count of it can be noted: what is typed, what is refused, and that it is hidden by one key.

use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use stegvis::clock;
use stegvis::deid::Scanner;
use stegvis::summary::missed::MissedQuestion;
use stegvis::training::ScenarioCard;
use stegvis::training::meeting::HeldMeeting;
use stegvis::tui::count::TrainingRecordPage;
use stegvis::tui::message::Message;
use stegvis::tui::theme::{ColorSupport, Theme};
use stegvis::tui::update::count::{RecordAction, update as count_update};
use stegvis::tui::view;

use crate::tui::{key, rows};
use crate::world::TODAY;

#[test]
fn one_key_hides_what_is_typed_after_a_training() {
    let (count, asks) = counted("F ä l t Down Down 1 4 ^G Enter");
    assert_eq!(asks, RecordAction::Nothing);
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    terminal.draw(|frame| view::count::draw_record(frame, &count, &Theme::new(ColorSupport::None))).unwrap();
    assert_eq!(rows(terminal.backend()).trim(), "Paus. Mellanslag fortsätter.");
    assert!(matches!(counted("F ä l t Down Down 1 4 ^G Space Enter").1, RecordAction::Note(_)));
}

fn counted(keys: &str) -> (TrainingRecordPage, RecordAction) {
    let scanner = Arc::new(Scanner::builtin());
    let scenarios = vec![ScenarioCard { id: "bara-asikt".to_owned(), title: "Bara en åsikt".to_owned() }];
    let held = HeldMeeting { scenarios, ..HeldMeeting::default() };
    let mut count = TrainingRecordPage::new((80, 24), clock::parse_day(TODAY).unwrap(), "", held, scanner);
    let asks = keys.split(' ').map(|name| count_update(&mut count, &Message::Key(key(name)))).last().unwrap();
    (count, asks)
}

#[test]
fn afterwards_a_count_is_noted_and_nothing_but_a_count() {
    let (_, asks) = counted("F ä l t Down Down 1 4 Enter");
    let RecordAction::Note(training) = asks else { panic!("{asks:?}") };
    assert_eq!((training.unit.text(), training.participants), ("Fält", 14));
    assert_eq!(
        (training.date, training.scenarios),
        (clock::parse_day(TODAY).unwrap(), vec!["bara-asikt".to_owned()])
    );
    let (count, _) = counted("F ä l t Down Down 1 4");
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    terminal.draw(|frame| view::count::draw_record(frame, &count, &Theme::new(ColorSupport::None))).unwrap();
    insta::assert_snapshot!(rows(terminal.backend()));
}

#[test]
fn no_fewer_took_part_than_raised_a_hand_and_what_five_missed_is_noted() {
    let mut held = HeldMeeting::default();
    held.meeting.present = Some(14);
    held.meeting.most_hands = 14;
    held.meeting.missed.extend(MissedQuestion::from_hands("stockholm-vbe", "vem-fore-112", 6, 8));
    let mut count = TrainingRecordPage::new(
        (80, 24),
        clock::parse_day(TODAY).unwrap(),
        "Fält",
        held,
        Arc::new(Scanner::builtin()),
    );
    let mut type_keys = |keys: &str| {
        keys.split(' ').map(|name| count_update(&mut count, &Message::Key(key(name)))).last().unwrap()
    };
    assert_eq!(type_keys("^U 1 3 Enter"), RecordAction::Nothing);
    let RecordAction::Note(training) = type_keys("^U 1 4 Enter") else { panic!() };
    assert_eq!((training.participants, training.missed.len()), (14, 1));
    assert!(count.problem.is_none());
}

#[test]
fn a_person_is_no_unit_and_what_is_missing_is_said() {
    for (keys, why) in [
        ("F a t i m a Space H a d d a d Down Down 3 Enter", "peka ut någon"),
        ("F Down x Down 3 Enter", "2026-11-21"),
        ("F Down Down Enter", "hur många"),
        ("F Down Down 0 Enter", "hur många"),
        ("Down Down 3 Enter", "enhetens namn"),
    ] {
        let (count, asks) = counted(keys);
        assert_eq!(asks, RecordAction::Nothing, "{keys}");
        assert!(
            count.problem.as_deref().is_some_and(|said| said.contains(why)),
            "{keys}: {:?}",
            count.problem
        );
    }
    assert_eq!(counted("F Esc").1, RecordAction::Leave);
}
