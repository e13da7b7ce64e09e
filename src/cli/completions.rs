//! `stegvis completions`: what a shell completes commands by.

use super::args::{self, CompletionsArguments};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;

pub(super) fn print_completions(
    completions: &CompletionsArguments,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(completions.shell, &mut args::build_command(), "stegvis", &mut bytes);
    console.write_result(bytes)?;
    Ok(Exit::Done)
}
