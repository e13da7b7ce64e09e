//! What checking costs as flows grow: 10² to 10⁵ steps without conditions, and up to 10⁴ with conditions and fifty
//! guarantees. `cargo bench --bench check`.
//!
//! `STEGVIS_BENCH_OUT=folder cargo bench --bench check -- --test` also writes the flows as files, to measure the whole
//! command on.

mod generated;

use chrono::NaiveDate;
use divan::Bencher;
use stegvis::check::verified::{CheckReport, examine_flow};
use stegvis::flow::model::Flow;
use stegvis::routines::{self, Routine, RoutineLoadFault};

use generated::{Kind, read, text};

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

fn checked(flow: &Flow) -> CheckReport {
    examine_flow(flow, NaiveDate::default())
}

fn built_in() -> Routine {
    match routines::read_routine(routines::DEFAULT) {
        Ok(routine) => routine,
        Err(fault) => unreadable(&fault),
    }
}

#[expect(clippy::panic, reason = "a bench over a flow that cannot be read measures nothing")]
fn unreadable(why: &RoutineLoadFault) -> Routine {
    panic!("the routine cannot be read: {why:?}")
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
