//! The routines and shared files that are part of the program, each one row. Reading them is for others.

use crate::source::SourceFile;

/// The routines: id and text.
pub(super) const FLOWS: &[(&str, &str)] = &[
    ("stockholm-vbe", include_str!("../../flows/stockholm-vbe.yaml")),
    ("lidingo-vbe", include_str!("../../flows/lidingo-vbe.yaml")),
    ("nationell-vbe", include_str!("../../flows/nationell-vbe.yaml")),
];

/// What routines share: id and text.
pub(super) const SHARED: &[(&str, &str)] = &[
    ("blankett-vbe", include_str!("../../flows/blankett-vbe.yaml")),
    ("kallor", include_str!("../../flows/kallor.yaml")),
    ("lagar", include_str!("../../flows/lagar.yaml")),
    ("ordlista", include_str!("../../flows/ordlista.yaml")),
];

/// The routine with this id.
pub(super) fn flow(id: &str) -> Option<SourceFile> {
    find(FLOWS, id)
}

/// The shared file with this id.
pub(super) fn shared(id: &str) -> Option<SourceFile> {
    find(SHARED, id)
}

fn find(rows: &[(&str, &str)], id: &str) -> Option<SourceFile> {
    let (id, text) = rows.iter().find(|(known, _)| *known == id)?;
    Some(SourceFile::new(format!("inbyggd: {id}"), text))
}
