//! Everything that the screen can do is reached over lines from the start page: a table of what, by which lines, and what is then said.

use crate::world::TestEnvironment;

/// What is looked for, the lines that lead there from the start page, and words that are then said.
const REACHED: [(&str, &str, &[&str]); 22] = [
    ("what is the same every time", "ja\n", &["Förvaltning"]),
    ("that it is not asked again", "nej\n", &["Du kan ändra det under Profil när du vill."]),
    ("the routine", "nej\n1\n", &["Hotar fara någons liv", "Skriv siffran för ditt svar."]),
    ("the help", "nej\n1\n?\n", &["v eller varför", "göm eller ."]),
    ("why a step is there", "nej\n1\nv\n", &["Varför: Hotar fara", "Lagrum:"]),
    ("where the walk is", "nej\n1\nl\n", &["Du har inte svarat på något än."]),
    ("the map of a walk", "nej\n1\nk\n", &["Karta: rutinen har"]),
    ("undo and redo", "nej\n1\n2\nå\ny\n", &["Ångrat: ", "Gjort om: "]),
    ("an earlier answer", "nej\n1\n2\nt\n1\n\n", &["Dina svar hittills:", "Ditt svar nu: Nej."]),
    ("the acts", "nej\n1\n1\n2\nnej\na\n", &["Åtgärder hittills:", "Ring 112 nu. Ska göras."]),
    ("what is left to do", "nej\n1\n1\n2\nnej\n", &["KVAR ATT GÖRA: Ring 112 nu. Skriv a när det är gjort."]),
    ("112 at every question", "nej\n1\n2\n", &["Akut fara för liv, hälsa eller egendom: ring 112. >"]),
    ("the choices again", "nej\n1\nx\n", &["eller ? för hjälp. 1. Ja 2. Nej 3. Vet inte"]),
    ("that everything is hidden", "nej\n1\ngöm\n", &["Paus. Tryck Enter för att fortsätta."]),
    ("that nothing is hidden any more", "nej\n1\ngöm\n\n", &["fortsätta. > "]),
    ("leaving", "nej\n1\n1\nq\n", &["KVAR ATT GÖRA: Ring 112 nu.", "Skriv ja, nej eller ta bort."]),
    (
        "training",
        "nej\n4\n",
        &["ÖVNING: vad vill ni göra?", "Frågor till rummet", "Det vi borde ta upp igen"],
    ),
    ("the map", "nej\n5\n", &["Hotar fara någons liv", "Vad gäller det?"]),
    ("the saved forms", "nej\n6\n", &["Det finns inga sparade blanketter än."]),
    ("the local picture", "nej\n7\n", &["Månad för månad"]),
    ("the inbox", "nej\n8\n", &["Inga blanketter är mottagna än.", "hämta"]),
    ("the profile", "nej\n9\n", &["Samordnaren: telefon"]),
];

#[test]
fn everything_on_the_screen_is_reached_over_lines() {
    for (what, lines, says) in REACHED {
        let run = TestEnvironment::new().run_start_page(lines);
        let out = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
        for said in says {
            assert!(out.contains(said), "{what}: ”{said}” is not said:\n{}", run.out);
        }
        println!("| {what} | `{}` | {} |", lines.trim_end().replace('\n', " "), says.join(" · "));
    }
}

#[test]
fn the_map_over_lines_shows_no_ids() {
    let run = TestEnvironment::new().run_start_page("nej\n5\n");
    for id in ["ring-112", "orosanmalan", "information-person", "→ galler"] {
        assert!(!run.out.contains(id), "{id}:\n{}", run.out);
    }
}
