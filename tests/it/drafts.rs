//! Walks that are interrupted, by whatever means, and taken up again where they were.

use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;

use stegvis::draft::list::Drafts;

use crate::world::{ROUTINE, Run, TestEnvironment, form_in, list, text};

/// A walk to a saved form, line by line.
pub(crate) const LINES: [&str; 13] =
    ["1", "1", "1", "1", "1 3", "", "2", "3", "2026-v47 kväll", "5", "1 2", "", ""];

/// A walk of the small routine over lines, taken up where one was interrupted.
const RESUMED: &[&str] = &["walk", ROUTINE, "--plain", "--resume"];

fn plain(world: &TestEnvironment, more: &[&str], lines: &[&str]) -> Run {
    world.run_with(&[&["walk", ROUTINE, "--plain"], more].concat(), &(lines.join("\n") + "\n"))
}

fn drafts(world: &TestEnvironment) -> Vec<PathBuf> {
    list(&world.path(".local/share/stegvis/drafts"))
}

/// How many decisions stand in the one draft.
fn kept(world: &TestEnvironment) -> usize {
    let found = Drafts::in_folder(world.path(".local/share/stegvis/drafts")).find_drafts();
    assert_eq!(found.len(), 1);
    found[0].decided
}

/// What stands in the form that was saved. The same walk gives the same form.
fn saved(world: &TestEnvironment) -> serde_json::Value {
    let forms = list(&world.path(".local/share/stegvis/forms"));
    assert_eq!(forms.len(), 1, "{forms:?}");
    form_in(&forms[0])
}

#[test]
fn a_walk_that_ends_too_soon_is_mentioned_and_taken_up_where_it_was() {
    let world = TestEnvironment::new();
    let run = plain(&world, &[], &LINES[..3]);
    assert!(run.code == 1 && run.out.contains("finns kvar: fortsätt med --resume"), "{}", run.out);
    assert_eq!(drafts(&world).len(), 1);
    let run = plain(&world, &[], &LINES[..1]);
    let told = run.out.replace('\n', " ");
    assert!(told.contains("påbörjad 2026-11-21") && told.contains(", 3 svar, vid ”"), "{}", run.out);
    assert_eq!(drafts(&world).len(), 2);
    let run = plain(&world, &["--resume"], &["l"]);
    assert!(
        run.out.contains("Du fortsätter där du var.") && run.out.contains("- Ring 112 nu. Gjort."),
        "{}",
        run.out
    );
}

/// The lines in the form that decide something: two fields.
const DECIDING: [usize; 2] = [8, 10];

/// What is left to write after so many lines and an interruption: a field that was chosen and not filled in is chosen again, and where
/// nothing is guessed any more, the walk goes on at the first field that has not been asked for. What was not come to is changed at the
/// review.
fn lines_left_after(lines: usize) -> Vec<&'static str> {
    match lines {
        0..=7 => LINES[lines..].to_vec(),
        8 => LINES[7..].to_vec(),
        9 | 10 => vec!["", "5", "1 2"],
        _ => vec![""],
    }
}

#[test]
fn killed_at_any_line_it_ends_in_the_same_form_as_if_never_killed() {
    let whole = TestEnvironment::new();
    let run = plain(&whole, &[], &[&LINES[..], &["s"]].concat());
    assert_eq!(run.code, 0, "{}", run.out);
    let expected = saved(&whole);
    assert!(drafts(&whole).is_empty(), "the draft goes when the form is saved");
    for at in 1..=LINES.len() {
        let world = TestEnvironment::new();
        world.kill_after(RESUMED, &LINES[..at]);
        let decided = (0..at).filter(|n| *n < 7 || DECIDING.contains(n)).count();
        assert_eq!(kept(&world), decided, "after line {at}");
        let run = plain(&world, &["--resume"], &[&lines_left_after(at)[..], &["s"]].concat());
        assert_eq!(run.code, 0, "after line {at}: {}", run.out);
        assert!(saved(&world) == expected, "after line {at}: {}", run.out);
        assert!(drafts(&world).is_empty());
    }
}

#[test]
fn a_torn_end_loses_nothing_but_itself_and_is_told() {
    let world = TestEnvironment::new();
    world.kill_after(RESUMED, &LINES[..4]);
    let draft = drafts(&world).remove(0);
    crate::world::write(&draft, text(&draft).trim_end().split_at(text(&draft).len() - 9).0);
    let run = plain(&world, &["--resume"], &["l"]);
    assert!(run.out.contains("Det allra sista hann inte sparas"), "{}", run.out);
    assert!(run.out.contains("- Hur gammal är personen? Under 18.") && kept(&world) == 3, "{}", run.out);
}

#[test]
fn in_a_routine_that_has_changed_only_the_changed_is_asked_again() {
    let world = TestEnvironment::new();
    let routine = world.write("rutin.yaml", &text(ROUTINE.as_ref()));
    let walk =
        |more: &[&str], lines: &str| world.run_with(&[&["walk", &routine, "--plain"], more].concat(), lines);
    walk(&[], "2\n2\n");
    world.write(
        "rutin.yaml",
        &text(ROUTINE.as_ref()).replace("Hur gammal är personen?", "Hur gammal är den det gäller?"),
    );
    let run = walk(&["--resume"], "l\n");
    let told = run.out.replace('\n', " ");
    assert!(told.contains("Rutinen har ändrats sedan du började. Ett svar står kvar."), "{}", run.out);
    assert!(told.contains("Svara igen på det som har ändrats: Hur gammal är den det gäller?"), "{}", run.out);
    assert_eq!((drafts(&world).len(), kept(&world)), (1, 1));
}

