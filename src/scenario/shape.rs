//! The keys of a scenario file, in one table: what reading accepts, what it suggests, and what the JSON Schema says.

use serde_json::Value;

use crate::answers::shape::{CHOSEN, GIVEN, QUESTIONS};
use crate::flow::schema;
use crate::flow::shape::{Shape, ValueKind, optional_key, required_key};

/// The JSON Schema of scenario files, draft 2020-12.
pub fn scenario_schema() -> Value {
    schema::file_schema(&SCENARIO, "Stegvis scenario, format 1")
}

/// The whole file.
pub static SCENARIO: Shape = Shape {
    name: "scenario",
    doc: "Ett scenario: en påhittad händelse som prov, demonstration, frågesport och utskrift.",
    keys: &[
        &[
            required_key("format", ValueKind::Format, "Formatets nummer: 1."),
            required_key("id", ValueKind::Id, "Scenariots id, det som skrivs på kommandoraden."),
            required_key("title", ValueKind::Line, "Scenariots titel."),
            required_key("aim", ValueKind::Line, "Vad gruppen ska ta med sig."),
            required_key("flow", ValueKind::Id, "Id på rutinen som scenariot går igenom."),
            required_key(
                "story",
                ValueKind::List(&ValueKind::Map(&PART), 1),
                "Berättelsen i delar, i den ordning de berättas.",
            ),
            required_key("answers", ValueKind::IdMap(&CHOSEN, 1), QUESTIONS),
            required_key(
                "expect",
                ValueKind::Map(&EXPECT),
                "Vad som väntas av vägen och blanketten; det är provet.",
            ),
            optional_key(
                "what_if",
                ValueKind::List(&ValueKind::Map(&WHAT_IF), 1),
                "Tänk om: andra svar, och vad de skulle ändra.",
            ),
            optional_key(
                "notes",
                ValueKind::IdMap(&ValueKind::Map(&NOTE), 0),
                "Stöd för den som håller i utbildningen, steg för steg.",
            ),
            optional_key(
                "discuss",
                ValueKind::List(&ValueKind::Text, 1),
                "Frågor att prata om när vägen är gången.",
            ),
        ],
        GIVEN,
    ],
};

/// A part of the story.
pub static PART: Shape = Shape {
    name: "part",
    doc: "En del av berättelsen.",
    keys: &[&[
        optional_key("at", ValueKind::Id, "Steget där delen berättas; före första steget om inget sägs."),
        required_key("text", ValueKind::Text, "Vad som berättas, sakligt och påhittat."),
    ]],
};

/// What is expected.
pub static EXPECT: Shape = Shape {
    name: "expect",
    doc: "Vad som väntas. Det första som blir annorlunda gör att scenariot inte går som det ska.",
    keys: &[&[
        required_key(
            "steps",
            ValueKind::List(&ValueKind::Id, 1),
            "Stegen som passeras, alla och i ordning, utom slutet.",
        ),
        optional_key("never", ValueKind::List(&ValueKind::Id, 1), "Steg som inte passeras."),
        optional_key("acts", ValueKind::List(&ValueKind::Id, 0), "Åtgärderna på vägen, alla och i ordning."),
        optional_key("laws", ValueKind::List(&ValueKind::Id, 1), "Lagrum som vägen visar som gällande."),
        optional_key(
            "offers",
            ValueKind::IdMap(&ValueKind::List(&ValueKind::Id, 0), 1),
            "Alternativen som en fråga med flera svar erbjuder, alla och i ordning.",
        ),
        optional_key("form", ValueKind::IdMap(&ValueKind::FieldValue, 1), "Vad som står i blankettens fält."),
        optional_key("without", ValueKind::List(&ValueKind::Id, 1), "Fält som inte finns med i blanketten."),
        required_key("end", ValueKind::Id, "Steget där vägen slutar."),
    ]],
};

/// Another answer.
pub static WHAT_IF: Shape = Shape {
    name: "what_if",
    doc: "Ett annat svar än det som gavs, och vad det skulle ändra.",
    keys: &[&[
        required_key("at", ValueKind::Id, "Frågan."),
        required_key("answer", CHOSEN, "Svaret som prövas."),
        required_key("says", ValueKind::Text, "Vad som sägs om det."),
        optional_key("loses", ValueKind::List(&ValueKind::Id, 1), "Steg som faller bort."),
        optional_key("meets", ValueKind::Id, "Steget som kommer härnäst med det svaret."),
    ]],
};

/// Help for whoever leads the training.
pub static NOTE: Shape = Shape {
    name: "note",
    doc: "Stöd för den som håller i utbildningen, vid ett steg.",
    keys: &[&[
        optional_key("say", ValueKind::Text, "Att säga eller tänka på vid steget."),
        optional_key("ask", ValueKind::List(&ValueKind::Text, 1), "Frågor till rummet."),
    ]],
};

/// Every shape of the file, in the order they are explained.
pub static SHAPES: &[&Shape] = &[&SCENARIO, &PART, &EXPECT, &WHAT_IF, &NOTE];
