//! Every step is reached by some walk.

use crate::check::rule::{Rule, RuleContext, UNREACHABLE};
use crate::check::rules::{dead_end, loops};
use crate::diagnostic::Diagnostic;

/// The rule.
pub const RULE: Rule = Rule {
    code: UNREACHABLE,
    doc: "Varje steg nås av någon väg.",
    why: "Ett steg som ingen väg når blir aldrig gjort. Ofta saknas ett mål som skulle ha lett dit.",
    after: &[loops::RULE.code, dead_end::RULE.code],
    find: find_unreachable_steps,
};

fn find_unreachable_steps(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let missed = facts.flow.step_indices().filter(|at| !facts.seen.is_reached(*at));
    missed
        .map(|at| {
            let step = facts.flow.step(at);
            Diagnostic::error(RULE.code, step.span, format!("Ingen väg kommer till steget `{}`.", step.id))
                .with_remark("nås aldrig")
                .with_help("Led ett svar hit, eller ta bort steget.")
        })
        .collect()
}
