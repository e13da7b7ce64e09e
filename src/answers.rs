//! Answers files: a walk without a person. Text in; a finished walk, or every reason why not, out.
//!
//! `{flow: ekeby-hot, answers: {step: answer | [options]}, acts: {step: mark | {inte-aktuellt: reason}},
//! form: {field: value}}`. What is only to be read is read; acts that are not named are still to be done. A field's value is an option's id, a list of them,
//! a day (`2026-11-21`), a period (`2026-v47 kväll`) or a text.

mod drive;
mod names;
pub mod shape;

use std::sync::Arc;

use crate::check::verified::VerifiedFlow;
use crate::deid::Scanner;
use crate::diagnostic::Diagnostic;
use crate::flow::lower::fields::FileNoun;
use crate::flow::lower::shape_check;
use crate::flow::model::Flow;
use crate::flow::tree::{YamlEntry, YamlNode, YamlValue};
use crate::flow::yaml;
use crate::session::walk::Walk;
use crate::source::{FileId, SourceFile, Span, Spanned};

/// What an answers file is called in messages.
const WHOLE: FileNoun = FileNoun { the: "svarsfilen", any: "En svarsfil" };

/// The answers of a file, not yet held against a routine.
#[derive(Debug, Clone)]
pub struct Answers {
    /// The routine they are for, where the file says.
    pub flow: Option<Spanned<String>>,
    questions: AnswerMap,
    acts: AnswerMap,
    form: AnswerMap,
}

/// One of the file's maps; empty where the file has none.
#[derive(Debug, Clone)]
struct AnswerMap {
    span: Span,
    entries: Vec<YamlEntry>,
}

/// Reads an answers file.
///
/// # Errors
/// Every fault of its text or shape.
pub fn read_answers(file: &SourceFile, id: FileId) -> Result<Answers, Vec<Diagnostic>> {
    let mut tree = yaml::parse_yaml(file, id)?;
    // A key without a value says nothing.
    if let YamlValue::Map(entries) = &mut tree.value {
        entries.retain(|entry| entry.value.value != YamlValue::Null);
    }
    shape_check::check_shape(file, &tree, &shape::ANSWERS, WHOLE)?;
    Ok(Answers::from_tree(&tree))
}

impl Answers {
    /// The answers in the tree of a file of the right shape, which may have other keys too.
    pub(crate) fn from_tree(tree: &YamlNode) -> Self {
        Self {
            flow: tree.get("flow").map(|node| Spanned::new(node.text().to_owned(), node.span)),
            questions: AnswerMap::from_tree(tree, "answers"),
            acts: AnswerMap::from_tree(tree, "acts"),
            form: AnswerMap::from_tree(tree, "form"),
        }
    }

    /// Every name in them that the routine does not know, and every answer of a kind its step does not take.
    pub fn find_unknown_names(&self, flow: &Flow) -> Vec<Diagnostic> {
        names::find_unknown_names(self, flow)
    }

    /// Walks as far as the answers reach, with everything that stood in the way: a question without an answer, answers
    /// the walk never comes to, values that do not fit.
    pub fn try_walk(&self, flow: &Arc<VerifiedFlow>, scanner: &Scanner) -> (Walk, Vec<Diagnostic>) {
        drive::drive_walk(self, flow, scanner)
    }

    /// Walks the routine with these answers to its end, and fills the form. Free text passes the gate of `scanner`.
    ///
    /// # Errors
    /// Every name the routine does not know; else the first question without an answer; else every answer the walk
    /// never comes to and every value that does not fit.
    pub fn walk_to_end(&self, flow: &Arc<VerifiedFlow>, scanner: &Scanner) -> Result<Walk, Vec<Diagnostic>> {
        let unknown = self.find_unknown_names(flow.flow());
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let (walk, faults) = self.try_walk(flow, scanner);
        if faults.is_empty() { Ok(walk) } else { Err(faults) }
    }
}

impl AnswerMap {
    /// The map under a key; where there is none, the start of the file is where to point.
    fn from_tree(tree: &YamlNode, key: &str) -> Self {
        let entry = tree.entries().iter().find(|entry| entry.key == key);
        Self {
            span: entry.map_or(Span { end: tree.span.start, ..tree.span }, |entry| entry.key_span),
            entries: entry.map(|entry| entry.value.entries().to_vec()).unwrap_or_default(),
        }
    }

    fn find_entry(&self, key: &str) -> Option<&YamlEntry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}
