//! Declining an act: only for a reason of the author's, through every door; and what is said of a discreet one reaches
//! nothing but the draft.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use stegvis::check::verified::VerifiedFlow;
use stegvis::clock;
use stegvis::export::{self, Format, Purpose};
use stegvis::flow::id::{AnswerId, ReasonId, StepId};
use stegvis::flow::model::Mark;
use stegvis::form::{deidentified, fill};
use stegvis::present::left_to_do;
use stegvis::routines;
use stegvis::session::event::Event;
use stegvis::session::marks;
use stegvis::session::walk::Walk;

use crate::world::{TODAY, TestEnvironment, bytes, list};

const FLOW: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/avboja.yaml");

/// What must stand nowhere: the reason of a discreet act, and its heading.
const PLANTED: [&str; 3] = ["redan-anmalt", "redan anmält", "orosanmälan"];

fn flow() -> Arc<VerifiedFlow> {
    routines::load_routine(FLOW, clock::parse_day(TODAY).unwrap()).unwrap()
}

fn marked(step: &str, mark: Mark) -> Event {
    Event::Marked { step: StepId::new(step), mark }
}

fn declined(step: &str, reason: &str) -> Event {
    Event::Declined { step: StepId::new(step), reason: ReasonId::new(reason) }
}

fn answered(step: &str, answer: &str) -> Event {
    Event::Answered { step: StepId::new(step), answer: AnswerId::new(answer) }
}

/// A walk to its end, with this said of the report.
fn walked(said: Event) -> Walk {
    let mut walk = Walk::new(flow());
    let events = [
        answered("akut", "ja"),
        marked("ring-112", Mark::Todo),
        answered("barn", "ja"),
        marked("chef", Mark::Todo),
        said,
        marked("polis", Mark::Todo),
        marked("ia", Mark::NotRelevant),
    ];
    for event in events {
        walk.apply(event).unwrap();
    }
    walk
}

fn refused(acts: &str) -> String {
    let world = TestEnvironment::new();
    let text = format!("flow: avboja\nanswers: {{akut: ja, barn: ja}}\nacts: {{{acts}}}\n");
    let answers = world.write("svar.yaml", &text);
    let run = world.run(&["walk", FLOW, "--answers", &answers, "--out", &world.arg("out")]);
    assert_eq!(run.code, 1, "{run:?}");
    run.err.replace(&answers, "svar.yaml")
}

