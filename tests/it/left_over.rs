//! What is said where a reader leaves, or a walk is open elsewhere; and that no byte of a form is left once it is deleted or weeded out.

use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use stegvis::export::Format;

use crate::drafts;
use crate::world::{ROUTINE, TestEnvironment, bytes, list, wait_for_prompt};

/// A text that stands in a form and nowhere else.
const TEXT: &str = "Klistermärken på elskåpet vid spåret";

/// Every file of a folder and of the folders in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    list(folder).into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The files of the world that hold a text.
fn holding(world: &TestEnvironment, text: &str) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| bytes(path).windows(text.len()).any(|part| part == text.as_bytes());
    files(&world.path(".local")).into_iter().filter(holds).collect()
}

#[cfg(unix)]
#[test]
fn a_scan_whose_reader_leaves_ends_with_the_code_of_what_was_found() {
    let world = TestEnvironment::new();
    let (found, clean) = ("Ring 070-174 06 05 nu.\n".repeat(20_000), "Klotter i en tunnel.\n".repeat(20_000));
    for (text, code) in [(found, "1"), (clean, "0")] {
        world.write("text", &text);
        let program = env!("CARGO_BIN_EXE_stegvis");
        for more in ["", "--format json", "--lines"] {
            let line =
                format!("({program} scan {more} text; echo $? >code) | head -n 1 >/dev/null; cat code");
            assert_eq!(world.shell(&line).out.trim(), code, "{more}");
        }
    }
}

#[test]
fn a_walk_that_is_open_elsewhere_is_said_to_be_and_a_new_one_begins() {
    let world = TestEnvironment::new();
    let mut command = world.command(&["walk", ROUTINE, "--plain"]);
    let mut open = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut input, mut output) = (open.stdin.take().unwrap(), BufReader::new(open.stdout.take().unwrap()));
    wait_for_prompt(&mut output);
    writeln!(input, "1").unwrap();
    wait_for_prompt(&mut output);
    let run = world.run(&["walk", ROUTINE, "--plain", "--resume"]);
    assert!(run.out.replace('\n', " ").contains("öppen i ett annat fönster"), "{}", run.out);
    drop(input);
    open.wait().unwrap();
    let run = world.run(&["walk", ROUTINE, "--plain", "--resume"]);
    assert!(run.out.contains("Du fortsätter där du var."), "{}", run.out);
}

#[test]
fn no_byte_of_a_form_is_left_once_it_is_deleted() {
    let world = TestEnvironment::new();
    let answers = format!(
        "flow: prov\nanswers: {{akut: nej, alder: vuxen, grund: []}}\nform: {{beskrivning: \"{TEXT}\"}}\n"
    );
    let file = world.write("svar.yaml", &answers);
    let formats = Format::ALL.iter().map(|format| format.id()).collect::<Vec<_>>().join(",");
    let run = world.run(&["walk", ROUTINE, "--answers", &file, "--save", &formats]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!holding(&world, TEXT).is_empty());
    let form = run.out.lines().next().unwrap();
    let id = form.rsplit('-').next().unwrap().split('.').next().unwrap().to_owned();
    assert_eq!(world.run(&["forms", "--sent", &id]).code, 0);
    assert_eq!(world.run(&["forms", "--delete", &id, "--yes"]).code, 0);
    assert_eq!(files(&world.path(".local")), Vec::<PathBuf>::new());
}

#[test]
fn no_byte_of_a_walk_is_left_once_its_draft_is_weeded_out() {
    let world = TestEnvironment::new();
    let lines = drafts::LINES[..10].iter().flat_map(|line| [line, "\n"]).collect::<String>();
    world.run_with(&["walk", ROUTINE, "--plain"], &lines);
    assert!(!files(&world.path(".local")).is_empty());
    for day in ["2026-12-10", "2026-12-14"] {
        let mut command = world.command(&["walk", ROUTINE, "--plain"]);
        command.env("STEGVIS_TODAY", day).output().unwrap();
    }
    assert_eq!(files(&world.path(".local")), Vec::<PathBuf>::new());
}
