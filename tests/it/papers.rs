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
    for told in
        ["# Bevisblad: ", r"- **1\.**: Akut fara", "- **14 kap. 1 § SoL**: gäller inte, till 2025-06-30"]
    {
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

#[test]
fn a_meeting_pack_keeps_the_answers_to_whoever_leads() {
    let world = TestEnvironment::new();
    for id in scenarios::built_in_names() {
        let run = world.run(&["apt", &id, "--format", "md", "-o", "-"]);
        assert_eq!(run.code, 0, "{id}: {run:?}");
        let (shared, leader) = run.out.split_once("## Svarsblad: ").unwrap();
        for heading in [
            "Dagordning",
            "Det här tar mötet upp",
            "Händelsen: ",
            "Vad skulle ni svara?",
            "Frågor på rutinen",
        ] {
            assert!(shared.contains(&format!("## {heading}")), "{id}: {heading}");
        }
        for answer in
            ["Svar: ", "Kryssat: ", "I händelsen: ", "Det här ska gruppen ta med sig", "Rätt svar: "]
        {
            assert!(!shared.contains(answer), "{id}: {answer}");
        }
        assert_eq!(leader.matches("Rätt svar: ").count(), 5, "{id}");
        assert!(leader.contains("Svar: ") && leader.contains("Det här ska gruppen ta med sig"), "{id}");
        assert!(!shared.contains("☒"), "{id}: nothing is ticked beforehand");
    }
}

#[test]
fn the_whole_routine_stands_on_the_pages_of_a_meeting_in_words() {
    let world = TestEnvironment::new();
    let run = world.run(&["apt", "--format", "md", "-o", "-"]);
    let (map, _) = run.out.split_once("## Rutinen i ord").unwrap().1.split_once("\n## ").unwrap();
    let flow = stegvis::routines::load_routine(
        "stockholm-vbe",
        stegvis::clock::parse_day(crate::world::TODAY).unwrap(),
    )
    .unwrap();
    for step in &flow.flow().steps {
        assert!(map.contains(&step.title), "{}", step.title);
    }
    for always in ["Kontakta samordnaren på din förvaltning", "Sist: Blankett"] {
        assert!(map.contains(&format!("{always}\n")), "every walk comes to it: {map}");
    }
    assert!(map.contains("Ring 112 nu – om ni svarar ”Ja” eller ”Vet inte”\n"), "{map}");
    assert!(map.contains("Informera din närmsta chef – när svaren leder dit\n"), "{map}");
    assert!(run.out.contains("Enligt lagtexten läst "), "a guarantee of the law says by which reading");
    for guarantee in &flow.flow().guarantees {
        assert!(run.out.contains(guarantee.says.trim_end().trim_end_matches('.')), "{}", guarantee.id);
    }
}

#[test]
fn slides_put_each_answer_after_its_question_and_load_nothing() {
    let world = TestEnvironment::new();
    let run = world.run(&["apt", "vanta-med-112", "-o", "bilder.html"]);
    assert_eq!((run.code, run.out.as_str()), (0, "bilder.html\n"), "{run:?}");
    let page = text(&world.path("bilder.html"));
    let slides: Vec<&str> = page.split("<section class=\"slide\"").skip(1).collect();
    for (question, answer) in slides.iter().zip(slides.iter().skip(1)) {
        assert!(!question.contains("Vad svarar ni?") || answer.contains("<h2 tabindex=\"-1\">Rutinen: "));
        assert!(!(question.contains("Vad svarar ni?") && question.contains("Svar: ")), "{question}");
    }
    assert!(slides.iter().all(|slide| slide.contains("ring 112")));
    assert!(!page.contains("Till den som håller i utbildningen"));
    for word in ["src=", "<link", "<img", "url(", "http:", "https:", "fetch(", "localStorage"] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn slides_tell_what_there_is_to_do_before_the_next_question() {
    let world = TestEnvironment::new();
    let run = world.run(&["apt", "klotter-och-kompisar", "--length", "40", "--format", "html", "-o", "-"]);
    assert_eq!(run.code, 0, "{run:?}");
    let slides: Vec<&str> = run.out.split("<section class=\"slide\"").skip(1).collect();
    let at =
        |text: &str| slides.iter().position(|slide| slide.contains(text)).unwrap_or_else(|| panic!("{text}"));
    let (age, report, crime) = (
        at("Rutinen: Hur gammal är den yngsta du är orolig för?"),
        at("Gör en orosanmälan till socialtjänsten genast"),
        at("<h2 tabindex=\"-1\">Misstänker du ett brott?"),
    );
    assert!(age < report && report < crime, "{age} {report} {crime}");
    assert!(slides[report].contains("Det här säger rutinen att ni gör nu"), "{}", slides[report]);
    let whole = slides[at("Hela vägen i händelsen")];
    assert!(whole.contains("Sist: Blankett"), "{whole}");
    let run = world.run(&["apt", "bara-asikt", "--format", "html", "-o", "-"]);
    for told in ["Att veta: Åsikter, tro eller klädsel är inte skäl", "i händelsen inte aktuellt"] {
        assert!(run.out.contains(told), "{told}");
    }
}

#[test]
fn a_meeting_says_how_long_it_may_take_and_a_shorter_one_asks_less() {
    let world = TestEnvironment::new();
    let minutes = |id: &str, length: &str| {
        let run = world.run(&["apt", id, "--length", length, "--format", "txt", "-o", "-"]);
        let told = run.out.split("Räkna med ungefär ").nth(1).unwrap_or_else(|| panic!("{run:?}"));
        told.split_whitespace().next().unwrap().parse::<u32>().unwrap()
    };
    for id in scenarios::built_in_names().into_iter().step_by(12) {
        let [ten, twenty, forty] = ["10", "20", "40"].map(|length| minutes(&id, length));
        assert!(ten <= twenty && twenty <= forty && forty <= 40, "{id}: {ten} {twenty} {forty}");
    }
}

#[test]
fn options_to_tick_by_hand_stand_in_every_format() {
    let world = TestEnvironment::new();
    for format in ["txt", "md", "html"] {
        let run = world.run(&["apt", "vanta-med-112", "--format", format, "-o", "-"]);
        assert!(run.out.contains("Vet inte") && !run.out.contains("(inte ifyllt)"), "{format}");
    }
}

#[test]
fn scenarios_of_two_routines_are_no_one_meeting() {
    let world = TestEnvironment::new();
    let of = |routine: &str| {
        let other =
            |id: &String| world.run(&["handout", id, "--format", "md", "-o", "-"]).out.contains(routine);
        scenarios::built_in_names().into_iter().find(other)
    };
    let (Some(one), Some(other)) = (of("Lidingö"), Some("vanta-med-112".to_owned())) else {
        panic!("no scenario of Lidingö")
    };
    let run = world.run(&["apt", &one, &other, "--format", "md", "-o", "-"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("Scenarierna hör till olika rutiner."), "{}", run.err);
}
