//! What the ordinary case costs whoever holds the keyboard.

use stegvis::clock;

use crate::tui::DAY;

#[path = "../../benches/effort/cases.rs"]
mod cases;

#[path = "../../benches/effort/lines.rs"]
mod lines;

#[test]
fn over_lines_the_ordinary_case_takes_at_most_42_keys_and_24_lines() {
    let today = clock::parse_day(DAY).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for case in &cases::CASES {
        let effort = lines::walk_in_lines(case, today, folder.path());
        let seconds = cases::model_seconds(effort.keys, effort.prompts, effort.words);
        println!("{}: {seconds:?} {effort:?}", case.name);
    }
    let ordinary = lines::walk_in_lines(&cases::CASES[0], today, folder.path());
    assert!(ordinary.keys <= 42, "{ordinary:?}");
    assert!(ordinary.prompts <= 24, "{ordinary:?}");
}

#[test]
fn the_ordinary_case_under_18_takes_at_most_30_keys_and_19_pages() {
    let today = clock::parse_day(DAY).unwrap();
    for case in &cases::CASES {
        let effort = cases::walk_case(case, today);
        let seconds = cases::model_seconds(effort.keys, effort.pages, effort.words);
        println!("{}: {seconds:?} {effort:?}", case.name);
    }
    let ordinary = cases::walk_case(&cases::CASES[0], today);
    assert!(ordinary.keys <= 30, "{ordinary:?}");
    assert!(ordinary.pages <= 19, "{ordinary:?}");
}
