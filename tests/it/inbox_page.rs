//! The inbox on the screen: received forms looked at, read, noted through the gate, looked for and removed.

use std::sync::Arc;

use stegvis::calendar::parse_day;
use stegvis::deid::Scanner;
use stegvis::inbox::OpenInbox;
use stegvis::store::inbox::Inbox;
use stegvis::store::inbox::register::{InboxChange, InboxEvent, InboxState};
use stegvis::tui::effect::Effect;
use stegvis::tui::message::Message;

use crate::tui::Screen;
use crate::world::{TODAY, TestEnvironment};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases");

/// An inbox that has received two forms and a letter.
fn received(world: &TestEnvironment) -> (Inbox, OpenInbox) {
    for case in ["under-18", "klotter"] {
        let answers = format!("{CASES}/{case}.yaml");
        let words = ["walk", "--answers", &answers, "--save", "json", "--out", &world.arg("post")];
        assert_eq!(world.run(&words).code, 0);
    }
    world.write("post/brev.docx", "PK");
    let inbox = Inbox::in_folder(world.path("data"));
    let open = OpenInbox::receive_files(&inbox, &[world.path("post")], parse_day(TODAY).unwrap()).unwrap();
    (inbox, open)
}

fn screen_with(open: OpenInbox) -> Screen {
    let mut screen = Screen::start();
    screen.take(Message::InboxOpened(Box::new(open), Arc::new(Scanner::builtin())));
    screen
}

/// The inbox with the cursor on the form about a person, past what is said of the files.
fn at_the_person(open: OpenInbox) -> Screen {
    let mut screen = screen_with(open);
    screen.keys("Esc");
    if !chosen_row(&mut screen).contains("oro") {
        screen.keys("Down");
    }
    screen
}

fn chosen_row(screen: &mut Screen) -> String {
    screen.text().lines().find(|line| line.contains('▸')).unwrap_or_default().to_owned()
}

fn asked_event(screen: &mut Screen) -> InboxEvent {
    let asked = screen.asked();
    let [Effect::NoteReceived(event)] = asked.as_slice() else { panic!("{asked:?}") };
    event.as_ref().clone()
}

#[test]
fn every_file_is_told_of_and_the_forms_are_listed_with_their_states() {
    let world = TestEnvironment::new();
    let mut screen = screen_with(received(&world).1);
    let text = screen.text();
    assert!(
        text.contains("mottagen:") && text.contains("utelämnad:") && text.contains("brev.docx"),
        "{text}"
    );
    let text = screen.keys("Esc").text();
    assert!(text.contains("2 mottagna blanketter.") && text.matches("  ny ").count() == 2, "{text}");
    assert!(text.contains("Ta emot från en fil eller mapp") && text.contains("Sök bland"), "{text}");
}

#[test]
fn a_form_is_read_and_given_a_state_and_a_number() {
    let world = TestEnvironment::new();
    let (inbox, open) = received(&world);
    let mut screen = at_the_person(open);
    let text = screen.keys("Enter").text();
    assert!(text.contains("Läge: ny") && text.contains("1 Ändra läget"), "{text}");
    assert!(screen.keys("PgDn PgDn").text().contains("1 Ändra läget"));
    screen.keys("1");
    assert!(chosen_row(&mut screen).contains("ny"), "the state it has: Enter alone changes nothing");
    screen.keys("Enter");
    assert!(screen.asked().is_empty() && screen.text().contains("Läge: ny"), "{}", screen.text());
    screen.keys("1 Down Enter");
    let event = asked_event(&mut screen);
    assert_eq!(event.what, InboxChange::State(InboxState::Read));
    screen.take(Message::InboxNoted(Box::new(OpenInbox::note_event(&inbox, &event).unwrap())));
    assert!(screen.text().contains("Läge: läst"), "{}", screen.text());
    screen.keys("2");
    screen.take(Message::Pasted("inget nummer".to_owned()));
    assert!(screen.keys("Enter").text().contains("Inget namn och inget"), "{}", screen.text());
    screen.take(Message::Pasted(" Kalle KS 2026/17".to_owned()));
    let offered = screen.keys("Esc 2").text();
    assert!(!offered.contains("Kalle"), "{offered}");
    screen.take(Message::Pasted("Kalle Karlsson KS 2026/17".to_owned()));
    let offered = screen.keys("Enter").text();
    assert!(offered.contains("Enter noterar ”KS 2026/17”."), "{offered}");
    assert!(screen.asked().is_empty() && !offered.contains("Kalle"), "{offered}");
    screen.keys("Enter");
    let event = asked_event(&mut screen);
    screen.take(Message::InboxNoted(Box::new(OpenInbox::note_event(&inbox, &event).unwrap())));
    assert!(screen.text().contains("Diarienummer: KS 2026/17"), "{}", screen.text());
    let receipt = screen.keys("5").text();
    assert!(receipt.contains("KS 2026/17") && receipt.contains("mottagen 2026-11-21"), "{receipt}");
}

