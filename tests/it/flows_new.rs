//! A routine of one's own, begun as a copy: `stegvis flows new`.

use crate::world::{TestEnvironment, list, text};

/// Where a user's routines lie in a test's world.
const FLOWS: &str = ".local/share/stegvis/flows";

#[test]
fn a_copy_is_proved_and_walked_under_its_own_id() {
    let world = TestEnvironment::new();
    let run = world.run(&["flows", "new", "--from", "nationell-vbe", "--id", "ekeby-vbe"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let path = world.arg(&format!("{FLOWS}/ekeby-vbe.yaml"));
    let told = "\nNu återstår:\n  1. Ändra det som är ert eget i filen.\n  2. Kontrollera den: stegvis check ekeby-vbe\n  \
                3. Gå den: stegvis walk ekeby-vbe\n";
    assert_eq!(run.out, format!("{path}{told}"));
    let copy = text(path.as_ref());
    assert!(copy.starts_with("# En rutin gjord efter nationell-vbe, version 1 ("), "{copy}");
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
