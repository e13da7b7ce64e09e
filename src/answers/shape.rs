//! The keys of an answers file, in one table: what reading accepts, what it suggests, and what the JSON Schema says.

use serde_json::Value;

use crate::flow::schema;
use crate::flow::shape::{Shape, ShapeKey, ValueKind, optional_key, required_key};

/// The JSON Schema of answers files, draft 2020-12.
pub fn answers_schema() -> Value {
    schema::file_schema(&ANSWERS, "Stegvis svarsfil")
}

/// The whole file.
pub static ANSWERS: Shape = Shape {
    name: "answers",
    doc: "En svarsfil: en väg genom en rutin utan att någon sitter vid skärmen.",
    keys: &[
        &[optional_key("flow", ValueKind::Id, "Id på rutinen som svaren gäller.")],
        &[optional_key("answers", ValueKind::IdMap(&CHOSEN, 0), QUESTIONS)],
        GIVEN,
    ],
};

/// What is said of the answers of a walk.
pub const QUESTIONS: &str = "Svaren: stegets id och svarets, eller en lista av alternativ.";

/// One answer, or any number of them.
pub const CHOSEN: ValueKind = ValueKind::Either(&ValueKind::Line, &ValueKind::List(&ValueKind::Line, 0));

/// What a walk is given beside its answers.
pub const GIVEN: &[ShapeKey] = &[
    optional_key(
        "acts",
        ValueKind::IdMap(&MARK, 0),
        "Hur långt åtgärderna har kommit; ska-goras för dem som inte nämns.",
    ),
    optional_key(
        "form",
        ValueKind::IdMap(&ValueKind::FieldValue, 0),
        "Vad som fylls i för hand i blanketten.",
    ),
];

/// The mark of an act, with its reason where it needs one.
const MARK: ValueKind =
    ValueKind::Either(&ValueKind::Word(&["gjort", "ska-goras", "inte-aktuellt"]), &ValueKind::Map(&DECLINED));

/// An act that is declined for a reason.
static DECLINED: Shape = Shape {
    name: "declined",
    doc: "En åtgärd som inte är aktuell, med skälet.",
    keys: &[&[required_key("inte-aktuellt", ValueKind::Id, "Skälet: dess id under `decline` i rutinen.")]],
};
