//! Prose that is typed where something is chosen: nothing is chosen, asked for or lost by it, and it is said what the place takes.

use std::sync::Arc;

use stegvis::deid::Scanner;
use stegvis::profile::key::ProfileKey;
use stegvis::profile::{LayeredProfile, Profile};
use stegvis::tui::key::KeyPress;
use stegvis::tui::message::Message;

use crate::traps::{chosen, go_to, on_field};
use crate::tui::Screen;
use crate::world::TestEnvironment;

/// What somebody may write without looking, with the letters that ask for something on other pages.
const PROSE: [&str; 4] = [
    "Två ungdomar satte upp klistermärken vid torget. Jag såg 2 av dem?",
    "En kille sa att han skulle gå med",
    "xyz qx j s",
    "vid skolan 3 pers",
];

/// The fields of the form that take no text, each of a kind of its own.
const LISTS: [&str; 6] = ["kontroll", "omrade", "plats", "vad", "antal", "stod"];

fn type_text(screen: &mut Screen, text: &str) {
    text.chars().for_each(|letter| screen.take(Message::Key(KeyPress::char(letter))));
}

#[test]
fn prose_on_a_field_that_takes_no_text_changes_nothing_and_is_put_in_where_text_goes() {
    for field in LISTS {
        for prose in PROSE {
            let mut screen = on_field(field);
            let before = screen.walk().position().clone();
            type_text(&mut screen, prose);
            let told = screen.text();
            assert!(told.contains("Här väljer du ur en lista. Ctrl+V i ”Beskrivning”"), "{field}: {told}");
            let held = screen.keys("Enter").text();
            assert!(held.contains("Här väljer du ur en lista"), "{field}: {held}");
            screen.keys("Esc");
            assert_eq!(*screen.walk().position(), before, "{field}: {prose}");
            assert!(screen.asked().is_empty(), "{field}: {prose}");
            go_to(&mut screen, "beskrivning");
            let text = screen.keys("Enter ^V").text();
            assert!(text.contains(prose.split_at(8).0), "{field}: {text}");
        }
    }
}

#[test]
fn pasted_prose_on_such_a_field_is_kept_as_well() {
    let mut screen = on_field("kontroll");
    let before = screen.walk().position().clone();
    screen.take(Message::Pasted("Klotter på\nbåda sidor".to_owned()));
    assert!(screen.text().contains("Ctrl+V i ”Beskrivning”"), "{}", screen.text());
    screen.keys("Esc");
    assert_eq!(*screen.walk().position(), before);
    go_to(&mut screen, "beskrivning");
    assert!(screen.keys("Enter ^V").text().contains("Klotter på"), "{}", screen.text());
}

#[test]
fn what_was_cut_is_not_lost_for_prose_that_strayed() {
    let mut screen = on_field("beskrivning");
    screen.keys("Enter");
    type_text(&mut screen, "Klippt");
    screen.keys("Home F5 End ^X ^S");
    go_to(&mut screen, "kontroll");
    type_text(&mut screen, "vid skolan");
    assert!(screen.text().contains("Här väljer du ur en lista, med pilarna"), "{}", screen.text());
    screen.keys("Esc");
    go_to(&mut screen, "beskrivning");
    assert!(screen.keys("Enter ^V").text().contains("Klippt"), "{}", screen.text());
}

#[test]
fn a_letter_on_a_row_of_the_form_goes_to_the_option_it_begins_and_enter_chooses_it() {
    let mut screen = on_field("kontroll");
    let list = screen.keys("n e").text();
    assert!(list.contains("▸ 2 Nej"), "{list}");
    assert_eq!(chosen(screen.walk(), "kontroll"), None);
    screen.keys("Enter");
    assert_eq!(chosen(screen.walk(), "kontroll").as_deref(), Some("nej"));
}

#[test]
fn one_slip_in_a_list_is_no_end_to_digits_or_letters() {
    for (typed, found) in
        [("x n e Enter", "nej"), ("x 2", "nej"), ("x q x Backspace 2", "nej"), ("Space n Enter", "nej")]
    {
        let mut screen = on_field("kontroll");
        screen.keys("Enter").keys(typed);
        assert_eq!(chosen(screen.walk(), "kontroll").as_deref(), Some(found), "{typed}: {}", screen.text());
    }
}

#[test]
fn a_time_is_typed_on_its_row_and_rows_without_text_say_what_they_take() {
    let mut screen = on_field("nar");
    let time = screen.keys("2 0 2 6").text();
    assert!(time.contains("│ 2026"), "{time}");
    let mut screen = on_field("nar");
    let last = screen.keys("End s").text();
    assert!(last.contains("Här skrivs ingen text. Enter går till granskningen."), "{last}");
}

