//! Killed outright at every event of three walks: nothing decided is lost, nothing undecided is found. Two walks over
//! lines, through a pipe, and one in the terminal.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use stegvis::clock;
use stegvis::deid::Scanner;
use stegvis::draft::list::Drafts;
use stegvis::draft::log::Record;
use stegvis::draft::writer::DraftWriter;
use stegvis::plain::{self, InterruptedWalk, LinePage, Setup};
use stegvis::routines;
use stegvis::store::Store;

use crate::pty::{ACUTE, Terminal};
use crate::tui::Screen;
use crate::world::{ROUTINE, TODAY, TestEnvironment};
use crate::{drafts, leaks};

/// The folder of drafts in a home with nothing set.
fn folder(world: &TestEnvironment) -> PathBuf {
    world.path(".local/share/stegvis/drafts")
}

/// What stands in the one draft of a folder.
pub(crate) fn kept(folder: &Path) -> Vec<Record> {
    let drafts = Drafts::in_folder(folder);
    // Another test that starts a program this very moment can hold on to the file until the program has started. A draft
    // that is held is not found, so "none" counts only while nothing is held.
    let found = (0..1_000_000).find_map(|_| {
        std::thread::yield_now();
        let found = drafts.find_drafts();
        (!found.is_empty() || (!drafts.is_open_elsewhere() && drafts.find_drafts().is_empty()))
            .then_some(found)
    });
    let found = found.expect("the draft is open elsewhere");
    assert!(found.len() <= 1);
    let Some(one) = found.first() else { return Vec::new() };
    let taken = (0..1_000_000).find_map(|_| {
        std::thread::yield_now();
        drafts.resume(&one.id).ok()
    });
    taken.expect("the draft is open elsewhere").1.records
}

/// What the session keeps of these lines where nobody kills it: what was decided.
pub(crate) fn decided(lines: &[&str]) -> Vec<Record> {
    let folder = tempfile::tempdir().unwrap();
    let today = clock::parse_day(TODAY).unwrap();
    let setup = Setup {
        flow: routines::load_routine(ROUTINE, today).unwrap(),
        today,
        store: Store::in_folder(folder.path()),
        formats: Vec::new(),
        scanner: Arc::new(Scanner::builtin()),
        speller: stegvis::spelling::Speller::default(),
        keeper: DraftWriter::new(Drafts::in_folder(folder.path())),
        interrupted: InterruptedWalk::Mention,
        page: LinePage::default(),
    };
    let input: String = lines.iter().flat_map(|line| [line, "\n"]).collect();
    plain::run_session(setup, &mut input.as_bytes(), &mut Vec::new()).unwrap();
    kept(folder.path())
}

#[test]
fn over_lines_nothing_decided_is_lost_and_nothing_undecided_found() {
    let (mut kills, mut events) = (0, 0);
    for walk in [&drafts::LINES[..], &leaks::LINES[..leaks::LINES.len() - 1]] {
        for at in 0..=walk.len() {
            let world = TestEnvironment::new();
            world.kill_after(&["walk", ROUTINE, "--plain"], &walk[..at]);
            let decided = decided(&walk[..at]);
            assert_eq!(kept(&folder(&world)), decided, "after line {at} of {walk:?}");
            leaks::assert_nothing_planted(&world, &format!("after line {at} of {walk:?}"));
            kills += 1;
            events += decided.len();
        }
    }
    println!("{kills} kills, {events} decided events kept, 0 lost, 0 undecided found");
}

#[test]
fn in_the_terminal_nothing_decided_is_lost_and_the_walk_goes_on_where_it_was() {
    let mut straight = Screen::walking();
    let (mut kills, mut events) = (0, 0);
    for at in 2..=ACUTE.len() {
        straight.keys(&ACUTE[at - 1].0.replace('\r', " Enter"));
        let world = TestEnvironment::new();
        let mut terminal = Terminal::start(&world, &[]);
        terminal.until("q avsluta").walk(&ACUTE[..at]).kill();
        let expected = straight.kept();
        assert_eq!(kept(&world.path("data/stegvis/drafts")), expected, "after key {at}");
        let mut terminal = Terminal::start(&world, &[]);
        terminal.until("Fortsätt:").press("\r").until("Du är där du var").until(ACUTE[at - 1].1);
        kills += 1;
        events += expected.len();
    }
    println!("{kills} kills, {events} decided events kept, 0 lost");
}
