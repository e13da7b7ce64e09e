//! The keys of a guarantee: what it promises, of which walks.

use super::{Shape, ValueKind, optional_key, required_key};

/// A guarantee.
pub static GUARANTEE: Shape = Shape {
    name: "guarantee",
    doc: "En garanti om varje väg.",
    keys: &[&[
        required_key("id", ValueKind::Id, "Garantins id."),
        required_key("says", ValueKind::Text, "Garantin i ord."),
        optional_key("given", ValueKind::Guard, "Vilka vägar garantin gäller; alla om inget sägs."),
        required_key("then", ValueKind::OneKey(&CLAIM), "Vad som håller för dem."),
    ]],
};

/// What is promised.
pub static CLAIM: Shape = Shape {
    name: "claim",
    doc: "Ett påstående: precis en av nycklarna.",
    keys: &[&[
        optional_key("visits", ValueKind::Id, "Varje väg passerar steget."),
        optional_key("never", ValueKind::OneOrList(&ValueKind::Id), "Ingen väg passerar något av stegen."),
        optional_key(
            "before",
            ValueKind::List(&ValueKind::Id, 2),
            "Två steg: det första passeras alltid före det andra.",
        ),
        optional_key("first_act", ValueKind::Id, "Det första som ska göras är detta steg."),
        optional_key("ends", ValueKind::OneOrList(&ValueKind::Id), "Varje väg slutar i ett av stegen."),
        optional_key(
            "includes_act",
            ValueKind::OneOrList(&ValueKind::Id),
            "Varje väg passerar minst en av åtgärderna.",
        ),
        optional_key(
            "unsure_is_safe",
            ValueKind::List(&ValueKind::Id, 1),
            "Den som inte vet leds aldrig mildare än den som vet det strängaste.",
        ),
        optional_key(
            "monotone",
            ValueKind::Map(&MONOTONE),
            "Ett svar längre fram i listan ger aldrig färre åtgärder.",
        ),
        optional_key(
            "laws_in_force",
            ValueKind::Word(&["true"]),
            "Varje åtgärd som vilar på lag vilar på en som gäller.",
        ),
        optional_key("max_questions", ValueKind::Count(1), "Ingen väg ställer fler frågor än så."),
        optional_key(
            "reachable",
            ValueKind::OneOrList(&ValueKind::Id),
            "Vart och ett av stegen passeras av någon väg.",
        ),
        optional_key(
            "declined_only",
            ValueKind::Map(&DECLINED_ONLY),
            "Åtgärden kan avböjas av de skälen och inga andra.",
        ),
    ]],
};

/// A key of `then`: what kind of claim it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimWord {
    /// The step is passed.
    Visits,
    /// The steps are not.
    Never,
    /// One step before another.
    Before,
    /// What is to be done first.
    FirstAct,
    /// Where it ends.
    Ends,
    /// One of the acts.
    IncludesAct,
    /// Not knowing is never milder.
    UnsureIsSafe,
    /// Answers in order of strictness.
    Monotone,
    /// Laws of the day.
    LawsInForce,
    /// How many questions at most.
    MaxQuestions,
    /// Some walk passes the step.
    Reachable,
    /// The reasons to decline.
    DeclinedOnly,
}

impl ClaimWord {
    /// Every word, in the order they are explained.
    pub const ALL: [Self; 12] = [
        Self::Visits,
        Self::Never,
        Self::Before,
        Self::FirstAct,
        Self::Ends,
        Self::IncludesAct,
        Self::UnsureIsSafe,
        Self::Monotone,
        Self::LawsInForce,
        Self::MaxQuestions,
        Self::Reachable,
        Self::DeclinedOnly,
    ];

    /// The key in the file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Visits => "visits",
            Self::Never => "never",
            Self::Before => "before",
            Self::FirstAct => "first_act",
            Self::Ends => "ends",
            Self::IncludesAct => "includes_act",
            Self::UnsureIsSafe => "unsure_is_safe",
            Self::Monotone => "monotone",
            Self::LawsInForce => "laws_in_force",
            Self::MaxQuestions => "max_questions",
            Self::Reachable => "reachable",
            Self::DeclinedOnly => "declined_only",
        }
    }
}

/// An order of answers.
pub static MONOTONE: Shape = Shape {
    name: "monotone",
    doc: "Ett stegs svar i ordning, mildast först.",
    keys: &[&[
        required_key("step", ValueKind::Id, "Frågan."),
        required_key("order", ValueKind::List(&ValueKind::Id, 2), "Svaren, mildast först."),
    ]],
};

/// The reasons an act can be declined for.
pub static DECLINED_ONLY: Shape = Shape {
    name: "declined_only",
    doc: "En åtgärd och skälen att avböja den.",
    keys: &[&[
        required_key("step", ValueKind::Id, "Åtgärden."),
        required_key(
            "reasons",
            ValueKind::List(&ValueKind::Id, 0),
            "Skälen; en tom lista om den inte kan avböjas.",
        ),
    ]],
};
