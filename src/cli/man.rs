//! `stegvis man`: the manual page of the program or of one of its commands, with the files, the variables and the exit codes.

use super::args::{self, ManArguments};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::help;

/// clap_mangen's headings and ours.
const HEADINGS: [(&str, &str); 7] = [
    (".SH NAME\n", ".SH NAMN\n"),
    (".SH SYNOPSIS\n", ".SH ANVÄNDNING\n"),
    (".SH DESCRIPTION\n", ".SH BESKRIVNING\n"),
    (".SH OPTIONS\n", ".SH FLAGGOR\n"),
    (".SH SUBCOMMANDS\n", ".SH KOMMANDON\n"),
    (".SH EXTRA\n", ".SH MER\n"),
    (".SH VERSION\n", ".SH UTGÅVA\n"),
];

/// Where things are, on the systems that have manual pages.
const FILES: [(&str, &str); 6] = [
    (
        "~/.local/share/stegvis/forms",
        "Sparade blanketter. Mappen stegvis ligger i $XDG_DATA_HOME där variabeln är satt, och i ~/Library/Application Support på macOS.",
    ),
    (
        "~/.local/share/stegvis/inbox",
        "Mottagna blanketter. Det som noteras om dem står i inbox.jsonl bredvid.",
    ),
    ("~/.local/share/stegvis/flows", "Egna rutiner. Deras scenarier ligger i scenarios bredvid."),
    ("~/.local/share/stegvis/names.txt", "En egen lista med namn att leta efter, ett på varje rad."),
    (
        "~/.config/stegvis/profil.yaml",
        "Den lokala profilen. På macOS: ~/Library/Application Support/stegvis/profil.yaml.",
    ),
    (
        "/etc/stegvis/profil.yaml",
        "Datorns profil, som it lägger dit. På macOS: /Library/Application Support/stegvis/profil.yaml.",
    ),
];

/// The variables that somebody sets for it.
const VARIABLES: [(&str, &str); 6] = [
    ("STEGVIS_TODAY", "Dagens datum, ÅÅÅÅ-MM-DD, i stället för datorns."),
    ("STEGVIS_PROFILE", "Den lokala profilens fil."),
    ("STEGVIS_SYSTEM_PROFILE", "Datorns profils fil."),
    ("NO_COLOR", "Satt till något: inga färger."),
    ("ACCESSIBLE", "Satt till något annat än 0: rad för rad i stället för hela skärmen."),
    ("DICPATH", "Mappar att söka hunspells ordlistor i, för stavningen."),
];

/// What the shell sees.
const EXIT_CODES: [(Exit, &str); 4] = [
    (Exit::Done, "Klart."),
    (Exit::Refused, "Fel hittades, eller något vägrades."),
    (Exit::Usage, "Fel använt: ett kommando, en flagga eller en fil som inte finns."),
    (Exit::Bug, "Ett fel i programmet."),
];

pub(super) fn print_manual(manual: &ManArguments, console: &mut Console) -> Result<Exit, Failure> {
    let (command, name) = find_command(&manual.command)?;
    let mut bytes = Vec::new();
    clap_mangen::Man::new(command.display_name(name))
        .render(&mut bytes)
        .map_err(|error| Failure::from_output_error(&error))?;
    let text = String::from_utf8_lossy(&bytes);
    let text = HEADINGS.iter().fold(text.into_owned(), |text, (theirs, ours)| text.replace(theirs, ours));
    console.write_result(format!("{}\n{}", text.trim_end(), common_sections()))?;
    Ok(Exit::Done)
}

/// The command that the words name, from the program inwards, and what its page is called: `stegvis-flows-new`.
fn find_command(words: &[String]) -> Result<(clap::Command, String), Failure> {
    words.iter().try_fold((args::build_command(), "stegvis".to_owned()), |(command, name), word| {
        let found = command.find_subcommand(word).cloned();
        let found = found.ok_or_else(|| help::refuse_command(word, &command))?;
        Ok((found, format!("{name}-{word}")))
    })
}

/// What holds for every command: the same on every page.
fn common_sections() -> String {
    let codes = EXIT_CODES.map(|(exit, says)| (exit.code().to_string(), says));
    let codes: Vec<(&str, &str)> = codes.iter().map(|(code, says)| (code.as_str(), *says)).collect();
    [("FILER", &FILES[..]), ("MILJÖVARIABLER", &VARIABLES[..]), ("SLUTKODER", &codes[..])]
        .into_iter()
        .map(|(heading, rows)| section(heading, rows))
        .collect()
}

fn section(heading: &str, rows: &[(&str, &str)]) -> String {
    let rows = rows.iter().map(|(name, says)| format!(".TP\n\\fB{}\\fR\n{says}\n", name.replace('-', "\\-")));
    format!(".SH {heading}\n{}", rows.collect::<String>())
}
