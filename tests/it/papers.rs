//! Papers: handouts and proof sheets, from the command line to the file.

use std::path::Path;

use stegvis::export::paper::PaperFormat;
use stegvis::scenarios;

use crate::world::{TestEnvironment, bytes, list, text};

#[test]
fn every_scenario_is_printed_in_every_format_and_says_that_it_is_an_exercise() {
    let world = TestEnvironment::new();
    for id in scenarios::built_in_names() {
        let run = world.run(&["handout", &id, "--format", "md", "-o", "-"]);
        assert_eq!(run.code, 0, "{run:?}");
        assert_eq!(run.out.matches("> **ÖVNING").count(), 2, "{id}");
        for heading in
            ["## Berättelsen", "## Vad skulle ni svara?", "## Vägen genom rutinen", "## Att prata om"]
        {
            assert!(run.out.contains(heading), "{id}: {heading}");
        }
    }
    for format in PaperFormat::ALL.iter().map(|format| format.id()) {
        let run = world.run(&["handout", "vill-lamna", "--format", format]);
        assert_eq!((run.code, run.out), (0, format!("ovning-vill-lamna.{format}\n")));
    }
    assert_eq!(list(&world.path(".")).len(), PaperFormat::ALL.len());
}

#[test]
fn a_paper_is_never_written_over_another_file() {
    let world = TestEnvironment::new();
    let path = world.write("blad.html", "mitt");
    let run = world.run(&["proof", "-o", &path]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
    assert_eq!(text(Path::new(&path)), "mitt");
}

#[test]
fn the_same_routine_gives_the_same_sheet() {
    let sheet = |world: &TestEnvironment| {
        let run = world.run(&["proof", "--format", PaperFormat::ALL[0].id(), "-o", "blad"]);
        assert_eq!(run.code, 0, "{run:?}");
        bytes(&world.path("blad"))
    };
    assert_eq!(sheet(&TestEnvironment::new()), sheet(&TestEnvironment::new()));
}

#[test]
fn a_proof_sheet_says_what_was_proved_of_which_file() {
    let run = TestEnvironment::new().run(&["proof", "--format", "md", "-o", "-"]);
    assert_eq!(run.code, 0, "{run:?}");
    for told in [
        "# Bevisblad: ",
        "- **akut-forst**: Akut fara",
        "- **14 kap. 1 § SoL**: gäller inte, till 2025-06-30",
    ] {
        assert!(run.out.contains(told), "{told}");
    }
    let print = run.out.split("fingeravtryck: ").nth(1).unwrap().lines().next().unwrap();
    assert!(print.len() == 12 && run.out.matches(print).count() == 2, "{print}");
}

#[test]
fn an_unknown_scenario_or_format_is_told_with_what_there_is() {
    let world = TestEnvironment::new();
    let run = world.run(&["handout", "faltet"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err
            .starts_with("fel: Det finns inget scenario `faltet`.\nhjälp: Scenarierna är: faltet-en-kvall, "),
        "{}",
        run.err
    );
    let run = world.run(&["handout"]);
    assert!(run.code == 2 && run.err.contains("\n  faltet-en-kvall\n  bara-asikt\n"), "{}", run.err);
    let run = world.run(&["handout", "faltet-en-kval"]);
    assert!(run.err.ends_with("hjälp: Menade du `faltet-en-kvall`?\n"), "{}", run.err);
    let run = world.run(&["proof", "--format", "odt"]);
    assert_eq!((run.code, run.err.contains("Formaten är ")), (2, true), "{}", run.err);
    assert_eq!(world.run(&["proof", "-o", "blad.odt"]).code, 2);
}
