//! Plain mode: what is said, line by line, and that its forms are the same as those of `--answers`.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use proptest::prelude::*;
use stegvis::answers;
use stegvis::check::verified::VerifiedFlow;
use stegvis::clock;
use stegvis::deid::Scanner;
use stegvis::draft::list::Drafts;
use stegvis::draft::writer::DraftWriter;
use stegvis::export::{self, Format, Purpose, json};
use stegvis::form::{deidentified, fill};
use stegvis::plain::{InterruptedWalk, LinePage, SessionEnd, Setup, run_session};
use stegvis::present::form_order;
use stegvis::routines;
use stegvis::session::event::Event;
use stegvis::session::walk::Walk;
use stegvis::source::{FileId, SourceFile};
use stegvis::store::Store;

use crate::told::GeneratedWalk;
use crate::world::{ROUTINE, TODAY, TestEnvironment, list};

fn routine() -> Arc<VerifiedFlow> {
    routines::load_routine(ROUTINE, clock::parse_day(TODAY).unwrap()).unwrap()
}

/// The routine that is built in, checked once.
static SHIPPED: LazyLock<Arc<VerifiedFlow>> =
    LazyLock::new(|| routines::load_routine(routines::DEFAULT, clock::parse_day(TODAY).unwrap()).unwrap());

/// Says `lines` to a plain session that saves in `out`; what was said back, and how it ended.
fn said(world: &TestEnvironment, lines: &str) -> (String, SessionEnd) {
    said_to(&routine(), Store::in_folder(world.path("out")), lines)
}

fn said_to(flow: &Arc<VerifiedFlow>, store: Store, lines: &str) -> (String, SessionEnd) {
    let today = clock::parse_day(TODAY).unwrap();
    let setup = Setup {
        flow: Arc::clone(flow),
        today,
        store,
        formats: Format::USUAL.to_vec(),
        scanner: Arc::new(Scanner::builtin()),
        speller: stegvis::spelling::Speller::default(),
        keeper: DraftWriter::new(Drafts::in_no_folder()),
        interrupted: InterruptedWalk::Ask,
        page: LinePage::default(),
    };
    let mut output = Vec::new();
    let ended = run_session(setup, &mut lines.as_bytes(), &mut output).unwrap();
    (String::from_utf8(output).unwrap(), ended)
}

#[test]
fn an_acute_walk_reads_from_top_to_bottom() {
    let world = TestEnvironment::new();
    let (text, ended) = said(&world, "1\n1\n1\n1\n1 3\n\n2\n3\n2026-11-20 kväll\n5\n1 2\n\n\ns\n");
    assert!(matches!(ended, SessionEnd::Saved { .. }), "{text}");
    let text = text.replace(&world.arg("out"), "UT");
    // The last word of a file's name is drawn by lot.
    let is_drawn =
        |line: &&str| line.contains("UT/") || line.starts_with("Filen att skicka: 2026-v47-handelse-");
    let (drawn, text): (Vec<&str>, Vec<&str>) = text.lines().partition(is_drawn);
    assert!(drawn.iter().any(|line| line.contains(".pdf")), "{drawn:?}");
    insta::assert_snapshot!(text.join("\n"));
}

#[test]
fn input_that_ends_saves_nothing() {
    let world = TestEnvironment::new();
    let (text, ended) = said(&world, "2\n2\n");
    assert!(matches!(ended, SessionEnd::InputEnded));
    assert!(
        text.ends_with("Inmatningen tog slut innan blanketten var sparad. Ingenting är sparat.\n"),
        "{text}"
    );
    assert!(list(&world.path("out")).is_empty());
    let run = world.run_with(&["walk", ROUTINE, "--plain", "--out", "out"], "2\n2\n");
    assert_eq!(run.code, 1);
}

