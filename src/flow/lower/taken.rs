//! Shared files held against their shape, and what a routine changes in the form of one.

use super::Lowering;
use super::fields::{Fields, FileNoun, Slot};
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::id::SharedId;
use crate::flow::model::Include;
use crate::flow::rewrite;
use crate::flow::shape::{self, ValueKind};
use crate::flow::shared::{self, IncludedFile};
use crate::flow::tree::{YamlEntry, YamlNode, YamlValue};
use crate::flow::word::clip_word;
use crate::source::Span;

impl<'t> Lowering<'t> {
    /// The shared files as the model knows them. What they bring is lowered where it was put.
    pub(super) fn lower_includes(
        &mut self,
        root: &'t YamlNode,
        taken: &'t [IncludedFile<'_>],
    ) -> Vec<Include> {
        if let Some(entry) = root.entries().iter().find(|entry| entry.key == "include") {
            self.read_references_in(
                Slot::from_entry(entry),
                |me, slot| me.read_items(slot, 1),
                |me, slot| me.read_word(slot, &ValueKind::Id),
            );
        }
        taken.iter().map(|taken| self.lower_include(taken)).collect()
    }

    fn lower_include(&mut self, taken: &'t IncludedFile<'_>) -> Include {
        let root = &*taken.root;
        self.whole = FileNoun::SHARED;
        let mut says = String::new();
        if let Some(fields) = self.read_fields(self.root_slot(root), &shape::SHARED) {
            if let Some(slot) = fields.get_slot("format") {
                self.check_format(slot);
            }
            says = self.line_of(&fields, "shared");
            self.check_registers(&fields);
        }
        self.whole = FileNoun::FLOW;
        Include { id: SharedId::new(&taken.id), says, file: taken.at, span: taken.span }
    }

    /// A register that is no map was not put anywhere.
    fn check_registers(&mut self, fields: &Fields<'t>) {
        let registers =
            ["sources", "laws", "contacts", "glossary"].iter().filter_map(|name| fields.get_slot(name));
        for slot in registers.filter(|slot| !matches!(slot.node.value, YamlValue::Map(_))) {
            self.report_wrong_type(slot, "en karta med nycklar");
        }
    }

    /// `form_changes`, as far as it is not lowered with the form: its keys, that its fields are there, and that the form
    /// is whole before it is changed.
    pub(super) fn check_form_changes(&mut self, root: &'t YamlNode, unchanged: Option<&'t YamlEntry>) {
        let Some(entry) = root.entries().iter().find(|entry| entry.key == "form_changes") else { return };
        let Some(fields) = self.read_fields(Slot::from_entry(entry), &shape::FORM_CHANGES) else { return };
        let known = shared::field_ids(unchanged.map(|form| &form.value));
        if let Some(form) = unchanged {
            self.lower_form(Slot::from_entry(form));
        }
        for field in self.read_register(fields.get_slot("fields")) {
            self.check_known_field(&field.key, field.key_span, &known);
            self.read_fields(Slot::from_entry(field), &shape::FIELD_CHANGE);
        }
        self.check_field_list(fields.get_slot("without"), 1, &known);
        self.check_additions(fields.get_slot("add"), &known);
        let known: Vec<&str> = known.into_iter().chain(rewrite::list_added_fields(&entry.value)).collect();
        self.check_field_list(fields.get_slot("order"), 2, &known);
    }

    /// A list of fields, none of which stands there twice.
    fn check_field_list(&mut self, slot: Option<Slot<'t>>, least: usize, known: &[&str]) {
        let Some(slot) = slot else { return };
        let mut seen = Vec::new();
        for item in self.read_items(slot, least) {
            let Some(word) = self.read_word(slot.with_item(item), &ValueKind::Id) else { continue };
            self.check_known_field(word, item.span, known);
            if seen.contains(&word) {
                self.report_repeated(slot.with_item(item));
            }
            seen.push(word);
        }
    }

    /// `add`, as far as it is not lowered with the form.
    fn check_additions(&mut self, slot: Option<Slot<'t>>, known: &[&'t str]) {
        let Some(slot) = slot else { return };
        let mut known = known.to_vec();
        for item in self.read_items(slot, 1) {
            let Some(fields) = self.read_fields(slot.with_item(item), &shape::FORM_ADDITION) else {
                continue;
            };
            if let Some(after) = fields.get_slot("after")
                && let Some(word) = self.read_word(after, &ValueKind::Id)
            {
                self.check_known_field(word, after.node.span, &known);
            }
            self.not_empty(fields.get_slot("fields"));
            known
                .extend(self.read_register(fields.get_slot("fields")).iter().map(|field| field.key.as_str()));
        }
    }

    fn check_known_field(&mut self, word: &str, at: Span, known: &[&str]) {
        if known.contains(&word) {
            return;
        }
        let message = format!("Blanketten har inget fält `{}`.", clip_word(word));
        let help = self.suggest_word(word, known);
        self.push_fault(Diagnostic::error(fault::UNKNOWN_FIELD, at, message).with_optional_help(help));
    }
}
