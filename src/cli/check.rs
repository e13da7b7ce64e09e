//! `stegvis check`: flows verified; their faults with places, what was proved of them, and their figures.
//!
//! JSON: `{"format": "stegvis-check", "version": 1, "on", "flows": [{"file", "walkable", "findings": […], "guarantees":
//! […], "figures"}]}`. A finding is what [`faults::json`] documents. A guarantee is `{"id", "says", "verdict"}` with
//! `verdict` one of `proved`, `broken`, `vacuous` (no walk is such as its `given` says) and `undecided`; there are none
//! where the flow could not be explored. The figures are `null` there too, else `{"steps", "states", "transitions",
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
use crate::check::verified;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow;
use crate::flow::model::Guarantee;
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
    /// Its size, where it could be explored.
    figures: Option<Figures>,
}

/// A guarantee and what was found of it.
struct Promise {
    id: String,
    says: String,
    verdict: Verdict,
}

pub(super) fn run(arguments: &Check, console: &mut Console) -> Result<Exit, Failure> {
    let on = match arguments.on {
        Some(day) => day,
        None => clock::today().map_err(Failure::Day)?,
    };
    if arguments.watch {
        return watch::watch(&arguments.flows, on, console);
    }
    let checked = check_all(&names(&arguments.flows)?, on)?;
    match arguments.output.format {
        Shape::Text => checked.iter().try_for_each(|flow| tell(flow, console))?,
        Shape::Json => {
            let flows: Vec<Value> = checked.iter().map(json).collect();
            let day = on.format("%Y-%m-%d").to_string();
            let all = json!({ "format": "stegvis-check", "version": VERSION, "on": day, "flows": flows });
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
        Err(findings) => return Ok(Checked { files, beside, findings, promises: Vec::new(), figures: None }),
    };
    let examined = verified::examine(&flow, on);
    let figures = examined.figures(&flow);
    let promise = |(guarantee, verdict): (&Guarantee, Verdict)| Promise {
        id: guarantee.id.to_string(),
        says: guarantee.says.trim_end().to_owned(),
        verdict,
    };
    let promises = flow.guarantees.iter().zip(examined.verdicts).map(promise).collect();
    Ok(Checked { files, beside, findings: examined.findings, promises, figures })
}

/// A file that is no text, as a routine with that fault.
fn not_text(found: NotText) -> Routine {
    let faults = vec![flow::not_text(&found, FileId::MAIN)];
    Routine { files: Sources::new(found.file, []), beside: Vec::new(), flow: Err(faults) }
}

fn tell(flow: &Checked, console: &mut Console) -> Result<(), Failure> {
    if !flow.findings.is_empty() {
        console.fault(&faults::text(&flow.files, &flow.findings, console.colour()));
    }
    console.result(text(flow))
}

fn text(flow: &Checked) -> String {
    let name = visible(flow.files.main().name());
    let errors = flow.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let heading = match (errors, flow.findings.len()) {
        (0, 0) => format!("{name}: inga fel\n"),
        (0, 1) => format!("{name}: inga fel, 1 varning\n"),
        (0, warnings) => format!("{name}: inga fel, {warnings} varningar\n"),
        (errors, _) => format!("{name}: {errors} fel, kan inte användas\n"),
    };
    let mut rows = vec![heading];
    rows.extend(flow.figures.map(size));
    let proved = flow.promises.iter().filter(|promise| promise.verdict == Verdict::Proved).count();
    if !flow.promises.is_empty() {
        rows.push(format!("    {proved} av {} garantier bevisade\n", flow.promises.len()));
    }
    for promise in &flow.promises {
        let says = visible(&promise.says);
        rows.push(format!("      {:<13} {}: {says}\n", word(&promise.verdict), promise.id));
    }
    rows.concat()
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
        "findings": found["findings"].take(),
        "guarantees": promises.collect::<Vec<_>>(),
        "figures": figures,
    })
}

fn count(walks: u128) -> Value {
    u64::try_from(walks).map_or_else(|_| json!(walks.to_string()), |walks| json!(walks))
}
