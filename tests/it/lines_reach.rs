//! Everything that the screen can do is reached over lines from the start page: a table of what, by which lines, and what is then said.

use crate::world::{TestEnvironment, list};

/// What is looked for, the lines that lead there from the start page, and words that are then said.
const REACHED: [(&str, &str, &[&str]); 23] = [
    ("what is the same every time", "ja\n", &["Förvaltning"]),
    ("that it is not asked again", "nej\n", &["Du kan ändra det under Profil när du vill."]),
    ("the routine", "nej\n1\n", &["Hotar fara någons liv", "Skriv siffran för ditt svar."]),
    ("the other routines", "nej\n2\n", &["Andra rutiner", "Lidingö stad"]),
    ("the help", "nej\n1\n?\n", &["v eller varför", "göm eller ."]),
    ("why a step is there", "nej\n1\nv\n", &["Varför: Hotar fara", "Lagrum:"]),
    ("where the walk is", "nej\n1\nl\n", &["Du har inte svarat på något än."]),
    ("the map of a walk", "nej\n1\nk\n", &["Karta: rutinen har"]),
    ("undo and redo", "nej\n1\n2\nå\ny\n", &["Ångrat: ", "Gjort om: "]),
    ("an earlier answer", "nej\n1\n2\nt\n1\n\n", &["Dina svar hittills:", "Ditt svar nu: Nej."]),
    ("the acts", "nej\n1\n1\n2\nnej\na\n", &["Åtgärder hittills:", "Ring 112 nu. Ska göras."]),
    ("what is left to do", "nej\n1\n1\n2\nnej\n", &["KVAR ATT GÖRA: Ring 112 nu. Skriv a när det är gjort."]),
    ("112 at every question", "nej\n1\n2\n", &["Akut fara för liv, hälsa eller egendom: ring 112. >"]),
    (
        "the choices again",
        "nej\n1\nx\n",
        &["eller ? för hjälp. Hotar fara", "1. Ja 2. Nej 3. Vet inte Skriv siffran"],
    ),
    ("that everything is hidden", "nej\n1\ngöm\n", &["Paus. Tryck Enter för att fortsätta."]),
    ("that nothing is hidden any more", "nej\n1\ngöm\n\n", &["fortsätta. > "]),
    ("leaving", "nej\n1\n1\nq\n", &["KVAR ATT GÖRA: Ring 112 nu.", "Skriv ja, nej eller ta bort."]),
    (
        "training",
        "nej\n3\n",
        &["ÖVNING: vad vill ni göra?", "Frågor till rummet", "Det vi borde ta upp igen"],
    ),
    ("the map", "nej\n4\n", &["Hotar fara någons liv", "Vad gäller det?"]),
    ("the saved forms", "nej\n5\n", &["Det finns inga sparade blanketter än."]),
    ("the local picture", "nej\n6\n", &["Månad för månad"]),
    ("the inbox", "nej\n7\n", &["Inga blanketter är mottagna än.", "hämta"]),
    ("the profile", "nej\n8\n", &["Samordnaren: telefon"]),
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
    let run = TestEnvironment::new().run_start_page("nej\n4\n");
    for id in ["ring-112", "orosanmalan", "information-person", "→ galler"] {
        assert!(!run.out.contains(id), "{id}:\n{}", run.out);
    }
}

