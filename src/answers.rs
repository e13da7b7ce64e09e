//! Answers files: a walk without a person. Text in; a finished walk, or every reason why not, out.
//!
//! `{flow: stockholm-vbe, answers: {step: answer | [options]}, acts: {step: mark | {inte-aktuellt: reason}},
//! form: {field: value}}`. What is only to be read is read; acts that are not named are still to be done. A field's value is an option's id, a list of them,
//! a day (`2026-11-21`), a period (`2026-v47 kväll`) or a text.

mod drive;
mod names;

use std::sync::Arc;

use crate::check::verified::VerifiedFlow;
use crate::deid::Scanner;
use crate::diagnostic::Diagnostic;
use crate::flow::model::Flow;
use crate::flow::tree::{YamlEntry, YamlNode, YamlValue};
use crate::flow::word::{clip_word, suggest_nearest};
use crate::flow::yaml;
use crate::session::walk::Walk;
use crate::source::{FileId, SourceFile, Span, Spanned};

/// The keys of the file.
const KEYS: [&str; 4] = ["flow", "answers", "acts", "form"];

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
    let tree = yaml::parse_yaml(file, id)?;
    let YamlValue::Map(entries) = tree.value else {
        let fault =
            Diagnostic::error("fel-typ", tree.span, "En svarsfil är en karta med nycklar och värden.");
        return Err(vec![fault.with_help("Börja med raden `flow: stockholm-vbe`, och sedan `answers:`.")]);
    };
    let mut faults = find_repeated_keys(&entries);
    faults.extend(entries.iter().filter(|entry| !KEYS.contains(&entry.key.as_str())).map(unknown_key));
    let whole = Span { end: tree.span.start, ..tree.span };
    let answers = Answers::from_entries(&entries, whole, &mut faults);
    faults.sort_by_key(Diagnostic::span);
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}

impl Answers {
    /// The answers among the keys of a file, which may have other keys too. `whole` is where to point where there are
    /// none at all.
    pub fn from_entries(entries: &[YamlEntry], whole: Span, faults: &mut Vec<Diagnostic>) -> Self {
        let mut parts = KEYS.map(|key| {
            entries.iter().find(|entry| entry.key == key).map(|entry| (entry.key_span, entry.value.clone()))
        });
        Self {
            flow: parts[0].take().and_then(|(_, node)| read_flow_id(node, faults)),
            questions: read_answer_map(parts[1].take(), whole, faults),
            acts: read_answer_map(parts[2].take(), whole, faults),
            form: read_answer_map(parts[3].take(), whole, faults),
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
    fn find_entry(&self, key: &str) -> Option<&YamlEntry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

fn unknown_key(entry: &YamlEntry) -> Diagnostic {
    let message = format!("En svarsfil har ingen nyckel `{}`.", clip_word(&entry.key));
    Diagnostic::error("okand-nyckel", entry.key_span, message).with_help(
        suggest_nearest(&entry.key, &KEYS).unwrap_or("Nycklarna är flow, answers, acts och form.".into()),
    )
}

fn find_repeated_keys(entries: &[YamlEntry]) -> Vec<Diagnostic> {
    let again = |(n, entry): (usize, &YamlEntry)| {
        let first = entries[..n].iter().find(|earlier| earlier.key == entry.key)?;
        let message = format!("`{}` står två gånger.", clip_word(&entry.key));
        Some(
            Diagnostic::error("dubbel-nyckel", entry.key_span, message)
                .with_place(first.key_span, "först här"),
        )
    };
    entries.iter().enumerate().filter_map(again).collect()
}

fn read_flow_id(node: YamlNode, faults: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
    match node.value {
        YamlValue::Text(text) => Some(Spanned::new(text, node.span)),
        YamlValue::Null | YamlValue::Seq(_) | YamlValue::Map(_) => {
            faults.push(Diagnostic::error("fel-typ", node.span, "`flow` ska vara en rutins id."));
            None
        }
    }
}

fn read_answer_map(found: Option<(Span, YamlNode)>, whole: Span, faults: &mut Vec<Diagnostic>) -> AnswerMap {
    let Some((span, node)) = found else { return AnswerMap { span: whole, entries: Vec::new() } };
    match node.value {
        YamlValue::Map(entries) => {
            faults.extend(find_repeated_keys(&entries));
            AnswerMap { span, entries }
        }
        YamlValue::Null => AnswerMap { span, entries: Vec::new() },
        YamlValue::Text(_) | YamlValue::Seq(_) => {
            faults.push(Diagnostic::error("fel-typ", node.span, "Här ska en karta med id och värden stå."));
            AnswerMap { span, entries: Vec::new() }
        }
    }
}
