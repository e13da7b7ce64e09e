//! Every rule and every kind of guarantee: a flow that breaks it and one that keeps it, and the picture of each fault.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use stegvis::check::rules;
use stegvis::check::verified::examine_flow;
use stegvis::cli::faults::{Colour, faults_to_text};
use stegvis::diagnostic::Diagnostic;
use stegvis::flow;
use stegvis::flow::model::Flow;
use stegvis::flow::shape;
use stegvis::flow::shared::{FetchedFile, SharedFile};
use stegvis::source::SourceFile;

use crate::oracle;
use crate::prove::day;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules")
}

#[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
pub(crate) fn fixtures() -> Vec<(String, SourceFile)> {
    let rows = std::fs::read_dir(folder()).unwrap().map(|row| row.unwrap().path());
    let mut paths: Vec<PathBuf> = rows.collect();
    paths.sort();
    let file = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        (name.trim_end_matches(".yaml").to_owned(), SourceFile::new(name, &text))
    };
    // The others are what these take in.
    let files = paths.into_iter().map(file);
    files.filter(|(_, file)| file.text().starts_with("# förväntat")).collect()
}

pub(crate) fn checked(file: &SourceFile) -> (Flow, Vec<Diagnostic>) {
    let shared = SourceFile::new("delat.yaml", include_str!("../fixtures/rules/delat.yaml"));
    let shared = [FetchedFile { id: "delat".to_owned(), file: Ok(SharedFile::new(shared).into()) }];
    let flow = flow::parse_flow(file).and_then(|parsed| parsed.try_into_flow(&shared));
    let flow = flow.unwrap_or_else(|faults| panic!("{}", faults_to_text(file, &faults, Colour::Never)));
    let findings = examine_flow(&flow, day()).findings;
    (flow, findings)
}

#[test]
fn every_fixture_shows_what_its_first_line_says() {
    for (name, file) in fixtures() {
        let (_, findings) = checked(&file);
        let shown = |finding: &Diagnostic| {
            let place = file.line_column(finding.span().start);
            format!("{} {}:{}", finding.code, place.line, place.column)
        };
        let found: Vec<String> = findings.iter().map(shown).collect();
        let found = if found.is_empty() { "inget".to_owned() } else { found.join(", ") };
        let expected = file.text().lines().next().unwrap().trim_start_matches("# förväntat: ");
        assert_eq!(found, expected, "{name}");
        assert_eq!(name.contains(".god"), findings.is_empty(), "{name}");
    }
}

#[test]
fn every_rule_and_claim_has_a_good_and_a_bad_fixture() {
    let names: BTreeSet<String> = fixtures().into_iter().map(|(name, _)| name).collect();
    let rules = rules::all_codes().map(|code| code.code.to_owned()).filter(|code| code != "garanti-bruten");
    let claims = shape::CLAIM.all_keys().map(|claim| format!("garanti-{}", claim.name.replace('_', "-")));
    let known: BTreeSet<String> =
        rules.chain(claims).flat_map(|name| [format!("{name}.god"), format!("{name}.dalig")]).collect();
    assert_eq!(names, known);
}

#[test]
fn the_picture_of_every_fault() {
    for (name, file) in fixtures().into_iter().filter(|(name, _)| name.contains(".dalig")) {
        let (_, findings) = checked(&file);
        insta::assert_snapshot!(format!("rule {name}"), faults_to_text(&file, &findings, Colour::Never));
    }
}

#[test]
fn every_walk_that_shows_a_guarantee_broken_is_walked_by_the_engine() {
    for (_, file) in fixtures().into_iter().filter(|(name, _)| name.starts_with("garanti-")) {
        let (flow, findings) = checked(&file);
        let broken = findings.iter().filter(|finding| finding.code == "garanti-bruten");
        for finding in broken.filter(|finding| !finding.walk.is_empty()) {
            oracle::replay(&flow, &finding.walk);
        }
    }
}
