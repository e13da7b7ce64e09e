//! `stegvis profile check`: what is wrong with the profiles, where, and what to do.

use std::path::Path;

use serde_json::{Value, json};

use super::{VERSION, found};
use crate::check::verified::VerifiedFlow;
use crate::cli::args::Shape;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::faults;
use crate::diagnostic::{Diagnostic, Severity};
use crate::profile::{names, routine};
use crate::source::SourceFile;
use crate::store::names::scanner;
use crate::store::profile::Layer;
use crate::{clock, routines};

pub(super) fn run(named: Option<&Path>, shape: Shape, console: &mut Console) -> Result<Exit, Failure> {
    let found = found(named)?;
    let layers = if named.is_some() { vec![&found.own] } else { vec![&found.own, &found.system] };
    let mut checked = Vec::new();
    for layer in layers {
        checked.extend(check(layer)?);
    }
    if let (Some(_), [], Shape::Text) = (named, checked.as_slice(), shape) {
        return Err(Failure::Input(crate::store::error::StoreError::Missing(found.places.own)));
    }
    match shape {
        Shape::Text => tell(&checked, console)?,
        Shape::Json => {
            let files: Vec<Value> =
                checked.iter().map(|(file, findings)| faults::json(file, findings)).collect();
            let all = json!({ "format": "stegvis-profile-check", "version": VERSION, "files": files });
            console.result(format!("{all:#}\n"))?;
        }
    }
    let sound = |finding: &Diagnostic| finding.severity != Severity::Error;
    let all_sound = checked.iter().all(|(_, findings)| findings.iter().all(sound));
    Ok(if all_sound { Exit::Done } else { Exit::Refused })
}

/// A file with what was found in it; `None` where there is none.
fn check(layer: &Layer) -> Result<Option<(SourceFile, Vec<Diagnostic>)>, Failure> {
    Ok(match layer {
        Layer::Missing => None,
        Layer::Unreadable(fault) => return Err(Failure::Input(fault.clone())),
        Layer::Faulty(file, faults) => Some((file.clone(), faults.clone())),
        Layer::Read(file, read) => {
            let scanner = scanner().map_err(Failure::Input)?;
            let mut findings = names::faults(&scanner, read);
            let flows = flows()?;
            let flows: Vec<_> = flows.iter().map(|flow| flow.flow()).collect();
            findings.extend(routine::findings(read, &flows));
            findings.sort_by_key(Diagnostic::span);
            Some((file.clone(), findings))
        }
    })
}

/// The routines that can be walked: what the profile fills in is filled into them.
fn flows() -> Result<Vec<std::sync::Arc<VerifiedFlow>>, Failure> {
    let today = clock::today().map_err(Failure::Day)?;
    Ok(routines::names().iter().filter_map(|name| routines::load(name, today).ok()).collect())
}

fn tell(checked: &[(SourceFile, Vec<Diagnostic>)], console: &mut Console) -> Result<(), Failure> {
    if checked.is_empty() {
        let none =
            "Det finns ingen profil: rutinernas egna ord gäller. Fyll i en med `stegvis profile init`.\n";
        return console.result(none);
    }
    for (file, findings) in checked {
        if findings.is_empty() {
            console.result(format!("{}: inga fel\n", crate::prose::visible(file.name())))?;
        } else {
            console.fault(&faults::text(file, findings, console.colour()));
        }
    }
    Ok(())
}
