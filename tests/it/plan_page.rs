//! An action plan on the screen and line by line: looked at, noted through the gate, and followed up.

use std::sync::Arc;

use stegvis::calendar::parse_day;
use stegvis::deid::Scanner;
use stegvis::deid::screened::{Clearings, screen_text};
use stegvis::library;
use stegvis::plan::progress::{ActivityProgress, ActivityState, PlanEntry, PlanNote, PlanProgress};
use stegvis::plan::read_plan;
use stegvis::plans::{OpenPlan, PlanReminder};
use stegvis::tui::effect::Effect;
use stegvis::tui::message::Message;

use crate::tui::Screen;
use crate::world::{Run, TestEnvironment, collect_run};

const PLAN: &str = "plan-alvsjo-2019";

fn progress(activity: &str, point: &str, state: ActivityState, text: &str) -> PlanNote {
    let text = screen_text(&Scanner::builtin(), text, &Clearings::default()).unwrap();
    let (activity, point) = (activity.to_owned(), point.to_owned());
    PlanNote::Progress(ActivityProgress { activity, point, state, text: Some(text) })
}

fn opened(notes: Vec<(&str, PlanNote)>) -> OpenPlan {
    let plan = read_plan(&library::find_plan(PLAN).unwrap(), &Scanner::builtin()).unwrap();
    let entry = |(day, note): (&str, PlanNote)| PlanEntry {
        plan: PLAN.to_owned(),
        year: 2019,
        day: parse_day(day).unwrap(),
        note,
    };
    let progress = PlanProgress::of_plan(&plan, notes.into_iter().map(entry).collect());
    OpenPlan { plan, progress, warnings: Vec::new() }
}

fn screen_with(notes: Vec<(&str, PlanNote)>) -> Screen {
    let mut screen = Screen::start();
    screen.take(Message::PlanOpened(Box::new(opened(notes)), Arc::new(Scanner::builtin())));
    screen
}

fn some_notes() -> Vec<(&'static str, PlanNote)> {
    vec![
        ("2019-05-15", progress("14", "vb", ActivityState::Ongoing, "Vägledningen gås igenom på möten.")),
        ("2019-09-10", progress("1", "t2", ActivityState::Done, "")),
    ]
}

#[test]
fn the_plan_shows_its_activities_by_area_with_states_and_what_is_late() {
    insta::assert_snapshot!(screen_with(some_notes()).text());
    insta::assert_snapshot!("the end of the plan", screen_with(some_notes()).keys("End").text());
}

#[test]
fn an_activity_is_read_with_what_was_noted_before_a_state_is_chosen() {
    let mut screen = screen_with(some_notes());
    screen.keys("PgDn Down Down Down Enter");
    insta::assert_snapshot!(screen.text());
    assert!(screen.keys("Esc").text().contains("Lokal handlingsplan"));
}

#[test]
fn another_point_is_turned_to_and_shows_what_stands_there() {
    let mut screen = screen_with(some_notes());
    let first = screen.keys("Enter").text();
    assert!(first.contains("vid Verksamhetsberättelse?") && first.contains("▸ 3 klar"), "{first}");
    let other = screen.keys("Tab").text();
    assert!(other.contains("vid Tertialrapport 2?"), "{other}");
}

#[test]
fn a_state_is_noted_with_a_text_only_when_every_finding_is_decided() {
    let mut screen = screen_with(Vec::new());
    screen.keys("Enter 2");
    assert!(screen.text().contains("Aktivitet 1: pågår. Tertialrapport 2"), "{}", screen.text());
    screen.take(Message::Pasted("Anna Svensson håller i mötena.".to_owned()));
    screen.keys("^s");
    assert!(screen.asked().is_empty());
    insta::assert_snapshot!(screen.text());
    screen.keys("1 Enter");
    let asked = screen.asked();
    let [Effect::NotePlan(_, entry)] = asked.as_slice() else { panic!("{asked:?}") };
    let PlanNote::Progress(noted) = &entry.note else { panic!("{entry:?}") };
    assert_eq!((noted.activity.as_str(), noted.point.as_str()), ("1", "t2"));
    assert_eq!(noted.state, ActivityState::Ongoing);
    assert_eq!(noted.text.as_ref().unwrap().text(), "[person] håller i mötena.");
    screen.take(Message::PlanNoted(Box::new(opened(some_notes()))));
    assert!(screen.text().contains("Noterat 2026-11-21."), "{}", screen.text());
}

#[test]
fn what_could_not_be_noted_stays_typed_and_is_let_go_of_only_when_asked() {
    let mut screen = screen_with(Vec::new());
    screen.keys("Enter 2");
    screen.take(Message::Pasted("Två möten hållna.".to_owned()));
    screen.take(Message::PlanNotNoted("Mappen får inte skrivas i.".to_owned()));
    assert!(screen.text().contains("Mappen får inte skrivas i."), "{}", screen.text());
    assert!(screen.keys("Esc").text().contains("Två möten hållna."));
    assert!(screen.keys("Esc").text().contains("Vill du släppa det du har skrivit?"));
    assert!(screen.keys("n").text().contains("Två möten hållna."));
    assert!(screen.keys("Esc").text().contains("Vill du släppa det du har skrivit?"));
    assert!(screen.keys("j").text().contains("Hur långt har den kommit"));
}

