//! What people reported of files that went wrong in silence, or were told of in the wrong place.

use std::path::{Path, PathBuf};

use stegvis::check::verified::examine_flow;
use stegvis::cli::faults::{Colour, faults_to_text};
use stegvis::diagnostic::{Diagnostic, Severity};
use stegvis::flow;
use stegvis::routines;
use stegvis::source::SourceFile;

use crate::prove::day;
use crate::world::{TestEnvironment, list, text as text_of};

const STOCKHOLM: &str = include_str!("../../flows/stockholm-vbe.yaml");

fn file(path: &Path) -> (String, SourceFile) {
    let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
    let file = SourceFile::new(format!("{name}.yaml"), &text_of(path));
    (name, file)
}

fn found(file: &SourceFile) -> Vec<Diagnostic> {
    match flow::parse_flow(file).and_then(|parsed| parsed.try_into_flow(&[])) {
        Ok(flow) => examine_flow(&flow, day()).findings,
        Err(faults) => faults,
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reported")
}

#[test]
fn what_was_reported_is_told_where_it_is() {
    let mut paths = list(&folder());
    paths.sort();
    for path in paths {
        let (name, file) = file(&path);
        insta::assert_snapshot!(
            format!("reported {name}"),
            faults_to_text(&file, &found(&file), Colour::Never)
        );
    }
}

/// One loop in a whole routine is told as that loop, and nothing that it makes meaningless is told beside it.
#[test]
fn a_loop_is_told_and_nothing_that_follows_of_it() {
    let (before, act) = STOCKHOLM.split_once("\n  ia:\n").unwrap();
    let (head, rest) = act.split_once("\n    to: ").unwrap();
    let (_, after) = rest.split_once('\n').unwrap();
    let looped = format!("{before}\n  ia:\n{head}\n    to: person\n{after}");
    let world = TestEnvironment::new();
    let path = world.write("slinga.yaml", &looped);
    let routine = routines::read_routine(&path).unwrap();
    let findings = examine_flow(&routine.flow.unwrap(), day()).findings;
    let errors: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.code)
        .collect();
    // One for each step at which a way that has been there before comes back: `handling`, `barn`, `brott`.
    assert_eq!(errors, ["slinga", "slinga", "slinga"]);
    let told = world.run(&["check", &path]).err.replace(&path, "slinga.yaml");
    let told = told.split("varning[").next().unwrap().to_owned();
    insta::assert_snapshot!("reported loop", told);
}

#[test]
fn broken_guarantees_are_told_first() {
    let broken = STOCKHOLM.replacen("unsure: true, to: ring-112", "unsure: true, to: galler", 1);
    let world = TestEnvironment::new();
    let path = world.write("bruten.yaml", &broken);
    let findings = examine_flow(&routines::read_routine(&path).unwrap().flow.unwrap(), day()).findings;
    assert_eq!(findings[0].code, "garanti-bruten");
    let run = world.run(&["check", &path]);
    let first = run.out.lines().find(|line| line.starts_with("      ")).unwrap();
    assert!(first.contains("BRUTET"), "{}", run.out);
}
