//! An example for every command, shown last in its help.

/// The example of a command; empty of one that has none.
pub(super) fn find_example(command: &str) -> &'static str {
    match command {
        "walk" => "stegvis walk --plain",
        "train" => "stegvis train --length 20",
        "check" => "stegvis check min-rutin.yaml --watch",
        "test" => "stegvis test min-rutin",
        "diff" => "stegvis diff gammal.yaml ny.yaml",
        "graph" => "stegvis graph --format svg > rutin.svg",
        "flows" => "stegvis flows new --id min-rutin",
        "forms" => "stegvis forms --older-than 365",
        "export" => "stegvis export 7f3k2q --format docx",
        "correct" => "stegvis correct 7f3k2q --set plats=skola",
        "summary" => "stegvis summary --by tertial -o lägesbild.pdf",
        "inbox" => "stegvis inbox show 7f3k2q",
        "profile" => "stegvis profile init",
        "handout" => "stegvis handout mitt-scenario -o ovning.pdf",
        "apt" => "stegvis apt -o mote.pdf",
        "plan" => "stegvis plan check min-plan.yaml",
        "proof" => "stegvis proof -o bevisblad.pdf",
        "export-page" => "stegvis export-page --local",
        "scan" => "stegvis scan text.txt",
        "doctor" => "stegvis doctor",
        "help" => "stegvis help format act.within",
        "docs" => "stegvis docs handledning",
        "schema" => "stegvis schema flow > flow.schema.json",
        "completions" => "stegvis completions bash > ~/.local/share/bash-completion/completions/stegvis",
        "man" => "stegvis man walk > stegvis-walk.1",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{build_command, parse_arguments};

    #[test]
    fn every_command_has_an_example_that_it_takes() {
        for command in build_command().get_subcommands() {
            let example = find_example(command.get_name());
            let words = example.split(" > ").next().unwrap_or_default().split_whitespace();
            assert!(example.starts_with(&format!("stegvis {}", command.get_name())), "{example}");
            let taken = parse_arguments(words.map(std::ffi::OsString::from));
            assert!(taken.is_ok(), "{example}: {}", taken.unwrap_err());
        }
    }
}
