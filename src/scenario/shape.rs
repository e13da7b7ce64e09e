//! The keys of a scenario file, in one table: what reading accepts, what it suggests, and what the JSON Schema says.

use serde_json::Value;

use crate::flow::schema;
use crate::flow::shape::{Kind, Shape, may, must};

/// The JSON Schema of scenario files, draft 2020-12.
pub fn schema() -> Value {
    schema::of_file(&SCENARIO, "Stegvis scenario, format 1")
}

/// One id, or any number of them.
const CHOSEN: Kind = Kind::Either(&Kind::Id, &Kind::List(&Kind::Id, 0));

/// A text, or any number of ids.
const FILLED: Kind = Kind::Either(&Kind::Text, &Kind::List(&Kind::Id, 0));

/// The mark of an act, with its reason where it needs one.
const MARK: Kind = Kind::Either(&Kind::Word(&["gjort", "ska-goras", "inte-aktuellt"]), &Kind::Map(&DECLINED));

/// An act that is declined for a reason.
pub static DECLINED: Shape = Shape {
    name: "declined",
    doc: "En åtgärd som inte är aktuell, med skälet.",
    keys: &[&[must("inte-aktuellt", Kind::Id, "Skälet: dess id under `decline` i rutinen.")]],
};

/// The whole file.
pub static SCENARIO: Shape = Shape {
    name: "scenario",
    doc: "Ett scenario: en påhittad händelse som prov, demonstration, frågesport och utskrift.",
    keys: &[&[
        must("format", Kind::Format, "Formatets nummer: 1."),
        must("id", Kind::Id, "Scenariots id, det som skrivs på kommandoraden."),
        must("title", Kind::Line, "Scenariots titel."),
        must("aim", Kind::Line, "Vad gruppen ska ta med sig."),
        must("flow", Kind::Id, "Id på rutinen som scenariot går igenom."),
        must("story", Kind::List(&Kind::Map(&PART), 1), "Berättelsen i delar, i den ordning de berättas."),
        must(
            "answers",
            Kind::IdMap(&CHOSEN, 1),
            "Svaren: stegets id och svarets, eller en lista av alternativ.",
        ),
        may(
            "acts",
            Kind::IdMap(&MARK, 0),
            "Hur långt åtgärderna har kommit; ska-goras för dem som inte nämns.",
        ),
        may("form", Kind::IdMap(&FILLED, 0), "Vad som fylls i för hand i blanketten."),
        must("expect", Kind::Map(&EXPECT), "Vad som väntas av vägen och blanketten; det är provet."),
        may("what_if", Kind::List(&Kind::Map(&WHAT_IF), 1), "Tänk om: andra svar, och vad de skulle ändra."),
        may(
            "notes",
            Kind::IdMap(&Kind::Map(&NOTE), 0),
            "Stöd för den som håller i utbildningen, steg för steg.",
        ),
        may("discuss", Kind::List(&Kind::Text, 1), "Frågor att prata om när vägen är gången."),
    ]],
};

/// A part of the story.
pub static PART: Shape = Shape {
    name: "part",
    doc: "En del av berättelsen.",
    keys: &[&[
        may("at", Kind::Id, "Steget där delen berättas; före första steget om inget sägs."),
        must("text", Kind::Text, "Vad som berättas, sakligt och påhittat."),
    ]],
};

/// What is expected.
pub static EXPECT: Shape = Shape {
    name: "expect",
    doc: "Vad som väntas. Det första som blir annorlunda gör att scenariot inte går som det ska.",
    keys: &[&[
        must("steps", Kind::List(&Kind::Id, 1), "Stegen som passeras, alla och i ordning, utom slutet."),
        may("never", Kind::List(&Kind::Id, 1), "Steg som inte passeras."),
        may("acts", Kind::List(&Kind::Id, 0), "Åtgärderna på vägen, alla och i ordning."),
        may("laws", Kind::List(&Kind::Id, 1), "Lagrum som vägen visar som gällande."),
        may(
            "offers",
            Kind::IdMap(&Kind::List(&Kind::Id, 0), 1),
            "Alternativen som en fråga med flera svar erbjuder, alla och i ordning.",
        ),
        may("form", Kind::IdMap(&FILLED, 1), "Vad som står i blankettens fält."),
        may("without", Kind::List(&Kind::Id, 1), "Fält som inte finns med i blanketten."),
        must("end", Kind::Id, "Steget där vägen slutar."),
    ]],
};

/// Another answer.
pub static WHAT_IF: Shape = Shape {
    name: "what_if",
    doc: "Ett annat svar än det som gavs, och vad det skulle ändra.",
    keys: &[&[
        must("at", Kind::Id, "Frågan."),
        must("answer", CHOSEN, "Svaret som prövas."),
        must("says", Kind::Text, "Vad som sägs om det."),
        may("loses", Kind::List(&Kind::Id, 1), "Steg som faller bort."),
        may("meets", Kind::Id, "Steget som kommer härnäst med det svaret."),
    ]],
};

/// Help for whoever leads the training.
pub static NOTE: Shape = Shape {
    name: "note",
    doc: "Stöd för den som håller i utbildningen, vid ett steg.",
    keys: &[&[
        may("say", Kind::Text, "Att säga eller tänka på vid steget."),
        may("ask", Kind::List(&Kind::Text, 1), "Frågor till rummet."),
    ]],
};

/// Every shape of the file, in the order they are explained.
pub static SHAPES: &[&Shape] = &[&SCENARIO, &PART, &EXPECT, &WHAT_IF, &NOTE];
