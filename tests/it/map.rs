//! The map: what it says of a walk is what the walk can do, and it can be folded, searched and left.

use std::sync::Arc;

use stegvis::check::verified::VerifiedFlow;
use stegvis::clock;
use stegvis::deid::Scanner;
use stegvis::flow::guard::Outcome;
use stegvis::flow::id::AnswerIx;
use stegvis::flow::model::StepKind;
use stegvis::map::browse::{MapBrowser, SearchStart};
use stegvis::map::{Map, MapTarget, WalkStanding, text};
use stegvis::routines;
use stegvis::session::event::Event;
use stegvis::session::walk::Walk;
use stegvis::tui::message::Message;

use crate::tui::{Screen, event, stockholm, walks_to_every_step};
use crate::world::{ROUTINE, TODAY};

fn small() -> Arc<VerifiedFlow> {
    routines::load_routine(ROUTINE, clock::parse_day(TODAY).unwrap()).unwrap()
}

/// The small routine, walked past its first two questions by the second answer of each.
fn walked() -> Walk {
    let mut walk = Walk::new(small());
    for (step, answer) in [("akut", 1), ("alder", 1)] {
        let step = walk.flow().find_step(step).unwrap();
        let event = event(&walk, step, &Outcome::One(AnswerIx::nth(answer)));
        walk.apply(event).unwrap();
    }
    walk
}

fn map(walk: &Walk) -> Map {
    Map::from_flow(walk.verified(), Some(walk.position()))
}

#[test]
fn as_text_it_says_which_way_was_taken_and_what_is_closed() {
    let walk = walked();
    insta::assert_snapshot!(text::map_lines(&map(&walk), walk.flow(), stegvis::prose::WIDTH).join("\n"));
}

#[test]
fn without_a_walk_nothing_is_passed_or_closed() {
    let map = Map::from_flow(&stockholm(), None);
    assert!(map.rows.iter().all(|row| row.standing == WalkStanding::Ahead));
}

/// Every event the walk can take where it stands.
fn events(walk: &Walk) -> Vec<Event> {
    let at = walk.position().at;
    let outcomes: Vec<Outcome> = match &walk.flow().step(at).kind {
        StepKind::Ask { answers } => (0..answers.len()).map(|n| Outcome::One(AnswerIx::nth(n))).collect(),
        StepKind::Choose { options, .. } => {
            (0..options.len()).map(|n| Outcome::Many(vec![AnswerIx::nth(n)])).collect()
        }
        StepKind::Act { .. } => walk
            .flow()
            .step(at)
            .possible_marks()
            .into_iter()
            .map(stegvis::flow::model::Mark::outcome)
            .collect(),
        StepKind::Tell { .. } => vec![Outcome::Passed],
        StepKind::End => Vec::new(),
    };
    outcomes.iter().map(|outcome| event(walk, at, outcome)).collect()
}

#[test]
fn from_every_step_each_answer_leads_along_a_way_that_the_map_has_open() {
    let mut tried = 0;
    for walk in walks_to_every_step(&stockholm()) {
        let (before, here) = (map(&walk), walk.position().at);
        for event in events(&walk) {
            let mut after = walk.clone();
            // An option that is not offered here is refused.
            if after.apply(event).is_err() {
                continue;
            }
            let reached = after.position().at;
            let standing = |map: &Map, at| map.rows[map.row_of(at).unwrap()].standing;
            assert_eq!(standing(&before, reached), WalkStanding::Ahead);
            let ways = |map: &Map, wanted: WalkStanding| {
                let leads = |place: &MapTarget| matches!(place, MapTarget::Way { from, to, .. } if (*from, *to) == (here, reached));
                map.rows.iter().filter(|row| leads(&row.place) && row.standing == wanted).count()
            };
            let step = &walk.flow().step(here).id;
            assert!(ways(&before, WalkStanding::Ahead) > 0, "{step}: a way that can be taken is closed");
            let after = map(&after);
            assert_eq!(ways(&after, WalkStanding::Passed), 1, "{step}: exactly one way was taken");
            assert_eq!(standing(&after, here), WalkStanding::Passed);
            tried += 1;
        }
    }
    assert!(tried > 80, "{tried}");
}

#[test]
fn what_is_closed_is_what_no_walk_from_here_comes_to() {
    for walk in walks_to_every_step(&stockholm()) {
        let map = map(&walk);
        let mut open = vec![walk.clone()];
        let mut reached = std::collections::BTreeSet::new();
        // Depth first, one walk for each step newly come to: what answers can lead to, by walking it.
        while let Some(walk) = open.pop() {
            if reached.insert(format!("{:?}", (walk.position().at, walk.position().path.last()))) {
                for event in events(&walk) {
                    let mut next = walk.clone();
                    if next.apply(event).is_ok() {
                        let row = &map.rows[map.row_of(next.position().at).unwrap()];
                        assert_ne!(row.standing, WalkStanding::Closed, "{}", row.text);
                        open.push(next);
                    }
                }
            }
        }
    }
}

