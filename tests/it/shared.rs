//! What routines share: taken in by id, told of where it stands, and part of what a form remembers.

use std::collections::BTreeMap;
use std::path::Path;

use stegvis::check::cited_laws;
use stegvis::cli::faults::{Colour, faults_to_text};
use stegvis::flow::model::Flow;
use stegvis::routines;

use crate::world::TestEnvironment;

const MINIMAL: &str = include_str!("../fixtures/minimal.yaml");
const LAW: &str =
    "format: 1\nshared: Lagar\nlaws:\n  a: {cite: 1 §, act: lagen, says: Gör., from: 2025-07-01}\n";

/// A world with the minimal routine taking in `lagar`, as the text says it.
fn world(shared: &str) -> (TestEnvironment, String) {
    let world = TestEnvironment::new();
    let taking = MINIMAL.replacen("version: 2019\n", "version: 2019\ninclude: [lagar]\n", 1);
    let citing =
        taking.replacen("    act: Ring samordnaren\n", "    act: Ring samordnaren\n    laws: [a]\n", 1);
    let routine = world.write("rutin.yaml", &citing);
    world.write("lagar.yaml", shared);
    (world, routine)
}

/// The faults of a routine, as shown, with its folder's name left out.
fn faults(world: &TestEnvironment, routine: &str) -> String {
    let routine = routines::read_routine(routine).unwrap();
    let faults = routine.flow.expect_err("has faults");
    faults_to_text(&routine.files, &faults, Colour::Never).replace(&world.arg(""), "")
}

fn flow(routine: &str) -> Flow {
    routines::read_routine(routine).unwrap().flow.unwrap()
}