#[test]
fn the_numbers_of_the_course_are_two_and_the_persons_come_first() {
    let mut screen = screen_with(Vec::new());
    screen.keys("End Up Enter");
    screen.take(Message::Pasted("1001/1000".to_owned()));
    assert!(screen.keys("Enter").text().contains("personerna först"), "{}", screen.text());
    assert!(screen.asked().is_empty());
    screen.keys("^u");
    screen.take(Message::Pasted("242/1000".to_owned()));
    screen.keys("Enter");
    assert!(
        matches!(screen.asked().as_slice(), [Effect::NotePlan(_, entry)] if matches!(entry.note, PlanNote::Course(_)))
    );
}

#[test]
fn the_follow_up_is_written_from_the_page() {
    let mut screen = screen_with(some_notes());
    insta::assert_snapshot!(screen.keys("f").text());
    screen.keys("3");
    assert!(matches!(screen.asked().as_slice(), [Effect::ReportPlan(_, 2)]));
    let files = vec!["/hem/uppfoljning.pdf".into(), "/hem/uppfoljning.docx".into()];
    screen.take(Message::FollowUpWritten(files, "1 fil är inte med.".to_owned()));
    let told = screen.text();
    assert!(told.contains("/hem/uppfoljning.docx") && told.contains("1 fil är inte med."), "{told}");
    assert!(screen.keys("Esc").text().contains("Förebyggande"));
}

#[test]
fn whoever_has_a_plan_is_told_in_one_line_what_is_due() {
    let mut screen = Screen::start();
    assert!(!screen.text().contains("Planen"));
    let due = Some("2 aktiviteter är sena".to_owned());
    screen.take(Message::Reminded(Some(PlanReminder { year: Some(2026), due })));
    let text = screen.text();
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| line.contains("lanen")).collect();
    assert_eq!(
        lines,
        [
            "Handlingsplanen: 2 aktiviteter är sena. 8 öppnar den.",
            "8 Planen      handlingsplanen 2026: följ upp, och skriv rapporten",
        ]
    );
    screen.open("Planen");
    assert!(matches!(screen.asked().as_slice(), [Effect::OpenPlan(None)]));
}

#[test]
fn lines_tell_what_is_due_too_and_nobody_else_is_told() {
    let world = TestEnvironment::new();
    let walk = |day: &str| {
        let mut command = world.command(&["walk", "--plain"]);
        collect_run(&command.env("STEGVIS_TODAY", day).output().unwrap()).err
    };
    assert_eq!(walk("2026-11-21"), "");
    let text = library::find_plan("plan-tom").unwrap().text().replace("2027", "2026");
    let text = text.replace("id: plan-tom", "id: plan-2026").replace("# due", "due");
    world.write(".local/share/stegvis/flows/plan-2026.yaml", &text);
    assert_eq!(walk("2026-11-21"), "obs: Handlingsplanen: 1 aktivitet är sen. `stegvis plan` öppnar den.\n");
    assert!(walk("2026-08-21").contains("aktivitet 1 ska vara klar 2026-09-01"));
    assert_eq!(walk("2029-11-21"), "", "en plan som är gammal påminner inte");
}

#[test]
fn a_plan_of_ones_own_begins_as_a_copy_and_nothing_is_written_over() {
    let world = TestEnvironment::new();
    let made = world.run(&["plan", "new", "--id", "plan-2027"]);
    assert_eq!(made.code, 0, "{made:?}");
    assert!(made.out.contains("flows/plan-2027.yaml") && made.out.contains("stegvis plan check plan-2027"));
    let checked = world.run(&["plan", "check"]);
    assert_eq!(checked.out, "plan-2027: inga fel, 2 aktiviteter i 2 områden\n");
    let again = world.run(&["plan", "new", "--id", "plan-2027"]);
    assert!(again.code == 1 && again.err.contains("Välj ett annat id"), "{again:?}");
    for id in ["plan-tom", "Plan 27", ""] {
        assert_eq!(world.run(&["plan", "new", "--id", id]).code, 2, "{id}");
    }
    let copy = world.run(&["plan", "new", "--id", "vart", "--from", PLAN, "-o", &world.arg("vart.yaml")]);
    assert_eq!(copy.code, 0, "{copy:?}");
    assert!(
        world.run(&["plan", "check", &world.arg("vart.yaml")]).out.contains("21 aktiviteter i 4 områden")
    );
}

