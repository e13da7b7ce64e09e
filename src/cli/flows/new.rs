//! `stegvis flows new`: a routine of one's own, begun blank or as a copy of another with its scenarios.

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
    let copy = match &new.from {
        Some(from) => RoutineCopy::read_original(from, new.id.as_deref()).map_err(Failure::Load)?,
        None => RoutineCopy::new_blank(new.id.as_deref()),
    };
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
    let original = copy.original_id().filter(|_| !new.no_scenarios);
    let scenarios =
        original.map(|original| scenarios::copy_scenarios(original, &copy.id)).unwrap_or_default();
    save::save_routine(&path, &text, &folder, &scenarios).map_err(Failure::Routine)?;
    let copied = match scenarios.len() {
        0 => String::new(),
        several => format!("{several} scenarier ligger i {}\n", display_path(&folder)),
    };
    let next = if copy.original_id().is_some() { describe_next(&name) } else { describe_filling(&name) };
    console.write_result(format!("{}\n{copied}{next}{SCHEMA}", display_path(&path)))?;
    Ok(Exit::Done)
}

/// What is left to do with a copy that is called so on the command line.
fn describe_next(name: &str) -> String {
    format!(
        "Nu återstår:\n  1. Ändra det som är ert eget i filen.\n  2. Kontrollera den: stegvis check {name}\n  \
         3. Prova scenarierna, och ändra dem: stegvis test {name}\n  4. Gå den: stegvis walk {name}\n"
    )
}

/// What is left to do with a blank routine.
fn describe_filling(name: &str) -> String {
    format!(
        "Nu återstår:\n  1. Fyll i filen, ett stycke i taget.\n  2. Kontrollera den efter varje: stegvis check {name}\n  \
         3. Gå den: stegvis walk {name}\nVad en nyckel är: stegvis help format NYCKEL\n"
    )
}

/// How an editor is told of the format: the file's first line names the schema beside it.
const SCHEMA: &str = "Redigeringsprogram med stöd för YAML visar fel medan du skriver, om du i samma mapp kör: stegvis schema flow > \
                      flow.schema.json\n";
