//! Every step is reached by some walk.

use crate::check::rule::{Facts, Rule};
use crate::check::rules::{dead_end, loops};
use crate::diagnostic::Diagnostic;

/// The rule.
pub const RULE: Rule = Rule {
    code: "onabart-steg",
    doc: "Varje steg nås av någon väg.",
    why: "Ett steg som ingen väg når blir aldrig gjort. Ofta saknas ett mål som skulle ha lett dit.",
    after: &[loops::RULE.code, dead_end::RULE.code],
    find,
};

fn find(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let missed = facts.flow.places().filter(|at| !facts.seen.reached(*at));
    missed
        .map(|at| {
            let step = facts.flow.step(at);
            Diagnostic::error(RULE.code, step.span, format!("Ingen väg kommer till steget `{}`.", step.id))
                .remark("nås aldrig")
                .help("Led ett svar hit, eller ta bort steget.")
        })
        .collect()
}
