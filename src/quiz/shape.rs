//! The keys of a file of written questions, in one table.

use crate::flow::shape::{Shape, ValueKind, optional_key, required_key};

/// How hard a question can be.
pub(super) const LEVELS: [&str; 2] = ["grund", "mer"];

/// The whole file.
pub(super) static WRITTEN: Shape = Shape {
    name: "quiz",
    doc: "Skrivna frågor på en rutin.",
    keys: &[&[
        required_key("format", ValueKind::Format, "Formatets nummer: 1."),
        required_key("quiz", ValueKind::Id, "Rutinen som frågorna gäller."),
        required_key(
            "questions",
            ValueKind::IdMap(&ValueKind::Map(&QUESTION), 1),
            "Frågorna, var och en under sitt id.",
        ),
    ]],
};

/// A question.
pub(super) static QUESTION: Shape = Shape {
    name: "question",
    doc: "En fråga med ett rätt svar.",
    keys: &[&[
        required_key("asks", ValueKind::Line, "Frågan."),
        required_key("for", ValueKind::OneOrList(&ValueKind::Id), "För vem: alla, eller roller i rutinen."),
        required_key("level", ValueKind::Word(&LEVELS), "Hur svår den är: grund eller mer."),
        required_key("about", ValueKind::Id, "Steget som svaret står i, och som kan läsas igen."),
        optional_key(
            "walk",
            ValueKind::IdMap(&ValueKind::OneOrList(&ValueKind::Id), 1),
            "Svaren på vägen som frågan gäller.",
        ),
        optional_key("next", ValueKind::Id, "Steget som det rätta svaret är, och som kommer då."),
        optional_key(
            "comes",
            ValueKind::Id,
            "Steget som det rätta svaret är, och som kommer före nästa fråga.",
        ),
        required_key("right", ValueKind::Line, "Det rätta svaret."),
        required_key("why", ValueKind::Text, "Varför det är rätt."),
        required_key(
            "wrong",
            ValueKind::List(&ValueKind::Map(&WRONG), 2),
            "Svar som inte är rätt, minst två.",
        ),
    ]],
};

/// An answer that is not right.
pub(super) static WRONG: Shape = Shape {
    name: "wrong",
    doc: "Ett svar som inte är rätt, med varför.",
    keys: &[&[
        required_key("text", ValueKind::Line, "Svaret."),
        required_key("why", ValueKind::Text, "Varför det inte är rätt."),
        optional_key("step", ValueKind::Id, "Steget som svaret är, och som inte kommer då."),
    ]],
};
