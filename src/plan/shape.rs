//! The keys of a plan file, in one table: what reading accepts, what it suggests, and what the JSON Schema says.

use serde_json::Value;

use crate::flow::schema;
use crate::flow::shape::{Shape, ValueKind, optional_key, required_key};

/// The JSON Schema of plan files, draft 2020-12.
pub fn plan_schema() -> Value {
    schema::file_schema(&PLAN, "Stegvis handlingsplan, format 1")
}

/// The whole file.
pub static PLAN: Shape = Shape {
    name: "plan",
    doc: "En lokal handlingsplan: aktiviteter med ansvarig funktion, tidplan och uppföljning.",
    keys: &[&[
        required_key("format", ValueKind::Format, "Formatets nummer: 1."),
        required_key("id", ValueKind::Id, "Planens id, det som skrivs på kommandoraden."),
        required_key("plan", ValueKind::Line, "Planens titel."),
        required_key("publisher", ValueKind::Line, "Kommunen."),
        required_key("board", ValueKind::Line, "Nämnden som svarar för planen."),
        required_key("year", ValueKind::Count(2000), "Året som planen gäller."),
        optional_key("notice", ValueKind::Text, "Vad en läsare ska veta först."),
        optional_key("principle", ValueKind::Text, "Planens egen mening om varför något görs."),
        required_key(
            "points",
            ValueKind::IdMap(&ValueKind::Map(&POINT), 1),
            "Uppföljningens tillfällen, i ordning.",
        ),
        required_key("areas", ValueKind::List(&ValueKind::Map(&AREA), 1), "Planens områden, i ordning."),
        optional_key(
            "revision",
            ValueKind::List(&ValueKind::Line, 1),
            "Rubriker för den årliga översynen av planen.",
        ),
    ]],
};

/// A point in the year when the plan is followed up.
pub static POINT: Shape = Shape {
    name: "point",
    doc: "Ett tillfälle då planen följs upp.",
    keys: &[&[
        required_key("label", ValueKind::Line, "Vad tillfället heter, som Tertialrapport 2."),
        optional_key("due", ValueKind::Date, "Dagen då uppföljningen ska vara klar, om planen säger den."),
    ]],
};

/// An area.
pub static AREA: Shape = Shape {
    name: "area",
    doc: "Ett område i planen.",
    keys: &[&[
        required_key("title", ValueKind::Line, "Områdets rubrik."),
        required_key(
            "activities",
            ValueKind::IdMap(&ValueKind::Map(&ACTIVITY), 1),
            "Aktiviteterna. Ett id är eget i hela planen.",
        ),
    ]],
};

/// An activity.
pub static ACTIVITY: Shape = Shape {
    name: "activity",
    doc: "En aktivitet. Det som planen inte säger utelämnas.",
    keys: &[&[
        required_key("text", ValueKind::Text, "Vad som ska göras."),
        optional_key("responsible", ValueKind::Line, "Funktionen som svarar för den; aldrig en person."),
        optional_key("time", ValueKind::Line, "Tidplanen, med planens egna ord."),
        optional_key("starts", ValueKind::Date, "Dagen då den ska påbörjas."),
        optional_key(
            "due",
            ValueKind::Date,
            "Dagen då den ska vara klar. En tid i ord, som ”hösten”, står i `time`.",
        ),
        optional_key(
            "follow_up",
            ValueKind::OneOrList(&ValueKind::Id),
            "När den följs upp: ett eller flera tillfällen.",
        ),
        optional_key("measure", ValueKind::Line, "Vad som mäts."),
        optional_key("goal", ValueKind::Line, "Målet."),
        optional_key("principle", ValueKind::Truth, "Om planens egen mening visas bredvid."),
    ]],
};