#[test]
fn leaving_asks_first() {
    let world = TestEnvironment::new();
    let (text, ended) = said(&world, "q\nnej\nQ\nkanske\nja\n");
    assert!(matches!(ended, SessionEnd::Left));
    assert!(text.contains("Skriv ja eller nej.") && text.contains("Ingenting är sparat."), "{text}");
}

/// Says these lines to a session whose walk is kept.
fn said_and_kept(drafts: &Path, lines: &str) -> (String, SessionEnd) {
    let world = TestEnvironment::new();
    let setup = Setup {
        flow: routine(),
        today: clock::parse_day(TODAY).unwrap(),
        store: Store::in_folder(world.path("out")),
        formats: Format::USUAL.to_vec(),
        scanner: Arc::new(Scanner::builtin()),
        speller: stegvis::spelling::Speller::default(),
        keeper: DraftWriter::new(Drafts::in_folder(drafts)),
        interrupted: InterruptedWalk::Ask,
        page: LinePage::default(),
    };
    let mut output = Vec::new();
    let ended = run_session(setup, &mut lines.as_bytes(), &mut output).unwrap();
    (String::from_utf8(output).unwrap().replace('\n', " "), ended)
}

#[test]
fn a_walk_is_never_removed_by_one_line_and_what_is_left_is_told_where_it_is_left() {
    let world = TestEnvironment::new();
    let drafts = world.path("utkast");
    let (text, _) = said_and_kept(&drafts, "1\nq\nta bort\nnej\nq\nja\n");
    assert!(text.contains("Inget är borttaget."), "{text}");
    assert!(text.ends_with("där du var. KVAR ATT GÖRA: Ring 112 nu. "), "{text}");
    let (text, _) = said_and_kept(&drafts, "nej\n2\nq\nja\n");
    assert!(text.contains("KVAR ATT GÖRA: Ring 112 nu. Vill du fortsätta den?"), "{text}");
    let (text, _) = said_and_kept(&drafts, "2\nta bort\nja\nq\nja\n");
    assert!(text.contains("Det finns 2 genomgångar som inte är klara: 1. Påbörjad"), "{text}");
    assert!(text.contains("Vill du ta bort den? Skriv ja eller nej. > Den är borttagen"), "{text}");
    let (text, _) = said_and_kept(&drafts, "ja\nl\nq\nja\n");
    assert!(text.contains("Du fortsätter där du var."), "{text}");
}

#[test]
fn what_is_left_to_do_is_the_last_that_is_said_after_saving() {
    let world = TestEnvironment::new();
    let (text, _) = said(&world, "1\n2\nnej\n1\n1\n1 3\n\n2\n\n\ns\n");
    let last = text.rsplit("KVAR ATT GÖRA:").next().unwrap();
    assert!(last.contains("Ring 112") && !last.contains("Blanketten är sparad"), "{text}");
}

#[test]
fn a_field_that_would_say_otherwise_than_the_way_is_asked_about() {
    let world = TestEnvironment::new();
    let flow = &SHIPPED;
    let lines = "2\n3\n1\n1\n1\n3\n1\n1\n1\n3\n0\n3\n2\n1\n1\nnej\n";
    let (text, _) = said_to(flow, Store::in_folder(world.path("out")), lines);
    let text = text.replace('\n', " ");
    assert!(
        text.contains("Dina svar på vägen ger: Oro för individ. Ska blanketten säga något annat"),
        "{text}"
    );
}

#[test]
fn a_changed_answer_says_exactly_what_falls_away() {
    let world = TestEnvironment::new();
    let lines = "1\n1\n1\n1\n1 3\n\n2\nt\n3\n2\nnej\nt\n3\n2\nja\nl\n";
    let (text, _) = said(&world, lines);
    assert_eq!(
        text.matches("Om du ändrar faller 1 sak bort:\n- Gör en orosanmälan. Gjort.\n").count(),
        2,
        "{text}"
    );
    assert!(text.contains("Svaret står kvar som det var.") && text.contains("Svaret är ändrat."), "{text}");
}

