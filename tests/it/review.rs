//! The form held against the walk at the review: on every way of walking, with the way back to the question.

use std::sync::Arc;

use stegvis::check::verified::VerifiedFlow;
use stegvis::clock;
use stegvis::deid::Scanner;
use stegvis::deid::screened::{Clearings, screen_text};
use stegvis::flow::id::{AnswerId, FieldId, StepId};
use stegvis::form::review::{RemarkSeverity, find_blocking, review_form};
use stegvis::routines;
use stegvis::session::event::{Event, FieldValue};
use stegvis::session::walk::Walk;
use stegvis::tui::message::Message;

use crate::tui::Screen;
use crate::world::{TODAY, TestEnvironment, list};

const REVIEWED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reviewed.yaml");

fn routine() -> Arc<VerifiedFlow> {
    routines::load_routine(REVIEWED, clock::parse_day(TODAY).unwrap()).unwrap()
}

fn answered(step: &str, answer: &str) -> Event {
    Event::Answered { step: StepId::new(step), answer: AnswerId::new(answer) }
}

fn filled(field: &str, value: FieldValue) -> Event {
    Event::Filled { field: FieldId::new(field), value }
}

/// A walk with these answers, all that is only read read.
fn walk(answers: &[(&str, &str)]) -> Walk {
    let mut walk = Walk::new(routine());
    for (step, answer) in answers {
        walk.apply(answered(step, answer)).unwrap();
    }
    if !walk.position().in_form(walk.flow()) {
        walk.apply(Event::Read { step: StepId::new("visste") }).unwrap();
    }
    walk
}

/// What is said: whether it stops, the field, the question to go back to.
fn said(walk: &Walk, clearings: &Clearings) -> Vec<(RemarkSeverity, Option<String>, Option<String>)> {
    let flow = walk.flow();
    let row = |remark: stegvis::form::review::FormRemark| {
        let field = remark.field.map(|at| flow.form.field(at).id.to_string());
        (remark.weight, field, remark.back.map(|at| flow.step(at).id.to_string()))
    };
    review_form(walk, clearings).into_iter().map(row).collect()
}

#[test]
fn a_bound_field_agrees_with_its_question_or_stops_the_review() {
    let stops = vec![(RemarkSeverity::Stops, Some("alder".to_owned()), Some("alder".to_owned()))];
    for (answer, option, agrees) in [
        ("under-18", "under-18", true),
        ("under-18", "vuxen", false),
        ("under-18", "okand", true),
        ("vuxen", "under-18", false),
        ("vuxen", "okand", true),
        ("vet-inte", "okand", true),
        ("vet-inte", "under-18", false),
        ("vet-inte", "vuxen", false),
    ] {
        let mut walk = walk(&[("galler", "oro"), ("alder", answer)]);
        assert_eq!(said(&walk, &Clearings::default()), [], "{answer}, as prefilled");
        walk.apply(filled("alder", FieldValue::Option(AnswerId::new(option)))).unwrap();
        let expected = if agrees { Vec::new() } else { stops.clone() };
        assert_eq!(said(&walk, &Clearings::default()), expected, "{answer}, {option}");
    }
}

#[test]
fn a_changed_answer_or_field_lets_the_review_go_on() {
    let mut walk = walk(&[("galler", "oro"), ("alder", "under-18")]);
    walk.apply(filled("alder", FieldValue::Option(AnswerId::new("vuxen")))).unwrap();
    let words = review_form(&walk, &Clearings::default()).remove(0).says;
    assert_eq!(
        words,
        "I fältet ”Ålder” står ”18 eller äldre”, men på frågan ”Hur gammal är personen?” svarade du ”Under 18 år”. \
         Rätta fältet, eller gå tillbaka till frågan."
    );
    walk.apply(answered("alder", "vuxen")).unwrap();
    assert!(find_blocking(&review_form(&walk, &Clearings::default())).is_none());
}

#[test]
fn ticks_and_a_met_age_on_a_way_that_asked_of_nobody_are_told_with_a_jump() {
    let tells =
        |field: Option<&str>| (RemarkSeverity::Tells, field.map(str::to_owned), Some("galler".to_owned()));
    let hot = || filled("vad", FieldValue::Options(vec![AnswerId::new("hot")]));
    let mut clearings = Clearings::default();
    let text = "Hen är 15 år.";
    let found = screen_text(&Scanner::builtin(), text, &clearings).unwrap_err();

    let mut thing = walk(&[("galler", "fynd")]);
    assert_eq!(said(&thing, &clearings), []);
    thing.apply(hot()).unwrap();
    assert_eq!(said(&thing, &clearings), [tells(Some("vad"))]);
    clearings.record_classes(text, &found);
    assert_eq!(said(&thing, &clearings), [tells(Some("vad")), tells(None)]);

    let mut person = walk(&[("galler", "oro"), ("alder", "vuxen")]);
    person.apply(hot()).unwrap();
    assert_eq!(said(&person, &clearings), []);
}

#[test]
fn a_description_that_falls_away_is_named_before_it_does() {
    let mut walk = walk(&[("galler", "oro"), ("alder", "vuxen")]);
    let text = screen_text(&Scanner::builtin(), "Klistermärken i tunneln.", &Clearings::default()).unwrap();
    walk.apply(filled("beskrivning", FieldValue::Text(text))).unwrap();
    let change = walk.preview(&answered("galler", "asikt")).unwrap();
    let fields = change.fields.iter().map(|at| walk.flow().form.field(*at).id.to_string());
    assert_eq!(fields.collect::<Vec<_>>(), ["beskrivning"]);
}

