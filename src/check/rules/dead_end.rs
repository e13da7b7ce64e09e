//! Every walk goes on until an end: a step nobody can leave is a fault.

use crate::check::rule::{DEAD_END, ROUND, Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::model::StepKind;

/// The rule.
pub const RULE: Rule = Rule {
    code: DEAD_END,
    doc: "Varje väg går vidare till ett slut.",
    why: "Den som kommer dit får inte veta vad som ska göras härnäst, och når aldrig blanketten.",
    after: ROUND,
    find: find_dead_ends,
};

fn find_dead_ends(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for at in 0..facts.space.len() {
        let step = facts.flow.step(facts.space.step_of(at));
        let stuck = facts.space.edges(at).is_empty() && !matches!(step.kind, StepKind::End);
        if stuck && !found.iter().any(|fault| fault.span() == step.span) {
            let message = format!("Vägen tar slut i steget `{}`, som inte är ett slut.", step.id);
            let fault = Diagnostic::error(RULE.code, step.span, message)
                .with_remark("härifrån går det inte vidare")
                .with_help("Erbjud minst så många alternativ som `at_least` kräver på varje väg hit.")
                .with_walk(facts.walk_to(at));
            found.push(fault);
        }
    }
    found
}
