//! The program knows no subject and no kommun: what one routine is about stands in `flows/` alone.

use std::fs;
use std::path::{Path, PathBuf};

/// Words of the routines that are built in, and of the kommuner they are for.
const WORDS: [&str; 31] = [
    "stockholm",
    "lidingö",
    "lidingo",
    "älvsjö",
    "alvsjo",
    "bromma",
    "skärholm",
    "rinkeby",
    "stadsdel",
    "extremis",
    "radikal",
    "-vbe",
    "vbe ",
    "symbollex",
    "klotter",
    "klistermärk",
    "flygblad",
    "banderoll",
    "orosanm",
    "orostelefon",
    "samordnare",
    "samordningsfunktion",
    "avhopp",
    "återvändar",
    "atervandar",
    "konfliktområde",
    "socialtjänst",
    "socialtjanst",
    "socialjour",
    "fältassist",
    "faltassist",
];

/// What names files of `flows/` or is data of the scanner: the table of what is built in, de-identification, and the words for
/// functions that tell a person from one.
const TABLES: [&str; 4] = ["src/library", "src/library.rs", "src/deid", "src/plan/person.rs"];

#[test]
fn no_word_of_the_subject_or_of_a_kommun_stands_in_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for path in rust_files(&root.join("src")) {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        if TABLES.iter().any(|table| name == *table || name.starts_with(&format!("{table}/")))
            || is_test(&name)
        {
            continue;
        }
        let text = without_tests(&fs::read_to_string(&path).unwrap());
        for (nth, line) in text.lines().enumerate() {
            let line = line.to_lowercase();
            let said = WORDS.iter().find(|word| line.contains(*word));
            found.extend(said.map(|word| format!("{name}:{}: {word}", nth + 1)));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// A file that is only part of tests.
fn is_test(name: &str) -> bool {
    ["/tests.rs", "/testing.rs", "/sample.rs", "/claims.rs"].iter().any(|end| name.ends_with(end))
}

/// A file before its tests, without the examples in its comments, which are tests too.
fn without_tests(text: &str) -> String {
    let before = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut in_example = false;
    let kept = before.lines().map(|line| {
        let fence = line.trim_start().trim_start_matches(['/', '!']).trim_start().starts_with("```");
        in_example ^= fence;
        if in_example || fence { "" } else { line }
    });
    kept.collect::<Vec<_>>().join("\n")
}
