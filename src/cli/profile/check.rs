//! `stegvis profile check`: what is wrong with the profiles, where, and what to do.

use std::path::Path;

use serde_json::{Value, json};

use super::{VERSION, find_profiles};
use crate::check::verified::VerifiedFlow;
use crate::cli::args::OutputFormat;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::faults;
use crate::diagnostic::{Diagnostic, Severity};
use crate::profile::{names, routine};
use crate::source::SourceFile;
use crate::store::names::load_scanner;
use crate::store::profile::ProfileLayer;
use crate::{clock, routines, workplace};

pub(super) fn run_profile_check(
    named: Option<&Path>,
    shape: OutputFormat,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let found = find_profiles(named)?;
    let layers = if named.is_some() { vec![&found.own] } else { vec![&found.own, &found.system] };
    let mut checked = Vec::new();
    for layer in layers {
        checked.extend(check_layer(layer)?);
    }
    if let (Some(_), [], OutputFormat::Text) = (named, checked.as_slice(), shape) {
        return Err(Failure::Input(crate::store::error::StoreError::Missing(found.places.own)));
    }
    match shape {
        OutputFormat::Text => report_faults(&checked, console)?,
        OutputFormat::Json => {
            let files: Vec<Value> =
                checked.iter().map(|(file, findings)| faults::faults_to_json(file, findings)).collect();
            let all = json!({ "format": "stegvis-profile-check", "version": VERSION, "files": files });
            console.write_result(format!("{all:#}\n"))?;
        }
    }
    let sound = |finding: &Diagnostic| finding.severity != Severity::Error;
    let all_sound = checked.iter().all(|(_, findings)| findings.iter().all(sound));
    Ok(if all_sound { Exit::Done } else { Exit::Refused })
}

/// A file with what was found in it; `None` where there is none.
fn check_layer(layer: &ProfileLayer) -> Result<Option<(SourceFile, Vec<Diagnostic>)>, Failure> {
    Ok(match layer {
        ProfileLayer::Missing => None,
        ProfileLayer::Unreadable(fault) => return Err(Failure::Input(fault.clone())),
        ProfileLayer::Faulty(file, faults) => Some((file.clone(), faults.clone())),
        ProfileLayer::Read(file, read) => {
            let scanner = load_scanner().map_err(Failure::Input)?;
            let mut findings = names::find_personal_names(&scanner, read);
            let flows = load_flows()?;
            let flows: Vec<_> = flows.iter().map(|flow| flow.flow()).collect();
            if let Some(own) =
                workplace::read_own_routine(&read.profile, clock::read_today().map_err(Failure::Day)?)
            {
                findings.extend(routine::find_unused_values(read, &flows, &own));
            }
            findings.sort_by_key(Diagnostic::span);
            Some((file.clone(), findings))
        }
    })
}

/// The routines that can be walked: what the profile fills in is filled into them.
fn load_flows() -> Result<Vec<std::sync::Arc<VerifiedFlow>>, Failure> {
    let today = clock::read_today().map_err(Failure::Day)?;
    Ok(routines::routine_names().iter().filter_map(|name| routines::load_routine(name, today).ok()).collect())
}

fn report_faults(checked: &[(SourceFile, Vec<Diagnostic>)], console: &mut Console) -> Result<(), Failure> {
    if checked.is_empty() {
        let none =
            "Det finns ingen profil: rutinernas egna ord gäller. Fyll i en med `stegvis profile init`.\n";
        return console.write_result(none);
    }
    for (file, findings) in checked {
        if findings.is_empty() {
            console.write_result(format!("{}: inga fel\n", crate::prose::sanitize(file.name())))?;
        } else {
            console.write_fault(&faults::faults_to_text(file, findings, console.colour()));
        }
    }
    Ok(())
}
