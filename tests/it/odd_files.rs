//! Files that are no files, and names that are no text: a pipe, a device or a socket in place of any file of the program's own is
//! refused at once, and a name that is not UTF-8 stops nothing but itself.
#![cfg(unix)]

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::world::{ROUTINE, TestEnvironment, make};

/// The folder of the program's own files.
const DATA: &str = ".local/share/stegvis";

/// A name that is not UTF-8.
const ODD: &[u8] = b"m\xe5rten";

/// What opens a file of the program's own, and that file.
const OWN: &[(&str, &[&str])] = &[
    (".local/share/stegvis/names.txt", &["scan", "svar.yaml"]),
    (".local/share/stegvis/names.txt", &["walk", ROUTINE, "--answers", "svar.yaml"]),
    (".config/stegvis/profil.yaml", &["profile", "show"]),
    (".config/stegvis/profil.yaml", &["profile", "check"]),
    (".config/stegvis/profil.yaml", &["walk", ROUTINE, "--answers", "svar.yaml"]),
    (".local/share/stegvis/trainings.jsonl", &["summary"]),
    (".local/share/stegvis/forms/2026-v47-oro-abcdef.json", &["forms"]),
    (".local/share/stegvis/forms/2026-v47-oro-abcdef.pdf", &["forms"]),
    (".local/share/stegvis/forms/2026-v47-oro-abcdef.json", &["summary"]),
    (".local/share/stegvis/forms/2026-v47-oro-abcdef.json", &["export", "abcdef"]),
    (".local/share/stegvis/forms/2026-v47-oro-abcdef.json", &["forms", "--delete", "abcdef", "--yes"]),
    (".local/share/stegvis/inbox.jsonl", &["inbox"]),
    (".local/share/stegvis/inbox/2026-v47-oro-abcdef.pdf", &["inbox"]),
    (".local/share/stegvis/drafts/abcdefghjk.draft", &["walk", ROUTINE, "--plain"]),
    (".local/share/stegvis/drafts/abcdefghjk.draft", &["walk", ROUTINE, "--plain", "--resume"]),
    (".local/share/stegvis/flows/egen.yaml", &["flows"]),
    (".local/share/stegvis/flows/egen.yaml", &["check"]),
    (".local/share/stegvis/flows/egen.yaml", &["walk", "egen", "--answers", "svar.yaml"]),
    (".local/share/stegvis/scenarios/eget.yaml", &["test", "eget"]),
    (".local/share/stegvis/forms/.2026-v47-oro-abcdef.saving", &["walk", ROUTINE, "--plain"]),
];

/// Something that is no file, at a path.
fn odd(kind: &str, path: &Path) {
    make(path.parent().unwrap());
    match kind {
        "socket" => drop(UnixListener::bind(path).unwrap()),
        "device" => std::os::unix::fs::symlink("/dev/zero", path).unwrap(),
        "pipe" => {
            let made = Command::new("mkfifo").arg(path).status().unwrap();
            assert!(made.success());
        }
        other => unreachable!("{other}"),
    }
}

#[test]
fn what_is_no_file_in_place_of_the_programs_own_is_refused_at_once() {
    for kind in ["pipe", "socket", "device"] {
        for (path, words) in OWN {
            let world = TestEnvironment::new();
            world.write("svar.yaml", "flow: prov\nanswers: {akut: nej, alder: vuxen, grund: []}\n");
            odd(kind, &world.path(path));
            // Whoever opens a pipe waits for ever: a minute is longer than any of this takes.
            let mut command = world.command(words);
            let program = command.get_program().to_owned();
            let mut patient = Command::new("timeout");
            patient.arg("60").arg(program).args(command.get_args()).env_clear();
            patient.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
            let output =
                patient.current_dir(world.path("")).stdin(std::process::Stdio::null()).output().unwrap();
            let run = crate::world::collect_run(&output);
            assert!(run.code < 3, "{kind} {path} {words:?}: {run:?}");
            command.stdin(std::process::Stdio::null());
        }
    }
}

/// A file whose name is not UTF-8, with what stands in another.
fn odd_name(world: &TestEnvironment, folder: &str, ending: &str, like: &Path) -> PathBuf {
    make(&world.path(folder));
    let name = [ODD, b".", ending.as_bytes()].concat();
    let path = world.path(folder).join(OsStr::from_bytes(&name));
    std::fs::copy(like, &path).unwrap();
    path
}

/// A saved form of the small routine.
fn saved(world: &TestEnvironment) -> PathBuf {
    let run = world.walk("flow: prov\nanswers: {akut: nej, alder: vuxen, grund: []}\n");
    assert_eq!(run.code, 0, "{run:?}");
    world.saved_file("json")
}

fn scenario() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("flows/scenarios/faltet-en-kvall.yaml")
}

#[test]
fn a_routine_whose_name_is_no_text_is_checked_with_the_others() {
    let world = TestEnvironment::new();
    world.write("rutiner/b.yaml", &crate::world::text(Path::new(ROUTINE)));
    odd_name(&world, "rutiner", "yaml", Path::new(ROUTINE));
    let run = world.run(&["check", "rutiner"]);
    assert_eq!(run.out.matches("inga fel").count(), 2, "{run:?}");
    assert_eq!(run.code, 0);
}

#[test]
fn a_scenario_whose_name_is_no_text_is_tried_with_the_others() {
    let world = TestEnvironment::new();
    odd_name(&world, "handelser", "yaml", &scenario());
    std::fs::copy(scenario(), world.path("handelser/b.yaml")).unwrap();
    let run = world.run(&["test", "handelser"]);
    assert!(run.code == 0 && run.out.contains("2 scenarier går som väntat"), "{run:?}");
}

#[test]
fn what_is_the_users_own_under_such_a_name_hides_nothing_else() {
    let world = TestEnvironment::new();
    odd_name(&world, &format!("{DATA}/flows"), "yaml", Path::new(ROUTINE));
    odd_name(&world, &format!("{DATA}/scenarios"), "yaml", &scenario());
    for words in [&["flows"][..], &["check"], &["test"]] {
        let run = world.run(words);
        assert_eq!(run.code, 0, "{words:?}: {run:?}");
    }
    assert!(world.run(&["flows"]).out.contains("m\u{fffd}rten.yaml"));
}

#[test]
fn a_form_whose_name_is_no_text_is_counted_and_received_and_hides_no_other() {
    let world = TestEnvironment::new();
    let form = saved(&world);
    odd_name(&world, "blanketter", "json", &form);
    let run = world.run(&["summary", "blanketter", "--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let run = world.run(&["inbox", "blanketter"]);
    assert!(run.code == 0 && run.out.contains("m\u{fffd}rten.json"), "{run:?}");
    // Among the saved ones it bears no name of ours, and is left alone.
    odd_name(&world, &format!("{DATA}/forms"), "json", &form);
    std::fs::copy(&form, world.path(&format!("{DATA}/forms")).join(form.file_name().unwrap())).unwrap();
    let run = world.run(&["forms"]);
    assert!(run.code == 0 && run.out.lines().count() == 1, "{run:?}");
}
