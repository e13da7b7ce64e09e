//! What a workplace fills into a routine. Nothing that a walk depends on can be reached from here, so what was proved of
//! the routine still holds.

use std::collections::BTreeMap;

use super::guard::Guard;
use super::id::{AnswerIx, ContactId, FieldId};
use super::model::{FieldKind, Flow, Prefill, Step};

/// The word by which a step tells that the delegationsordning matters in it.
const DELEGATION: &str = "delegationsordning";

/// What is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Localization {
    /// How functions are reached.
    pub contacts: BTreeMap<ContactId, String>,
    /// The options that fields of the form begin with, by id.
    pub options: BTreeMap<FieldId, String>,
    /// What the delegationsordning says here, as a sentence.
    pub delegation: Option<String>,
}

impl Flow {
    /// The routine with what the workplace fills in. A function whose number the routine itself gives keeps it: no
    /// profile changes 112.
    #[must_use]
    pub fn localize(mut self, local: &Localization) -> Self {
        for contact in &mut self.contacts {
            if let Some(reach) = local.contacts.get(&contact.id)
                && !has_number(&contact.reach)
            {
                contact.reach.clone_from(reach);
            }
        }
        for field in &mut self.form.fields {
            if let (Some(option), FieldKind::Choice { options, prefill }) =
                (local.options.get(&field.id), &mut field.kind)
                && let Some(at) = options.iter().position(|known| known.id.as_str() == option)
            {
                prepend_prefill(prefill, AnswerIx::nth(at));
            }
        }
        if let Some(delegation) = &local.delegation {
            self.steps
                .iter_mut()
                .filter(|step| speaks_of_delegation(step))
                .for_each(|step| append_delegation(step, delegation));
        }
        self
    }
}

/// Whether the routine itself says which number to call.
pub fn has_number(reach: &str) -> bool {
    reach.chars().any(|c| c.is_ascii_digit())
}

/// Sets the option where no answer of the walk has set another.
fn prepend_prefill(prefill: &mut Vec<Prefill>, option: AnswerIx) {
    prefill.retain(|row| !row.is_default());
    prefill.push(Prefill { when: Guard::always_true(), set: option });
}

fn speaks_of_delegation(step: &Step) -> bool {
    let texts = [&step.text, &step.why, &step.quote];
    texts.into_iter().flatten().any(|text| text.to_lowercase().contains(DELEGATION))
}

fn append_delegation(step: &mut Step, delegation: &str) {
    let before = step.text.take().unwrap_or_default();
    step.text = Some(format!("{}\n\n**Hos er:** {delegation}", before.trim_end()).trim_start().to_owned());
}
