//! The local action plan: read, noted through a year, and followed up with every number traced to where it comes from.

use stegvis::calendar::parse_day;
use stegvis::cli::faults::{Colour, faults_to_text};
use stegvis::deid::Scanner;
use stegvis::library;
use stegvis::plan::progress::CourseCount;
use stegvis::plan::{Plan, read_plan};
use stegvis::source::SourceFile;

use crate::world::{Run, TestEnvironment, collect_run};

/// Where trainings held are noted in a test's home.
const TRAININGS: &str = ".local/share/stegvis/trainings.jsonl";

const PLAN: &str = "plan-alvsjo-2019";

fn shipped(id: &str) -> Plan {
    read_plan(&library::find_plan(id).unwrap(), &Scanner::builtin()).unwrap()
}

fn on(world: &TestEnvironment, day: &str, words: &[&str]) -> Run {
    let mut command = world.command(words);
    collect_run(&command.env("STEGVIS_TODAY", day).output().unwrap())
}

/// Notes a state, and gives what is then said.
fn note(world: &TestEnvironment, day: &str, activity: &str, state: &str, more: &[&str]) -> Run {
    let words = ["plan", "status", PLAN, "--activity", activity, "--state", state];
    on(world, day, &[&words[..], more].concat())
}

#[test]
fn the_plans_shipped_are_whole_and_the_old_one_has_its_twenty_one_activities() {
    let plan = shipped(PLAN);
    let ids: Vec<&str> = plan.activities().map(|activity| activity.id.as_str()).collect();
    assert_eq!(ids, (1..=21).map(|n| n.to_string()).collect::<Vec<_>>());
    let counts: Vec<usize> = plan.areas.iter().map(|area| area.activities.len()).collect();
    assert_eq!(counts, [12, 3, 1, 5]);
    assert!(plan.activities().all(|activity| activity.responsible.is_some()));
    // Acts, not opinions: the plan's other sentence stands beside the four that name opinions and symbols.
    let shows: Vec<&str> = plan
        .activities()
        .filter(|activity| activity.shows_principle)
        .map(|activity| activity.id.as_str())
        .collect();
    assert_eq!(shows, ["4", "5", "6", "7"]);
    assert_eq!(plan.find_activity("19").unwrap().due, parse_day("2019-09-01"));
    assert_eq!(shipped("plan-tom").id, "plan-tom");
}

#[test]
fn a_plan_is_no_routine_in_a_folder_of_routines() {
    let world = TestEnvironment::new();
    world.write("rutiner/plan-tom.yaml", library::find_plan("plan-tom").unwrap().text());
    let checked = world.run(&["check", &world.arg("rutiner")]);
    assert!(!checked.out.contains("plan-tom") && !checked.err.contains("plan-tom"), "{checked:?}");
}

#[test]
fn a_year_is_noted_and_followed_up() {
    let world = TestEnvironment::new();
    assert_eq!(
        note(&world, "2019-05-15", "14", "pagar", &["--text", "Vägledningen gås igenom på möten."]).code,
        0
    );
    assert_eq!(note(&world, "2019-09-10", "1", "pagar", &["--point", "t2"]).code, 0);
    let late = on(&world, "2019-09-10", &["plan", "status", PLAN]);
    assert!(late.out.contains("skulle ha påbörjats 2019-09-01"), "{}", late.out);
    assert!(late.out.contains("skulle ha varit klar 2019-09-01"), "{}", late.out);
    let course = on(&world, "2019-10-01", &["plan", "status", PLAN, "--course", "242/1000"]);
    assert!(course.out.contains("242 personer av 1000 anställda, noterat 2019-10-01"), "{}", course.out);
    assert_eq!(note(&world, "2020-01-15", "14", "klar", &["--text", "Införd."]).code, 0);
    assert_eq!(note(&world, "2020-01-15", "19", "utgar", &[]).code, 0);
    let report =
        on(&world, "2020-01-20", &["plan", "report", PLAN, "--point", "vb", "--format", "md", "-o", "-"]);
    assert_eq!(report.code, 0, "{}", report.err);
    for said in [
        "# Uppföljning av handlingsplanen 2019: Verksamhetsberättelse",
        "Läge: klar (2020-01-15)",
        "Kommentar: Införd.",
        "Läge: utgår (2020-01-15)",
        "Aktivitet 16 skulle ha påbörjats 2019-09-01.",
        "Aktivitet 14: från pågår (2019-05-15) till klar (2020-01-15).",
        "242 personer av 1000 anställda, 24 procent, noterat 2019-10-01",
        "”inte åsikterna”",
        "läst 2026-02-",
        "Inför den årliga översynen av planen",
    ] {
        assert!(report.out.contains(said), "saknas: {said}\n{}", report.out);
    }
    // What is followed up at the other point alone is not in this report.
    let t2 =
        on(&world, "2020-01-20", &["plan", "report", PLAN, "--point", "t2", "--format", "md", "-o", "-"]);
    assert!(t2.out.contains("1\\. Införa") && !t2.out.contains("Förhindrande"), "{}", t2.out);
}

#[test]
fn the_first_follow_up_says_that_there_is_nothing_to_compare_with() {
    let world = TestEnvironment::new();
    let report = || {
        let words = ["plan", "report", PLAN, "--point", "t2", "--format", "md", "-o", "-"];
        on(&world, "2019-09-12", &words).out
    };
    assert_eq!(note(&world, "2019-09-10", "1", "pagar", &["--point", "t2"]).code, 0);
    assert!(report().contains("Inget är noterat tidigare att jämföra med."), "{}", report());
    assert_eq!(note(&world, "2019-09-11", "1", "pagar", &["--point", "t2"]).code, 0);
    assert!(report().contains("Inget läge är ändrat sedan sist."), "{}", report());
}