#[test]
fn prose_in_the_profile_changes_nothing_until_it_is_taken() {
    let mut screen = Screen::start();
    let mut own = Profile::default();
    own.set(ProfileKey::Municipality, "stockholm").unwrap();
    let layered = LayeredProfile { own, system: Profile::default() };
    screen.take(Message::Profile(
        Box::new(crate::profile::open_profile(layered)),
        Arc::new(Scanner::builtin()),
        None,
    ));
    type_text(&mut screen, "rågsved q r x");
    let told = screen.text();
    assert!(told.contains("Här väljer du ur en lista, med pilarna och Enter."), "{told}");
    screen.keys("Enter Esc Down Down Down");
    type_text(&mut screen, "Fält söder");
    assert!(screen.text().contains("Fält söder"), "{}", screen.text());
    screen.keys("Esc");
    assert!(screen.asked().is_empty());
}

#[test]
fn over_lines_prose_on_such_a_field_is_offered_the_field_that_takes_text() {
    let world = TestEnvironment::new();
    let lines = "2\n3\n1\n1\n1\n3\n1\n1\n1\n3\n0\n3\n2\n\nTvå märken satt på stolpen\nja\n\ng\n";
    let run = world.run_with(&["walk", "--plain"], lines);
    let told = run.out.replace('\n', " ");
    assert!(told.contains("Ska det du skrev stå i ”Beskrivning”?"), "{}", run.out);
    assert!(told.contains("Nu står det i ”Beskrivning”."), "{}", run.out);
    assert!(told.contains("Beskrivning: Två märken satt på stolpen"), "{}", run.out);
}

/// What somebody may write where a question stands, with first letters that ask for things there.
const SENTENCES: [&str; 6] = [
    "Vi såg två ungdomar vid torget",
    "ungdomar 2 st, q x j",
    "undrar om det är sant",
    "kan någon ringa? a1 t2 u y q",
    "tre pojkar q j",
    "yngre killar stod där j x",
];

#[test]
fn a_sentence_on_a_step_decides_nothing_and_takes_nothing_back() {
    for before in ["", "2 3", "2 3 1 1", "2 3 1 1 1 Enter 3 1 1 1"] {
        for sentence in SENTENCES {
            let mut screen = Screen::walking();
            before.split(' ').filter(|key| !key.is_empty()).for_each(|key| _ = screen.keys(key));
            let (position, step) = (screen.walk().position().clone(), screen.question());
            type_text(&mut screen, sentence);
            let told = screen.text();
            assert_eq!(*screen.walk().position(), position, "{before}: {sentence}: {told}");
            assert_eq!(screen.question(), step, "{before}: {sentence}: {told}");
            let said = told.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                said.contains("Här skrivs ingen text, och inget är valt. Ctrl+V i ”Beskrivning”"),
                "{told}"
            );
            let held = screen.keys("Enter").text();
            assert_eq!(*screen.walk().position(), position, "{before}: {sentence}: {held}");
            assert!(held.contains("Esc börjar om."), "{held}");
            assert!(screen.asked().is_empty(), "{before}: {sentence}");
        }
    }
}

#[test]
fn single_letters_and_one_slip_before_a_digit_work_on_a_step_as_before() {
    let mut screen = Screen::walking();
    assert!(screen.keys("v").text().contains("Lagtexten läst"), "{}", screen.text());
    screen.keys("Esc 2 x 3");
    assert_eq!(screen.walk().log().len(), 2, "{}", screen.text());
    screen.keys("u u y");
    assert_eq!(screen.walk().log().len(), 1, "{}", screen.text());
}

#[test]
fn a_sentence_on_the_start_page_and_in_a_dialog_leaves_nothing() {
    let mut screen = Screen::start();
    type_text(&mut screen, "såg en kille q q");
    assert!(screen.asked().is_empty(), "{}", screen.text());
    let mut screen = Screen::walking();
    screen.keys("2 q");
    type_text(&mut screen, "såg en som j x");
    assert!(screen.asked().is_empty(), "{}", screen.text());
}

#[test]
fn over_lines_a_sentence_at_a_step_is_told_where_text_goes() {
    let world = TestEnvironment::new();
    let run = world.run_with(&["walk", "--plain"], "Vi såg två ungdomar\n2\nq\nja\n");
    let told = run.out.replace('\n', " ");
    assert!(told.contains("Här skrivs ingen text, och inget är valt: det du vill berätta"), "{}", run.out);
}
