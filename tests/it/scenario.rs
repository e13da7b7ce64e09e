//! Scenarios: every one shipped goes as it says, and what is wrong in a file, or changed in a routine, is told readably.

use std::collections::BTreeMap;
use std::sync::Arc;

use stegvis::check::verified;
use stegvis::deid::Scanner;
use stegvis::flow::id::StepIx;
use stegvis::flow::model::{Flow, StepKind, Target};
use stegvis::scenario::trial::try_out;
use stegvis::scenario::{self, OpenedScenario, Scenario};
use stegvis::source::{FileId, SourceFile};
use stegvis::{clock, routines, scenarios};

use crate::world::{TODAY, TestEnvironment, text};

const FLOW: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/flows/stockholm-vbe.yaml");
const EVENING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/flows/scenarios/faltet-en-kvall.yaml");

/// Every scenario that is part of the program.
fn shipped() -> Vec<Scenario> {
    let scanner = Scanner::builtin();
    let read = |name: String| {
        let opened = scenarios::find_scenario(&name).unwrap();
        let flow = routines::load_routine(opened.flow(), today()).unwrap();
        opened.read_scenario(&flow, &scanner).unwrap()
    };
    scenarios::built_in_names().into_iter().map(read).collect()
}

fn today() -> chrono::NaiveDate {
    clock::parse_day(TODAY).unwrap()
}

#[test]
fn every_scenario_shipped_goes_as_it_says() {
    let scanner = Scanner::builtin();
    for scenario in shipped() {
        let trial = try_out(&scenario, &scanner, today());
        assert!(trial.differences.is_empty(), "{}: {:?}", scenario.id, trial.differences);
    }
}

#[test]
fn a_scenario_is_called_what_its_file_is_called() {
    let ids: Vec<String> = shipped().into_iter().map(|scenario| scenario.id).collect();
    assert_eq!(ids, scenarios::built_in_names());
}

#[test]
fn the_scenarios_shipped_take_every_answer_and_every_way_of_every_routine() {
    let run = TestEnvironment::new().run(&["test", "--coverage"]);
    assert_eq!(run.code, 0, "{run:?}");
    for covered in [
        "stockholm-vbe: alla 68 svar och alla 98 vägar",
        "lidingo-vbe: alla 60 svar och alla 70 vägar",
        "nationell-vbe: alla 58 svar och alla 67 vägar",
    ] {
        let told = format!("\n{covered} vidare tas av något scenario.\n");
        assert!(run.out.contains(&told), "{}", run.out);
    }
}

#[test]
fn no_environment_is_shown_more_often_than_another() {
    let (scanner, mut counts) = (Scanner::builtin(), BTreeMap::new());
    for scenario in shipped() {
        let form = try_out(&scenario, &scanner, today()).form;
        let row = form.rows().find(|row| row.id == "miljo").unwrap();
        *counts.entry(row.entry.words()).or_insert(0) += 1;
    }
    // Most often it cannot be told, and that is as it should be.
    assert!(counts.remove("Oklar").is_some_and(|unclear| unclear >= 10));
    let environments =
        ["Autonom eller vänsterextrem", "Vit makt eller högerextrem", "Våldsbejakande islamistisk"];
    assert_eq!(counts, environments.map(|words| (words.to_owned(), 12)).into());
}

#[test]
fn every_scenario_has_a_story_notes_questions_and_another_answer_to_think_of() {
    for scenario in shipped() {
        let asks = scenario.notes.iter().map(|note| note.ask.len()).sum::<usize>();
        let whole = scenario.opening_parts().count() > 0 && asks > 0 && !scenario.discuss.is_empty();
        assert!(whole && !scenario.what_if.is_empty(), "{}", scenario.id);
    }
}

/// What is told of a scenario's file after one change.
fn told(from: &str, to: &str) -> String {
    let source = text(EVENING.as_ref());
    assert!(source.contains(from), "{from}");
    let world = TestEnvironment::new();
    let file = world.write("prov.yaml", &source.replacen(from, to, 1));
    let run = world.run(&["test", &file]);
    assert_eq!(run.code, 1, "{run:?}");
    format!("{}{}", run.out, run.err).replace(&file, "prov.yaml")
}

#[test]
fn every_fault_of_the_shape_is_told_at_once() {
    let told = told(
        "aim: Under 18 år",
        "aims: Under 18 år\nfloww: x\nnotes: []\nacts: {chef: klart}\naim2: Under 18 år",
    );
    insta::assert_snapshot!(told);
}

#[test]
fn every_name_the_routine_does_not_know_is_told_at_once() {
    let told =
        told("expect:\n  steps: [akut, galler,", "expect:\n  without: [aldr]\n  steps: [akutt, galler,");
    insta::assert_snapshot!(told);
}

#[test]
fn a_text_that_may_point_someone_out_is_no_scenario() {
    let told = told("Du vet sedan tidigare att hen", "Du vet sedan tidigare att Kalle Svensson");
    assert!(told.contains("fel[fri-text]: `text` kan peka ut någon: 1 person."), "{told}");
    assert!(!told.contains("Svensson"), "{told}");
}

