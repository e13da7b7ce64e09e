//! Every step is reached by some walk.

use crate::check::rule::{Facts, Rule};
use crate::diagnostic::Diagnostic;

/// The rule.
pub const RULE: Rule = Rule { code: "onabart-steg", doc: "Varje steg nås av någon väg.", find };

fn find(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let mut reached = vec![false; facts.flow.steps.len()];
    for at in 0..facts.space.len() {
        reached[facts.space.step(at).index()] = true;
    }
    let missed = facts.flow.steps.iter().zip(reached).filter(|(_, reached)| !reached);
    missed
        .map(|(step, _)| {
            Diagnostic::error(RULE.code, step.span, format!("Ingen väg kommer till steget `{}`.", step.id))
                .remark("nås aldrig")
                .help("Led ett svar hit, eller ta bort steget.")
        })
        .collect()
}
