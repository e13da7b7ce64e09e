//! Routines of any size, for benches: generated text, read as flows.

use std::fmt::Write;

use stegvis::flow;
use stegvis::flow::model::Flow;
use stegvis::source::{FileId, SourceFile};

/// Whether a generated flow has conditions and guarantees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Plain,
    Guarded,
    /// Every answer steers something at the far end: more states than anyone can explore.
    Worst,
}

/// Reads a flow.
pub(crate) fn read(text: &str) -> Flow {
    match flow::read_flow(&SourceFile::new("generated", text), FileId(0)) {
        Ok(flow) => flow,
        Err(faults) => unreadable(&faults.first().map(|fault| fault.message.clone()).unwrap_or_default()),
    }
}

#[expect(clippy::panic, reason = "a bench over a flow that cannot be read measures nothing")]
fn unreadable(why: &str) -> Flow {
    panic!("the generated flow cannot be read: {why}")
}

/// A flow of so many steps: questions that lead on one to three steps, every tenth step an act.
pub(crate) fn text(kind: Kind, steps: usize) -> String {
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
    let _written = writeln!(text, "  - {{id: g{n}, says: Garanti {n}., given: {given}, then: {then}}}");
}