#[test]
fn folding_hides_the_ways_and_never_the_cursor() {
    let mut browse = MapBrowser::new(map(&walked()));
    let all = browse.map.rows.len();
    let steps = browse.map.rows.iter().filter(|row| matches!(row.place, MapTarget::Step(_))).count();
    browse.toggle_all();
    assert_eq!(browse.in_sight(999).len(), all);
    browse.move_by(1);
    browse.toggle_all();
    assert_eq!(browse.in_sight(999).len(), steps);
    assert!(browse.in_sight(3).contains(&browse.cursor()));
    browse.move_by(-999);
    assert_eq!((browse.cursor(), browse.cursor_place()), (0, (1, steps)));
    browse.activate_row();
    browse.move_by(1);
    browse.activate_row();
    assert_eq!(browse.map.rows[browse.cursor()].text, "Ring 112 nu");
}

#[test]
fn search_goes_round_and_opens_what_it_finds() {
    let mut browse = MapBrowser::new(Map::from_flow(&small(), None));
    assert!(browse.seek_text("OROSANMÄLAN", SearchStart::Cursor));
    let first = browse.cursor();
    assert!(browse.seek_text("vet inte", SearchStart::Next));
    assert!(browse.in_sight(999).contains(&browse.cursor()));
    assert!(browse.seek_text("orosanmälan", SearchStart::Next));
    assert_eq!(browse.cursor(), first);
    assert!(!browse.seek_text("finns inte", SearchStart::Next));
    assert!(!browse.seek_text("", SearchStart::Next));
    assert_eq!(browse.cursor(), first);
}

#[test]
fn one_key_shows_it_in_a_walk_and_leaves_the_walk_as_it_was() {
    let mut screen = Screen::walking();
    screen.keys("2 3 1 3 2");
    let before = screen.walk().position().clone();
    insta::assert_snapshot!(screen.keys("k").text());
    screen.keys("* / c h e f Enter Tab Left Esc");
    assert_eq!(screen.walk().position(), &before);
    assert!(screen.text().contains("Misstänker du ett brott"), "{}", screen.text());
}

#[test]
fn a_wide_window_shows_more_of_it() {
    let mut screen = Screen::sized(120, 40);
    screen.take(Message::Opened(stockholm(), Arc::new(Scanner::builtin())));
    insta::assert_snapshot!(screen.keys("2 3 1 3 2 k *").text());
}

#[test]
fn from_the_start_page_it_is_the_whole_routine() {
    let mut screen = Screen::start();
    screen.open("Karta");
    screen.take(Message::Mapped(stockholm()));
    insta::assert_snapshot!(screen.text());
    assert!(screen.keys(".").text().contains("Du går ingen rutin nu"), "{}", screen.text());
    assert!(screen.keys("/ z z z").text().contains("Det finns inte på kartan."));
    assert!(screen.keys("Esc Esc").text().contains("Rutinen, ett steg i taget"));
}

#[test]
fn a_row_is_told_whole_under_the_map_where_it_is_cut_and_only_there() {
    let mut screen = Screen::walking();
    let whole = "  Klotter, klistermärken, flygblad, banderoll eller symbol på en plats → 4";
    assert_eq!(screen.keys("k * Home").text().matches("Hotar fara").count(), 1, "{}", screen.text());
    let text = screen.keys("Down Down Down Down Down Down").text();
    assert!(text.contains("▸       ├─ Klotter, klistermärken, flyg") && text.contains(whole), "{text}");
}

#[test]
fn its_keys_are_told_over_it_and_closing_them_leaves_it_as_it_was() {
    let mut screen = Screen::start();
    screen.take(Message::Mapped(stockholm()));
    let map = screen.keys("Down Down").text();
    let help = screen.keys("?").text();
    assert!(help.contains("Svara och välj") && help.contains("fäll ut alla"), "{help}");
    assert_eq!(screen.keys("PgDn Esc").text(), map);
    let help = screen.keys("/ a F1").text();
    assert!(help.contains("sluta söka"), "{help}");
    let searching = screen.keys("x Esc").text();
    assert!(searching.contains("Sök: a▏"), "{searching}");
}

#[test]
fn a_click_moves_to_the_row_it_hits() {
    let mut screen = Screen::start();
    screen.take(Message::Mapped(stockholm()));
    let row = |screen: &mut Screen, text: &str| {
        u16::try_from(screen.text().lines().position(|line| line.contains(text)).unwrap()).unwrap()
    };
    let at = row(&mut screen, "Vad bygger oron på?");
    screen.take(Message::Clicked(10, at));
    assert!(screen.text().contains("▸   11 + Vad bygger oron på?"), "{}", screen.text());
}
