//! The law is told as far as its text was read, whatever day it is.

use std::path::Path;
use std::process::Command;

use crate::world::{ROUTINE, TestEnvironment, collect_run, list, text};

const LATER: &str = "2031-01-01";

#[test]
fn a_proof_sheet_of_a_later_day_claims_nothing_of_the_law_of_that_day() {
    let world = TestEnvironment::new();
    let mut command = world.command(&["proof", "--format", "md", "-o", "-"]);
    let run = collect_run(&command.env("STEGVIS_TODAY", LATER).output().unwrap());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!run.out.contains("2031") && !run.out.contains("Lagläge"), "{}", run.out);
    assert!(run.out.contains("Lagrummen, lagtexten läst 2026-02-"), "{}", run.out);
    assert!(run.out.contains("ingen juridisk granskning"), "{}", run.out);
}

#[test]
fn the_foot_of_a_saved_form_claims_nothing_of_the_law_of_its_day() {
    let world = TestEnvironment::new();
    let file = world.write("svar.yaml", "answers: {akut: nej, alder: vuxen, grund: []}\n");
    let formats = "txt,md,html,csv,json";
    let mut command = world.command(&["walk", ROUTINE, "--answers", &file, "--save", formats]);
    command.args(["--out", &world.arg("ut")]);
    let run = collect_run(&command.env("STEGVIS_TODAY", LATER).output().unwrap());
    assert_eq!(run.code, 0, "{}", run.err);
    for path in list(&world.path("ut")) {
        let text = text(&path);
        assert!(!text.contains("Lagläge") && !text.contains("lagläge"), "{text}");
        let law = |line: &&str| line.contains("2031") && line.to_lowercase().contains("lag");
        assert_eq!(text.lines().find(law), None, "{}", path.display());
    }
}

#[test]
fn the_foot_of_a_form_says_when_the_laws_of_its_routine_were_read_in_every_format() {
    let world = TestEnvironment::new();
    let file = world.write("svar.yaml", "flow: stockholm-vbe\nanswers: {akut: nej, galler: oro, handling: asikt}\n\
                                         acts: {chef: gjort, ia: gjort, samordnare: gjort}\nform: {kontroll: nej}\n");
    let mut command =
        world.command(&["walk", "stockholm-vbe", "--answers", &file, "--save", "txt,md,html,csv,json,pdf"]);
    command.args(["--out", &world.arg("ut")]);
    let run = collect_run(&command.env("STEGVIS_TODAY", LATER).output().unwrap());
    assert_eq!(run.code, 0, "{}", run.err);
    for path in list(&world.path("ut")) {
        let text = match path.extension().and_then(|ending| ending.to_str()) {
            Some("pdf") => match pdf_text(&path) {
                Some(text) => text,
                None => continue,
            },
            _ => text(&path),
        };
        assert!(text.contains("läst 2026-02-"), "{}: {text}", path.display());
        let law = |line: &&str| line.contains("2031") && line.to_lowercase().contains("lag");
        assert_eq!(text.lines().find(law), None, "{}", path.display());
    }
}

/// What a reader sees of a PDF; `None` where no tool is there to read it with.
fn pdf_text(path: &Path) -> Option<String> {
    match Command::new("pdftotext").args([path.as_os_str(), "-".as_ref()]).output() {
        Ok(read) => Some(String::from_utf8_lossy(&read.stdout).into_owned()),
        Err(_) => {
            crate::skip::skip("pdftotext is not installed (apt install poppler-utils)");
            None
        }
    }
}

#[test]
fn checking_for_a_day_past_the_reading_says_so() {
    let run = TestEnvironment::new().run(&["check", "stockholm-vbe", "--on", LATER]);
    assert!(run.out.contains("vad som gäller 2031-01-01 är inte läst"), "{}", run.out);
    assert!(run.out.contains("Enligt lagtexten läst 2026-02-"), "{}", run.out);
    assert_eq!(run.err.matches("varning[lag-gammal]").count(), 1, "one line for all: {}", run.err);
}
