//! What other programs read: JSON Schema, shell completions, the manual page.

use super::args::{self, Completions, Schema, SchemaOf};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::{export, flow, profile, scenario};

/// clap_mangen's headings and ours.
const HEADINGS: [(&str, &str); 6] = [
    (".SH NAME\n", ".SH NAMN\n"),
    (".SH SYNOPSIS\n", ".SH ANVÄNDNING\n"),
    (".SH DESCRIPTION\n", ".SH BESKRIVNING\n"),
    (".SH OPTIONS\n", ".SH FLAGGOR\n"),
    (".SH SUBCOMMANDS\n", ".SH KOMMANDON\n"),
    (".SH EXTRA\n", ".SH MER\n"),
];

pub(super) fn schema(schema: &Schema, console: &mut Console) -> Result<Exit, Failure> {
    let text = match schema.of {
        SchemaOf::Flow => flow::schema::schema(),
        SchemaOf::Form => export::json::schema(),
        SchemaOf::Scenario => scenario::shape::schema(),
        SchemaOf::Profile => profile::shape::schema(),
    };
    console.result(format!("{text:#}\n"))?;
    Ok(Exit::Done)
}

pub(super) fn completions(completions: &Completions, console: &mut Console) -> Result<Exit, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(completions.shell, &mut args::command(), "stegvis", &mut bytes);
    console.result(bytes)?;
    Ok(Exit::Done)
}

pub(super) fn man(console: &mut Console) -> Result<Exit, Failure> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(args::command()).render(&mut bytes).map_err(|error| Failure::output(&error))?;
    let text = String::from_utf8_lossy(&bytes);
    let text = HEADINGS.iter().fold(text.into_owned(), |text, (theirs, ours)| text.replace(theirs, ours));
    console.result(text)?;
    Ok(Exit::Done)
}
