//! The commands as a person or a script meets them.

use std::process::Stdio;

use serde_json::Value;

use crate::world::{ROUTINE, TestEnvironment, list};

const ANSWERS: &str = "flow: prov\nanswers: {akut: nej, alder: vuxen, grund: []}\n";

#[test]
fn help_is_swedish_all_through() {
    let world = TestEnvironment::new();
    for words in [
        &["--help"][..],
        &["-h"],
        &["walk", "--help"],
        &["check", "--help"],
        &["flows", "--help"],
        &["forms", "-h"],
        &["export", "--help"],
        &["schema", "--help"],
        &["completions", "--help"],
        &["man", "--help"],
    ] {
        let run = world.run(words);
        assert_eq!(run.code, 0, "{words:?}");
        assert!(run.out.contains("Användning: stegvis"), "{words:?}: {}", run.out);
        for english in ["Usage", "Options", "Commands", "Arguments", "Print", "possible values", "default:"] {
            assert!(!run.out.contains(english), "{words:?} säger {english}: {}", run.out);
        }
    }
}

#[test]
fn wrong_use_is_told_in_swedish_and_is_two() {
    let world = TestEnvironment::new();
    for (words, says) in [
        (&["wlak"][..], "Menade du `walk`?"),
        (&["walk", "--plian"], "Menade du `--plain`?"),
        (&["walk", "--save", "rtf"], "Formaten är json, txt, "),
        (&["walk", "--plain", "--answers", "x"], "går inte ihop med"),
        (&["walk", "--plain", "--plain"], "kan bara anges en gång"),
        (&["walk", "a", "b"], "finns inte"),
        (&["check", "--on", "igår"], "Skriv datum som ÅÅÅÅ-MM-DD"),
        (&["check", "--format", "xml"], "Du kan skriva text, json."),
        (&["check", "--format"], "saknar sitt värde"),
        (&["completions"], "måste anges"),
        (&["completions", "cmd"], "Du kan skriva bash"),
        (&["--color", "ja"], "Du kan skriva auto, always, never."),
        (&["walk", "okand-rutin"], "Det finns ingen rutin `okand-rutin`."),
        (&["check", "finns.yaml"], "finns.yaml finns inte."),
        (&["walk", "--answers", "finns.yaml"], "finns.yaml finns inte."),
        (&[], "Startsidan behöver en terminal."),
    ] {
        let run = world.run(words);
        assert_eq!(run.code, 2, "{words:?}: {run:?}");
        assert!(run.err.starts_with("fel: ") && run.err.contains(says), "{words:?}: {}", run.err);
        assert!(run.out.is_empty(), "{words:?}: {}", run.out);
        for english in ["error", "Usage", "required", "invalid", "tip:"] {
            assert!(!run.err.contains(english), "{words:?} säger {english}: {}", run.err);
        }
    }
}

#[test]
fn the_day_in_the_environment_is_a_day() {
    let world = TestEnvironment::new();
    let run = world.command(&["check", ROUTINE]).env("STEGVIS_TODAY", "nyss").output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("STEGVIS_TODAY"));
}

#[test]
fn version_names_the_program() {
    let run = TestEnvironment::new().run(&["--version"]);
    assert_eq!(run.out.trim_end(), concat!("stegvis ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn check_tells_how_large_a_flow_is() {
    let run = TestEnvironment::new().run(&["check", ROUTINE]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.is_empty(), "{run:?}");
    assert!(run.out.contains("8 steg, 9 lägen, 15 övergångar, 30 vägar, 3 frågor"), "{}", run.out);
}

#[test]
fn check_as_json_keeps_its_shape() {
    let world = TestEnvironment::new();
    let bad = world.write("fel.yaml", "format: 1\n");
    let run = world.run(&["check", ROUTINE, &bad, "--format", "json", "--on", "2025-01-01"]);
    assert_eq!(run.code, 1);
    let all: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&all["format"], &all["version"]), (&"stegvis-check".into(), &1.into()));
    assert_eq!(all["on"], "2025-01-01");
    assert_eq!(all["flows"][0]["walkable"], true);
    assert_eq!(all["flows"][0]["figures"]["walks"], 30);
    assert_eq!(all["flows"][1]["walkable"], false);
    assert_eq!(all["flows"][1]["figures"], Value::Null);
    assert!(!all["flows"][1]["findings"].as_array().unwrap().is_empty());
}

