//! `stegvis check`: flows verified; their faults with places, what was proved of them, and their figures.
//!
//! JSON: `{"format": "stegvis-check", "version": 1, "on", "proved_means", "flows": [{"file", "walkable", "laws_read":
//! {"first", "last"}, "findings": […], "guarantees": […], "figures"}]}`. `proved_means` says in Swedish what a proof is
//! worth. `laws_read` are the first and the last day that the texts of its laws were read, `null` where none is written:
//! nothing is known of the law of a later day, whatever `on` is. A finding is what [`faults::faults_to_json`] documents. A guarantee
//! is `{"id", "says", "verdict"}` with `verdict` one of `proved`, `broken`, `vacuous` (no walk is such as its `given` says)
//! and `undecided`; there are none where the flow could not be explored. The figures are `null` there too, else `{"steps", "states", "transitions",
//! "walks", "questions": {"fewest", "most"}}`; `walks` is a number, or a string of digits where it is larger than 2⁶⁴,
//! exact up to 2¹²⁸ − 1, which stands for that many or more.

mod watch;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::{CheckArguments, OutputFormat};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::faults;
use super::list_names;
use crate::check::cited_laws::rests_on;
use crate::check::figures::Figures;
use crate::check::guarantee::GuaranteeVerdict;
use crate::check::verified;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow;
use crate::flow::law::ReadDays;
use crate::flow::model::Guarantee;
use crate::paper::PROVED_MEANS;
use crate::prose::sanitize;
use crate::routines::{self, Routine, RoutineHome, RoutineLoadFault, SharedFileCache};
use crate::session::walk::StepRange;
use crate::source::{FileId, NotText, SourceFile, Sources};
use crate::store::error::StoreError;
use crate::{clock, store};

/// The version of the JSON shape.
const VERSION: u32 = 1;

/// One flow, checked.
struct CheckedFlow {
    files: Sources,
    /// The files that were looked for beside it, there or not.
    beside: Vec<PathBuf>,
    findings: Vec<Diagnostic>,
    promises: Vec<GuaranteeResult>,
    /// When the laws it rests on were read.
    read: Option<ReadDays>,
    /// The day it was checked for.
    on: NaiveDate,
    /// Its size, where it could be explored.
    figures: Option<Figures>,
}

/// A guarantee and what was found of it.
struct GuaranteeResult {
    id: String,
    says: String,
    verdict: GuaranteeVerdict,
    /// Whether it holds only of the law as its text was read.
    of_law: bool,
}

/// Which guarantees are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GuaranteeFilter {
    /// All of them.
    All,
    /// Those that are not proved.
    Unproved,
}

pub(super) fn run_check(arguments: &CheckArguments, console: &mut Console) -> Result<Exit, Failure> {
    let on = match arguments.on {
        Some(day) => day,
        None => clock::read_today().map_err(Failure::Day)?,
    };
    if arguments.watch {
        let listed = if arguments.proved { GuaranteeFilter::All } else { GuaranteeFilter::Unproved };
        return watch::watch_files(&arguments.flows, on, listed, console);
    }
    let names = find_names(&arguments.flows)?;
    if names.is_empty() {
        return Err(Failure::Nothing("ingen rutin", format!("i {}", list_names(&arguments.flows))));
    }
    let checked = check_all(&names, on)?;
    match arguments.output.format {
        OutputFormat::Text => checked.iter().try_for_each(|flow| report_flow(flow, console))?,
        OutputFormat::Json => {
            let flows: Vec<Value> = checked.iter().map(flow_to_json).collect();
            let day = on.format("%Y-%m-%d").to_string();
            let all = json!({
                "format": "stegvis-check",
                "version": VERSION,
                "on": day,
                "proved_means": PROVED_MEANS,
                "flows": flows,
            });
            console.write_result(format!("{all:#}\n"))?;
        }
    }
    Ok(if checked.iter().all(CheckedFlow::is_walkable) { Exit::Done } else { Exit::Refused })
}