#[test]
fn a_place_that_keeps_no_drafts_is_told_once_and_the_form_is_saved() {
    let world = TestEnvironment::new();
    world.write(".local/share/stegvis/drafts", "en fil");
    let run = plain(&world, &[], &[&LINES[..], &["s"]].concat());
    assert_eq!((run.code, run.out.matches("Dina svar sparas inte på vägen.").count()), (0, 1), "{}", run.out);
    saved(&world);
}

#[test]
fn answers_files_keep_no_drafts() {
    let world = TestEnvironment::new();
    assert_eq!(world.walk("flow: prov\nanswers: {akut: nej, alder: vuxen, grund: []}\n").code, 0);
    assert!(drafts(&world).is_empty() && !world.path(".local/share/stegvis/drafts").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_open_to_others_is_closed_and_one_that_is_a_link_is_not_used() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let world = TestEnvironment::new();
    let folder = world.path(".local/share/stegvis/drafts");
    crate::world::make(&folder);
    let everyone = std::fs::Permissions::from_mode(0o777);
    std::fs::set_permissions(&folder, everyone).unwrap();
    plain(&world, &[], &LINES[..2]);
    assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    let world = TestEnvironment::new();
    crate::world::make(&world.path("delad"));
    crate::world::make(&world.path(".local/share"));
    symlink(world.path("delad"), world.path(".local/share/stegvis")).unwrap();
    let run = plain(&world, &[], &LINES[..2]);
    assert!(run.out.replace('\n', " ").contains("är en länk till en annan plats"), "{}", run.out);
    assert!(list(&world.path("delad")).is_empty());
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_what_is_kept_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    for umask in ["000", "777"] {
        let world = TestEnvironment::new();
        let line = format!(
            "umask {umask}; printf '1\\n1\\n' | '{}' walk '{ROUTINE}' --plain",
            env!("CARGO_BIN_EXE_stegvis")
        );
        let run = world.shell(&line);
        assert!(run.out.contains("fortsätt med --resume") || umask == "777", "{umask}: {}", run.out);
        let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
        for draft in drafts(&world) {
            assert_eq!((mode(&draft) & 0o177, mode(draft.parent().unwrap())), (0, 0o700), "{umask}");
        }
    }
}

#[test]
fn without_a_home_the_walk_goes_on_and_is_saved_elsewhere() {
    let world = TestEnvironment::new();
    let mut command = world.command(&["walk", ROUTINE, "--plain", "--out", &world.arg("ut")]);
    command
        .env("HOME", world.path("ingen"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let lines = [&LINES[..], &["s", ""]].concat().join("\n");
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let run = crate::world::collect_run(&child.wait_with_output().unwrap());
    assert_eq!((run.code, run.out.matches("Det finns ingen hemmapp").count()), (0, 1), "{}", run.out);
    assert!(!world.path("ingen").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_one_that_takes_no_files_are_told_once() {
    let world = TestEnvironment::new();
    // The limit on file size stands in for a full disk.
    let line = format!(
        "trap '' XFSZ; ulimit -f 0; printf '1\\n1\\n1\\n' | '{}' walk '{ROUTINE}' --plain",
        env!("CARGO_BIN_EXE_stegvis")
    );
    let run = world.shell(&line);
    assert_eq!(run.out.matches("Disken är full").count(), 1, "{}", run.out);
    assert!(run.out.contains("Ingenting är sparat.") && drafts(&world).is_empty(), "{}", run.out);
    let line = format!(
        "printf '1\\n1\\n1\\n' | XDG_DATA_HOME=/proc '{}' walk '{ROUTINE}' --plain",
        env!("CARGO_BIN_EXE_stegvis")
    );
    let run = world.shell(&line);
    assert_eq!(run.out.matches("Dina svar sparas inte på vägen.").count(), 1, "{}", run.out);
}

#[cfg(unix)]
#[test]
fn a_folder_of_another_user_is_not_used() {
    let world = TestEnvironment::new();
    let folder = world.path(".local/share/stegvis/drafts");
    crate::world::make(&folder);
    if std::os::unix::fs::chown(&folder, Some(12_345), None).is_err() {
        crate::skip::skip("only root can give a folder away");
        return;
    }
    let run = plain(&world, &[], &LINES[..2]);
    assert!(run.out.contains("tillhör en annan användare"), "{}", run.out);
    assert!(drafts(&world).is_empty());
}

#[test]
fn a_clock_set_back_keeps_the_draft() {
    let world = TestEnvironment::new();
    plain(&world, &[], &LINES[..3]);
    let mut command = world.command(&["walk", ROUTINE, "--plain", "--resume"]);
    let run = crate::world::collect_run(&command.env("STEGVIS_TODAY", "1999-12-31").output().unwrap());
    assert!(run.out.contains("Du fortsätter där du var.") && kept(&world) == 3, "{}", run.out);
}
