//! The memory of the running program, read from outside by the test that started it: what was typed or pasted is not there once it
//! has been masked and saved, or dropped. Looked for as it stands, and letter by letter with anything up to a cell of the screen
//! between, as in queues of keys.
#![cfg(target_os = "linux")]

use std::fs::File;
use std::io::{BufReader, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::Stdio;

use crate::leaks;
use crate::pty::{ACUTE, SAVE, Terminal};
use crate::skip::skip;
use crate::tui::Screen;
use crate::world::{ROUTINE, TestEnvironment, text, wait_for_prompt};

/// What is typed and masked: no such number, and no such word, stands anywhere in the program.
const SECRET: &str = "070-174 06 05";

/// The digits of it.
const DIGITS: &str = "0701740605";

/// What is typed beside it, or kept.
const BESIDE: &str = "qzxvykwj";

/// How far apart two letters that are looked for can stand.
const FURTHEST: usize = 96;

/// How much is read at a time.
const PIECE: usize = 1 << 20;

/// The memory that a process can write in; `None` where nobody may look.
fn memory(process: u32) -> Option<Vec<Vec<u8>>> {
    let file = File::open(format!("/proc/{process}/mem")).ok()?;
    let maps = text(Path::new(&format!("/proc/{process}/maps")));
    let written = maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|may| may.starts_with("rw")));
    let mut found = Vec::new();
    for line in written {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let address = |text| u64::from_str_radix(text, 16).unwrap();
        let mut region = Vec::new();
        let mut at = address(from);
        while at < address(to) {
            let mut piece = vec![0; PIECE.min(usize::try_from(address(to) - at).unwrap())];
            // A thread that has ended meanwhile has left its part.
            let Ok(read) = file.read_at(&mut piece, at) else { break };
            region.extend_from_slice(&piece[..read]);
            at += u64::try_from(read).unwrap();
            if read == 0 {
                break;
            }
        }
        found.push(region);
    }
    Some(found)
}

/// How often a word stands in memory, letter by letter at whatever distance.
fn count(memory: &[Vec<u8>], word: &str) -> usize {
    let word = word.as_bytes();
    let mut count = 0;
    for region in memory {
        for (at, _) in region.iter().enumerate().filter(|(_, byte)| **byte == word[0]) {
            let stands = |apart: usize| {
                word.iter().enumerate().all(|(n, letter)| region.get(at + n * apart) == Some(letter))
            };
            count += (1..=FURTHEST).filter(|apart| stands(*apart)).count();
        }
    }
    count
}

/// That neither what is typed, nor the digits of it, stands in the memory of a program.
fn assert_gone(process: u32, words: &[&str], when: &str) {
    let memory = memory(process).unwrap();
    for word in words {
        assert_eq!(count(&memory, word), 0, "»{word}« {when}");
    }
}

/// Whether a program that this one has started lets itself be read; else the running test is skipped.
fn may_look(process: u32) -> bool {
    let may = memory(process).is_some();
    if !may {
        skip("the memory of a program that was started cannot be read by this user");
    }
    may
}

/// The form of an acute case, at its free text.
fn open_text(world: &TestEnvironment) -> Terminal {
    let mut terminal = Terminal::start(world, &[]);
    let row = Screen::walking().keys("1 1 Enter 2 2 1 1 1 1 1 1").row("beskrivning");
    let down = format!("\u{1b}[H{}", "\u{1b}[B".repeat(row));
    terminal.until("q avsluta").walk(&ACUTE).press(&format!("{down}\r")).until("tecken.");
    terminal
}

#[test]
fn what_is_typed_or_pasted_and_masked_is_nowhere_once_it_is_taken() {
    let pasted = format!("\u{1b}[200~Ring {SECRET}\u{1b}[201~");
    for (how, keys) in [("typed", format!("Ring {SECRET}")), ("pasted", pasted)] {
        let world = TestEnvironment::new();
        let mut terminal = open_text(&world);
        if !may_look(terminal.process()) {
            return;
        }
        terminal.press(&keys).until(SECRET);
        let standing = count(&memory(terminal.process()).unwrap(), SECRET);
        assert_ne!(standing, 0, "what stands on the screen is found in memory");
        // F4 enters the findings, `1` masks the one there is, and Enter takes the text.
        terminal.press("\u{1b}OS").until("1 maskera").press("1").until("Ring [telefon]");
        terminal.press("\r").until("Ctrl+S granska och spara");
        assert_gone(terminal.process(), &[SECRET, DIGITS], &format!("{how}, masked and taken"));
    }
}

#[test]
fn what_is_dropped_is_nowhere() {
    let world = TestEnvironment::new();
    let mut terminal = open_text(&world);
    if !may_look(terminal.process()) {
        return;
    }
    terminal.press(&format!("\u{1b}[200~{BESIDE} {SECRET}\u{1b}[201~")).until(BESIDE);
    terminal.press("\u{1b}").until("släppa det du har skrivit").press("j").until("skriv direkt");
    assert_gone(terminal.process(), &[SECRET, DIGITS, BESIDE], "dropped");
}

#[test]
fn what_was_kept_on_the_way_is_nowhere_once_the_form_is_saved() {
    let world = TestEnvironment::new();
    let mut terminal = open_text(&world);
    if !may_look(terminal.process()) {
        return;
    }
    terminal.press(BESIDE).until(BESIDE).press("\u{13}").until("Ctrl+S granska och spara");
    terminal.walk(&SAVE).press("\r").until("Blanketten är sparad");
    terminal.press("\r").until("Rutinen, ett steg i taget");
    assert_gone(terminal.process(), &[BESIDE], "saved, and the start page open");
}

/// The program over lines, with what it says.
fn over_lines(
    world: &TestEnvironment,
) -> (std::process::Child, std::process::ChildStdin, BufReader<std::process::ChildStdout>) {
    let mut command = world.command(&["walk", ROUTINE, "--plain"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    (child, input, BufReader::new(output))
}

#[test]
fn a_line_that_was_masked_is_nowhere_when_the_next_is_asked_for() {
    let world = TestEnvironment::new();
    let (mut child, mut input, mut output) = over_lines(&world);
    if !may_look(child.id()) {
        return;
    }
    let before = &leaks::LINES[..5];
    wait_for_prompt(&mut output);
    for line in before.iter().copied().chain([&*format!("Ring {SECRET}")]) {
        writeln!(input, "{line}").unwrap();
        wait_for_prompt(&mut output);
    }
    assert_ne!(count(&memory(child.id()).unwrap(), SECRET), 0, "what is to be decided is found");
    writeln!(input, "m").unwrap();
    wait_for_prompt(&mut output);
    assert_gone(child.id(), &[SECRET, DIGITS], "masked over lines");
    child.kill().unwrap();
    child.wait().unwrap();
}
