//! A question steers the walk or reaches the form: nobody is asked what nobody needs.

use std::collections::HashSet;

use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::guard::Guard;
use crate::flow::id::StepIx;
use crate::flow::model::{Field, Flow, Step, StepKind, Target};

/// The rule.
pub const RULE: Rule = Rule {
    code: "fraga-utan-verkan",
    doc: "Svaret på varje fråga styr vägen eller når blanketten.",
    why: "En uppgift som ingen behöver ska inte samlas in. Den tar tid, och den kan röja någon.",
    after: &[],
    find: find_questions_without_effect,
};

fn find_questions_without_effect(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let flow = facts.flow;
    let used = find_used_steps(flow);
    let idle = flow.step_indices().filter(|at| !used.contains(at) && asks_in_vain(flow.step(*at)));
    idle.map(|at| {
        let step = flow.step(at);
        let message = format!("Svaret på `{}` styr ingenting och når inte blanketten.", step.id);
        Diagnostic::warning(RULE.code, step.span, message).with_remark("frågas i onödan").with_help(
            "Ta bort frågan: uppgifter som ingen behöver ska inte samlas in. Eller låt svaret styra vägen.",
        )
    })
    .collect()
}

/// Whether a step is a question all of whose answers lead to the same place.
fn asks_in_vain(step: &Step) -> bool {
    match &step.kind {
        StepKind::Ask { answers } => answers.windows(2).all(|pair| is_same_target(&pair[0].to, &pair[1].to)),
        // What an option says beside itself, and the law it rests on, is read by whoever may tick it.
        StepKind::Choose { options, .. } => {
            options.iter().all(|option| option.note.is_none() && option.laws.is_empty())
        }
        StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => false,
    }
}

fn is_same_target(one: &Target, other: &Target) -> bool {
    let branches = |target: &Target| -> Vec<(Guard, StepIx)> {
        target.branches.iter().map(|branch| (branch.when.clone(), branch.go)).collect()
    };
    one.otherwise == other.otherwise && branches(one) == branches(other)
}

/// The steps that something looks at: where a walk goes on, what is offered, what stands in the form.
fn find_used_steps(flow: &Flow) -> HashSet<StepIx> {
    let steps = flow.steps.iter().flat_map(step_guards);
    let fields = flow.form.fields.iter().flat_map(Field::guards);
    let review = flow.form.review.iter().map(|check| &check.when);
    let guards = steps.chain(fields).chain(review);
    let bound = flow.form.fields.iter().filter_map(|field| field.bound);
    guards.flat_map(Guard::collect_tests).map(|test| test.step).chain(bound).collect()
}

fn step_guards(step: &Step) -> Vec<&Guard> {
    let options = match &step.kind {
        StepKind::Choose { options, .. } => options.as_slice(),
        StepKind::Ask { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => &[],
    };
    let branches =
        step.all_targets().into_iter().flat_map(|target| &target.branches).map(|branch| &branch.when);
    branches.chain(options.iter().map(|option| &option.when)).collect()
}
