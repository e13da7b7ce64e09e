//! `stegvis check`: flows verified; their faults with places, what was proved of them, and their figures.
//!
//! JSON: `{"format": "stegvis-check", "version": 1, "on", "proved_means", "flows": [{"file", "walkable", "laws_read":
//! {"first", "last"}, "findings": […], "guarantees": […], "figures"}]}`. `proved_means` says in Swedish what a proof is
//! worth. `laws_read` are the first and the last day that the texts of its laws were read, `null` where none is written:
//! nothing is known of the law of a later day, whatever `on` is. A finding is what [`faults::json`] documents. A guarantee
//! is `{"id", "says", "verdict"}` with `verdict` one of `proved`, `broken`, `vacuous` (no walk is such as its `given` says)
//! and `undecided`; there are none where the flow could not be explored. The figures are `null` there too, else `{"steps", "states", "transitions",
//! "walks", "questions": {"fewest", "most"}}`; `walks` is a number, or a string of digits where it is larger than 2⁶⁴,
//! exact up to 2¹²⁸ − 1, which stands for that many or more.

mod watch;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::{Check, Shape};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::faults;
use crate::check::figures::Figures;
use crate::check::guarantee::Verdict;
use crate::check::rule::rests_on;
use crate::check::verified;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow;
use crate::flow::law::ReadDays;
use crate::flow::model::Guarantee;
use crate::paper::PROVED_MEANS;
use crate::prose::visible;
use crate::routines::{self, Home, LoadFault, Routine, Shelf};
use crate::session::walk::Remaining;
use crate::source::{FileId, NotText, SourceFile, Sources};
use crate::store::error::StoreError;
use crate::{clock, store};

/// The version of the JSON shape.
const VERSION: u32 = 1;

/// One flow, checked.
struct Checked {
    files: Sources,
    /// The files that were looked for beside it, there or not.
    beside: Vec<PathBuf>,
    findings: Vec<Diagnostic>,
    promises: Vec<Promise>,
    /// When the laws it rests on were read.
    read: Option<ReadDays>,
    /// The day it was checked for.
    on: NaiveDate,
    /// Its size, where it could be explored.
    figures: Option<Figures>,
}

/// A guarantee and what was found of it.
struct Promise {
    id: String,
    says: String,
    verdict: Verdict,
    /// Whether it holds only of the law as its text was read.
    of_law: bool,
}

/// Which guarantees are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    /// All of them.
    All,
    /// Those that are not proved.
    Unproved,
}

pub(super) fn run(arguments: &Check, console: &mut Console) -> Result<Exit, Failure> {
    let on = match arguments.on {
        Some(day) => day,
        None => clock::today().map_err(Failure::Day)?,
    };
    if arguments.watch {
        let listed = if arguments.proved { Listed::All } else { Listed::Unproved };
        return watch::watch(&arguments.flows, on, listed, console);
    }
    let names = names(&arguments.flows)?;
    if names.is_empty() {
        return Err(Failure::Nothing("ingen rutin", format!("i {}", visible(&arguments.flows.join(", ")))));
    }
    let checked = check_all(&names, on)?;
    match arguments.output.format {
        Shape::Text => checked.iter().try_for_each(|flow| tell(flow, console))?,
        Shape::Json => {
            let flows: Vec<Value> = checked.iter().map(json).collect();
            let day = on.format("%Y-%m-%d").to_string();
            let all = json!({
                "format": "stegvis-check",
                "version": VERSION,
                "on": day,
                "proved_means": PROVED_MEANS,
                "flows": flows,
            });
            console.result(format!("{all:#}\n"))?;
        }
    }
    Ok(if checked.iter().all(Checked::is_walkable) { Exit::Done } else { Exit::Refused })
}

impl Checked {
    fn is_walkable(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }
}

/// The flows that were named, with folders opened; all there are where none was.
fn names(given: &[String]) -> Result<Vec<String>, Failure> {
    if given.is_empty() {
        return Ok(routines::names());
    }
    let mut names = Vec::new();
    for name in given {
        match routines::folder(Path::new(name)).map_err(Failure::Input)? {
            Some(files) => names.extend(files.iter().map(|path| path.to_string_lossy().into_owned())),
            None => names.push(name.clone()),
        }
    }
    Ok(names)
}

/// The flows checked, in their order, by as many workers as the computer has. The longest are begun first, so that no
/// worker is left alone with one at the end.
fn check_all(names: &[String], on: NaiveDate) -> Result<Vec<Checked>, Failure> {
    let mut waiting: Vec<_> = names.iter().map(|name| routines::source(name)).enumerate().collect();
    waiting.sort_by_key(|(_, source)| source.as_ref().map_or(0, |(file, _)| file.text().len()));
    let waiting = Mutex::new(waiting);
    let longest = || waiting.lock().ok()?.pop();
    let shelf = Shelf::default();
    let checked = |(at, source)| (at, check(source, &shelf, on));
    let work = || -> Vec<_> { std::iter::from_fn(longest).map(checked).collect() };
    let workers = thread::available_parallelism().map_or(1, usize::from).min(names.len());
    let mut checked: Vec<_> = thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let mine = work();
        let theirs = others
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        mine.into_iter().chain(theirs).collect()
    });
    checked.sort_by_key(|(at, _)| *at);
    checked.into_iter().map(|(_, flow)| flow).collect()
}

