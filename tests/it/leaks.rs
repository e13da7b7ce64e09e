//! Nothing identifying reaches the disk: whole walks with planted identities, killed at every line, and every byte
//! written anywhere looked through.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use std::sync::Arc;
use stegvis::check::verified::VerifiedFlow;
use stegvis::clock;
use stegvis::deid::screened::{Clearings, screen_text};
use stegvis::deid::{Finding, FindingDecision, Scanner, apply_decisions};
use stegvis::export::{self, Format, Purpose};
use stegvis::flow::id::{AnswerId, FieldId, StepId};
use stegvis::form::{deidentified, fill};
use stegvis::routines;
use stegvis::session::event::{Event, FieldValue};
use stegvis::session::walk::Walk;

use crate::world::{ROUTINE, TODAY, TestEnvironment, list};

/// Words that must never be found on the disk.
const PLANTED: [&str; 6] = ["Abdirahman", "Şükriye", "Persson", "19121212", "070-123 45 67", "Storgatan"];

/// A walk to a saved form, line by line, with identities planted in its free text.
pub(crate) const LINES: [&str; 13] = [
    "2",
    "2",
    "0",
    "1",
    "",
    "Abdirahman och Şükriye Persson, 19121212-1212, 070-123 45 67, Storgatan 12",
    "m",
    "a",
    "",
    "7",
    "Ring Şükriye Persson",
    "a",
    "s",
];

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    list(folder).into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[expect(clippy::disallowed_methods, reason = "a test looks at every byte that was written")]
pub(crate) fn assert_nothing_planted(world: &TestEnvironment, when: &str) {
    for path in files(&world.path("")) {
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for planted in PLANTED {
            assert!(!text.contains(planted), "{when}: »{planted}« i {}", path.display());
            assert!(!path.to_string_lossy().contains(planted), "{when}: {}", path.display());
        }
    }
}

#[test]
fn a_walk_killed_at_any_line_leaves_nothing_identifying() {
    for killed_at in 0..=LINES.len() {
        let world = TestEnvironment::new();
        world.kill_after(&["walk", ROUTINE, "--plain"], &LINES[..killed_at]);
        assert_nothing_planted(&world, &format!("efter rad {killed_at}"));
    }
}

#[test]
fn the_walk_that_is_killed_ends_in_a_saved_form_where_it_is_not() {
    let world = TestEnvironment::new();
    let run = world.run_with(&["walk", ROUTINE, "--plain"], &(LINES.join("\n") + "\n"));
    assert_eq!(run.code, 0, "{}", run.out);
    assert_eq!(
        files(&world.path("")).iter().filter(|path| path.extension().is_some_and(|e| e == "pdf")).count(),
        1
    );
    assert_nothing_planted(&world, "efter att ha sparat");
}

fn routine() -> Arc<VerifiedFlow> {
    routines::load_routine(ROUTINE, clock::parse_day(TODAY).unwrap()).unwrap()
}

/// A walk of the small routine at its form.
fn at_the_form() -> Walk {
    let mut walk = Walk::new(routine());
    let answered =
        |step: &str, answer: &str| Event::Answered { step: StepId::new(step), answer: AnswerId::new(answer) };
    walk.apply(answered("akut", "nej")).unwrap();
    walk.apply(answered("alder", "vuxen")).unwrap();
    walk.apply(Event::Chose { step: StepId::new("grund"), options: Vec::new() }).unwrap();
    while !walk.position().in_form(walk.flow()) {
        let step = walk.flow().step(walk.position().at);
        let id = step.id.clone();
        let event = if step.is_act() {
            Event::Marked { step: id, mark: stegvis::flow::model::Mark::Todo }
        } else {
            Event::Read { step: id }
        };
        walk.apply(event).unwrap();
    }
    walk
}

/// Text of the kind that is typed: words, names, numbers and odd characters in any order.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Fatima Haddad".to_owned()),
        Just("mehmet".to_owned()),
        Just("Şükriye".to_owned()),
        Just("19121212-1212".to_owned()),
        Just("070-123 45 67".to_owned()),
        Just("Storgatan 12".to_owned()),
        Just("14 år".to_owned()),
        Just("klotter på väggen".to_owned()),
        Just("[person]".to_owned()),
        "[a-zåäöA-Z0-9 .,@-]{0,12}",
        "\\PC{0,6}",
    ];
    proptest::collection::vec(piece, 0..8)
        .prop_map(|pieces| pieces.join(" ").replace(|c: char| c.is_control(), " "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is typed and however it is decided, no byte that can be stored holds what was undecided or masked.
    #[test]
    fn no_export_holds_what_was_masked(text in typed(), keeps in proptest::collection::vec(any::<bool>(), 12)) {
        let scanner = Scanner::builtin();
        let mut clearings = Clearings::default();
        let mut text = text;
        let mut masked: Vec<String> = Vec::new();
        let mut keeps = keeps.into_iter();
        // One decision at a time, as a person makes them.
        let screened = loop {
            match screen_text(&scanner, &text, &clearings) {
                Ok(screened) => break screened,
                Err(found) => {
                    let finding: Finding = found[0].clone();
                    prop_assert!(text.is_char_boundary(finding.range.start) && text.is_char_boundary(finding.range.end));
                    if keeps.next().unwrap_or(false) {
                        clearings.clear_finding(&text, &finding);
                    } else {
                        masked.push(text.get(finding.range.clone()).unwrap().to_owned());
                        text = apply_decisions(&text, &[(finding, FindingDecision::Mask)]);
                    }
                }
            }
        };
        let kept = screened.text().to_owned();
        let mut walk = at_the_form();
        prop_assume!(kept.chars().count() <= 500);
        walk.apply(Event::Filled { field: FieldId::new("beskrivning"), value: FieldValue::Text(screened) }).unwrap();
        let form = fill::fill_form(&walk, clock::parse_day(TODAY).unwrap());
        let form = deidentified::pass_gate(form).unwrap();
        for format in [Format::Json, Format::Txt] {
            let bytes = export::render_form(&form, format, Purpose::Case).unwrap();
            let written = String::from_utf8_lossy(&bytes);
            for gone in masked.iter().filter(|gone| gone.trim().chars().count() > 3 && !kept.contains(gone.as_str())) {
                prop_assert!(!written.contains(gone.trim()), "{gone:?} i {format:?}");
            }
        }
    }
}
