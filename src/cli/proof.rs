//! `stegvis proof`: what was proved of a routine, on one sheet.

use super::args::ProofArguments;
use super::console::Console;
use super::document_target;
use super::exit::Exit;
use super::failure::Failure;
use super::settings::Settings;
use crate::paper::proof;
use crate::{clock, routines};

pub(super) fn run_proof(arguments: &ProofArguments, console: &mut Console) -> Result<Exit, Failure> {
    let today = clock::read_today().map_err(Failure::Day)?;
    let settings = Settings::read_settings();
    settings.write_notice(console);
    let name = settings.choose_routine(arguments.flow.as_deref(), today);
    let flow = routines::load_routine(name, today).map_err(Failure::Load)?;
    let paper = proof::make_proof(&flow, flow.current_date().effective_day());
    document_target::write_sheet(&paper, &format!("bevisblad-{}", flow.flow().id), &arguments.sheet, console)
}
