//! `stegvis flows`: the routines there are, with what is wrong with those that cannot be walked; and a new one in `new`.

mod new;

use super::args::{Flows, FlowsCommand};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::clock;
use crate::diagnostic::{Diagnostic, Severity};
use crate::prose::visible;
use crate::routines::{self, Listed, LoadFault, Origin, Unwalkable};

/// How many faults of a routine are told in the list.
const TOLD: usize = 3;

pub(super) fn run(arguments: &Flows, console: &mut Console) -> Result<Exit, Failure> {
    match &arguments.command {
        None => list(console),
        Some(FlowsCommand::New(copy)) => new::run(copy, console),
    }
}

/// Exit 1 where one of the routines cannot be walked.
fn list(console: &mut Console) -> Result<Exit, Failure> {
    let routines = routines::list(clock::today().map_err(Failure::Day)?);
    console.result(routines.iter().map(row).collect::<String>())?;
    let walkable = routines.iter().all(|listed| listed.state.is_ok());
    Ok(if walkable { Exit::Done } else { Exit::Refused })
}

fn row(listed: &Listed) -> String {
    let from = match &listed.origin {
        Origin::BuiltIn => "inbyggd".to_owned(),
        Origin::File(path) => crate::store::shown(path),
    };
    let about = match &listed.state {
        Ok(about) => visible(&format!("{}, version {}, {}", about.title, about.version, about.publisher)),
        Err(fault) => why_not(fault),
    };
    format!("{}\n    {about}\n    {from}\n", visible(&listed.name))
}

fn why_not(fault: &LoadFault) -> String {
    match fault {
        LoadFault::Unknown(name, _) => {
            format!("kan inte användas: det finns ingen rutin `{}`", visible(name))
        }
        LoadFault::File(fault) => format!("kan inte användas. {fault}"),
        LoadFault::Unwalkable(fault) => faults(fault),
    }
}

fn faults(Unwalkable { files, findings }: &Unwalkable) -> String {
    let errors: Vec<&Diagnostic> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    let mut rows = vec![format!("kan inte användas: {} fel, se `stegvis check`", errors.len())];
    rows.extend(errors.iter().take(TOLD).filter_map(|fault| {
        let file = fault.span().file.of(files.as_ref())?;
        let line = file.place(fault.span().start).line;
        Some(format!("{}:{line}: {}", visible(file.name()), visible(&fault.message)))
    }));
    if errors.len() > TOLD {
        rows.push(format!("… och {} till", errors.len() - TOLD));
    }
    rows.join("\n      ")
}
