//! A question that something to do can follow on has an answer for the one who does not know.
//!
//! A question that nothing to do follows on needs none: there no answer can be the unsafe one.

use crate::check::rule::{ROUND, Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::id::StepIx;
use crate::flow::model::StepKind;

/// The rule.
pub const RULE: Rule = Rule {
    code: "inget-vet-inte",
    doc: "En fråga som en åtgärd kan följa på har ett svar för den som inte vet.",
    why: "Den som inte vet tvingas annars gissa, och en gissning kan leda förbi en åtgärd.",
    after: ROUND,
    find: find_missing_unsure,
};

fn find_missing_unsure(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let followed = followed_by_act(facts);
    let unsafe_at = facts.flow.step_indices().zip(followed).filter(|(at, followed)| {
        *followed && is_decisive(facts, *at) && facts.flow.step(*at).unsure_answer().is_none()
    });
    let describe = |(at, _)| {
        let step = facts.flow.step(at);
        let message = format!("Frågan `{}` har inget svar för den som inte vet.", step.id);
        Diagnostic::warning(RULE.code, step.span, message)
            .with_help("Lägg till ett svar med `unsure: true`, till exempel `vet-inte`.")
    };
    unsafe_at.map(describe).collect()
}

/// Whether a step is a question whose answer may matter. Where no condition looks at what was chosen, no choice is the
/// unsafe one.
fn is_decisive(facts: &RuleContext<'_>, at: StepIx) -> bool {
    match &facts.flow.step(at).kind {
        StepKind::Ask { .. } => true,
        StepKind::Choose { .. } => facts.live.is_asked_about(at),
        StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => false,
    }
}

/// Per step, whether a walk that passes it can come to an act later.
fn followed_by_act(facts: &RuleContext<'_>) -> Vec<bool> {
    let mut ahead = vec![false; facts.space.len()];
    let mut followed = vec![false; facts.flow.steps.len()];
    for state in facts.space.backward_order() {
        let edges = facts.space.edges(state).iter().map(|edge| edge.to as usize);
        let mut edges = edges.map(|to| (to, facts.space.step_of(to)));
        ahead[state] = edges.any(|(to, step)| ahead[to] || facts.flow.step(step).is_act());
        followed[facts.space.step_of(state).index()] |= ahead[state];
    }
    followed
}
