//! `stegvis man`: the manual page.

use super::args;
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;

/// clap_mangen's headings and ours.
const HEADINGS: [(&str, &str); 6] = [
    (".SH NAME\n", ".SH NAMN\n"),
    (".SH SYNOPSIS\n", ".SH ANVÄNDNING\n"),
    (".SH DESCRIPTION\n", ".SH BESKRIVNING\n"),
    (".SH OPTIONS\n", ".SH FLAGGOR\n"),
    (".SH SUBCOMMANDS\n", ".SH KOMMANDON\n"),
    (".SH EXTRA\n", ".SH MER\n"),
];

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
