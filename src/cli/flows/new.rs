//! `stegvis flows new`: a routine of one's own, begun as a copy of another.

use crate::cli::args::NewFlow;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::routines::LoadFault;
use crate::routines::copy::Copy;
use crate::store::{folder, save, shown};

/// Writes the copy and tells what is left to do. Never over a file, and nothing that could not be read where it is put.
pub(super) fn run(new: &NewFlow, console: &mut Console) -> Result<Exit, Failure> {
    let copy = Copy::of(&new.from, new.id.as_deref()).map_err(Failure::Load)?;
    let (path, name) = match &new.output {
        Some(path) => (path.clone(), shown(path)),
        None => {
            (folder::flows().map_err(Failure::Routine)?.join(format!("{}.yaml", copy.id)), copy.id.clone())
        }
    };
    let text = copy.text_at(&path, &name).map_err(|faulty| Failure::Load(LoadFault::Unwalkable(faulty)))?;
    save::routine(&path, &text).map_err(Failure::Routine)?;
    let steps = [
        "Nu återstår:".to_owned(),
        "  1. Ändra det som är ert eget i filen.".to_owned(),
        format!("  2. Kontrollera den: stegvis check {name}"),
        format!("  3. Gå den: stegvis walk {name}"),
    ];
    console.result(format!("{}\n{}\n", shown(&path), steps.join("\n")))?;
    Ok(Exit::Done)
}