/// What is said back to these lines, on one line.
fn said_to(world: &TestEnvironment, lines: &str) -> String {
    world.run_start_page(lines).out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_told_of_as_a_command_is_never_kept_as_a_value() {
    let world = TestEnvironment::new();
    let rows = said_to(&world, "nej\n8\nq\nq\n");
    let phone = (1..20).find(|nth| rows.contains(&format!("{nth}. Samordnaren: telefon: –"))).unwrap();
    for line in ["?", "göm\n", "q", "å", "!!", "hjälp"] {
        let said = said_to(&world, &format!("8\n{phone}\n{line}\nq\nq\nq\n"));
        assert!(!said.contains("Sparat."), "{line}: {said}");
        assert_eq!(said.matches(&format!("{phone}. Samordnaren: telefon: –")).count(), 2, "{line}: {said}");
    }
    let said = said_to(&world, &format!("8\n{phone}\n?\n08-731 30 00\nq\nq\n"));
    assert!(said.contains("Skriv en funktion eller ett nummer till en funktion"), "{said}");
    assert!(said.contains("Sparat. Lokal profil.") && said.contains("telefon: 08-731 30 00"), "{said}");
}

#[test]
fn the_local_picture_is_saved_under_a_name_that_says_its_format_and_no_other() {
    let world = TestEnvironment::new();
    let before = list(&world.path(""));
    let said = said_to(&world, "nej\n6\n1\n8\n?\nbild\nbild.xls\n.pdf\nq\nq\nq\n");
    assert_eq!(said.matches("Inget är sparat. Namnet ska sluta på").count(), 4, "{said}");
    assert!(said.contains("Skriv ett namn som lägesbild.pdf."), "{said}");
    let named = |name: &str| list(&world.path("")).iter().any(|path| path.ends_with(name));
    assert!(!["8", "?", "bild", "bild.xls", "q", ".pdf"].into_iter().any(named), "{before:?}");
    let said = said_to(&world, "6\n1\nbild.txt\nq\nq\n");
    assert!(said.contains("Sparad: ") && said.contains("bild.txt") && named("bild.txt"), "{said}");
}

#[test]
fn enter_on_the_start_page_shows_it_again_and_leaving_says_goodbye() {
    let world = TestEnvironment::new();
    let said = said_to(&world, "nej\n\n\nq\n");
    assert_eq!(said.matches("Stegvis. Allt stannar på den här datorn.").count(), 4, "{said}");
    assert!(
        said.ends_with("> Stegvis är avslutat. Det du har sparat finns kvar på den här datorn."),
        "{said}"
    );
}

/// What is chosen among, and the lines that lead there; `?`, a wrong line and `göm` each tell it again, down to the prompt.
const ASKED: [(&str, &str, &str); 14] = [
    ("the start page", "nej\n", "8. Profil: "),
    ("the profile", "nej\n8\n", "Samordnaren: telefon: –"),
    ("a value of the profile", "nej\n8\n1\n", "Kommun: skriv siffran."),
    ("the local picture", "nej\n6\n", "1. Månad för månad"),
    ("the file of the local picture", "nej\n6\n1\n", "Vill du spara det?"),
    ("a step", "nej\n1\n2\n", "Vad gäller det?"),
    ("an earlier answer", "nej\n1\n2\nt\n", "1. Hotar fara"),
    ("a change of it", "nej\n1\n2\nt\n1\n", "Ditt svar nu: Nej."),
    ("an act again", "nej\n1\n1\n2\nnej\na\n", "1. Ring 112 nu. Ska göras."),
    ("yes or no", "nej\n1\n1\n2\n", "Skriv ja eller nej."),
    ("leaving", "nej\n1\n1\nq\n", "Vill du avsluta?"),
    (
        "what stands in the form",
        "nej\n1\n2\n3\n1\n1\n1\n3\n1\n1\n1\n3\n0\n3\n2\n",
        "Stämmer det? Tryck Enter",
    ),
    (
        "what can be said more coarsely",
        "nej\n1\n2\n3\n1\n1\n1\n3\n1\n1\n1\n3\n0\n3\n2\ng\n23\n1\n",
        "Skriv siffran för det du vill göra grövre",
    ),
    ("the training", "nej\n3\n", "Skriv en siffra, eller ord att söka"),
];

#[test]
fn whatever_is_asked_is_asked_again_after_help_a_wrong_line_and_what_hides() {
    for (what, lines, asked) in ASKED {
        let world = TestEnvironment::new();
        let before = said_to(&world, lines).matches(asked).count();
        for (line, says) in [("?", "allt genast"), ("%", ""), ("göm\n", "")] {
            if line == "%" && what == "the training" {
                continue;
            }
            let world = TestEnvironment::new();
            let said = said_to(&world, &format!("{lines}{line}\n"));
            assert!(said.matches(asked).count() > before && said.contains(says), "{what}, {line:?}: {said}");
            assert!(!said.contains("Svara först"), "{what}: {said}");
        }
    }
}

#[test]
fn a_walk_that_waits_is_told_first_on_the_start_page_and_taken_up_there() {
    let world = TestEnvironment::new();
    said_to(&world, "nej\n1\n1\n");
    let said = said_to(&world, "q\n");
    let told = said.find("Fortsätt: Rutin vid oro/händelse").unwrap();
    assert!(told < said.find("1. Rutin vid oro").unwrap(), "{said}");
    assert!(said.contains("KVAR ATT GÖRA: Ring 112 nu. Skriv 9."), "{said}");
    assert!(said.contains("8. Profil: ") && said.contains("9. Fortsätt: Rutin vid oro/händelse"), "{said}");
    let said = said_to(&world, "9\n");
    assert!(said.contains("Du fortsätter där du var."), "{said}");
}

#[test]
fn enter_says_nothing_of_an_act_that_goes_before_everything() {
    let said = said_to(&TestEnvironment::new(), "nej\n1\n1\n\n\na\nl\n");
    assert_eq!(
        said.matches("Skriv en siffra från 1 till 4, eller ? för hjälp. Ring 112 nu.").count(),
        2,
        "{said}"
    );
    assert!(said.contains("Ingen åtgärd är markerad än."), "{said}");
}
