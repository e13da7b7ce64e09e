//! `stegvis proof`: what was proved of a routine, on one sheet.

use super::args::Proof;
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::sheet;
use crate::paper::proof;
use crate::{clock, routines};

pub(super) fn run(arguments: &Proof, console: &mut Console) -> Result<Exit, Failure> {
    let today = clock::today().map_err(Failure::Day)?;
    let name = arguments.flow.as_deref().unwrap_or(routines::DEFAULT);
    let flow = routines::load(name, today).map_err(Failure::Load)?;
    let paper = proof::proof(&flow, flow.now().day());
    sheet::write(&paper, &format!("bevisblad-{}", flow.flow().id), &arguments.sheet, console)
}
