//! What five ordinary cases cost whoever holds the keyboard: keys, pages, and the program's own time. `cargo bench --bench effort`.
//!
//! The first case took 45 keys and 27 pages before the form was one page (2026-11-29).

#[expect(clippy::unwrap_used, clippy::panic, reason = "a case that cannot be walked is a fault of this file")]
mod cases;

use chrono::NaiveDate;

#[expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench measures time, and tells")]
fn main() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default();
    println!("{:<20} {:>9} {:>6} {:>7} {:>9}", "fall", "tangenter", "sidor", "öppnat", "program");
    for case in &cases::CASES {
        let begun = std::time::Instant::now();
        let effort = cases::walk_case(case, today);
        let time = begun.elapsed().as_secs_f64() * 1000.0;
        println!(
            "{:<20} {:>9} {:>6} {:>7} {time:>6.1} ms   {}",
            case.name,
            effort.keys,
            effort.pages,
            effort.opened,
            effort.pressed.join(" ")
        );
    }
}
