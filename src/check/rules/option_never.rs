//! An option is offered on some walk. (An answer of an `ask` always is: it has no condition.)

use crate::check::rule::{CUT_OFF, Facts, Rule};
use crate::diagnostic::Diagnostic;
use crate::flow::id::StepIx;
use crate::flow::model::StepKind;

/// The rule.
pub const RULE: Rule = Rule {
    code: "alternativ-aldrig",
    doc: "Varje alternativ erbjuds på någon väg.",
    why: "Ett alternativ som aldrig erbjuds kan ingen välja, så det som det leder till händer aldrig.",
    after: CUT_OFF,
    find,
};

fn find(facts: &Facts<'_>) -> Vec<Diagnostic> {
    facts.flow.places().flat_map(|at| at_step(facts, at)).collect()
}

fn at_step(facts: &Facts<'_>, at: StepIx) -> Vec<Diagnostic> {
    let step = facts.flow.step(at);
    let StepKind::Choose { options, .. } = &step.kind else { return Vec::new() };
    let rows = options.iter().zip(facts.seen.offers(at)).filter(|(_, came)| came.never());
    rows.map(|(option, _)| {
        let message = format!("Alternativet `{}` erbjuds inte på någon väg till `{}`.", option.id, step.id);
        Diagnostic::error(RULE.code, option.span, message)
            .remark("kan aldrig väljas")
            .help("Rätta villkoret, eller ta bort alternativet.")
    })
    .collect()
}
