//! `stegvis flows show`: the files that are part of the program, as they are written.

use crate::cli::args::ShowFlowArguments;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::flow::word::suggest_nearest;
use crate::library::{self, FileKind};
use crate::prose::sanitize;

/// Writes the file of that name, or every name there is.
pub(super) fn show_file(arguments: &ShowFlowArguments, console: &mut Console) -> Result<Exit, Failure> {
    let text = match &arguments.name {
        None => list_names(),
        Some(name) => {
            let mut files = library::list_files();
            let found = files.find(|(_, known, _)| known == name);
            found.map(|(_, _, text)| text.to_owned()).ok_or_else(|| refuse_unknown(name))?
        }
    };
    console.write_result(text)?;
    Ok(Exit::Done)
}

fn list_names() -> String {
    let rows = library::list_files().map(|(kind, name, _)| format!("{:<15}{name}", describe_kind(kind)));
    rows.chain([String::new()]).collect::<Vec<_>>().join("\n")
}

const fn describe_kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Flow => "rutin",
        FileKind::Shared => "gemensam fil",
        FileKind::Quiz => "frågor",
        FileKind::Plan => "handlingsplan",
        FileKind::Scenario => "scenario",
    }
}

fn refuse_unknown(name: &str) -> Failure {
    let names: Vec<String> = library::list_files().map(|(_, name, _)| name).collect();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let meant = suggest_nearest(name, &known).map(|meant| format!(" {meant}")).unwrap_or_default();
    let what = format!("Ingen inbyggd fil heter `{}`.{meant}", sanitize(name));
    Failure::Refusal(what, "Kör `stegvis flows show` för att se dem.", Exit::Usage)
}