#[test]
fn a_note_is_taken_only_when_every_finding_is_decided() {
    let world = TestEnvironment::new();
    let mut screen = at_the_person(received(&world).1);
    screen.keys("Enter 3");
    screen.take(Message::Pasted("Anna Svensson ringde.".to_owned()));
    screen.keys("^s");
    assert!(screen.asked().is_empty());
    screen.keys("1 Enter");
    let event = asked_event(&mut screen);
    let InboxChange::Note(text) = event.what else { panic!("{event:?}") };
    assert_eq!(text.text(), "[person] ringde.");
    screen.take(Message::InboxNotNoted("Disken är full.".to_owned()));
    assert!(screen.text().contains("Disken är full."));
    assert!(
        screen.keys("Esc Esc Esc").text().contains("Vill du släppa det du har skrivit?"),
        "{}",
        screen.text()
    );
}

#[test]
fn a_form_is_linked_to_another_by_its_word_and_never_to_itself() {
    let world = TestEnvironment::new();
    let open = received(&world).1;
    let words: Vec<String> = open.forms.iter().map(|form| form.note.id.short_word().to_owned()).collect();
    let mut screen = screen_with(open);
    screen.keys("Esc Enter 4");
    screen.take(Message::Pasted(words[0].clone()));
    assert!(screen.keys("Enter").text().contains("Ingen annan blankett"), "{}", screen.text());
    screen.keys("Esc 4");
    screen.take(Message::Pasted(words[1].to_uppercase()));
    screen.keys("Enter");
    let event = asked_event(&mut screen);
    assert!(
        matches!(&event.what, InboxChange::Link(other) if other.short_word() == words[1] && *other != event.id)
    );
}

#[test]
fn forms_are_shown_by_state_and_by_words() {
    let world = TestEnvironment::new();
    let mut screen = screen_with(received(&world).1);
    screen.keys("Esc");
    assert!(
        screen.keys("Tab").text().contains("2 mottagna blanketter, 2 visas (läge: ny)"),
        "{}",
        screen.text()
    );
    assert!(screen.keys("Tab").text().contains("0 visas (läge: läst)"), "{}", screen.text());
    screen.keys("Tab Tab Tab End Enter");
    screen.take(Message::Pasted("Tunnel".to_owned()));
    let text = screen.keys("Enter").text();
    assert!(text.contains("1 visas (med orden ”Tunnel”)"), "{text}");
    screen.keys("End Enter ^U");
    screen.take(Message::Pasted("2026-11".to_owned()));
    assert!(screen.keys("Enter").text().contains("2 visas (med orden ”2026-11”)"), "{}", screen.text());
}

#[test]
fn a_form_is_removed_only_after_a_question_that_no_digit_answers() {
    let world = TestEnvironment::new();
    let (inbox, open) = received(&world);
    let mut screen = at_the_person(open);
    screen.keys("Enter 6 2 Enter 1");
    assert!(
        screen.asked().is_empty() && screen.text().contains("Ska blanketten tas bort"),
        "{}",
        screen.text()
    );
    screen.keys("n 6 j");
    let asked = screen.asked();
    let [Effect::RemoveReceived(form)] = asked.as_slice() else { panic!("{asked:?}") };
    screen.take(Message::InboxNoted(Box::new(OpenInbox::remove_form(&inbox, form).unwrap())));
    assert!(screen.text().contains("1 mottagen blankett."), "{}", screen.text());
}

#[test]
fn a_folder_is_received_from_by_its_path() {
    let world = TestEnvironment::new();
    let mut screen = screen_with(received(&world).1);
    screen.keys("Esc End Up Enter");
    screen.take(Message::Pasted("/usb/post".to_owned()));
    screen.keys("Enter");
    assert!(
        matches!(screen.asked().as_slice(), [Effect::OpenInbox(named)] if named[0].ends_with("usb/post")),
    );
}
