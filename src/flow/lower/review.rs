//! What is held against the walk when the form is reviewed: the question a field is bound to, and cross-checks.

use super::Lowering;
use super::fields::{Fields, Slot};
use super::names::Index;
use super::scalar::clipped;
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::id::StepIx;
use crate::flow::model::{CrossCheck, FieldIs, FieldKind, FormSpec, Sign, Telltale};
use crate::flow::shape::{Kind, REVIEW_FIELD, REVIEW_FINDING, REVIEWS};
use crate::flow::tree::{Node, Value};

impl<'t> Lowering<'t> {
    /// `review` of a form whose fields are lowered and stand under `sections`.
    pub(super) fn review(
        &mut self,
        slot: Option<Slot<'t>>,
        form: &FormSpec,
        sections: Slot<'t>,
    ) -> Vec<CrossCheck> {
        let Some(slot) = slot else { return Vec::new() };
        let items = self.items(slot, 1);
        items.iter().filter_map(|item| self.cross_check(slot.item(item), form, sections)).collect()
    }

    /// The question a field is bound to: one that its prefilling follows.
    pub(super) fn bound(&mut self, fields: &Fields<'t>, kind: &FieldKind) -> Option<StepIx> {
        let slot = fields.get("bound")?;
        let told = self.faults.len();
        let step = self.step_ref(slot);
        let follows = kind.prefill().iter().flat_map(|row| row.when.tests()).any(|test| test.step == step);
        if self.faults.len() == told && !follows {
            let message = format!(
                "Fältet är bundet till `{}`, men inget förval följer den frågan.",
                clipped(self.word(slot, &Kind::Id)?)
            );
            let fault = Diagnostic::error(fault::BOUND_EMPTY, slot.node.span, message);
            self.fault(fault.help("Lägg till ett `prefill` som följer frågan, eller ta bort `bound`."));
        }
        Some(step)
    }

    fn cross_check(&mut self, slot: Slot<'t>, form: &FormSpec, sections: Slot<'t>) -> Option<CrossCheck> {
        let of_text = slot.node.get("finding").is_some();
        let shape = if of_text { &REVIEW_FINDING } else { &REVIEW_FIELD };
        let fields = self.fields_among(slot, shape, REVIEWS)?;
        let sign = if of_text {
            self.met(&fields)
        } else {
            self.chosen(&fields, form, sections)
                .map(|FieldIs { field, any_of }| Sign::Chosen { field, any_of })
        };
        let when = self.guard_or_always(fields.get("when"));
        let says = self.text_of(&fields, "says").unwrap_or_default();
        let back = fields.get("back");
        let back =
            back.map(|slot| self.references_in(slot, Self::one_or_list, Self::step_ref)).unwrap_or_default();
        Some(CrossCheck { sign: sign?, when, says, back, span: slot.node.span })
    }

    fn met(&mut self, fields: &Fields<'t>) -> Option<Sign> {
        self.one_of(fields.get("finding")?, &["age-under-18"])?;
        Some(Sign::Met(Telltale::AgeUnder18))
    }

    /// `field` and `is`, of a field that the form has by now.
    pub(super) fn chosen(
        &mut self,
        fields: &Fields<'t>,
        form: &FormSpec,
        sections: Slot<'t>,
    ) -> Option<FieldIs> {
        let slot = fields.get("field")?;
        let word = self.word(slot, &Kind::Id)?;
        let Some(field) = form.find(word) else {
            let known: Vec<&str> = form.fields.iter().map(|field| field.id.as_str()).collect();
            let message = format!("Blanketten har inget fält `{}`.", clipped(word));
            let help = self.suggest(word, &known);
            self.fault(Diagnostic::error(fault::UNKNOWN_FIELD, slot.node.span, message).maybe_help(help));
            return None;
        };
        let options = Index::keys(field_node(sections.node, word).and_then(|field| field.get("options")));
        let is = fields.get("is")?;
        let any_of = self.references_in(is, Self::one_or_list, |me, slot| me.option_ref(slot, &options));
        Some(FieldIs { field, any_of })
    }
}

/// The field of this id under `sections`.
fn field_node<'t>(sections: &'t Node, id: &str) -> Option<&'t Node> {
    let Value::Seq(sections) = &sections.value else { return None };
    sections.iter().find_map(|section| section.get("fields")?.get(id))
}
