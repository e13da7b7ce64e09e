//! What is left to do after saved forms, and what is asked the first time: on the screen and over lines.

use stegvis::clock;
use stegvis::plain::LinePage;
use stegvis::plain::todo::{ToDoSetup, run_to_do};
use stegvis::store::Store;
use stegvis::store::todo::ToDoFile;
use stegvis::todo::{self, ToDoClosing, ToDoItem, collect_left};
use stegvis::tui::effect::Effect;
use stegvis::tui::message::Message;
use stegvis::tui::model::FirstRun;

use crate::tui::{DAY, Screen, UNDER_18};
use crate::world::TestEnvironment;

/// From the first question to the form, with the report and the coordinator still to be done.
const BOTH_LEFT: &str = "2 3 1 1 2 Enter 3 1 1 1 3 Enter 3 2";

fn left_after(keys: &str) -> Vec<ToDoItem> {
    let mut screen = Screen::walking();
    screen.keys(keys);
    collect_left(screen.walk(), &["/hem/2026-v47-oro-7f3k2q.pdf".into()], clock::parse_day(DAY).unwrap())
}

#[test]
fn a_report_is_a_reminder_of_its_own_tied_to_no_form() {
    let left = left_after(BOTH_LEFT);
    let forms: Vec<(&str, bool)> =
        left.iter().map(|item| (item.title.as_str(), item.form.is_some())).collect();
    assert!(forms.contains(&("Gör en orosanmälan till socialtjänsten genast", false)), "{forms:?}");
    assert!(forms.contains(&("Kontakta samordnaren på din förvaltning", true)), "{forms:?}");
    assert!(left.iter().all(|item| item.closed.is_none() && item.day == clock::parse_day(DAY).unwrap()));
}

#[test]
fn the_start_page_tells_it_calmly_and_takes_what_is_said_of_it() {
    let mut screen = Screen::start();
    screen.take(Message::ToDo(left_after(BOTH_LEFT), None));
    let start = screen.text();
    assert!(start.contains("2 saker kvar att göra"), "{start}");
    assert!(start.contains("socialtjänsten genast, kvar att göra sedan"), "{start}");
    assert!(start.contains("1 Rutin"), "a digit means the same: {start}");
    assert!(start.contains("1–7 öppna"), "{start}");
    let page = screen.keys("Home Enter").text();
    assert!(page.contains("Påminnelse från 2026-11-21. Den hör inte till någon blankett."), "{page}");
    assert!(page.contains("blanketten 2026-v47-oro-7f3k2q"), "{page}");
    let ways = screen.keys("Enter").text();
    assert!(ways.contains("1 Gjort") && ways.contains("Inte aktuellt: ") && !ways.contains('▸'), "{ways}");
    let refused = screen.keys("Enter").text();
    assert!(screen.asked().is_empty(), "a hurried Enter says nothing");
    assert!(refused.contains("Välj hur det är, med siffra eller ↓."), "{refused}");
    screen.keys("1 j");
    assert!(matches!(screen.asked().as_slice(), [Effect::CloseToDo(_, ToDoClosing::Done)]));
    screen.keys("Esc Down Enter Down Down Enter");
    assert!(matches!(screen.asked().as_slice(), [Effect::CloseToDo(_, ToDoClosing::NotRelevant(0))]));
    screen.take(Message::ToDo(Vec::new(), Some("Märkt gjort.".to_owned())));
    assert!(!screen.text().contains("kvar att göra"), "{}", screen.text());
}

#[test]
fn a_reminder_that_no_form_keeps_is_asked_about_before_it_is_gone() {
    let mut screen = Screen::start();
    screen.take(Message::ToDo(left_after(BOTH_LEFT), None));
    let asked = screen.keys("Home Enter Enter 1").text();
    assert!(screen.asked().is_empty(), "{asked}");
    assert!(asked.contains("Är det gjort? Påminnelsen tas bort och går inte att få tillbaka."), "{asked}");
    let kept = screen.keys("n").text();
    assert!(screen.asked().is_empty() && kept.contains("Kvar att göra"), "{kept}");
    screen.keys("Enter 2");
    assert!(screen.text().contains("Är det inte aktuellt? Påminnelsen tas bort"), "{}", screen.text());
    screen.keys("j");
    assert!(matches!(screen.asked().as_slice(), [Effect::CloseToDo(_, ToDoClosing::NotRelevant(0))]));
    screen.keys("n Down Enter 1");
    assert!(matches!(screen.asked().as_slice(), [Effect::CloseToDo(_, ToDoClosing::Done)]));
    screen.take(Message::ToDo(left_after(BOTH_LEFT), Some("Märkt gjort.".to_owned())));
    assert!(screen.text().contains("Märkt gjort. Blev det fel? Rätta den."), "{}", screen.text());
}