#[test]
fn check_looks_through_a_folder_and_shows_faults_with_their_place() {
    let world = TestEnvironment::new();
    world.write("rutiner/a.yaml", "format: 2\n");
    world.write("rutiner/b.yml", "\tformat: 1\n");
    world.write("rutiner/c.txt", "annat");
    let run = world.run(&["check", "rutiner"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("a.yaml:1:"), "{}", run.err);
    assert!(run.err.contains("b.yml:1:"), "{}", run.err);
    assert!(!run.err.contains("c.txt"));
}

#[test]
fn a_file_that_is_no_text_is_a_finding() {
    let world = TestEnvironment::new();
    #[expect(clippy::disallowed_methods, reason = "a test lays out its world")]
    std::fs::write(world.path("x.yaml"), b"format: 1\n\xff\xfe").unwrap();
    let run = world.run(&["check", "x.yaml"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("yaml-inte-text"), "{}", run.err);
}

#[test]
fn colours_come_only_when_asked_for() {
    let world = TestEnvironment::new();
    let bad = world.write("fel.yaml", "format: 2\n");
    assert!(!world.run(&["check", &bad]).err.contains('\u{1b}'));
    assert!(world.run(&["check", &bad, "--color", "always"]).err.contains('\u{1b}'));
    assert!(!world.run(&["--color", "never", "check", &bad]).err.contains('\u{1b}'));
}

#[test]
fn flows_lists_those_built_in_and_those_of_the_user() {
    let world = TestEnvironment::new();
    let text = crate::world::text(ROUTINE.as_ref());
    world.write(".local/share/stegvis/flows/egen.yaml", &text);
    world.write(".local/share/stegvis/flows/trasig.yaml", "x");
    world.write(".local/share/stegvis/flows/stockholm-vbe.yaml", &text);
    let run = world.run(&["flows"]);
    assert_eq!(run.code, 1, "one of them cannot be walked");
    assert!(run.out.starts_with("stockholm-vbe\n"), "{}", run.out);
    assert!(run.out.contains("\negen\n    Rutin att prova, version 1, Exempelstad\n"), "{}", run.out);
    assert!(run.out.contains("\ntrasig\n    kan inte användas: 1 fel"), "{}", run.out);
    assert!(run.out.contains("flows/stockholm-vbe.yaml\n    Rutin att prova"), "{}", run.out);
    let answers = world.write("svar.yaml", ANSWERS);
    let run = world.run(&["walk", "egen", "--answers", &answers, "--out", "ut"]);
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn forms_come_newest_first_with_the_damaged_named() {
    let world = TestEnvironment::new();
    let answers = world.write("svar.yaml", ANSWERS);
    for day in ["2026-11-21", "2026-01-05", "2026-12-01"] {
        let mut command = world.command(&["walk", ROUTINE, "--answers", &answers]);
        assert!(command.env("STEGVIS_TODAY", day).output().unwrap().status.success());
    }
    world.write(".local/share/stegvis/forms/2026-v40-oro-abcdef.json", "{\"format\": ");
    world.write(".local/share/stegvis/forms/anteckning.json", "min egen fil");
    let run = world.run(&["forms"]);
    assert_eq!(run.code, 0);
    let days: Vec<&str> = run.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(days, ["2026-12-01", "2026-11-21", "2026-01-05"]);
    assert!(run.err.contains("2026-v40-oro-abcdef.json kan inte läsas. Filen är avkortad"), "{}", run.err);
    let run = world.run(&["forms", "--format", "json"]);
    let all: Value = serde_json::from_str(&run.out).unwrap();
    let forms = all["forms"].as_array().unwrap();
    assert_eq!(forms.len(), 4);
    assert_eq!(forms[0]["kind"], "oro");
    assert!(forms[2]["fault"].as_str().unwrap().starts_with("Filen är avkortad"));
}

#[test]
fn no_forms_is_no_fault() {
    let run = TestEnvironment::new().run(&["forms"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(run.err.starts_with("Det finns inga sparade blanketter i "), "{}", run.err);
}

#[test]
fn papers_for_other_programs() {
    let world = TestEnvironment::new();
    let schema: Value = serde_json::from_str(&world.run(&["schema", "flow"]).out).unwrap();
    assert!(schema["$schema"].as_str().unwrap().contains("2020-12"));
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = world.run(&["completions", shell]);
        assert!(run.code == 0 && run.out.contains("stegvis"), "{shell}");
    }
    let man = world.run(&["man"]).out;
    assert!(man.contains(".SH NAMN") && man.contains(".SH KOMMANDON"), "{man}");
    for english in ["SH NAME", "SH SYNOPSIS", "SH OPTIONS", "SH SUBCOMMANDS", "possible"] {
        assert!(!man.contains(english), "{english}: {man}");
    }
}

#[test]
fn a_reader_that_leaves_is_silence() {
    let world = TestEnvironment::new();
    let mut command = world.command(&["completions", "zsh"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
    assert!(list(&world.path("out")).is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn input_without_end_and_input_that_is_a_folder_are_told() {
    let world = TestEnvironment::new();
    for (path, says) in [("/dev/zero", "läses inte"), ("/tmp", "är en mapp, inte en fil.")] {
        let run = world.run(&["walk", path]);
        assert_eq!(run.code, 2, "{path}: {run:?}");
        assert!(run.err.contains(says), "{path}: {}", run.err);
    }
    let run = world.run(&["walk", ROUTINE, "--answers", "/dev/zero"]);
    assert!(run.code == 2 && run.err.contains("större än 1 MB"), "{run:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_told() {
    let world = TestEnvironment::new();
    #[expect(clippy::disallowed_methods, reason = "a test hands over a full disk")]
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let run = world.command(&["schema", "flow"]).stdout(full).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&run.stderr).contains("gick inte att skriva ut"));
}
