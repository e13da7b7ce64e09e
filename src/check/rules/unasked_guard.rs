//! A guard may look only at steps that every walk has passed, unless it says what holds when one was not.

use crate::check::rule::{ROUND, Rule, RuleContext};
use crate::check::states::StateIx;
use crate::diagnostic::Diagnostic;
use crate::flow::guard::Guard;
use crate::flow::id::StepIx;
use crate::flow::model::{Flow, StepKind};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    code: "ostalld-fraga",
    doc: "Ett villkor gäller bara steg som varje väg dit har passerat.",
    why: "Om frågan inte har ställts finns inget svar, och då är det inte bestämt vart vägen går.",
    after: ROUND,
    find: find_unasked_guards,
};

fn find_unasked_guards(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let plain: Vec<Vec<PlainTest>> =
        facts.flow.step_indices().map(|at| find_plain_tests(facts.flow, at)).collect();
    let mut found: Vec<Diagnostic> = Vec::new();
    for at in (0..facts.space.len()).filter(|at| facts.space.pending_decision(*at).is_none()) {
        let step = facts.space.step_of(at);
        for test in &plain[step.index()] {
            let passed = facts.live.has_passed(step, test.asks, facts.space.state_bits(at));
            let open = test.asks == step || passed == Some(false);
            if open && !found.iter().any(|fault| fault.span() == test.span) {
                found.push(unasked_fault(facts, at, test.span, test.asks));
            }
        }
    }
    found
}

fn unasked_fault(facts: &RuleContext<'_>, at: StateIx, span: Span, asked: StepIx) -> Diagnostic {
    let asked = &facts.flow.step(asked).id;
    let here = &facts.flow.step(facts.space.step_of(at)).id;
    let message = format!(
        "Villkoret frågar efter `{asked}`, men en väg kommer till `{here}` utan att ha passerat det."
    );
    Diagnostic::error(RULE.code, span, message)
        .with_help(format!("Skriv vad som gäller då: `{asked}: {{is: …, if_unasked: false}}`."))
        .with_walk(facts.walk_to(at))
}

/// A test that does not say what holds where its step was not passed.
struct PlainTest {
    span: Span,
    asks: StepIx,
}

/// The plain tests in the guards of a step. A target may ask what its own step came to; an option may not.
fn find_plain_tests(flow: &Flow, at: StepIx) -> Vec<PlainTest> {
    let step = flow.step(at);
    let offers = match &step.kind {
        StepKind::Choose { options, .. } => options.as_slice(),
        StepKind::Ask { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => &[],
    };
    let offers = offers.iter().flat_map(|option| tests_in_guard(&option.when, option.span));
    let branches = step.all_targets().into_iter().flat_map(|target| &target.branches);
    let branches = branches.flat_map(|branch| tests_in_guard(&branch.when, branch.span));
    offers.chain(branches.filter(|test| test.asks != at)).collect()
}

fn tests_in_guard(guard: &Guard, span: Span) -> impl Iterator<Item = PlainTest> {
    let plain = guard.collect_tests().into_iter().filter(|test| test.if_unasked.is_none());
    plain.map(move |test| PlainTest { span, asks: test.step })
}