#[test]
fn an_answers_file_that_disagrees_is_refused_and_one_that_should_think_is_told() {
    let world = TestEnvironment::new();
    let run = |answers: &str| {
        let file = world.write("svar.yaml", answers);
        world.run(&["walk", REVIEWED, "--answers", &file, "--out", &world.arg("ut")])
    };
    let refused = run("answers: {galler: oro, alder: under-18}\nform: {alder: vuxen}\n");
    assert_eq!(refused.code, 1);
    insta::assert_snapshot!(
        "an answers file that disagrees",
        refused.err.replace(&world.arg("svar.yaml"), "svar.yaml")
    );
    assert!(list(&world.path("ut")).is_empty());
    let told = run("answers: {galler: fynd}\nform: {vad: [vald]}\n");
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.err.contains("Tänk på: Du har kryssat hot eller våld."), "{}", told.err);
}

/// A returned adult by the answers, and somebody under 18 by the form.
const RETURNED: &str = "flow: stockholm-vbe\nanswers: {akut: nej, galler: atervandare, atervandare-vem: vuxen, barn: nej, brott: nej, roll: \
    faltassistent, samtycke: nej, grunder: []}\nform: {kontroll: nej, alder: AGE}\n";

#[test]
fn an_age_under_18_asks_for_the_report_where_the_way_has_not_come_to_it() {
    let world = TestEnvironment::new();
    let walk = |age: &str| {
        let file = world.write("svar.yaml", &RETURNED.replace("AGE", age));
        world.run(&["walk", "--answers", &file, "--out", &world.arg(age), "--save", "json"])
    };
    let asks = "Tänk på: Du har valt under 18 år. Är en orosanmälan gjord?";
    let young = walk("under-18");
    assert!(young.code == 0 && young.err.contains(asks), "{young:?}");
    let adult = walk("18-20");
    assert!(adult.code == 0 && !adult.err.contains(asks), "{adult:?}");
    let form = adult.out.lines().next().unwrap();
    let corrected = world.run(&["correct", form, "--set", "alder=under-18"]);
    assert!(corrected.code == 0 && corrected.err.contains(asks), "{corrected:?}");
}

#[test]
fn a_text_about_somebody_under_18_is_held_against_the_age_that_was_answered() {
    let world = TestEnvironment::new();
    let asks = "Tänk på: Du har skrivit om någon under 18 år, men svarat 18 år eller äldre.";
    for (said, is_told) in [
        ("En minderårig stod bredvid.", true),
        ("En pojke 13–15 år stod bredvid.", true),
        ("En man stod bredvid.", false),
    ] {
        let answers = RETURNED.replace(
            "galler: atervandare, atervandare-vem: vuxen",
            "galler: oro, handling: handling, alder: 21-plus",
        );
        let answers = answers.replace("alder: AGE", &format!("beskrivning: {said}"));
        let file = world.write("svar.yaml", &answers);
        let run = world.run(&["walk", "--answers", &file, "--out", &world.arg("ut"), "--save", "json"]);
        assert_eq!((run.code, run.err.contains(asks)), (0, is_told), "{said}: {run:?}");
    }
    // The same of a form that is corrected.
    let form = list(&world.path("ut")).pop().unwrap();
    let corrected = world.run(&["correct", form.to_str().unwrap(), "--set", "beskrivning=En underårig kom."]);
    assert!(corrected.code == 0 && corrected.err.contains(asks), "{corrected:?}");
}

#[test]
fn lines_say_what_disagrees_and_jump_to_the_question() {
    let world = TestEnvironment::new();
    // Oro, under 18, read; the form's fields with the age changed; save is refused, the jump mends the answer.
    let lines = "1\n1\n\n2\n2\nja\n\n\n\ns\nt1\n2\nja\ns\n";
    let run = world.run_with(&["walk", REVIEWED, "--plain", "--out", &world.arg("ut")], lines);
    let out = &run.out;
    assert!(out.contains("Stämmer inte: I fältet ”Ålder” står ”18 eller äldre”"), "{out}");
    assert!(out.contains("t1: tillbaka till frågan ”Hur gammal är personen?”"), "{out}");
    assert!(out.contains("Kan inte sparas än."), "{out}");
    assert!(out.contains("Blanketten är sparad"), "{out}");
}

#[test]
fn the_review_page_stops_and_goes_to_the_question() {
    let mut screen = Screen::start();
    screen.take(Message::Opened(routine(), Arc::new(Scanner::builtin())));
    // Oro, under 18, read; the age field changed; review.
    let page = screen.keys("1 1 Enter Home Down Enter 2 ^S").text();
    assert!(page.contains("Granska blanketten") && page.contains("! I fältet ”Ålder” står"), "{page}");
    assert!(page.contains("Enter vad som hindrar") && !page.contains("Enter spara"), "{page}");
    screen.keys("Enter");
    assert!(screen.asked.is_empty(), "nothing is saved");
    assert!(screen.keys("t").text().contains("Hur gammal är personen?"), "{}", screen.text());
}
