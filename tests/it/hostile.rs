//! Hostile text from every side: routines, names of files, profiles, saved forms and pastes never steer the terminal.

use std::sync::Arc;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::KeyCode;
use stegvis::check::verified::VerifiedFlow;
use stegvis::clock;
use stegvis::deid::Scanner;
use stegvis::routines;
use stegvis::tui::key::KeyPress;
use stegvis::tui::message::Message;
use stegvis::tui::model::{Model, RoutineCard};
use stegvis::tui::theme::{ColorSupport, Theme};
use stegvis::tui::{update_undrawn, view};

use crate::world::{ROUTINE, Run, TODAY, TestEnvironment, text};

/// Clears the screen, sets the title of the window, rings, colours, and turns the order of reading.
const HOSTILE: &str = "ond\u{1b}[2J\u{1b}]0;titel\u{7}\u{9b}31m\u{202e}\u{2066}slut";

/// The small routine with hostile words everywhere a person reads.
fn hostile_routine(words: &str) -> String {
    let quoted = serde_json::to_string(words).unwrap();
    // JSON leaves some characters as they are that YAML does not take.
    let quoted: String = quoted
        .chars()
        .flat_map(|c| {
            let raw = c.is_control() || ('\u{7f}'..='\u{9f}').contains(&c) || !printable(c);
            if raw { format!("\\U{:08x}", u32::from(c)).chars().collect::<Vec<_>>() } else { vec![c] }
        })
        .collect();
    let mut routine = text(ROUTINE.as_ref());
    for known in [
        "Rutin att prova",
        "Exempelstad",
        "Är någon i fara just nu?",
        "I en akut situation ska polisen kontaktas.",
        "Vid akut fara, ring 112.",
        "Ring 112 nu",
        "Åsikter är inte i sig skäl att agera.",
        "Så som den uppgetts.",
        "Sök på intranätet.",
    ] {
        assert!(routine.contains(known), "{known}");
        routine = routine.replace(known, &quoted);
    }
    routine
}

/// What YAML takes as it stands.
fn printable(c: char) -> bool {
    matches!(c, '\u{20}'..='\u{7e}' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether a character moves the cursor, changes colours, or turns the order of reading.
fn steers(c: char) -> bool {
    stegvis::characters::is_control(c)
}

fn assert_tame(run: &Run, what: &str) {
    for said in [&run.out, &run.err] {
        let steering = said.chars().find(|c| *c != '\n' && steers(*c));
        assert_eq!(steering, None, "{what}: {said:?}");
    }
}

#[test]
fn no_command_sends_anything_hostile_on() {
    let world = TestEnvironment::new();
    let routine = hostile_routine(HOSTILE);
    let named = world.write("rutin\u{1b}[2J.yaml", &routine);
    world.write(&format!(".local/share/stegvis/flows/x{HOSTILE}.yaml").replace("]0;titel", ""), &routine);
    world.write(&format!(".local/share/stegvis/forms/2026-v47-{HOSTILE}-abcdef.json"), HOSTILE);
    for (n, key) in ["administration", "unit", "intranet", "save_folder", HOSTILE].into_iter().enumerate() {
        let world = TestEnvironment::new();
        let profile = world.write(".config/stegvis/profil.yaml", &format!("{key}: \"x {HOSTILE}\"\n"));
        let said = world.run(&["profile", "check"]);
        assert_ne!(said.code, 0, "{n}: the hostile profile never reached a reader: {said:?}");
        for words in [
            &["profile", "show"][..],
            &["profile", "check"],
            &["profile", "check", &profile],
            &["forms"],
            &["summary"],
        ] {
            assert_tame(&world.run(words), &format!("profile {n}: {words:?}"));
        }
    }
    let broken = world.write("trasig\u{1b}[31m.yaml", &format!("{HOSTILE}: [\n"));
    let read = world.run(&["check", &named]);
    assert!(read.code == 0 || read.out.contains('␛'), "the hostile words never reached a reader: {read:?}");
    let runs: &[&[&str]] = &[
        &["flows"],
        &["forms"],
        &["check", &named],
        &["check", &broken],
        &["check", &named, "--format", "json"],
        &["graph", &named],
        &["graph", &named, "--format", "mermaid"],
        &["graph", &named, "--format", "dot"],
        &["graph", &named, "--format", "svg"],
        &["graph", &named, "--format", "json"],
        &["diff", &named, ROUTINE],
        &["profile", "show"],
        &["profile", "check"],
        &["export", &format!("{HOSTILE}.json")],
        &["walk", HOSTILE],
        &["walk", &named, "--answers", &broken],
        &[HOSTILE],
    ];
    for words in runs {
        assert_tame(&world.run(words), &format!("{words:?}"));
    }
    let lines = format!("?\nv\n1\n1\n1\n1\n1 3\n\nl\nt\n\n2\n{HOSTILE}\n\n\n\n\n\n\n{HOSTILE}\n\ns\nq\nja\n");
    assert_tame(&world.run_with(&["walk", &named, "--plain"], &lines), "walk --plain");
    assert_tame(&world.run_with(&["scan"], HOSTILE), "scan");
}

/// The routine read and proved, where it can be.
fn proved(words: &str) -> Option<Arc<VerifiedFlow>> {
    let world = TestEnvironment::new();
    let path = world.write("ond.yaml", &hostile_routine(words));
    routines::load_routine(&path, clock::parse_day(TODAY).unwrap()).ok()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_page_draws_anything_hostile(words in "[\\x00-\\x1f\\x7f-\\x9f\\u{200b}-\\u{2069}\\u{300}-\\u{30f}a漢👩\\u{feff}]{1,30}") {
        let words = format!("x{words}x");
        let card = RoutineCard { id: words.clone(), title: words.clone(), owner: words.clone(), origin: words.clone() };
        let mut model = Model::new(clock::parse_day(TODAY).unwrap(), (120, 40), vec![card]);
        draw(&model);
        if let Some(flow) = proved(&words) {
            update_undrawn(&mut model, Message::Opened(flow, Arc::new(Scanner::builtin())));
            for key in "v1?1m11a1s?11111g".chars() {
                update_undrawn(&mut model, Message::Key(KeyPress::char(key)));
                draw(&model);
                update_undrawn(&mut model, Message::Key(KeyPress::plain(KeyCode::Esc)));
                update_undrawn(&mut model, Message::Pasted(words.clone()));
                draw(&model);
            }
        }
        update_undrawn(&mut model, Message::NotOpened(words));
        draw(&model);
    }
}

fn draw(model: &Model) {
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    terminal.draw(|frame| drop(view::draw_screen(frame, model, &Theme::new(ColorSupport::Many)))).unwrap();
    let cells = terminal.backend().buffer().content();
    assert!(!cells.iter().any(|cell| cell.symbol().chars().any(steers)));
}
