//! `stegvis help`: what a command does, and what a key of the format is, with an example.

use super::args::{self, HelpArguments};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::flow::shape::{FLOW, KeyNeed, SHARED, Shape, ShapeKey, ValueKind};
use crate::flow::word::suggest_nearest;
use crate::prose;

/// The reference of the format: its examples are shown.
const REFERENCE: &str = include_str!("../../flows/README.md");

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
    let names: Vec<String> = root.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    match root.find_subcommand_mut(name) {
        Some(command) => Ok(command.render_help().to_string()),
        None => Err(refuse(&format!("Det finns inget kommando `{}`.", prose::sanitize(name)), name, &names)),
    }
}

/// Every key by the part of the file that it stands in.
fn list_keys() -> String {
    let parts = collect_shapes().into_iter().map(|shape| {
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
        Some((part, name)) => key.name == name && (shape.name == part || heading_part(shape) == part),
        None => key.name == wanted,
    };
    let shapes = collect_shapes();
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
    let need = match key.need {
        KeyNeed::Required => "måste finnas",
        KeyNeed::Optional => "får utelämnas",
        KeyNeed::Unless(_) => "måste finnas, här eller i en fil som läses in",
        KeyNeed::Inherited => "måste finnas, här eller en gång för alla",
    };
    let part = heading_part(shape);
    let lines = prose::wrap_lines_to(key.doc, "    ", "    ", WIDTH).join("\n");
    let example = find_example(part, key.name).map(|example| format!("\n{example}")).unwrap_or_default();
    format!("{part}.{} ({need})\n{lines}\n{example}", key.name)
}

/// What the part is called in the reference: all kinds of field have their common keys under one name.
fn heading_part(shape: &Shape) -> &'static str {
    match shape.name {
        "choice" | "choices" | "date" | "acts" => "field",
        "from" | "set" => "prefill",
        "field-review" | "finding-review" => "review",
        other => other,
    }
}

/// The example of a key in the reference, indented.
fn find_example(part: &str, key: &str) -> Option<String> {
    let section = [part, "step", "field", "flow"].into_iter().find_map(|part| {
        let (_, after) = REFERENCE.split_once(&format!("\n### {part}.{key}\n"))?;
        after.split("\n#").next()
    })?;
    let (_, example) = section.split_once("```yaml\n")?;
    let lines = example.split("```").next()?.lines().map(|line| format!("        {line}\n"));
    Some(lines.collect())
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

/// Every part of a file that has keys of its own, the file first, each once.
fn collect_shapes() -> Vec<&'static Shape> {
    let mut found: Vec<&'static Shape> = Vec::new();
    collect_from_shape(&FLOW, &mut found);
    collect_from_shape(&SHARED, &mut found);
    found
}

fn collect_from_shape(shape: &'static Shape, found: &mut Vec<&'static Shape>) {
    if found.iter().any(|known| std::ptr::eq(*known, shape)) {
        return;
    }
    found.push(shape);
    for key in shape.all_keys() {
        collect_from_value(&key.value, found);
    }
}

fn collect_from_value(value: &'static ValueKind, found: &mut Vec<&'static Shape>) {
    match value {
        ValueKind::List(item, _) | ValueKind::OneOrList(item) | ValueKind::IdMap(item, _) => {
            collect_from_value(item, found);
        }
        ValueKind::Map(shape) | ValueKind::OneKey(shape) => collect_from_shape(shape, found),
        ValueKind::OneOf(_, shapes) => shapes.iter().for_each(|shape| collect_from_shape(shape, found)),
        ValueKind::Either(first, second) => {
            collect_from_value(first, found);
            collect_from_value(second, found);
        }
        ValueKind::Format
        | ValueKind::Line
        | ValueKind::Text
        | ValueKind::Id
        | ValueKind::Date
        | ValueKind::Count(_)
        | ValueKind::Truth
        | ValueKind::Word(_)
        | ValueKind::FieldValue
        | ValueKind::Guard
        | ValueKind::Target => {}
    }
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
        for shape in collect_shapes() {
            for key in shape.all_keys() {
                let known = find_example(heading_part(shape), key.name);
                assert!(known.is_some(), "{}.{}", shape.name, key.name);
            }
        }
    }
}
