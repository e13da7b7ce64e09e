//! `stegvis flows`: the routines there are, with what is wrong with those that cannot be walked; a new one in `new`, and what is built in in `show`.

mod new;
mod show;

use super::args::{FlowsArguments, FlowsCommand};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::clock;
use crate::diagnostic::{Diagnostic, Severity};
use crate::prose::sanitize;
use crate::routines::{self, ListedRoutine, RoutineLoadFault, RoutineSource, Unwalkable};

/// How many faults of a routine are told in the list.
const TOLD: usize = 3;

pub(super) fn run_flows(arguments: &FlowsArguments, console: &mut Console) -> Result<Exit, Failure> {
    match &arguments.command {
        None => list_flows(console),
        Some(FlowsCommand::New(copy)) => new::run_new_flow(copy, console),
        Some(FlowsCommand::Show(file)) => show::show_file(file, console),
    }
}

/// Exit 1 where one of the routines cannot be walked.
fn list_flows(console: &mut Console) -> Result<Exit, Failure> {
    let routines = routines::list_routines(clock::read_today().map_err(Failure::Day)?);
    console.write_result(routines.iter().map(flow_row).collect::<String>())?;
    let walkable = routines.iter().all(|listed| listed.state.is_ok());
    Ok(if walkable { Exit::Done } else { Exit::Refused })
}

fn flow_row(listed: &ListedRoutine) -> String {
    let from = match &listed.origin {
        RoutineSource::BuiltIn => "inbyggd".to_owned(),
        RoutineSource::File(path) => crate::store::display_path(path),
    };
    let about = match &listed.state {
        Ok(about) => sanitize(&format!("{}, version {}, {}", about.title, about.version, about.publisher)),
        Err(fault) => describe_fault(fault),
    };
    format!("{}\n    {about}\n    {from}\n", sanitize(&listed.name))
}

fn describe_fault(fault: &RoutineLoadFault) -> String {
    match fault {
        RoutineLoadFault::Unknown(name, _) => {
            format!("kan inte användas: det finns ingen rutin `{}`", sanitize(name))
        }
        RoutineLoadFault::File(fault) => format!("kan inte användas. {fault}"),
        RoutineLoadFault::Unwalkable(fault) => list_faults(fault),
    }
}

fn list_faults(Unwalkable { files, findings }: &Unwalkable) -> String {
    let errors: Vec<&Diagnostic> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    let mut rows = vec![format!("kan inte användas: {} fel, se `stegvis check`", errors.len())];
    rows.extend(errors.iter().take(TOLD).filter_map(|fault| {
        let file = fault.span().file.find_file(files.as_ref())?;
        let line = file.line_column(fault.span().start).line;
        Some(format!("{}:{line}: {}", sanitize(file.name()), sanitize(&fault.message)))
    }));
    if errors.len() > TOLD {
        rows.push(format!("… och {} till", errors.len() - TOLD));
    }
    rows.join("\n      ")
}
