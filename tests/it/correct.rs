//! Saved forms corrected: on the command line, over lines and on the screen; what the walk said is held to there too.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use stegvis::calendar::parse_day;
use stegvis::corrections::{OpenCorrection, list_acts_left};
use stegvis::deid::Scanner;
use stegvis::flow::model::{Mark, Urgency};
use stegvis::form::correct::Correction;
use stegvis::form::model::{ActState, FormEntry};
use stegvis::store::Store;
use stegvis::store::list::open_saved;
use stegvis::store::save::EarlierVersion;
use stegvis::store::todo::ToDoFile;
use stegvis::todo::{self, ToDoClosing, ToDoItem};
use stegvis::tui::effect::Effect;
use stegvis::tui::message::Message;

use crate::tui::Screen;
use crate::world::{Run, TODAY, TestEnvironment, list, text};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases");

/// One of the cases saved as JSON.
pub(crate) struct SavedCase {
    world: TestEnvironment,
    path: PathBuf,
}

impl SavedCase {
    pub(crate) fn new(case: &str) -> Self {
        let world = TestEnvironment::new();
        let answers = format!("{CASES}/{case}.yaml");
        assert_eq!(world.run(&["walk", "--answers", &answers, "--save", "json"]).code, 0);
        let path = list(&world.path(".local/share/stegvis/forms")).remove(0);
        Self { world, path }
    }

    fn called(&self) -> String {
        self.path.file_stem().unwrap().to_str().unwrap().rsplit('-').next().unwrap().to_owned()
    }

    pub(crate) fn correct(&self, words: &[&str]) -> Run {
        self.world.run(&[&["correct", &self.called()], words].concat())
    }

    fn over_lines(&self, lines: &str) -> Run {
        self.world.run_with(&["correct", &self.called(), "--plain"], lines)
    }

    pub(crate) fn saved(&self) -> Value {
        let files = list(&self.world.path(".local/share/stegvis/forms"));
        assert_eq!(files.len(), 1, "{files:?}");
        serde_json::from_str(&text(&files[0])).unwrap()
    }

    /// Its newest version.
    pub(crate) fn newest(&self) -> PathBuf {
        list(&self.world.path(".local/share/stegvis/forms")).remove(0)
    }

    pub(crate) fn screen(&self) -> Screen {
        let open = OpenCorrection::open_file(&self.path, parse_day(TODAY).unwrap()).unwrap();
        let mut screen = Screen::start();
        screen.take(Message::CorrectionOpened(Box::new(open), Arc::new(Scanner::builtin())));
        screen
    }
}

/// The field with this id, as it is saved; `None` where the form has none.
fn field<'v>(form: &'v Value, id: &str) -> Option<&'v Value> {
    let sections = form["form"]["sections"].as_array().unwrap();
    let fields = sections.iter().flat_map(|section| section["fields"].as_array().unwrap());
    fields.into_iter().find(|field| field["id"] == id)
}

#[test]
fn what_follows_from_an_answer_stands_or_says_less() {
    let case = SavedCase::new("under-18");
    let refused = case.correct(&["--set", "alder=18-20"]);
    assert!(refused.code == 1 && refused.err.contains("följer av svaret på frågan"), "{refused:?}");
    assert!(refused.err.contains("Gå en ny genomgång"), "{refused:?}");
    let coarser = case.correct(&["--set", "alder=okant"]);
    assert_eq!(coarser.code, 0, "{coarser:?}");
    assert_eq!(case.saved()["form"]["version"], 2);
    let again = case.correct(&["--set", "alder=under-18"]);
    assert_eq!(again.code, 1, "what was made coarser is not known any more: {again:?}");
}

#[test]
fn a_correction_that_says_the_same_makes_no_new_version() {
    let case = SavedCase::new("under-18");
    let before = case.saved();
    let same = case.correct(&["--set", "alder=under-18"]);
    assert!(same.code == 1 && same.err.contains("den säger redan det"), "{same:?}");
    assert_eq!(case.saved(), before);
}

