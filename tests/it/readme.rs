//! The README, run: its screen is the program's own, and its commands print what it says they print.
//!
//! A `console` block holds commands after `$ ` and what they print. `…` on a line of its own stands for any lines. Home is
//! written `~`, and the random word in a form's name may be any word.

use std::path::Path;

use assert_cmd::Command;

use crate::tui::Screen;
use crate::world::{TODAY, TestEnvironment, text};

/// Where the repository is.
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The keys from the first question to the screen that the README shows.
const SHOWN: &str = "2 3 1 1";

#[test]
fn the_screen_is_the_programs_own() {
    let shown = blocks("text").remove(0);
    let drawn = Screen::walking().keys(SHOWN).text();
    let rows: Vec<&str> = drawn.lines().collect();
    assert_eq!(rows.len(), 24);
    assert_eq!(shown, rows, "README.md ska visa:\n{drawn}\n");
}

#[test]
fn every_command_prints_what_the_readme_says() {
    let blocks = blocks("console");
    assert!(blocks.len() >= 4, "{blocks:?}");
    let world = TestEnvironment::new();
    for folder in ["flows", "tests"] {
        std::os::unix::fs::symlink(Path::new(ROOT).join(folder), world.path(folder)).unwrap();
    }
    for (command, expected) in blocks.iter().flat_map(|block| commands(block)) {
        let printed = run(&world, &command);
        assert!(is_like(&expected, &printed), "$ {command}\n{printed:#?}\nREADME.md:\n{expected:#?}");
    }
}

#[test]
fn dots_stand_for_any_lines() {
    assert!(is_like(&["a", "…", "c"], &lines("a\nb\nb\nc")));
    assert!(is_like(&["…"], &[]));
    assert!(is_like(&["~/forms/2026-v47-oro-7f3k2q.txt"], &lines("~/forms/2026-v47-oro-aaaaaa.txt")));
    assert!(!is_like(&["a", "…"], &lines("b\na")));
    assert!(!is_like(&["a"], &lines("a\nb")));
}

/// What a command prints, faults after results, with home written `~`.
fn run(world: &TestEnvironment, command: &str) -> Vec<String> {
    let binary = Path::new(env!("CARGO_BIN_EXE_stegvis")).parent().unwrap();
    let home = world.arg(".");
    let home = home.trim_end_matches("/.");
    let output = Command::new("sh")
        .args(["-c", command])
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", binary.display()))
        .env("LANG", "C.UTF-8")
        .env("HOME", home)
        .env("STEGVIS_TODAY", TODAY)
        .current_dir(home)
        .output()
        .unwrap();
    let printed = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    lines(&printed.replace(home, "~"))
}

/// The commands of a block, each with the lines it prints.
fn commands<'b>(block: &'b [String]) -> Vec<(String, Vec<&'b str>)> {
    let mut commands: Vec<(String, Vec<&'b str>)> = Vec::new();
    for line in block {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), Vec::new())),
            (None, Some((_, printed))) => printed.push(line),
            (None, None) => panic!("a block begins with a command: {line}"),
        }
    }
    commands
}

#[test]
fn every_shape_of_json_that_is_named_stands_where_it_is_said_to() {
    let readme = text(&Path::new(ROOT).join("README.md"));
    let rows: Vec<&str> =
        readme.lines().filter(|line| line.starts_with("| ") && line.contains("`stegvis-")).collect();
    assert_eq!(rows.len(), 11, "{rows:#?}");
    for row in rows {
        let words: Vec<&str> = row.rsplit_once(" | ").unwrap().1.split('`').collect();
        let (format, version, place) =
            (words[1], words[2].trim().split([' ', ':']).next().unwrap(), words[3]);
        let source = text(&Path::new(ROOT).join(place));
        assert!(source.contains(&format!("\"format\": \"{format}\"")), "{row}");
        let is_version = [format!("\"version\": {version}"), format!("VERSION: u32 = {version};")];
        assert!(is_version.iter().any(|words| source.contains(words)), "{row}");
    }
}

/// Whether the lines are the expected ones, where `…` stands for any number of lines.
fn is_like(expected: &[&str], printed: &[String]) -> bool {
    match expected.split_first() {
        None => printed.is_empty(),
        Some((&"…", rest)) => (0..=printed.len()).any(|skipped| is_like(rest, &printed[skipped..])),
        Some((first, rest)) => {
            printed.first().is_some_and(|line| same(line, first)) && is_like(rest, &printed[1..])
        }
    }
}

/// Whether two lines are the same, apart from the random word of a saved form and space at the end.
fn same(line: &str, other: &str) -> bool {
    let plain = |line: &str| match line.rsplit_once('-') {
        Some((before, name)) if before.contains("/forms/") => match name.split_once('.') {
            Some((word, ending)) if word.len() == 6 => format!("{before}-ord.{ending}"),
            _ => line.to_owned(),
        },
        _ => line.trim_end().to_owned(),
    };
    plain(line) == plain(other)
}

/// The lines of every block of that kind in the README.
fn blocks(kind: &str) -> Vec<Vec<String>> {
    let readme = text(&Path::new(ROOT).join("README.md"));
    let opens = format!("```{kind}\n");
    let blocks = readme.split(&opens).skip(1);
    blocks.map(|rest| lines(rest.split("```").next().unwrap())).collect()
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}
