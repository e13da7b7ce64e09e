//! `stegvis help`: what a command does, and what a key of the format is, with an example.

use super::args::{self, HelpArguments};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::reference;
use crate::flow::shape::{Shape, ShapeKey};
use crate::flow::word::suggest_nearest;
use crate::prose;

/// How wide what is said of a key is, in columns.
const WIDTH: usize = 80;

pub(super) fn show_help(help: &HelpArguments, console: &mut Console) -> Result<Exit, Failure> {
    let text = match (help.about.as_deref(), help.key.as_deref()) {
        (Some("format"), None) => list_keys(),
        (Some("format"), Some(key)) => describe_keys(key)?,
        (about, _) => command_help(about)?,
    };
    console.write_result(text)?;
    Ok(Exit::Done)
}

fn command_help(name: Option<&str>) -> Result<String, Failure> {
    let mut root = args::build_command();
    let Some(name) = name else { return Ok(root.render_help().to_string()) };
    if let Some(command) = root.find_subcommand_mut(name) {
        return Ok(command.render_help().to_string());
    }
    Err(refuse_command(name, &root))
}

/// There is no such command within this one: the nearest is told.
pub(super) fn refuse_command(name: &str, within: &clap::Command) -> Failure {
    let names: Vec<String> = within.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    refuse(&format!("Det finns inget kommando `{}`.", prose::sanitize(name)), name, &names)
}

/// Every key by the part of the file that it stands in.
fn list_keys() -> String {
    let parts = reference::collect_shapes().into_iter().map(|shape| {
        let keys: Vec<&str> = shape.all_keys().map(|key| key.name).collect();
        format!("{}: {}\n    {}\n", shape.name, shape.doc, keys.join(", "))
    });
    parts
        .chain(["\nOm en nyckel: stegvis help format NYCKEL, till exempel act.within\n".to_owned()])
        .collect()
}

/// What is said of a key, wherever it stands: `act.within`, or `within` in every part that has it.
fn describe_keys(wanted: &str) -> Result<String, Failure> {
    let is_wanted = |shape: &Shape, key: &ShapeKey| match wanted.split_once('.') {
        Some((part, name)) => {
            key.name == name && (shape.name == part || reference::heading_part(shape) == part)
        }
        None => key.name == wanted,
    };
    let shapes = reference::collect_shapes();
    let found = shapes.iter().flat_map(|shape| shape.all_keys().map(move |key| (*shape, key)));
    let mut told: Vec<String> = Vec::new();
    for (shape, key) in found.filter(|(shape, key)| is_wanted(shape, key)) {
        let says = describe_key(shape, key);
        if !told.contains(&says) {
            told.push(says);
        }
    }
    if told.is_empty() {
        let names = shapes
            .iter()
            .flat_map(|shape| shape.all_keys())
            .map(|key| key.name.to_owned())
            .collect::<Vec<_>>();
        return Err(refuse(
            &format!("Formatet har ingen nyckel `{}`.", prose::sanitize(wanted)),
            wanted,
            &names,
        ));
    }
    Ok(told.join("\n"))
}

fn describe_key(shape: &Shape, key: &ShapeKey) -> String {
    let need = reference::describe_need(key.need);
    let part = reference::heading_part(shape);
    let lines = prose::wrap_lines_to(key.doc, "    ", "    ", WIDTH).join("\n");
    let example = reference::find_example(shape, key).unwrap_or_default();
    let example: Vec<String> = example.lines().map(|line| format!("        {line}")).collect();
    format!("{part}.{} ({need})\n{lines}\n\n{}\n", key.name, example.join("\n"))
}

fn refuse(what: &str, word: &str, known: &[String]) -> Failure {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let meant = suggest_nearest(word, &known).map(|meant| format!(" {meant}")).unwrap_or_default();
    Failure::Refusal(
        format!("{what}{meant}"),
        "Kör `stegvis --help` eller `stegvis help format` för att se vad som finns.",
        Exit::Usage,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_told_with_what_it_is_for_and_an_example() {
        insta::assert_snapshot!(describe_keys("act.within").unwrap());
        insta::assert_snapshot!(describe_keys("count").unwrap());
    }

    #[test]
    fn a_key_that_is_not_there_is_told_with_the_one_that_may_be_meant() {
        let Err(Failure::Refusal(what, ..)) = describe_keys("urgncy") else { panic!("told") };
        assert_eq!(what, "Formatet har ingen nyckel `urgncy`. Menade du `urgency`?");
    }

    #[test]
    fn every_key_has_an_example_in_the_reference() {
        for shape in reference::collect_shapes() {
            for key in shape.all_keys() {
                let known = reference::find_example(shape, key);
                assert!(known.is_some(), "{}.{}", shape.name, key.name);
            }
        }
    }
}
