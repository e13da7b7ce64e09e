//! Wrong use in Swedish: clap's faults, told kind by kind from what clap knows about them.

use std::io::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::exit::Exit;
use crate::prose;

/// Tells what was wrong with the arguments; or shows the help or the version, which come the same way.
pub(super) fn report_usage_error(error: &clap::Error) -> Exit {
    if error.use_stderr() {
        let _unheard = std::io::stderr().write_all(message(error).as_bytes());
        return Exit::Usage;
    }
    let _unread = std::io::stdout().write_all(error.render().to_string().as_bytes());
    Exit::Done
}

fn message(error: &clap::Error) -> String {
    let what = describe_error(error);
    let help = suggest_fix(error).map(|help| format!("hjälp: {help}\n")).unwrap_or_default();
    format!("fel: {what}\n{help}Skriv `stegvis --help` för att se vad som går att skriva.\n")
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "clap may add kinds; the last arm says what is true of all"
)]
fn describe_error(error: &clap::Error) -> String {
    let arg = quote_context(error, ContextKind::InvalidArg);
    let value = quote_context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidValue if value == "``" => format!("{arg} saknar sitt värde."),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{value} går inte att ange för {arg}.")
        }
        ErrorKind::UnknownArgument => format!("{arg} finns inte."),
        ErrorKind::InvalidSubcommand => {
            format!("Det finns inget kommando {}.", quote_context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::NoEquals => format!("{arg} ska ha ett likhetstecken före värdet."),
        ErrorKind::TooManyValues => format!("{arg} har fler värden än det kan ha."),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{arg} har fel antal värden."),
        ErrorKind::ArgumentConflict if arg == quote_context(error, ContextKind::PriorArg) => {
            format!("{arg} kan bara anges en gång.")
        }
        ErrorKind::ArgumentConflict => {
            format!("{arg} går inte ihop med {}.", quote_context(error, ContextKind::PriorArg))
        }
        ErrorKind::MissingRequiredArgument => format!("{arg} måste anges."),
        ErrorKind::MissingSubcommand => "Ett kommando måste anges.".to_owned(),
        ErrorKind::InvalidUtf8 => "Ett argument är inte text i UTF-8.".to_owned(),
        _ => "Argumenten går inte att läsa.".to_owned(),
    }
}

fn suggest_fix(error: &clap::Error) -> Option<String> {
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().find_map(|kind| context_words(error, kind).into_iter().next()) {
        return Some(format!("Menade du `{near}`?"));
    }
    let valid = [ContextKind::ValidValue, ContextKind::ValidSubcommand];
    if let Some(valid) =
        valid.into_iter().map(|kind| context_words(error, kind)).find(|valid| !valid.is_empty())
    {
        return Some(format!("Du kan skriva {}.", valid.join(", ")));
    }
    // What our own readers of values say is Swedish already.
    std::error::Error::source(error)
        .map(ToString::to_string)
        .filter(|_| error.kind() == ErrorKind::ValueValidation)
}

fn quote_context(error: &clap::Error, kind: ContextKind) -> String {
    format!("`{}`", context_words(error, kind).join(", "))
}

fn context_words(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![prose::sanitize(word)],
        Some(ContextValue::Strings(words)) => words.iter().map(|word| prose::sanitize(word)).collect(),
        _ => Vec::new(),
    }
}
