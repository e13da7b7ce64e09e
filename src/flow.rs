//! The flow language: text in, a typed [`Flow`] or faults out.
//!
//! `yaml` reads text into a tree with places, `shared` joins it with the trees of what it takes in, `lower` turns the
//! tree into the model, `guard`, `graph`, `law` and `glossary` are what the model can be asked. Nothing here walks, and
//! nothing here knows a file system.

pub mod fault;
pub mod glossary;
pub mod graph;
pub mod guard;
pub mod id;
pub mod law;
pub mod local;
pub(crate) mod lower;
pub mod model;
mod rewrite;
pub mod schema;
pub mod shape;
pub mod shared;
pub mod tree;
pub(crate) mod word;
pub mod yaml;

use self::model::Flow;
use self::shared::FetchedFile;
use self::tree::YamlNode;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, NotText, SourceFile, Span};

/// A flow's text as a tree, with the shared files it takes in still to be fetched.
#[derive(Debug)]
pub struct ParsedFlow<'f> {
    file: &'f SourceFile,
    root: YamlNode,
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
/// As [`parse_flow`] and [`ParsedFlow::try_into_flow`].
pub fn read_flow(file: &SourceFile, id: FileId) -> Result<Flow, Vec<Diagnostic>> {
    ParsedFlow { file, root: yaml::parse_yaml(file, id)? }.try_into_flow(&[])
}

/// Reads a flow's text, which is the main file of its input.
///
/// # Errors
/// All faults of the text if it cannot be read as YAML. Every code is in [`fault::CODES`].
pub fn parse_flow(file: &SourceFile) -> Result<ParsedFlow<'_>, Vec<Diagnostic>> {
    Ok(ParsedFlow { file, root: yaml::parse_yaml(file, FileId::MAIN)? })
}

impl ParsedFlow<'_> {
    /// The ids of the shared files it takes in, as written, each once. What is no id names no file.
    pub fn include_ids(&self) -> Vec<&str> {
        shared::include_ids(&self.root)
    }

    /// Where the flow's id stands in the text.
    pub fn id_span(&self) -> Option<Span> {
        self.root.get("id").map(|id| id.span)
    }

    /// The flow with its shared files, which are fetched in the order of [`includes`](Self::include_ids). The first that is
    /// there is the file after the main one, and so on.
    ///
    /// # Errors
    /// All faults of the shared files' texts, else all faults of shape, in the order of the files.
    pub fn try_into_flow(self, fetched: &[FetchedFile]) -> Result<Flow, Vec<Diagnostic>> {
        let Self { file, root } = self;
        let taken = shared::load_includes(&root, fetched)?;
        lower::lower_flow(root, file, &taken)
    }

    /// Returns the text itself, where it makes a flow with its shared files.
    ///
    /// # Errors
    /// As [`with`](Self::try_into_flow).
    pub fn try_into_text(self, fetched: &[FetchedFile]) -> Result<RoutineText, Vec<Diagnostic>> {
        let text = self.file.text().to_owned();
        self.try_into_flow(fetched).map(|_| RoutineText(text))
    }
}

/// The fault of a file that is not text, placed in [`NotText::file`].
pub fn not_text_fault(found: &NotText, id: FileId) -> Diagnostic {
    let rest = found.file.text().get(found.at..).unwrap_or("");
    let length = rest.chars().next().map_or(0, char::len_utf8);
    let message = if found.utf16 {
        "Filen är text i UTF-16, men flöden läses som UTF-8."
    } else {
        "Filen är inte text i UTF-8; här står något annat."
    };
    Diagnostic::error(fault::YAML_NOT_TEXT, Span::new(id, found.at, found.at + length), message)
        .with_help("Öppna filen i ett redigeringsprogram och spara den som UTF-8.")
}
