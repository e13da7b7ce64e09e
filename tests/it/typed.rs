//! Free text typed in the terminal interface: what is found in it, how it is decided, and what is let go of.

use ratatui::crossterm::event::KeyCode;
use stegvis::clock;
use stegvis::form::fill;
use stegvis::form::model::FormEntry;
use stegvis::tui::key::KeyPress;
use stegvis::tui::message::Message;

use crate::tui::{DAY, Screen, UNDER_18};

/// A walk whose description is being written.
fn describing(text: &str) -> Screen {
    let mut screen = Screen::walking();
    screen.keys(UNDER_18);
    (0..screen.row("beskrivning")).for_each(|_| {
        screen.keys("Down");
    });
    screen.keys("Enter");
    screen.take(Message::Pasted(text.to_owned()));
    screen
}

fn described(screen: &Screen) -> Option<String> {
    let at = screen.walk().flow().form.find_field("beskrivning").unwrap();
    match fill::fill_entry(screen.walk(), at, clock::parse_day(DAY).unwrap()) {
        FormEntry::Text(text) => text.map(|text| text.text().to_owned()),
        FormEntry::One(_)
        | FormEntry::Any(_)
        | FormEntry::Day(_)
        | FormEntry::Period(_)
        | FormEntry::Planned(_)
        | FormEntry::Acts(_) => None,
    }
}

#[test]
fn what_may_point_someone_out_is_shown_while_it_is_typed() {
    insta::assert_snapshot!(describing("Fatima Haddad, 14 år, ropade på torget.").text());
}

#[test]
fn text_is_taken_only_when_every_finding_is_decided() {
    let mut screen = describing("Fatima Haddad, 14 år, ropade på torget.");
    screen.keys("^S");
    assert!(screen.text().contains("2 fynd är kvar. Det markerade: 1 maskerar, 3 behåller."));
    assert_eq!(described(&screen), None);
    screen.keys("1 2");
    assert!(screen.text().contains("Alla fynd är avgjorda."));
    screen.keys("Enter");
    assert_eq!(described(&screen).as_deref(), Some("[person], 13–15 år, ropade på torget."));
}

#[test]
fn masking_a_name_leaves_what_stands_beside_it_to_be_decided() {
    let mut screen = describing("Abdirahman Warsame (16) o Sofia, 15, på torget.");
    screen.keys("F4 1 1 1 1 1 Enter");
    assert_eq!(described(&screen).as_deref(), Some("[person A] ([ålder]) o [person B], [ålder], på torget."));
}

#[test]
fn a_finding_that_was_kept_can_be_taken_back() {
    let mut screen = describing("Fatima Haddad ropade på torget.");
    assert!(screen.keys("F4 3 j").text().contains("Alla fynd är avgjorda."));
    screen.keys("^Z ^S");
    assert!(screen.text().contains("Ett fynd är kvar."), "{}", screen.text());
    assert_eq!(described(&screen), None);
}

#[test]
fn the_finding_that_is_being_decided_is_in_sight() {
    let mut screen = describing(&format!("Fatima Haddad kom.{}", "\nKlotter på bron.".repeat(12)));
    assert!(!screen.text().contains("Fatima Haddad kom."), "{}", screen.text());
    assert!(screen.keys("F4").text().contains("Fatima Haddad kom."), "{}", screen.text());
    assert!(!screen.keys("Esc").text().contains("Fatima Haddad kom."), "{}", screen.text());
}

#[test]
fn taking_back_a_mask_never_shows_an_empty_text() {
    let mut screen = describing("Fatima Haddad ropade på torget.");
    assert!(screen.keys("F4 1").text().contains("[person] ropade på torget."));
    assert!(screen.keys("^Z").text().contains("Fatima Haddad ropade på torget."), "{}", screen.text());
}

#[test]
fn a_key_that_can_do_nothing_with_a_finding_says_so() {
    let mut screen = describing("Fatima Haddad, 14 år, ropade på torget.");
    let text = screen.keys("F4 2").text();
    assert!(text.contains("Det finns inget grövre att skriva här. 1 maskerar, 3 behåller."), "{text}");
    let text = screen.keys("Down Enter").text();
    assert!(text.contains("2 fynd är kvar. Det markerade: 1 maskerar, 2 gör grövre, 3 behåller."), "{text}");
    let text = screen.keys("2 Enter").text();
    assert!(text.contains("Ett fynd är kvar. Det markerade: 1 maskerar, 3 behåller."), "{text}");
}

