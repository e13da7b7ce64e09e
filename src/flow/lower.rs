//! The tree becomes the model: every shape fault of the file is told in one pass, and a flow without faults is whole.
//!
//! Where something is wrong a fault is noted and lowering goes on with a stand-in; since any fault means no flow, no
//! stand-in ever gets out.

pub(crate) mod fields;
mod form;
mod guarantee;
mod guard;
pub(crate) mod names;
pub(crate) mod register;
mod review;
pub(crate) mod scalar;
mod step;
mod taken;

use sha2::{Digest, Sha256};

use self::fields::{Slot, Whole};
use self::names::Names;
use super::fault;
use super::glossary::Abbreviations;
use super::id::FlowId;
use super::model::{Fingerprint, Flow, FormSpec, Include, Remark};
use super::shape::{self, Kind};
use super::shared::{self, Taken};
use super::tree::Node;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

/// The format this program reads.
const FORMAT: &str = "1";

/// How many words may be compared for suggestions.
const COMPARISONS: usize = 2_000_000;

/// Lowers the tree of `file` with those of the shared files it takes in.
///
/// # Errors
/// Every shape fault, in the order of the files.
pub(super) fn lower(root: Node, file: &SourceFile, taken: &[Taken<'_>]) -> Result<Flow, Vec<Diagnostic>> {
    let unchanged = shared::unchanged_form(&root, taken);
    let root = shared::merged(root, taken);
    let mut lowering = Lowering::of(&root, Whole::FLOW);
    lowering.texts = std::iter::once(file).chain(taken.iter().map(|taken| taken.file)).collect();
    let includes = lowering.includes(&root, taken);
    lowering.form_changes(&root, unchanged.as_deref());
    let flow = lowering.flow(&root, fingerprint(file, taken), includes);
    lowering.done(flow)
}

/// A help line for an id that is none of those known.
pub(super) fn suggested(word: &str, known: &[String]) -> Option<String> {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    names::suggestion(names::nearest(word, &known, &mut COMPARISONS.clone()), &known)
}

/// Lowering under way.
pub(crate) struct Lowering<'t> {
    /// What kind of file it is.
    whole: Whole,
    names: Names<'t>,
    faults: Vec<Diagnostic>,
    /// How many more words may be compared for suggestions, so that a file of faults is still told quickly.
    comparisons_left: usize,
    /// The files, in the order of their ids.
    texts: Vec<&'t SourceFile>,
    /// The abbreviations met so far.
    abbreviations: Abbreviations,
    /// What was noted of the texts so far.
    remarks: Vec<Remark>,
}

impl<'t> Lowering<'t> {
    /// The lowering of a file of this kind.
    pub(crate) fn of(root: &'t Node, whole: Whole) -> Self {
        Self {
            whole,
            names: Names::of(root),
            faults: Vec::new(),
            comparisons_left: COMPARISONS,
            texts: Vec::new(),
            abbreviations: Abbreviations::default(),
            remarks: Vec::new(),
        }
    }

    /// What was made, where nothing was wrong.
    ///
    /// # Errors
    /// Every fault, in the order of the file.
    pub(crate) fn done<T>(mut self, made: Option<T>) -> Result<T, Vec<Diagnostic>> {
        match made {
            Some(made) if self.faults.is_empty() => Ok(made),
            Some(_) | None => {
                self.faults.sort_by_key(Diagnostic::span);
                // What a form has both before and after its changes is told once.
                self.faults.dedup();
                Err(self.faults)
            }
        }
    }

    fn flow(&mut self, root: &'t Node, fingerprint: Fingerprint, includes: Vec<Include>) -> Option<Flow> {
        let fields = self.fields(self.root(root), &shape::FLOW)?;
        if let Some(slot) = fields.get("format") {
            self.format(slot);
        }
        let id = fields.get("id").map(|slot| self.id(slot)).unwrap_or_default();
        let title = self.line_of(&fields, "title");
        let publisher = self.line_of(&fields, "publisher");
        let version = self.line_of(&fields, "version");
        let notice = fields.get("notice").map(|slot| self.line(slot));
        let sources = self.sources(fields.get("sources"));
        let laws = self.laws(fields.get("laws"));
        let contacts = self.contacts(fields.get("contacts"));
        let glossary = self.glossary(fields.get("glossary"));
        let start = fields.get("start").map(|slot| self.step_ref(slot));
        let steps = self.steps(fields.get("steps"));
        let form = match fields.get("form") {
            Some(slot) => self.form(slot),
            None => FormSpec::default(),
        };
        let guarantees = self.guarantees(fields.get("guarantees"));
        let id = FlowId::new(&id);
        let start = start?;
        Some(Flow {
            id,
            title,
            publisher,
            version,
            notice,
            fingerprint,
            includes,
            sources,
            laws,
            contacts,
            glossary,
            abbreviations: std::mem::take(&mut self.abbreviations).found,
            remarks: self.remarks_of_texts(),
            start,
            steps,
            form,
            guarantees,
        })
    }

    /// What was noted, once each: the form is read twice where a routine changes it.
    fn remarks_of_texts(&mut self) -> Vec<Remark> {
        let mut remarks: Vec<Remark> = Vec::new();
        for remark in std::mem::take(&mut self.remarks) {
            if !remarks.contains(&remark) {
                remarks.push(remark);
            }
        }
        remarks
    }

    /// The slot of the whole file.
    pub(crate) fn root(&self, root: &'t Node) -> Slot<'t> {
        Slot { key: self.whole.the, node: root, owner: Span { end: root.span.start, ..root.span } }
    }

    /// The number of the format.
    pub(crate) fn format(&mut self, slot: Slot<'t>) {
        let written = self.word(slot, &Kind::Format);
        if let Some(written) = written
            && written != FORMAT
        {
            let message =
                format!("Formatet `{written}` kan inte läsas; det här programmet läser format {FORMAT}.");
            let help = format!("Skriv `format: {FORMAT}`, eller använd en nyare version av programmet.");
            self.fault(Diagnostic::error(fault::BAD_FORMAT, slot.node.span, message).help(help));
        }
    }

    /// Whether a fault has been noted in this place.
    pub(crate) fn has_told(&self, at: Span) -> bool {
        self.faults.iter().any(|fault| fault.span() == at)
    }

    /// Notes a fault.
    pub(crate) fn fault(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }
}

/// SHA-256 of the text, with line ends as on Unix, so that a file means the same after a trip through Windows. Where
/// shared files are taken in, their ids and texts are hashed after it in the order they are named, each after a zero
/// byte, which no text holds.
fn fingerprint(file: &SourceFile, taken: &[Taken<'_>]) -> Fingerprint {
    let mut hasher = Sha256::new();
    hash(file.text(), &mut hasher);
    for taken in taken {
        hasher.update([0]);
        hasher.update(&taken.id);
        hasher.update([0]);
        hash(taken.file.text(), &mut hasher);
    }
    Fingerprint(hasher.finalize().into())
}

fn hash(text: &str, hasher: &mut Sha256) {
    for (n, line) in text.split("\r\n").enumerate() {
        if n > 0 {
            hasher.update("\n");
        }
        hasher.update(line);
    }
}