#[test]
fn a_bare_mark_on_an_urgent_act_is_refused_with_the_reasons() {
    insta::assert_snapshot!(refused("orosanmalan: inte-aktuellt, polis: inte-aktuellt, ia: inte-aktuellt"), @r#"
    fel[utan-skal]: `orosanmalan` märks inte ”inte aktuellt” utan ett skäl.
      --> svar.yaml:3:21
      hjälp: Skriv `orosanmalan: {inte-aktuellt: SKÄL}`. Skälen är: redan-anmalt — Jag har redan anmält just detta · svarade-fel — Jag svarade fel.
    fel[utan-skal]: `polis` märks inte ”inte aktuellt” utan ett skäl.
      --> svar.yaml:3:43
      hjälp: Rutinen har inga skäl att låta bli: märk det gjort eller ska göras.
    "#);
    insta::assert_snapshot!(refused("orosanmalan: {inte-aktuellt: svarade-fel}, ring-112: {inte-aktuellt: hinner-inte}"), @r#"
    fel[skal-ar-fel-svar]: Skälet ”Jag svarade fel” är ingen märkning.
      --> svar.yaml:3:37
      hjälp: Rätta svaret på `akut` eller `barn`.
    fel[okant-skal]: `ring-112` kan inte avböjas av skälet `hinner-inte`.
      --> svar.yaml:3:77
      hjälp: Skälen är: faran-over — Faran är över.
    "#);
    insta::assert_snapshot!(refused("orosanmalan: {gjort: redan-anmalt}, ia: {inte-aktuellt: x}"), @r#"
    fel[saknad-nyckel]: `inte-aktuellt` saknas i `orosanmalan`.
      --> svar.yaml:3:8
      hjälp: Lägg till `inte-aktuellt`: skälet: dess id under `decline` i rutinen.
    fel[okand-nyckel]: Nyckeln `gjort` finns inte här.
      --> svar.yaml:3:22
      hjälp: Här finns: inte-aktuellt.
    "#);
    insta::assert_snapshot!(refused("ia: {inte-aktuellt: x}"), @r#"
    fel[okant-skal]: `ia` kan inte avböjas av skälet `x`.
      --> svar.yaml:3:28
      hjälp: Här behövs inget skäl: skriv bara inte-aktuellt.
    "#);
}

#[test]
fn no_event_declines_what_the_routine_does_not_let_be_declined() {
    let mut walk = walked(declined("orosanmalan", "redan-anmalt"));
    let at = |id: &str| walk.flow().find_step(id).unwrap();
    let (report, police) = (at("orosanmalan"), at("polis"));
    assert_eq!(marks::decline_reason(&walk, report).unwrap().text, "Jag har redan anmält just detta");
    let before = walk.clone();
    for refused in [
        marked("ring-112", Mark::NotRelevant),
        marked("polis", Mark::NotRelevant),
        declined("polis", "redan-anmalt"),
        declined("orosanmalan", "svarade-fel"),
        declined("ia", "redan-anmalt"),
    ] {
        assert!(walk.apply(refused).is_err());
        assert_eq!(walk.position(), before.position());
    }
    walk.apply(marked("orosanmalan", Mark::Done)).unwrap();
    assert_eq!(marks::decline_reason(&walk, report), None);
    assert_eq!(marks::find_act_options(&walk, police).len(), 2);
}

#[test]
fn what_is_still_to_be_done_stands_in_order_of_urgency() {
    let walk = walked(marked("orosanmalan", Mark::Todo));
    let ids = |walk: &Walk| {
        let acts = left_to_do(walk).into_iter();
        acts.map(|act| walk.flow().step(act.at).id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&walk), ["ring-112", "orosanmalan", "polis", "chef"]);
    assert_eq!(ids(&walked(declined("orosanmalan", "redan-anmalt"))), ["ring-112", "polis", "chef"]);
}

#[test]
fn over_lines_a_wrong_answer_is_asked_again_and_nothing_is_marked() {
    let world = TestEnvironment::new();
    let lines = "2\n1\n1\n4\n2\nja\n1\n\ns\n";
    let run = world.run_with(&["walk", FLOW, "--plain", "--out", &world.arg("out")], lines);
    let (_, said) = run.out.split_once("Gör en orosanmälan.\n").unwrap();
    let (said, _) = said.split_once("Det här står").unwrap();
    insta::assert_snapshot!(said, @r#"
    1. Gjort
    2. Ska göras
    3. Inte aktuellt: Jag har redan anmält just detta
    4. Jag svarade fel (tillbaka till: Kan ett barn fara illa?)
    Skriv siffran för hur det är med åtgärden.
    Akut fara för liv, hälsa eller egendom: ring 112.
    > 
    Kan ett barn fara illa?
    1. Ja
    2. Nej
    3. Vet inte
    Skriv siffran för ditt svar.
    Ditt svar nu: Ja. Tryck Enter för att låta det stå.
    > Om du ändrar faller 1 sak bort:
    - Informera chefen. Gjort.
    Vill du ändra ändå? Skriv ja eller nej.
    > Svaret är ändrat.

    Att göra:
    Anmäl i IA.
    1. Gjort
    2. Ska göras
    3. Inte aktuellt
    Skriv siffran för hur det är med åtgärden.
    Akut fara för liv, hälsa eller egendom: ring 112.
    > 
    Det som dina svar redan ger är ifyllt. Ändra det som behövs. Inget mer
    måste fyllas i.
    Akut fara för liv, hälsa eller egendom: ring 112.
    "#);
}

#[test]
fn every_format_of_the_form_is_the_same_whatever_was_said_of_a_discreet_act() {
    let formats = |said| {
        let form = fill::fill_form(&walked(said), clock::parse_day(TODAY).unwrap());
        let form = deidentified::pass_gate(form).unwrap();
        let render = |format: &Format| export::render_form(&form, *format, Purpose::Case).unwrap();
        Format::ALL.iter().map(render).collect::<Vec<_>>()
    };
    let todo = formats(marked("orosanmalan", Mark::Todo));
    assert!(todo == formats(marked("orosanmalan", Mark::Done)));
    assert!(todo == formats(declined("orosanmalan", "redan-anmalt")));
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    list(folder).into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn every_format() -> String {
    Format::ALL.iter().map(|format| format.id()).collect::<Vec<_>>().join(",")
}

#[test]
fn the_reason_and_the_mark_of_a_discreet_act_are_in_no_file_list_count_or_trace() {
    let world = TestEnvironment::new();
    let out = world.arg("out");
    let save = &every_format();
    // By lines, so that there is a draft on the way.
    let lines = "1\n2\nnej\n1\n2\n3\n2\n3\n\ns\n";
    let run = world.run_with(&["walk", FLOW, "--plain", "--out", &out, "--save", save, "--trace"], lines);
    assert_eq!(run.code, 0, "{}", run.out);
    let (_, trace) = run.out.split_once("{\"format\":\"stegvis-trace\"").unwrap();
    assert!(trace.contains(r#"{"answers":[],"kind":"act","step":"orosanmalan"}"#), "{trace}");
    let told = [trace.to_owned(), world.run(&["summary", &out]).out, world.run(&["forms"]).out];
    for said in &told {
        for planted in PLANTED {
            assert!(!said.contains(planted), "{planted}: {said}");
        }
    }
    let written = files(&world.path(""));
    assert!(written.len() >= 7, "{written:?}");
    for path in written {
        let text = String::from_utf8_lossy(&bytes(&path)).into_owned();
        for planted in PLANTED {
            assert!(!text.contains(planted), "{planted} i {}", path.display());
        }
    }
}
