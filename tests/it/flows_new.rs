//! A routine of one's own, begun as a copy: `stegvis flows new`.

use std::collections::BTreeSet;

use stegvis::library;

use crate::world::{TestEnvironment, list, text};

/// Where a user's routines lie in a test's world.
const FLOWS: &str = ".local/share/stegvis/flows";

#[test]
fn a_copy_is_proved_and_walked_under_its_own_id() {
    let world = TestEnvironment::new();
    let run = world.run(&["flows", "new", "--from", "nationell-vbe", "--id", "ekeby-vbe"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let path = world.arg(&format!("{FLOWS}/ekeby-vbe.yaml"));
    let told = "Nu återstår:\n  1. Ändra det som är ert eget i filen.\n  2. Kontrollera den: stegvis check ekeby-vbe\n  \
                3. Prova scenarierna, och ändra dem: stegvis test ekeby-vbe\n  4. Gå den: stegvis walk ekeby-vbe\n";
    let folder = world.arg(".local/share/stegvis/scenarios");
    let count = list(folder.as_ref()).len();
    assert!(
        run.out.starts_with(&format!("{path}\n{count} scenarier ligger i {folder}\n{told}")),
        "{}",
        run.out
    );
    let copy = text(path.as_ref());
    assert!(copy.starts_with("# yaml-language-server: $schema=flow.schema.json\n# En rutin gjord efter nationell-vbe, version 1 ("), "{copy}");
    assert!(copy.contains("\nid: ekeby-vbe\n") && copy.contains("\ninclude: [kallor, lagar, ordlista, "));
    assert_eq!(
        copy.matches("stegvis flows new").count(),
        0,
        "the original's own comments are not the copy's"
    );
    let run = world.run(&["check", "ekeby-vbe", "--on", "2026-03-01"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(world.run(&["flows"]).out.contains("\nekeby-vbe\n    Nationell grund"));
}

#[test]
fn a_copy_has_its_originals_scenarios_and_they_go_as_expected() {
    let world = TestEnvironment::new();
    assert_eq!(world.run(&["flows", "new", "--from", "lidingo-vbe", "--id", "ekeby-vbe"]).code, 0);
    let original = world.run(&["test", "lidingo-vbe"]);
    let copy = world.run(&["test", "ekeby-vbe"]);
    assert_eq!((original.code, copy.code), (0, 0), "{}", copy.err);
    assert!(copy.out.starts_with("ok   ekeby-vbe-"), "{}", copy.out);
    assert_eq!(copy.out.lines().last(), original.out.lines().last());
    assert!(world.run(&["train", "--notes", "ekeby-vbe-klossarna"]).code == 0);
}

#[test]
fn a_copy_can_be_made_without_scenarios_and_is_then_not_tested() {
    let world = TestEnvironment::new();
    let file = world.arg("egen.yaml");
    let run = world.run(&["flows", "new", "--from", "nationell-vbe", "--no-scenarios", "-o", &file]);
    assert_eq!((run.code, run.out.lines().count()), (0, 7), "{}", run.err);
    let run = world.run(&["test", &file]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("fel: Det finns inget scenario om rutinen "), "{}", run.err);
}

#[test]
fn a_scenario_that_is_in_the_way_stops_all_of_the_copy() {
    let world = TestEnvironment::new();
    world.write(".local/share/stegvis/scenarios/ekeby-vbe-klossarna.yaml", "mitt");
    let run = world.run(&["flows", "new", "--from", "lidingo-vbe", "--id", "ekeby-vbe"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("finns redan"), "{}", run.err);
    assert!(list(&world.path(FLOWS)).is_empty(), "the routine alone is no copy");
    assert_eq!(list(&world.path(".local/share/stegvis/scenarios")).len(), 1);
}

#[test]
fn a_scenario_of_ones_own_is_called_what_its_file_is_called() {
    let world = TestEnvironment::new();
    let text = world.run(&["flows", "show", "lokalen"]).out;
    world.write(".local/share/stegvis/scenarios/annan.yaml", &text);
    let run = world.run(&["test", "annan"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("fel[annat-namn]: Scenariot heter `lokalen`, men filen heter `annan`."),
        "{}",
        run.err
    );
}

#[test]
fn every_file_of_the_program_can_be_shown_as_it_is_written() {
    let world = TestEnvironment::new();
    let names = world.run(&["flows", "show"]);
    assert_eq!(names.code, 0);
    let names: Vec<&str> = names.out.lines().filter_map(|line| line.split_whitespace().last()).collect();
    let files = library::list_files().count();
    assert_eq!(names.len(), files);
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), files, "two files are shown by one name");
    for (path, name) in [
        ("stockholm-vbe", "stockholm-vbe"),
        ("lagar", "lagar"),
        ("scenarios/lokalen", "lokalen"),
        ("quiz/stockholm-vbe", "quiz/stockholm-vbe"),
    ] {
        let written = concat!(env!("CARGO_MANIFEST_DIR"), "/flows/").to_owned() + path + ".yaml";
        assert_eq!(world.run(&["flows", "show", name]).out, text(written.as_ref()), "{name}");
    }
    let run = world.run(&["flows", "show", "stokholm-vbe"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("Menade du `stockholm-vbe`?"), "{}", run.err);
}

#[test]
fn nothing_is_written_over() {
    let world = TestEnvironment::new();
    let new = ["flows", "new", "--from", "lidingo-vbe"];
    assert_eq!(world.run(&new).code, 0);
    let path = world.arg(&format!("{FLOWS}/egen-lidingo-vbe.yaml"));
    world.write(&format!("{FLOWS}/egen-lidingo-vbe.yaml"), "mitt");
    let run = world.run(&new);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("finns redan"), "{}", run.err);
    assert!(run.err.contains("hjälp: Välj ett annat id med --id, eller en annan fil med -o."), "{}", run.err);
    assert_eq!(text(path.as_ref()), "mitt");
}

#[test]
fn an_id_that_cannot_be_is_told() {
    let world = TestEnvironment::new();
    for (id, why) in
        [("Ek by", "Ett id är små bokstäver"), ("lidingo-vbe", "En inbyggd rutin heter redan så")]
    {
        let run = world.run(&["flows", "new", "--from", "nationell-vbe", "--id", id]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains(why), "{}", run.err);
    }
    let run = world.run(&["flows", "new", "--from", "finns-inte"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("Rutinerna är: stockholm-vbe, lidingo-vbe, nationell-vbe"), "{}", run.err);
    assert!(list(&world.path(FLOWS)).is_empty());
}

#[test]
fn a_copy_whose_shared_files_are_not_where_it_is_put_is_refused_with_what_is_missing() {
    let world = TestEnvironment::new();
    let taking = include_str!("../fixtures/minimal.yaml").replacen(
        "version: 2019\n",
        "version: 2019\ninclude: [eget]\n",
        1,
    );
    let from = world.write("a/rutin.yaml", &taking);
    world.write("a/eget.yaml", "format: 1\nshared: Eget\nsources: {plan: Planen}\n");
    let there = world.arg("a/kopia.yaml");
    assert_eq!(world.run(&["flows", "new", "--from", &from, "-o", &there]).code, 0);
    let elsewhere = world.arg("b/kopia.yaml");
    let run = world.run(&["flows", "new", "--from", &from, "-o", &elsewhere]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("fel[okand-gemensam]: Det finns ingen gemensam fil `eget`."), "{}", run.err);
    assert!(list(&world.path("b")).is_empty());
}

#[test]
fn a_routine_that_breaks_a_guarantee_is_listed_with_it_and_not_walked() {
    let world = TestEnvironment::new();
    assert_eq!(world.run(&["flows", "new", "--from", "lidingo-vbe", "--id", "min"]).code, 0);
    let path = format!("{FLOWS}/min.yaml");
    let broken =
        text(&world.path(&path)).replacen("unsure: true, to: ring-112", "unsure: true, to: galler", 1);
    world.write(&path, &broken);
    let run = world.run(&["flows"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("\nmin\n    kan inte användas: 2 fel, se `stegvis check`\n"), "{}", run.out);
    assert!(run.out.contains("Garantin `akut-forst` håller inte"), "{}", run.out);
    let run = world.run_with(&["walk", "min", "--plain"], "1\n");
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("fel[garanti-bruten]"), "{}", run.err);
}

#[test]
fn a_blank_routine_is_proved_and_walked_as_it_is_and_never_written_over() {
    let world = TestEnvironment::new();
    let made = world.run(&["flows", "new", "--id", "min-egen"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.contains("stegvis check min-egen"), "{}", made.out);
    let checked = world.run(&["check", "min-egen"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
    assert_ne!(world.run(&["flows", "new", "--id", "min-egen"]).code, 0);
}
