//! What other programs read: JSON Schema, shell completions, the manual page.

use super::args::{self, CompletionsArguments, SchemaArguments, SchemaOf};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::{export, flow, plan, profile, scenario};

/// clap_mangen's headings and ours.
const HEADINGS: [(&str, &str); 6] = [
    (".SH NAME\n", ".SH NAMN\n"),
    (".SH SYNOPSIS\n", ".SH ANVÄNDNING\n"),
    (".SH DESCRIPTION\n", ".SH BESKRIVNING\n"),
    (".SH OPTIONS\n", ".SH FLAGGOR\n"),
    (".SH SUBCOMMANDS\n", ".SH KOMMANDON\n"),
    (".SH EXTRA\n", ".SH MER\n"),
];

pub(super) fn print_schema(schema: &SchemaArguments, console: &mut Console) -> Result<Exit, Failure> {
    let text = match schema.of {
        SchemaOf::Flow => flow::schema::flow_schema(),
        SchemaOf::Form => export::json::build_schema(),
        SchemaOf::Scenario => scenario::shape::scenario_schema(),
        SchemaOf::Plan => plan::shape::plan_schema(),
        SchemaOf::Profile => profile::shape::profile_schema(),
    };
    console.write_result(format!("{text:#}\n"))?;
    Ok(Exit::Done)
}

pub(super) fn print_completions(
    completions: &CompletionsArguments,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(completions.shell, &mut args::build_command(), "stegvis", &mut bytes);
    console.write_result(bytes)?;
    Ok(Exit::Done)
}

pub(super) fn print_manual(console: &mut Console) -> Result<Exit, Failure> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(args::build_command())
        .render(&mut bytes)
        .map_err(|error| Failure::from_output_error(&error))?;
    let text = String::from_utf8_lossy(&bytes);
    let text = HEADINGS.iter().fold(text.into_owned(), |text, (theirs, ours)| text.replace(theirs, ours));
    console.write_result(text)?;
    Ok(Exit::Done)
}
