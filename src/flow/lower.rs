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
pub(crate) mod scalar;
mod step;

use sha2::{Digest, Sha256};

use self::fields::{Slot, Whole};
use self::names::Names;
use super::fault;
use super::id::FlowId;
use super::model::{Fingerprint, Flow, FormSpec};
use super::shape::{self, Kind};
use super::tree::Node;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

/// The format this program reads.
const FORMAT: &str = "1";

/// Lowers the tree of `file`.
///
/// # Errors
/// Every shape fault, in the order of the file.
pub(super) fn lower(root: &Node, file: &SourceFile) -> Result<Flow, Vec<Diagnostic>> {
    let mut lowering = Lowering::of(root, Whole::FLOW);
    let flow = lowering.flow(root, fingerprint(file.text()));
    lowering.done(flow)
}

/// Lowering under way.
pub(crate) struct Lowering<'t> {
    /// What kind of file it is.
    whole: Whole,
    names: Names<'t>,
    faults: Vec<Diagnostic>,
    /// How many more words may be compared for suggestions, so that a file of faults is still told quickly.
    comparisons_left: usize,
}

impl<'t> Lowering<'t> {
    /// The lowering of a file of this kind.
    pub(crate) fn of(root: &'t Node, whole: Whole) -> Self {
        Self { whole, names: Names::of(root), faults: Vec::new(), comparisons_left: 2_000_000 }
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
                Err(self.faults)
            }
        }
    }

    fn flow(&mut self, root: &'t Node, fingerprint: Fingerprint) -> Option<Flow> {
        let fields = self.fields(self.root(root), &shape::FLOW)?;
        if let Some(slot) = fields.get("format") {
            self.format(slot);
        }
        let id = fields.get("id").map(|slot| self.id(slot)).unwrap_or_default();
        let title = self.line_of(&fields, "title");
        let publisher = self.line_of(&fields, "publisher");
        let version = self.line_of(&fields, "version");
        let sources = self.sources(fields.get("sources"));
        let laws = self.laws(fields.get("laws"));
        let contacts = self.contacts(fields.get("contacts"));
        let start = fields.get("start").map(|slot| self.step_ref(slot));
        let steps = self.steps(fields.get("steps"));
        let form = match fields.get("form") {
            Some(slot) => self.form(slot),
            None => FormSpec {
                title: String::new(),
                after: String::new(),
                sections: Vec::new(),
                fields: Vec::new(),
            },
        };
        let guarantees = self.guarantees(fields.get("guarantees"));
        let id = FlowId::new(&id);
        let start = start?;
        Some(Flow {
            id,
            title,
            publisher,
            version,
            fingerprint,
            sources,
            laws,
            contacts,
            start,
            steps,
            form,
            guarantees,
        })
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

/// SHA-256 of the text, with line ends as on Unix, so that a file means the same after a trip through Windows.
fn fingerprint(text: &str) -> Fingerprint {
    let mut hasher = Sha256::new();
    let mut lines = text.split("\r\n");
    if let Some(first) = lines.next() {
        hasher.update(first);
    }
    for line in lines {
        hasher.update("\n");
        hasher.update(line);
    }
    Fingerprint(hasher.finalize().into())
}
