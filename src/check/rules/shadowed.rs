//! A target that is never where a walk goes, because those above it always catch it first.

use crate::check::rule::{CUT_OFF, Facts, Rule};
use crate::check::seen::{Came, Led};
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
    find,
};

fn find(facts: &Facts<'_>) -> Vec<Diagnostic> {
    facts.flow.places().flat_map(|at| at_step(facts, at)).collect()
}

fn at_step(facts: &Facts<'_>, at: StepIx) -> Vec<Diagnostic> {
    let step = facts.flow.step(at);
    let targets = step.targets().into_iter().zip(facts.seen.targets(at));
    targets.flat_map(|(target, led)| at_target(step, target, led)).collect()
}

fn at_target(step: &Step, target: &Target, led: &Led) -> Vec<Diagnostic> {
    if target.branches.is_empty() || led.taken.iter().all(|taken| !taken) {
        return Vec::new();
    }
    let rows = target.branches.iter().zip(&led.branches).zip(&led.taken);
    let hidden = rows.filter(|((_, came), taken)| came.held.is_some() && !**taken);
    let mut found: Vec<Diagnostic> = hidden.map(|((branch, _), _)| fault(step, branch.span)).collect();
    // Where one condition always holds, that is what is told.
    let some_always = led.branches.iter().any(Came::always);
    if led.taken.last() == Some(&false) && !some_always {
        found.push(fault(step, target.span));
    }
    found
}

fn fault(step: &Step, span: Span) -> Diagnostic {
    let message = format!("Ingen väg från `{}` går till det här målet: målen ovanför tar alla.", step.id);
    Diagnostic::error(RULE.code, span, message)
        .remark("hit kommer ingen")
        .help("Ta bort målet, flytta det uppåt, eller rätta villkoren ovanför.")
}
