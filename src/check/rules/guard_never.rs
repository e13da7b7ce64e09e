//! A condition that never holds leads nowhere.

use crate::check::rule::{CUT_OFF, Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::guard::Guard;
use crate::flow::id::StepIx;
use crate::flow::model::FieldKind;

/// The rule.
pub const RULE: Rule = Rule {
    code: "villkor-aldrig",
    doc: "Varje villkor håller på någon väg.",
    why: "Ett villkor som aldrig håller stänger en väg som någon har tänkt sig. Det som står bakom den händer aldrig.",
    after: CUT_OFF,
    find: find_guards_never_true,
};

fn find_guards_never_true(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let in_steps = facts.flow.step_indices().flat_map(|at| check_step(facts, at));
    in_steps.chain(check_form(facts)).chain(check_review(facts)).collect()
}

fn check_step(facts: &RuleContext<'_>, at: StepIx) -> Vec<Diagnostic> {
    let step = facts.flow.step(at);
    let mut found = Vec::new();
    for (target, led) in step.all_targets().into_iter().zip(facts.seen.target_outcomes(at)) {
        for (branch, _) in target.branches.iter().zip(&led.branches).filter(|(_, came)| came.is_never_true())
        {
            let message = format!("Villkoret håller inte på någon väg som kommer till `{}`.", step.id);
            found.push(
                Diagnostic::error(RULE.code, branch.span, message)
                    .with_remark("hit leder det aldrig")
                    .with_help("Ta bort målet, eller rätta villkoret."),
            );
        }
    }
    found
}

/// Days that may never be given, though a condition says when.
fn check_form(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let never = Guard::Any(Vec::new());
    let dead = facts.flow.form.fields.iter().filter(|field| match &field.kind {
        FieldKind::Period { exact, .. } | FieldKind::Planned { exact } => {
            *exact != never && facts.can_happen(exact) == Some(false)
        }
        FieldKind::Choice { .. }
        | FieldKind::Choices { .. }
        | FieldKind::Date { .. }
        | FieldKind::Text { .. }
        | FieldKind::Acts => false,
    });
    dead.map(|field| {
        let message = format!("Villkoret `exact` i fältet `{}` håller inte på någon väg.", field.id);
        Diagnostic::error(RULE.code, field.span, message).with_help("Ta bort `exact`, eller rätta villkoret.")
    })
    .collect()
}

/// Cross-checks that can never be told.
fn check_review(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let dead = facts.flow.form.review.iter().filter(|check| facts.can_happen(&check.when) == Some(false));
    dead.map(|check| {
        let message = "Villkoret för det som sägs vid granskningen håller inte efter någon väg.";
        Diagnostic::error(RULE.code, check.span, message)
            .with_remark("sägs aldrig")
            .with_help("Rätta villkoret `when`, eller ta bort raden.")
    })
    .collect()
}
