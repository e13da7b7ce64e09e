//! `walk --answers`: a walk without a person, and every way its file can be wrong.

use serde_json::Value;
use stegvis::export::Format;

use crate::world::{ROUTINE, TestEnvironment, form_in, list};

const UNDER_18: &str = "\
flow: prov
answers: {akut: nej, alder: under-18, grund: [anmalan, samtycke]}
acts: {anmalan: gjort}
form: {nar: 2026-v47 kväll, vad: [annat, hot], dag: 2026-11-20}
";

#[test]
fn answers_walk_to_a_saved_form() {
    let world = TestEnvironment::new();
    let run = world.walk(UNDER_18);
    assert_eq!(run.code, 0, "{run:?}");
    let paths: Vec<&str> = run.out.lines().collect();
    assert_eq!(paths.len(), Format::USUAL.len());
    assert!(paths.iter().all(|path| std::path::Path::new(path).is_file()), "{paths:?}");
    let text = world.saved_text("txt");
    assert!(text.contains("  [x] Hot\n  [x] Annat\n"), "{text}");
    assert!(text.contains("Anmälan till socialtjänsten\n      – steget hanteras enligt rutinen"), "{text}");
    assert!(text.contains("[ ] Kontakta samordnaren\n      – ska göras"), "{text}");
    let form: Value = serde_json::from_str(&world.saved_text("json")).unwrap();
    assert_eq!(form["form"]["filled"], "2026-11-20");
    assert_eq!(form["form"]["steps"], serde_json::json!(["akut", "alder", "grund"]));
}

#[test]
fn the_same_answers_give_the_same_form_but_for_its_id() {
    let (one, two) = (TestEnvironment::new(), TestEnvironment::new());
    assert_eq!((one.walk(UNDER_18).code, two.walk(UNDER_18).code), (0, 0));
    assert_eq!(form_in(&one.saved_file("json")), form_in(&two.saved_file("json")));
    #[cfg(feature = "pdf")]
    assert_eq!(form_in(&one.saved_file("json")), form_in(&two.saved_file("pdf")));
    assert_ne!(one.saved_text("json"), two.saved_text("json"));
    for secret in [one.arg(""), "svar.yaml".to_owned(), "root".to_owned()] {
        assert!(
            !one.saved_text("json").contains(&secret) && !one.saved_text("txt").contains(&secret),
            "{secret}"
        );
    }
}

#[test]
fn answers_come_from_stdin_too_and_formats_are_chosen() {
    let world = TestEnvironment::new();
    let words = ["walk", ROUTINE, "--answers", "-", "--out", &world.arg("out"), "--save", "json"];
    let run = world.run_with(&words, UNDER_18);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(list(&world.path("out")).len(), 1);
}

#[test]
fn the_trace_names_every_step_passed() {
    let world = TestEnvironment::new();
    let file = world.write("svar.yaml", UNDER_18);
    let run = world.run(&["walk", ROUTINE, "--answers", &file, "--out", "out", "--trace"]);
    let trace: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&trace["format"], &trace["version"]), (&"stegvis-trace".into(), &1.into()));
    let steps: Vec<&str> =
        trace["visited"].as_array().unwrap().iter().map(|visit| visit["step"].as_str().unwrap()).collect();
    assert_eq!(steps, ["akut", "alder", "anmalan", "grund", "asikt", "samordnare", "klart"]);
    assert_eq!(trace["visited"][3]["answers"], serde_json::json!(["samtycke", "anmalan"]));
    assert_eq!(trace["saved"].as_array().unwrap().len(), Format::USUAL.len());
}

/// What is told of a file of answers that is refused; nothing is then saved.
fn refused(answers: &str) -> String {
    let world = TestEnvironment::new();
    let run = world.walk(answers);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.out.is_empty() && list(&world.path("out")).is_empty(), "{run:?}");
    run.err.replace(&world.arg("svar.yaml"), "svar.yaml")
}