#[test]
fn a_broken_edge_names_the_scenario_and_shows_where_the_ways_part() {
    let source = text(FLOW.as_ref());
    let edge = "under-18: {text: Under 18 år, to: orosanmalan}";
    assert!(source.contains(edge));
    let world = TestEnvironment::new();
    let broken =
        world.write("bruten.yaml", &source.replace(edge, "under-18: {text: Under 18 år, to: brott}"));
    let run = world.run(&["test", "--flow", &broken, "faltet-en-kvall"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(format!("{}{}", run.out, run.err).replace(&broken, "bruten.yaml"));
}

#[test]
fn every_kind_of_difference_is_told_in_words() {
    let changes = [
        (
            "roll, chef, sekretess, samtycke, grunder, polisanmalan, polis-forebygg, ia, samordnare]\n  never",
            "roll, chef, sekretess, ia, samordnare]\n  never",
        ),
        ("  never: [ring-112,", "  never: [chef,"),
        ("acts: [orosanmalan, chef,", "acts: [chef, orosanmalan,"),
        ("laws: [sol-19-1,", "laws: [sol-14-1,"),
        ("offers: {grunder: [osl-10-2, osl-10-15a,", "offers: {grunder: [osl-10-15a,"),
        ("form: {galler: oro, verksamhet: falt,", "form: {galler: oro, verksamhet: [skola, falt],"),
        ("  end: klart", "  without: [alder]\n  end: klart"),
        ("  kontroll: nej\n", ""),
        ("  - at: brott\n    text:", "  - at: ring-112\n    text:"),
        ("    meets: barn", "    meets: chef"),
        ("answer: vet-inte", "answer: under-18"),
        ("  brott: befaras\n", ""),
        ("  samtycke: ej-fragat\n", "  samtycke: ej-fragat\n  egen-vilja: ja\n"),
    ];
    let told: Vec<String> = changes.iter().map(|(from, to)| told(from, to)).collect();
    insta::assert_snapshot!(told.join("―――\n"));
}

#[test]
fn every_way_of_every_routine_led_elsewhere_makes_a_scenario_fail() {
    for id in ["stockholm-vbe", "lidingo-vbe", "nationell-vbe"] {
        let unseen = unseen_changes(id);
        assert!(unseen.is_empty(), "{id}: {unseen:#?}");
    }
}

/// The ways of a routine that can be led elsewhere while every scenario of it goes as before.
fn unseen_changes(id: &str) -> Vec<String> {
    let scanner = Scanner::builtin();
    let all = scenarios::built_in_names().into_iter().map(|name| opened(&name));
    let own: Vec<OpenedScenario> = all.filter(|opened| opened.flow_id() == id).collect();
    let original = routines::load_routine(id, today()).unwrap();
    redirected(original.flow())
        .into_iter()
        .filter(|(_, flow)| {
            let Ok(flow) = verified::without_promises(flow.clone(), today()) else { return false };
            let flow = Arc::new(flow);
            let goes = |opened: &OpenedScenario| {
                let scenario = opened.read_scenario(&flow, &scanner).unwrap();
                try_out(&scenario, &scanner, today()).differences.is_empty()
            };
            own.iter().all(goes)
        })
        .map(|(way, _)| way)
        .collect()
}

fn opened(id: &str) -> OpenedScenario {
    let file = scenarios::find_scenario(id).unwrap().file;
    scenario::open_scenario(&file, FileId::default()).unwrap()
}

/// The routine with one of its ways led to the end instead, or past the end's neighbour; each with what was changed.
fn redirected(original: &Flow) -> Vec<(String, Flow)> {
    let end = original.find_step("klart").unwrap();
    let mut all = Vec::new();
    for at in original.step_indices() {
        for (nth, target) in original.step(at).all_targets().into_iter().enumerate() {
            for (row, was) in target.possible_steps().enumerate() {
                let to = if was == end { original.start } else { end };
                let mut flow = original.clone();
                match target_of(&mut flow, at, nth) {
                    target if row < target.branches.len() => target.branches[row].go = to,
                    target => target.otherwise = to,
                }
                all.push((format!("{} {nth}/{row}", original.step(at).id), flow));
            }
        }
    }
    all
}

fn target_of(flow: &mut Flow, at: StepIx, nth: usize) -> &mut Target {
    match &mut flow.steps[at.index()].kind {
        StepKind::Ask { answers } => &mut answers[nth].to,
        StepKind::Choose { to, .. } | StepKind::Act { to, .. } | StepKind::Tell { to } => to,
        StepKind::End => unreachable!("an end leads nowhere"),
    }
}

#[test]
fn what_if_says_only_what_is_so() {
    let told = told("    loses: [polisanmalan]\n", "    loses: [chef]\n");
    assert!(told.contains("Väntat: chef\n     Kom:    polisanmalan\n"), "{told}");
}

#[test]
fn every_scenario_can_be_walked_step_by_step_by_whoever_trains() {
    let scanner = Scanner::builtin();
    for scenario in shipped() {
        let walk = scenario.walk_to_end(&scanner).unwrap();
        let told: usize =
            walk.position().path.iter().map(|visit| scenario.story_at(visit.step).count()).sum();
        assert_eq!(told + scenario.opening_parts().count(), scenario.story.len(), "{}", scenario.id);
    }
}

#[test]
fn a_scenario_is_read_against_the_routine_it_names() {
    let file = SourceFile::new("x", &text(EVENING.as_ref()).replace("flow: stockholm-vbe", "flow: annan"));
    let opened = scenario::open_scenario(&file, FileId::default()).unwrap();
    assert_eq!(opened.flow_id(), "annan");
    let other = routines::read_routine(FLOW).unwrap().flow.unwrap();
    let flow = Arc::new(verified::without_promises(other, today()).unwrap());
    let faults = opened.read_scenario(&flow, &Scanner::builtin()).unwrap_err();
    assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["fel-rutin"]);
}

#[test]
fn on_a_routine_being_worked_on_only_its_own_scenarios_are_tried() {
    let world = TestEnvironment::new();
    let changed = text(FLOW.as_ref()).replacen("version: \"2019\"", "version: \"2027\"", 1);
    let flow = world.write("andrad.yaml", &changed);
    let run = world.run(&["test", "--flow", &flow]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("faltet-en-kvall") && !run.out.contains("lidingo-"), "{}", run.out);
}
