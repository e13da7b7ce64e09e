//! `stegvis flows new`: a routine of one's own, begun as a copy of another.

use crate::cli::args::NewFlowArguments;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::routines::RoutineLoadFault;
use crate::routines::copy::RoutineCopy;
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
    save::save_routine(&path, &text).map_err(Failure::Routine)?;
    console.write_result(format!("{}\n{}", display_path(&path), describe_next(&name)))?;
    Ok(Exit::Done)
}

/// What is left to do with a copy that is called so on the command line.
fn describe_next(name: &str) -> String {
    format!(
        "Nu återstår:\n  1. Ändra det som är ert eget i filen.\n  2. Kontrollera den: stegvis check {name}\n  \
         3. Gå den: stegvis walk {name}\n"
    )
}
