//! Nothing is chosen, made coarser, ticked, kept or stated that nobody meant.

use std::sync::Arc;

use stegvis::calendar::parse_day;
use stegvis::corrections::OpenCorrection;
use stegvis::deid::Scanner;
use stegvis::flow::model::Mark;
use stegvis::form::fill;
use stegvis::form::model::Certainty;
use stegvis::profile::key::ProfileKey;
use stegvis::profile::{LayeredProfile, Profile};
use stegvis::routines;
use stegvis::session::event::FieldValue;
use stegvis::store::todo::ToDoFile;
use stegvis::todo;
use stegvis::tui::key::KeyPress;
use stegvis::tui::message::Message;
use stegvis::tui::model::FirstRun;

use crate::correct::SavedCase;
use crate::traps::{chosen, go_to, on_field};
use crate::tui::{DAY, Screen};
use crate::world::TODAY;

fn type_text(screen: &mut Screen, text: &str) {
    text.chars().for_each(|letter| screen.take(Message::Key(KeyPress::char(letter))));
}

fn when(screen: &Screen) -> Option<String> {
    let at = screen.walk().flow().form.find_field("nar").unwrap();
    match screen.walk().position().fields.get(&at) {
        Some(FieldValue::Period(period)) => Some(period.to_string()),
        _ => None,
    }
}

fn ticked(screen: &Screen, field: &str) -> Vec<String> {
    let at = screen.walk().flow().form.find_field(field).unwrap();
    fill::chosen_options(screen.walk(), at).iter().map(ToString::to_string).collect()
}

#[test]
fn a_time_is_taken_on_the_screen_as_it_is_said() {
    for (said, kept) in
        [("vecka 40", "2026-v40"), ("oktober", "2026-10"), ("förra veckan kväll", "2026-v46 kväll")]
    {
        let mut screen = on_field("nar");
        screen.keys("Enter");
        type_text(&mut screen, said);
        screen.keys("Enter");
        assert_eq!(when(&screen).as_deref(), Some(kept), "{said}: {}", screen.text());
    }
    let mut screen = on_field("nar");
    screen.keys("Enter");
    type_text(&mut screen, "i går");
    let refused = screen.keys("Enter").text();
    assert!(when(&screen).is_none() && refused.contains("vecka 47, 2026"), "{refused}");
    type_text(&mut screen, " sistone");
    let refused = screen.keys("Enter").text();
    assert!(refused.contains("Det går inte att läsa som en tid. Skriv en vecka, som vecka 47"), "{refused}");
}

#[test]
fn a_saved_form_is_corrected_with_a_time_as_it_is_said() {
    let case = SavedCase::new("under-18");
    let told = case.correct(&["--set", "nar=vecka 40"]);
    assert_eq!(told.code, 0, "{told:?}");
    assert!(case.saved().to_string().contains("2026-v40"));
    let refused = case.correct(&["--set", "nar=sistone"]);
    assert!(refused.code == 1 && refused.err.contains("vecka 47"), "{refused:?}");
}

#[test]
fn a_hurried_enter_makes_nothing_coarser() {
    let mut screen = on_field("kontroll");
    let asked = screen.keys("Enter Down Enter").text();
    assert!(asked.contains("Vad kan bli grövre?"), "{asked}");
    assert!(asked.contains("Enter det räcker") && !asked.contains('▸'), "{asked}");
    let before = screen.walk().log().to_vec();
    let after = screen.keys("Enter").text();
    assert_eq!(screen.walk().log(), before, "{after}");
    let mut screen = on_field("kontroll");
    let row = screen.keys("Enter Down Enter Down").text();
    assert!(row.contains("Enter gör raden grövre"), "{row}");
    let before = screen.walk().log().len();
    assert!(screen.keys("Enter").walk().log().len() > before, "{}", screen.text());
}

#[test]
fn enter_ticks_only_a_row_that_the_cursor_was_moved_to_since_the_last_tick() {
    let mut screen = on_field("vad");
    let moved = screen.keys("Enter Down Down").text();
    assert!(moved.contains("Enter kryssa raden"), "{moved}");
    let ticked_one = screen.keys("Enter").text();
    assert!(ticked_one.contains("Enter gå vidare"), "{ticked_one}");
    screen.keys("4 Enter");
    assert_eq!(ticked(&screen, "vad").len(), 2, "{}", screen.text());
    assert!(screen.text().contains("fält"), "{}", screen.text());
    let mut untied = on_field("vad");
    untied.keys("Enter Down Space Space Enter");
    assert_eq!(ticked(&untied, "vad").len(), 0, "{}", untied.text());
}

#[test]
fn ticks_that_are_left_by_esc_are_told_of() {
    let mut screen = on_field("vad");
    let left = screen.keys("Enter 2 Esc").text();
    assert!(left.contains("Kryssen är som de var förut."), "{left}");
    assert!(ticked(&screen, "vad").is_empty());
}

#[test]
fn a_letter_with_ctrl_goes_to_no_row() {
    let mut screen = on_field("omrade");
    screen.keys("Enter ^F Enter");
    assert_eq!(chosen(screen.walk(), "omrade"), None, "{}", screen.text());
}

#[test]
fn every_first_question_of_the_profile_is_a_new_thing_to_read() {
    let mut screen = Screen::start();
    screen.set_first_run(FirstRun::Answering);
    let layered = LayeredProfile { own: Profile::default(), system: Profile::default() };
    screen.take(Message::Profile(
        Box::new(crate::profile::open_profile(layered)),
        Arc::new(Scanner::builtin()),
        None,
    ));
    let first = screen.question();
    screen.keys("Esc");
    assert!(screen.question() != first, "{}", screen.text());
}

