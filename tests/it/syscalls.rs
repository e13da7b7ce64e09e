//! The calls that a save makes of the system, each in turn failing and each in turn the last thing the program does: nothing that
//! was answered is lost, and nothing is left over. Needs strace, which stands between the program and the system.
#![cfg(target_os = "linux")]

use std::path::PathBuf;
use std::process::{Command, Stdio};

use stegvis::store::Store;

use crate::skip::skip;
use crate::world::{ROUTINE, TestEnvironment, list, text};
use crate::{crash, drafts};

/// What is done to a disk: written, cut, flushed, named and removed.
const CALLS: [(&str, &str); 6] = [
    ("write", "ENOSPC"),
    ("ftruncate", "EIO"),
    ("fsync", "EIO"),
    ("linkat", "EIO"),
    ("rename", "EIO"),
    ("unlink", "EIO"),
];

/// What happens to one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It fails.
    Fails,
    /// The program is killed at it.
    Kills,
}

/// What was tried of one call, and what came of it.
#[derive(Debug, Default)]
struct Tried {
    failed: usize,
    killed: usize,
    saved: usize,
    kept: usize,
}

/// Walks to a saved form with the `nth` call of its kind failing, or the last; `None` where there was no such call.
fn walked(world: &TestEnvironment, (call, fault): (&str, &str), how: Fault, nth: usize) -> Option<Walked> {
    let trace = world.path("trace");
    let what = match how {
        Fault::Fails => format!("inject={call}:error={fault}:when={nth}"),
        Fault::Kills => format!("inject={call}:signal=KILL:when={nth}"),
    };
    let program = world.command(&["walk", ROUTINE, "--plain", "--save", "json,txt"]);
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-e", &format!("trace={call}"), "-e", &what, "-o"]).arg(&trace);
    command.arg(program.get_program()).args(program.get_args()).env_clear();
    command.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.current_dir(world.path("")).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let input: String = drafts::LINES.iter().chain(&["s"]).flat_map(|line| [line, "\n"]).collect();
    drop(std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let traced = text(&trace);
    let asked = String::from_utf8(output.stdout).unwrap().matches("\n> ").count();
    let hit = traced.contains("(INJECTED)") || traced.contains("+++ killed by SIGKILL");
    hit.then_some(Walked { asked })
}

/// How far a walk came.
struct Walked {
    /// How many lines it asked for.
    asked: usize,
}

/// Where a home with nothing set keeps its forms and its drafts.
fn folder(world: &TestEnvironment, name: &str) -> PathBuf {
    world.path(&format!(".local/share/stegvis/{name}"))
}

/// What the whole walk keeps on its way, after each of its lines.
fn decided() -> Vec<usize> {
    (0..=drafts::LINES.len()).map(|at| crash::decided(&drafts::LINES[..at]).len()).collect()
}

/// What is found at the next start: the form whole, or everything that was answered, and nothing besides.
fn check(world: &TestEnvironment, walk: &Walked, what: &str, tried: &mut Tried) {
    world.run(&["walk", ROUTINE, "--plain"]);
    let forms = list(&folder(world, "forms"));
    let whole = Store::in_folder(folder(world, "forms")).forms().unwrap();
    assert!(whole.iter().all(|form| form.form.is_ok()), "{what}: {whole:?}");
    assert_eq!(forms.len(), 2 * whole.len(), "{what}: half a form is left: {forms:?}");
    assert!(whole.len() <= 1, "{what}: {forms:?}");
    let kept = crash::kept(&folder(world, "drafts")).len();
    if whole.is_empty() {
        // A line that was asked for is answered; the one after it may be, or not yet.
        let decided = decided();
        let came = walk.asked.min(drafts::LINES.len());
        let answered = decided[came.saturating_sub(1)]..=decided[came];
        assert!(answered.contains(&kept), "{what}: {kept} of {answered:?} answers are left");
        tried.kept += 1;
    } else {
        assert!(kept == 0 || what.contains("unlink"), "{what}: a draft is left of a form that is saved");
        tried.saved += 1;
    }
}

#[test]
fn whichever_call_fails_or_is_the_last_nothing_is_lost_and_nothing_is_left_over() {
    if Command::new("strace").args(["-f", "true"]).output().is_ok_and(|output| output.status.success()) {
        println!("call: failed, killed; the form whole, everything answered kept; lost 0, left over 0");
        for call in CALLS {
            let mut tried = Tried::default();
            for how in [Fault::Fails, Fault::Kills] {
                for nth in 1.. {
                    let world = TestEnvironment::new();
                    let Some(walk) = walked(&world, call, how, nth) else { break };
                    check(&world, &walk, &format!("{} {nth} {how:?}", call.0), &mut tried);
                    match how {
                        Fault::Fails => tried.failed += 1,
                        Fault::Kills => tried.killed += 1,
                    }
                }
            }
            println!("{}: {tried:?}", call.0);
            assert!(
                tried.failed > 0 || call.0 == "rename" || call.0 == "ftruncate",
                "{} is never called",
                call.0
            );
        }
    } else {
        skip("strace is not installed, or may not trace here");
    }
}