#[test]
fn undo_and_redo_walk_back_and_forth() {
    let world = TestEnvironment::new();
    let (text, _) = said(&world, "å\n2\nå\ny\ny\nl\n");
    for says in [
        "Det finns inget att ångra.",
        "Ångrat: Är någon i fara just nu?",
        "Gjort om: Är någon i fara just nu?",
        "Det finns inget att göra om.",
        "- Är någon i fara just nu? Nej.",
    ] {
        assert!(text.contains(says), "{says}: {text}");
    }
}

#[test]
fn why_shows_the_law_in_force_and_the_routines_own_words() {
    let (text, _) = said(&TestEnvironment::new(), "v\n");
    let text = text.replace('\n', " ");
    for says in [
        "I en akut situation ska polisen kontaktas.",
        "14 kap. 1 § SoL (socialtjänstlagen (2001:453)) i rutinens ord, nu 19 kap. 1 § SoL",
        "Rutinens ord: ”Vid akut fara, ring 112.”",
        "Källa: Lokal handlingsplan",
    ] {
        assert!(text.contains(says), "{says}: {text}");
    }
}

#[test]
fn no_field_holds_anyone_back_and_the_gate_names_what_is_missing() {
    let world = TestEnvironment::new();
    let lines = "2\n3\n2\n0\n1\n3\n2026-11-20\n\n\n\n\n\nspara\n4\n2\nfel\ns\n";
    let (text, ended) = said(&world, lines);
    let plain = text.replace('\n', " ");
    assert!(plain.contains("ett exakt datum kan röja vem det gäller"), "{text}");
    assert!(plain.contains("Fyll i ”Ålder” innan blanketten sparas."), "{text}");
    assert!(plain.contains("Tänk på sekretessen."), "{text}");
    assert!(matches!(ended, SessionEnd::Saved { .. }), "{text}");
}

#[test]
fn help_and_looking_stay_in_the_field_and_a_time_is_taken_as_it_is_said() {
    let world = TestEnvironment::new();
    let lines = "1\n1\n1\n1\n1 3\n\n2\n3\n?\nv\nsistone\nvecka 40 kväll\n5\n1 2\n\n\ns\n";
    let (text, ended) = said(&world, lines);
    assert!(matches!(ended, SessionEnd::Saved { .. }), "{text}");
    let told = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("- återställer. g går till granskningen, där s sparar."), "{told}");
    assert!(told.contains("Varför: ") && told.contains("vecka 40, 2026, kväll"), "{told}");
    let refused = told.split("Det går inte att läsa som en tid. ").nth(1).unwrap();
    let asked = refused.split("> ").next().unwrap();
    assert!(asked.contains("en vecka, som vecka 47") && asked.contains("kväll"), "{asked}");
}

#[test]
fn free_text_is_taken_when_every_finding_is_decided() {
    let world = TestEnvironment::new();
    let lines = "2\n2\n0\n1\n\nKalle Persson bor på Storgatan 1\nx\n3\nnej\n1\n4\n\ns\n";
    let (text, ended) = said(&world, lines);
    assert!(matches!(ended, SessionEnd::Saved { .. }), "{text}");
    let told = text.replace('\n', " ");
    assert!(told.contains("2 fynd att avgöra. ”Kalle Persson” kan peka ut någon"), "{text}");
    assert!(told.contains("Skriv en av siffrorna. q avslutar. - 1: maskera"), "{text}");
    assert!(told.contains("Ska ”Kalle Persson” stå kvar?"), "{text}");
    assert!(told.contains("Texten tas med så här: [person] bor på [adress]"), "{text}");
    for path in list(&world.path("out")).iter().filter(|path| path.extension().is_some_and(|e| e == "json")) {
        let saved = crate::world::text(path);
        assert!(
            saved.contains("[person] bor på [adress]")
                && !saved.contains("Kalle")
                && !saved.contains("Storg")
        );
    }
}

