//! The keys of a profile file, in one table: what reading accepts, what it suggests, and what the JSON Schema says.

use serde_json::Value;

use crate::flow::schema;
use crate::flow::shape::{Shape, ValueKind, optional_key};

/// The whole file.
pub static PROFILE: Shape = Shape {
    name: "profile",
    doc: "En lokal profil: vem man vänder sig till här, och varifrån blanketterna kommer. Allt får utelämnas.",
    keys: &[&[
        optional_key("format", ValueKind::Format, "Formatets nummer: 1."),
        optional_key(
            "municipality",
            ValueKind::Id,
            "Kommunens id, som rutinen skriver det. Den väljer rutinen där ingen annan är vald.",
        ),
        optional_key(
            "routine",
            ValueKind::Id,
            "Rutinen som gås när ingen anges: ett id ur `stegvis flows`. Går före kommunens.",
        ),
        optional_key(
            "administration",
            ValueKind::Id,
            "Förvaltningen, med samma id som alternativet i blanketten.",
        ),
        optional_key("board", ValueKind::Line, "Nämnden, som den står i huvudet på en rapport."),
        optional_key("unit", ValueKind::Line, "Enheten."),
        optional_key("activity", ValueKind::Id, "Verksamheten, med samma id som alternativet i blanketten."),
        optional_key("role", ValueKind::Id, "Rollen, med samma id som alternativet i blanketten."),
        optional_key(
            "contacts",
            ValueKind::IdMap(&ValueKind::Map(&CONTACT), 0),
            "Funktioner att vända sig till, under de id som rutinen har: chef, jurist, …",
        ),
        optional_key(
            "delegation",
            ValueKind::Line,
            "Vad delegationsordningen säger om vem som beslutar om polisanmälan.",
        ),
        optional_key(
            "intranet",
            ValueKind::Line,
            "Vad man söker på på intranätet för att hitta den som blanketten går till.",
        ),
        optional_key(
            "retention_days",
            ValueKind::Count(1),
            "Så många dagar gamla blanketter påminner om gallring.",
        ),
        optional_key(
            "save_folder",
            ValueKind::Line,
            "Mappen där blanketter sparas: hela sökvägen, eller ~/ först.",
        ),
        optional_key(
            "save_formats",
            ValueKind::List(&ValueKind::Word(FORMATS), 1),
            "Formaten de sparas i; json är alltid med.",
        ),
        optional_key(
            "theme",
            ValueKind::Word(LOOKS),
            "Färgerna: auto, light, dark, high-contrast eller mono.",
        ),
        optional_key("plain", ValueKind::Truth, "Om rutiner går rad för rad, för skärmläsare."),
        optional_key(
            "scanner",
            ValueKind::Word(DIALS),
            "Hur mycket som tas för namn på sitt utseende: quiet, normal eller careful.",
        ),
    ]],
};

/// A function to turn to.
pub static CONTACT: Shape = Shape {
    name: "profile-contact",
    doc: "Hur en funktion nås. Aldrig en persons namn.",
    keys: &[&[
        optional_key("function", ValueKind::Line, "Vad funktionen heter här."),
        optional_key("phone", ValueKind::Line, "Telefonnumret."),
        optional_key("mailbox", ValueKind::Line, "Funktionsbrevlådan."),
        optional_key("note", ValueKind::Line, "Mer att veta, till exempel tider."),
    ]],
};

/// The ids of the looks.
pub(super) const LOOKS: &[&str] = &["auto", "light", "dark", "high-contrast", "mono"];

/// The ids of the scanner's settings.
pub(super) const DIALS: &[&str] = &["quiet", "normal", "careful"];

/// The ids of the formats.
#[cfg(feature = "pdf")]
pub(super) const FORMATS: &[&str] = &["json", "txt", "pdf", "docx", "html", "md", "csv"];
/// The ids of the formats.
#[cfg(not(feature = "pdf"))]
pub(super) const FORMATS: &[&str] = &["json", "txt", "docx", "html", "md", "csv"];

/// The JSON Schema of a profile file, draft 2020-12.
pub fn profile_schema() -> Value {
    schema::file_schema(&PROFILE, "Stegvis lokal profil, format 1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deid::Dial;
    use crate::export::Format;
    use crate::profile::ThemeSetting;
    use crate::profile::key;

    #[test]
    fn the_table_has_the_words_of_the_program() {
        assert_eq!(FORMATS, Format::ALL.iter().map(|format| format.id()).collect::<Vec<_>>());
        assert_eq!(LOOKS, ThemeSetting::ALL.map(ThemeSetting::id));
        assert_eq!(DIALS, Dial::ALL.map(Dial::id));
        let keys = key::ProfileKey::list_keys(&[crate::flow::id::ContactId::new("x")]);
        let mut asked: Vec<&str> = keys.iter().map(key::ProfileKey::id).collect();
        asked.dedup();
        let table: Vec<&str> =
            PROFILE.all_keys().map(|key| key.name).filter(|name| *name != "format").collect();
        assert_eq!(asked, table);
        assert_eq!(
            CONTACT.all_keys().map(|key| key.name).collect::<Vec<_>>(),
            key::ContactPart::ALL.map(key::ContactPart::id)
        );
    }
}