#[test]
fn the_key_bar_lists_what_can_be_done_with_the_finding_under_the_cursor() {
    let mut screen = describing("Fatima Haddad, 14 år, ropade på torget.");
    let mut bar = |keys: &str| {
        let text = screen.keys(keys).text();
        text.lines().rev().take(2).map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    let name = bar("F4");
    assert!(name.contains("1 maskera   3 behåll   F3 maskera alla") && !name.contains("grövre"), "{name}");
    let age = bar("Down");
    assert!(age.contains("1 maskera   2 grövre   3 behåll   F3 maskera alla"), "{age}");
    let over = bar("F3");
    assert!(
        over.contains("  Enter klar   Esc till texten   Ctrl+Z ångra") && !over.contains("maskera"),
        "{over}"
    );
}

#[test]
fn a_text_that_was_typed_is_let_go_of_only_after_a_yes() {
    let mut screen = describing("Klotter på bron.");
    assert!(screen.keys("Esc").text().contains("Vill du släppa det du har skrivit?"), "{}", screen.text());
    assert!(screen.keys("n").text().contains("Klotter på bron."), "{}", screen.text());
    screen.keys("Esc j");
    assert!(screen.text().contains("Ändra det som behövs"), "{}", screen.text());
    assert_eq!(described(&screen), None);
}

#[test]
fn a_line_is_cleared_and_gone_about_in_as_in_a_shell() {
    let mut screen = describing("Klotter på bron.\nSanerat i dag");
    screen.keys("^U N y t t Space o r d ^W k l o t t e r ^A ! ^E !");
    assert!(screen.text().contains("│ !Nytt klotter!"), "{}", screen.text());
    let help = screen.keys("F1 End").text();
    assert!(help.contains("Ctrl+U tar bort det som står före på raden"), "{help}");
    screen.keys("Esc ^S");
    assert_eq!(described(&screen).as_deref(), Some("Klotter på bron.\n!Nytt klotter!"));
    (0..=screen.row("beskrivning") - screen.row("nar")).for_each(|_| {
        screen.keys("Up");
    });
    screen.keys("Enter x y ^U 2 0 2 6 - 1 1 ^W ^U v 4 ^A 2 0 2 6 - ^E 6");
    assert!(screen.text().contains("│ 2026-v46"), "{}", screen.text());
}

#[test]
fn few_who_can_be_meant_is_advised_on_before_saving() {
    let mut screen = Screen::walking();
    // The review is refused until the question is answered, and leads to it.
    screen.keys(UNDER_18).keys("^S Enter 1");
    assert!(screen.keys("Esc ^S").text().contains("Tänk på: Gör grövre – månad"), "{}", screen.text());
}

#[test]
fn one_key_masks_all_and_undo_brings_it_back() {
    let mut screen = describing("Ring Fatima Haddad på 070-123 45 67.");
    screen.take(Message::Key(KeyPress::plain(KeyCode::F(3))));
    screen.keys("^S");
    assert_eq!(described(&screen).as_deref(), Some("Ring [person] på [telefon]."));
}

#[test]
fn a_cleared_finding_is_counted_and_never_told() {
    let mut screen = describing("Fatima ropade.");
    screen.keys("F4 3 j Enter");
    assert_eq!(described(&screen).as_deref(), Some("Fatima ropade."));
    let form = fill::fill_form(screen.walk(), clock::parse_day(DAY).unwrap());
    assert_eq!(form.cleared, [("person".to_owned(), 1)].into());
}

#[test]
fn details_that_meet_are_told_at_the_review_and_hinder_nothing() {
    let mut screen = describing("En kille hade återvänt från Syrien. I fredags satt han på torget.");
    assert!(screen.keys("^S ^S").text().contains("Tänk på: Flera detaljer möts"), "{}", screen.text());
    // What the walk itself has ticked is nothing that the user can make coarser.
    let mut screen = describing("En kille hade återvänt från Syrien.");
    assert!(!screen.keys("^S ^S").text().contains("Flera detaljer möts"), "{}", screen.text());
}

#[test]
fn leaving_a_text_keeps_nothing_of_it() {
    let mut screen = describing("Fatima Haddad ropade.");
    screen.keys("Esc j");
    assert_eq!(described(&screen), None);
    assert!(!format!("{:?}", screen.walk().log()).contains("Fatima"));
    assert!(!screen.keys("Enter").text().contains("Fatima"));
}
