//! Writing within the program: marked, cut, put in and searched for, by keys that copy nothing out of it.

use ratatui::crossterm::event::KeyCode;
use stegvis::spelling::{DictionaryFiles, Speller};
use stegvis::tui::effect::Effect;
use stegvis::tui::key::{HeldKey, KeyPress};
use stegvis::tui::message::Message;

use crate::tui::{Screen, UNDER_18};

/// The description being typed, with this in it.
fn writing(text: &str) -> Screen {
    let mut screen = Screen::walking();
    screen.keys(UNDER_18);
    let row = screen.row("beskrivning");
    (0..row).for_each(|_| {
        screen.keys("Down");
    });
    screen.keys("Enter");
    text.chars().for_each(|letter| screen.take(Message::Key(KeyPress::char(letter))));
    screen
}

fn shift(screen: &mut Screen, code: KeyCode) {
    screen.take(Message::Key(KeyPress { code, held: HeldKey::Shift }));
}

#[test]
fn what_is_cut_is_put_in_where_the_cursor_stands_and_nowhere_else() {
    let mut screen = writing("efter före ");
    screen.keys("Home F5 Right Right Right Right Right Right ^X End ^V");
    assert!(screen.text().contains("│ före efter"), "{}", screen.text());
    assert!(screen.asked().iter().all(|effect| !matches!(effect, Effect::HandOver(..))));
}

#[test]
fn ctrl_c_copies_and_never_leaves_while_typing() {
    let mut screen = writing("Klotter");
    assert!(screen.keys("^C").text().contains("Markera först"), "{}", screen.text());
    (0..7).for_each(|_| shift(&mut screen, KeyCode::Left));
    assert!(screen.keys("^C").text().contains("Kopierat."), "{}", screen.text());
    screen.keys("End ^V");
    assert!(screen.text().contains("│ KlotterKlotter"), "{}", screen.text());
    assert!(screen.asked().iter().all(|effect| !matches!(effect, Effect::Quit)));
}

#[test]
fn typing_replaces_what_is_marked_and_esc_unmarks_before_it_leaves() {
    let mut screen = writing("Klotter");
    shift(&mut screen, KeyCode::Home);
    assert!(!screen.keys("Esc").text().contains("Vill du släppa"), "{}", screen.text());
    shift(&mut screen, KeyCode::Home);
    screen.keys("End");
    shift(&mut screen, KeyCode::Left);
    screen.keys("x");
    assert!(screen.text().contains("│ Klottex"), "{}", screen.text());
}

#[test]
fn a_word_is_searched_for_in_the_text() {
    let mut screen = writing("Torget. Sedan torget igen.");
    assert!(screen.keys("^F").text().contains("Sök i texten:"), "{}", screen.text());
    assert!(screen.keys("z").text().contains("Det finns inte i texten."), "{}", screen.text());
    screen.keys("^U t o r g Tab Enter ^X");
    assert!(screen.text().contains("Sedan et igen."), "{}", screen.text());
}

#[test]
fn the_box_grows_with_the_text_and_the_letters_left_are_counted_down() {
    let rows = |screen: &mut Screen| screen.text().lines().filter(|row| row.starts_with("  │")).count();
    let mut screen = writing("Kort.");
    let before = rows(&mut screen);
    assert!(screen.text().contains("Kvar: 595 av högst 600 tecken."), "{}", screen.text());
    screen.take(Message::Pasted("Lång text som fyller raden. ".repeat(18)));
    assert!(rows(&mut screen) > before, "{}", screen.text());
    screen.take(Message::Pasted("x".repeat(100)));
    assert!(screen.text().contains(" för mycket: högst 600 tecken."), "{}", screen.text());
}

#[test]
fn words_that_a_dictionary_on_the_computer_does_not_have_are_told_of() {
    let mut screen = writing("");
    assert!(!screen.text().contains("ordlista"));
    let rules = "SET UTF-8\n".to_owned();
    let words = "2\nklotter\nvid\n".to_owned();
    screen.set_speller(Speller::from_files(&DictionaryFiles { rules, words }));
    "klotter vid skolann".chars().for_each(|letter| screen.take(Message::Key(KeyPress::char(letter))));
    assert!(screen.text().contains("Finns inte i datorns ordlista: ”skolann”."), "{}", screen.text());
}
