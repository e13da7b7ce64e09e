//! A guard may look only at steps that every walk has passed, unless it says what holds when one was not.

use crate::check::rule::{Facts, Rule};
use crate::check::states::StateIx;
use crate::diagnostic::Diagnostic;
use crate::flow::guard::Guard;
use crate::flow::id::StepIx;
use crate::flow::model::StepKind;
use crate::source::Span;

/// The rule.
pub const RULE: Rule =
    Rule {
        code: "ostalld-fraga", doc: "Ett villkor gäller bara steg som varje väg dit har passerat.", find
    };

fn find(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for at in 0..facts.space.states.len() {
        let step = facts.space.states[at].step;
        for (span, asked) in unasked(facts, at, step) {
            if !found.iter().any(|fault| fault.span() == span) {
                found.push(fault(facts, at, span, asked));
            }
        }
    }
    found
}

fn fault(facts: &Facts<'_>, at: StateIx, span: Span, asked: StepIx) -> Diagnostic {
    let asked = &facts.flow.step(asked).id;
    let here = &facts.flow.step(facts.space.states[at].step).id;
    let message = format!(
        "Villkoret frågar efter `{asked}`, men en väg kommer till `{here}` utan att ha passerat det."
    );
    Diagnostic::error(RULE.code, span, message)
        .help(format!("Skriv vad som gäller då: `{asked}: {{is: …, if_unasked: false}}`."))
        .shown_by(facts.walk_to(at))
}

/// The tests at a step that look at something this state's walk has not passed, with where they are written.
fn unasked(facts: &Facts<'_>, at: StateIx, step: StepIx) -> Vec<(Span, StepIx)> {
    let missing = |guard: &Guard| {
        let tests = guard.tests();
        let open = tests.into_iter().find(|test| {
            test.if_unasked.is_none()
                && test.step != step
                && facts.space.known(facts.live, at, test.step).is_none()
        });
        open.map(|test| test.step)
    };
    guards_with_places(facts, step)
        .into_iter()
        .filter_map(|(span, guard)| Some((span, missing(guard)?)))
        .collect()
}

fn guards_with_places<'f>(facts: &Facts<'f>, at: StepIx) -> Vec<(Span, &'f Guard)> {
    let step = facts.flow.step(at);
    let offers = match &step.kind {
        StepKind::Choose { options, .. } => options.as_slice(),
        StepKind::Ask { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => &[],
    };
    let branches = step.targets().into_iter().flat_map(|target| &target.branches);
    let offers = offers.iter().map(|option| (option.span, &option.when));
    offers.chain(branches.map(|branch| (branch.span, &branch.when))).collect()
}
