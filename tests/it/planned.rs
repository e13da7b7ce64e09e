//! A field for what is expected to happen takes a time that lies ahead, through every door; no other field does.

use serde_json::Value;

use crate::world::TestEnvironment;

const ROUTINE: &str = "format: 1
id: prov
title: Prov
publisher: Prov
version: 1
start: fraga
steps:
  fraga:
    ask: Har det hänt?
    answers: {ja: {text: Ja, to: slut}, nej: {text: Nej, to: slut}}
  slut: {end: blankett}
form:
  title: Blankett
  after: Klart.
  sections:
    - title: Tid
      fields:
        svar: {label: Svar, kind: choice, options: {ja: Ja, nej: Nej}, prefill: [{from: fraga}]}
        nar: {label: När, kind: period}
        vantas: {label: När det väntas, kind: planned, exact: {fraga: nej}}
";

fn walk(world: &TestEnvironment, answer: &str, form: &str) -> crate::world::Run {
    world.write("prov.yaml", ROUTINE);
    world.write("svar.yaml", &format!("answers: {{fraga: {answer}}}\nform: {{{form}}}\n"));
    world.run(&["walk", &world.arg("prov.yaml"), "--answers", &world.arg("svar.yaml")])
}

#[test]
fn only_what_is_planned_lies_ahead_and_it_is_never_guessed() {
    let world = TestEnvironment::new();
    let run = walk(&world, "nej", "nar: 2026-v47, vantas: 2027-03-14");
    assert_eq!(run.code, 0, "{run:?}");
    let saved = std::fs::read_to_string(run.out.lines().next().unwrap()).unwrap();
    assert!(saved.contains("\"planned\": \"2027-03-14\""), "{saved}");
    let saved: Value = serde_json::from_str(&saved).unwrap();
    assert_eq!(saved["form"]["period"], "2026-v47");
    assert!(
        walk(&world, "nej", "nar: 2027-03, vantas: 2027-03").err.contains("skriv en tid från 2000-01-01")
    );
    assert!(walk(&world, "ja", "vantas: 2027-03-14").err.contains("vecka eller månad"));
    assert!(walk(&world, "ja", "vantas: 2100-01").err.contains("Skriv en vecka"));
    let run = walk(&world, "ja", "");
    let saved = std::fs::read_to_string(run.out.lines().next().unwrap()).unwrap();
    assert!(saved.contains("\"planned\": null"), "{saved}");
}

#[test]
fn a_form_with_a_planned_time_is_counted_and_corrected() {
    let world = TestEnvironment::new();
    let run = walk(&world, "nej", "nar: 2026-v47, vantas: 2027-03");
    let called =
        run.out.lines().next().unwrap().trim_end_matches(".json").rsplit('-').next().unwrap().to_owned();
    let counted = world.run(&["summary", "--format", "json"]);
    let counted: Value = serde_json::from_str(&counted.out).unwrap();
    assert_eq!(counted["left_out"]["undated"].as_u64().unwrap_or(0), 0, "{counted:#}");
    let correct = |set: &str| world.run(&["correct", &called, "--set", set, "--keep"]);
    assert!(correct("nar=2027-03").err.contains("Ange en tid från 2000-01-01"));
    assert!(correct("nar=2026-11-20").err.contains("Ange vecka eller månad"));
    assert_eq!(correct("vantas=2027-04").code, 0);
}

#[test]
fn a_time_is_filled_in_by_the_day_it_is_only_where_the_routine_asks_for_it() {
    let world = TestEnvironment::new();
    let saved = |fields: &str| -> Value {
        let (form, _) = ROUTINE.split_once("        nar: ").unwrap();
        world.write("prov.yaml", &format!("{form}{fields}"));
        world.write("svar.yaml", "answers: {fraga: ja}\n");
        let run = world.run(&["walk", &world.arg("prov.yaml"), "--answers", &world.arg("svar.yaml")]);
        assert_eq!(run.code, 0, "{run:?}");
        serde_json::from_str(&std::fs::read_to_string(run.out.lines().next().unwrap()).unwrap()).unwrap()
    };
    let row = |form: &Value, id: &str| {
        let rows = form["form"]["sections"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|part| part["fields"].as_array().unwrap());
        rows.into_iter().find(|row| row["id"] == id).unwrap().clone()
    };
    let bare = saved("        dag: {label: Dag, kind: date}\n        nar: {label: När, kind: period}\n");
    assert!(
        row(&bare, "dag")["value"]["date"].is_null() && row(&bare, "nar")["value"]["period"].is_null(),
        "{bare:#}"
    );
    let asked = saved(
        "        dag: {label: Dag, kind: date, prefill: today}\n        nar: {label: När, kind: period, prefill: today}\n",
    );
    assert_eq!(row(&asked, "dag")["value"]["date"], "2026-11-21", "{asked:#}");
    assert_eq!(row(&asked, "dag")["guessed"], Value::Null, "the day it is filled in is no guess: {asked:#}");
    assert_eq!(row(&asked, "nar")["value"]["period"], "2026-v47");
    assert_eq!(row(&asked, "nar")["guessed"], true, "{asked:#}");
}
