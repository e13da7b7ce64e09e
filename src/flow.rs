//! The flow language: text in, a typed [`Flow`] or faults out.
//!
//! `yaml` reads text into a tree with places, `lower` turns the tree into the model, `guard`, `graph` and `law` are
//! what the model can be asked. Nothing here walks, and nothing here knows a file system.

pub mod fault;
pub mod graph;
pub mod guard;
pub mod held;
pub mod id;
pub mod law;
pub mod local;
pub(crate) mod lower;
pub mod model;
pub mod schema;
pub mod shape;
pub mod tree;
pub mod yaml;

use self::model::Flow;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, NotText, SourceFile, Span};

/// Reads a flow.
///
/// # Errors
/// All faults of the text if it cannot be read as YAML, else all faults of its shape, in the order of the file. Every
/// code is in [`fault::CODES`].
pub fn read(file: &SourceFile, id: FileId) -> Result<Flow, Vec<Diagnostic>> {
    let tree = yaml::parse(file, id)?;
    lower::lower(&tree, file)
}

/// The fault of a file that is not text, placed in [`NotText::file`].
pub fn not_text(found: &NotText, id: FileId) -> Diagnostic {
    let rest = found.file.text().get(found.at..).unwrap_or("");
    let length = rest.chars().next().map_or(0, char::len_utf8);
    let message = if found.utf16 {
        "Filen är text i UTF-16, men flöden läses som UTF-8."
    } else {
        "Filen är inte text i UTF-8; här står något annat."
    };
    Diagnostic::error(fault::YAML_NOT_TEXT, Span::new(id, found.at, found.at + length), message)
        .help("Öppna filen i ett redigeringsprogram och spara den som UTF-8.")
}