fn check(
    source: Result<(SourceFile, Home), LoadFault>,
    shelf: &Shelf,
    on: NaiveDate,
) -> Result<Checked, Failure> {
    let Routine { files, beside, flow } = match source {
        Ok((file, home)) => home.read(file, shelf),
        Err(LoadFault::File(StoreError::NotText(found))) => not_text(*found),
        Err(fault) => return Err(Failure::Load(fault)),
    };
    let flow = match flow {
        Ok(flow) => flow,
        Err(findings) => {
            let promises = Vec::new();
            return Ok(Checked { files, beside, findings, promises, read: None, on, figures: None });
        }
    };
    let examined = verified::examine(&flow, on);
    let figures = examined.figures(&flow);
    let promise = |(guarantee, verdict): (&Guarantee, Verdict)| Promise {
        id: guarantee.id.to_string(),
        says: guarantee.says.trim_end().to_owned(),
        verdict,
        of_law: guarantee.is_of_law(),
    };
    let promises = flow.guarantees.iter().zip(examined.verdicts).map(promise).collect();
    let read = ReadDays::of(rests_on(&flow));
    Ok(Checked { files, beside, findings: examined.findings, promises, read, on, figures })
}

/// A file that is no text, as a routine with that fault.
fn not_text(found: NotText) -> Routine {
    let faults = vec![flow::not_text(&found, FileId::MAIN)];
    Routine { files: Sources::new(found.file, []), beside: Vec::new(), flow: Err(faults) }
}

fn tell(flow: &Checked, console: &mut Console) -> Result<(), Failure> {
    tell_faults(flow, console);
    console.result([heading(flow), body(flow, Listed::All)].concat())
}

fn tell_faults(flow: &Checked, console: &mut Console) {
    if !flow.findings.is_empty() {
        console.fault(&faults::text(&flow.files, &flow.findings, console.colour()));
    }
}

/// The verdict on the flow, in one line.
fn heading(flow: &Checked) -> String {
    let name = visible(flow.files.main().name());
    let errors = flow.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    match (errors, flow.findings.len()) {
        (0, 0) => format!("{name}: inga fel\n"),
        (0, 1) => format!("{name}: inga fel, 1 varning\n"),
        (0, warnings) => format!("{name}: inga fel, {warnings} varningar\n"),
        (errors, _) => format!("{name}: {errors} fel, kan inte användas\n"),
    }
}

/// Its figures, when its laws were read, and its guarantees: those first that are not proved.
fn body(flow: &Checked, listed: Listed) -> String {
    let mut rows: Vec<String> = flow.figures.map(size).into_iter().collect();
    rows.extend(flow.read.map(|read| law_row(read, flow.on)));
    let (proved, unproved): (Vec<&Promise>, Vec<&Promise>) =
        flow.promises.iter().partition(|promise| promise.verdict == Verdict::Proved);
    if !flow.promises.is_empty() {
        let (proved, all) = (proved.len(), flow.promises.len());
        rows.push(format!("    {proved} av {all} garantier bevisade: {PROVED_MEANS}\n"));
    }
    let told = unproved.into_iter().chain(proved.into_iter().filter(|_| listed == Listed::All));
    rows.extend(told.map(|promise| promise_row(promise, flow.read)));
    rows.concat()
}

fn law_row(read: ReadDays, on: NaiveDate) -> String {
    let later = if on > read.last { format!("; vad som gäller {on} är inte läst") } else { String::new() };
    format!("    lagtexten {}{later}\n", read.words())
}

fn promise_row(promise: &Promise, read: Option<ReadDays>) -> String {
    let says = visible(&promise.says);
    let of_law = read.filter(|_| promise.of_law);
    let of_law = of_law.map(|read| format!(" Enligt lagtexten {}.", read.words())).unwrap_or_default();
    format!("      {:<13} {}: {says}{of_law}\n", word(&promise.verdict), promise.id)
}

fn size(figures: Figures) -> String {
    let walks = match figures.walks {
        u128::MAX => "3,4·10³⁸ eller fler".to_owned(),
        walks => walks.to_string(),
    };
    format!(
        "    {} steg, {} lägen, {} övergångar, {walks} vägar, {} frågor\n",
        figures.steps,
        figures.states,
        figures.transitions,
        span(figures.questions)
    )
}

fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Proved => "bevisat",
        Verdict::Broken { .. } => "BRUTET",
        Verdict::Vacuous => "SÄGER INGET",
        Verdict::Undecided(_) => "INTE AVGJORT",
    }
}

fn span(questions: Remaining) -> String {
    let Remaining { fewest, most } = questions;
    if fewest == most { most.to_string() } else { format!("{fewest}–{most}") }
}

fn json(flow: &Checked) -> Value {
    let mut found = faults::json(&flow.files, &flow.findings);
    let figures = flow.figures.map(|figures| {
        json!({
            "steps": figures.steps,
            "states": figures.states,
            "transitions": figures.transitions,
            "walks": count(figures.walks),
            "questions": { "fewest": figures.questions.fewest, "most": figures.questions.most },
        })
    });
    let promises = flow.promises.iter().map(|promise| {
        let verdict = match promise.verdict {
            Verdict::Proved => "proved",
            Verdict::Broken { .. } => "broken",
            Verdict::Vacuous => "vacuous",
            Verdict::Undecided(_) => "undecided",
        };
        json!({ "id": promise.id, "says": promise.says, "verdict": verdict })
    });
    json!({
        "file": store::shown(Path::new(flow.files.main().name())),
        "walkable": flow.is_walkable(),
        "laws_read": flow.read.map(|read| json!({ "first": read.first.to_string(), "last": read.last.to_string() })),
        "findings": found["findings"].take(),
        "guarantees": promises.collect::<Vec<_>>(),
        "figures": figures,
    })
}

fn count(walks: u128) -> Value {
    u64::try_from(walks).map_or_else(|_| json!(walks.to_string()), |walks| json!(walks))
}