#[test]
fn what_is_taken_in_counts_as_written_in_the_routine() {
    let (world, routine) = world(LAW);
    let run = world.run(&["check", &routine]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(flow(&routine).laws[0].cite, "1 §");
}

#[test]
fn a_routine_adds_fields_to_its_form_and_changes_their_order() {
    let world = TestEnvironment::new();
    let form = "format: 1\nshared: Blankett\nform:\n  title: B\n  after: Tack.\n  sections:\n    - title: Ett\n      fields:\n        \
                a: {label: A, kind: date}\n        b: {label: B, kind: text}\n    - title: Två\n      fields: {c: {label: C, kind: acts}}\n";
    world.write("lagar.yaml", form);
    let head = MINIMAL.split("form:\n").next().unwrap().replacen(
        "version: 2019\n",
        "version: 2019\ninclude: [lagar]\n",
        1,
    );
    let change = |changes: &str| world.write("rutin.yaml", &format!("{head}form_changes:\n{changes}"));
    let sections = |routine: &str| -> Vec<String> {
        let form = flow(routine).form;
        let ids = |section: &stegvis::flow::model::SectionSpec| {
            let ids: Vec<&str> = section.fields.iter().map(|at| form.field(*at).id.as_str()).collect();
            format!("{}: {}", section.title, ids.join(" "))
        };
        form.sections.iter().map(ids).collect()
    };
    let added = change(
        "  add:\n    - {after: a, fields: {x: {label: X, kind: text}}}\n    - {after: x, title: Nytt, fields: {y: {label: Y, kind: text}}}\n    \
         - {fields: {z: {label: Z, kind: text}}}\n",
    );
    assert_eq!(sections(&added), ["Ett: a x b", "Nytt: y", "Två: c z"]);
    assert_eq!(sections(&change("  order: [c, b, a]\n")), ["Ett: c b", "Två: a"]);
    let wrong = change("  add:\n    - {after: aa, fields: {b: {label: B, kind: text}}}\n  order: [a, q]\n");
    insta::assert_snapshot!("faults of form changes", faults(&world, &wrong));
}

#[test]
fn a_question_says_once_where_its_answers_lead() {
    let (world, routine) = world(LAW);
    let text = std::fs::read_to_string(&routine).unwrap();
    let once = text
        .replace("    answers:\n", "    to: ring\n    answers:\n")
        .replace("{text: Ja, to: ring}", "{text: Ja}");
    assert_ne!(once, text);
    let routine = world.write("rutin.yaml", &once);
    assert_eq!(world.run(&["check", &routine]).code, 0);
    let nowhere = world.write("rutin.yaml", &text.replace("{text: Ja, to: ring}", "{text: Ja}"));
    insta::assert_snapshot!("an answer that leads nowhere", faults(&world, &nowhere));
}

#[test]
fn a_fault_in_a_shared_file_is_shown_there() {
    let (world, routine) = world(&LAW.replace("2025-07-01", "i juli").replace("laws:", "lag: {}\nlaws:"));
    insta::assert_snapshot!("fault in a shared file", faults(&world, &routine));
    let run = world.run(&["check", &routine, "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let found = &all["flows"][0]["findings"][0];
    assert_eq!((&found["file"], &found["line"]), (&world.arg("lagar.yaml").into(), &3.into()));
}

#[test]
fn a_shared_file_that_is_not_yaml_is_told_where_it_breaks() {
    let (world, routine) = world(&LAW.replace("{cite", "{{cite"));
    insta::assert_snapshot!("a shared file that is not YAML", faults(&world, &routine));
}

#[test]
fn one_id_in_two_files_is_told_with_both_places() {
    let (world, _) = world(LAW);
    let taking = MINIMAL.replacen(
        "version: 2019\n",
        "version: 2019\ninclude: [lagar]\nlaws: {a: {cite: 2 §, act: lagen, says: Låt bli.}}\n",
        1,
    );
    let routine = world.write("rutin.yaml", &taking);
    insta::assert_snapshot!("one id in two files", faults(&world, &routine));
}

#[test]
fn what_is_taken_in_is_part_of_the_fingerprint() {
    let (world, routine) = world(LAW);
    let before = flow(&routine).fingerprint;
    assert_eq!(before, flow(&routine).fingerprint);
    world.write("lagar.yaml", &LAW.replace('\n', "\r\n"));
    assert_eq!(before, flow(&routine).fingerprint, "line ends are no change");
    world.write("lagar.yaml", &LAW.replace("Gör.", "Gör genast."));
    assert_ne!(before, flow(&routine).fingerprint);
}

#[test]
fn no_id_leads_out_of_the_folder() {
    let (world, _) = world(LAW);
    world.write("under/rutin.yaml", MINIMAL);
    let absolute = world.arg("lagar");
    for path in ["../lagar", "lagar.yaml", "./lagar", absolute.as_str(), "~/lagar", "..", "a b", "\"\""] {
        let include = format!("version: 2019\ninclude: [{path}]\n");
        let routine = world.write("under/rutin.yaml", &MINIMAL.replacen("version: 2019\n", &include, 1));
        let read = routines::read_routine(&routine).unwrap();
        assert_eq!(read.files.as_ref().len(), 1, "{path}");
        let codes: Vec<_> = read.flow.unwrap_err().iter().map(|fault| fault.code).collect();
        assert_eq!(codes, ["okand-gemensam"], "{path}");
    }
}

#[test]
fn a_shared_file_takes_nothing_in() {
    let (_world, routine) = world(&format!("{LAW}include: [lagar]\n"));
    let codes: Vec<_> =
        routines::read_routine(&routine).unwrap().flow.unwrap_err().iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["okand-nyckel"]);
}

#[test]
fn a_folder_is_checked_by_its_routines() {
    let (world, _) = world(LAW);
    let run = world.run(&["check", &world.arg("")]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("rutin.yaml: inga fel") && !run.out.contains("lagar.yaml"), "{}", run.out);
    let run = world.run(&["check", &world.arg("lagar.yaml")]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("fel[inte-rutin]: Det här är en gemensam fil, ingen rutin."), "{}", run.err);
    for (text, told) in [
        ("title: Kvällen\nanswers: {akut: nej}\nexpect: {}\n", "Det här är ett scenario, ingen rutin."),
        ("flow: prov\nanswers: {akut: nej}\n", "Det här är en svarsfil, ingen rutin."),
        ("format: 1\nadministration: bromma\n", "Det här är en lokal profil, ingen rutin."),
        ("{\"content_sha256\": \"ab\"}", "Det här är en sparad blankett, ingen rutin."),
        ("- en\n- två\n", "Det här är ingen rutin: filen är bara en lista."),
    ] {
        let run = world.run(&["check", &world.write("annat.yaml", text)]);
        assert!(run.code == 1 && run.err.contains(told) && run.err.contains("1 fel i "), "{}", run.err);
    }
}

#[test]
fn a_fault_in_a_shared_file_is_shown_there_in_every_routine_of_the_folder() {
    let (world, _) = world(&LAW.replace("2025-07-01", "i juli"));
    world.write("ord.yaml", "format: 1\nshared: Ord\nglossary: {HVB: {says: Ett hem.}}\n");
    for (name, include) in [("forst", "[lagar, ord]"), ("sedan", "[ord, lagar]"), ("ensam", "[lagar]")] {
        let include = format!("version: 2019\ninclude: {include}\n");
        world.write(&format!("{name}.yaml"), &MINIMAL.replacen("version: 2019\n", &include, 1));
    }
    let run = world.run(&["check", &world.arg(""), "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let flows = all["flows"].as_array().unwrap();
    assert_eq!(flows.len(), 4);
    for flow in flows {
        let found = flow["findings"].as_array().unwrap().iter().find(|found| found["code"] == "fel-datum");
        let place = found.map(|found| (&found["file"], &found["line"], &found["column"]));
        assert_eq!(place, Some((&world.arg("lagar.yaml").into(), &4.into(), &48.into())), "{flow}");
    }
}

#[test]
fn every_shared_law_is_used_by_some_routine_of_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("flows");
    let paths = routines::routines_in(&folder).unwrap().unwrap();
    let flows: Vec<Flow> = paths.iter().map(|path| flow(path.to_str().unwrap())).collect();
    let mut used: BTreeMap<&str, bool> = BTreeMap::new();
    for flow in &flows {
        for (law, cited) in flow.laws.iter().zip(cited_laws::used_laws(flow)) {
            *used.entry(law.id.as_str()).or_default() |= cited;
        }
    }
    let unused: Vec<_> = used.into_iter().filter(|(_, used)| !used).collect();
    assert!(unused.is_empty(), "{unused:?}");
}