#[test]
fn an_act_that_is_to_be_done_after_all_is_left_to_do_again() {
    let case = SavedCase::new("under-18");
    let folder = tempfile::tempdir().unwrap();
    let list = ToDoFile::at_path(folder.path().join("todo.jsonl"));
    let day = parse_day(TODAY).unwrap();
    let mark = |mark| {
        let mut open = OpenCorrection::open_file(&case.newest(), day).unwrap().followed_in(list.clone());
        open.mark_act("samordnare", mark).unwrap();
    };
    mark(Mark::Done);
    mark(Mark::Todo);
    let open = todo::list_open(&list, day, None).unwrap();
    assert_eq!(open.len(), 1, "{open:?}");
    assert!(open[0].form.is_some() && !open[0].reasons.is_empty(), "{open:?}");
    mark(Mark::NotRelevant);
    assert!(todo::list_open(&list, day, None).unwrap().is_empty());
    mark(Mark::Todo);
    let again = todo::list_open(&list, day, None).unwrap();
    assert_eq!(again.len(), 1, "{again:?}");
    assert_ne!(again[0].form, open[0].form, "it is called by the name of the newest version");
}

#[test]
fn what_the_workplace_says_of_itself_goes_before_what_is_made_of_its_role() {
    let mut profile = Profile::default();
    profile.set(ProfileKey::Role, "faltassistent").unwrap();
    profile.set(ProfileKey::Activity, "socialtjanst").unwrap();
    let today = parse_day(DAY).unwrap();
    for (role, activity) in [("1", "socialtjanst"), ("5", "skola")] {
        let flow = routines::load_local("stockholm-vbe", today, &profile.local_values()).unwrap();
        let mut screen = Screen::start();
        screen.take(Message::Opened(flow, Arc::new(Scanner::builtin())));
        screen.keys("2 3 1 1 1 Enter 3").keys(role).keys("1 1 3 Enter 3 2");
        assert!(screen.walk().position().in_form(screen.walk().flow()), "{}", screen.text());
        assert_eq!(ticked(&screen, "verksamhet"), [activity], "{}", screen.text());
    }
}

#[test]
fn what_the_routine_assumes_is_told_as_a_guess_until_it_is_confirmed() {
    let mut screen = on_field("miljo");
    let at = screen.walk().flow().form.find_field("miljo").unwrap();
    let day = parse_day(DAY).unwrap();
    assert_eq!(fill::find_certainty(screen.walk(), at, day), Certainty::Guessed);
    screen.keys("1");
    assert_eq!(fill::find_certainty(screen.walk(), at, day), Certainty::Known, "{}", screen.text());
}

#[test]
fn a_whole_personnummer_is_never_kept() {
    let mut screen = on_field("beskrivning");
    screen.keys("Enter");
    type_text(&mut screen, "Hon heter inget, 19811228-9874.");
    let refused = screen.keys("F4 3").text();
    let said = refused.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("pekar alltid ut någon. Det kan bara maskeras"), "{refused}");
    let kept = screen.keys("j Enter").text();
    assert!(!screen.walk().log().iter().any(|event| format!("{event:?}").contains("9874")), "{kept}");
    screen.keys("1");
    assert!(screen.text().contains("[personnummer]"), "{}", screen.text());
}

#[test]
fn whoever_comes_back_is_told_that_unfinished_text_is_gone() {
    let screen = on_field("beskrivning");
    let told = stegvis::present::describe_lost_text(screen.walk()).unwrap();
    assert!(told.contains("”Beskrivning” är tom"), "{told}");
    assert!(stegvis::present::describe_lost_text(Screen::walking().keys("2 3").walk()).is_none());
}

#[test]
fn a_long_line_to_the_user_is_shown_whole_in_the_smallest_window() {
    for size in [(60, 20), (80, 24), (120, 40)] {
        let mut screen = Screen::sized(size.0, size.1);
        let said = "Märkt inte aktuellt. Blanketten är inte ändrad: den går inte att läsa, och rättas under \
                    Blanketter. Blev det fel? Rätta den. Slutet.";
        screen.take(Message::ToDo(Vec::new(), Some(said.to_owned())));
        let shown = screen.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.contains("Blev det fel? Rätta den. Slutet."), "{size:?}: {}", screen.text());
    }
}

#[test]
fn a_finding_that_was_kept_is_decided_again_where_that_is_asked_for() {
    for (key, left) in [("F4", "”Kalle Karlsson”"), ("F3", "[person]")] {
        let mut screen = on_field("beskrivning");
        screen.keys("Enter");
        screen.take(Message::Pasted("Kalle Karlsson ropade.".to_owned()));
        screen.keys("F4 3 j ^S");
        go_to(&mut screen, "beskrivning");
        let again = screen.keys("Enter").keys(key).text();
        assert!(again.contains(left), "{key}: {again}");
    }
}

#[test]
fn a_hurried_enter_in_a_correction_chooses_nothing_and_saves_nothing() {
    let case = SavedCase::new("under-18");
    let mut screen = case.screen();
    let acts = screen.keys("End Up Up Up Up Enter").text();
    assert!(acts.contains("Nu står: ska göras") && acts.contains("▸ 2 ska göras"), "{acts}");
    let back = screen.keys("Esc Home Down Down Enter").text();
    let nothing_stands = back.contains("Nu står: inte ifyllt");
    assert!(nothing_stands != back.contains('▸'), "{back}");
    let ending = screen.keys("Esc Home Enter 1 Esc").text();
    if ending.contains("Rätta mer") {
        assert!(ending.contains("▸ 3 Rätta mer"), "{ending}");
    }
}