#[test]
fn what_the_review_would_have_told_is_told_of_a_correction() {
    let case = SavedCase::new("asikt");
    let told = case.correct(&["--set", "koppling=hot"]);
    assert!(told.code == 0 && told.err.contains("vägen har inte frågat om brott"), "{told:?}");
    let silent = case.correct(&["--set", "plats=park"]);
    assert!(silent.code == 0 && !silent.err.contains("brott"), "only of what was corrected: {silent:?}");
    let milieu = case.correct(&["--set", "miljo=vit-makt"]);
    assert!(milieu.code == 1 && milieu.err.contains("Alternativen är: oklar."), "{milieu:?}");
    assert_eq!(case.correct(&["--set", "beskrivning=En person"]).code, 1, "no such field after an opinion");
}

#[test]
fn fields_that_another_calls_for_come_and_go_with_it() {
    let case = SavedCase::new("klotter");
    assert!(field(&case.saved(), "digital-plattform").is_none() && field(&case.saved(), "grund").is_some());
    let run =
        case.correct(&["--set", "plats=digitalt", "--set", "digital-plattform=spel", "--set", "miljo=oklar"]);
    assert_eq!(run.code, 0, "{run:?}");
    let saved = case.saved();
    assert!(field(&saved, "digital-plattform").is_some() && field(&saved, "grund").is_none());
    assert_eq!(saved["form"]["persons"], "nobody", "a find is still a find");
    assert_eq!(case.correct(&["--set", "plats=tunnel"]).code, 0);
    assert!(field(&case.saved(), "digital-plattform").is_none());
    let somebody = case.correct(&["--set", "antal=en"]);
    assert_eq!((somebody.code, &case.saved()["form"]["persons"]), (0, &"perhaps".into()), "{somebody:?}");
}

#[test]
fn what_was_attested_is_asked_again_when_a_detail_is_changed() {
    let case = SavedCase::new("under-18");
    let told = case.correct(&["--set", "plats=park"]);
    assert!(told.err.contains("stämmer svaret ”Nej” ännu?"), "{told:?}");
    let told = case.correct(&["--set", "plats=tunnel", "--set", "kontroll=nej"]);
    assert!(!told.err.contains("ännu?"), "{told:?}");
    let long = case.correct(&["--set", &format!("stod-text={}", "ord ".repeat(60))]);
    assert!(long.code == 1 && long.err.contains("längre än 200 tecken"), "{long:?}");
}

