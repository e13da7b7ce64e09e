//! The tutorial, taken as it is written, and the Swedish reference, held to what the program prints.
//! `STEGVIS_WRITE=1 cargo test --test it docs::` writes the reference anew.

use std::collections::BTreeSet;
use std::path::Path;

use stegvis::check::rules;
use stegvis::flow::fault::CODES;

use crate::rule_pages::writes;
use crate::world::{TestEnvironment, list, make, text, write};

const TUTORIAL: &str = "docs/handledning.md";
const EXAMPLE: &str = "examples/passerkort";

#[test]
fn the_page_of_the_format_is_what_the_program_prints() {
    let printed = TestEnvironment::new().run(&["docs", "format"]).out;
    let path = root().join("docs/format.md");
    if writes() {
        write(&path, &printed);
    }
    assert!(
        text(&path) == printed,
        "docs/format.md är inte det som `stegvis docs format` skriver: STEGVIS_WRITE=1"
    );
    assert_eq!(TestEnvironment::new().run(&["docs", "handledning"]).out, text(&root().join(TUTORIAL)));
}

#[test]
fn the_routine_of_the_tutorial_is_its_blocks_in_order() {
    let blocks = blocks("yaml");
    let scenario_from = blocks.iter().position(|block| block.contains("story:")).unwrap();
    let (routine, scenario) = blocks.split_at(scenario_from);
    assert_eq!(lines(&routine.concat()), lines(&text(&root().join(EXAMPLE).join("passerkort.yaml"))));
    let file = root().join(EXAMPLE).join("scenarios/passerkort-pa-bussen.yaml");
    assert_eq!(lines(&scenario.concat()), lines(&text(&file)));
}

#[test]
fn what_the_tutorial_says_comes_of_its_stages_and_commands() {
    let world = TestEnvironment::new();
    let blank = world.run(&["flows", "new", "--id", "passerkort"]);
    let file = world.path(".local/share/stegvis/flows/passerkort.yaml");
    assert!(file.is_file(), "{}", blank.out);
    let told = world.run(&["check", "passerkort"]);
    assert!(told.code == 0 && told.out.contains("inga fel"), "{told:?}");

    let blocks = blocks("yaml");
    let mut parts = parts_of(&text(&file));
    for (at, block) in blocks.iter().take_while(|block| !block.contains("story:")).enumerate() {
        let begins = block.starts_with(char::is_alphabetic);
        let name = if begins { block.split(':').next().unwrap() } else { "start" };
        let part = parts.iter_mut().find(|(known, _)| known == name).expect(name);
        if begins {
            part.1 = format!("{block}\n");
        } else {
            part.1 += block;
        }
        // The steps come in three blocks, and are whole with the last of them.
        let joined: String = parts.iter().map(|(_, text)| text.as_str()).collect();
        write(&file, &joined);
        let run = world.run(&["check", "passerkort"]);
        match at {
            0 | 1 => assert_eq!(run.code, 0, "{at}: {run:?}"),
            4 => assert!(
                run.err.contains(&self::blocks("text")[0]) || run.out.contains(&self::blocks("text")[0]),
                "{run:?}"
            ),
            6 => assert!(run.code == 0 && run.out.contains("2 av 2 garantier bevisade"), "{run:?}"),
            _ => {}
        }
    }
    let scenarios = file.parent().unwrap().parent().unwrap().join("scenarios");
    make(&scenarios);
    let scenario: Vec<&str> =
        blocks.iter().map(String::as_str).skip_while(|block| !block.contains("story:")).collect();
    let scenario = scenario.join("\n");
    write(&scenarios.join("passerkort-pa-bussen.yaml"), &scenario);
    let commands = self::blocks("sh").concat();
    for command in commands.lines().filter(|line| !line.contains(" new ")) {
        let words: Vec<&str> = command.split_whitespace().skip(1).collect();
        let run = world.run(&words);
        // What a person goes through stops where there is nobody.
        let with_person = ["walk", "train"].contains(&words[0]);
        let begun = run.out.contains("När ett passerkort är borta") || run.err.contains("terminal");
        assert!(run.code == 0 || with_person && begun, "{command}: {run:?}");
    }
    // A scenario of the routine that cannot be read is told of, never passed over.
    let second = scenarios.join("passerkort-andra.yaml");
    write(&second, &scenario.replace("passerkort-pa-bussen", "passerkort-andra").replace("aim:", "aims:"));
    let run = world.run(&["test", "passerkort"]);
    assert!(run.code != 0 && format!("{}{}", run.out, run.err).contains("aims"), "{run:?}");
    write(&second, "flow: en-annan\n");
    assert_eq!(world.run(&["test", "passerkort"]).code, 0);
    let broken = text(&file).replace("unsure: true, to: sparra", "unsure: true, to: klart");
    write(&file, &broken);
    let run = world.run(&["check", "passerkort"]);
    assert!(run.code == 1 && format!("{}{}", run.out, run.err).contains("garanti-bruten"), "{run:?}");
}

