//! What there is to say of every key of the routines' format: the table's own words, and the examples of the reference.

use crate::flow::shape::{BRANCH, FLOW, KeyNeed, SHARED, Shape, ShapeKey, TEST, ValueKind};
use crate::scenario::shape::SCENARIO;

/// The reference of the format: its examples are shown.
const REFERENCE: &str = include_str!("../../flows/README.md");

/// Whether a key must be there, in words.
pub(super) fn describe_need(need: KeyNeed) -> &'static str {
    match need {
        KeyNeed::Required => "måste finnas",
        KeyNeed::Optional => "får utelämnas",
        KeyNeed::Unless(_) => "måste finnas, här eller i en fil som läses in",
        KeyNeed::Inherited => "måste finnas, här eller en gång för alla",
    }
}

/// What the part is called in the reference: all kinds of field have their common keys under one name.
pub(super) fn heading_part(shape: &Shape) -> &'static str {
    match shape.name {
        "choice" | "choices" | "date" | "acts" => "field",
        "from" | "set" => "prefill",
        "field-review" | "finding-review" => "review",
        other => other,
    }
}

/// The example of a key: the one word that it takes, else as it is written in the reference.
pub(super) fn find_example(shape: &Shape, key: &ShapeKey) -> Option<String> {
    if let ValueKind::Word([only]) = key.value {
        return Some(format!("{}: {only}\n", key.name));
    }
    find_written_example(heading_part(shape), key.name).map(str::to_owned)
}

fn find_written_example(part: &str, key: &str) -> Option<&'static str> {
    let section = [part, "step", "field", "flow"].into_iter().find_map(|part| {
        let (_, after) = REFERENCE.split_once(&format!("\n### {part}.{key}\n"))?;
        after.split("\n#").next()
    })?;
    let (_, example) = section.split_once("```yaml\n")?;
    example.split("```").next()
}

/// Every part of a routine, of a shared file and of a scenario that has keys of its own, the file first, each once.
pub(super) fn collect_shapes() -> Vec<&'static Shape> {
    let mut found: Vec<&'static Shape> = Vec::new();
    collect_from_shape(&FLOW, &mut found);
    collect_from_shape(&SHARED, &mut found);
    for shape in [&BRANCH, &TEST, &SCENARIO] {
        collect_from_shape(shape, &mut found);
    }
    found
}

fn collect_from_shape(shape: &'static Shape, found: &mut Vec<&'static Shape>) {
    if found.iter().any(|known| std::ptr::eq(*known, shape)) {
        return;
    }
    found.push(shape);
    for (_, shape) in shape.all_keys().flat_map(|key| key.value.find_shapes()) {
        collect_from_shape(shape, found);
    }
}