impl CheckedFlow {
    fn is_walkable(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }
}

/// The flows that were named, with folders opened; all there are where none was.
fn find_names(given: &[OsString]) -> Result<Vec<OsString>, Failure> {
    if given.is_empty() {
        return Ok(routines::routine_names());
    }
    let mut names = Vec::new();
    for name in given {
        match routines::routines_in(Path::new(name)).map_err(Failure::Input)? {
            Some(files) => names.extend(files.into_iter().map(PathBuf::into_os_string)),
            None => names.push(name.clone()),
        }
    }
    Ok(names)
}

/// The flows checked, in their order, by as many workers as the computer has. The longest are begun first, so that no
/// worker is left alone with one at the end.
fn check_all(names: &[OsString], on: NaiveDate) -> Result<Vec<CheckedFlow>, Failure> {
    let mut waiting: Vec<_> = names.iter().map(routines::find_source).enumerate().collect();
    waiting.sort_by_key(|(_, source)| source.as_ref().map_or(0, |(file, _)| file.text().len()));
    let waiting = Mutex::new(waiting);
    let longest = || waiting.lock().ok()?.pop();
    let shelf = SharedFileCache::default();
    let checked = |(at, source)| (at, check_flow(source, &shelf, on));
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

fn check_flow(
    source: Result<(SourceFile, RoutineHome), RoutineLoadFault>,
    shelf: &SharedFileCache,
    on: NaiveDate,
) -> Result<CheckedFlow, Failure> {
    let Routine { files, beside, flow } = match source {
        Ok((file, home)) => home.read_routine(file, shelf),
        Err(RoutineLoadFault::File(StoreError::NotText(found))) => not_text_routine(*found),
        Err(fault) => return Err(Failure::Load(fault)),
    };
    let flow = match flow {
        Ok(flow) => flow,
        Err(findings) => {
            let promises = Vec::new();
            return Ok(CheckedFlow { files, beside, findings, promises, read: None, on, figures: None });
        }
    };
    let examined = verified::examine_flow(&flow, on);
    let figures = examined.flow_figures(&flow);
    let promise = |(guarantee, verdict): (&Guarantee, GuaranteeVerdict)| GuaranteeResult {
        id: guarantee.id.to_string(),
        says: guarantee.says.trim_end().to_owned(),
        verdict,
        of_law: guarantee.is_of_law(),
    };
    let promises = flow.guarantees.iter().zip(examined.verdicts).map(promise).collect();
    let read = ReadDays::from_laws(rests_on(&flow));
    Ok(CheckedFlow { files, beside, findings: examined.findings, promises, read, on, figures })
}

/// A file that is no text, as a routine with that fault.
fn not_text_routine(found: NotText) -> Routine {
    let faults = vec![flow::not_text_fault(&found, FileId::MAIN)];
    Routine { files: Sources::new(found.file, []), beside: Vec::new(), flow: Err(faults) }
}

fn report_flow(flow: &CheckedFlow, console: &mut Console) -> Result<(), Failure> {
    report_faults(flow, console);
    console.write_result([flow_heading(flow), flow_body(flow, GuaranteeFilter::All)].concat())
}

fn report_faults(flow: &CheckedFlow, console: &mut Console) {
    if !flow.findings.is_empty() {
        console.write_fault(&faults::faults_to_text(&flow.files, &flow.findings, console.colour()));
    }
}

/// The verdict on the flow, in one line.
fn flow_heading(flow: &CheckedFlow) -> String {
    let name = sanitize(flow.files.main_file().name());
    let errors = flow.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    match (errors, flow.findings.len()) {
        (0, 0) => format!("{name}: inga fel\n"),
        (0, 1) => format!("{name}: inga fel, 1 varning\n"),
        (0, warnings) => format!("{name}: inga fel, {warnings} varningar\n"),
        (errors, _) => format!("{name}: {errors} fel, kan inte användas\n"),
    }
}

/// Its figures, when its laws were read, and its guarantees: those first that are not proved.
fn flow_body(flow: &CheckedFlow, listed: GuaranteeFilter) -> String {
    let mut rows: Vec<String> = flow.figures.map(describe_size).into_iter().collect();
    rows.extend(flow.read.map(|read| law_row(read, flow.on)));
    let (proved, unproved): (Vec<&GuaranteeResult>, Vec<&GuaranteeResult>) =
        flow.promises.iter().partition(|promise| promise.verdict == GuaranteeVerdict::Proved);
    if !flow.promises.is_empty() {
        let (proved, all) = (proved.len(), flow.promises.len());
        rows.push(format!("    {proved} av {all} garantier bevisade: {PROVED_MEANS}\n"));
    }
    let told = unproved.into_iter().chain(proved.into_iter().filter(|_| listed == GuaranteeFilter::All));
    rows.extend(told.map(|promise| promise_row(promise, flow.read)));
    rows.concat()
}

fn law_row(read: ReadDays, on: NaiveDate) -> String {
    let later = if on > read.last { format!("; vad som gäller {on} är inte läst") } else { String::new() };
    format!("    lagtexten {}{later}\n", read.to_words())
}

fn promise_row(promise: &GuaranteeResult, read: Option<ReadDays>) -> String {
    let says = sanitize(&promise.says);
    let of_law = read.filter(|_| promise.of_law);
    let of_law = of_law.map(|read| format!(" Enligt lagtexten {}.", read.to_words())).unwrap_or_default();
    format!("      {:<13} {}: {says}{of_law}\n", verdict_word(&promise.verdict), promise.id)
}

fn describe_size(figures: Figures) -> String {
    let walks = match figures.walks {
        u128::MAX => "3,4·10³⁸ eller fler".to_owned(),
        walks => walks.to_string(),
    };
    format!(
        "    {} steg, {} lägen, {} övergångar, {walks} vägar, {} frågor\n",
        figures.steps,
        figures.states,
        figures.transitions,
        question_span(figures.questions)
    )
}

fn verdict_word(verdict: &GuaranteeVerdict) -> &'static str {
    match verdict {
        GuaranteeVerdict::Proved => "bevisat",
        GuaranteeVerdict::Broken { .. } => "BRUTET",
        GuaranteeVerdict::Vacuous => "SÄGER INGET",
        GuaranteeVerdict::Undecided(_) => "INTE AVGJORT",
    }
}

