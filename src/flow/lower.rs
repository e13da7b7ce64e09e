//! The tree becomes the model: every shape fault of the file is told in one pass, and a flow without faults is whole.
//!
//! Where something is wrong a fault is noted and lowering goes on with a stand-in; since any fault means no flow, no
//! stand-in ever gets out.

pub(crate) mod shape_check;
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
mod workplace;

use sha2::{Digest, Sha256};

use self::fields::{FileNoun, Slot};
use self::names::DeclaredNames;
use super::fault;
use super::glossary::Abbreviations;
use super::id::FlowId;
use super::model::{Fingerprint, Flow, FormSpec, Include, TextRemark};
use super::rewrite;
use super::shape::{self, ValueKind};
use super::shared::{self, IncludedFile};
use super::tree::YamlNode;
use super::word::COMPARISONS;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

/// The format this program reads.
const FORMAT: &str = "1";

/// Lowers the tree of `file` with those of the shared files it takes in.
///
/// # Errors
/// Every shape fault, in the order of the files.
pub(super) fn lower_flow(
    root: YamlNode,
    file: &SourceFile,
    taken: &[IncludedFile<'_>],
) -> Result<Flow, Vec<Diagnostic>> {
    let unchanged = shared::unchanged_form(&root, taken);
    let mut root = shared::merge_includes(root, taken);
    rewrite::spread_targets(&mut root);
    let mut lowering = Lowering::from_root(&root, FileNoun::FLOW);
    lowering.texts = std::iter::once(file).chain(taken.iter().map(|taken| taken.file)).collect();
    let includes = lowering.lower_includes(&root, taken);
    lowering.check_form_changes(&root, unchanged.as_deref());
    let flow = lowering.lower_root(&root, compute_fingerprint(file, taken), includes);
    lowering.finish(flow)
}

/// Lowering under way.
pub(crate) struct Lowering<'t> {
    /// What kind of file it is.
    whole: FileNoun,
    names: DeclaredNames<'t>,
    faults: Vec<Diagnostic>,
    /// How many more words may be compared for suggestions, so that a file of faults is still told quickly.
    comparisons_left: usize,
    /// The files, in the order of their ids.
    texts: Vec<&'t SourceFile>,
    /// The abbreviations met so far.
    abbreviations: Abbreviations,
    /// What was noted of the texts so far.
    remarks: Vec<TextRemark>,
}

impl<'t> Lowering<'t> {
    /// The lowering of a file of this kind.
    pub(crate) fn from_root(root: &'t YamlNode, whole: FileNoun) -> Self {
        Self {
            whole,
            names: DeclaredNames::from_root(root),
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
    pub(crate) fn finish<T>(mut self, made: Option<T>) -> Result<T, Vec<Diagnostic>> {
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

    fn lower_root(
        &mut self,
        root: &'t YamlNode,
        fingerprint: Fingerprint,
        includes: Vec<Include>,
    ) -> Option<Flow> {
        let fields = self.read_fields(self.root_slot(root), &shape::FLOW)?;
        if let Some(slot) = fields.get_slot("format") {
            self.check_format(slot);
        }
        let id = fields.get_slot("id").map(|slot| self.read_id(slot)).unwrap_or_default();
        let title = self.line_of(&fields, "title");
        let publisher = self.line_of(&fields, "publisher");
        let version = self.line_of(&fields, "version");
        let notice = fields.get_slot("notice").map(|slot| self.read_line(slot));
        let sources = self.lower_sources(fields.get_slot("sources"));
        let laws = self.lower_laws(fields.get_slot("laws"));
        let contacts = self.lower_contacts(fields.get_slot("contacts"));
        let glossary = self.lower_glossary(fields.get_slot("glossary"));
        let start = fields.get_slot("start").map(|slot| self.step_ref(slot));
        let steps = self.lower_steps(fields.get_slot("steps"));
        let form = match fields.get_slot("form") {
            Some(slot) => self.lower_form(slot),
            None => FormSpec::default(),
        };
        let guarantees = self.lower_guarantees(fields.get_slot("guarantees"));
        let municipality = self.lower_municipality(fields.get_slot("municipality"));
        let roles = self.lower_roles(fields.get_slot("roles"));
        let topics = self.lower_topics(fields.get_slot("topics"));
        let meeting = self.lower_meeting(fields.get_slot("meeting"));
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
            remarks: self.collect_text_remarks(),
            start,
            steps,
            form,
            guarantees,
            municipality,
            roles,
            topics,
            meeting,
        })
    }

    /// What was noted, once each: the form is read twice where a routine changes it.
    fn collect_text_remarks(&mut self) -> Vec<TextRemark> {
        let mut remarks: Vec<TextRemark> = Vec::new();
        for remark in std::mem::take(&mut self.remarks) {
            if !remarks.contains(&remark) {
                remarks.push(remark);
            }
        }
        remarks
    }

    /// The slot of the whole file.
    pub(crate) fn root_slot(&self, root: &'t YamlNode) -> Slot<'t> {
        Slot { key: self.whole.the, node: root, owner: Span { end: root.span.start, ..root.span } }
    }

    /// The number of the format.
    pub(crate) fn check_format(&mut self, slot: Slot<'t>) {
        let written = self.read_word(slot, &ValueKind::Format);
        if let Some(written) = written
            && written != FORMAT
        {
            let message =
                format!("Formatet `{written}` kan inte läsas; det här programmet läser format {FORMAT}.");
            let help = format!("Skriv `format: {FORMAT}`, eller använd en nyare version av programmet.");
            self.push_fault(Diagnostic::error(fault::BAD_FORMAT, slot.node.span, message).with_help(help));
        }
    }

    /// Whether a fault has been noted in this place.
    pub(crate) fn has_told(&self, at: Span) -> bool {
        self.faults.iter().any(|fault| fault.span() == at)
    }

    /// Notes a fault.
    pub(crate) fn push_fault(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }
}

/// SHA-256 of the text, with line ends as on Unix, so that a file means the same after a trip through Windows. Where
/// shared files are taken in, their ids and texts are hashed after it in the order they are named, each after a zero
/// byte, which no text holds.
fn compute_fingerprint(file: &SourceFile, taken: &[IncludedFile<'_>]) -> Fingerprint {
    let mut hasher = Sha256::new();
    hash_text(file.text(), &mut hasher);
    for taken in taken {
        hasher.update([0]);
        hasher.update(&taken.id);
        hasher.update([0]);
        hash_text(taken.file.text(), &mut hasher);
    }
    Fingerprint(hasher.finalize().into())
}

fn hash_text(text: &str, hasher: &mut Sha256) {
    for (n, line) in text.split("\r\n").enumerate() {
        if n > 0 {
            hasher.update("\n");
        }
        hasher.update(line);
    }
}
