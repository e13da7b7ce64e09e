//! The flow language: text in, a typed [`Flow`] or faults out.
//!
//! `yaml` reads text into a tree with places, `shared` joins it with the trees of what it takes in, `lower` turns the
//! tree into the model, `guard`, `graph`, `law` and `glossary` are what the model can be asked. Nothing here walks, and
//! nothing here knows a file system.

pub mod fault;
pub mod glossary;
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
pub mod shared;
pub mod tree;
pub mod yaml;

use self::model::Flow;
use self::shared::Fetched;
use self::tree::Node;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, NotText, SourceFile, Span};

/// A flow's text as a tree, with the shared files it takes in still to be fetched.
#[derive(Debug)]
pub struct Parsed<'f> {
    file: &'f SourceFile,
    root: Node,
}

/// The text of a routine that reads without a fault, with what it takes in: the only text that is written as a routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutineText(String);

impl RoutineText {
    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads a flow that takes nothing in.
///
/// # Errors
/// As [`parse`] and [`Parsed::with`].
pub fn read(file: &SourceFile, id: FileId) -> Result<Flow, Vec<Diagnostic>> {
    Parsed { file, root: yaml::parse(file, id)? }.with(&[])
}

/// Reads a flow's text, which is the main file of its input.
///
/// # Errors
/// All faults of the text if it cannot be read as YAML. Every code is in [`fault::CODES`].
pub fn parse(file: &SourceFile) -> Result<Parsed<'_>, Vec<Diagnostic>> {
    Ok(Parsed { file, root: yaml::parse(file, FileId::MAIN)? })
}

impl Parsed<'_> {
    /// The ids of the shared files it takes in, as written, each once. What is no id names no file.
    pub fn includes(&self) -> Vec<&str> {
        shared::ids(&self.root)
    }

    /// Where the flow's id stands in the text.
    pub fn id_span(&self) -> Option<Span> {
        self.root.get("id").map(|id| id.span)
    }

    /// The flow with its shared files, which are fetched in the order of [`includes`](Self::includes). The first that is
    /// there is the file after the main one, and so on.
    ///
    /// # Errors
    /// All faults of the shared files' texts, else all faults of shape, in the order of the files.
    pub fn with(self, fetched: &[Fetched]) -> Result<Flow, Vec<Diagnostic>> {
        let Self { file, root } = self;
        let taken = shared::take_in(&root, fetched)?;
        lower::lower(root, file, &taken)
    }

    /// Returns the text itself, where it makes a flow with its shared files.
    ///
    /// # Errors
    /// As [`with`](Self::with).
    pub fn text(self, fetched: &[Fetched]) -> Result<RoutineText, Vec<Diagnostic>> {
        let text = self.file.text().to_owned();
        self.with(fetched).map(|_| RoutineText(text))
    }
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
