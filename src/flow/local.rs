//! What a workplace fills into a routine. Nothing that a walk depends on can be reached from here, so what was proved of
//! the routine still holds.

use std::collections::BTreeMap;

use super::guard::Guard;
use super::id::{AnswerIx, ContactId, FieldId, StepIx};
use super::model::{Contact, FieldKind, FillIn, Flow, Prefill, PrefillSource, Step, WorkplaceFact};

/// The word by which a step tells that the delegationsordning matters in it.
const DELEGATION: &str = "delegationsordning";

/// What is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Localization {
    /// How functions are reached.
    pub contacts: BTreeMap<ContactId, String>,
    /// What the intranet is searched for.
    pub search: Option<String>,
    /// The options that fields of the form begin with.
    pub facts: BTreeMap<WorkplaceFact, String>,
    /// What the delegationsordning says here, as a sentence.
    pub delegation: Option<String>,
}

impl Flow {
    /// The routine with what the workplace fills in. A function whose number the routine itself gives keeps it: no
    /// profile changes 112.
    #[must_use]
    pub fn localize(mut self, local: &Localization) -> Self {
        let searched = self.contacts.iter().position(|contact| contact.fill_in == Some(FillIn::First));
        for (nth, contact) in self.contacts.iter_mut().enumerate() {
            let search = local.search.as_deref().filter(|_| searched == Some(nth));
            fill_contact(contact, local.contacts.get(&contact.id), search);
        }
        let said = find_said_answers(&self, local);
        for field in &mut self.form.fields {
            let fact = field.profile.and_then(|fact| local.facts.get(&fact));
            if let (Some(option), FieldKind::Choice { options, prefill }) = (fact, &mut field.kind)
                && let Some(at) = options.iter().position(|known| known.id.as_str() == option)
            {
                set_prefill(prefill, AnswerIx::nth(at), said.iter().filter(|known| known.0 != field.id));
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

/// How a function is reached here, where the routine gives no number of its own: as the workplace says, and as the routine does
/// where that is only what it is called.
fn fill_contact(contact: &mut Contact, said: Option<&String>, search: Option<&str>) {
    if has_number(&contact.reach) || (said.is_none() && search.is_none()) {
        return;
    }
    let is_enough = search.is_some() || said.is_some_and(|said| said.contains('@') || has_number(said));
    let search = search.map(|word| format!("Sök på ”{word}” på intranätet."));
    let before = (!is_enough).then(|| contact.reach.clone());
    let parts = said.cloned().into_iter().chain(search).chain(before);
    contact.reach = parts.collect::<Vec<_>>().join(" ");
}

/// The questions that the workplace has answered once and for all, as its role is, with the answers.
fn find_said_answers(flow: &Flow, local: &Localization) -> Vec<(FieldId, StepIx, AnswerIx)> {
    let answers = flow.form.fields.iter().filter_map(|field| {
        let option = local.facts.get(&field.profile?)?;
        let step = flow.find_step(field.id.as_str())?;
        Some((field.id.clone(), step, flow.step(step).find_answer(option)?))
    });
    answers.collect()
}

/// Sets the option where no answer of the walk has set another, and where the walk answers another question just as the workplace has:
/// what the routine makes of that answer is a guess beside what the workplace says itself.
fn set_prefill<'s>(
    prefill: &mut Vec<Prefill>,
    option: AnswerIx,
    said: impl Iterator<Item = &'s (FieldId, StepIx, AnswerIx)>,
) {
    prefill.retain(|row| !row.is_default());
    for (_, step, answer) in said {
        let is_so = |row: &&mut Prefill| matches!(&row.when, Guard::Is(test) if test.step == *step && test.any_of == [*answer]);
        prefill.iter_mut().filter(is_so).for_each(|row| row.set = option);
    }
    prefill.push(Prefill { when: Guard::always_true(), set: option, source: PrefillSource::Profile });
}

fn speaks_of_delegation(step: &Step) -> bool {
    let texts = [&step.text, &step.why, &step.quote];
    texts.into_iter().flatten().any(|text| text.to_lowercase().contains(DELEGATION))
}

fn append_delegation(step: &mut Step, delegation: &str) {
    let before = step.text.take().unwrap_or_default();
    step.text = Some(format!("{}\n\n**Hos er:** {delegation}", before.trim_end()).trim_start().to_owned());
}
