//! What five ordinary cases cost whoever holds the keyboard: keys, pages, words, the seconds that a model makes of them, and the
//! program's own time. `cargo bench --bench effort`.
//!
//! The first case took 45 keys and 27 pages before the form was one page (2026-11-29), and over lines 56 keys and 37 lines while every
//! field was asked for (2026-11-30).

#[expect(clippy::unwrap_used, clippy::panic, reason = "a case that cannot be walked is a fault of this file")]
mod cases;
#[expect(clippy::unwrap_used, clippy::panic, reason = "a case that cannot be walked is a fault of this file")]
mod lines;

use chrono::NaiveDate;

#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench measures time, and tells"
)]
fn main() {
    let folder = tempfile::tempdir().unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default();
    println!(
        "{:<20} {:>9} {:>6} {:>6} {:>9} {:>11} {:>9} | {:>9} {:>6} {:>6} {:>9} {:>11}",
        "fall",
        "tangenter",
        "sidor",
        "ord",
        "s, händer",
        "s, med läs.",
        "program",
        "rader: t.",
        "frågor",
        "ord",
        "s, händer",
        "s, med läs."
    );
    for case in &cases::CASES {
        let begun = std::time::Instant::now();
        let effort = cases::walk_case(case, today);
        let time = begun.elapsed().as_secs_f64() * 1000.0;
        let (hands, whole) = cases::model_seconds(effort.keys, effort.pages, effort.words);
        let lines = lines::walk_in_lines(case, today, folder.path());
        let (line_hands, line_whole) = cases::model_seconds(lines.keys, lines.prompts, lines.words);
        println!(
            "{:<20} {:>9} {:>6} {:>6} {hands:>9.0} {whole:>11.0} {time:>6.1} ms | {:>9} {:>6} {:>6} {line_hands:>9.0} {line_whole:>11.0}",
            case.name, effort.keys, effort.pages, effort.words, lines.keys, lines.prompts, lines.words
        );
        println!("    {} öppnade i blanketten; {}", effort.opened, effort.pressed.join(" "));
    }
}
