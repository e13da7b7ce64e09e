//! A target that is never where a walk goes, because those above it always catch it first.

use crate::check::guard_outcomes::{GuardOutcomes, TargetOutcomes};
use crate::check::rule::{CUT_OFF, Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::id::StepIx;
use crate::flow::model::{Step, Target};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    code: "skymt-mal",
    doc: "Varje mål i en lista är målet på någon väg.",
    why: "Det första målet vars villkor håller gäller. Ett mål som står efter ett bredare villkor nås aldrig.",
    after: CUT_OFF,
    find: find_shadowed_targets,
};

fn find_shadowed_targets(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    facts.flow.step_indices().flat_map(|at| check_step(facts, at)).collect()
}

fn check_step(facts: &RuleContext<'_>, at: StepIx) -> Vec<Diagnostic> {
    let step = facts.flow.step(at);
    let targets = step.all_targets().into_iter().zip(facts.seen.target_outcomes(at));
    targets.flat_map(|(target, led)| check_target(step, target, led)).collect()
}

fn check_target(step: &Step, target: &Target, led: &TargetOutcomes) -> Vec<Diagnostic> {
    if target.branches.is_empty() || led.taken.iter().all(|taken| !taken) {
        return Vec::new();
    }
    let rows = target.branches.iter().zip(&led.branches).zip(&led.taken);
    let hidden = rows.filter(|((_, came), taken)| came.held.is_some() && !**taken);
    let mut found: Vec<Diagnostic> =
        hidden.map(|((branch, _), _)| shadowed_fault(step, branch.span)).collect();
    // Where one condition always holds, that is what is told.
    let some_always = led.branches.iter().any(GuardOutcomes::is_always_true);
    if led.taken.last() == Some(&false) && !some_always {
        found.push(shadowed_fault(step, target.span));
    }
    found
}

fn shadowed_fault(step: &Step, span: Span) -> Diagnostic {
    let message = format!("Ingen väg från `{}` går till det här målet: målen ovanför tar alla.", step.id);
    Diagnostic::error(RULE.code, span, message)
        .with_remark("hit kommer ingen")
        .with_help("Ta bort målet, flytta det uppåt, eller rätta villkoren ovanför.")
}
