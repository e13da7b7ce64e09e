//! A condition that always holds is none: what comes after it is never reached.

use crate::check::rule::{CUT_OFF, Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::guard::Guard;
use crate::flow::id::StepIx;
use crate::flow::model::StepKind;

/// The rule.
pub const RULE: Rule = Rule {
    code: "villkor-alltid",
    doc: "Inget villkor håller alltid.",
    why: "Ett villkor som alltid håller skiljer inget från något. Antingen är det överflödigt, eller så menades ett annat svar.",
    after: CUT_OFF,
    find: find_guards_always_true,
};

fn find_guards_always_true(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    facts.flow.step_indices().flat_map(|at| check_step(facts, at)).collect()
}

fn check_step(facts: &RuleContext<'_>, at: StepIx) -> Vec<Diagnostic> {
    let step = facts.flow.step(at);
    let mut found = Vec::new();
    if let StepKind::Choose { options, .. } = &step.kind {
        for (option, came) in options.iter().zip(facts.seen.offer_outcomes(at)) {
            if came.is_always_true() && option.when != Guard::always_true() {
                let message =
                    format!("Alternativet `{}` erbjuds alltid, fast det har ett villkor.", option.id);
                let fault = Diagnostic::error(RULE.code, option.span, message);
                found.push(fault.with_help("Ta bort `when`, eller rätta villkoret."));
            }
        }
    }
    for (target, led) in step.all_targets().into_iter().zip(facts.seen.target_outcomes(at)) {
        for (branch, came) in
            target.branches.iter().zip(&led.branches).filter(|(_, came)| came.is_always_true())
        {
            let message = format!("Villkoret håller på varje väg som kommer till `{}`.", step.id);
            let fault =
                Diagnostic::error(RULE.code, branch.span, message).with_remark("hit leder det alltid");
            let walk = came.held.map(|state| facts.walk_to(state)).unwrap_or_default();
            found.push(
                fault
                    .with_help("Ta bort villkoret och målen efter det, eller rätta villkoret.")
                    .with_walk(walk),
            );
        }
    }
    found
}