#[test]
fn the_report_of_another_municipality_goes_by_its_own_routine() {
    let world = TestEnvironment::new();
    let text = library::find_plan("plan-tom")
        .unwrap()
        .text()
        .replace("publisher: Kommunen", "publisher: Lidingö stad");
    let plan = world.write("lidingo.yaml", &text);
    let report = world.run(&["plan", "report", &plan, "--format", "md", "-o", "-"]);
    assert!(
        report.out.contains("Rutin vid oro eller händelse om våldsbejakande extremism, version 1"),
        "{report:?}"
    );
    let other = world.write("annan.yaml", &text.replace("Lidingö stad", "Malmö stad"));
    let report = world.run(&["plan", "report", &other, "--format", "md", "-o", "-"]);
    assert!(report.out.contains("rörande våldsbejakande extremism, version 2019"), "{report:?}");
}

#[test]
fn damaged_notes_a_future_clock_and_a_folder_that_cannot_be_written_are_told() {
    let world = TestEnvironment::new();
    let note = |day: &str, state: &str| {
        format!(
            "{{\"format\":1,\"plan\":\"{PLAN}\",\"year\":2019,\"day\":\"{day}\",\"activity\":\"14\",\"point\":\"vb\",\"state\":\"{state}\"}}\n"
        )
    };
    let half = "{\"format\":1,\"plan\":\"pla";
    let text = ["skräp\n", &note("2019-05-15", "pagar"), &note("2099-01-01", "klar"), half].concat();
    world.write(".local/share/stegvis/plans.jsonl", &text);
    let status = world.run(&["plan", "status", PLAN, "--activity", "14", "--state", "utgar"]);
    assert_eq!(status.code, 0, "{status:?}");
    assert!(status.err.contains("Flera rader") && status.err.contains("går inte att läsa"), "{}", status.err);
    assert!(status.err.contains("Kontrollera datorns klocka"), "{}", status.err);
    assert!(status.out.contains("Verksamhetsberättelse: utgår"), "{}", status.out);
    // A folder where the file should be.
    let world = TestEnvironment::new();
    world.write(".local/share/stegvis/plans.jsonl/x", "");
    let refused = world.run(&["plan", "status", PLAN, "--activity", "14", "--state", "klar"]);
    assert!(refused.code == 1 && refused.err.contains("Inget är noterat."), "{refused:?}");
}

/// Says lines to the plan over a pipe, on a day.
fn said(world: &TestEnvironment, day: &str, lines: &str) -> Run {
    world.write("rader.txt", lines);
    let mut command = world.command(&["plan", PLAN, "--plain"]);
    let input = std::fs::File::open(world.path("rader.txt")).unwrap();
    collect_run(&command.env("STEGVIS_TODAY", day).stdin(input).output().unwrap())
}

#[test]
fn a_plan_is_noted_and_followed_up_line_by_line() {
    let world = TestEnvironment::new();
    let first =
        said(&world, "2019-09-10", "1\n1\n2\nAnna Svensson håller i det.\nm\nwebb\n242/1000\nsluta\n");
    assert_eq!(first.code, 0, "{first:?}");
    assert!(first.out.contains("Texten tas med så här: [person] håller i det."), "{}", first.out);
    assert!(first.out.contains("Noterat 2019-09-10."), "{}", first.out);
    let again = said(&world, "2020-01-20", "1\n2\n3\n\nlista\nrapport\n2\nfinns-inte\n");
    assert!(
        again.out.contains("2019-09-10, Tertialrapport 2: pågår. [person] håller i det."),
        "{}",
        again.out
    );
    assert!(again.out.contains("Tertialrapport 2: pågår · Verksamhetsberättelse: klar"), "{}", again.out);
    assert!(again.out.contains("uppfoljning-plan-alvsjo-2019-vb-2020-01-20.docx"), "{}", again.out);
    assert!(again.out.contains("ingen aktivitet `finns-inte`"), "{}", again.out);
    assert_eq!(world.run(&["summary"]).err, "", "en uppföljning bredvid blanketterna är ingen blankett");
    assert!(again.out.contains("242 personer av 1000 anställda, noterat 2019-09-10"), "{}", again.out);
}

#[test]
fn the_plan_of_the_year_is_ones_own_without_being_named() {
    let world = TestEnvironment::new();
    let text = library::find_plan("plan-tom").unwrap().text().to_owned();
    for year in ["2025", "2026"] {
        let text = text.replace("id: plan-tom", &format!("id: plan-{year}")).replace("2027", year);
        world.write(&format!(".local/share/stegvis/flows/plan-{year}.yaml"), &text);
    }
    let status = world.run(&["plan", "status"]);
    assert!(status.out.contains("2026, Nämnden"), "{status:?}");
    let two = text.replace("id: plan-tom", "id: plan-till").replace("2027", "2026");
    world.write(".local/share/stegvis/flows/plan-till.yaml", &two);
    let status = world.run(&["plan", "status"]);
    assert!(status.code == 2 && status.err.contains("Vilken handlingsplan?"), "{status:?}");
}
