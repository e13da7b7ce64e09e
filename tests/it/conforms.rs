//! PDFs held to PDF/UA-1 and PDF/A by a checker that shares nothing with what wrote them.
#![cfg(feature = "pdf")]

use std::process::Command;

use crate::skip::skip;
use crate::summary::year;
use crate::world::TestEnvironment;

const CASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases/under-18.yaml");

/// Prints what a document breaks of both.
const CHECK: &str = "import sys, page\n\
    for profile in (page.ValidationProfile.PDF_UA_1, getattr(page.ValidationProfile, sys.argv[2])):\n\
    \x20   report = page.validate_pdf(sys.argv[1], profile=profile)\n\
    \x20   assert report.rules.total > 50\n\
    \x20   print(profile.name, report.rules.failed, report.failures)\n";

/// What the checker says of a file; `None` where it is not installed, which is told.
fn check(path: &str, archive: &str) -> Option<String> {
    if !Command::new("python3").args(["-c", "import page"]).output().is_ok_and(|run| run.status.success()) {
        skip("python3 has no page here (pip install page-validation)");
        return None;
    }
    let run = Command::new("python3").args(["-c", CHECK, path, archive]).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(String::from_utf8(run.stdout).unwrap())
}

fn assert_conforms(path: &str, archive: &str) {
    if let Some(says) = check(path, archive) {
        assert_eq!(says, format!("PDF_UA_1 0 []\n{archive} 0 []\n"), "{path}");
    }
}

#[test]
fn forms_conform_with_their_data_and_without() {
    let world = TestEnvironment::new();
    let run = world.run(&["walk", "--answers", CASE, "--save", "pdf", "--out", &world.arg("ut")]);
    assert_eq!(run.code, 0, "{run:?}");
    let form = run.out.trim();
    assert_conforms(form, "PDF_A_3A");
    for (name, flag, archive) in
        [("utan.pdf", "--no-data", "PDF_A_2A"), ("ovning.pdf", "--exercise", "PDF_A_3A")]
    {
        let path = world.arg(name);
        assert_eq!(world.run(&["export", form, flag, "-o", &path]).code, 0);
        assert_conforms(&path, archive);
    }
}

#[test]
fn the_local_picture_with_its_charts_conforms() {
    let forms = year();
    let path = forms.world.arg("lage.pdf");
    forms.summary(&["--by", "month", "-o", &path]);
    assert_conforms(&path, "PDF_A_2A");
}
