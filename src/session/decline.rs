//! How an act may be marked, and for what reasons it may be declined, as the routine has it.

use super::refusal::Refusal;
use crate::flow::guard::Outcome;
use crate::flow::id::{ReasonId, StepIx};
use crate::flow::model::{Flow, Mark, Step};

/// Whether an act may be marked so without a reason.
pub fn allows_mark(act: &Step, mark: Mark) -> bool {
    match mark {
        Mark::Done | Mark::Todo => true,
        Mark::NotRelevant => act.is_declined_bare(),
    }
}

/// The reasons of an act in a sentence: `Skälen är: redan-anmalt — Jag har redan anmält just detta.`
pub fn known_reasons(act: &Step) -> String {
    let reasons: Vec<String> =
        act.decline_reasons().iter().map(|reason| format!("{} — {}", reason.id, reason.text)).collect();
    if act.is_declined_bare() {
        "Här behövs inget skäl: skriv bara inte-aktuellt.".to_owned()
    } else if reasons.is_empty() {
        "Rutinen har inga skäl att låta bli: märk det gjort eller ska göras.".to_owned()
    } else {
        format!("Skälen är: {}.", reasons.join(" · "))
    }
}

/// A reason as the decision that it is.
pub(super) fn resolve_decline(flow: &Flow, at: StepIx, id: &ReasonId) -> Result<Outcome, Refusal> {
    let step = flow.step(at);
    let Some(reason) = step.decline_reasons().iter().find(|reason| reason.id == *id) else {
        let (step, known) = (step.id.clone(), known_reasons(step));
        return Err(Refusal::UnknownReason { step, reason: id.to_string(), known });
    };
    if !reason.is_mark() {
        let questions: Vec<String> =
            reason.back.iter().map(|at| format!("`{}`", flow.step(*at).id)).collect();
        let (step, text) = (step.id.clone(), reason.text.clone());
        return Err(Refusal::LeadsBack { step, text, questions: questions.join(" eller ") });
    }
    Ok(Mark::NotRelevant.outcome())
}