#[test]
fn trainings_are_occasions_and_participations_and_never_a_share() {
    let world = TestEnvironment::new();
    world.write(
        TRAININGS,
        "{\"format\":1,\"date\":\"2019-03-01\",\"unit\":\"Fältgruppen\",\"participants\":14,\"scenarios\":[]}\n\
         {\"format\":1,\"date\":\"2019-04-01\",\"unit\":\"Fältgruppen\",\"participants\":12,\"scenarios\":[]}\n",
    );
    let report = on(&world, "2020-01-20", &["plan", "report", PLAN, "--format", "md", "-o", "-"]);
    assert!(report.out.contains("Tillfällen i övningsläge 2019: 2"), "{}", report.out);
    assert!(report.out.contains("flera gånger): 26"), "{}", report.out);
    assert!(!report.out.contains("procent"), "{}", report.out);
}

#[test]
fn a_share_is_of_persons_and_employees_alone() {
    let share = |persons, employees| CourseCount { persons, employees }.percent();
    assert_eq!(share(242, 1000), Some(24));
    assert_eq!(share(1, 3), Some(33));
    assert_eq!(share(3, 3), Some(100));
    assert_eq!((share(4, 3), share(0, 0)), (None, None));
}

#[test]
fn nothing_about_a_person_is_noted() {
    let world = TestEnvironment::new();
    let run = note(&world, "2019-09-10", "9", "klar", &["--text", "Ring Anna Svensson på 070-1740605"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.err.contains("Inget är noterat") && !run.err.contains("Svensson"), "{}", run.err);
    let status = on(&world, "2019-09-10", &["plan", "status", PLAN]);
    assert!(!status.out.contains("klar\n"), "{}", status.out);
}

#[test]
fn what_the_plan_does_not_have_is_said_with_what_it_has() {
    let world = TestEnvironment::new();
    for (words, said) in [
        (vec!["plan", "status", PLAN, "--activity", "99", "--state", "klar"], "ingen aktivitet `99`"),
        (vec!["plan", "status", PLAN, "--activity", "1", "--state", "klar"], "Vid vilket tillfälle?"),
        (
            vec!["plan", "status", PLAN, "--activity", "1", "--state", "klar", "--point", "t9"],
            "inget tillfälle `t9`",
        ),
        (vec!["plan", "status", PLAN, "--course", "1001/1000"], "personerna först"),
        (vec!["plan", "show", "plan-ingen"], "ingen handlingsplan `plan-ingen`"),
        (vec!["plan", "check"], "Du har ingen egen handlingsplan."),
    ] {
        let run = world.run(&words);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.err.contains(said), "{words:?}: {}", run.err);
    }
}

/// What is said of a plan with one place changed.
fn faults(from: &str, to: &str) -> String {
    let text = library::find_plan("plan-tom").unwrap().text().to_owned();
    assert!(text.contains(from), "{from}");
    let file = SourceFile::new("plan.yaml", &text.replacen(from, to, 1));
    match read_plan(&file, &Scanner::builtin()) {
        Ok(_) => "inget fel".to_owned(),
        Err(faults) => faults_to_text(&file, &faults, Colour::Never),
    }
}

#[test]
fn bad_plans_are_told_where_they_are_bad() {
    let bad = [
        ("id: plan-tom", "id: Plan tom"),
        ("plan: Lokal", "plann: Lokal"),
        ("board: Nämnden\n", ""),
        ("year: 2027", "year: tjugosju"),
        ("year: 2027", "year: 1899"),
        ("points:\n", "points: []\nandra:\n"),
        ("label: Tertialrapport 1", "etikett: Tertialrapport 1"),
        ("t1: {label: Tertialrapport 1}", "T 1: {label: Tertialrapport 1}"),
        ("t1: {label: Tertialrapport 1}", "t1: {label: Tertialrapport 1, due: snart}"),
        ("t1: {label: Tertialrapport 1}", "t1: {label: Tertialrapport 1, due: 2027-02-30}"),
        ("follow_up: [t2, vb]", "follow_up: [t2, vv]"),
        ("follow_up: [t2, vb]", "follow_up: []"),
        ("# starts: 2027-03-01\n        # due: 2027-09-01", "starts: 2027-09-01\n        due: 2027-03-01"),
        ("responsible: Förvaltningens samordnare", "responsible: Anna Svensson"),
        ("responsible: Förvaltningens samordnare", "responsible: samordnare@exempelstad.se"),
        ("responsible: Förvaltningens samordnare", "responsible: [samordnaren, chefen]"),
        ("text: Skriv vad som ska göras.", "texten: Skriv vad som ska göras."),
        ("      2:\n", "      1:\n"),
        ("  - title: Riktade sociala insatser\n", "  - rubrik: Riktade sociala insatser\n"),
        ("format: 1", "format: 2"),
    ];
    let told: Vec<String> = bad.iter().map(|(from, to)| format!("── {to}\n{}", faults(from, to))).collect();
    assert!(told.iter().all(|told| !told.contains("inget fel")), "{told:#?}");
    insta::assert_snapshot!(told.join("\n"));
}