#[test]
fn every_fault_that_the_tutorial_explains_is_one() {
    let tutorial = text(&root().join(TUTORIAL));
    let known: BTreeSet<&str> =
        CODES.iter().map(|code| code.code).chain(rules::all_codes().map(|code| code.code)).collect();
    let named: Vec<&str> =
        tutorial.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    assert!(named.len() > 4, "{named:?}");
    assert!(named.iter().all(|code| known.contains(code)), "{named:?}");
}

#[test]
fn every_command_has_a_manual_page_with_files_variables_and_exit_codes() {
    let world = TestEnvironment::new();
    let mut pages: Vec<Vec<&str>> = ["walk", "inbox", "docs", "export-page"].map(|name| vec![name]).into();
    pages.extend([vec![], vec!["flows", "new"]]);
    for page in pages {
        let words: Vec<&str> = std::iter::once("man").chain(page.iter().copied()).collect();
        let man = world.run(&words).out;
        let title = std::iter::once("stegvis").chain(page).collect::<Vec<_>>().join("-");
        assert!(man.contains(&format!(".TH {title} ")), "{title}: {man}");
        for heading in [".SH NAMN", ".SH FILER", ".SH MILJÖVARIABLER", ".SH SLUTKODER", "STEGVIS_TODAY"] {
            assert!(man.contains(heading), "{title}: {heading}");
        }
    }
    let unknown = world.run(&["man", "wlak"]);
    assert!(unknown.code == 2 && unknown.err.contains("Menade du `walk`?"), "{unknown:?}");
}

#[test]
fn every_example_is_checked_and_tried() {
    for file in list(&root().join("examples")).iter().filter(|entry| entry.is_dir()) {
        let name = file.file_name().unwrap().to_str().unwrap();
        let world = TestEnvironment::new();
        let routine = file.join(format!("{name}.yaml"));
        let run = world.run(&["check", routine.to_str().unwrap()]);
        assert_eq!(run.code, 0, "{run:?}");
        let run = world.run(&[
            "test",
            file.join("scenarios").to_str().unwrap(),
            "--flow",
            routine.to_str().unwrap(),
        ]);
        assert_eq!(run.code, 0, "{run:?}");
    }
}

/// The fenced blocks of a kind in the tutorial.
fn blocks(kind: &str) -> Vec<String> {
    let tutorial = text(&root().join(TUTORIAL));
    let fence = format!("```{kind}\n");
    tutorial.split(&fence).skip(1).map(|after| after.split("```").next().unwrap().to_owned()).collect()
}

/// The parts that the tutorial has replaced one at a time, by the key each begins with, in order.
fn parts_of(file: &str) -> Vec<(String, String)> {
    let starts = ["format", "contacts", "start", "form", "guarantees"];
    let mut parts: Vec<(String, String)> = Vec::new();
    for line in file.lines() {
        let starts_one = starts.iter().find(|key| line.starts_with(&format!("{key}:")));
        if let Some(key) = starts_one {
            parts.push(((*key).to_owned(), String::new()));
        }
        if let Some((_, text)) = parts.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    parts
}

/// The lines that say something.
fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
