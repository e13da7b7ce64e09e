//! What is held against the walk when the form is reviewed: the question a field is bound to, and cross-checks.

use super::Lowering;
use super::fields::{Fields, Slot};
use super::names::WordIndex;
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::id::StepIx;
use crate::flow::model::{CrossCheck, CrossCheckTrigger, FieldCondition, FieldKind, FormSpec, Telltale};
use crate::flow::shape::{REVIEW_FIELD, REVIEW_FINDING, REVIEWS, ValueKind};
use crate::flow::tree::{YamlNode, YamlValue};
use crate::flow::word::clip_word;

impl<'t> Lowering<'t> {
    /// `review` of a form whose fields are lowered and stand under `sections`.
    pub(super) fn lower_review(
        &mut self,
        slot: Option<Slot<'t>>,
        form: &FormSpec,
        sections: Slot<'t>,
    ) -> Vec<CrossCheck> {
        let Some(slot) = slot else { return Vec::new() };
        let items = self.read_items(slot, 1);
        items.iter().filter_map(|item| self.lower_cross_check(slot.with_item(item), form, sections)).collect()
    }

    /// The question a field is bound to: one that its prefilling follows.
    pub(super) fn lower_bound(&mut self, fields: &Fields<'t>, kind: &FieldKind) -> Option<StepIx> {
        let slot = fields.get_slot("bound")?;
        let told = self.faults.len();
        let step = self.step_ref(slot);
        let follows =
            kind.prefill_rows().iter().flat_map(|row| row.when.collect_tests()).any(|test| test.step == step);
        if self.faults.len() == told && !follows {
            let message = format!(
                "Fältet är bundet till `{}`, men inget förval följer den frågan.",
                clip_word(self.read_word(slot, &ValueKind::Id)?)
            );
            let fault = Diagnostic::error(fault::BOUND_EMPTY, slot.node.span, message);
            self.push_fault(
                fault.with_help("Lägg till ett `prefill` som följer frågan, eller ta bort `bound`."),
            );
        }
        Some(step)
    }

    fn lower_cross_check(
        &mut self,
        slot: Slot<'t>,
        form: &FormSpec,
        sections: Slot<'t>,
    ) -> Option<CrossCheck> {
        let of_text = slot.node.get("finding").is_some();
        let shape = if of_text { &REVIEW_FINDING } else { &REVIEW_FIELD };
        let fields = self.read_fields_among(slot, shape, REVIEWS)?;
        let sign = if of_text {
            self.lower_finding_trigger(&fields)
        } else {
            self.lower_field_condition(&fields, form, sections)
                .map(|FieldCondition { field, any_of }| CrossCheckTrigger::Chosen { field, any_of })
        };
        let when = self.lower_guard_or_always(fields.get_slot("when"));
        let says = self.text_of(&fields, "says").unwrap_or_default();
        let back = fields.get_slot("back");
        let back = back
            .map(|slot| self.read_references_in(slot, Self::one_or_list, Self::step_ref))
            .unwrap_or_default();
        Some(CrossCheck { sign: sign?, when, says, back, span: slot.node.span })
    }

    fn lower_finding_trigger(&mut self, fields: &Fields<'t>) -> Option<CrossCheckTrigger> {
        self.one_of(fields.get_slot("finding")?, &["age-under-18"])?;
        Some(CrossCheckTrigger::Met(Telltale::AgeUnder18))
    }

    /// `field` and `is`, of a field that the form has by now.
    pub(super) fn lower_field_condition(
        &mut self,
        fields: &Fields<'t>,
        form: &FormSpec,
        sections: Slot<'t>,
    ) -> Option<FieldCondition> {
        let slot = fields.get_slot("field")?;
        let word = self.read_word(slot, &ValueKind::Id)?;
        let Some(field) = form.find_field(word) else {
            let known: Vec<&str> = form.fields.iter().map(|field| field.id.as_str()).collect();
            let message = format!("Blanketten har inget fält `{}`.", clip_word(word));
            let help = self.suggest_word(word, &known);
            self.push_fault(
                Diagnostic::error(fault::UNKNOWN_FIELD, slot.node.span, message).with_optional_help(help),
            );
            return None;
        };
        let options =
            WordIndex::from_keys(field_node(sections.node, word).and_then(|field| field.get("options")));
        let is = fields.get_slot("is")?;
        let any_of = self.read_references_in(is, Self::one_or_list, |me, slot| me.option_ref(slot, &options));
        Some(FieldCondition { field, any_of })
    }
}

/// The field of this id under `sections`.
fn field_node<'t>(sections: &'t YamlNode, id: &str) -> Option<&'t YamlNode> {
    let YamlValue::Seq(sections) = &sections.value else { return None };
    sections.iter().find_map(|section| section.get("fields")?.get(id))
}
