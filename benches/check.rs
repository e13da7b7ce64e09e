//! What checking costs as flows grow: 10² to 10⁵ steps without conditions, and up to 10⁴ with conditions and fifty
//! guarantees. `cargo bench --bench check`.
//!
//! `STEGVIS_BENCH_OUT=folder cargo bench --bench check -- --test` also writes the flows as files, to measure the whole
//! command on.

use std::fmt::Write;

use chrono::NaiveDate;
use divan::Bencher;
use stegvis::check::verified::{Examined, examine};
use stegvis::flow;
use stegvis::flow::model::Flow;
use stegvis::routines::{self, Routine};
use stegvis::source::{FileId, SourceFile};

/// Whether a generated flow has conditions and guarantees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Guarded,
    /// Every answer steers something at the far end: more states than anyone can explore.
    Worst,
}

fn main() {
    write_files();
    divan::main();
}

#[divan::bench(args = [100, 1_000, 10_000, 100_000])]
fn plain(bencher: Bencher<'_, '_>, steps: usize) {
    measure(bencher, Kind::Plain, steps);
}

#[divan::bench(args = [100, 1_000, 10_000])]
fn guarded_with_fifty_guarantees(bencher: Bencher<'_, '_>, steps: usize) {
    measure(bencher, Kind::Guarded, steps);
}

#[divan::bench(args = [100, 1_000])]
fn worst(bencher: Bencher<'_, '_>, steps: usize) {
    measure(bencher, Kind::Worst, steps);
}

#[divan::bench]
fn stockholm(bencher: Bencher<'_, '_>) {
    let routine = built_in();
    bencher.bench(|| routine.flow.as_ref().map(checked));
}

#[divan::bench]
fn reading_stockholm(bencher: Bencher<'_, '_>) {
    bencher.bench(built_in);
}

fn measure(bencher: Bencher<'_, '_>, kind: Kind, steps: usize) {
    let flow = read(&text(kind, steps));
    bencher.bench(|| checked(&flow));
}

fn checked(flow: &Flow) -> Examined {
    examine(flow, NaiveDate::default())
}

fn built_in() -> Routine {
    routines::read(routines::DEFAULT).unwrap_or_else(|fault| unreadable(&format!("{fault:?}")))
}

fn read(text: &str) -> Flow {
    match flow::read(&SourceFile::new("generated", text), FileId(0)) {
        Ok(flow) => flow,
        Err(faults) => unreadable(&faults.first().map(|fault| fault.message.clone()).unwrap_or_default()),
    }
}

#[expect(clippy::panic, reason = "a bench over a flow that cannot be read measures nothing")]
fn unreadable<T>(why: &str) -> T {
    panic!("the flow cannot be read: {why}")
}

/// A flow of so many steps: questions that lead on one to three steps, every tenth step an act.
fn text(kind: Kind, steps: usize) -> String {
    let mut text =
        String::from("format: 1\nid: stor\ntitle: Stor\npublisher: P\nversion: 1\nstart: s0\nsteps:\n");
    for n in 0..steps - 1 {
        let to = |far: usize| format!("s{}", (n + far).min(steps - 1));
        let one = match kind {
            Kind::Guarded if n % 10 == 9 => guarded(&format!("s{}", n - 4), &to(2), &to(1)),
            Kind::Worst if n > steps / 2 => guarded(&format!("s{}", n - steps / 2), &to(2), &to(1)),
            Kind::Plain | Kind::Guarded | Kind::Worst => to(1),
        };
        let row = if n % 10 == 3 {
            format!("  s{n}: {{act: Gör {n}, to: {one}}}\n")
        } else {
            let (two, three) = (to(2), to(3));
            format!(
                "  s{n}: {{ask: Fråga {n}, answers: {{a: {{text: A, to: {one}}}, b: {{text: B, to: {two}}}, c: {{text: C, unsure: true, to: {three}}}}}}}\n"
            )
        };
        text.push_str(&row);
    }
    let last = steps - 1;
    let form = "form: {title: B, after: T, sections: [{title: S, fields: {g: {label: G, kind: acts}}}]}";
    let _written = writeln!(text, "  s{last}: {{end: blankett}}\n{form}");
    if kind == Kind::Guarded {
        text.push_str("guarantees:\n");
        (0..50).for_each(|n| guarantee(&mut text, n, steps));
    }
    text
}

fn guarded(asked: &str, then: &str, otherwise: &str) -> String {
    let answer = if asked.ends_with('3') { "gjort" } else { "a" };
    format!("[{{when: {{{asked}: {{is: {answer}, if_unasked: false}}}}, go: {then}}}, {{go: {otherwise}}}]")
}

/// Guarantees of several kinds that hold, spread over the flow.
fn guarantee(text: &mut String, n: usize, steps: usize) {
    let at = (steps / 60 * (n + 1)) / 10 * 10;
    let (given, then) = match n % 5 {
        0 => (format!("{{s{at}: a}}"), format!("{{visits: s{at}}}")),
        1 => ("{s0: b}".to_owned(), "{never: s1}".to_owned()),
        2 => (format!("{{s{at}: [b, c]}}"), format!("{{before: [s{at}, s{}]}}", steps - 1)),
        3 => (format!("{{s{at}: c}}"), format!("{{ends: s{}}}", steps - 1)),
        _ => (format!("{{s{at}: a}}"), format!("{{max_questions: {steps}}}")),
    };
    // Nothing hinders the next reader from seeing which is which.
    let _written = writeln!(text, "  - {{id: g{n}, says: Löfte {n}., given: {given}, then: {then}}}");
}

#[expect(clippy::disallowed_methods, reason = "the flows are written out for measuring the whole command")]
fn write_files() {
    let Some(folder) = std::env::var_os("STEGVIS_BENCH_OUT") else { return };
    let folder = std::path::Path::new(&folder);
    let kinds = [
        (Kind::Plain, 100_000, "plain-100000.yaml"),
        (Kind::Plain, 10_000, "plain-10000.yaml"),
        (Kind::Guarded, 10_000, "guarded-10000.yaml"),
        (Kind::Worst, 1_000, "worst-1000.yaml"),
        (Kind::Worst, 100, "worst-100.yaml"),
    ];
    for (kind, steps, name) in kinds {
        drop(std::fs::write(folder.join(name), text(kind, steps)));
    }
}
