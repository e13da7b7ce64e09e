//! The recipes of `.ci/recipe`: the justfile, `.ci/run` and the hosted CI name those and no others.

use std::collections::BTreeSet;
use std::path::Path;

use crate::world::text;

/// Functions of the script that are no recipes.
const OTHERS: [&str; 3] = ["skip", "tool", "has_target"];

#[test]
fn the_justfile_and_the_script_have_the_same_recipes() {
    assert_eq!(called(&file("justfile")), recipes());
}

#[test]
fn what_is_run_on_every_change_is_recipes() {
    let run = file(".ci/run");
    let list =
        run.lines().find_map(|line| line.strip_prefix("for recipe in ")?.strip_suffix("; do")).unwrap();
    let run: BTreeSet<String> = list.split(' ').map(str::to_owned).collect();
    let of_other_systems = BTreeSet::from(["portable".to_owned()]);
    assert_eq!(&run | &of_other_systems, recipes(), "each is run on every change, or elsewhere");
    assert!(called(&file(".github/workflows/ci.yml")).is_subset(&recipes()));
}

/// The recipes that a file calls by `.ci/recipe`.
fn called(file: &str) -> BTreeSet<String> {
    let lines = file
        .lines()
        .filter_map(|line| line.split_once(".ci/recipe "))
        .filter(|(before, _)| !before.contains('#'));
    lines.flat_map(|(_, names)| names.split(' ')).map(str::to_owned).collect()
}

fn recipes() -> BTreeSet<String> {
    let script = file(".ci/recipe");
    let names = script.lines().filter_map(|line| line.split_once("() {")).map(|(name, _)| name.trim());
    names.filter(|name| !OTHERS.contains(name) && *name != "stegvis").map(str::to_owned).collect()
}

fn file(name: &str) -> String {
    text(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name))
}