#[test]
fn an_act_is_marked_and_no_longer_left() {
    let case = SavedCase::new("under-18");
    let today = parse_day(TODAY).unwrap();
    let left = |path: &PathBuf| {
        let form = open_saved(path.clone()).form.unwrap();
        list_acts_left(form.content()).into_iter().map(|act| act.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(left(&case.path), ["samordnare"]);
    let to_do = ToDoFile::at_path(case.world.path("todo.jsonl"));
    let mark = |path: &Path, act: &str, mark| {
        OpenCorrection::open_file(path, today).unwrap().followed_in(to_do.clone()).mark_act(act, mark)
    };
    assert!(mark(&case.path, "orosanmalan", Mark::Done).is_err(), "what is told discreetly");
    let saved = mark(&case.path, "samordnare", Mark::Done).unwrap();
    assert!(!case.path.exists() && left(&saved[0]).is_empty());
    assert!(mark(&saved[0], "samordnare", Mark::Done).is_err());
    assert!(mark(&saved[0], "samordnare", Mark::NotRelevant).is_ok());
    assert_eq!(case.saved()["form"]["version"], 3);
}

/// The saved case with the coordinator still to be informed, noted in a list of what is left to do.
fn noted(case: &SavedCase) -> (ToDoFile, Store, ToDoItem) {
    let file = ToDoFile::at_path(case.world.path("todo.jsonl"));
    let item = ToDoItem {
        id: String::new(),
        day: parse_day(TODAY).unwrap(),
        title: "Kontakta samordnaren".to_owned(),
        urgency: Urgency::Normal,
        form: case.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()),
        act: Some("samordnare".to_owned()),
        reasons: vec!["Behövs inte".to_owned()],
        closed: None,
    };
    todo::note_left(&file, vec![item]).unwrap();
    let store = Store::in_folder(case.path.parent().unwrap());
    let item = file.read_all().unwrap().remove(0);
    (file, store, item)
}

#[test]
fn what_is_marked_in_the_list_is_marked_in_the_form() {
    for (how, state) in
        [(ToDoClosing::Done, ActState::Done), (ToDoClosing::NotRelevant(0), ActState::NotRelevant)]
    {
        let case = SavedCase::new("under-18");
        let (file, store, item) = noted(&case);
        let said = todo::close_with_form((&file, &store), &item.id, &how, parse_day(TODAY).unwrap()).unwrap();
        assert!(said.contains("Blanketten säger det också."), "{said}");
        let closed = file.read_all().unwrap().remove(0);
        let path = store.find_form(closed.form.as_ref().unwrap()).unwrap();
        let form = open_saved(path).form.unwrap();
        let acts = form.content().rows().filter_map(|row| {
            let FormEntry::Acts(acts) = &row.entry else { return None };
            Some(acts)
        });
        let act = acts.flatten().find(|act| act.id == "samordnare").unwrap();
        assert_eq!(act.state, state);
        assert_eq!(closed.closed.unwrap().reason.is_some(), state == ActState::NotRelevant);
    }
}

#[test]
fn a_form_that_is_gone_is_told_of_and_the_list_is_closed_all_the_same() {
    let case = SavedCase::new("under-18");
    let (file, store, item) = noted(&case);
    Store::delete_form(&case.path).unwrap();
    let today = parse_day(TODAY).unwrap();
    let said = todo::close_with_form((&file, &store), &item.id, &ToDoClosing::Done, today).unwrap();
    assert!(said.contains("Blanketten är inte ändrad"), "{said}");
    assert!(todo::list_open(&file, today, None).unwrap().is_empty());
}

#[test]
fn what_is_marked_in_the_form_is_marked_in_the_list() {
    let case = SavedCase::new("under-18");
    let (file, ..) = noted(&case);
    let today = parse_day(TODAY).unwrap();
    let mut open = OpenCorrection::open_file(&case.path, today).unwrap().followed_in(file.clone());
    open.form.apply(Correction::Mark { act: "samordnare".to_owned(), mark: Mark::Done }).unwrap();
    let saved = open.save(EarlierVersion::Removed).unwrap();
    let item = file.read_all().unwrap().remove(0);
    assert!(item.closed.is_some_and(|closed| closed.reason.is_none()));
    assert_eq!(item.form.as_deref(), saved[0].file_stem().unwrap().to_str());
}

#[test]
fn a_form_is_corrected_over_lines() {
    let case = SavedCase::new("under-18");
    let rows = case.over_lines("q\n").out;
    let number = |label: &str| {
        let row = rows.lines().find(|line| line.contains(label)).unwrap_or_else(|| panic!("{rows}"));
        row.split('.').next().unwrap().trim().to_owned()
    };
    assert!(!rows.contains("Orosanmälan"), "{rows}");
    let (place, what, when) = (number("Slag av plats"), number("Vad: "), number("När: "));
    let (description, act) = (number("Beskrivning"), number("ska göras"));
    let lines = format!(
        "{place}\n8\n{what}\n6 7\n{when}\n2099-01\n{when}\n2026-11\n{description}\nKalle Karlsson ropade\nm\n{act}\n1\ns\nnej\ns\nja\n"
    );
    let run = case.over_lines(&lines);
    assert_eq!(run.code, 0, "{run:?}");
    for words in [
        "Slag av plats: ”Torg” blir ”Park”",
        "”Uttalat stöd för våld” blir ”Hot, Våld”",
        "Ange en tid från",
        "”ska göras” blir ”gjort”",
        "kan peka ut någon: person",
        "Tänk på: Du har ändrat en uppgift.",
        "Rättelsen är sparad:",
        "Den ersätter den förra hos mottagaren.",
    ] {
        assert!(run.out.replace('\n', " ").contains(words), "{words}: {}", run.out);
    }
    let saved = case.saved();
    assert!(!saved.to_string().contains("Kalle") && saved["form"]["version"] == 2, "{saved:#}");
    assert_eq!(saved["form"]["period"], "2026-11", "{saved:#}");
}

#[test]
fn leaving_a_correction_over_lines_changes_nothing() {
    let case = SavedCase::new("klotter");
    let before = text(&case.path);
    for lines in ["", "q\n", "1\n3\nq\nnej\nq\nja\n", "s\nq\n", "1\n3\ns\nnej\n", "99\nx\n"] {
        let run = case.over_lines(lines);
        assert_eq!((run.code, text(&case.path)), (1, before.clone()), "{lines:?}: {run:?}");
    }
}

#[test]
fn the_saved_forms_are_read_marked_corrected_and_deleted_over_lines() {
    let case = SavedCase::new("under-18");
    let run = case.world.run_with(&["forms", "--plain"], "1\n1\n1\n3\n1\n4\n4\n1\n2\nq\nq\n");
    for words in [
        "Diarienummer: ....",
        "Blanketten är märkt: skickad.",
        "Rätta blanketten.",
        "2026-11-21  Oro för individ",
    ] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    assert_eq!(list(&case.world.path(".local/share/stegvis/forms")).len(), 3, "{run:?}");
    let run = case.world.run_with(&["forms", "--plain"], "1\n5\nnej\n1\n5\nja\n");
    assert!(
        run.out.contains("3 filer är borttagna.") && run.out.contains("inga sparade blanketter än"),
        "{run:?}"
    );
}

#[test]
fn a_form_is_corrected_on_the_screen() {
    let case = SavedCase::new("under-18");
    let mut screen = case.screen();
    let rows = screen.text();
    assert!(rows.contains("Rätta blanketten") && rows.contains("Gäller: Oro för individ"), "{rows}");
    assert!(!case.screen().keys("End Up").text().contains("Orosanmälan"));
    // The place: its row, and its eighth option by the digit before it.
    find_row(&mut screen, "Slag av plats");
    let choice = screen.keys("Enter").text();
    assert!(choice.contains("Nu står: Torg"), "{choice}");
    let rows = screen.keys("8").text();
    assert!(rows.contains("Slag av plats: Park (ändrat)"), "{rows}");
    find_row(&mut screen, "Vad:");
    let choice = screen.keys("Enter 6 Esc").text();
    assert!(choice.contains("Vad: Hot, Uttalat stöd för våld"), "{choice}");
    find_row(&mut screen, "Ålder");
    let told = screen.keys("Enter 2").text();
    assert!(told.contains("följer av svaret"), "{told}");
    let ending = screen.keys("Enter Esc Esc").text();
    assert!(ending.contains("Det här ändras") && ending.contains("”Torg” blir ”Park”"), "{ending}");
    assert!(ending.contains("1 Spara, och ta bort den förra versionen"), "{ending}");
    let asked = screen.keys("1").asked();
    let [Effect::SaveCorrection(open, EarlierVersion::Removed)] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    let saved = open.save(EarlierVersion::Removed).unwrap();
    assert_eq!(case.saved()["form"]["version"], 2);
    // The start page then tells what is left to do as the form now says.
    let told = saved.iter().map(|path| path.display().to_string()).collect();
    screen.take(Message::Corrected(Vec::new(), None, told));
    assert!(matches!(screen.asked().as_slice(), [Effect::FindToDo]));
}

#[test]
fn a_text_that_is_corrected_on_the_screen_passes_the_gate() {
    let case = SavedCase::new("under-18");
    let mut screen = case.screen();
    find_row(&mut screen, "Beskrivning");
    screen.keys("Enter").take(Message::Pasted("Kalle Karlsson ropade".to_owned()));
    let gate = screen.keys("^S").text();
    assert!(gate.contains("fynd"), "{gate}");
    let rows = screen.keys("1 ^S").text();
    assert!(rows.contains("Beskrivning: ") && !rows.contains("Kalle") && rows.contains("(ändrat)"), "{rows}");
    // Leaving asks, and letting go changes nothing.
    let asked = screen.keys("^C").text();
    assert!(asked.contains("Släpp rättelsen"), "{asked}");
    assert!(matches!(screen.keys("4").asked().as_slice(), [Effect::List]));
}

/// Moves down to the row that holds these words.
fn find_row(screen: &mut Screen, words: &str) {
    screen.keys("Home");
    for _ in 0..40 {
        let text = screen.text();
        if text.lines().any(|line| line.contains('▸') && line.contains(words)) {
            return;
        }
        screen.keys("Down");
    }
    panic!("{words}: {}", screen.text());
}
