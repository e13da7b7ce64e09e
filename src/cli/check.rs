//! `stegvis check`: flows verified; their faults with places, and their figures.
//!
//! JSON: `{"format": "stegvis-check", "version": 1, "on", "flows": [{"file", "walkable", "findings": […], "figures"}]}`.
//! A finding is what [`faults::json`] documents. The figures are `null` for a flow that cannot be walked, else
//! `{"steps", "states", "transitions", "walks", "questions": {"fewest", "most"}}`; `walks` is a number, or a string of
//! digits where it is larger than 2⁶⁴.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::{Check, Shape};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::faults;
use crate::check::figures::Figures;
use crate::check::states::Space;
use crate::check::verified::VerifiedFlow;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow;
use crate::prose::visible;
use crate::routines::{self, LoadFault, Unwalkable};
use crate::session::walk::{self, Remaining};
use crate::source::{FileId, SourceFile};
use crate::store::error::StoreError;
use crate::{clock, store};

/// The version of the JSON shape.
const VERSION: u32 = 1;

/// One flow, checked.
struct Checked {
    file: SourceFile,
    findings: Vec<Diagnostic>,
    /// Its size, where it can be walked.
    size: Option<(Figures, Remaining)>,
}

pub(super) fn run(arguments: &Check, console: &mut Console) -> Result<Exit, Failure> {
    let on = match arguments.on {
        Some(day) => day,
        None => clock::today().map_err(Failure::Day)?,
    };
    let mut checked = Vec::new();
    for name in names(&arguments.flows)? {
        checked.push(check(&name, on)?);
    }
    match arguments.output.format {
        Shape::Text => {
            for flow in &checked {
                if !flow.findings.is_empty() {
                    console.fault(&faults::text(&flow.file, &flow.findings, console.colour()));
                }
                console.result(text(flow))?;
            }
        }
        Shape::Json => {
            let flows: Vec<Value> = checked.iter().map(json).collect();
            let day = on.format("%Y-%m-%d").to_string();
            let all = json!({ "format": "stegvis-check", "version": VERSION, "on": day, "flows": flows });
            console.result(format!("{all:#}\n"))?;
        }
    }
    Ok(if checked.iter().all(|flow| flow.size.is_some()) { Exit::Done } else { Exit::Refused })
}

/// The flows that were named, with folders opened; all there are where none was.
fn names(given: &[String]) -> Result<Vec<String>, Failure> {
    if given.is_empty() {
        return Ok(routines::list().into_iter().map(|listed| listed.name).collect());
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

fn check(name: &str, on: NaiveDate) -> Result<Checked, Failure> {
    let file = match routines::source(name) {
        Ok(file) => file,
        Err(LoadFault::File(StoreError::NotText(found))) => {
            let findings = vec![flow::not_text(&found, FileId::default())];
            return Ok(Checked { file: found.file, findings, size: None });
        }
        Err(fault) => return Err(Failure::Load(fault)),
    };
    Ok(match routines::verify(file.clone(), on) {
        Ok(flow) => Checked { file, findings: flow.warnings().to_vec(), size: size(&flow) },
        Err(Unwalkable { file, findings }) => Checked { file, findings, size: None },
    })
}

fn size(flow: &VerifiedFlow) -> Option<(Figures, Remaining)> {
    // A verified flow was explored whole within the bound once already.
    let space = Space::explore(flow.flow(), &[]).ok()?;
    Some((Figures::of(flow.flow(), &space), walk::questions(flow.flow(), &space)))
}

fn text(flow: &Checked) -> String {
    let name = visible(flow.file.name());
    let errors = flow.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    match flow.size {
        Some((figures, questions)) => format!(
            "{name}: inga fel\n    {} steg, {} lägen, {} övergångar, {} vägar, {} frågor\n",
            figures.steps,
            figures.states,
            figures.transitions,
            figures.walks,
            span(questions)
        ),
        None => format!("{name}: {errors} fel, kan inte användas\n"),
    }
}

fn span(questions: Remaining) -> String {
    let Remaining { fewest, most } = questions;
    if fewest == most { most.to_string() } else { format!("{fewest}–{most}") }
}

fn json(flow: &Checked) -> Value {
    let mut found = faults::json(&flow.file, &flow.findings);
    let figures = flow.size.map(|(figures, questions)| {
        json!({
            "steps": figures.steps,
            "states": figures.states,
            "transitions": figures.transitions,
            "walks": count(figures.walks),
            "questions": { "fewest": questions.fewest, "most": questions.most },
        })
    });
    json!({
        "file": store::shown(Path::new(flow.file.name())),
        "walkable": flow.size.is_some(),
        "findings": found["findings"].take(),
        "figures": figures,
    })
}

fn count(walks: u128) -> Value {
    u64::try_from(walks).map_or_else(|_| json!(walks.to_string()), |walks| json!(walks))
}
