//! `check`, `check --watch`, `graph` and `diff` as a person or a script meets them.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::world::TestEnvironment;

const STOCKHOLM: &str = include_str!("../../flows/stockholm-vbe.yaml");
const LAWS: &str = include_str!("../../flows/lagar.yaml");
const FLOWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/flows");

#[test]
fn the_shipped_flows_are_proved() {
    // On a day when the laws had just been read; later that they were is told.
    let run = TestEnvironment::new().run(&["check", FLOWS, "--on", "2026-03-01"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("77 av 77 garantier bevisade"), "{}", run.out);
    assert!(run.out.contains("789 lägen"), "{}", run.out);
}

#[test]
fn a_broken_guarantee_is_named_with_a_walk_that_can_be_walked() {
    let world = TestEnvironment::new();
    let broken = STOCKHOLM.replacen("unsure: true, to: ring-112", "unsure: true, to: galler", 1);
    let file = world.write("rutin.yaml", &broken);
    let run = world.run(&["check", &file, "--format", "json"]);
    assert_eq!(run.code, 1);
    let all: Value = serde_json::from_str(&run.out).unwrap();
    let flow = &all["flows"][0];
    let verdict = |id: &str| {
        let mut rows = flow["guarantees"].as_array().unwrap().iter();
        rows.find(|row| row["id"] == id).unwrap()["verdict"].clone()
    };
    assert_eq!(verdict("akut-forst"), "broken");
    assert_eq!(verdict("alltid-samordnare"), "proved");
    assert_eq!(flow["findings"][0]["code"], "garanti-bruten");
    assert_eq!(flow["findings"][0]["walk"][0]["step"], "akut");
    assert_eq!(flow["findings"][0]["walk"][0]["answers"][0], "vet-inte");
    assert_eq!(flow["figures"]["steps"], 30);
    assert_eq!(world.run(&["walk", &file, "--answers", "-"]).code, 1, "a broken guarantee hinders walking");
}

#[test]
fn laws_are_held_against_the_day() {
    let world = TestEnvironment::new();
    let gone = LAWS.replacen("    replaced_by: sol-19-1\n", "", 1);
    let file = world.write("rutin.yaml", STOCKHOLM);
    let laws = world.write("lagar.yaml", &gone);
    let run = world.run(&["check", &file]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains(&format!("--> {laws}:")), "the fault lies in what is taken in: {}", run.err);
    assert!(run.err.contains("fel[lag-upphord]: `sol-14-1`"), "{}", run.err);
    assert!(run.err.contains("Har `sol-19-1` ersatt den?"), "{}", run.err);
    assert_eq!(world.run(&["check", &file, "--on", "2025-06-30"]).code, 0);
    let late = world.run(&["check", "stockholm-vbe", "--on", "2027-03-01"]);
    assert_eq!(late.code, 0);
    assert!(late.err.contains("varning[lag-gammal]"), "{}", late.err);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test saves a file")]
fn watching_checks_again_on_save() {
    let world = TestEnvironment::new();
    let file = world.write("rutin.yaml", STOCKHOLM);
    let mut child = world
        .command(&["check", "--watch", &file])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (send, lines) = mpsc::channel();
    let out = BufReader::new(child.stdout.take().unwrap());
    let reading =
        thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
    // A line that never comes fails the test; it does not stop it.
    let comes = |wanted: &[&str]| {
        while let Ok(line) = lines.recv_timeout(Duration::from_secs(20)) {
            if wanted.iter().all(|word| line.contains(word)) {
                return true;
            }
        }
        false
    };
    let checked = comes(&["77 av 77 garantier bevisade"]) && comes(&["Väntar på ändringar"]);
    let broken = STOCKHOLM.replacen("unsure: true, to: ring-112", "unsure: true, to: galler", 1);
    std::fs::write(&file, broken).unwrap();
    let again = comes(&["BRUTET", "akut-forst"]);
    // A file beside the routine takes the place of the program's own.
    world.write("lagar.yaml", &LAWS.replacen("    replaced_by: sol-19-1\n", "", 1));
    let taken_in = comes(&["fel, kan inte användas"]);
    child.kill().unwrap();
    child.wait().unwrap();
    drop(reading.join());
    assert!(checked && again && taken_in);
}

#[test]
fn the_picture_fits_in_eighty_columns_and_shows_every_step() {
    let run = TestEnvironment::new().run(&["graph"]);
    assert_eq!(run.code, 0);
    assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{}", run.out);
    insta::assert_snapshot!("graph as text", run.out);
}

#[test]
fn pictures_are_whole_and_escaped() {
    let world = TestEnvironment::new();
    let nasty = STOCKHOLM.replacen(
        "ask: Hotar fara någons liv, hälsa eller egendom just nu?",
        r#"ask: "Är <b> & \"x\" \\ `y` #1; farligt?""#,
        1,
    );
    let file = world.write("rutin.yaml", &nasty);
    let draw = |format: &str| {
        let run = world.run(&["graph", &file, "--format", format]);
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    let svg = draw("svg");
    assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>\n"));
    assert!(svg.contains("role=\"img\" aria-labelledby=\"titel beskrivning\""));
    assert!(svg.contains("&lt;b&gt; &amp; &quot;x&quot;") && !svg.contains("<b>"));
    assert_eq!(svg.matches("<title").count(), 1 + 30 + svg.matches("class=\"way\"").count());
    assert_eq!(svg, draw("svg"), "the same picture every time");
    let mermaid = draw("mermaid");
    assert!(
        mermaid
            .contains("s0{{\"fråga<br>Är #lt;b#gt; #amp; #quot;x#quot; #92; #96;y#96; #35;1; farligt?\"}}")
    );
    let dot = draw("dot");
    assert!(dot.contains(r#"Är <b> & \"x\" \\ `y` #1; farligt?"#), "{dot}");
    assert_eq!(dot.matches(" -> ").count(), mermaid.matches(" -->").count());
    let json: Value = serde_json::from_str(&draw("json")).unwrap();
    assert_eq!((&json["format"], &json["version"]), (&"stegvis-graph".into(), &1.into()));
    assert_eq!(json["steps"].as_array().unwrap().len(), 30);
}

#[test]
fn diff_tells_which_walks_become_different() {
    let world = TestEnvironment::new();
    let old = world.write("gammal.yaml", STOCKHOLM);
    let moved = STOCKHOLM
        .replacen(
            "{when: {information-person: {is: nej, if_unasked: false}}, go: ia}",
            "{when: {information-person: {is: nej, if_unasked: false}}, go: samordnare}",
            1,
        )
        .replacen(
            "nej: {text: Nej, to: galler}",
            "nej: {text: Nej, to: galler}\n      kanske: {text: Kanske, to: galler}",
            1,
        )
        .replacen("version: \"2019\"", "version: \"2027\"", 1);
    let new = world.write("ny.yaml", &moved);
    let run = world.run(&["diff", &old, &new]);
    assert_eq!(run.code, 0);
    let shown: String = run.out.lines().skip(2).flat_map(|line| [line, "\n"]).collect();
    insta::assert_snapshot!("diff", shown);
    let same = world.run(&["diff", &old, &old]);
    assert!(same.out.contains("Ingen väg blir annorlunda"));
    let json: Value =
        serde_json::from_str(&world.run(&["diff", &old, &new, "--format", "json"]).out).unwrap();
    assert_eq!((&json["format"], &json["version"]), (&"stegvis-diff".into(), &1.into()));
    assert_eq!(json["differences"][0]["kind"], "answer-gained");
}
