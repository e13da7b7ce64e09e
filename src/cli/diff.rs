//! `stegvis diff`: placeholder while the command is written.

use super::args::Diff;
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;

pub(super) fn run(_: &Diff, _: &mut Console) -> Result<Exit, Failure> {
    Ok(Exit::Done)
}
