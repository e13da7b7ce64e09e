//! What there is to say of every key of the routines' format: the table's own words, and the examples of the reference.

use crate::flow::shape::{BRANCH, FLOW, KeyNeed, SHARED, Shape, TEST, ValueKind};
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

/// The example of a key in the reference, as written there.
pub(super) fn find_example(part: &str, key: &str) -> Option<&'static str> {
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