#[test]
fn a_folder_that_does_not_take_the_form_loses_nothing() {
    let world = TestEnvironment::new();
    let file = world.write("fil", "x");
    let lines = format!("2\n2\n0\n1\n\n\n\ns\n\n{}\n", world.arg("annan"));
    let (text, ended) = said_to(&routine(), Store::in_folder(&file), &lines);
    assert_eq!(text.matches("Blanketten är inte sparad.").count(), 2, "{text}");
    assert!(matches!(ended, SessionEnd::Saved { .. }), "{text}");
    assert_eq!(list(&world.path("annan")).len(), Format::USUAL.len());
}

#[test]
fn odd_lines_are_answered_and_nothing_steers_the_screen() {
    let world = TestEnvironment::new();
    let long = "x".repeat(200_000);
    let (text, _) = said(&world, &format!("\u{1b}[2J\n{long}\n99999999999999999999\n-1\n  2.  \nl\n"));
    assert!(!text.contains('\u{1b}'));
    assert!(text.contains("Raden gick inte att läsa"), "{text}");
    assert!(text.contains("- Är någon i fara just nu? Nej."), "{text}");
    let mut output = Vec::new();
    let today = clock::parse_day(TODAY).unwrap();
    let setup = Setup {
        flow: routine(),
        today,
        store: Store::in_folder(world.path("out")),
        formats: Vec::new(),
        scanner: Arc::new(Scanner::builtin()),
        speller: stegvis::spelling::Speller::default(),
        keeper: DraftWriter::new(Drafts::in_no_folder()),
        interrupted: InterruptedWalk::Ask,
        page: LinePage::default(),
    };
    run_session(setup, &mut &b"\xe5\n2\n"[..], &mut output).unwrap();
    assert!(String::from_utf8(output).unwrap().contains("inte text i UTF-8"));
}

/// The walk with all that is guessed confirmed, as whoever answers over lines does by one Enter.
fn confirm_guesses(mut walk: Walk, today: NaiveDate) -> Walk {
    let fields: Vec<_> = form_order::list_fields(&walk).collect();
    for at in fields {
        if let Some(value) = fill::guess_value(&walk, at, today) {
            let field = walk.flow().form.field(at).id.clone();
            walk.apply(Event::Filled { field, value }).unwrap();
        }
    }
    walk
}

/// Walks one generated walk both ways and holds the bytes against each other.
fn same_both_ways(flow: &Arc<VerifiedFlow>, dice: &[u8]) {
    let today = clock::parse_day(TODAY).unwrap();
    let told = GeneratedWalk::generate(flow, dice);
    let file = SourceFile::new("svar.yaml", &told.file);
    let walk =
        answers::read_answers(&file, FileId(0)).unwrap().walk_to_end(flow, &Scanner::builtin()).unwrap();
    assert_eq!(walk.position().path, told.walk.position().path);
    let walk = confirm_guesses(walk, today);
    let form = deidentified::pass_gate(fill::fill_form(&walk, today)).unwrap();
    let world = TestEnvironment::new();
    let (text, ended) = said_to(flow, Store::in_folder(world.path("out")), &told.lines);
    let SessionEnd::Saved { paths, .. } = ended else { panic!("{text}") };
    // The id is drawn when it is saved; all else is a function of the answers.
    let saved = json::read_form(&crate::world::text(&paths[0])).unwrap();
    let form = form.with_identity(saved.content().identity.clone().unwrap());
    for (format, path) in Format::USUAL.iter().zip(&paths) {
        let bytes = export::render_form(&form, *format, Purpose::Case).unwrap();
        assert!(crate::world::bytes(path) == bytes, "{}: {}", format.id(), told.file);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn plain_and_answers_give_the_same_bytes(dice in proptest::collection::vec(any::<u8>(), 1..60)) {
        same_both_ways(&routine(), &dice);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_shipped_routine_gives_the_same_bytes_both_ways(dice in proptest::collection::vec(any::<u8>(), 1..90)) {
        same_both_ways(&SHIPPED, &dice);
    }
}
