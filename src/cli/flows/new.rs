//! `stegvis flows new`: a routine of one's own, begun as a copy of another with its scenarios.

use std::path::Path;

use crate::cli::args::NewFlowArguments;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::routines::RoutineLoadFault;
use crate::routines::copy::RoutineCopy;
use crate::scenarios;
use crate::store::{display_path, folder, save};

/// Writes the copy and tells what is left to do. Never over a file, and nothing that could not be read where it is put.
pub(super) fn run_new_flow(new: &NewFlowArguments, console: &mut Console) -> Result<Exit, Failure> {
    let copy = RoutineCopy::read_original(&new.from, new.id.as_deref()).map_err(Failure::Load)?;
    let (path, name) = match &new.output {
        Some(path) => (path.clone(), display_path(path)),
        None => (
            folder::flows_folder().map_err(Failure::Routine)?.join(format!("{}.yaml", copy.id)),
            copy.id.clone(),
        ),
    };
    let text =
        copy.text_at(&path, &name).map_err(|faulty| Failure::Load(RoutineLoadFault::Unwalkable(faulty)))?;
    let folder = match &new.output {
        Some(path) => path.parent().unwrap_or(Path::new("")).join("scenarios"),
        None => folder::scenarios_folder().map_err(Failure::Routine)?,
    };
    let scenarios =
        if new.no_scenarios { Vec::new() } else { scenarios::copy_scenarios(copy.original_id(), &copy.id) };
    save::save_routine(&path, &text, &folder, &scenarios).map_err(Failure::Routine)?;
    let copied = match scenarios.len() {
        0 => String::new(),
        several => format!("{several} scenarier ligger i {}\n", display_path(&folder)),
    };
    console.write_result(format!("{}\n{copied}{}", display_path(&path), describe_next(&name)))?;
    Ok(Exit::Done)
}

/// What is left to do with a copy that is called so on the command line.
fn describe_next(name: &str) -> String {
    format!(
        "Nu återstår:\n  1. Ändra det som är ert eget i filen.\n  2. Kontrollera den: stegvis check {name}\n  \
         3. Prova scenarierna, och ändra dem: stegvis test {name}\n  4. Gå den: stegvis walk {name}\n"
    )
}