#[test]
fn a_reminder_is_gone_over_lines_only_after_a_question() {
    let world = TestEnvironment::new();
    let (file, store) = (ToDoFile::at_path(world.path("kvar.json")), Store::in_folder(world.path("ut")));
    todo::note_left(&file, left_after(BOTH_LEFT)).unwrap();
    let today = clock::parse_day(DAY).unwrap();
    let is_reminder = |item: &ToDoItem| item.form.is_none();
    let open = todo::list_open(&file, today, None).unwrap();
    let nth = open.iter().position(is_reminder).unwrap() + 1;
    let say = |lines: String| {
        let (setup, mut said) =
            (ToDoSetup { file: &file, store: &store, today, most_days: None }, Vec::new());
        run_to_do(setup, LinePage::default(), &mut lines.as_bytes(), &mut said).unwrap();
        String::from_utf8(said).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let said = say(format!("{nth}\n1\nx\nnej\n?\n99\nq\n"));
    assert_eq!(
        said.matches("Är det gjort? Påminnelsen tas bort och går inte att få tillbaka. Skriv ja eller nej.")
            .count(),
        2,
        "{said}"
    );
    assert!(said.contains("Påminnelsen står kvar.") && said.contains("inget ändras förrän"), "{said}");
    assert_eq!(todo::list_open(&file, today, None).unwrap().len(), open.len());
    let other = open.iter().position(|item| !is_reminder(item)).unwrap() + 1;
    let said = say(format!("{other}\n1\nq\n"));
    assert!(said.contains("Rätta blanketten om det blev fel.") && !said.contains("Är det gjort?"), "{said}");
    let said = say("1\n1\nja\n".to_owned());
    assert!(said.contains("Märkt gjort.") && said.ends_with("Inget kvar att göra."), "{said}");
}

#[test]
fn saving_notes_what_is_left_and_nothing_of_what_is_done() {
    let mut screen = Screen::walking();
    screen.keys(UNDER_18).keys("^S Enter 2 ^S Enter j");
    screen.asked();
    screen.take(Message::Saved(vec!["/hem/a.pdf".into()]));
    let asked = screen.asked();
    let noted = asked.iter().find_map(|effect| {
        let Effect::NoteToDo(left) = effect else { return None };
        Some(left)
    });
    let titles: Vec<&str> = noted.unwrap().iter().map(|item| item.title.as_str()).collect();
    assert_eq!(titles, ["Kontakta samordnaren på din förvaltning"]);
}

#[test]
fn the_first_time_it_is_asked_once_and_a_digit_opens_the_routine_all_the_same() {
    let asked = || {
        let mut screen = Screen::start();
        screen.set_first_run(FirstRun::Asked);
        screen
    };
    assert!(asked().text().contains("Första gången: fylla i var du arbetar"), "{}", asked().text());
    assert!(matches!(asked().keys("j").asked().as_slice(), [Effect::Profile]));
    assert!(matches!(asked().keys("1").asked().as_slice(), [Effect::Open(_)]));
    let mut skipped = asked();
    skipped.keys("n");
    assert!(matches!(skipped.asked().as_slice(), [Effect::SkipProfile]));
    assert!(!skipped.text().contains("Första gången"), "{}", skipped.text());
}

#[test]
fn over_lines_the_questions_are_asked_skipped_and_kept() {
    let world = TestEnvironment::new();
    let first = world.run_start_page("ja\n1\n\n1\n\n\n\nq\n");
    assert!(first.out.contains("Första gången: vill du fylla i"), "{}", first.out);
    assert!(first.out.contains("Fråga 1 av 6: Förvaltning."), "{}", first.out);
    let told = first.out.replace('\n', " ");
    assert!(told.contains("funktion. Skriv en funktion, aldrig ett namn på en person."), "{}", first.out);
    assert!(first.out.contains("Du kan ändra det under Profil när du vill."), "{}", first.out);
    let again = world.run_start_page("q\n");
    assert!(!again.out.contains("Första gången"), "{}", again.out);
    let shown = world.run(&["profile"]);
    assert!(shown.out.contains("Bromma") && shown.out.contains("Fältassistent"), "{}", shown.out);
}
