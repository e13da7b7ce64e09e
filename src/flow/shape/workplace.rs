//! The keys by which a routine tells a workplace apart from others: its kommun, its meetings, and whom to turn to there.

use super::{Shape, ShapeKey, ValueKind, optional_key, required_key};

/// What a routine says of the workplaces that use it.
pub(super) static WORKPLACE: &[ShapeKey] = &[
    optional_key(
        "municipality",
        ValueKind::Id,
        "Kommunen som rutinen är för, som profilen skriver den. Profilens kommun väljer rutinen.",
    ),
    optional_key("roles", ValueKind::Id, "Frågan vars svar är rollerna, som frågesporten riktas till."),
    optional_key(
        "topics",
        ValueKind::List(&ValueKind::Id, 1),
        "Frågorna vars svar säger vad en händelse handlar om, där händelser väljs.",
    ),
    optional_key(
        "meeting",
        ValueKind::List(&ValueKind::Map(&MEETING_POINT), 1),
        "Punkterna som en arbetsplatsträff tar upp, i ordning. Rutinen och blanketten om inget sägs.",
    ),
];

/// A point that a workplace meeting takes up.
pub static MEETING_POINT: Shape = Shape {
    name: "meeting-point",
    doc: "En punkt på mötet. Det som sägs av den står i ordningen search, contact, about, says.",
    keys: &[&[
        required_key("title", ValueKind::Line, "Punktens rubrik."),
        optional_key(
            "search",
            ValueKind::Line,
            "Vad man söker på på intranätet; profilens eget sökord går före.",
        ),
        optional_key("contact", ValueKind::Id, "En kontakt, med hur den nås här."),
        optional_key(
            "about",
            ValueKind::Word(&["routine", "form"]),
            "Rutinens titel och version, eller blankettens titel.",
        ),
        optional_key("says", ValueKind::Text, "Vad som sägs av den."),
    ]],
};

/// A contact.
pub static CONTACT: Shape = Shape {
    name: "contact",
    doc: "En funktion att vända sig till. Den lokala profilen fyller i under samma id.",
    keys: &[&[
        required_key("label", ValueKind::Line, "Vad funktionen kallas."),
        required_key("fallback", ValueKind::Text, "Vad som visas när ingen profil säger mer."),
        optional_key("short", ValueKind::Line, "Vad den kallas där det är trångt; label om inget sägs."),
        optional_key(
            "fill_in",
            ValueKind::Word(&["first", "offered"]),
            "Om profilen frågar efter den: först av allt (first), eller bland det som kan fyllas i (offered).",
        ),
    ]],
};

/// Who answers for an act, and how soon it is to be done.
pub(super) static DUTY: &[ShapeKey] = &[
    optional_key(
        "who",
        ValueKind::Id,
        "Kontakten som ansvarar för att det blir gjort; en funktion, aldrig en person.",
    ),
    optional_key(
        "within",
        ValueKind::Either(&ValueKind::Word(&["same-day"]), &ValueKind::OneKey(&TIME_LIMIT)),
        "Hur fort det ska vara gjort: same-day, eller ett antal timmar, dagar, veckor eller månader.",
    ),
];

/// How soon something is to be done.
pub static TIME_LIMIT: Shape = Shape {
    name: "time-limit",
    doc: "Hur fort något ska vara gjort: en av nycklarna.",
    keys: &[&[
        optional_key("hours", ValueKind::Count(1), "Antal timmar."),
        optional_key("days", ValueKind::Count(1), "Antal dagar."),
        optional_key("weeks", ValueKind::Count(1), "Antal veckor."),
        optional_key("months", ValueKind::Count(1), "Antal månader."),
    ]],
};
