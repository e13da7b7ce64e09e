//! The keys of a profile file, in one table: what reading accepts, what it suggests, and what the JSON Schema says.

use serde_json::Value;

use crate::flow::schema;
use crate::flow::shape::{Kind, Shape, may};

/// The whole file.
pub static PROFILE: Shape = Shape {
    name: "profile",
    doc: "En lokal profil: vem man vänder sig till här, och varifrån blanketterna kommer. Allt får utelämnas.",
    keys: &[&[
        may("format", Kind::Format, "Formatets nummer: 1."),
        may("municipality", Kind::Id, "Kommunen: stockholm, lidingo eller ett annat id."),
        may(
            "administration",
            Kind::Id,
            "Förvaltningen, med samma id som blankettens alternativ: bromma, social, …",
        ),
        may("unit", Kind::Line, "Enheten."),
        may("activity", Kind::Id, "Verksamheten, med samma id som blankettens alternativ: falt, skola, …"),
        may("role", Kind::Id, "Rollen, med samma id som blankettens alternativ: faltassistent, larare, …"),
        may(
            "contacts",
            Kind::IdMap(&Kind::Map(&CONTACT), 0),
            "Funktioner att vända sig till, under rutinens id: samordnare, socialtjanst, chef, …",
        ),
        may("delegation", Kind::Line, "Vad delegationsordningen säger om vem som beslutar om polisanmälan."),
        may("intranet", Kind::Line, "Vad man söker på på intranätet för att hitta samordnaren."),
        may("retention_days", Kind::Count(1), "Så många dagar gamla blanketter påminner om gallring."),
        may("save_folder", Kind::Line, "Mappen där blanketter sparas: hela sökvägen, eller ~/ först."),
        may("save_formats", Kind::List(&Kind::Word(FORMATS), 1), "Formaten de sparas i; json är alltid med."),
        may("theme", Kind::Word(LOOKS), "Färgerna: auto, light, dark, high-contrast eller mono."),
        may("plain", Kind::Truth, "Om rutiner går rad för rad, för skärmläsare."),
    ]],
};

/// A function to turn to.
pub static CONTACT: Shape = Shape {
    name: "profile-contact",
    doc: "Hur en funktion nås. Aldrig en persons namn.",
    keys: &[&[
        may("function", Kind::Line, "Vad funktionen heter här."),
        may("phone", Kind::Line, "Telefonnumret."),
        may("mailbox", Kind::Line, "Funktionsbrevlådan."),
        may("note", Kind::Line, "Mer att veta, till exempel tider."),
    ]],
};

/// The ids of the looks.
pub(super) const LOOKS: &[&str] = &["auto", "light", "dark", "high-contrast", "mono"];

/// The ids of the formats.
#[cfg(feature = "pdf")]
pub(super) const FORMATS: &[&str] = &["json", "txt", "pdf", "docx", "html", "md", "csv"];
/// The ids of the formats.
#[cfg(not(feature = "pdf"))]
pub(super) const FORMATS: &[&str] = &["json", "txt", "docx", "html", "md", "csv"];

/// The JSON Schema of a profile file, draft 2020-12.
pub fn schema() -> Value {
    schema::of_file(&PROFILE, "Stegvis lokal profil, format 1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Format;
    use crate::profile::Look;
    use crate::profile::key;

    #[test]
    fn the_table_has_the_words_of_the_program() {
        assert_eq!(FORMATS, Format::ALL.iter().map(|format| format.id()).collect::<Vec<_>>());
        assert_eq!(LOOKS, Look::ALL.map(Look::id));
        let keys = key::Key::asked(&[crate::flow::id::ContactId::new("x")]);
        let mut asked: Vec<&str> = keys.iter().map(key::Key::id).collect();
        asked.dedup();
        let table: Vec<&str> = PROFILE.all().map(|key| key.name).filter(|name| *name != "format").collect();
        assert_eq!(asked, table);
        assert_eq!(CONTACT.all().map(|key| key.name).collect::<Vec<_>>(), key::Part::ALL.map(key::Part::id));
    }
}
