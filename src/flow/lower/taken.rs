//! Shared files held against their shape, and what a routine changes in the form of one.

use super::Lowering;
use super::fields::{Slot, Whole};
use super::scalar::clipped;
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::id::SharedId;
use crate::flow::model::Include;
use crate::flow::shape::{self, Kind};
use crate::flow::shared::{self, Taken};
use crate::flow::tree::{Entry, Node, Value};
use crate::source::Span;

impl<'t> Lowering<'t> {
    /// The shared files as the model knows them. What they bring is lowered where it was put.
    pub(super) fn includes(&mut self, root: &'t Node, taken: &'t [Taken<'_>]) -> Vec<Include> {
        if let Some(entry) = root.entries().iter().find(|entry| entry.key == "include") {
            self.references_in(
                Slot::of(entry),
                |me, slot| me.items(slot, 1),
                |me, slot| me.word(slot, &Kind::Id),
            );
        }
        taken.iter().map(|taken| self.include(taken)).collect()
    }

    fn include(&mut self, taken: &'t Taken<'_>) -> Include {
        let root = &*taken.root;
        self.whole = Whole::SHARED;
        let mut says = String::new();
        if let Some(fields) = self.fields(self.root(root), &shape::SHARED) {
            if let Some(slot) = fields.get("format") {
                self.format(slot);
            }
            says = self.line_of(&fields, "shared");
            // A register that is no map was not put anywhere.
            for name in ["sources", "laws", "contacts", "glossary"] {
                if let Some(slot) = fields.get(name).filter(|slot| !matches!(slot.node.value, Value::Map(_)))
                {
                    self.wrong_type(slot, "en karta med nycklar");
                }
            }
        }
        self.whole = Whole::FLOW;
        Include { id: SharedId::new(&taken.id), says, file: taken.at, span: taken.span }
    }

    /// `form_changes`, as far as it is not lowered with the form: its keys, that its fields are there, and that the form
    /// is whole before it is changed.
    pub(super) fn form_changes(&mut self, root: &'t Node, unchanged: Option<&'t Entry>) {
        let Some(entry) = root.entries().iter().find(|entry| entry.key == "form_changes") else { return };
        let Some(fields) = self.fields(Slot::of(entry), &shape::FORM_CHANGES) else { return };
        let known = shared::field_ids(unchanged.map(|form| &form.value));
        if let Some(form) = unchanged {
            self.form(Slot::of(form));
        }
        for field in self.register(fields.get("fields")) {
            self.known_field(&field.key, field.key_span, &known);
            self.fields(Slot::of(field), &shape::FIELD_CHANGE);
        }
        if let Some(slot) = fields.get("without") {
            for item in self.items(slot, 1) {
                if let Some(word) = self.word(slot.item(item), &Kind::Id) {
                    self.known_field(word, item.span, &known);
                }
            }
        }
    }

    fn known_field(&mut self, word: &str, at: Span, known: &[&str]) {
        if known.contains(&word) {
            return;
        }
        let message = format!("Blanketten har inget fält `{}`.", clipped(word));
        let help = self.suggest(word, known);
        self.fault(Diagnostic::error(fault::UNKNOWN_FIELD, at, message).maybe_help(help));
    }
}
