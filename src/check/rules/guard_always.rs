//! A condition that always holds is none: what comes after it is never reached.

use crate::check::rule::{CUT_OFF, Facts, Rule};
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
    find,
};

fn find(facts: &Facts<'_>) -> Vec<Diagnostic> {
    facts.flow.places().flat_map(|at| at_step(facts, at)).collect()
}

fn at_step(facts: &Facts<'_>, at: StepIx) -> Vec<Diagnostic> {
    let step = facts.flow.step(at);
    let mut found = Vec::new();
    if let StepKind::Choose { options, .. } = &step.kind {
        for (option, came) in options.iter().zip(facts.seen.offers(at)) {
            if came.always() && option.when != Guard::always() {
                let message =
                    format!("Alternativet `{}` erbjuds alltid, fast det har ett villkor.", option.id);
                let fault = Diagnostic::error(RULE.code, option.span, message);
                found.push(fault.help("Ta bort `when`, eller rätta villkoret."));
            }
        }
    }
    for (target, led) in step.targets().into_iter().zip(facts.seen.targets(at)) {
        for (branch, came) in target.branches.iter().zip(&led.branches).filter(|(_, came)| came.always()) {
            let message = format!("Villkoret håller på varje väg som kommer till `{}`.", step.id);
            let fault = Diagnostic::error(RULE.code, branch.span, message).remark("hit leder det alltid");
            let walk = came.held.map(|state| facts.walk_to(state)).unwrap_or_default();
            found.push(
                fault.help("Ta bort villkoret och målen efter det, eller rätta villkoret.").shown_by(walk),
            );
        }
    }
    found
}
