//! The file's registers: sources, laws, contacts and the glossary.

use super::Lowering;
use super::fields::Slot;
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::id::{ContactId, LawId, SourceId, TermId};
use crate::flow::model::{Contact, Law, Reading, Source, Term};
use crate::flow::shape;
use crate::flow::tree::Entry;

impl<'t> Lowering<'t> {
    /// `sources`.
    pub(super) fn sources(&mut self, slot: Option<Slot<'t>>) -> Vec<Source> {
        let entries = self.register(slot);
        entries
            .iter()
            .map(|entry| Source {
                id: SourceId::new(&entry.key),
                text: self.line(Slot::of(entry)),
                span: entry.key_span,
            })
            .collect()
    }

    /// `laws`.
    pub(super) fn laws(&mut self, slot: Option<Slot<'t>>) -> Vec<Law> {
        let entries = self.register(slot);
        entries.iter().filter_map(|entry| self.law(entry)).collect()
    }

    /// `contacts`.
    pub(super) fn contacts(&mut self, slot: Option<Slot<'t>>) -> Vec<Contact> {
        let entries = self.register(slot);
        entries.iter().filter_map(|entry| self.contact(entry)).collect()
    }

    /// `glossary`.
    pub(super) fn glossary(&mut self, slot: Option<Slot<'t>>) -> Vec<Term> {
        let entries = self.register(slot);
        entries.iter().filter_map(|entry| self.term(entry)).collect()
    }

    /// The entries of a map whose keys are ids.
    pub(crate) fn register(&mut self, slot: Option<Slot<'t>>) -> &'t [Entry] {
        let entries = slot.and_then(|slot| self.entries(slot)).unwrap_or_default();
        for entry in entries {
            self.well_formed(&entry.key, entry.key_span);
        }
        entries
    }

    fn law(&mut self, entry: &'t Entry) -> Option<Law> {
        let fields = self.fields(Slot::of(entry), &shape::LAW)?;
        let law = Law {
            id: LawId::new(&entry.key),
            cite: self.line_of(&fields, "cite"),
            act: self.line_of(&fields, "act"),
            says: self.text_of(&fields, "says").unwrap_or_default(),
            from: fields.get("from").and_then(|slot| self.date(slot)),
            until: fields.get("until").and_then(|slot| self.date(slot)),
            replaced_by: fields.get("replaced_by").map(|slot| self.law_ref(slot)),
            checked: fields.get("checked").and_then(|slot| self.date(slot)),
            read: match fields.get("read").and_then(|slot| self.one_of(slot, &["whole", "partly"])) {
                Some("partly") => Reading::Partly,
                Some(_) | None => Reading::Whole,
            },
            review: fields.get("review").and_then(|slot| self.date(slot)),
            span: entry.key_span,
        };
        if let (Some(from), Some(until), Some(at)) = (law.from, law.until, fields.get("until"))
            && until < from
        {
            let message = format!("`{}` slutar gälla {until}, innan det börjar gälla {from}.", entry.key);
            self.fault(Diagnostic::error(fault::DATE_ORDER, at.node.span, message));
        }
        if let Some(slot) = fields.get("replaced_by")
            && self.word(slot, &shape::Kind::Id) == Some(&entry.key)
        {
            let message = format!("`{}` kan inte vara ersatt av sig självt.", entry.key);
            self.fault(Diagnostic::error(fault::LAW_ITSELF, slot.node.span, message));
        }
        Some(law)
    }

    fn contact(&mut self, entry: &'t Entry) -> Option<Contact> {
        let fields = self.fields(Slot::of(entry), &shape::CONTACT)?;
        Some(Contact {
            id: ContactId::new(&entry.key),
            label: self.line_of(&fields, "label"),
            reach: self.text_of(&fields, "fallback").unwrap_or_default(),
            span: entry.key_span,
        })
    }

    fn term(&mut self, entry: &'t Entry) -> Option<Term> {
        let fields = self.fields(Slot::of(entry), &shape::TERM)?;
        let mut also = Vec::new();
        if let Some(slot) = fields.get("also") {
            for item in self.items(slot, 1) {
                also.push(self.line(slot.item(item)));
            }
        }
        Some(Term {
            id: TermId::new(&entry.key),
            term: self.line_of(&fields, "term"),
            says: self.text_of(&fields, "says").unwrap_or_default(),
            also,
            sources: match fields.get("source") {
                Some(slot) => self.references_in(slot, Self::one_or_list, Self::source_ref),
                None => Vec::new(),
            },
            span: entry.key_span,
        })
    }
}