#[test]
fn every_unknown_name_is_told_at_once_with_its_place() {
    let told = refused(
        "flow: annan\nanswers: {akutt: nej, alder: under18, asikt: x, anmalan: gjort}\nacts: {anmalan: klart, akut: gjort}\nform: {narr: x}\nformm: {}\n",
    );
    insta::assert_snapshot!(told, @r#"
    fel[fel-varde]: `anmalan` kan inte vara `klart`.
      --> svar.yaml:3:17
      hjälp: Här finns: gjort, ska-goras, inte-aktuellt.
    fel[okand-nyckel]: Nyckeln `formm` finns inte här.
      --> svar.yaml:5:1
      hjälp: Menade du `form`?
    "#);
    let told = refused(
        "flow: annan\nanswers: {akutt: nej, alder: under18, asikt: x, anmalan: gjort}\nacts: {akut: gjort}\nform: {narr: x}\n",
    );
    insta::assert_snapshot!(told, @r#"
    fel[fel-rutin]: Svaren är för rutinen `annan`, inte för `prov`.
      --> svar.yaml:1:7
    fel[okant-steg]: Rutinen har inget steg `akutt`.
      --> svar.yaml:2:11
      hjälp: Menade du `akut`?
    fel[okant-svar]: Steget `alder` har inget svar `under18`.
      --> svar.yaml:2:30
      hjälp: Menade du `under-18`?
    fel[fel-plats]: `asikt` har inga svar.
      --> svar.yaml:2:39
    fel[fel-plats]: `anmalan` är en åtgärd och hör till `acts`.
      --> svar.yaml:2:49
    fel[fel-plats]: `akut` är ingen åtgärd och hör inte till `acts`.
      --> svar.yaml:3:8
    fel[okant-falt]: Blanketten har inget fält `narr`.
      --> svar.yaml:4:8
      hjälp: Menade du `nar`?
    "#);
}

#[test]
fn a_question_without_an_answer_is_named() {
    let told = refused("flow: prov\nanswers: {akut: nej}\n");
    insta::assert_snapshot!(told, @r#"
    fel[obesvarad]: Frågan `alder` är obesvarad: Hur gammal är personen?
      --> svar.yaml:2:1
      hjälp: Skriv `alder:` och ett av svaren under-18, vuxen, vet-inte.
    "#);
}

#[test]
fn answers_the_walk_never_comes_to_are_named() {
    let told = refused(
        "flow: prov\nanswers: {akut: nej, alder: vuxen, grund: []}\nacts: {ring-112: gjort, anmalan: gjort}\n",
    );
    insta::assert_snapshot!(told, @r#"
    fel[nas-aldrig]: Vägen kommer aldrig till `ring-112` med de svar som getts.
      --> svar.yaml:3:8
      hjälp: Ta bort raden, eller rätta svaret som leder förbi den.
    fel[nas-aldrig]: Vägen kommer aldrig till `anmalan` med de svar som getts.
      --> svar.yaml:3:25
      hjälp: Ta bort raden, eller rätta svaret som leder förbi den.
    "#);
}

#[test]
fn an_option_that_is_not_offered_is_refused() {
    let told = refused("flow: prov\nanswers: {akut: nej, alder: vuxen, grund: [anmalan]}\n");
    assert!(told.contains("erbjuds inte") && told.contains("svar.yaml:2:43"), "{told}");
}

#[test]
fn values_that_do_not_fit_tell_what_does_and_never_what_was_written() {
    let told = refused(
        "flow: prov\nanswers: {akut: nej, alder: vuxen, grund: []}\nform: {nar: Kalle, dag: 2026-02-30, vad: [Kalle], galler: Kalle, atgarder: Kalle, beskrivning: Kalle}\n",
    );
    assert!(!told.contains("Kalle"), "{told}");
    insta::assert_snapshot!(told, @r#"
    fel[fel-varde]: Fältet `nar`: Skriv en vecka (2026-v47), en månad (2026-11) eller ett datum (2026-11-21), och gärna del av dygnet: morgon, förmiddag, eftermiddag, kväll, natt.
      --> svar.yaml:3:13
    fel[fel-varde]: Fältet `dag`: skriv ett datum, som 2026-11-21.
      --> svar.yaml:3:25
    fel[fel-varde]: Fältet `vad`: välj bland fara, hot, annat.
      --> svar.yaml:3:42
    fel[fel-varde]: Fältet `galler`: välj ett av oro, handelse.
      --> svar.yaml:3:59
    fel[fel-varde]: Fältet `atgarder`: fylls i av vägens åtgärder och skrivs inte för hand.
      --> svar.yaml:3:76
    fel[fri-text]: Fältet `beskrivning` kan peka ut någon: 1 person.
      --> svar.yaml:3:96
      hjälp: Skriv om texten utan det, eller skriv [person], [adress] och så vidare i stället.
    "#);
}

#[test]
fn an_exact_day_is_refused_where_it_could_tell_who_it_was() {
    let told =
        refused("flow: prov\nanswers: {akut: nej, alder: vuxen, grund: []}\nform: {nar: 2026-11-20}\n");
    assert!(told.contains("ett exakt datum kan röja vem det gäller"), "{told}");
}

#[test]
fn a_required_field_that_is_empty_is_named() {
    let told = refused("flow: prov\nanswers: {akut: nej, alder: vet-inte, grund: []}\n");
    assert!(told.contains("Fyll i ”Ålder”"), "{told}");
}

#[test]
fn text_that_is_no_answers_file_is_told_without_being_shown() {
    for text in
        ["", "[]", "- a\n", "answers: [", "answers: {akut: nej, akut: ja}", "\u{1b}[2J: 1", "form: Kalle"]
    {
        let told = refused(text);
        assert!(told.starts_with("fel["), "{text:?}: {told}");
        assert!(!told.contains("Kalle") && !told.contains('\u{1b}'), "{text:?}: {told}");
    }
}

#[test]
fn the_five_cases_walk_the_shipped_routine() {
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases");
    for (case, kind) in [
        ("under-18", "oro"),
        ("akut", "handelse"),
        ("klotter", "handelse"),
        ("vuxen-brott", "oro"),
        ("asikt", "information"),
    ] {
        let world = TestEnvironment::new();
        let run = world.run(&["walk", "--answers", &format!("{cases}/{case}.yaml"), "--out", "out"]);
        assert_eq!(run.code, 0, "{case}: {run:?}");
        let form: Value = serde_json::from_str(&world.saved_text("json")).unwrap();
        assert_eq!(form["form"]["kind"], kind, "{case}");
        assert_eq!(form["form"]["routine"]["id"], "stockholm-vbe");
        assert!(world.saved_text("txt").contains("samordnare"), "{case}");
    }
}