fn question_span(questions: StepRange) -> String {
    let StepRange { fewest, most } = questions;
    if fewest == most { most.to_string() } else { format!("{fewest}–{most}") }
}

fn flow_to_json(flow: &CheckedFlow) -> Value {
    let mut found = faults::faults_to_json(&flow.files, &flow.findings);
    let figures = flow.figures.map(|figures| {
        json!({
            "steps": figures.steps,
            "states": figures.states,
            "transitions": figures.transitions,
            "walks": count_to_json(figures.walks),
            "questions": { "fewest": figures.questions.fewest, "most": figures.questions.most },
        })
    });
    let promises = flow.promises.iter().map(|promise| {
        let verdict = match promise.verdict {
            GuaranteeVerdict::Proved => "proved",
            GuaranteeVerdict::Broken { .. } => "broken",
            GuaranteeVerdict::Vacuous => "vacuous",
            GuaranteeVerdict::Undecided(_) => "undecided",
        };
        json!({ "id": promise.id, "says": promise.says, "verdict": verdict })
    });
    json!({
        "file": store::display_path(Path::new(flow.files.main_file().name())),
        "walkable": flow.is_walkable(),
        "laws_read": flow.read.map(|read| json!({ "first": read.first.to_string(), "last": read.last.to_string() })),
        "findings": found["findings"].take(),
        "guarantees": promises.collect::<Vec<_>>(),
        "figures": figures,
    })
}

fn count_to_json(walks: u128) -> Value {
    u64::try_from(walks).map_or_else(|_| json!(walks.to_string()), |walks| json!(walks))
}
