//! Saving against a world that does not cooperate: the words, the exit code, and that nothing is left behind.

use stegvis::export::Format;
use stegvis::store::Store;
use stegvis::store::error::StoreError;

use crate::world::{ROUTINE, TestEnvironment, collect_run, list};

const ANSWERS: &str = "flow: prov\nanswers: {akut: nej, alder: vuxen, grund: []}\n";

#[test]
fn forms_go_to_the_local_data_folder_for_the_user_alone() {
    let world = TestEnvironment::new();
    let answers = world.write("svar.yaml", ANSWERS);
    assert_eq!(world.run(&["walk", ROUTINE, "--answers", &answers]).code, 0);
    let folder = world.path(".local/share/stegvis/forms");
    let files = list(&folder);
    let names: Vec<&str> = files.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names.len(), Format::USUAL.len());
    let stem = names[0].strip_suffix(".json").unwrap();
    assert_eq!(names.last().unwrap(), &format!("{stem}.txt"));
    let random = stem.strip_prefix("2026-v47-oro-").unwrap();
    assert!(random.len() == 6 && random.chars().all(|c| matches!(c, 'a'..='z' | '2'..='9')), "{stem}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert!(files.iter().all(|path| mode(path) == 0o600));
    }
}

#[test]
fn saving_again_never_writes_over() {
    let world = TestEnvironment::new();
    for saved in 1..=3 {
        assert_eq!(world.walk(ANSWERS).code, 0);
        assert_eq!(list(&world.path("out")).len(), Format::USUAL.len() * saved);
    }
}

#[test]
fn a_file_where_the_folder_should_be() {
    let world = TestEnvironment::new();
    world.write("out", "upptaget");
    let run = world.walk(ANSWERS);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("out är inte en mapp.") && run.err.contains("--out MAPP"), "{}", run.err);
    assert_eq!(crate::world::text(&world.path("out")), "upptaget");
}

#[test]
fn a_home_that_does_not_exist_is_not_made_and_another_folder_works() {
    let world = TestEnvironment::new();
    let answers = world.write("svar.yaml", ANSWERS);
    let home = world.path("ingen");
    let walk = |words: &[&str]| {
        let words = [&["walk", ROUTINE, "--answers", &answers], words].concat();
        collect_run(&world.command(&words).env("HOME", &home).output().unwrap())
    };
    let run = walk(&[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("Det finns ingen hemmapp") && run.err.contains("--out MAPP"), "{}", run.err);
    assert!(!home.exists());
    assert_eq!(walk(&["--out", &world.arg("ut/i/djupet")]).code, 0);
    assert_eq!(list(&world.path("ut/i/djupet")).len(), Format::USUAL.len());
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_takes_no_more_is_told_and_nothing_is_left_behind() {
    let world = TestEnvironment::new();
    let answers = world.write("svar.yaml", ANSWERS);
    // The limit on file size stands in for a full disk: the first byte does not fit.
    let line = format!(
        "trap '' XFSZ; ulimit -f 0; exec '{}' walk '{ROUTINE}' --answers '{answers}' --out out",
        env!("CARGO_BIN_EXE_stegvis")
    );
    let mut command = std::process::Command::new("/bin/sh");
    command.args(["-c", &line]).env("HOME", world.path("")).current_dir(world.path(""));
    let run = collect_run(&command.output().unwrap());
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.err.contains("Disken är full"), "{}", run.err);
    assert!(list(&world.path("out")).is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_takes_no_files_is_told_in_our_words() {
    let world = TestEnvironment::new();
    let answers = world.write("svar.yaml", ANSWERS);
    let run = world.run(&["walk", ROUTINE, "--answers", &answers, "--out", "/proc/stegvis"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.err.starts_with("fel: Blanketten är inte sparad. /proc/stegvis"), "{}", run.err);
    assert!(!run.err.contains("os error"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let world = TestEnvironment::new();
    crate::world::make(&world.path("out"));
    let only_read = std::fs::Permissions::from_mode(0o500);
    std::fs::set_permissions(world.path("out"), only_read).unwrap();
    let run = world.walk(ANSWERS);
    // Root may write anywhere; everyone else is told.
    if run.code != 0 {
        assert!(run.err.contains("Du har inte behörighet till"), "{}", run.err);
        assert!(list(&world.path("out")).is_empty());
    }
}

#[test]
fn a_folder_that_does_not_exist_holds_no_forms() {
    assert_eq!(Store::in_folder("/finns/inte").forms(), Ok(Vec::new()));
    assert_eq!(Store::in_folder(ROUTINE).forms(), Err(StoreError::NotAFolder(ROUTINE.into())));
}
