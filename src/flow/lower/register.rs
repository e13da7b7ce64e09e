//! The file's registers: sources, laws, contacts and the glossary.

use super::Lowering;
use super::fields::Slot;
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::id::{LawId, SourceId, TermId};
use crate::flow::model::{Contact, Law, ReadingExtent, Source, Term};
use crate::flow::shape;
use crate::flow::tree::YamlEntry;

impl<'t> Lowering<'t> {
    /// `sources`.
    pub(super) fn lower_sources(&mut self, slot: Option<Slot<'t>>) -> Vec<Source> {
        let entries = self.read_register(slot);
        entries
            .iter()
            .map(|entry| Source {
                id: SourceId::new(&entry.key),
                text: self.read_line(Slot::from_entry(entry)),
                span: entry.key_span,
            })
            .collect()
    }

    /// `laws`.
    pub(super) fn lower_laws(&mut self, slot: Option<Slot<'t>>) -> Vec<Law> {
        let entries = self.read_register(slot);
        entries.iter().filter_map(|entry| self.lower_law(entry)).collect()
    }

    /// `contacts`.
    pub(super) fn lower_contacts(&mut self, slot: Option<Slot<'t>>) -> Vec<Contact> {
        let entries = self.read_register(slot);
        entries.iter().filter_map(|entry| self.lower_contact(entry)).collect()
    }

    /// `glossary`.
    pub(super) fn lower_glossary(&mut self, slot: Option<Slot<'t>>) -> Vec<Term> {
        let entries = self.read_register(slot);
        entries.iter().filter_map(|entry| self.lower_term(entry)).collect()
    }

    /// The entries of a map whose keys are ids.
    pub(crate) fn read_register(&mut self, slot: Option<Slot<'t>>) -> &'t [YamlEntry] {
        let entries = slot.and_then(|slot| self.read_entries(slot)).unwrap_or_default();
        for entry in entries {
            self.check_id(&entry.key, entry.key_span);
        }
        entries
    }

    fn lower_law(&mut self, entry: &'t YamlEntry) -> Option<Law> {
        let fields = self.read_fields(Slot::from_entry(entry), &shape::LAW)?;
        let law = Law {
            id: LawId::new(&entry.key),
            cite: self.line_of(&fields, "cite"),
            act: self.line_of(&fields, "act"),
            says: self.text_of(&fields, "says").unwrap_or_default(),
            from: fields.get_slot("from").and_then(|slot| self.read_date(slot)),
            until: fields.get_slot("until").and_then(|slot| self.read_date(slot)),
            replaced_by: fields.get_slot("replaced_by").map(|slot| self.law_ref(slot)),
            checked: fields.get_slot("checked").and_then(|slot| self.read_date(slot)),
            read: match fields.get_slot("read").and_then(|slot| self.one_of(slot, &["whole", "partly"])) {
                Some("partly") => ReadingExtent::Partly,
                Some(_) | None => ReadingExtent::Whole,
            },
            review: fields.get_slot("review").and_then(|slot| self.read_date(slot)),
            span: entry.key_span,
        };
        if let (Some(from), Some(until), Some(at)) = (law.from, law.until, fields.get_slot("until"))
            && until < from
        {
            let message = format!("`{}` slutar gälla {until}, innan det börjar gälla {from}.", entry.key);
            self.push_fault(Diagnostic::error(fault::DATE_ORDER, at.node.span, message));
        }
        if let Some(slot) = fields.get_slot("replaced_by")
            && self.read_word(slot, &shape::ValueKind::Id) == Some(&entry.key)
        {
            let message = format!("`{}` kan inte vara ersatt av sig självt.", entry.key);
            self.push_fault(Diagnostic::error(fault::LAW_ITSELF, slot.node.span, message));
        }
        Some(law)
    }

    fn lower_term(&mut self, entry: &'t YamlEntry) -> Option<Term> {
        let fields = self.read_fields(Slot::from_entry(entry), &shape::TERM)?;
        let mut also = Vec::new();
        if let Some(slot) = fields.get_slot("also") {
            for item in self.read_items(slot, 1) {
                also.push(self.read_line(slot.with_item(item)));
            }
        }
        Some(Term {
            id: TermId::new(&entry.key),
            term: self.line_of(&fields, "term"),
            says: self.text_of(&fields, "says").unwrap_or_default(),
            also,
            sources: match fields.get_slot("source") {
                Some(slot) => self.read_references_in(slot, Self::one_or_list, Self::source_ref),
                None => Vec::new(),
            },
            span: entry.key_span,
        })
    }
}
